"""Low and few: a table of cases, and what always holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspraak.core.network import Side, both_thin

SIDES = [
    Side("A", 1.8, 5, ties=3),
    Side("B", 1.8, 5, ties=9),
    Side("C", 3.8, 5, ties=2),
    Side("D", None, 5, ties=1),
    Side("E", 2.6, 5, ties=20),
]


def test_the_worked_example_of_the_methods() -> None:
    """The middle of 1, 2, 3, 9 and 20 ties is 3: C and D have fewer, but C stands high and D is not shown."""
    assert both_thin(SIDES) == set()
    assert both_thin([*SIDES, Side("F", 2.2, 5, ties=2)]) == {"F"}


@pytest.mark.parametrize(
    ("mean", "steps", "low"),
    [(3.0, 5, False), (2.8, 5, False), (2.7, 5, True), (2.5, 4, False), (2.2, 4, True), (None, 5, False)],
)
def test_low_is_below_the_middle_also_in_words(mean: float | None, steps: int, low: bool) -> None:
    assert Side("A", mean, steps, ties=0).low is low


def test_of_two_themes_none_is_few() -> None:
    assert both_thin([Side("A", 1.1, 5, ties=0), Side("B", 4.9, 5, ties=5)]) == set()


@given(st.lists(st.tuples(st.floats(1, 5), st.integers(0, 50)), min_size=3, max_size=12))
def test_at_most_half_of_the_themes_are_thin_and_a_theme_with_most_ties_never_is(
    told: list[tuple[float, int]],
) -> None:
    sides = [Side(str(place), mean, 5, ties) for place, (mean, ties) in enumerate(told)]

    thin = both_thin(sides)

    assert len(thin) <= len(sides) / 2
    assert not any(one.theme in thin for one in sides if one.ties == max(side.ties for side in sides))
