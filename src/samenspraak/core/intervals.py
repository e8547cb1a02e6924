"""How far a figure could move if those who are missing had answered: intervals for small, finite groups."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate, pairwise
from math import ceil, comb, inf, sqrt
from statistics import NormalDist

from samenspraak.core.picture import Interval
from samenspraak.core.samples import Sample
from samenspraak.core.scoring import FEW, mean, median, rounded, tenth

CONFIDENCE = 0.95
Z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
FEWEST_FOR_SPREAD = 3
MOST_EXACT = 60
TAIL = Fraction(1, 40)
HALF = Fraction(1, 2)


def mean_interval(sample: Sample) -> Interval | None:
    """Return the interval of the mean, in steps (docs/methods.md, Interval); None without a position.

    Mean plus and minus ``mean_margin``, within what is still possible: everybody missing on the lowest or
    the highest step. One decimal; no width when everybody expected has answered.
    """
    average = mean(sample.counts)
    if average is None:
        return None
    lowest, highest = _possible_means(sample, average)
    reach = Fraction(mean_margin(sample))
    return Interval(low=tenth(max(lowest, average - reach)), high=tenth(min(highest, average + reach)))


def median_interval(sample: Sample) -> Interval | None:
    """Return the steps that may be the middle one (docs/methods.md, Interval); None without a position.

    A step may be the middle one unless it is sure (2.5 % either way) that more than half of all stand below it,
    or above it.
    """
    middle = median(sample.counts)
    if middle is None:
        return None
    if sample.missing == 0:
        return Interval(low=middle, high=middle)
    reached = list(accumulate(sample.counts, initial=0))
    possible = [
        step
        for step, (below, including) in enumerate(pairwise(reached), start=1)
        if not _is_most(sample, below) and not _is_most(sample, sample.positions - including)
    ]
    return Interval(low=min(middle, *possible), high=max(middle, *possible))


def share_interval(sample: Sample, part: int) -> Interval | None:
    """Return the interval of a share of those who took a position (docs/methods.md, Interval).

    Wilson's score interval with O'Neill's finite-population form, within what is still possible. Tenths
    below FEW people, else hundredths, as the share itself; None without a position.
    """
    if not sample.positions:
        return None
    digits = 1 if sample.positions < FEW else 2
    low, high = _wilson(sample, part)
    return Interval(low=rounded(low, digits), high=rounded(high, digits))


def mean_margin(sample: Sample) -> float:
    """Return half the width of the interval of the mean, in steps, before rounding and clipping.

    The spread is that of the answers and one imaginary person spread evenly over the steps, so that five
    equal answers out of ten people are not taken for certainty. Below FEWEST_FOR_SPREAD people it is
    the whole scale.
    """
    missing = sample.missing
    if missing == 0:
        return 0.0
    if sample.positions < FEWEST_FOR_SPREAD:
        return float(len(sample.counts) - 1)
    return margin(_spread(sample.counts), people=sample.positions, population=sample.population)


def margin(variance: float, *, people: int, population: Fraction | int | None) -> float:
    """Return Student's t × standard error of a mean over *people* (at least three) of a *population*.

    With the finite-population correction √((N − n) / (N − 1)); *population* None: one without end.
    """
    return _student(people - 1) * sqrt(variance / people) / sqrt(_effect(people, population))


def joint_margin(margins: Sequence[float]) -> float:
    """Return the margin of a difference between independent figures: the root of the sum of squares."""
    return sqrt(sum(each * each for each in margins))


def _possible_means(sample: Sample, average: Fraction) -> tuple[Fraction, Fraction]:
    missing, steps = sample.missing, len(sample.counts)
    if missing is None or sample.population is None:
        return Fraction(1), Fraction(steps)
    known = average * sample.positions
    return (known + missing) / sample.population, (known + missing * steps) / sample.population


def _spread(counts: Sequence[int]) -> float:
    """Return the variance of the answers and one imaginary person, exact until the last division."""
    steps, people = len(counts), sum(counts)
    weights = [steps * count + 1 for count in counts]
    whole = sum(weights)
    first = sum(weight * step for step, weight in enumerate(weights, start=1))
    second = sum(weight * step * step for step, weight in enumerate(weights, start=1))
    return (second * whole - first * first) / (whole * steps * people)


def _effect(people: int, population: Fraction | int | None) -> float:
    """Return (N − 1) / (N − n): by how much more each answer counts in a finite population."""
    if population is None:
        return 1.0
    return inf if population <= people else float((population - 1) / (population - people))


def _wilson(sample: Sample, part: int) -> tuple[Fraction, Fraction]:
    """Return Wilson's limits, where *effective* people stand for those of a finite population."""
    people = sample.positions
    share = part / people
    if sample.missing == 0:
        return Fraction(part, people), Fraction(part, people)
    effective = people * _effect(people, sample.population)
    weight = 1 + Z * Z / effective
    centre = (share + Z * Z / (2 * effective)) / weight
    spread = share * (1 - share) / effective + Z * Z / (4 * effective * effective)
    reach = Z * sqrt(spread) / weight
    lowest, highest = _possible_shares(sample, part)
    low, high = centre - reach, centre + reach
    return (Fraction(low) if low > lowest else lowest), (Fraction(high) if high < highest else highest)


def _is_most(sample: Sample, part: int) -> bool:
    """Say whether it is sure that more than half of all are in a part, when so many of those who answered are.

    Exact (hypergeometric, or binomial without an end to the population) up to MOST_EXACT people.
    """
    people = sample.positions
    if people > MOST_EXACT:
        return _wilson(sample, part)[0] > HALF
    numbers = range(part, people + 1)
    if sample.population is None:
        return sum(comb(people, number) for number in numbers) <= TAIL * (1 << people)
    whole = ceil(sample.population)
    half = whole // 2
    ways = sum(comb(half, number) * comb(whole - half, people - number) for number in numbers)
    return ways <= TAIL * comb(whole, people)


def _possible_shares(sample: Sample, part: int) -> tuple[Fraction, Fraction]:
    if sample.missing is None or sample.population is None:
        return Fraction(0), Fraction(1)
    return part / sample.population, (part + sample.missing) / sample.population


@lru_cache(maxsize=4096)
def _student(freedom: int) -> float:
    """Return the two-sided 95 % point of Student's t (Abramowitz & Stegun 26.7.5).

    Within 1 % from two degrees of freedom on, within 0.1 % from four.
    """
    terms = (
        (Z**3 + Z) / 4,
        (5 * Z**5 + 16 * Z**3 + 3 * Z) / 96,
        (3 * Z**7 + 19 * Z**5 + 17 * Z**3 - 15 * Z) / 384,
        (79 * Z**9 + 776 * Z**7 + 1482 * Z**5 - 1920 * Z**3 - 945 * Z) / 92160,
    )
    return Z + sum(term / float(freedom) ** power for power, term in enumerate(terms, start=1))
