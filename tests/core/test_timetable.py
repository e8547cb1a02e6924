"""The conversation fits its time, begins with what goes well, and gives most to what matters and differs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspraak.core.analysis import analyse
from samenspraak.core.comparing import differences
from samenspraak.core.picture import Finding, Picture
from samenspraak.core.releasing import Voice, next_release
from samenspraak.core.samples import samples
from samenspraak.core.timetable import Ambition, Timetable, Wish, ranked, timetable
from samenspraak.core.topics import Topic, topics
from tests.core.rounds import QUESTIONS, plan_of, sheet, sheets_of

PLAIN = Topic(
    theme="",
    importance=0.5,
    difference=0.4,
    uncertainty=0.0,
    agreed=False,
    height=0.4,
    now=2.6,
    wanted=None,
    finding=Finding(kind="open"),
)


def topic(theme: str, **fields: float | bool | None) -> Topic:
    return replace(PLAIN, theme=theme, **fields)  # type: ignore[arg-type]


SIX = [
    topic("A", importance=1.0, difference=0.8, uncertainty=0.5),
    topic("B", importance=0.2, difference=0.8),
    topic("C", agreed=True, height=0.9, now=4.6),
    topic("D", importance=0.9, difference=0.7),
    topic("E", agreed=True, height=0.2, now=1.8, wanted=3.0),
    topic("F", importance=0.5, difference=0.3, wanted=4.5),
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
                ("welcome", "", 5),
                ("celebrate", "C", 5),
                ("theme", "A", 30),
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
        ("welcome", "", 10),
        ("celebrate", "C", 10),
        ("theme", "A", 45),
        ("theme", "D", 25),
        ("theme", "B", 10),
        ("theme", "F", 10),
        ("short", "CE", 10),
        ("future", "", 15),
        ("close", "", 15),
    ]


def test_what_is_wanted_in_two_years_stands_beside_now_with_the_largest_step_first() -> None:
    future = next(part for part in timetable(SIX, minutes=90).parts if part.kind == "future")

    assert future.ambitions == (
        Ambition(theme="F", now=2.6, wanted=4.5, gap=1.9),
        Ambition(theme="E", now=1.8, wanted=3.0, gap=1.2),
    )


def test_uncertainty_weighs_up_to_twice_and_never_makes_a_theme_of_nothing() -> None:
    assert topic("A", importance=1.0, difference=0.8, uncertainty=0.0).weight == 0.4
    assert topic("A", importance=1.0, difference=0.8, uncertainty=1.0).weight == 0.8
    assert topic("A", importance=0.0, difference=0.8, uncertainty=1.0).weight == 0


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
        ("theme", "A", 20),
        ("short", "C", 5),
    ]
    assert found.left_out == ("D", "B")


def test_too_much_is_given_all_the_same_and_said() -> None:
    found = timetable(SIX, minutes=60, wishes=[Wish("A", 40), Wish("D", 30), Wish("unheard-of", 10)])

    assert [part.minutes for part in found.parts if part.kind == "theme"] == [40, 30]
    assert found.over == sum(part.minutes for part in found.parts) - 60 == 35


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
        height=st.floats(0, 1),
    ),
    max_size=9,
)


@settings(deadline=None)
@given(TOPICS, st.integers(45, 240))
def test_every_meeting_fills_its_time_exactly_and_forgets_no_theme(found: list[Topic], minutes: int) -> None:
    made = timetable(found, minutes=minutes)
    ends = [part.starts + part.minutes for part in made.parts]
    talked_about = {theme for part in made.parts if part.kind != "celebrate" for theme in part.themes}

    assert [part.starts for part in made.parts] == [0, *ends[:-1]]
    assert (ends[-1], made.over) == (minutes, 0)
    assert talked_about | set(made.left_out) == {each.theme for each in found}
    assert not talked_about & set(made.left_out)


@settings(deadline=None)
@given(TOPICS)
def test_more_weight_never_gets_less_time(found: list[Topic]) -> None:
    parts = [part for part in timetable(found, minutes=150).parts if part.kind == "theme"]
    weights = [part.weight or 0.0 for part in parts]

    assert weights == sorted(weights, reverse=True)
    assert [part.minutes for part in parts] == sorted((part.minutes for part in parts), reverse=True)


# --- topics from a release -------------------------------------------------------------------------

PLAN = plan_of({"beleid": 8, "uitvoering": 8, "bewoners": 8})


def picture_and_topics(
    voices: list[Voice], *, wanted: dict[str, float] | None = None
) -> tuple[Picture, tuple[Topic, ...]]:
    sent = {f"r{number}": voice for number, voice in enumerate(voices)}
    ledger = next_release(sent, questions=QUESTIONS, plan=PLAN).ledger
    assert ledger is not None
    picture = analyse(QUESTIONS, sheets_of(voices), PLAN, ledger=ledger)
    assert picture is not None
    statements = {item: cells for item, cells in ledger.figures.items() if item in {"A1", "A2", "B1"}}
    judged = differences(samples(statements, QUESTIONS, PLAN), k=PLAN.k)
    return picture, topics(picture.themes, judged, k=PLAN.k, wanted=wanted)


def test_the_widest_surviving_difference_is_the_reason_to_talk() -> None:
    voices = [Voice("beleid", sheet(A1="5", B1="4", A_belang="3")) for _ in range(8)]
    voices += [Voice("uitvoering", sheet(A1="2", B1="4", A_belang="3")) for _ in range(8)]
    voices += [Voice("bewoners", sheet(A1="3", B1="4", A_belang="3")) for _ in range(8)]

    _, (first, second) = picture_and_topics(voices, wanted={"A": 4.0})

    assert first.finding == Finding(
        kind="differ",
        theme="A",
        item="A1",
        low="uitvoering",
        high="beleid",
        low_value=2.0,
        high_value=5.0,
        value=1.0,
        n=16,
    )
    assert (first.importance, first.difference, first.agreed, first.wanted) == (1.0, 1.0, False, 4.0)
    assert (second.agreed, second.is_strong, second.finding.kind) == (True, True, "strength")


def test_a_gap_that_may_be_chance_is_no_reason() -> None:
    voices = [Voice("beleid", sheet(A1=mark)) for mark in "234554"]
    voices += [Voice("bewoners", sheet(A1=mark)) for mark in "123443"]

    _, (only,) = picture_and_topics(voices)

    assert only.finding.kind != "differ"
    assert only.agreed is False
