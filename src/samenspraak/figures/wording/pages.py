"""One figure of an area in words, with all that must stand beside it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenspraak.core.indicators import Indicator
from samenspraak.figures.queries.areas import Place
from samenspraak.figures.queries.comparing import Comparison
from samenspraak.figures.queries.told import Tale, Told
from samenspraak.figures.wording.comparing import Compared, compared
from samenspraak.figures.wording.numbers import made_of, margin_of, n_of, source_of, value_of

BEFORE = 3


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
    others: tuple[Compared, ...] = ()
    then: tuple[str, ...] = ()

    @property
    def beside(self) -> tuple[str, ...]:
        """Return the same figure elsewhere, each as a piece of text."""
        return tuple(one.words(self.period) for one in self.others)

    @property
    def sources(self) -> tuple[str, ...]:
        """Return every source, that of the figure itself first."""
        return tuple(dict.fromkeys((self.source, *(one.source for one in self.others if one.source))))


def line_of(told: Told, place: Place, tale: Tale, *, comparison: Comparison, language: str) -> Line:
    """Return one figure as a line, beside the same figure elsewhere."""
    one = told.indicator
    history = tale.history(place.code, one.id)
    others = compared(comparison.of(one, [each.period for each in history]), one, language=language)
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
        before=before(history),
        source=source_of(told, language),
        url=told.source.url,
        others=others,
        then=then(history, {each.year for each in others}),
    )


def then(history: Sequence[Told], years: Collection[int]) -> tuple[str, ...]:
    """Return what the figure was in the years it is compared in, where that is not its last."""
    earlier = [one for one in history if one.period in years and one.period != history[-1].period]
    return tuple(
        _("in %(year)s was het %(value)s") % {"year": one.period, "value": value_of(one)} for one in earlier
    )


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
