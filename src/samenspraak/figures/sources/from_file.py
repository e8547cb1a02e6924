"""Tables from a file: CSV as StatLine gives it (however large), or a saved answer in JSON."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import IO, Any

from samenspraak.core.indicators import Indicator
from samenspraak.core.measured import uses_comma
from samenspraak.core.regions import area_code, municipality_of
from samenspraak.figures.sources.json_file import items_in
from samenspraak.figures.sources.source import (
    NUMBERED,
    Column,
    Row,
    SourceFault,
    Table,
    resolve,
    row_from,
    year_in,
)
from samenspraak.figures.sources.tables import joined, once, read, redrawn, tells_changes

TABLE_ID = re.compile(r"[0-9]{5}(?:NED|ENG)")
CODE_HEADS = ("code", "codering", "regio", "wijken", "gwb")
NAME_HEADS = ("wijken en buurten", "regio's", "gemeentenaam", "regio", "naam")
PERIOD_HEADS = ("perioden", "periode", "jaar")
MARGIN_HEADS = ("marges", "marge")
MARGIN_WORDS = (("ondergrens", "MOG0095"), ("bovengrens", "MBG0095"))
AGE_HEADS = ("leeftijd",)
ADULTS = ("18 jaar of ouder", "18-plus", "18+", "20300")
SAMPLE = 400
LONGEST_LINE = 1_000_000


@dataclass(frozen=True)
class Layout:
    """Where a CSV file says what: the places of its columns."""

    columns: tuple[Column, ...]
    code: int
    name: int | None
    period: int | None
    margin: int | None
    age: int | None
    changes: int | None
    commas: frozenset[str]


@dataclass(frozen=True)
class FileTable:
    """A table in a file, with the columns that were found in it."""

    path: Path
    table: Table
    chosen: Mapping[str, Column]
    layout: Layout | None

    def rows(
        self, indicators: Iterable[Indicator], *, municipality: str = "", along: Collection[str] = ()
    ) -> Iterator[Row]:
        """Yield the rows about all areas, or about one *municipality* and those that come *along*.

        SourceFault with the line of what is wrong.
        """
        known = list(indicators)
        marked = self.from_csv(known) if self.layout else self.from_json(known)
        here = (
            (mark, row)
            for mark, row in marked
            if not municipality or row.area in along or municipality_of(row.area) == municipality
        )
        if self.table.source == "gezondheid":
            yield from joined(here)
        else:
            yield from once(row for _mark, row in here)

    def from_csv(self, known: list[Indicator]) -> Iterator[tuple[str, Row]]:
        """Yield the rows of a CSV file with the mark of their margin."""
        layout = self.layout
        assert layout is not None
        with opened(self.path) as lines:
            next(lines)
            for cells in lines:
                if len(cells) != len(layout.columns):
                    if not any(cells):
                        continue
                    raise SourceFault(too_short(self.path, lines.line_num, len(cells), len(layout.columns)))
                area = area_code(cells[layout.code])
                if not area or (layout.age is not None and not is_adults(cells[layout.age])):
                    continue
                record = dict(zip((one.key for one in layout.columns), cells, strict=True))
                period = year_in(cells[layout.period]) if layout.period is not None else 0
                name = cells[layout.name].strip() if layout.name is not None else ""
                try:
                    row = row_from(
                        record,
                        area=area,
                        name=name,
                        period=period or self.table.period,
                        chosen=self.chosen,
                        indicators=known,
                        commas=layout.commas,
                    )
                except SourceFault as fault:
                    raise SourceFault(f"{self.path.name}, line {lines.line_num}: {fault}") from fault
                changed = layout.changes is not None and redrawn(cells[layout.changes])
                yield (
                    mark_of(cells[layout.margin]) if layout.margin is not None else "",
                    replace(row, redrawn=changed),
                )

    def from_json(self, known: list[Indicator]) -> Iterator[tuple[str, Row]]:
        """Yield the rows of a saved answer."""
        for record in items_in(self.path):
            if row := read(record, self.table, self.chosen, known):
                yield str(record.get("Marges") or "").strip(), row


def file_table(
    path: Path, *, source: str, indicators: Iterable[Indicator], table_id: str = "", year: int = 0
) -> FileTable:
    """Look at the beginning of a file; SourceFault when it is not the table of *source*."""
    known = list(indicators)
    layout = None if path.suffix.lower() == ".json" else layout_of(path)
    found_id = table_id or next(iter(TABLE_ID.findall(path.name)), "") or path.stem[:40]
    columns = layout.columns if layout else columns_in(path)
    chosen = resolve(columns, known, table=path.name)
    period = year or year_in(path.name)
    if not period and (layout is None or layout.period is None):
        raise SourceFault(f"{path.name}: no year is known. Add it: --year 2024.")
    table = Table(source=source, id=found_id, title=path.name, period=period, division=period)
    return FileTable(path, table, chosen, layout)


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """Open a CSV file to be read line by line: UTF-8, or else the encoding of older Windows programs."""
    encoding, delimiter = written_in(path)
    with path.open(encoding=encoding, newline="") as stream:
        lines = csv.reader(short_lines(stream, path), delimiter=delimiter)
        yield Guarded(lines, path)


def short_lines(stream: IO[str], path: Path) -> Iterator[str]:
    """Yield line by line; SourceFault for one that no table has, before it fills the memory."""
    while line := stream.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise SourceFault(f"{path.name}: a line is longer than {LONGEST_LINE} characters. Is this CSV?")
        yield line


class Guarded:
    """The lines of a file, with what goes wrong in words."""

    def __init__(self, lines: Any, path: Path) -> None:
        self.lines, self.path = lines, path

    def __iter__(self) -> Guarded:
        return self

    @property
    def line_num(self) -> int:
        """Return the number of the line that was read last."""
        return int(self.lines.line_num)

    def __next__(self) -> list[str]:
        try:
            return list(next(self.lines))
        except csv.Error as fault:
            raise SourceFault(
                f"{self.path.name}: line {self.line_num + 1} cannot be read ({fault})."
            ) from fault
        except UnicodeDecodeError as fault:
            raise SourceFault(
                f"{self.path.name}: after line {self.line_num} the text is not {fault.encoding}."
            ) from fault


def written_in(path: Path) -> tuple[str, str]:
    """Return how a file is written: its encoding and what stands between its cells."""
    try:
        with path.open("rb") as stream:
            start = stream.read(65_536)
    except OSError as fault:
        raise SourceFault(f"{path}: {fault.strerror}.") from fault
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in start:
        raise SourceFault(f"{path.name}: this is no plain text in UTF-8. Save it as CSV (UTF-8).")
    head = start.split(b"\n", 1)[0]
    delimiter = max((";", ",", "\t"), key=lambda sign: head.count(sign.encode()))
    try:
        start.decode("utf-8")
    except UnicodeDecodeError as fault:
        if fault.start < len(start) - 4:
            return "cp1252", delimiter
    return "utf-8-sig", delimiter


def layout_of(path: Path) -> Layout:
    """Return which column says what; SourceFault when no column holds codes of areas."""
    with opened(path) as lines:
        sample = list(islice(lines, SAMPLE))
    if len(sample) < 2:
        raise SourceFault(f"{path.name}: there is nothing in this file.")
    heads, body = sample[0], [cells for cells in sample[1:] if len(cells) == len(sample[0])]
    if not body:
        raise SourceFault(too_short(path, 2, len(sample[1]), len(heads)))
    code = code_column(heads, body)
    if code is None:
        raise SourceFault(f"{path.name}: no column holds codes of areas such as GM0308 or BU03080000.")
    return Layout(
        columns=tuple(Column(key=f"{place}", path=head.strip()) for place, head in enumerate(heads)),
        code=code,
        name=place_of(heads, NAME_HEADS),
        period=place_of(heads, PERIOD_HEADS),
        margin=place_of(heads, MARGIN_HEADS),
        age=place_of(heads, AGE_HEADS),
        changes=next((place for place, head in enumerate(heads) if tells_changes(head)), None),
        commas=commas_in(path, heads, body),
    )


def too_short(path: Path, line: int, cells: int, heads: int) -> str:
    """Say that a line has another number of cells than the first one."""
    return f"{path.name}: line {line} has {cells} cells, the first line {heads}."


def code_column(heads: list[str], body: list[list[str]]) -> int | None:
    """Return the column with the codes: most of its cells are one, with letters or under a head that says so."""
    for place, head in enumerate(heads):
        named = any(word in head.casefold() for word in CODE_HEADS)
        cells = [row[place].strip() for row in body]
        codes = [cell for cell in cells if area_code(cell) and (named or not cell.isdecimal())]
        if cells and len(codes) * 2 > len(cells):
            return place
    return None


def commas_in(path: Path, heads: list[str], body: list[list[str]]) -> frozenset[str]:
    """Return the columns with decimal commas; SourceFault for one that has points as well.

    Not of the whole file: the Excel files of CBS have commas in some columns and points in others.
    """
    found = set()
    for place, head in enumerate(heads):
        comma = uses_comma(row[place] for row in body)
        if comma is None:
            raise SourceFault(
                f"{path.name}: in column {head.strip()!r} some numbers have a comma, others a point."
                " Save the file with one decimal sign."
            )
        if comma:
            found.add(f"{place}")
    return frozenset(found)


def place_of(heads: list[str], words: tuple[str, ...]) -> int | None:
    """Return the first column whose head is one of these words."""
    plain = [head.strip().casefold() for head in heads]
    return next((plain.index(word) for word in words if word in plain), None)


def columns_in(path: Path) -> tuple[Column, ...]:
    """Return the columns of a saved answer: its keys, without the number that StatLine puts behind them."""
    keys = next(items_in(path), {})
    return tuple(Column(key=key, path=NUMBERED.sub("", key)) for key in keys)


def mark_of(words: str) -> str:
    """Return the mark of a margin as StatLine writes it, from its words."""
    bare = words.strip()
    return next((mark for word, mark in MARGIN_WORDS if word in bare.casefold()), bare)


def is_adults(words: str) -> bool:
    """Say whether a row is about all adults."""
    return any(word in words.casefold() for word in ADULTS)
