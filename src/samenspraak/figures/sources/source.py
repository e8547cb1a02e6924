"""What every source offers: its tables, the columns in them, and rows of figures per area."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from samenspraak.core.indicators import Indicator
from samenspraak.core.measured import Figure, NotANumber, OutOfRange, figures_of, number

NUMBERED = re.compile(r"_[0-9]+$")
UNIT = re.compile(r"\s*\([^()]*\)\s*$")
YEAR = re.compile(r"(?:19|20)[0-9]{2}")


class SourceFault(Exception):
    """Why a source or a file cannot be used, in words for who runs the command."""


@dataclass(frozen=True)
class Table:
    """One table of a source; ``division`` is the year whose borders it uses (0: unknown)."""

    source: str
    id: str
    title: str
    period: int = 0
    division: int = 0
    provisional: bool = False
    modified: str = ""


@dataclass(frozen=True)
class Column:
    """One column: its key in this table, its title below the titles of its groups, and whether it is provisional."""

    key: str
    path: str
    provisional: bool = False


@dataclass(frozen=True)
class Row:
    """What a table tells about one area in one period."""

    area: str
    name: str
    period: int
    figures: Mapping[str, Figure]
    redrawn: bool = False


class Source(Protocol):
    """A source of figures that can be asked over the network."""

    @property
    def key(self) -> str:
        """Return the id of the source in the catalogue."""
        ...

    def tables(self, years: Collection[int]) -> Iterator[Table]:
        """Yield the tables there are, the newest first; only those about *years* when any are given."""
        ...

    def columns(self, table: Table) -> list[Column]:
        """Return the columns of a table."""
        ...

    def rows(
        self,
        table: Table,
        chosen: Mapping[str, Column],
        indicators: Iterable[Indicator],
        areas: Collection[str],
    ) -> Iterator[Row]:
        """Yield what the table tells about the areas whose code starts with one of *areas*."""
        ...


def resolve(columns: Iterable[Column], indicators: Iterable[Indicator], *, table: str) -> dict[str, Column]:
    """Return per indicator its columns, found by title; SourceFault when it is the wrong table or unclear.

    A share of which this table lacks the whole, or a sum of which it lacks a part, is left out.
    """
    known = list(columns)
    asked = list(indicators)
    found: dict[str, Column] = {}
    for indicator in asked:
        parts = {
            key: column
            for key, titles in indicator.columns
            if (column := column_for(titles, known, table=table))
        }
        if len(parts) == len(indicator.columns):
            found |= parts
    if not found:
        wanted = ", ".join(f'"{one.titles[0]}"' for one in asked[:3])
        raise SourceFault(
            f"{table}: no column is known here. Looked for {wanted} and others: is this another table?"
        )
    lost = {one.id for one in asked if one.per > 1 and one.base not in found}
    kept = {key: column for key, column in found.items() if key.partition("+")[0] not in lost}
    if not kept:
        raise SourceFault(
            f"{table}: nothing can be computed, because the column it is a share of is missing."
        )
    return kept


def column_for(titles: Iterable[str], columns: Iterable[Column], *, table: str) -> Column | None:
    """Return the column with the newest of these titles; SourceFault when two have it."""
    for title in titles:
        fitting = [one for one in columns if fits(one, title)]
        exact = [one for one in fitting if plain(one.path) == plain(title)]
        if len(exact or fitting) > 1:
            keys = ", ".join(one.key for one in fitting)
            raise SourceFault(f'{table}: the title "{title}" stands above more than one column ({keys}).')
        if fitting:
            return (exact or fitting)[0]
    return None


def fits(column: Column, title: str) -> bool:
    """Say whether a column has this title, alone or below its groups, or a key that StatLine made of it."""
    path, wanted = plain(column.path), plain(title)
    return path == wanted or path.endswith(f"/{wanted}") or stem(column.key) == bare(title)


def stem(key: str) -> str:
    """Return a key as it is compared: StatLine makes it of the title, and puts a number behind it."""
    return bare(NUMBERED.sub("", key))


def plain(title: str) -> str:
    """Return a title as it is compared: small letters, digits and the groups above it, without its unit."""
    short = UNIT.sub("", title) or title
    return "".join(sign for sign in short.casefold() if sign.isalnum() or sign == "/")


def bare(text: str) -> str:
    """Return only the letters and digits, small."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def row_from(
    record: Mapping[str, Any],
    *,
    area: str,
    name: str,
    period: int,
    chosen: Mapping[str, Column],
    indicators: Iterable[Indicator],
    commas: Collection[str] = (),
) -> Row:
    """Return one record as a row; SourceFault that names the area and the column."""
    raw: dict[str, float | None] = {}
    for key, column in chosen.items():
        try:
            raw[key] = number(record.get(column.key), comma=column.key in commas)
        except NotANumber as fault:
            raise SourceFault(f'{area}: "{fault}" in column "{column.path}" is not a number.') from fault
    try:
        return Row(area=area, name=name, period=period, figures=figures_of(raw, indicators))
    except OutOfRange as fault:
        raise SourceFault(
            f"{area}: {fault}. Is this another column, or did a decimal sign get lost?"
        ) from fault


def with_margins(
    values: Mapping[str, float], low: Mapping[str, float] | None, high: Mapping[str, float] | None
) -> dict[str, Figure]:
    """Return every figure between its margins, where the source gives both."""
    under, over = low or {}, high or {}
    return {
        key: (value, under[key], over[key]) if key in under and key in over else value
        for key, value in values.items()
    }


def year_in(text: str) -> int:
    """Return the last year that a text names, 0 when it names none."""
    found = YEAR.findall(text)
    return int(found[-1]) if found else 0
