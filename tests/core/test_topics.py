"""What makes a theme worth talking about follows from released figures, and the worst theme is always marked."""

from __future__ import annotations

import pytest

from samenspraak.core.analysis import analyse
from samenspraak.core.earlier import picture_from
from samenspraak.core.picture import Finding, Picture, Position, Topic
from samenspraak.core.releasing import Voice
from samenspraak.core.topics import ranked, topics, weight_of
from tests.core.rounds import QUESTIONS, answers, plan_of, sheet, sheets_of, theme_of

PLAN = plan_of({"beleid": 8, "uitvoering": 8, "bewoners": 8})


def picture_of(voices: list[Voice]) -> Picture:
    picture = analyse(QUESTIONS, sheets_of(voices), PLAN)
    assert picture is not None
    return picture


def test_uncertainty_weighs_up_to_twice_and_never_makes_a_theme_of_nothing() -> None:
    assert weight_of(importance=1.0, difference=0.8, uncertainty=0.0) == 0.4
    assert weight_of(importance=1.0, difference=0.8, uncertainty=1.0) == 0.8
    assert weight_of(importance=0.0, difference=0.8, uncertainty=1.0) == 0


def test_what_is_important_and_not_agreed_comes_first() -> None:
    themes = [
        theme_of("A", important=3, agreement=0.9),
        theme_of("B", important=3, agreement=0.0),
        theme_of("C", important=1, agreement=-0.5),
    ]

    found = ranked(topics(themes, k=5))

    assert [(topic.theme, topic.weight) for topic in found] == [("B", 0.25), ("A", 0.025), ("C", 0.0)]


def test_of_equal_weights_the_uncertain_theme_comes_first() -> None:
    total = theme_of("B", important=1).items[0].total
    assert total is not None
    unsure = total.model_copy(update={"certainty": "uncertain", "doubt": "thin"})

    found = topics([theme_of("A", important=1), theme_of("B", total=unsure, important=1)], k=5)

    assert [topic.theme for topic in ranked(found)] == ["B", "A"]


def test_the_widest_surviving_difference_is_the_reason_to_talk() -> None:
    voices = [Voice("beleid", sheet(A1="5", B1="4", A_belang="3")) for _ in range(8)]
    voices += [Voice("uitvoering", sheet(A1="2", B1="4", A_belang="3")) for _ in range(8)]
    voices += [Voice("bewoners", sheet(A1="3", B1="4", A_belang="3")) for _ in range(8)]

    first, second = picture_of(voices).topics

    assert first.finding == Finding(
        kind="differ",
        theme="A",
        item="A1",
        low="uitvoering",
        high="beleid",
        low_value=2.0,
        high_value=5.0,
        value=3.0,
        n=16,
    )
    assert (first.importance, first.difference, first.agreed) == (1.0, 1.0, False)
    assert (second.agreed, second.strong, second.finding.kind) == (True, True, "strength")


def test_a_gap_that_may_be_chance_is_no_reason() -> None:
    voices = answers("beleid", "A1", "234554") + answers("bewoners", "A1", "123443")

    (only,) = picture_of(voices).topics

    assert only.finding.kind != "differ"
    assert only.agreed is False


def test_a_theme_where_nothing_stands_out_is_open() -> None:
    (only,) = topics([theme_of("A", agreement=0.5)], k=5)

    assert only.finding == Finding(kind="open", theme="A", n=8)


def test_a_theme_of_which_nothing_is_shown_is_no_topic() -> None:
    assert [topic.theme for topic in picture_of(answers("beleid", "A1", "12345")).topics] == ["A"]


@pytest.mark.parametrize(("lowest", "strong"), [(3.5, True), (3.0, False), (2.0, False)])
def test_what_one_group_sees_below_the_middle_is_not_celebrated(lowest: float, strong: bool) -> None:
    group = Position(n=6, mean=lowest, certainty="clear", doubt="")
    theme = theme_of("A", mean=4.2).model_copy(update={"groups": {"bewoners": group, "beleid": None}})

    assert [topic.strong for topic in topics([theme], k=5)] == [strong]


@pytest.mark.parametrize(
    ("marks", "bright"), [("4444444445", True), ("2222222223", False), ("1111155555", False)]
)
def test_a_statement_high_on_the_scale_on_which_all_agree_is_bright(marks: str, bright: bool) -> None:
    (only,) = picture_of(answers("beleid", "A1", marks)).topics

    assert bool(only.bright) is bright
    assert not only.bright or (only.bright.item, only.bright.kind) == ("A1", "agree")


def test_the_theme_that_asks_for_most_attention_is_marked_and_only_that_one() -> None:
    themes = [theme_of("A", mean=2.0), theme_of("B", mean=1.5), theme_of("C", mean=4.0)]

    assert [topic.theme for topic in topics(themes, k=5) if topic.concern] == ["B"]


# --- pictures of earlier versions --------------------------------------------------------------------


def test_a_picture_of_version_2_can_still_be_read_with_the_topics_of_its_own_figures() -> None:
    picture = picture_of(answers("beleid", "A1", "44444") + answers("bewoners", "A1", "22222"))
    kept = picture.model_dump(mode="json", exclude={"topics", "people"}) | {"core_version": "2"}
    kept["agenda"] = [{"theme": "A", "minutes": 70, "weight": 0.5, "finding": {"kind": "open", "theme": "A"}}]

    read = picture_from(kept)

    assert read.core_version == "2"
    assert (read.themes, read.findings, read.topics) == (picture.themes, picture.findings, picture.topics)
    assert all(isinstance(topic, Topic) for topic in read.topics)


def test_a_picture_of_this_version_is_read_as_it_was_kept() -> None:
    picture = picture_of(answers("beleid", "A1", "44444"))

    assert picture_from(picture.model_dump(mode="json")) == picture
