"""Numbers in words: positions by their anchors, gaps in steps, shares of small groups in tenths."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from samenspraak.conversations.wording.scale import NEAR, position, quoted
from samenspraak.core.picture import Interval

__all__ = [
    "NEAR",
    "PRECISE_FROM",
    "answers",
    "decimal",
    "gap",
    "position",
    "quoted",
    "share",
    "share_of_people",
    "tenths",
]
PRECISE_FROM = 20
GAPS = {
    0: _lazy("minder dan een halve stap"),
    1: _lazy("een halve stap"),
    2: _lazy("één stap"),
    3: _lazy("anderhalve stap"),
    4: _lazy("twee stappen"),
    5: _lazy("tweeënhalve stap"),
    6: _lazy("drie stappen"),
    7: _lazy("drieënhalve stap"),
    8: _lazy("vier stappen"),
}


def gap(value: float | None) -> str:
    """Return a difference in halves of a step, in words."""
    halves = round((value or 0) * 2)
    words = GAPS.get(halves)
    return str(words) if words else _("%(number)s stappen") % {"number": decimal(halves / 2)}


def decimal(value: float | None) -> str:
    """Return a number with one decimal as the reader writes it; nothing for None."""
    return "" if value is None else str(number_format(round(value, 1), decimal_pos=1))


def interval(mean: float | None, reach: Interval | None) -> str:
    """Say how far a mean could still move; nothing when nobody is missing, or too few to notice."""
    if mean is None or reach is None or reach.low == reach.high:
        return ""
    words = {"mean": decimal(mean), "low": decimal(reach.low), "high": decimal(reach.high)}
    return (
        _("gemiddeld stap %(mean)s; tussen %(low)s en %(high)s, als wie ontbreekt hetzelfde zou antwoorden")
        % words
    )


def reach(mean: float | None, reach: Interval | None) -> str:
    """Return a mean with how far it could still move, in short; nothing when nobody is missing."""
    if mean is None or reach is None or reach.low == reach.high:
        return ""
    words = {"mean": decimal(mean), "low": decimal(reach.low), "high": decimal(reach.high)}
    return _("stap %(mean)s, tussen %(low)s en %(high)s") % words


def share(value: float, n: int) -> str:
    """Return a share of *n* people: in tenths and words below twenty people, in percents from there."""
    if n >= PRECISE_FROM:
        return _("%(number)s%%") % {"number": round(value * 100)}
    return tenths(value)


def tenths(value: float) -> str:
    """Return a share of people in tenths and words."""
    rounded = round(value * 10)
    if rounded == 0:
        return _("bijna niemand")
    if rounded == 10:
        return _("bijna iedereen")
    return _("%(tenths)s van de 10") % {"tenths": rounded}


def share_of_people(value: float, n: int) -> str:
    """Return a share as the subject of a sentence about people."""
    if n >= PRECISE_FROM:
        return _("%(percentage)s van de mensen") % {"percentage": share(value, n)}
    if round(value * 10) in {0, 10}:
        return share(value, n)
    return _("%(share)s mensen") % {"share": share(value, n)}


def answers(number: int) -> str:
    """Return a number of answer sheets."""
    return ngettext("%(number)s antwoord", "%(number)s antwoorden", number) % {"number": number}
