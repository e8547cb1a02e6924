"""Classes of a map: few, round enough to read, each with about as many areas, equal values never apart."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

MOST = 5
FEWEST_PER_CLASS = 2


@dataclass(frozen=True)
class Classes:
    """Where classes end: class i holds what is at most ``upper[i]`` and above the one before."""

    lower: tuple[float, ...]
    upper: tuple[float, ...]

    @property
    def number(self) -> int:
        """Return how many classes there are."""
        return len(self.upper)

    def of(self, value: float) -> int:
        """Return the class of a value, counted from 0."""
        return min(bisect_right(self.lower, value) - 1, self.number - 1) if self.number else 0


def classes(values: Sequence[float], *, most: int = MOST) -> Classes:
    """Return at most *most* classes with about equally many values each; equal values share a class.

    The bounds are values that occur, so a legend says what is really there.
    """
    ordered = sorted(values)
    if not ordered:
        return Classes((), ())
    wanted = max(1, min(most, len(set(ordered)), len(ordered) // FEWEST_PER_CLASS))
    starts = [ordered[len(ordered) * place // wanted] for place in range(wanted)]
    lower = tuple(sorted(set(starts)))
    upper = tuple(
        max(one for one in ordered if place + 1 == len(lower) or one < lower[place + 1])
        for place in range(len(lower))
    )
    return Classes(lower, upper)
