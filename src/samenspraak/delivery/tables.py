"""Released tables as CSV and XLSX, in which a text never becomes a formula (P10)."""

from __future__ import annotations

import csv as comma_separated
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO
from math import isfinite

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from samenspraak.core.text import clean

Cell = str | int | float | None

# What a spreadsheet takes for the start of a formula, also in full width and after spaces.
FORMULA = re.compile(r"\s*[=+\-@\t\r|＝＋－＠]")
LONGEST_CELL = 32_000
INERT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}


@dataclass(frozen=True)
class Sheet:
    """One table: its name (the tab in a workbook), a header and rows of the same width."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def csv(sheet: Sheet, *, language: str) -> bytes:
    """Return the table as CSV as Excel opens it in *language*: UTF-8 with BOM, semicolons in Dutch."""
    made = StringIO(newline="")
    writer = comma_separated.writer(made, delimiter=";" if language == "nl" else ",")
    for row in (sheet.header, *sheet.rows):
        writer.writerow([written(cell, language) for cell in row])
    return made.getvalue().encode("utf-8-sig")


def written(cell: Cell, language: str) -> str:
    """Return a cell as CSV text: numbers as the language writes them, texts that stay texts."""
    if isinstance(cell, str):
        return harmless(clean(cell))
    if cell is None:
        return ""
    return str(cell).replace(".", ",") if language == "nl" else str(cell)


def harmless(text: str) -> str:
    """Return *text* with an apostrophe in front where a spreadsheet would read a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def workbook(sheets: Sequence[Sheet], *, code_book: Sheet, title: str, author: str, now: datetime) -> bytes:
    """Return the tables as one XLSX, the code book as its last tab."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, INERT) as book:
        book.set_properties({"title": clean(title), "author": clean(author), "created": now})
        head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#e4eeec"}
        )
        body = book.add_format({"text_wrap": True, "valign": "top"})
        taken: set[str] = set()
        for sheet in (*sheets, code_book):
            page = book.add_worksheet(tab_name(sheet.name, taken))
            fill(page, sheet, head=head, body=body)
    return made.getvalue()


def fill(page: Worksheet, sheet: Sheet, *, head: Format, body: Format) -> None:
    """Write one table: a frozen header row, columns as wide as what is in them."""
    page.freeze_panes(1, 1)
    page.repeat_rows(0)
    for column, name in enumerate(sheet.header):
        page.write_string(0, column, fitting(name), head)
        page.set_column(column, column, column_width(sheet, column))
    for line, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            put(page, line, column, cell, body)


def put(page: Worksheet, line: int, column: int, cell: Cell, body: Format) -> None:
    """Write one cell: a text as text, whatever it looks like, and a number as number."""
    if isinstance(cell, str):
        page.write_string(line, column, fitting(cell), body)
    elif cell is not None and isfinite(cell):
        page.write_number(line, column, cell, body)


def fitting(text: str) -> str:
    """Return the text cleaned and no longer than a cell may be."""
    kept = clean(text)
    return kept if len(kept) <= LONGEST_CELL else f"{kept[:LONGEST_CELL]}…"


def column_width(sheet: Sheet, column: int) -> int:
    """Return a width in characters for one column (8 … 60)."""
    cells = [row[column] for row in sheet.rows if column < len(row)]
    longest = max((len(str(cell)) for cell in cells if cell is not None), default=0)
    return max(8, min(60, longest + 2, 60), min(24, len(sheet.header[column]) + 2))


def tab_name(name: str, taken: set[str]) -> str:
    """Return a name that Excel accepts for a tab and that is not taken yet."""
    bare = re.sub(r"[\[\]:*?/\\\s]+", " ", clean(name)).strip(" '")[:28] or "Tabel"
    candidates = (bare, *(f"{bare} {number}" for number in range(2, 1000)))
    chosen = next(one for one in candidates if one.lower() not in taken | {"history"})
    taken.add(chosen.lower())
    return chosen
