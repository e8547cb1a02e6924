"""The figures beside a theme in words, with what the table said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenspraak.conversations.models import Round
from samenspraak.figures.models import Beside, OwnFigure
from samenspraak.figures.queries.areas import Place, neighbourhoods_of, place_of
from samenspraak.figures.queries.beside import OWN, area_of, chosen_for, key_of, own_beside
from samenspraak.figures.queries.catalogue import catalogue
from samenspraak.figures.queries.comparing import comparison_of
from samenspraak.figures.queries.told import Tale, tale_of
from samenspraak.figures.wording.numbers import as_typed, value_of, whole
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
    number = as_typed(figure.value)
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
    round: Round, place: Place, theme: str, chosen: Sequence[tuple[str, str]], language: str
) -> list[tuple[str, list[Option]]]:
    """Return the figures one can put beside a theme: those that fit it first, those of elsewhere last."""
    tale = tale_of({place.code, *(area for area, _indicator in chosen)})
    fitting: list[Option] = []
    others: list[Option] = []
    for one in catalogue().shown:
        if told := tale.latest(place.code, one.id):
            words = f"{one.name.to(language)}: {value_of(told)} ({told.period})"
            (fitting if theme in one.themes else others).append((key_of(place.code, one.id), words))
    mine = [(key_of(one.area, key), own_words(one)) for key, one in own_beside(round, place).items()]
    titled = [
        (_("Past bij dit thema"), fitting),
        (_("Andere cijfers over %(place)s") % {"place": place.name}, others),
        (_("Eigen cijfers"), mine),
        (_("Al gekozen, over een ander gebied"), elsewhere(round, place, chosen, mine, tale, language)),
    ]
    return [(title, options) for title, options in titled if options]


def elsewhere(
    round: Round,
    place: Place,
    chosen: Sequence[tuple[str, str]],
    mine: Sequence[Option],
    tale: Tale,
    language: str,
) -> list[Option]:
    """Return what was chosen about another area than the one that is offered."""
    own, here = own_beside(round), {key for key, _words in mine}
    found: list[Option] = []
    for area, indicator in chosen:
        key, told, where = key_of(area, indicator), tale.latest(area, indicator), place_of(area)
        if area != place.code and told and where:
            words = f"{told.indicator.name.to(language)}, {where.name}: {value_of(told)} ({told.period})"
            found.append((key, words))
        elif indicator in own and key not in here:
            found.append((key, own_words(own[indicator])))
    return found


def own_words(figure: OwnFigure) -> str:
    """Return a figure of the organisation itself as a choice."""
    place = place_of(figure.area)
    number = as_typed(figure.value)
    about = f"{figure.name}, {place.name}" if place else figure.name
    return f"{about}: {number} {figure.unit}".rstrip() + f" ({figure.day.year})"


def areas_to_choose(home: Place) -> list[Place]:
    """Return the municipality and its neighbourhoods."""
    return [home, *(neighbourhoods_of(home.code) if home.kind == "municipality" else [])]


def tidy(line: Line) -> str:
    """Return the figure with all that must stand beside it, as one line of a document."""
    parts = [line.value, line.n, line.margin, line.made]
    return "; ".join(part for part in parts if part)
