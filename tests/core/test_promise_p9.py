"""P9: every figure carries its n, and where a group is split or thin the picture says "uncertain"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random

import pytest

from samenspraak.core.analysis import Distribution, Finding, Picture, Position, analyse
from samenspraak.core.picture import Interval
from samenspraak.core.releasing import Voice
from samenspraak.core.topics import topics
from tests.core.rounds import QUESTIONS, answers, plan_of, sheet, sheets_of

GROUPS = ("beleid", "uitvoering", "bewoners")


def random_picture(seed: int) -> Picture | None:
    random = Random(seed)
    plan = plan_of({group: random.randint(0, 20) for group in GROUPS})
    voices = [voice(random) for _ in range(random.randint(5, 45))]
    return analyse(QUESTIONS, sheets_of(voices), plan)


def voice(random: Random) -> Voice:
    marks = {item: random.choice("1234555?-") for item in ("A1", "A2", "B1")}
    important = {item: random.choice("1233?-") for item in ("A_belang", "B_belang")}
    return Voice(random.choice(GROUPS), sheet(**marks, **important, B2=random.choice("12-")))


@cache
def pictures() -> list[Picture]:
    return [picture for seed in range(80) if (picture := random_picture(seed))]


def figures(picture: Picture) -> Iterator[Distribution | Position]:
    for theme in picture.themes:
        every = [theme.position, theme.importance, *theme.groups.values(), *theme.importance_groups.values()]
        every += [each for item in theme.items for each in (item.total, *item.groups.values())]
        yield from (each for each in every if each)


def test_every_figure_carries_the_number_of_people_behind_it() -> None:
    seen = [figure for picture in pictures() for figure in figures(picture)]

    assert len(seen) > 1000
    assert all(figure.n >= 5 for figure in seen)
    assert all(finding.n >= 1 for picture in pictures() for finding in picture.findings)
    assert all(min(topic.n, topic.finding.n) >= 5 for picture in pictures() for topic in picture.topics)


def test_the_topics_of_conversation_follow_from_what_is_released_and_nothing_else() -> None:
    assert all(topics(picture.themes, k=picture.k) == picture.topics for picture in pictures())


def test_a_figure_is_uncertain_exactly_when_there_is_a_reason() -> None:
    for picture in pictures():
        for figure in figures(picture):
            assert (figure.certainty == "uncertain") == bool(figure.doubt)


@pytest.mark.parametrize(
    ("marks", "why"),
    [("11115555", "split"), ("1????", "unknown"), ("3333?", "thin"), ("12345", "split"), ("33334", "")],
)
def test_split_thin_and_unknown_are_called_uncertain(marks: str, why: str) -> None:
    picture = analyse(QUESTIONS, sheets_of(answers("beleid", "A1", marks)), plan_of({"beleid": 8}))

    assert picture is not None
    total, position = picture.themes[0].items[0].total, picture.themes[0].position
    assert total is not None
    assert position is not None
    assert (total.doubt, position.doubt) == (why, why)
    assert (total.certainty, position.certainty) == (("uncertain" if why else "clear"),) * 2


def test_a_few_of_many_is_thin_and_the_same_few_of_a_small_group_is_not() -> None:
    few = sheets_of(answers("beleid", "A1", "333444"))

    small = analyse(QUESTIONS, few, plan_of({"beleid": 8}))
    large = analyse(QUESTIONS, few, plan_of({"beleid": 30}))

    assert small is not None
    assert large is not None
    assert small.themes[0].groups["beleid"] == Position(
        n=6, mean=3.5, certainty="clear", doubt="", coverage=0.75, interval=Interval(low=3.1, high=3.9)
    )
    assert large.themes[0].groups["beleid"] == Position(
        n=6,
        mean=3.5,
        certainty="uncertain",
        doubt="thin",
        coverage=0.2,
        interval=Interval(low=2.7, high=4.3),
    )


def test_no_conclusion_is_drawn_from_an_uncertain_figure() -> None:
    for picture in pictures():
        for finding in picture.findings:
            assert all(figure.doubt not in {"thin", "unknown"} for figure in behind(picture, finding))


def behind(picture: Picture, finding: Finding) -> list[Distribution | Position]:
    """Return the figures a finding rests on, except where it says itself that people do not know."""
    if finding.kind in {"hidden", "unknown"}:
        return []
    theme = next(theme for theme in picture.themes if theme.theme == finding.theme)
    if not finding.item:
        return [theme.position] if theme.position else []
    item = next(item for item in theme.items if item.item == finding.item)
    named = [key for key in (finding.low, finding.high) if key]
    sides = [item.groups[key] for key in named] if named else [item.total]
    return [side for side in sides if side]
