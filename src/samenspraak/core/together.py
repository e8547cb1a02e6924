"""The figures of several areas as one: their mean weighed by what each rests on, or the middle one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

FEWEST = 3
LEAST_KNOWN = 0.5
Known = tuple[float, float | None]  # a value, and on how many people or households it rests


@dataclass(frozen=True)
class Gathered:
    """One value for several areas: of how many of *members* it is known, and whether it is weighed by their n."""

    value: float
    known: int
    members: int
    weighed: bool


def together(
    values: Sequence[Known], *, members: int, how: Literal["mean", "middle", "none"]
) -> Gathered | None:
    """Return one value for some areas of a group of *members*; None for fewer than three.

    The mean is weighed by n, so that it is what a source would tell about all of them at once; where an n is
    missing, or fewer than half of the members are known, it is the middle one, which claims less.
    """
    if how == "none" or len(values) < FEWEST:
        return None
    weights = [n for _value, n in values if n]
    if how == "mean" and len(weights) == len(values) and len(values) >= LEAST_KNOWN * members:
        mean = sum(value * (n or 0) for value, n in values) / sum(weights)
        return Gathered(mean, len(values), members, weighed=True)
    return Gathered(median(value for value, _n in values), len(values), members, weighed=False)
