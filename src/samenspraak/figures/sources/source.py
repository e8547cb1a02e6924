"""What every source offers: its tables, the columns in them, and rows of figures per area."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from samenspraak.core.indicators import Indicator
from samenspraak.core.measured import Figure, NotANumber, OutOfRange, figures_of, number

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
    """One column: its key in this table, and its title below the titles of its groups."""

    key: str
    path: str


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
    """Return per indicator its column, found by title; SourceFault when it is the wrong table or unclear."""
    known = list(columns)
    asked = list(indicators)
    found: dict[str, Column] = {}
    for indicator in asked:
        column = column_for(indicator, known, table=table)
        if column:
            found[indicator.id] = column
    if not found:
        wanted = ", ".join(f'"{one.titles[0]}"' for one in asked[:3])
        raise SourceFault(
            f"{table}: no column is known here. Looked for {wanted} and others: is this another table?"
        )
    missing = [one.id for one in asked if one.id in found and one.per > 1 and one.base not in found]
    if missing:
        raise SourceFault(
            f"{table}: {', '.join(missing)} cannot be computed, because the column it is a share of is missing."
        )
    return found


def column_for(indicator: Indicator, columns: Iterable[Column], *, table: str) -> Column | None:
    """Return the column with the newest of the indicator's titles; SourceFault when two have it."""
    for title in indicator.titles:
        fitting = [one for one in columns if fits(one, title)]
        exact = [one for one in fitting if plain(one.path) == plain(title)]
        if len(exact or fitting) > 1:
            keys = ", ".join(one.key for one in fitting)
            raise SourceFault(
                f'{table}: the title "{title}" of {indicator.id} stands above more than one column ({keys}).'
            )
        if fitting:
            return (exact or fitting)[0]
    return None


def fits(column: Column, title: str) -> bool:
    """Say whether a column has this title, alone or below its groups."""
    path, wanted = plain(column.path), plain(title)
    return path == wanted or path.endswith(f"/{wanted}") or plain(column.key) == wanted


def plain(title: str) -> str:
    """Return a title as it is compared: small letters, digits and the groups above it, without its unit."""
    bare = UNIT.sub("", title) or title
    return "".join(sign for sign in bare.casefold() if sign.isalnum() or sign == "/")


def row_from(
    record: Mapping[str, Any],
    *,
    area: str,
    name: str,
    period: int,
    chosen: Mapping[str, Column],
    indicators: Iterable[Indicator],
    comma: bool = False,
) -> Row:
    """Return one record as a row; SourceFault that names the area and the column."""
    raw: dict[str, float | None] = {}
    for key, column in chosen.items():
        try:
            raw[key] = number(record.get(column.key), comma=comma)
        except NotANumber as fault:
            raise SourceFault(f'{area}: "{fault}" in column "{column.path}" is not a number.') from fault
    try:
        return Row(area=area, name=name, period=period, figures=figures_of(raw, indicators))
    except OutOfRange as fault:
        raise SourceFault(
            f"{area}: {fault}. Is this another column, or did a decimal sign get lost?"
        ) from fault


def with_margins(value: Row, low: Row | None, high: Row | None) -> Row:
    """Return a row in which every figure stands between its margins, where the source gives both."""
    if low is None or high is None:
        return value
    figures: dict[str, Figure] = {}
    for key, figure in value.figures.items():
        under, over = low.figures.get(key), high.figures.get(key)
        plain_numbers = isinstance(figure, float) and isinstance(under, float) and isinstance(over, float)
        figures[key] = (figure, under, over) if plain_numbers else figure  # type: ignore[assignment]
    return replace(value, figures=figures)


def year_in(text: str) -> int:
    """Return the last year that a text names, 0 when it names none."""
    found = YEAR.findall(text)
    return int(found[-1]) if found else 0
