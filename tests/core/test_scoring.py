"""Counting is exact, and every figure made of counts is the one a person would work out."""

from __future__ import annotations

import time
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspraak.core.kinds.kind import Tally
from samenspraak.core.scoring import (
    NO_GROUP,
    coverage,
    mean,
    median,
    share,
    shares,
    tallies,
    tenth,
    total,
)
from samenspraak.core.sheet import matrix
from tests.core.rounds import QUESTIONS, sheet

COUNTS = st.lists(st.integers(0, 60), min_size=2, max_size=10)


def test_every_closed_item_is_counted_per_display_group() -> None:
    rows = [sheet(A1="2", B2="1"), sheet(A1="2"), sheet(A1="5"), sheet(A1="?"), sheet(A1="1")]
    index = np.array([0, 1, 0, 0, -1])

    counted = tallies(
        QUESTIONS, matrix(rows, QUESTIONS), index=index, displays=("beleid", "bewoners", "leeg")
    )

    assert counted["A1"] == {
        "beleid": Tally((0, 1, 0, 0, 1), 1),
        "bewoners": Tally((0, 1, 0, 0, 0), 0),
        "leeg": Tally((0, 0, 0, 0, 0), 0),
        NO_GROUP: Tally((1, 0, 0, 0, 0), 0),
    }
    assert counted["B2"]["beleid"] == Tally((1, 0), 0)
    assert counted.keys() == {item.id for item in QUESTIONS.closed}


@given(st.permutations([("1", 0), ("2", 0), ("?", 1), ("5", -1), ("5", 1), ("-", 0)]))
def test_the_order_of_the_respondents_never_matters(people: list[tuple[str, int]]) -> None:
    rows = matrix([sheet(A1=mark) for mark, _ in people], QUESTIONS)
    index = np.array([group for _, group in people])

    counted = tallies(QUESTIONS, rows, index=index, displays=("beleid", "bewoners"))

    assert counted["A1"] == {
        NO_GROUP: Tally((0, 0, 0, 0, 1), 0),
        "beleid": Tally((1, 1, 0, 0, 0), 0),
        "bewoners": Tally((0, 0, 0, 0, 1), 1),
    }


def test_a_hundred_thousand_sheets_are_counted_in_a_moment() -> None:
    random = np.random.default_rng(1)
    people = random.choice(np.frombuffer(b"123?-", dtype=np.uint8), size=(100_000, QUESTIONS.width))
    people[:, QUESTIONS.column("B2")] = ord("1")
    index = random.integers(-1, 6, size=100_000)

    began = time.perf_counter()
    counted = tallies(QUESTIONS, people, index=index, displays=tuple("abcdef"))

    assert total(counted["B2"].values()) == Tally((100_000, 0), 0)
    assert time.perf_counter() - began < 1


# Worked by hand in docs/methods.md.
@pytest.mark.parametrize(
    ("counts", "average", "middle"),
    [
        ((1, 2, 4, 3, 0), Fraction(29, 10), 3.0),
        ((3, 0, 0, 0, 3), Fraction(3), 3.0),
        ((0, 3, 3, 0, 0), Fraction(5, 2), 2.5),
        ((0, 0, 0, 0, 1), Fraction(5), 5.0),
    ],
)
def test_mean_and_median_are_those_worked_out_by_hand(
    counts: tuple[int, ...], average: Fraction, middle: float
) -> None:
    assert mean(counts) == average
    assert median(counts) == middle


def test_where_nobody_took_a_position_there_is_no_figure() -> None:
    assert mean((0, 0, 0)) is None
    assert median((0, 0, 0)) is None
    assert shares((0, 0, 0)) == ()


@given(COUNTS.filter(any))
def test_the_median_is_the_middle_of_the_answers_in_order(counts: list[int]) -> None:
    ranked = [step for step, count in enumerate(counts, start=1) for _ in range(count)]

    assert median(counts) == np.median(ranked)


@given(COUNTS.filter(any))
def test_turning_the_scale_round_mirrors_the_figures(counts: list[int]) -> None:
    average, turned = mean(counts), mean(counts[::-1])
    middle, turned_middle = median(counts), median(counts[::-1])

    assert average is not None
    assert turned is not None
    assert middle is not None
    assert tenth(turned) == pytest.approx(len(counts) + 1 - tenth(average))
    assert turned_middle == len(counts) + 1 - middle
    assert shares(counts[::-1]) == shares(counts)[::-1]


def test_shares_are_in_tenths_below_twenty_people_and_in_hundredths_from_there() -> None:
    assert share(3, 19) == 0.2
    assert share(3, 20) == 0.15
    assert shares((1, 2, 4, 3, 0)) == (0.1, 0.2, 0.4, 0.3, 0.0)
    assert shares((1, 0, 1, 0, 1)) == (0.3, 0.0, 0.3, 0.0, 0.3)


def test_coverage_is_never_more_than_everybody() -> None:
    assert coverage(6, 8) == 0.75
    assert coverage(9, 8) == 1
    assert coverage(9, 0) is None
