"""The document model keeps what every format needs: clean texts, headings in order, tables that fit."""

from __future__ import annotations

from datetime import date

import pytest

from samenspraak.core.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Table,
    cleaned,
    column_weights,
    is_number,
    number_columns,
)


def document(*blocks: Block) -> Document:
    return Document("t\x00", "s", "nl", "a", date(2026, 11, 21), blocks, keywords=("w\x00",))


def test_every_text_is_cleaned_however_deep() -> None:
    made = cleaned(
        document(Paragraph("p\x00"), Bullets(("b\x00",)), Table("c\x00", ("h\x00",), (("r\x00",),)))
    )

    assert "\x00" not in repr(made)
    assert made.keywords == ("w",)


def test_headings_never_skip_a_level() -> None:
    made = cleaned(
        document(Heading(3, "a"), Heading(2, "b"), Heading(9, "c"), Heading(0, "d"), Heading(2, "e"))
    )

    assert [block.level for block in made.blocks if isinstance(block, Heading)] == [1, 2, 3, 1, 2]


def test_a_column_that_says_nothing_is_left_out() -> None:
    made = cleaned(document(Table("Wie", ("Groep", "n", "Toelichting"), (("", "3", " "), ("B", "", "")))))

    assert made.blocks == (Table("Wie", ("Groep", "n"), (("", "3"), ("B", ""))),)


def test_a_table_refuses_a_row_of_another_width() -> None:
    with pytest.raises(ValueError, match="as wide"):
        Table("Stand", ("a", "b"), (("1",),))


@pytest.mark.parametrize("text", ["3,4", "3.4", "43", "12%", "−1", "+0,5", "1 200", "1.200"])
def test_numbers_are_known_as_numbers(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "n = 4", "onzeker", "%", "-", "3 maart", "1-2"])
def test_other_cells_are_not_numbers(text: str) -> None:
    assert not is_number(text)


def test_a_column_of_numbers_may_have_gaps_but_not_be_empty() -> None:
    table = Table("Stand", ("Thema", "n", "leeg"), (("A", "12", ""), ("B", "", "")))

    assert number_columns(table) == (False, True, False)


def test_a_column_is_wide_enough_for_its_longest_word() -> None:
    table = Table("Stand", ("Thema", "n"), (("Bewonersinitiatieven", "12"), ("B", "3")))

    assert column_weights(table) == [20, 5]
