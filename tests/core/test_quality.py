"""Quality notes say what to mind, as shares, and nothing about one to four people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspraak.core.picture import QualityNote
from samenspraak.core.quality import quality_notes, straight_lines
from samenspraak.core.samples import Samples
from samenspraak.core.sheet import QuestionList, matrix, question_list
from tests.core.rounds import QUESTIONS
from tests.core.rounds_of_samples import sample


def many_statements(number: int) -> QuestionList:
    """Return a question list with so many statements on one scale, and one importance."""
    first = QUESTIONS.themes[0]
    statement = first.items[0]
    items = [statement.model_copy(update={"id": f"A{place}"}) for place in range(number)]
    theme = first.model_copy(update={"items": (*items, first.items[2])})
    return question_list(QUESTIONS.instrument.model_copy(update={"themes": (theme,)}))


TEN = many_statements(10)
STRAIGHT, VARIED = "3333333333", "3334233123"


def notes(
    rows: Sequence[str],
    *,
    figures: Mapping[str, Samples] | None = None,
    received: Mapping[str, int] | None = None,
    expected: Mapping[str, int] | None = None,
    channels: Mapping[str, int] | None = None,
) -> tuple[QualityNote, ...]:
    return quality_notes(
        TEN,
        matrix([row + "-" for row in rows], TEN),
        figures or {},
        k=5,
        received=received or {},
        expected=expected or {},
        channels=channels or {},
    )


def test_many_sheets_with_one_step_throughout_are_noted_as_a_share() -> None:
    found = notes([STRAIGHT] * 6 + [VARIED] * 19)

    assert found == (QualityNote(kind="straight", share=0.24, n=25, threshold=0.1),)


@pytest.mark.parametrize(
    ("straight", "varied"), [(4, 8), (5, 46), (6, 3)], ids=["fewer than k", "one in ten", "too few others"]
)
def test_few_straight_sheets_or_few_others_are_not_noted(straight: int, varied: int) -> None:
    assert notes([STRAIGHT] * straight + [VARIED] * varied) == ()


def test_everybody_straight_is_noted() -> None:
    assert notes([STRAIGHT] * 5) == (QualityNote(kind="straight", share=1.0, n=5, threshold=0.1),)


def test_a_few_answers_on_one_step_are_no_straight_line() -> None:
    """At least eight positions; "weet ik niet" and nothing are no positions."""
    rows = ["3333333---", "33333333--", "?333333333", "?????33333", "3333333332"]

    assert straight_lines(TEN, matrix([row + "1" for row in rows], TEN)) == (2, 3)


def test_a_scale_with_few_statements_bends_no_line() -> None:
    first = QUESTIONS.themes[0]
    items = [first.items[0].model_copy(update={"id": f"A{place}"}) for place in range(8)]
    items += [first.items[0].model_copy(update={"id": f"B{place}", "scale": "belang"}) for place in range(3)]
    themes = (first.model_copy(update={"items": tuple(items)}),)
    questions = question_list(QUESTIONS.instrument.model_copy(update={"themes": themes}))

    assert straight_lines(questions, matrix(["33333333" + "123", "33333334" + "111"], questions)) == (1, 2)


def test_fewer_than_k_sheets_give_no_notes() -> None:
    assert notes([STRAIGHT] * 4, expected={"beleid": 40}, received={"beleid": 4}) == ()


@pytest.mark.parametrize(("unknown", "noted"), [(6, 0.26), (5, None)])
def test_much_do_not_know_is_noted(unknown: int, noted: float | None) -> None:
    figures = {
        "A1": {"een": sample(4, 4, 0, 0, 0, unknown=unknown)},
        "A2": {"een": sample(0, 5, 4, unknown=0)},
    }

    found = notes([VARIED] * 14, figures=figures)

    expected = () if noted is None else (QualityNote(kind="unknown", share=noted, n=14, threshold=0.25),)
    assert found == expected


def test_low_coverage_is_noted_for_everybody_and_per_group() -> None:
    found = notes(
        [VARIED] * 9, received={"beleid": 8, "bewoners": 1}, expected={"beleid": 10, "bewoners": 20}
    )

    assert [(note.kind, note.subject, note.share, note.n) for note in found] == [
        ("coverage", "", 0.3, 30),
        ("coverage", "bewoners", 0.05, 20),
    ]


@pytest.mark.parametrize(
    ("channels", "noted"),
    [
        ({"person": 90, "table": 10}, [("person", 0.9)]),
        ({"person": 80, "table": 20}, []),
        ({"person": 100, "paper": 0}, []),
    ],
)
def test_one_channel_that_drowns_the_others_is_noted(
    channels: Mapping[str, int], noted: list[tuple[str, float]]
) -> None:
    found = notes([VARIED] * 9, channels=channels)

    assert [(note.subject, note.share) for note in found] == noted


@settings(deadline=None)
@given(st.lists(st.sampled_from([STRAIGHT, VARIED, "----------"]), min_size=5, max_size=40))
def test_the_order_of_the_respondents_never_matters(rows: list[str]) -> None:
    assert notes(rows) == notes(sorted(rows)) == notes(rows[::-1])


@settings(deadline=None)
@given(st.integers(0, 30), st.integers(0, 30))
def test_a_straight_line_is_only_told_of_k_people_or_more(straight: int, varied: int) -> None:
    for note in notes([STRAIGHT] * straight + [VARIED] * varied):
        assert straight >= 5
        assert varied == 0 or varied >= 5
        assert note.n == straight + varied


def test_a_hundred_thousand_sheets_are_read_at_once() -> None:
    random = np.random.default_rng(1)
    sheets = random.choice(np.frombuffer(b"12345?-", dtype=np.uint8), size=(100_000, TEN.width))
    sheets[:20_000, :10] = ord("4")

    straight, could = straight_lines(TEN, sheets)

    assert straight >= 20_000
    assert could > straight
