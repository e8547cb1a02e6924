"""The conversation fits its time, begins with what goes well, and gives most to what matters and differs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspraak.core.picture import Finding, Topic
from samenspraak.core.timetable import Aim, Ambition, Timetable, Wish, timetable
from samenspraak.core.topics import ranked, weight_of


def topic(
    theme: str,
    *,
    importance: float = 0.5,
    difference: float = 0.4,
    uncertainty: float = 0.0,
    agreed: bool = False,
    strong: bool = False,
    concern: bool = False,
    height: float = 0.4,
    now: float | None = 2.6,
    bright: Finding | None = None,
) -> Topic:
    return Topic(
        theme=theme,
        importance=importance,
        difference=difference,
        uncertainty=uncertainty,
        weight=weight_of(importance=importance, difference=difference, uncertainty=uncertainty),
        agreed=agreed,
        strong=strong,
        concern=concern,
        height=height,
        now=now,
        n=8,
        finding=Finding(kind="open", theme=theme, n=8),
        bright=bright,
    )


SIX = [
    topic("A", importance=1.0, difference=0.8, uncertainty=0.5),
    topic("B", importance=0.2, difference=0.8),
    topic("C", agreed=True, strong=True, height=0.9, now=4.6),
    topic("D", importance=0.9, difference=0.7),
    topic("E", agreed=True, height=0.2, now=1.8),
    topic("F", importance=0.5, difference=0.3),
]


def shape(found: Timetable) -> list[tuple[str, str, int]]:
    return [(part.kind, "".join(part.themes), part.minutes) for part in found.parts]


# Worked by hand in docs/methods.md: weights A 0.6, D 0.315, B 0.08, F 0.075.
@pytest.mark.parametrize(
    ("minutes", "parts", "left_out"),
    [
        (
            60,
            [("welcome", "", 5), ("celebrate", "C", 5), ("theme", "A", 20), ("theme", "D", 15)],
            ("B", "F"),
        ),
        (
            90,
            [
                ("welcome", "", 10),
                ("celebrate", "C", 5),
                ("theme", "A", 25),
                ("theme", "D", 15),
                ("theme", "B", 10),
            ],
            ("F",),
        ),
    ],
)
def test_the_worked_example_has_the_minutes_worked_out_by_hand(
    minutes: int, parts: list[tuple[str, str, int]], left_out: tuple[str, ...]
) -> None:
    found = timetable(SIX, minutes=minutes)

    assert shape(found)[: len(parts)] == parts
    assert shape(found)[len(parts)] == ("short", "CE", 5)
    assert [part.kind for part in found.parts][-2:] == ["future", "close"]
    assert (found.left_out, found.over) == (left_out, 0)


def test_the_longest_meeting_has_room_for_every_theme() -> None:
    found = timetable(SIX, minutes=150)

    assert found.left_out == ()
    assert shape(found) == [
        ("welcome", "", 15),
        ("celebrate", "C", 10),
        ("theme", "A", 40),
        ("theme", "D", 25),
        ("theme", "B", 10),
        ("theme", "F", 10),
        ("short", "CE", 10),
        ("future", "", 15),
        ("close", "", 15),
    ]


def test_what_is_wanted_in_two_years_stands_beside_now_with_the_largest_step_first() -> None:
    aims = {"E": Aim(wanted=3), "F": Aim(wanted=4), "B": Aim(wanted=4, now=1), "unheard-of": Aim(wanted=5)}

    future = next(part for part in timetable(SIX, minutes=90, aims=aims).parts if part.kind == "future")

    assert future.ambitions == (
        Ambition(theme="B", now=1.0, wanted=4, gap=3.0, together=True),
        Ambition(theme="F", now=2.6, wanted=4, gap=1.4, together=False),
        Ambition(theme="E", now=1.8, wanted=3, gap=1.2, together=False),
    )


def test_of_equal_weights_the_more_uncertain_comes_first_and_then_the_order_of_the_instrument() -> None:
    equal = [
        topic("A", importance=1.0, difference=0.4),
        topic("B", importance=1.0, difference=0.2, uncertainty=1.0),
        topic("C", importance=1.0, difference=0.4),
    ]

    assert [each.theme for each in ranked(equal)] == ["B", "A", "C"]


def test_the_facilitator_decides_on_order_and_minutes() -> None:
    found = timetable(SIX, minutes=90, wishes=[Wish("F", 25), Wish("E"), Wish("A")])

    assert shape(found)[2:6] == [
        ("theme", "F", 25),
        ("theme", "E", 10),
        ("theme", "A", 15),
        ("short", "C", 5),
    ]
    assert found.left_out == ("D", "B")


def test_too_much_is_given_all_the_same_and_said() -> None:
    found = timetable(SIX, minutes=60, wishes=[Wish("A", 40), Wish("D", 30)])

    assert [part.minutes for part in found.parts if part.kind == "theme"] == [40, 30]
    assert found.over == sum(part.minutes for part in found.parts) - 60 == 35


def test_too_little_is_said_and_not_filled_up() -> None:
    found = timetable(SIX, minutes=60, wishes=[Wish("A", 10)])

    assert (found.spare, found.over) == (25, 0)
    assert sum(part.minutes for part in found.parts) == 35


def test_the_other_parts_are_as_long_as_was_chosen() -> None:
    found = timetable(SIX, minutes=90, lengths={"welcome": 25, "celebrate": 0, "close": 7})

    assert [(part.kind, part.minutes) for part in found.parts if part.kind != "theme"] == [
        ("welcome", 25),
        ("short", 5),
        ("future", 10),
        ("close", 7),
    ]
    assert (sum(found.themes[theme].minutes for theme in found.themes), found.spare) == (40, 3)


def test_too_much_is_said_of_the_other_parts_too() -> None:
    assert timetable(SIX, minutes=60, lengths={"welcome": 70}).over == 25


def test_a_wished_theme_of_which_nothing_is_shown_any_more_is_named() -> None:
    found = timetable(SIX, minutes=90, wishes=[Wish("unheard-of", 10), Wish("A")])

    assert found.unheard == ("unheard-of",)
    assert list(found.themes) == ["A"]


def test_the_theme_that_asks_for_most_attention_has_the_last_place_however_little_it_weighs() -> None:
    worst = topic("W", importance=0.1, agreed=True, concern=True, height=0.1)

    found = timetable([*SIX, worst], minutes=60)

    assert list(found.themes) == ["A", "W"]
    assert "W" not in next(part.themes for part in found.parts if part.kind == "short")


def test_with_one_place_only_the_weightiest_theme_has_it_and_the_worst_is_named_as_left_out() -> None:
    found = timetable([*SIX, topic("W", importance=0.1, concern=True)], minutes=35)

    assert list(found.themes) == ["A"]
    assert "W" in found.left_out


def test_what_the_facilitator_leaves_out_stays_out_also_when_it_asks_for_most_attention() -> None:
    found = timetable([*SIX, topic("W", agreed=True, concern=True)], minutes=90, wishes=[Wish("A")])

    assert "W" in found.left_out


def test_a_group_that_agrees_on_everything_talks_about_everything() -> None:
    found = timetable([topic("A", agreed=True), topic("B", agreed=True)], minutes=60)

    assert [part.kind for part in found.parts] == ["welcome", "theme", "theme", "future", "close"]


def test_without_a_topic_there_is_a_welcome_and_a_close() -> None:
    assert [part.kind for part in timetable([], minutes=60).parts] == ["welcome", "future", "close"]


TOPICS = st.lists(
    st.builds(
        topic,
        theme=st.uuids().map(str),
        importance=st.floats(0, 1),
        difference=st.floats(0, 1),
        uncertainty=st.floats(0, 1),
        agreed=st.booleans(),
        strong=st.booleans(),
        height=st.floats(0, 1),
    ),
    max_size=9,
)


@given(TOPICS, st.integers(30, 240))
def test_every_meeting_fills_its_time_exactly_and_forgets_no_theme(found: list[Topic], minutes: int) -> None:
    made = timetable(found, minutes=minutes)
    ends = [part.starts + part.minutes for part in made.parts]
    talked_about = {theme for part in made.parts if part.kind != "celebrate" for theme in part.themes}

    assert [part.starts for part in made.parts] == [0, *ends[:-1]]
    assert (ends[-1], made.over) == (minutes, 0)
    assert not found or made.themes
    assert talked_about | set(made.left_out) == {each.theme for each in found}
    assert not talked_about & set(made.left_out)


@given(TOPICS)
def test_more_weight_never_gets_less_time(found: list[Topic]) -> None:
    parts = [part for part in timetable(found, minutes=150).parts if part.kind == "theme"]
    weights = [part.weight or 0.0 for part in parts]

    assert weights == sorted(weights, reverse=True)
    assert [part.minutes for part in parts] == sorted((part.minutes for part in parts), reverse=True)


def test_when_no_theme_goes_well_as_a_whole_a_statement_does() -> None:
    bright = Finding(kind="agree", theme="B", item="B1", value=4.2, n=8)
    themes = [topic("A"), topic("B", bright=bright), topic("C", strong=True, height=0.6)]

    celebrated = [timetable(each, minutes=90).parts[1] for each in (themes, themes[:2], themes[:1])]

    assert [(part.kind, part.themes) for part in celebrated] == [
        ("celebrate", ("C", "B")),
        ("celebrate", ("B",)),
        ("theme", ("A",)),
    ]
