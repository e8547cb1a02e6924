"""An interval knows that a group is small and finite: no width when everybody answered, never off the scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from math import comb, prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspraak.core.intervals import (
    Z,
    margin,
    mean_interval,
    mean_margin,
    median_interval,
    share_interval,
)
from samenspraak.core.picture import Interval
from samenspraak.core.samples import Sample
from samenspraak.core.scoring import mean, median, tenth
from tests.core.rounds_of_samples import COUNTS, mirrored, sample


def interval(low: float, high: float) -> Interval:
    return Interval(low=low, high=high)


# ci.mean.fpc(.05, 24.5, 3.65, 40, 300) of the R package statpsych 2.0.0 gives 23.41146 … 25.58854.
def test_the_margin_of_a_mean_is_that_of_other_software() -> None:
    assert margin(3.65**2, people=40, population=300) == pytest.approx(25.58854 - 24.5, abs=1e-5)


# Student's t and Wilson's interval computed with scipy 1.17.1 (stats.t.ppf, binomtest … method="wilson").
@pytest.mark.parametrize(
    ("people", "student", "precision"),
    [(3, 4.302653, 0.01), (5, 2.776445, 0.001), (8, 2.364624, 1e-4), (31, 2.042272, 1e-6)],
)
def test_without_an_end_to_the_population_the_margin_is_students(
    people: int, student: float, precision: float
) -> None:
    assert margin(people, people=people, population=None) == pytest.approx(student, rel=precision)


@pytest.mark.parametrize(
    ("part", "people", "low", "high"),
    [(0, 5, 0.0, 0.4345), (5, 5, 0.5655, 1.0), (3, 12, 0.0889, 0.5323), (10, 40, 0.1419, 0.4019)],
)
def test_without_an_end_to_the_population_a_share_has_wilsons_interval(
    part: int, people: int, low: float, high: float
) -> None:
    digits = 1 if people < 20 else 2

    assert share_interval(sample(part, people - part, expected=0), part) == interval(
        round(low, digits), round(high, digits)
    )


def test_in_a_finite_population_the_limits_of_a_share_are_as_far_as_chance_goes() -> None:
    """O'Neill 2021: at a limit p the share found lies Z standard errors away, √(p(1 − p)/n × (N − n)/(N − 1))."""
    found = share_interval(sample(300, 700, expected=4000), 300)

    assert found is not None
    for limit in (found.low, found.high):
        error = (limit * (1 - limit) / 1000 * 3000 / 3999) ** 0.5
        assert abs(limit - 0.3) == pytest.approx(Z * error, abs=0.006)


# Worked by hand in docs/methods.md: twelve of sixteen answered, ten took a position.
def test_the_worked_example_has_the_intervals_worked_out_by_hand() -> None:
    worked = sample(1, 2, 4, 3, 0, unknown=2, expected=16)

    assert worked.population == Fraction(40, 3)
    assert mean_margin(worked) == pytest.approx(0.388, abs=0.001)
    assert mean_interval(worked) == interval(2.5, 3.3)
    assert median_interval(worked) == interval(2.0, 4.0)
    assert share_interval(worked, 4) == interval(0.3, 0.6)


def test_five_equal_answers_out_of_ten_people_are_no_certainty() -> None:
    assert mean_interval(sample(0, 0, 0, 5, 0, expected=10)) == interval(3.3, 4.5)


def test_with_one_or_two_people_anything_is_possible_of_those_who_are_missing() -> None:
    assert mean_interval(sample(1, 0, 0, 0, 1, expected=4)) == interval(2.0, 4.0)
    assert median_interval(sample(1, 0, 0, 0, 1, expected=4)) == interval(1.0, 5.0)


def test_where_nobody_took_a_position_there_is_no_interval() -> None:
    nobody = sample(0, 0, 0, unknown=6, expected=12)

    assert (mean_interval(nobody), median_interval(nobody), share_interval(nobody, 0)) == (None, None, None)


@pytest.mark.parametrize("surplus", [0, 3])
@settings(deadline=None)
@given(counts=COUNTS, unknown=st.integers(0, 5))
def test_when_everybody_answered_nothing_is_left_to_chance(
    surplus: int, counts: tuple[int, ...], unknown: int
) -> None:
    answered = sum(counts) + unknown
    full = sample(*counts, unknown=unknown, expected=max(1, answered - surplus))
    average, middle = mean(counts), median(counts)

    assert average is not None
    assert middle is not None
    assert mean_interval(full) == interval(tenth(average), tenth(average))
    assert median_interval(full) == interval(middle, middle)
    for count in counts:
        found = share_interval(full, count)
        assert found is not None
        assert found.low == found.high


