"""A table of answers means what its maker wrote, and every fault in it is told with row and column."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspraak.core.answer_table import (
    BrokenTable,
    KnownGroup,
    Layout,
    TableFault,
    choices,
    meanings,
    plain,
    read_answers,
)
from samenspraak.core.instrument import load_instrument
from samenspraak.core.sheet import QuestionList, cell, question_list
from tests.conftest import SMALL, small_questions

QUESTIONS = small_questions()
GROUPS = (
    KnownGroup("beleid", ("Beleid", "Policy"), "gemeente"),
    KnownGroup("bewoners", ("Bewoners", "Residents"), "bewoners"),
)
STRICT = Layout(group="groep", groups=GROUPS, strict=True)


def with_anchors(*words: str) -> QuestionList:
    """The small instrument with another scale for its statements."""
    text = SMALL.read_text(encoding="utf-8")
    start, end = text.index("      - {name: {nl: Nog niet"), text.index("    unknown: {nl: Weet")
    anchors = "".join(f'      - {{name: {{nl: "{word}", en: "{word}"}}}}\n' for word in words)
    return question_list(load_instrument(text[:start] + anchors + text[end:], name="scale"))


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        ("1", "1"),
        (" 5 ", "5"),
        ("3.0", "3"),
        ("3,0", "3"),
        ("Op weg", "3"),
        ("op  WEG", "3"),
        ("On the way", "3"),
        ("?", "?"),
        ("weet ik niet", "?"),
        ("I don't know", "?"),
        ("99", "?"),
        ("", "-"),
        ("  ", "-"),
    ],
)
def test_an_answer_may_be_a_number_words_or_empty(typed: str, mark: str) -> None:
    table = read_answers([["A1", "B1"], [typed, "2"]], QUESTIONS, Layout(unknown="99"))

    assert table.faults == ()
    assert cell(table.respondents[0].sheet, QUESTIONS, QUESTIONS.item("A1")) == mark


@pytest.mark.parametrize("typed", ["2", "stadhuis", "In het gemeentehuis", "in the town hall"])
def test_a_choice_may_be_a_number_an_id_or_words(typed: str) -> None:
    table = read_answers([["B2"], [typed]], QUESTIONS, Layout())

    assert cell(table.respondents[0].sheet, QUESTIONS, QUESTIONS.item("B2")) == "2"


@pytest.mark.parametrize("steps", range(2, 11))
def test_every_length_of_scale_is_read(steps: int) -> None:
    questions = with_anchors(*(f"trede {number}" for number in range(steps)))

    table = read_answers([["A1"], *([str(step)] for step in range(1, steps + 2))], questions, Layout())

    read = [cell(one.sheet, questions, questions.item("A1")) for one in table.respondents]
    assert read[:steps] == list("123456789a"[:steps])
    assert [(fault.kind, fault.row) for fault in table.faults] == [("unknown-value", steps + 2)]


def test_a_scale_of_numbers_is_read_by_its_words() -> None:
    questions = with_anchors("0", "1", "2", "3")

    table = read_answers([["A1"], ["0"], ["1"], ["3"], ["4"]], questions, Layout())

    read = [cell(one.sheet, questions, questions.item("A1")) for one in table.respondents]
    assert read[:3] == ["1", "2", "4"]
    assert [(fault.row, fault.value) for fault in table.faults] == [(5, "4")]
    offered = choices(questions.item("A1"), questions.instrument, "nl")
    assert offered == (("0", "0"), ("1", "1"), ("2", "2"), ("3", "3"), ("?", "Weet ik niet"))


def test_what_is_offered_can_be_read_back() -> None:
    for item in QUESTIONS.closed:
        known = meanings(item, QUESTIONS.instrument)
        offered = choices(item, QUESTIONS.instrument, "nl")
        assert len({known[code] for code, _ in offered}) == len(offered)


def test_every_fault_is_told_at_once_with_its_place() -> None:
    rows = [
        ["A1", "A1", "b1", "", "B2"],
        ["6", "", "", "", "4"],
        [],
        ["1", "", "", "", "1", "2"],
        ["1", "", ""],
    ]

    table = read_answers(rows, QUESTIONS, Layout(group="groep"))

    assert [(fault.kind, fault.row, fault.column) for fault in table.faults] == [
        ("double-column", 1, "A1"),
        ("unknown-column", 1, "b1"),
        ("nameless-column", 1, ""),
        ("missing-column", 1, "groep"),
        ("unknown-value", 2, "A1"),
        ("unknown-value", 2, "B2"),
        ("row-too-long", 4, ""),
        ("row-too-short", 5, ""),
    ]
    assert table.faults[1].choices == ("B1",)


def test_reading_stops_after_fifty_faults() -> None:
    table = read_answers([["A1"], *(["x"] for _ in range(100))], QUESTIONS, Layout())

    assert len(table.faults) == 50
    assert table.stopped


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([], "empty"),
        ([[], ["", " "]], "empty"),
        ([["A1", "B1"]], "no-respondents"),
        ([["naam"], ["Jan"]], "unknown-column"),
    ],
)
def test_a_table_without_answers_is_refused(rows: list[list[str]], kind: str) -> None:
    assert read_answers(rows, QUESTIONS, Layout()).faults[0].kind == kind


def test_a_stand_in_takes_the_place_of_its_question() -> None:
    layout = Layout(stand_ins={"weging": "A-belang"}, ignored=frozenset({"tijd"}))

    table = read_answers([["A1", "weging", "tijd"], ["2", "3", "12:00"]], QUESTIONS, layout)
    both = read_answers([["A-belang", "weging", "tijd"], ["2", "3", ""]], QUESTIONS, layout)

    assert cell(table.respondents[0].sheet, QUESTIONS, QUESTIONS.item("A-belang")) == "3"
    assert [fault.kind for fault in both.faults] == ["unknown-column"]


def test_in_a_round_every_row_has_a_group_and_answers_what_it_is_asked() -> None:
    rows = [
        ["groep", "A1", "A2"],
        ["Beleid", "1", "2"],
        ["RESIDENTS", "1", ""],
        ["bewoners", "1", "2"],
        ["", "1", ""],
        ["Raad", "1", ""],
        ["beleid", "", ""],
    ]

    table = read_answers(rows, QUESTIONS, STRICT)

    assert [one.group for one in table.respondents[:2]] == ["beleid", "bewoners"]
    assert [(fault.kind, fault.row, fault.column) for fault in table.faults] == [
        ("not-asked", 4, "A2"),
        ("no-group", 5, "groep"),
        ("unknown-group", 6, "groep"),
    ]
    assert table.blank == 1


def test_texts_are_read_and_cleaned() -> None:
    table = read_answers([["A1", "A-opmerking"], ["", "hoi\u202e"], ["1", "x" * 1001]], QUESTIONS, Layout())

    assert table.respondents[0].texts == {"A-opmerking": "hoi"}
    assert [(fault.kind, fault.row, fault.column) for fault in table.faults] == [
        ("text-refused", 3, "A-opmerking")
    ]


def test_what_broke_the_file_is_told_after_what_was_read() -> None:
    def rows() -> Iterator[list[str]]:
        yield ["A1"]
        yield ["9"]
        raise BrokenTable(TableFault("broken", row=3))

    assert [(one.kind, one.row) for one in read_answers(rows(), QUESTIONS, Layout()).faults] == [
        ("unknown-value", 2),
        ("broken", 3),
    ]


@given(st.lists(st.lists(st.text(max_size=8), max_size=6), max_size=8))
def test_whatever_is_in_a_table_it_is_read_or_refused(rows: list[list[str]]) -> None:
    table = read_answers([["groep", "A1", "A-opmerking"], *rows], QUESTIONS, STRICT)

    assert table.faults or table.respondents
    assert all(len(one.sheet) == QUESTIONS.width for one in table.respondents)


def test_a_long_run_of_accents_is_not_composed_for_that_takes_quadratic_time() -> None:
    assert plain("E\u0301e\u0301n") == "één"
    assert plain("e\u0301" * 3_000) == "e\u0301" * 3_000
