"""Agreement has the values that others published, and a split is called a split."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspraak.core.agreement import agreement, is_split, outside_band

DISTRIBUTIONS = st.lists(st.integers(0, 40), min_size=2, max_size=10).filter(any)

# Van der Eijk 2001 (p. 331, and two Dutch parties), and the further examples of the manual of the
# R package agrmt 1.42.12, in the number of decimals in which they are given.
PUBLISHED = [
    ([30, 40, 210, 130, 530, 50, 10], 0.6113, 4),
    ([2.4, 2.8, 3.2, 6.2, 13.5, 30.4, 41.6], 0.61, 2),
    ([1.6, 2.6, 8.2, 21, 29.3, 27, 10.3], 0.48, 2),
    ([6, 8, 5, 3, 2], 0.31, 2),
    ([6, 8, 5, 3, 2, 0, 2], 0.39, 2),
    ([2, 0, 1, 1], 0.08, 2),
]

# The layers of the first example, each by itself (same source, three decimals).
LAYERS = [
    ("1111111", 0.0),
    ("1111110", 0.167),
    ("0111110", 0.333),
    ("0011110", 0.5),
    ("0011100", 0.667),
    ("0010100", 0.467),
    ("0000100", 1.0),
]


@pytest.mark.parametrize(("counts", "value", "decimals"), PUBLISHED)
def test_agreement_has_the_published_values(counts: list[float], value: float, decimals: int) -> None:
    assert round(agreement(counts), decimals) == value


@pytest.mark.parametrize(("layer", "value"), LAYERS)
def test_each_layer_has_the_published_value(layer: str, value: float) -> None:
    assert round(agreement([int(used) for used in layer]), 3) == value


@pytest.mark.parametrize("steps", range(3, 11))
def test_the_three_ideal_types_are_one_zero_and_minus_one(steps: int) -> None:
    nothing = [0] * (steps - 2)

    assert agreement([0] * (steps - 1) + [7]) == 1
    assert agreement([7] * steps) == 0
    assert agreement([7, *nothing, 7]) == pytest.approx(-1)


def test_two_steps_give_the_difference_between_the_shares() -> None:
    assert agreement([7, 3]) == pytest.approx(0.4)


@given(DISTRIBUTIONS)
def test_agreement_stays_between_its_bounds(counts: list[int]) -> None:
    assert -1 - 1e-9 <= agreement(counts) <= 1


@given(DISTRIBUTIONS)
def test_turning_the_scale_round_changes_neither_agreement_nor_split(counts: list[int]) -> None:
    assert agreement(counts[::-1]) == pytest.approx(agreement(counts))
    assert outside_band(counts[::-1]) == pytest.approx(outside_band(counts))


@given(DISTRIBUTIONS, st.integers(2, 9))
def test_agreement_is_about_shares_and_not_about_numbers(counts: list[int], times: int) -> None:
    assert agreement([times * count for count in counts]) == pytest.approx(agreement(counts))


@pytest.mark.parametrize("counts", [[], [5], [0, 0, 0], [3, -1, 2]])
def test_what_is_no_distribution_is_refused(counts: list[int]) -> None:
    with pytest.raises(ValueError, match="not a distribution"):
        agreement(counts)


# Twelve people on a scale of six steps, as in the Delphi study: four outside the band is a split.
@pytest.mark.parametrize(
    ("counts", "share", "split"),
    [
        ([0, 3, 6, 3, 0, 0], 0, False),
        ([1, 2, 5, 1, 2, 1], 4 / 12, True),
        ([1, 3, 5, 1, 1, 1], 3 / 12, False),
        ([6, 0, 0, 0, 0, 6], 0.5, True),
    ],
)
def test_four_of_twelve_outside_the_band_is_a_split(counts: list[int], share: float, split: bool) -> None:
    assert outside_band(counts) == pytest.approx(share)
    assert is_split(counts) is split


@pytest.mark.parametrize(
    ("counts", "split"),
    [
        ([2, 1], True),
        ([3, 1], False),
        ([4, 0, 4], True),
        ([5, 1, 1], False),
        ([3, 5, 5, 3, 0], False),
        ([6, 0, 0, 6], True),
        ([0, 0, 1, 1, 2, 1, 1, 0, 0, 0], False),
        ([2, 0, 1, 1, 2, 1, 1, 0, 0, 2], True),
    ],
)
def test_the_band_fits_the_length_of_the_scale(counts: list[int], split: bool) -> None:
    assert is_split(counts) is split
