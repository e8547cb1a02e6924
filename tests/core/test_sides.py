"""Low and few: a table of cases, and what always holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samenspraak.core.network import Side, both_thin

SIDES = [Side("A", 0.2, 3), Side("B", 0.2, 9), Side("C", 0.7, 2), Side("D", None, 1), Side("E", 0.4, 20)]


def test_the_worked_example_of_the_methods() -> None:
    """The middle of 1, 2, 3, 9 and 20 ties is 3: C and D have fewer, but C stands high and D is not shown."""
    assert both_thin(SIDES) == set()
    assert both_thin([*SIDES, Side("F", 0.3, 2)]) == {"F"}


def test_the_middle_of_the_scale_is_not_low() -> None:
    assert both_thin([Side("A", 0.5, 0), Side("B", 0.9, 5), Side("C", 0.9, 5)]) == set()
    assert both_thin([Side("A", 0.4, 0), Side("B", 0.9, 5), Side("C", 0.9, 5)]) == {"A"}


def test_of_two_themes_none_is_few() -> None:
    assert both_thin([Side("A", 0.1, 0), Side("B", 0.9, 5)]) == set()


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 50)), min_size=3, max_size=12))
def test_at_most_half_of_the_themes_are_thin_and_a_theme_with_most_ties_never_is(
    told: list[tuple[float, int]],
) -> None:
    sides = [Side(str(place), height, ties) for place, (height, ties) in enumerate(told)]

    thin = both_thin(sides)

    assert len(thin) <= len(sides) / 2
    assert not any(one.theme in thin for one in sides if one.ties == max(side.ties for side in sides))
