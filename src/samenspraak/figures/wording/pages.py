"""The figures page of an area in words: every figure on a line, beside the country and areas that resemble it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.core.indicators import Indicator
from samenspraak.figures.queries.areas import Place, around
from samenspraak.figures.queries.catalogue import catalogue
from samenspraak.figures.queries.told import Tale, Told
from samenspraak.figures.wording.numbers import made_of, margin_of, n_of, shown, source_of, value_of

GROUPS: dict[str | None, str | Promise] = {
    "security": _lazy("Geld, werk en wonen"),
    "empowerment": _lazy("Gezond en weerbaar"),
    "cohesion": _lazy("Elkaar kennen en helpen"),
    "inclusion": _lazy("Meedoen en voorzieningen"),
    None: _lazy("Wie er wonen"),
}
BEFORE = 3
FEWEST_TO_COMPARE = 3


@dataclass(frozen=True)
class Beside:
    """The same figure of another area, in the same year."""

    name: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Line:
    """One figure of one area as a page shows it, with all that must stand beside it."""

    key: str
    area: str
    area_name: str
    name: str
    explanation: str
    not_measured: str
    value: str
    n: str
    margin: str
    made: str
    period: int
    before: str
    source: str
    url: str
    others: tuple[Beside, ...] = ()


@dataclass(frozen=True)
class Group:
    """Figures under one heading."""

    title: str
    lines: tuple[Line, ...]


def groups_of(place: Place, tale: Tale, *, alike: Sequence[Place], language: str) -> list[Group]:
    """Return every figure that is told about an area, under its heading."""
    made = []
    for pillar, title in GROUPS.items():
        wanted = [one for one in catalogue().indicators if one.pillar == pillar]
        lines = [
            line_of(told, place, tale, alike=alike, language=language)
            for one in wanted
            if (told := tale.latest(place.code, one.id))
        ]
        if lines:
            made.append(Group(str(title), tuple(lines)))
    return made


def line_of(
    told: Told,
    place: Place,
    tale: Tale,
    *,
    alike: Sequence[Place] = (),
    province: Sequence[Place] = (),
    language: str,
) -> Line:
    """Return one figure as a line, beside those of *alike* and *province* where these are given."""
    one = told.indicator
    return Line(
        key=one.id,
        area=place.code,
        area_name=place.name,
        name=one.name.to(language),
        explanation=one.explanation.to(language),
        not_measured=one.not_measured.to(language),
        value=value_of(told),
        n=n_of(told),
        margin=margin_of(told),
        made=made_of(told),
        period=told.period,
        before=before(tale.history(place.code, one.id)),
        source=source_of(told, language),
        url=told.source.url,
        others=others(told, place, tale, alike, province),
    )


def others(
    told: Told, place: Place, tale: Tale, alike: Sequence[Place], province: Sequence[Place]
) -> tuple[Beside, ...]:
    """Return the same figure of the larger areas, and the middle one of the province and of those that resemble."""
    found = []
    for larger in around(place):
        if same := tale.at(larger.code, told.indicator.id, told.period):
            found.append(Beside(larger.name, value_of(same)))
    names = ((_("gemeenten in dezelfde provincie"), province), (_("gemeenten die lijken"), alike))
    for name, places in names:
        middle = tale.middle([one.code for one in places], told.indicator.id, told.period)
        if middle and middle[1] >= FEWEST_TO_COMPARE:
            note = _("middelste van %(number)s") % {"number": middle[1]}
            found.append(Beside(name, shown(told.indicator, middle[0]), note))
    return tuple(found)


def before(history: Sequence[Told]) -> str:
    """Say what the figure was some years ago; nothing when borders changed since, or when it is the first."""
    if len(history) < 2:
        return ""
    last = history[-1]
    unbroken = [history[-1]]
    for earlier, later in zip(reversed(history[:-1]), reversed(history), strict=False):
        if later.redrawn:
            return _("de grenzen zijn veranderd, daarom is er geen vergelijking met eerder")
        unbroken.append(earlier)
    first = next((one for one in unbroken if one.period <= last.period - BEFORE), unbroken[-1])
    return _("%(value)s in %(year)s") % {"value": value_of(first), "year": first.period}


def direction(indicator: Indicator) -> str:
    """Say how to read more or less of it."""
    return {
        "more-is-better": _("Een hoger cijfer is hier gunstiger."),
        "more-is-worse": _("Een hoger cijfer is hier ongunstiger."),
        "neutral": _("Hoger of lager is hier niet beter of slechter."),
    }[indicator.direction]


def alike_words(places: Sequence[Place], *, by_status: bool) -> str:
    """Say which municipalities resemble this one, and how they were found."""
    if not places:
        return ""
    words = {"names": ", ".join(one.name for one in places)}
    if by_status:
        return _("Gemeenten die lijken in grootte en welvaart: %(names)s.") % words
    return (
        _("Gemeenten die lijken in grootte: %(names)s. Over welvaart weten we te weinig om mee te tellen.")
        % words
    )
