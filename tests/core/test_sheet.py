"""The answer sheet keeps every answer in its own place, whatever the order in which answers come."""

from __future__ import annotations

from collections import Counter
from dataclasses import FrozenInstanceError
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspraak.core.instrument import Anchor, Instrument, Item, Option, Scale, Text, Theme, load_instrument
from samenspraak.core.kinds import KINDS
from samenspraak.core.sheet import (
    QuestionList,
    answered_count,
    cell,
    empty_sheet,
    matrix,
    missing,
    patch,
    question_list,
)

SMALL = (Path(__file__).parents[1] / "data" / "klein.yaml").read_text(encoding="utf-8")


def small(old: str = "", new: str = "") -> Instrument:
    assert not old or SMALL.count(old) == 1
    return load_instrument(SMALL.replace(old, new) if old else SMALL, name="klein.yaml")


QUESTIONS = question_list(small())
CODES = {
    item.id: [mark.code for mark in KINDS[item.kind].control(item, QUESTIONS.instrument, "nl").marks] + ["-"]
    for item in QUESTIONS.closed
}

cells = st.fixed_dictionaries({}, optional={item: st.sampled_from(codes) for item, codes in CODES.items()})
sheets = st.fixed_dictionaries({item: st.sampled_from(codes) for item, codes in CODES.items()}).map(
    lambda full: patch(empty_sheet(QUESTIONS), QUESTIONS, full)
)


def test_the_list_keeps_the_order_of_the_instrument() -> None:
    assert [item.id for item in QUESTIONS.items] == [
        "A1", "A2", "A-belang", "A-opmerking", "B1", "B2", "B-belang", "B-opmerking",
    ]  # fmt: skip
    assert [item.id for item in QUESTIONS.closed] == ["A1", "A2", "A-belang", "B1", "B2", "B-belang"]
    assert dict(QUESTIONS.offsets) == {"A1": 0, "A2": 1, "A-belang": 2, "B1": 3, "B2": 4, "B-belang": 5}
    assert QUESTIONS.width == 6


def test_an_item_is_found_with_its_theme_and_column() -> None:
    assert QUESTIONS.item("B2").kind == "choice"
    assert QUESTIONS.theme_of("B2").id == "B"
    assert QUESTIONS.column("B2") == slice(4, 5)


def test_what_is_not_in_the_list_is_a_key_error() -> None:
    for look_up in (QUESTIONS.item, QUESTIONS.theme_of, QUESTIONS.column):
        with pytest.raises(KeyError):
            look_up("Z9")
    with pytest.raises(KeyError):
        QUESTIONS.column("A-opmerking")


def test_a_question_list_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        QUESTIONS.width = 7  # type: ignore[misc]


# Who is asked what


def asked(questions: QuestionList, audience: str | None) -> dict[str, list[str]]:
    return {theme.id: [item.id for item in items] for theme, items in questions.for_audience(audience)}


def test_residents_skip_what_is_asked_of_others() -> None:
    everything = {
        "A": ["A1", "A2", "A-belang", "A-opmerking"],
        "B": ["B1", "B2", "B-belang", "B-opmerking"],
    }

    assert asked(QUESTIONS, "gemeente") == everything
    assert asked(QUESTIONS, "bewoners") == {**everything, "A": ["A1", "A-belang", "A-opmerking"]}


def test_a_mixed_table_is_asked_everything() -> None:
    assert asked(QUESTIONS, None) == asked(QUESTIONS, "gemeente")


def test_a_theme_without_items_for_an_audience_is_left_out() -> None:
    instrument = small()
    for_town_hall = tuple(
        item.model_copy(update={"audience": ("gemeente",)}) for item in instrument.theme("A").items
    )
    themes = (instrument.themes[0].model_copy(update={"items": for_town_hall}), instrument.themes[1])

    questions = question_list(instrument.model_copy(update={"themes": themes}))

    assert list(asked(questions, "bewoners")) == ["B"]


# The digest


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: B1,", "id: B9,"),
        ("id: B1, kind: ordinal, scale: ontwikkeling", "id: B1, kind: text"),
        ("id: A-opmerking, kind: text", "id: A-opmerking, kind: ordinal, scale: ontwikkeling"),
        ("      - {name: {nl: Op weg, en: On the way}}\n", ""),
        ("id: stadhuis", "id: gemeentehuis"),
        ("{id: buurt, name: {nl: In de buurt, en: In the neighbourhood}}, ",
         "{id: buurt, name: {nl: In de buurt}}, {id: huis, name: {nl: Thuis}}, "),
    ],
)  # fmt: skip
def test_the_digest_changes_with_the_coding(old: str, new: str) -> None:
    assert question_list(small(old, new)).digest != QUESTIONS.digest


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("nl: We helpen elkaar.", "nl: Wij helpen elkaar."),
        ("nl: Op weg", "nl: Onderweg"),
        ("audience: [gemeente, praktijk], ", ""),
        ("id: A-v1", "id: A-v7"),
    ],
)
def test_the_digest_stays_when_only_words_change(old: str, new: str) -> None:
    assert question_list(small(old, new)).digest == QUESTIONS.digest


def test_the_digest_stays_the_same_for_ever() -> None:
    """Rounds keep it: if this fails, sheets that are already stored can no longer be matched."""
    words = Text(nl="Woorden")
    steps = Scale(id="trap", anchors=(Anchor(name=words), Anchor(name=words)), unknown=words)
    options = (Option(id="links", name=words), Option(id="rechts", name=words))
    items = (
        Item(id="A1", kind="ordinal", scale="trap", text=words),
        Item(id="A2", kind="choice", options=options, text=words),
        Item(id="A3", kind="text", text=words),
    )
    theme = Theme(id="A", name=words, introduction=words, items=items)

    questions = question_list(small().model_copy(update={"scales": (steps,), "themes": (theme,)}))

    assert questions.digest == "20cab9bcf1717075ea6d566619384855d1deac486635ddd9dea2895e9c469052"


