"""A file with a table, CSV or XLSX, as rows of texts; what it is shows from its first bytes, never from its name."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from samenspraak.core.answer_table import BrokenTable, FaultKind, TableFault
from samenspraak.delivery.xlsx import LONGEST_CELL, MOST_COLUMNS, rows_of_workbook

LONGEST_LINE = 1_000_000
WORKBOOK = b"PK\x03\x04"
OTHER_FILES = (b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
SEPARATORS = ";,\t"


@dataclass(frozen=True)
class Limits:
    """How much is read of a file, at most: as it comes, unpacked, and in rows."""

    size: int
    unpacked: int
    rows: int


def rows_of(file: BinaryIO, *, size: int, limits: Limits) -> Iterator[list[str]]:
    """Yield the rows of a table; BrokenTable where it cannot be read any further."""
    if size > limits.size:
        raise BrokenTable(TableFault("too-large", value=str(limits.size // 1_000_000)))
    start = file.read(4096)
    file.seek(0)
    if start.startswith(WORKBOOK):
        yield from rows_of_workbook(file, most_rows=limits.rows, most_unpacked=limits.unpacked)
        return
    if start.startswith(UTF_16):
        raise BrokenTable(TableFault("encoding", row=1, value="UTF-16"))
    if start.startswith(OTHER_FILES) or b"\0" in start:
        raise BrokenTable(TableFault("not-a-table"))
    yield from rows_of_text(_lines(file), most_rows=limits.rows)


def _lines(file: BinaryIO) -> Iterator[str]:
    """Yield the lines of a text in UTF-8, decoded one by one so that a fault is found where it is."""
    mark = b"\xef\xbb\xbf"
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            raise _Stop("cell-too-long")
        yield _decoded(line.removeprefix(mark))
        mark = b""


class _Stop(Exception):
    """Reading ends here; the row is known to who counts them."""

    def __init__(self, kind: FaultKind, value: str = "") -> None:
        self.kind, self.value = kind, value
        super().__init__(kind)


def _decoded(line: bytes) -> str:
    if b"\0" in line:
        raise _Stop("not-a-table")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        raise _Stop("encoding", _guessed(line)) from None


def _guessed(line: bytes) -> str:
    """Return in which encoding a line that is not UTF-8 was probably written."""
    try:
        line.decode("windows-1252")
    except UnicodeDecodeError:
        return ""
    return "Windows-1252"


def rows_of_text(lines: Iterable[str], *, most_rows: int) -> Iterator[list[str]]:
    """Yield the rows of a CSV; the separator is the one the first line uses most."""
    row = 0
    try:
        for row, cells in enumerate(_records(iter(lines)), start=1):
            if row > most_rows:
                raise BrokenTable(TableFault("too-many-rows", value=str(most_rows)))
            if len(cells) > MOST_COLUMNS:
                raise BrokenTable(TableFault("broken", row=row))
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise BrokenTable(TableFault("cell-too-long", row=row))
            yield cells
    except _Stop as stop:
        raise BrokenTable(TableFault(stop.kind, row=row + 1, value=stop.value)) from None
    except csv.Error as error:
        kind: FaultKind = "cell-too-long" if "field limit" in str(error) else "broken"
        raise BrokenTable(TableFault(kind, row=row + 1)) from None


def _records(lines: Iterator[str]) -> Iterator[list[str]]:
    first = next(lines, "")
    told = re.fullmatch(r"sep=([;,\t])\r?\n?", first)
    if told:  # how Excel writes it down; a row as any other to who counts them
        yield []
        yield from csv.reader(lines, delimiter=told.group(1), strict=True)
        return
    bare = re.sub(r'"[^"]*"', "", first)
    separator = max(SEPARATORS, key=bare.count) if any(map(bare.count, SEPARATORS)) else ","
    yield from csv.reader(chain([first], lines), delimiter=separator, strict=True)
