"""The figures beside a theme in words, with what the table said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from samenspraak.conversations.models import Round
from samenspraak.figures.models import Beside, OwnFigure
from samenspraak.figures.queries.areas import Place, neighbourhoods_of, place_of
from samenspraak.figures.queries.beside import OWN, area_of, chosen_for, key_of, own_beside
from samenspraak.figures.queries.catalogue import catalogue
from samenspraak.figures.queries.comparing import comparison_of
from samenspraak.figures.queries.told import tale_of
from samenspraak.figures.wording.numbers import value_of, whole
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
    tale = tale_of(places)
    wanted = {one.indicator for one in chosen}
    wanted |= {known.base for key in wanted if (known := catalogue().get(key)) and known.base}
    comparisons = {code: comparison_of(place, indicators=wanted) for code, place in places.items()}
    own = own_beside(round)
    figures = []
    for one in chosen:
        told, place = tale.latest(one.area, one.indicator), places.get(one.area)
        if told and place:
            figures.append(
                shown(one, line_of(told, place, tale, comparison=comparisons[one.area], language=language))
            )
        elif one.indicator in own and place:
            figures.append(shown(one, own_line(own[one.indicator], place)))
    home = area_of(round)
    return Shelf(tuple(figures), home.place.name if home.borrowed and home.place else "")


def own_line(figure: OwnFigure, place: Place) -> Line:
    """Return a figure of the organisation itself as a line."""
    number = str(number_format(figure.value, use_l10n=True, force_grouping=True))
    return Line(
        key=f"{OWN}{figure.pk}",
        area=place.code,
        area_name=place.name,
        name=figure.name,
        explanation="",
        not_measured=figure.caveat,
        value=f"{number} {figure.unit}".strip(),
        n=f"n = {whole(figure.n)}" if figure.n else _("n niet gegeven"),
        margin="",
        made=_("eigen cijfer"),
        period=figure.day.year,
        before="",
        source=f"{figure.source}, {date_format(figure.day, 'j F Y')}",
        url="",
    )


def shown(one: Beside, line: Line) -> Shown:
    """Return one figure with what was said of it."""
    known = Beside.Known(one.known).label if one.known else ""
    return Shown(one.pk, one.theme, line, one.known, str(known), one.said, one.version)


def options_for(
    round: Round, place: Place, theme: str, chosen: Sequence[Beside], language: str
) -> list[tuple[str, list[Option]]]:
    """Return the figures one can put beside a theme: those that fit it first, those of elsewhere last."""
    tale = tale_of({place.code, *(one.area for one in chosen)})
    fitting: list[Option] = []
    others: list[Option] = []
    elsewhere: list[Option] = []
    for one in catalogue().shown:
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
    mine = [(key_of(one.area, key), own_words(one)) for key, one in own_beside(round, place).items()]
    here = {key for key, _words in mine}
    for row in chosen:
        key = key_of(row.area, row.indicator)
        if (
            row.indicator.startswith(OWN)
            and key not in here
            and (one_own := own_beside(round).get(row.indicator))
        ):
            elsewhere.append((key, own_words(one_own)))
    titled = [
        (_("Past bij dit thema"), fitting),
        (_("Andere cijfers over %(place)s") % {"place": place.name}, others),
        (_("Eigen cijfers"), mine),
        (_("Al gekozen, over een ander gebied"), elsewhere),
    ]
    return [(title, options) for title, options in titled if options]


def own_words(figure: OwnFigure) -> str:
    """Return a figure of the organisation itself as a choice."""
    place = place_of(figure.area)
    number = str(number_format(figure.value, use_l10n=True, force_grouping=True))
    about = f"{figure.name}, {place.name}" if place else figure.name
    return f"{about}: {number} {figure.unit}".rstrip() + f" ({figure.day.year})"


def areas_to_choose(home: Place) -> list[Place]:
    """Return the municipality and its neighbourhoods."""
    return [home, *(neighbourhoods_of(home.code) if home.kind == "municipality" else [])]


def tidy(line: Line) -> str:
    """Return the figure with all that must stand beside it, as one line of a document."""
    parts = [line.value, line.n, line.margin, line.made]
    return "; ".join(part for part in parts if part)
