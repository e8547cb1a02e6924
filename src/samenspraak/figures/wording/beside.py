"""The figures beside a theme in words, with what the table said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenspraak.conversations.models import Round
from samenspraak.core.regions import COUNTRY, municipality_of
from samenspraak.figures.models import Beside
from samenspraak.figures.queries.areas import Place, neighbourhoods_of, place_of
from samenspraak.figures.queries.beside import area_of, chosen_for, key_of
from samenspraak.figures.queries.catalogue import catalogue
from samenspraak.figures.queries.told import tale_of
from samenspraak.figures.wording.numbers import value_of
from samenspraak.figures.wording.pages import Line, line_of

Option = tuple[str, str]


@dataclass(frozen=True)
class Shown:
    """One figure beside a theme: what it says, and whether the table knows this picture."""

    id: int
    theme: str
    line: Line
    known: str
    known_words: str
    said: str
    version: int


@dataclass(frozen=True)
class Shelf:
    """Everything beside the themes of a round; ``borrowed`` names whose figures these are, "" when one's own."""

    figures: tuple[Shown, ...]
    borrowed: str

    def of(self, theme: str) -> tuple[Shown, ...]:
        """Return what stands beside one theme."""
        return tuple(one for one in self.figures if one.theme == theme)


def shelf_of(round: Round, language: str, *, theme: str = "") -> Shelf:
    """Return what stands beside the themes of a round; a figure that is gone from its source is left out."""
    chosen = chosen_for(round, theme)
    if not chosen:
        return Shelf((), "")
    places = {code: place for code in {one.area for one in chosen} if (place := place_of(code))}
    larger = {municipality_of(code) for code in places}
    tale = tale_of({*places, *larger, COUNTRY})
    figures = []
    for one in chosen:
        told, place = tale.latest(one.area, one.indicator), places.get(one.area)
        if told and place:
            figures.append(shown(one, line_of(told, place, tale, language=language)))
    home = area_of(round)
    return Shelf(tuple(figures), home.place.name if home.borrowed and home.place else "")


def shown(one: Beside, line: Line) -> Shown:
    """Return one figure with what was said of it."""
    known = Beside.Known(one.known).label if one.known else ""
    return Shown(one.pk, one.theme, line, one.known, str(known), one.said, one.version)


def options_for(
    place: Place, theme: str, chosen: Sequence[Beside], language: str
) -> list[tuple[str, list[Option]]]:
    """Return the figures one can put beside a theme: those that fit it first, those of elsewhere last."""
    tale = tale_of({place.code, *(one.area for one in chosen)})
    fitting: list[Option] = []
    others: list[Option] = []
    elsewhere: list[Option] = []
    for one in catalogue().indicators:
        if told := tale.latest(place.code, one.id):
            option = (
                key_of(place.code, one.id),
                f"{one.name.to(language)}: {value_of(told)} ({told.period})",
            )
            (fitting if theme in one.themes else others).append(option)
    for row in chosen:
        told = tale.latest(row.area, row.indicator)
        name = place_of(row.area)
        if row.area != place.code and told and name:
            words = f"{told.indicator.name.to(language)}, {name.name}: {value_of(told)} ({told.period})"
            elsewhere.append((key_of(row.area, row.indicator), words))
    titled = [
        (_("Past bij dit thema"), fitting),
        (_("Andere cijfers over %(place)s") % {"place": place.name}, others),
        (_("Al gekozen, over een ander gebied"), elsewhere),
    ]
    return [(title, options) for title, options in titled if options]


def areas_to_choose(home: Place) -> list[Place]:
    """Return the municipality and its neighbourhoods."""
    return [home, *(neighbourhoods_of(home.code) if home.kind == "municipality" else [])]


def tidy(line: Line) -> str:
    """Return the figure with all that must stand beside it, as one line of a document."""
    parts = [line.value, line.n, line.margin, line.made]
    return "; ".join(part for part in parts if part)
