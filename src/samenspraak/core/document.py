"""The document model: what a report is made of, before it becomes HTML, PDF, ODT or DOCX."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from math import sqrt
from typing import Any, Literal, TypeVar

from samenspraak.core.text import clean

Style = Literal["body", "lead", "note", "quote"]
Layout = Literal["report", "summary"]


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is a chapter (the title of the document itself is level 0).

    ``anchor`` is an id by which a page can link to it; only HTML uses it.
    """

    level: int
    text: str
    anchor: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of plain text; a new line in it stays a new line."""

    text: str
    style: Style = "body"


@dataclass(frozen=True)
class Bullets:
    """A list of plain-text points."""

    points: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table with one header row; the first column names the row. *note* stands below it."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse rows that are wider or narrower than the header."""
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError(f"A row of table {self.caption!r} is not as wide as its header.")


@dataclass(frozen=True)
class Figure:
    """A picture as SVG text (only from ``core.charts``), its title, its description in words, a note with its n.

    ``narrow`` is the same picture for a phone; only HTML uses it.
    """

    svg: str
    title: str
    description: str
    note: str = ""
    narrow: str = ""


Block = Heading | Paragraph | Bullets | Table | Figure


@dataclass(frozen=True)
class Document:
    """A whole document. All text is plain text: it is shown as text in every format (P10)."""

    title: str
    subtitle: str
    language: str
    author: str
    date: datetime.date
    blocks: tuple[Block, ...]
    summary: str = ""
    keywords: tuple[str, ...] = field(default=())


Value = TypeVar("Value", bound=Document | Block)


def cleaned(document: Document) -> Document:
    """Return the document with every text cleaned, no empty columns, and headings in steps of one level."""
    blocks = tuple(without_empty_columns(clean_texts(block)) for block in document.blocks)
    return replace(clean_texts(document), blocks=stepped(blocks))


def clean_texts(value: Value) -> Value:
    """Return the value with ``clean`` on each of its texts."""
    return replace(value, **{one.name: clean_deep(getattr(value, one.name)) for one in fields(value)})


def without_empty_columns(block: Value) -> Value:
    """Return a table without the columns in which no row says anything (the first names the row, and stays)."""
    if not isinstance(block, Table) or not block.rows:
        return block
    places = range(len(block.header))
    kept = [place for place in places if not place or any(row[place].strip() for row in block.rows)]
    header, *rows = (tuple(row[place] for place in kept) for row in (block.header, *block.rows))
    return replace(block, header=header, rows=tuple(rows))


def clean_deep(value: Any) -> Any:
    """Return a text, or texts in tuples, cleaned; anything else as it is."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(clean_deep(one) for one in value)
    return value


def stepped(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks with no heading more than one level below the one before it."""
    made: list[Block] = []
    level = 0
    for block in blocks:
        if isinstance(block, Heading):
            level = max(1, min(block.level, level + 1, 5))
            made.append(replace(block, level=level))
        else:
            made.append(block)
    return tuple(made)


def is_number(text: str) -> bool:
    """Tell whether a cell holds nothing but a number, so that its column lines up at the right."""
    bare = text.strip().removesuffix("%").strip().lstrip("+-−")
    return bool(bare) and all(character.isdigit() or character in ".,  " for character in bare)


def number_columns(table: Table) -> tuple[bool, ...]:
    """Tell per column whether every cell in it that says something is a number."""
    columns = range(len(table.header))
    cells = ([row[column] for row in table.rows if column < len(row) and row[column]] for column in columns)
    return tuple(bool(column) and all(map(is_number, column)) for column in cells)


def column_weights(table: Table) -> list[int]:
    """Return the share of the width per column: at least its longest word, more for longer texts."""
    columns = (
        [table.header[place], *(row[place] for row in table.rows)] for place in range(len(table.header))
    )
    return [max(longest_word(cells), round(3 * sqrt(max(map(len, cells))))) for cells in columns]


def longest_word(cells: Sequence[str]) -> int:
    """Return the length of the longest word in a column (4 … 20), with room for the space between columns."""
    return min(20, max(4, *(len(word) + 3 for cell in cells for word in cell.split())))
