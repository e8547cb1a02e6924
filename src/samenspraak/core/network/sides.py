"""Two sides of a theme beside each other: where the group puts it, and how much there is on the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

MIDDLE = 0.5
FEWEST_THEMES = 3


@dataclass(frozen=True)
class Side:
    """One theme: where the group puts it on its scale (0 … 1, None where that is not shown), and its ties."""

    theme: str
    height: float | None
    ties: int


def both_thin(sides: Sequence[Side]) -> set[str]:
    """Return the themes that stand low and have few ties (docs/methods.md, Thin spots).

    Low: below the middle of the scale. Few: fewer ties than the middle theme of those on the map; of fewer than
    FEWEST_THEMES themes none is the middle, and nothing is called few.
    """
    if len(sides) < FEWEST_THEMES:
        return set()
    middle = median(one.ties for one in sides)
    return {
        one.theme for one in sides if one.height is not None and one.height < MIDDLE and one.ties < middle
    }
