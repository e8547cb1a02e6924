"""The rows of the first visible sheet of an XLSX workbook that a stranger made: bounded, and only what is in its cells."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from typing import BinaryIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from samenspraak.core.answer_table import BrokenTable, TableFault

MOST_COLUMNS = 1_000
LONGEST_CELL = 32_767
CHUNK = 1 << 16
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def rows_of_workbook(file: BinaryIO, *, most_rows: int, most_unpacked: int) -> Iterator[list[str]]:
    """Yield the rows as texts, each as wide as the first that is not empty; BrokenTable when that is impossible."""
    width = 0
    try:
        with ZipFile(file) as archive:
            if sum(part.file_size for part in archive.infolist()) > most_unpacked:
                raise BrokenTable(TableFault("too-large"))
            for row in _rows(archive, most_rows):
                width = width or len(row)
                yield row + [""] * (width - len(row))
    except (
        BadZipFile,
        LookupError,
        ValueError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OverflowError,
        OSError,
        struct.error,
        zlib.error,
        LZMAError,
    ) as error:
        raise BrokenTable(TableFault("broken")) from error
    except expat.ExpatError as error:
        raise BrokenTable(TableFault("broken")) from error


def _rows(archive: ZipFile, most_rows: int) -> Iterator[list[str]]:
    strings = _shared_strings(archive)
    sheet = _Sheet(strings, most_rows)
    for _ in _parsed(archive, _first_sheet(archive), sheet):
        yield from sheet.finished()


class _Part:
    """What an expat parser tells of one part of the workbook; names without their prefix."""

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """Begin an element."""

    def end(self, name: str) -> None:
        """End an element."""

    def text(self, words: str) -> None:
        """Take text."""


def _parsed(archive: ZipFile, name: str, part: _Part) -> Iterator[None]:
    """Feed one part of the archive to *part*, and stop after every chunk."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, attributes: part.start(_bare(tag), attributes)
    parser.EndElementHandler = lambda tag: part.end(_bare(tag))
    parser.CharacterDataHandler = part.text
    parser.StartDoctypeDeclHandler = _refuse
    with archive.open(name) as opened:
        while chunk := opened.read(CHUNK):
            parser.Parse(chunk, False)
            yield
    parser.Parse(b"", True)
    yield


def _refuse(*_declared: object) -> None:
    """Refuse a document type: no spreadsheet has one, and it can be made to grow without end."""
    raise BrokenTable(TableFault("broken"))


def _bare(tag: str) -> str:
    return tag.rpartition(":")[2]


class _Workbook(_Part):
    """Finds the first sheet that is not hidden, and where the parts of the workbook are."""

    def __init__(self) -> None:
        self.sheets: list[str] = []
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """Take a sheet or the address of a part."""
        if name == "sheet" and attributes.get("state", "visible") == "visible":
            found = (value for key, value in attributes.items() if _bare(key) == "id" and ":" in key)
            self.sheets.extend(found)
        elif name == "Relationship":
            self.targets[attributes["Id"]] = attributes["Target"]


def _first_sheet(archive: ZipFile) -> str:
    book = _Workbook()
    for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        for _ in _parsed(archive, name, book):
            pass
    target = book.targets[next(iter(book.sheets), "")]
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


class _Strings(_Part):
    """The texts that cells refer to by number."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.parts: list[str] = []
        self.is_text = self.is_reading_aid = False

    def start(self, name: str, _: dict[str, str], /) -> None:
        """Begin a text; what is said for its pronunciation is no part of it."""
        self.is_reading_aid = self.is_reading_aid or name == "rPh"
        self.is_text = name == "t" and not self.is_reading_aid

    def end(self, name: str) -> None:
        """Keep a text that is complete."""
        self.is_text = False
        if name == "rPh":
            self.is_reading_aid = False
        elif name == "si":
            self.texts.append("".join(self.parts))
            self.parts.clear()

    def text(self, words: str) -> None:
        """Take a piece of the text."""
        if self.is_text:
            self.parts.append(words)


def _shared_strings(archive: ZipFile) -> list[str]:
    strings = _Strings()
    if "xl/sharedStrings.xml" in archive.namelist():
        for _ in _parsed(archive, "xl/sharedStrings.xml", strings):
            pass
    return strings.texts


class _Sheet(_Part):
    """Collects the rows of a sheet as they end; rows that the file leaves out are empty ones."""

    def __init__(self, strings: list[str], most_rows: int) -> None:
        self.strings, self.most_rows = strings, most_rows
        self.rows: list[list[str]] = []
        self.row: list[str] = []
        self.number, self.given, self.kind, self.column = 0, 0, "", 0
        self.parts: list[str] = []
        self.is_value = False

    def finished(self) -> Iterator[list[str]]:
        """Give away the rows that are complete."""
        done, self.rows = self.rows, []
        yield from done

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """Begin a row, a cell or its value."""
        if name == "row":
            self.given, self.row = int(attributes.get("r", self.number + 1)), []
            if not self.number < self.given <= self.most_rows:
                raise BrokenTable(TableFault("too-many-rows", value=str(self.most_rows)))
        elif name == "c":
            self.kind, self.parts = attributes.get("t", "n"), []
            self.column = _column(attributes["r"]) if "r" in attributes else len(self.row) + 1
            if not len(self.row) < self.column <= MOST_COLUMNS:
                raise BrokenTable(TableFault("broken", row=self.given))
        self.is_value = name in {"v", "t"}

    def end(self, name: str) -> None:
        """Keep a cell or a row that is complete."""
        self.is_value = False
        if name == "c" and (text := self.cell()):
            self.row += [""] * (self.column - len(self.row) - 1) + [text]
        elif name == "row":
            self.rows += [[] for _ in range(self.given - self.number - 1)] + [self.row]
            self.number = self.given

    def text(self, words: str) -> None:
        """Take a piece of a value."""
        if self.is_value:
            self.parts.append(words)

    def cell(self) -> str:
        """Return what stands in the cell that just ended."""
        value = "".join(self.parts)
        if self.kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        text = self.strings[int(value)] if self.kind == "s" and value else value
        if len(text) > LONGEST_CELL:
            raise BrokenTable(TableFault("cell-too-long", row=self.given))
        return text


def _column(reference: str) -> int:
    """Return the number of a column, counted from 1: 28 for AB12."""
    letters = re.match(r"[A-Z]{1,3}", reference)
    if letters is None:
        raise BrokenTable(TableFault("broken"))
    number = 0
    for letter in letters.group():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