# Patching


def test_an_empty_sheet_has_no_answers() -> None:
    assert empty_sheet(QUESTIONS) == "------"


def test_a_patch_by_hand() -> None:
    sheet = patch(empty_sheet(QUESTIONS), QUESTIONS, {"A2": "3", "B-belang": "?"})

    assert sheet == "-3---?"
    assert [cell(sheet, QUESTIONS, item) for item in QUESTIONS.closed] == list(sheet)


@given(sheet=sheets, new=cells)
def test_a_patch_changes_the_named_cells_and_no_other(sheet: str, new: dict[str, str]) -> None:
    patched = patch(sheet, QUESTIONS, new)

    for item in QUESTIONS.closed:
        expected = new.get(item.id, cell(sheet, QUESTIONS, item))
        assert cell(patched, QUESTIONS, item) == expected
    assert len(patched) == len(sheet)


@given(sheet=sheets, new=cells, split=st.sets(st.sampled_from(sorted(CODES))))
def test_patches_of_two_tabs_commute_when_they_touch_other_items(
    sheet: str, new: dict[str, str], split: set[str]
) -> None:
    one = {item: code for item, code in new.items() if item in split}
    other = {item: code for item, code in new.items() if item not in split}

    one_first = patch(patch(sheet, QUESTIONS, one), QUESTIONS, other)

    assert one_first == patch(patch(sheet, QUESTIONS, other), QUESTIONS, one) == patch(sheet, QUESTIONS, new)


@given(sheet=sheets, new=cells)
def test_a_repeated_patch_changes_nothing_more(sheet: str, new: dict[str, str]) -> None:
    once = patch(sheet, QUESTIONS, new)

    assert patch(once, QUESTIONS, new) == once


@pytest.mark.parametrize("wrong", [{"Z9": "1"}, {"A-opmerking": "1"}, {"A1": ""}, {"A1": "12"}, {"A1": "é"}])
def test_a_patch_of_an_unknown_item_or_a_wrong_cell_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="cell"):
        patch(empty_sheet(QUESTIONS), QUESTIONS, wrong)


@pytest.mark.parametrize("sheet", ["", "-----", "-------"])
def test_a_sheet_of_another_list_is_refused(sheet: str) -> None:
    with pytest.raises(ValueError, match="characters"):
        patch(sheet, QUESTIONS, {"A1": "1"})
    with pytest.raises(ValueError, match="characters"):
        answered_count(sheet, QUESTIONS, None)
    with pytest.raises(ValueError, match="characters"):
        missing(sheet, QUESTIONS, None)
    with pytest.raises(ValueError, match="characters"):
        matrix([empty_sheet(QUESTIONS), sheet], QUESTIONS)


# Counting what is there


def test_answers_are_counted_for_the_audience_only() -> None:
    sheet = patch(empty_sheet(QUESTIONS), QUESTIONS, {"A1": "?", "A2": "3"})

    assert answered_count(sheet, QUESTIONS, "bewoners") == 1
    assert answered_count(sheet, QUESTIONS, "gemeente") == 2
    assert [item.id for item in missing(sheet, QUESTIONS, "bewoners")] == ["A-belang", "B1", "B2", "B-belang"]


@given(sheet=sheets, audience=st.sampled_from([None, "gemeente", "praktijk", "bewoners", "nergens"]))
def test_what_is_asked_is_answered_or_missing(sheet: str, audience: str | None) -> None:
    closed = [item for _, items in QUESTIONS.for_audience(audience) for item in items if item.id in CODES]

    assert answered_count(sheet, QUESTIONS, audience) + len(missing(sheet, QUESTIONS, audience)) == len(
        closed
    )


# The matrix


@given(st.lists(sheets, max_size=20))
def test_the_matrix_holds_the_sheets(rows: list[str]) -> None:
    people = matrix(rows, QUESTIONS)

    assert people.shape == (len(rows), QUESTIONS.width)
    assert people.dtype == np.uint8
    assert [row.tobytes().decode("ascii") for row in people] == rows


@given(st.lists(sheets, max_size=20))
def test_a_column_of_the_matrix_counts_every_person_once(rows: list[str]) -> None:
    people = matrix(rows, QUESTIONS)

    for item in QUESTIONS.closed:
        tally = KINDS[item.kind].tally(people[:, QUESTIONS.column(item.id)], item, QUESTIONS.instrument)
        seen = Counter(cell(row, QUESTIONS, item) for row in rows)
        assert tally is not None
        assert tally.answered == len(rows) - seen["-"]
        assert tally.unknown == seen["?"]


def test_a_matrix_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        matrix(["123?1-"], QUESTIONS)[0, 0] = 1


def test_sheets_that_are_long_and_short_together_do_not_shift_into_each_other() -> None:
    with pytest.raises(ValueError, match="characters"):
        matrix(["-----", "-------"], QUESTIONS)


def test_a_list_of_open_questions_only_has_sheets_without_cells() -> None:
    instrument = small()
    theme = instrument.themes[0].model_copy(update={"items": (instrument.item("A-opmerking"),)})
    questions = question_list(instrument.model_copy(update={"themes": (theme,)}))

    assert empty_sheet(questions) == ""
    assert matrix(["", ""], questions).shape == (2, 0)
    assert missing("", questions, None) == ()
