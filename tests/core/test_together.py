"""Several areas as one: the mean that a source would tell of all of them, or the middle one, or nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samenspraak.core.together import Gathered, together


def test_the_mean_is_weighed_by_what_each_rests_on() -> None:
    # 2% of 100, 4% of 300 and 10% of 100 households: 2 + 12 + 10 = 24 of 500
    assert together([(2, 100), (4, 300), (10, 100)], members=3, how="mean") == Gathered(
        4.8, known=3, members=3, weighed=True
    )


def test_without_an_n_it_is_the_middle_one() -> None:
    assert together([(2, 100), (4, None), (10, 100)], members=3, how="mean") == Gathered(
        4, 3, 3, weighed=False
    )


def test_of_fewer_than_half_it_is_the_middle_one() -> None:
    values = [(2.0, 100.0), (4.0, 300.0), (10.0, 100.0)]

    assert together(values, members=7, how="mean") == Gathered(4, 3, 7, weighed=False)


def test_a_middle_value_is_never_averaged() -> None:
    assert together([(1, 9), (2, 9), (9, 1)], members=3, how="middle") == Gathered(2, 3, 3, weighed=False)


def test_nothing_of_fewer_than_three_or_of_what_cannot_be_put_together() -> None:
    assert together([(1, 9), (2, 9)], members=2, how="mean") is None
    assert together([(1, 9), (2, 9), (3, 9)], members=3, how="none") is None


@given(
    st.lists(
        st.tuples(
            st.floats(min_value=-1e6, max_value=1e6), st.floats(min_value=1, max_value=1e6) | st.none()
        ),
        min_size=3,
        max_size=20,
    )
)
def test_it_lies_between_the_lowest_and_the_highest(values: list[tuple[float, float | None]]) -> None:
    found = together(values, members=len(values), how="mean")

    assert found
    lowest, highest = min(value for value, _n in values), max(value for value, _n in values)
    assert lowest - 1e-6 <= found.value <= highest + 1e-6
