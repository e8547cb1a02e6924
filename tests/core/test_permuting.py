"""The permutation test gives the probabilities of other software, exactly, and always the same."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product
from math import comb, prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspraak.core import permuting
from samenspraak.core.comparing import cliffs_delta
from samenspraak.core.permuting import permutation_p, smallest_p
from tests.core.rounds_of_samples import COUNTS

# scipy 1.17.1: permutation_test over all permutations of |U − its mean|, U of mannwhitneyu.
EXACT = [
    ((0, 2, 3, 2, 1), (3, 3, 1, 1, 0), 0.037606837606837605),
    ((5, 0, 0, 0, 0), (0, 0, 0, 0, 5), 0.007936507936507936),
    ((1, 1, 2, 2, 2), (2, 2, 2, 1, 1), 0.34032634032634035),
    ((0, 0, 1, 5), (3, 2, 1, 0), 0.004329004329004329),
    ((0, 1, 1, 1, 2, 1, 0, 0, 0, 0), (0, 0, 0, 0, 0, 1, 2, 2, 1, 1), 0.0017482517482517483),
]

# scipy 1.17.1: mannwhitneyu(method="asymptotic", use_continuity=False).
LARGE = [
    ((400, 800, 1300, 900, 200), (300, 700, 1400, 1000, 300), 1.9770216188721474e-10),
    ((120, 240, 400, 260, 130), (140, 260, 380, 250, 110), 0.04966355606786282),
]


@pytest.mark.parametrize(("first", "second", "probability"), EXACT)
def test_small_groups_have_the_exact_probability(
    first: tuple[int, ...], second: tuple[int, ...], probability: float
) -> None:
    assert permutation_p(first, second) == pytest.approx(probability, rel=1e-9)


@pytest.mark.parametrize(("first", "second", "probability"), LARGE)
def test_large_groups_have_the_probability_of_the_limit(
    first: tuple[int, ...], second: tuple[int, ...], probability: float
) -> None:
    assert permutation_p(first, second) == pytest.approx(probability, rel=1e-9)


SMALL = st.tuples(*[st.integers(0, 2)] * 4).filter(any)


@settings(max_examples=30, deadline=None)
@given(SMALL, SMALL)
def test_it_is_the_share_of_all_ways_to_part_these_people(
    first: tuple[int, ...], second: tuple[int, ...]
) -> None:
    """Part the people themselves in every possible way, without counting ways."""
    people = [step for step in range(4) for _ in range(first[step] + second[step])]
    found = abs(cliffs_delta(first, second))

    ways = Counter(combinations(people, sum(first)))
    far = 0
    for way, times in ways.items():
        one = [way.count(step) for step in range(4)]
        other = [people.count(step) - one[step] for step in range(4)]
        far += times * (abs(cliffs_delta(one, other)) >= found)

    assert permutation_p(first, second) == pytest.approx(far / ways.total())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((4, 9, 14, 8, 5), (2, 6, 13, 12, 7)),
        ((6, 12, 25, 12, 5), (3, 10, 22, 16, 9)),
        ((1, 1, 2, 6, 30), (20, 30, 60, 290, 1600)),
        ((2, 3, 5, 10, 40), (100, 150, 180, 360, 1210)),
    ],
)
def test_dealing_at_random_finds_the_same_probability(
    first: tuple[int, ...], second: tuple[int, ...]
) -> None:
    """Sizes around the border between exact and limit, even and lopsided; 40,000 deals by numpy."""
    pooled = np.add(first, second)
    scores = np.array([2 * pooled[:step].sum() + count for step, count in enumerate(pooled)])
    deals = np.random.default_rng(1995).multivariate_hypergeometric(pooled, sum(first), size=40_000) @ scores
    middle = sum(first) * pooled.sum()
    share = np.mean(np.abs(deals - middle) >= abs(np.dot(first, scores) - middle))

    assert permutation_p(first, second) == pytest.approx(share, abs=0.015)


def exact_and_limit(seed: int) -> tuple[float, float]:
    """Return both ways to the probability, for two groups around the border between them."""
    random = np.random.default_rng(seed)
    first, second = (tuple(map(int, random.multinomial(n, [0.1, 0.2, 0.4, 0.2, 0.1]))) for n in (55, 50))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(permuting, "MOST_TABLES", 10_000_000)
        exact = permutation_p(first, second)
        patched.setattr(permuting, "MOST_TABLES", 10)
        return exact, permutation_p(first, second)


def test_the_limit_comes_close_to_the_exact_probability_where_it_decides() -> None:
    """A smooth limit of a distribution in steps is off where steps are large: in the middle, where it is harmless."""
    pairs = [exact_and_limit(seed) for seed in range(150)]
    small = [(exact, limit) for exact, limit in pairs if min(exact, limit) < 0.2]

    assert len(small) > 10
    assert max(abs(exact - limit) for exact, limit in small) < 0.01
    assert max(abs(exact - limit) for exact, limit in pairs) < 0.05


@settings(deadline=None)
@given(COUNTS, COUNTS)
def test_neither_the_order_of_the_groups_nor_of_the_scale_matters(
    first: tuple[int, ...], second: tuple[int, ...]
) -> None:
    probability = permutation_p(first, second)

    assert 0 < probability <= 1
    assert permutation_p(second, first) == probability
    assert permutation_p(first[::-1], second[::-1]) == probability


@settings(deadline=None)
@given(COUNTS)
def test_equal_groups_or_empty_ones_do_not_differ(counts: tuple[int, ...]) -> None:
    assert permutation_p(counts, counts) == 1
    assert permutation_p(counts, (0,) * 5) == 1


@pytest.mark.parametrize(("first", "second"), [(5, 5), (5, 8), (3, 12)])
def test_no_answers_give_a_smaller_probability_than_the_smallest(first: int, second: int) -> None:
    apart = permutation_p((first, 0), (0, second))

    assert apart == pytest.approx(smallest_p(first, second))
    assert smallest_p(first, second) == pytest.approx((1 + (first == second)) / comb(first + second, first))


def test_all_tables_together_are_certain() -> None:
    """The probabilities that are added up are those of the multivariate hypergeometric distribution."""
    pooled, size = (2, 3, 2), 3
    tables = [table for table in product(*(range(count + 1) for count in pooled)) if sum(table) == size]
    chances = [
        prod(comb(count, taken) for count, taken in zip(pooled, table, strict=True)) / comb(7, 3)
        for table in tables
    ]

    assert sum(chances) == pytest.approx(1)
    assert permutation_p((1, 1, 1), (1, 2, 1)) == pytest.approx(1)