@settings(deadline=None)
@given(COUNTS, st.integers(0, 60))
def test_every_figure_lies_in_its_interval_and_every_interval_on_the_scale(
    counts: tuple[int, ...], missing: int
) -> None:
    found = sample(*counts, expected=sum(counts) + missing)
    average, middle = mean(counts), median(counts)
    of_mean, of_median = mean_interval(found), median_interval(found)

    assert average is not None
    assert middle is not None
    assert of_mean is not None
    assert of_median is not None
    assert 1 <= of_mean.low <= tenth(average) <= of_mean.high <= 5
    assert 1 <= of_median.low <= middle <= of_median.high <= 5


@settings(deadline=None)
@given(COUNTS, st.integers(0, 60))
def test_turning_the_scale_round_mirrors_the_intervals(counts: tuple[int, ...], missing: int) -> None:
    expected = sum(counts) + missing
    one, other = sample(*counts, expected=expected), sample(*mirrored(counts), expected=expected)

    for measure in (mean_interval, median_interval):
        straight, turned = measure(one), measure(other)
        assert straight is not None
        assert turned is not None
        assert (6 - turned.high, 6 - turned.low) == pytest.approx((straight.low, straight.high))
    assert [share_interval(one, count) for count in counts] == [
        share_interval(other, count) for count in counts
    ]


@settings(deadline=None)
@given(COUNTS, st.integers(1, 40), st.integers(2, 5))
def test_who_asks_more_of_the_same_people_knows_more(
    counts: tuple[int, ...], missing: int, times: int
) -> None:
    few = sample(*counts, expected=sum(counts) + missing)
    many = sample(*(times * count for count in counts), expected=times * sum(counts) + missing)

    assert mean_margin(many) <= mean_margin(few)


# --- how often the truth lies inside ---------------------------------------------------------------

POPULATIONS = [
    ((1, 2, 3, 2, 0), 5),
    ((0, 0, 1, 2, 5), 5),
    ((3, 1, 0, 1, 3), 5),
    ((1, 2, 5, 3, 1), 6),
    ((0, 0, 0, 2, 12), 6),
    ((6, 2, 0, 2, 6), 8),
    ((2, 4, 6, 5, 3), 10),
    ((0, 1, 1, 6, 12), 10),
]


def draws(population: Sequence[int], people: int) -> Iterator[tuple[tuple[int, ...], float]]:
    """Yield every way in which so many people of a population can answer, with its probability."""
    for counts in product(*(range(min(count, people) + 1) for count in population)):
        if sum(counts) == people:
            ways = prod(comb(count, drawn) for count, drawn in zip(population, counts, strict=True))
            yield counts, ways / comb(sum(population), people)


def covered(population: Sequence[int], people: int, inside: dict[str, float]) -> dict[str, float]:
    truth, middle = mean(population), median(population)
    assert truth is not None
    assert middle is not None
    for counts, chance in draws(population, people):
        found = Sample(tally=sample(*counts).tally, expected=sum(population))
        of_mean, of_median = mean_interval(found), median_interval(found)
        shares = [share_interval(found, count) for count in counts]
        assert of_mean is not None
        assert of_median is not None
        inside["mean"] += chance * (of_mean.low <= tenth(truth) <= of_mean.high)
        inside["median"] += chance * (of_median.low <= middle <= of_median.high)
        hits = [
            each.low - 0.05 <= count / sum(population) <= each.high + 0.05
            for each, count in zip(shares, population, strict=True)
            if each
        ]
        inside["share"] += chance * sum(hits) / len(hits)
    return inside


@pytest.mark.parametrize(("population", "people"), POPULATIONS)
def test_of_all_ways_in_which_half_could_answer_nineteen_in_twenty_hold_the_truth(
    population: tuple[int, ...], people: int
) -> None:
    """Every draw, not a random few; shares and means as they are shown, rounded."""
    inside = covered(population, people, {"mean": 0.0, "median": 0.0, "share": 0.0})

    assert min(inside.values()) >= 0.945, inside
