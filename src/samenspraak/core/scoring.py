"""Counting answer sheets, and the figures made of counts: mean, median, shares, coverage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate

import numpy as np

from samenspraak.core.kinds import KINDS
from samenspraak.core.kinds.kind import Tally
from samenspraak.core.sheet import QuestionList

NO_GROUP = ""
"""The key of the people who are counted in no display group of their own."""

FEW = 20
"""Below this number of people shares are given in tenths, from here on in hundredths (P4)."""

Cells = Mapping[str, Tally]
"""The tallies of one item: per display group, and NO_GROUP for everybody else."""


def tallies(
    questions: QuestionList, matrix: np.ndarray, *, index: np.ndarray, displays: Sequence[str]
) -> dict[str, dict[str, Tally]]:
    """Count every closed item per display group: item id → display key (or NO_GROUP) → tally.

    *matrix* is ``core.sheet.matrix`` (people × width, uint8); *index* has for each person the place of the
    display group in *displays*, −1 for a person in none.
    """
    order = np.argsort(index, kind="stable")
    columns = np.asfortranarray(matrix[order])
    bounds = np.searchsorted(index[order], np.arange(-1, len(displays) + 1))
    people = {
        key: slice(int(first), int(last))
        for key, first, last in zip((NO_GROUP, *displays), bounds, bounds[1:], strict=False)
    }
    return {item.id: _cells(questions, item.id, columns, people) for item in questions.closed}


def total(cells: Iterable[Tally]) -> Tally:
    """Add tallies of one item over disjoint sets of people."""
    every = list(cells)
    return Tally(
        counts=tuple(map(sum, zip(*(tally.counts for tally in every), strict=True))),
        unknown=sum(tally.unknown for tally in every),
    )


def mean(counts: Sequence[int]) -> Fraction | None:
    """Return the mean step, counted from 1 (exact); None when nobody took a position."""
    people = sum(counts)
    if not people:
        return None
    return Fraction(sum(step * count for step, count in enumerate(counts, start=1)), people)


def median(counts: Sequence[int]) -> float | None:
    """Return the step of the middle answer, counted from 1; halfway when the two middle answers differ.

    None when nobody took a position. Range 1 … the number of steps, in halves.
    """
    return sum(middle_steps(counts)) / 2 if sum(counts) else None


def middle_steps(counts: Sequence[int]) -> tuple[int, int]:
    """Return the steps (from 1) of the two middle answers, the same one twice when their number is odd."""
    people = sum(counts)
    reached = list(accumulate(counts))
    lower = next(step for step, seen in enumerate(reached, start=1) if 2 * seen >= people)
    upper = next(step for step, seen in enumerate(reached, start=1) if 2 * seen > people)
    return lower, upper


def shares(counts: Sequence[int]) -> tuple[float, ...]:
    """Return each step's share of those who took a position; empty when nobody did.

    Rounded one by one (see ``share``), so together they may come to 0.9 or 1.1.
    """
    people = sum(counts)
    return tuple(share(count, people) for count in counts) if people else ()


def share(part: int, whole: int) -> float:
    """Return *part* of *whole* (0 … 1), in tenths for fewer than FEW people, else in hundredths."""
    return rounded(Fraction(part, whole), 1 if whole < FEW else 2)


def coverage(answered: int, expected: int) -> float | None:
    """Return which share (0 … 1) of the people expected has answered; None when nobody was expected."""
    return rounded(min(Fraction(1), Fraction(answered, expected)), 2) if expected else None


def tenth(value: Fraction) -> float:
    """Round to one decimal, halves to the even digit so that a mirrored scale gives a mirrored figure."""
    return rounded(value, 1)


def rounded(value: Fraction, digits: int) -> float:
    """Round an exact value to *digits* decimals, halves to the even digit."""
    return float(round(value, digits))


def _cells(
    questions: QuestionList, item_id: str, columns: np.ndarray, people: Mapping[str, slice]
) -> dict[str, Tally]:
    item = questions.item(item_id)
    column = columns[:, questions.column(item_id)]
    kind = KINDS[item.kind]
    counted = ((key, kind.tally(column[rows], item, questions.instrument)) for key, rows in people.items())
    return {key: tally for key, tally in counted if tally is not None}
