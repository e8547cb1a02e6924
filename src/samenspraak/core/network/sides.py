"""Two sides of a theme beside each other: where the group puts it, and how much there is on the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

CLEARLY = 0.25
FEWEST_THEMES = 3


@dataclass(frozen=True)
class Side:
    """One theme: the mean of the group on a scale of so many steps (None where it is not shown), and its ties."""

    theme: str
    mean: float | None
    steps: int
    ties: int

    @property
    def low(self) -> bool:
        """Say whether the group puts it below the middle of the scale, also in words."""
        return self.mean is not None and self.mean < (1 + self.steps) / 2 - CLEARLY


def both_thin(sides: Sequence[Side]) -> set[str]:
    """Return the themes that stand low and have few ties (docs/methods.md, Thin spots).

    Low: more than CLEARLY below the middle of the scale. Few: fewer ties than the middle theme of those on the map; of fewer than
    FEWEST_THEMES themes none is the middle, and nothing is called few.
    """
    if len(sides) < FEWEST_THEMES:
        return set()
    middle = median(one.ties for one in sides)
    return {one.theme for one in sides if one.low and one.ties < middle}
