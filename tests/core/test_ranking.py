"""Ranking, likeness and classes: by tables and properties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspraak.core.classes import classes
from samenspraak.core.ranking import alike, places_of, rank, weightings

VALUES = {
    "poor": {"a": 9.0, "b": 5.0, "c": 1.0},
    "healthy": {"a": 60.0, "b": 70.0, "c": 80.0},
}
WORSE = {"poor": True, "healthy": False}


def test_the_worked_example_of_the_methods() -> None:
    ranking = rank(VALUES, worse=WORSE, weights={"poor": 2, "healthy": 1})

    assert [(one.area, one.score, one.rank) for one in ranking.areas] == [
        ("a", 100, 1),
        ("b", 50, 2),
        ("c", 0, 3),
    ]
    assert ranking.areas[0].always
    assert ranking.weightings == 5


def test_who_leads_on_one_figure_only_depends_on_the_weights() -> None:
    ranking = rank(
        {"poor": {"a": 9.0, "b": 5.0, "c": 1.0}, "ill": {"a": 1.0, "b": 5.0, "c": 9.0}},
        worse={"poor": True, "ill": True},
        weights={"poor": 1, "ill": 1},
    )

    assert [one.on_top for one in sorted(ranking.areas, key=lambda one: one.area)] == [0.6, 0.2, 0.6]
    assert not any(one.always for one in ranking.areas)


def test_equal_values_share_a_place() -> None:
    places = places_of({"a": 1, "b": 1, "c": 5}, ["a", "b", "c"], worse=True)

    assert list(places) == [25, 25, 100]


def test_an_area_with_less_than_half_of_the_weight_is_not_ranked() -> None:
    ranking = rank(
        {"poor": {"a": 9.0, "b": 5.0, "c": 2.0}, "ill": {"a": 1.0, "b": 2.0}},
        worse={"poor": True, "ill": True},
        weights={"poor": 1, "ill": 3},
    )

    assert ranking.unranked == ("c",)


@pytest.mark.parametrize(("figures", "number"), [(1, 1), (2, 5), (3, 15), (6, 126)])
def test_every_way_to_deal_the_weights_is_tried(figures: int, number: int) -> None:
    tried = weightings(figures)

    assert len(tried) == number
    assert {float(one.sum()) for one in tried} == {4.0}


def test_nothing_known_ranks_nobody() -> None:
    assert rank({}, worse={}, weights={}).areas == ()
    assert rank({"poor": {}}, worse=WORSE, weights={}).areas == ()


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.floats(-1e6, 1e6), min_size=2))
def test_places_lie_between_0_and_100_and_follow_the_values(values: dict[str, float]) -> None:
    areas = sorted(values)
    places = dict(zip(areas, places_of(values, areas, worse=True), strict=True))

    assert all(0 <= place <= 100 for place in places.values())
    for one in areas:
        for other in areas:
            if values[one] < values[other]:
                assert places[one] < places[other]


def test_alike_is_near_in_size_and_in_status() -> None:
    others = {
        "same": (1000.0, 0.1),
        "larger": (9000.0, 0.1),
        "poorer": (1000.0, -0.9),
        "unknown": (1000.0, None),
    }

    assert alike((1000.0, 0.1), others, number=2)[0] == "same"
    assert alike((9000.0, None), others, number=1) == ["larger"]


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60))
def test_every_value_is_in_the_class_that_names_it(values: list[float]) -> None:
    breaks = classes(values)

    assert breaks.number <= 5
    for value in values:
        place = breaks.of(value)
        assert breaks.lower[place] <= value <= breaks.upper[place]


def test_equal_values_never_fall_in_two_classes() -> None:
    breaks = classes([1, 1, 1, 1, 1, 1, 2, 3])

    assert breaks.of(1) == 0
    assert breaks.lower[0] == 1
