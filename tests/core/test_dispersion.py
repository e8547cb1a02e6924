"""Consensus and polarisation have the values that others published or computed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspraak.core.agreement import agreement
from samenspraak.core.dispersion import consensus, dispersion, polarisation

DISTRIBUTIONS = st.lists(st.integers(0, 40), min_size=2, max_size=10).filter(any)
MEASURES = [consensus, polarisation]
AGRMT = [30, 40, 210, 130, 530, 50, 10]

# The manual of the R package agrmt 1.42.12; the rest by hand from the formula of Tastle and Wierman 2007.
CONSENSUS = [
    (AGRMT, 0.7256876),
    ([1, 0, 0, 0, 1], 0.0),
    ([0, 0, 7, 0, 0], 1.0),
    ([0, 1, 0, 1, 0], 1 + 2 * 0.5 * -0.4150375),
    ([1, 1], 0.0),
]

# EstebanRay(alpha=1) of the Python package measures 0.1.0a2 (PROMUEVA), steps spread evenly over 0 … 1.
POLARISATION = [
    (AGRMT, 0.223824),
    ([1, 1, 1, 1, 1], 0.32),
    ([4, 1, 0, 1, 4], 0.676),
    ([1, 1, 2, 2, 4], 0.35),
    ([7, 0, 0, 0, 3], 0.84),
    ([0, 1, 0, 1, 0], 0.5),
    ([1, 0, 0, 0, 1], 1.0),
    ([0, 0, 3, 0, 0], 0.0),
]


@pytest.mark.parametrize(("counts", "value"), CONSENSUS)
def test_consensus_has_the_published_values(counts: list[int], value: float) -> None:
    assert consensus(counts) == pytest.approx(value, abs=1e-7)


@pytest.mark.parametrize(("counts", "value"), POLARISATION)
def test_polarisation_has_the_values_of_other_software(counts: list[int], value: float) -> None:
    assert polarisation(counts) == pytest.approx(value, abs=1e-9)


def test_the_worked_example_has_the_values_worked_out_by_hand() -> None:
    """Worked in docs/methods.md: ten policy officers on five steps."""
    assert consensus([1, 2, 4, 3, 0]) == pytest.approx(0.68, abs=0.005)
    assert polarisation([1, 2, 4, 3, 0]) == pytest.approx(0.274)


def test_two_camps_close_by_are_more_polarised_than_everybody_everywhere() -> None:
    """This is what agreement and consensus do not tell apart."""
    assert polarisation([0, 5, 0, 5, 0]) > polarisation([2, 2, 2, 2, 2])
    assert consensus([0, 5, 0, 5, 0]) > consensus([2, 2, 2, 2, 2])
    assert agreement([0, 5, 0, 5, 0]) > agreement([2, 0, 0, 0, 2])


@pytest.mark.parametrize("measure", MEASURES)
@settings(deadline=None)
@given(counts=DISTRIBUTIONS)
def test_the_measures_stay_between_nought_and_one(
    measure: Callable[[Sequence[float]], float], counts: list[int]
) -> None:
    assert -1e-9 <= measure(counts) <= 1 + 1e-9


@pytest.mark.parametrize("measure", MEASURES)
@settings(deadline=None)
@given(counts=DISTRIBUTIONS, times=st.integers(2, 9))
def test_turning_the_scale_round_or_everybody_twice_changes_nothing(
    measure: Callable[[Sequence[float]], float], counts: list[int], times: int
) -> None:
    assert measure(counts[::-1]) == pytest.approx(measure(counts), abs=1e-12)
    assert measure([times * count for count in counts]) == pytest.approx(measure(counts), abs=1e-12)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("counts", [[], [5], [0, 0, 0], [3, -1, 2]])
def test_what_is_no_distribution_is_refused(
    measure: Callable[[Sequence[float]], float], counts: list[int]
) -> None:
    with pytest.raises(ValueError, match="not a distribution"):
        measure(counts)


@given(DISTRIBUTIONS)
def test_what_is_shown_does_not_hang_on_which_end_of_the_scale_is_called_low(counts: list[int]) -> None:
    assert dispersion(counts) == dispersion(counts[::-1])


def test_what_is_shown_is_in_tenths_for_few_people_and_absent_for_none() -> None:
    assert dispersion([1, 2, 4, 3, 0]) == (0.7, 0.3)
    assert dispersion([10, 20, 40, 30, 0]) == (0.68, 0.27)
    assert dispersion([0, 0]) is None
