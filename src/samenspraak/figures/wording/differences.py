"""Health differences made tangible: what the national years mean, what is known here, and what nobody knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenspraak.figures.queries.areas import Place
from samenspraak.figures.queries.told import Tale, Told
from samenspraak.figures.wording.comparing import Compared
from samenspraak.figures.wording.numbers import n_of, value_of, whole

POVERTY, LOW_INCOME, LOWEST = "armoede", "laag-inkomen", "laagste-inkomens"
SCHOOLING = "basis-vmbo-mbo1"
HEALTHY, WORRIED = "ervaren-gezondheid", "moeite-met-rondkomen"
CLOSE = (HEALTHY, "langdurige-ziekte", "beperkt-door-gezondheid", WORRIED)


@dataclass(frozen=True)
class Differences:
    """What the years mean, what is known about health differences in one municipality, and what is not."""

    meaning: tuple[str, ...]
    known: tuple[str, ...]
    unknown: tuple[str, ...]


def differences_of(place: Place, tale: Tale, nearby: dict[str, Compared], *, language: str) -> Differences:
    """Return all three, in sentences; every figure with its year and n, nothing computed for this place."""
    return Differences(
        meaning=tuple(meaning()),
        known=tuple(known_here(place, tale, nearby, language)),
        unknown=tuple(unknown_here(place, tale)),
    )


def meaning() -> Iterator[str]:
    """Yield what 8 and 24 years are in a life."""
    yield _("8 jaar is zo lang als een kind op de basisschool zit, van groep 1 tot en met groep 8.")
    yield _(
        "24 jaar is de tijd tussen je 43e en je 67e. Stel dat mensen met veel geld gemiddeld gezond zijn tot hun 67e."
        " Dan zijn mensen met weinig geld dat tot hun 43e. Dit is een voorbeeld, geen cijfer van hier."
    )
    yield _(
        "Ook opleiding telt: wie een praktische opleiding heeft, leeft gemiddeld 5 jaar korter"
        " en 14 jaar minder in goede gezondheid dan wie een theoretische opleiding heeft."
    )


def known_here(place: Place, tale: Tale, nearby: dict[str, Compared], language: str) -> Iterator[str]:
    """Yield what is told about this municipality: how many people have little, and how healthy they feel."""
    poor = tale.latest(place.code, POVERTY) or tale.latest(place.code, LOW_INCOME)
    if poor:
        yield said(poor, nearby, language)
        if poor.n:
            words = {"number": whole(round(poor.n * poor.reading.value / 100, -1))}
            households = poor.indicator.id == LOW_INCOME
            yield (
                _("Dat zijn ongeveer %(number)s huishoudens.") % words
                if households
                else _("Dat zijn ongeveer %(number)s mensen.") % words
            )
    for key in (LOWEST, SCHOOLING, *CLOSE):
        if told := tale.latest(place.code, key):
            yield said(told, nearby, language)


def said(told: Told, nearby: dict[str, Compared], language: str) -> str:
    """Return one figure as a sentence, with how far neighbourhoods lie apart where that is known."""
    words = {
        "name": told.indicator.name.to(language),
        "value": value_of(told),
        "year": told.period,
        "n": n_of(told),
    }
    first = _("%(name)s: %(value)s in %(year)s (%(n)s).") % words
    apart = nearby.get(told.indicator.id)
    if apart is None:
        return first
    spread = {"value": apart.value, "note": apart.note, "year": apart.year}
    return f"{first} " + _("Per buurt: %(value)s (%(note)s, %(year)s).") % spread


def unknown_here(place: Place, tale: Tale) -> Iterator[str]:
    """Yield what is not told here, or nowhere."""
    if not tale.latest(place.code, POVERTY) and not tale.latest(place.code, LOW_INCOME):
        yield _("Hoeveel mensen hier weinig geld hebben: dat cijfer is nog niet ingelezen.")
    if not tale.latest(place.code, HEALTHY):
        yield _("Hoe gezond mensen zich hier voelen: dat cijfer is nog niet ingelezen.")
    if not tale.latest(place.code, WORRIED):
        yield _("Hoeveel mensen moeite hebben om rond te komen: dat cijfer is nog niet ingelezen.")
    yield _(
        "Hoeveel mensen problematische schulden hebben. Dat staat niet in deze bronnen; je kunt het toevoegen als eigen cijfer."
    )
    yield _(
        "Hoe lang arme en rijke mensen in %(place)s leven. Dat wordt niet per gemeente en inkomen gemeten."
    ) % {"place": place.name}
    yield _(
        "Of de 8 en 24 jaar ook hier gelden. Het zijn gemiddelden van heel Nederland; jullie gemeente kan afwijken."
    )
