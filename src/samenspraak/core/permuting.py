"""The permutation test behind a difference: how often dealing the answers out again gives as much."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import erfc, exp, lgamma, log, prod, sqrt

import numpy as np

MOST_TABLES = 60_000
LOG_NEGLIGIBLE = log(1e-12)

Counts = tuple[int, ...]


def permutation_p(first: Sequence[int], second: Sequence[int]) -> float:
    """Return the two-sided permutation probability of a difference (docs/methods.md, Differences).

    All answers of the two groups are dealt out again over groups of the same sizes, in every possible way; the
    result is the share of these in which Cliff's delta is as far from 0 as it is. Exact where at most
    MOST_TABLES tables of counts are possible; for larger groups the limit of the same distribution, normal with
    its exact mean and variance. 1 where either group has no positions. Nothing is drawn at random.
    """
    if not sum(first) or not sum(second):
        return 1.0
    one, two = tuple(first), tuple(second)
    alike = ((one, two), (two, one), (one[::-1], two[::-1]), (two[::-1], one[::-1]))
    return _probability(*min(alike))


def smallest_p(first: int, second: int) -> float:
    """Return the smallest probability that any answers of groups of these sizes can give.

    One deal out of all, or two out of all where the sizes are equal: then the groups can change places.
    """
    return min(1.0, (1 + (first == second)) * exp(-_ways(first + second, first)))


@dataclass(frozen=True)
class _Deal:
    """What is dealt out: the answers of both groups per step, and how many of them the first group gets.

    ``scores`` are the ranks of the steps (twice the middle rank, less one), so that the first group's sum of
    scores is Cliff's delta but for scale and origin; ``expected`` is its mean over all deals.
    """

    pooled: Counts
    size: int

    @cached_property
    def people(self) -> int:
        return sum(self.pooled)

    @cached_property
    def scores(self) -> Counts:
        return tuple(2 * sum(self.pooled[:step]) + count for step, count in enumerate(self.pooled))

    @property
    def expected(self) -> int:
        return self.size * self.people

    @property
    def variance(self) -> float:
        """Variance of the sum of scores over all deals, with the correction for ties."""
        people, ties = self.people, sum(count**3 - count for count in self.pooled)
        return self.size * (people - self.size) / 3 * (people + 1 - ties / (people * (people - 1)))


def _probability(first: Counts, second: Counts) -> float:
    used = [step for step, pair in enumerate(zip(first, second, strict=True)) if any(pair)]
    if len(used) == 1:
        return 1.0
    smaller, larger = sorted((first, second), key=sum)
    deal = _Deal(pooled=tuple(smaller[step] + larger[step] for step in used), size=sum(smaller))
    found = sum(score * smaller[step] for score, step in zip(deal.scores, used, strict=True))
    away = abs(found - deal.expected)
    if away == 0:
        return 1.0
    steps = sorted(_steps(deal), key=lambda step: len(step.likely))
    if prod(len(step.likely) for step in steps[:-1]) > MOST_TABLES:
        return erfc(away / sqrt(2 * deal.variance))
    return min(1.0, _share_as_far(deal, steps, away))


@dataclass(frozen=True)
class _Step:
    """One step of the scale: its answers, its score, and how many of them the first group may get."""

    count: int
    score: int
    likely: range

    @cached_property
    def numbers(self) -> np.ndarray:
        return np.arange(self.likely.start, self.likely.stop)

    @cached_property
    def ways(self) -> np.ndarray:
        return np.array([_ways(self.count, number) for number in self.likely])


def _steps(deal: _Deal) -> list[_Step]:
    return [
        _Step(count=count, score=score, likely=_likely(deal, count))
        for count, score in zip(deal.pooled, deal.scores, strict=True)
    ]


def _likely(deal: _Deal, count: int) -> range:
    """Return how many of the answers on one step the first group may get: all numbers that matter."""
    lowest, highest = max(0, deal.size - (deal.people - count)), min(count, deal.size)
    middle = min(max(lowest, deal.size * count // deal.people), highest)

    def matters(number: int) -> bool:
        others = _ways(deal.people - count, deal.size - number)
        return _ways(count, number) + others - _ways(deal.people, deal.size) >= LOG_NEGLIGIBLE

    below = bisect_left(range(lowest, middle), True, key=matters)
    above = bisect_left(range(middle + 1, highest + 1), True, key=lambda number: not matters(number))
    return range(lowest + below, middle + 1 + above)


def _share_as_far(deal: _Deal, steps: Sequence[_Step], away: int) -> float:
    """Add up the probabilities of all tables whose sum of scores is as far from its mean."""
    dealt, scored, weight = np.zeros(1, np.int64), np.zeros(1, np.int64), np.zeros(1)
    for place, step in enumerate(steps[:-1]):
        after = dealt[:, None] + step.numbers
        fewest, most = _still_to_come(steps[place + 1 :])
        fits = (deal.size - after >= fewest) & (deal.size - after <= most)
        scored = (scored[:, None] + step.numbers * step.score)[fits]
        weight = (weight[:, None] + step.ways)[fits]
        dealt = after[fits]
    last, rest = steps[-1], deal.size - dealt
    far = np.abs(scored + rest * last.score - deal.expected) >= away
    ways = last.ways[rest[far] - last.likely.start]
    return float(np.exp(weight[far] + ways - _ways(deal.people, deal.size)).sum())


def _still_to_come(steps: Sequence[_Step]) -> tuple[int, int]:
    """Return how few and how many answers these steps can still deal."""
    return sum(step.likely.start for step in steps), sum(step.likely.stop - 1 for step in steps)


def _ways(count: int, number: int) -> float:
    """Return the logarithm of in how many ways *number* can be taken out of *count*."""
    return lgamma(count + 1) - lgamma(number + 1) - lgamma(count - number + 1)
