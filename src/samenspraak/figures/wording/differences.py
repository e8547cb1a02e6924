"""Health differences made tangible: what is known here, and what nobody knows."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenspraak.figures.queries.areas import Place
from samenspraak.figures.queries.told import Tale
from samenspraak.figures.wording.numbers import n_of, value_of, whole

LOW_INCOME, HEALTHY, WORRIED = "laag-inkomen", "ervaren-gezondheid", "moeite-met-rondkomen"
CLOSE = (HEALTHY, WORRIED, "langdurige-ziekte")


@dataclass(frozen=True)
class Differences:
    """What is known about health differences in one municipality, and what is not."""

    known: tuple[str, ...]
    unknown: tuple[str, ...]


def differences_of(place: Place, tale: Tale, *, language: str) -> Differences:
    """Return both, in sentences with their n."""
    known, unknown = [], []
    poor = tale.latest(place.code, LOW_INCOME)
    if poor:
        words = {"place": place.name, "value": value_of(poor), "year": poor.period, "n": n_of(poor)}
        known.append(
            _("In %(place)s had %(value)s van de huishoudens een laag inkomen in %(year)s (%(n)s).") % words
        )
        if poor.n:
            number = round(poor.n * poor.reading.value / 100, -1)
            known.append(_("Dat zijn ongeveer %(number)s huishoudens.") % {"number": whole(number)})
    else:
        unknown.append(
            _("Hoeveel huishoudens hier een laag inkomen hebben: dat cijfer is nog niet ingelezen.")
        )
    for key in CLOSE:
        if told := tale.latest(place.code, key):
            words = {"name": told.indicator.name.to(language), "value": value_of(told), "year": told.period}
            known.append(_("%(name)s: %(value)s in %(year)s.") % words)
    if not tale.latest(place.code, HEALTHY):
        unknown.append(_("Hoe gezond mensen zich hier voelen: dat cijfer is nog niet ingelezen."))
    unknown.append(
        _("Hoe lang arme en rijke mensen in %(place)s leven. Dat wordt niet per gemeente en inkomen gemeten.")
        % {"place": place.name}
    )
    unknown.append(
        _(
            "Of de 8 en 24 jaar ook hier gelden. Het zijn gemiddelden van heel Nederland; jullie gemeente kan afwijken."
        )
    )
    return Differences(tuple(known), tuple(unknown))
