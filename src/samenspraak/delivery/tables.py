"""Released tables as CSV and XLSX, in which a text never becomes a formula (P10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Cell = str | int | float | None


@dataclass(frozen=True)
class Sheet:
    """One table: its name (the tab in a workbook), a header and rows of the same width."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def csv(sheet: Sheet, *, language: str) -> bytes:
    """Return the table as CSV as Excel opens it in *language*: UTF-8 with BOM, semicolons in Dutch."""
    raise NotImplementedError


def workbook(sheets: Sequence[Sheet], *, code_book: Sheet, title: str, author: str) -> bytes:
    """Return the tables as one XLSX, the code book as its last tab."""
    raise NotImplementedError
