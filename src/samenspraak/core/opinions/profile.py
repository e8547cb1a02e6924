"""What groups of people answered: counts per statement, what sets a group apart, what all groups share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

Lean = Literal["low", "middle", "high"]

LEAST_EFFECT = 0.8
"""What sets a group apart differs at least this many standard deviations (J. Cohen, 1988: a large effect) …"""

LEAST_PART = 1 / 8
"""… and at least this part of the scale: half a step on five steps."""

MOST_TYPICAL = 5

LEANING = 0.6
"""A group leans clearly one way when at least three fifths of its positions do."""

ROUNDING = 1 / 12
"""The variance that is lost because an answer is a whole step; it keeps differences finite."""


@dataclass(frozen=True)
class Contrast:
    """A statement that sets a group apart: how far its mean is from that of the others.

    ``difference`` is in steps, ``effect`` in standard deviations within the group and within the others.
    """

    statement: int
    difference: float
    effect: float


@dataclass(frozen=True)
class Common:
    """A statement on which every group leans the same way.

    ``leaning`` and ``positions`` are numbers of people per group; ``consensus`` is the product of the groups'
    parts that lean this way.
    """

    statement: int
    lean: Lean
    leaning: tuple[int, ...]
    positions: tuple[int, ...]
    consensus: float


def counted(values: np.ndarray, group_of: np.ndarray, groups: int, most_steps: int) -> np.ndarray:
    """Count positions as groups × statements × steps; *group_of* is −1 for who is in no group.

    *values* is people × statements, steps from 1, 0 = no position.
    """
    width = most_steps + 1
    coded = values + ((group_of + 1) * width).astype(np.uint8)[:, None]
    columns = np.ascontiguousarray(coded.T)
    counts = np.array([np.bincount(column, minlength=(groups + 1) * width) for column in columns])
    return counts.reshape(len(columns), groups + 1, width)[:, 1:, 1:].transpose(1, 0, 2)


def typical(counts: np.ndarray, steps: np.ndarray, group: int) -> list[Contrast]:
    """Return the statements that set a group apart from all others, the clearest first.

    Per statement the standardised difference between the group's mean and that of everybody in another
    group (docs/methods.md, Opinion groups); at most MOST_TYPICAL, none that is small.
    """
    difference, effect = _contrasts(counts[group], counts.sum(axis=0) - counts[group])
    clear = (abs(effect) >= LEAST_EFFECT) & (abs(difference) >= LEAST_PART * (steps - 1))
    found = [
        Contrast(int(each), float(difference[each]), float(effect[each])) for each in np.flatnonzero(clear)
    ]
    return sorted(found, key=lambda one: (-round(abs(one.effect), 9), one.statement))[:MOST_TYPICAL]


def common_ground(counts: np.ndarray, steps: np.ndarray) -> list[Common]:
    """Return the statements on which every group leans the same way, the strongest first.

    Group-informed consensus, after Polis, for scales: of a group's positions the part p below, on or above
    the middle of the scale, as (number + 1) / (all + 2); all groups' parts multiplied. A middle exists
    only on scales with an odd number of steps.
    """
    positions = counts.sum(axis=2)
    side = np.sign(2 * np.arange(1, counts.shape[2] + 1) - steps[:, None] - 1)
    sides: dict[Lean, int] = {"low": -1, "middle": 0, "high": 1}
    found = []
    for lean, sign in sides.items():
        leaning = (counts * (side == sign)).sum(axis=2)
        parts = (leaning + 1) / (positions + 2)
        found += [
            Common(
                statement=int(each),
                lean=lean,
                leaning=tuple(leaning[:, each].tolist()),
                positions=tuple(positions[:, each].tolist()),
                consensus=float(parts[:, each].prod()),
            )
            for each in np.flatnonzero(parts.min(axis=0) >= LEANING)
        ]
    return sorted(found, key=lambda one: (-round(one.consensus, 9), one.statement))


def _contrasts(inside: np.ndarray, outside: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return per statement the difference in means, also in standard deviations; 0 where a side has nobody."""
    people, others = inside.sum(axis=1), outside.sum(axis=1)
    mean, squares = _mean_and_squares(inside)
    other_mean, other_squares = _mean_and_squares(outside)
    difference = np.where((people > 0) & (others > 0), mean - other_mean, 0.0)
    variance = (squares + other_squares) / np.maximum(people + others, 1)
    return difference, difference / np.sqrt(variance + ROUNDING)


def _mean_and_squares(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return per statement the mean step, and the sum of squares round it."""
    step = np.arange(1, counts.shape[1] + 1)
    mean = counts @ step / np.maximum(counts.sum(axis=1), 1)
    return mean, (counts * (step - mean[:, None]) ** 2).sum(axis=1)
