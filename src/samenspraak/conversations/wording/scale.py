"""Where a value lies, in the words of its scale."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

NEAR = 0.25


def quoted(words: str) -> str:
    """Return *words* between quotation marks."""
    return f"‘{words}’"


def position(value: float | None, steps: Sequence[str]) -> str:
    """Return where a mean lies, in the words of the scale: on a step, or between two."""
    if value is None or not steps:
        return _("nog niet te zeggen")
    nearest = min(max(round(value), 1), len(steps))
    if abs(value - nearest) <= NEAR:
        return quoted(steps[nearest - 1])
    low = min(int(value), len(steps) - 1)
    words = {"low": quoted(steps[low - 1]), "high": quoted(steps[low])}
    return _("tussen %(low)s en %(high)s") % words
