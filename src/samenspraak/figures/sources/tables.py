"""The three sources of figures on StatLine: key figures, health, and socio-economic status."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import isnan, nan
from typing import Any, NamedTuple

from samenspraak.core.indicators import Indicator
from samenspraak.core.regions import area_code
from samenspraak.figures.sources.source import (
    Column,
    Row,
    SourceFault,
    Table,
    row_from,
    with_margins,
    year_in,
)
from samenspraak.figures.sources.statline import AREAS, DIMENSIONS, NAMES, StatLine

ADULTS = "20300"
MARGINS = {"MW00000": "value", "MOG0095": "low", "MBG0095": "high"}
HEALTH_TABLE = "50120NED"
# The column with changes is called after this in every year, with other words behind it.
CHANGES = "Indelingswijziging"
CHANGES_IN_EXCEL = ("ind_wbi", "ind_wbz")
# 1: as the year before. 2: another code. 3: other borders. After 2 or 3 the years before are about something else.
CHANGED = {"2", "3"}
# The country has some 18,000 areas; ten years of these in one table fit.
MOST_PLACES = 250_000
Record = Mapping[str, Any]


@dataclass(frozen=True)
class StatLineSource:
    """A source whose tables stand on StatLine: those whose title begins with *title*, or the fixed *ids*."""

    key: str
    statline: StatLine
    title: str = ""
    ids: tuple[str, ...] = ()
    also: str = ""

    def tables(self, years: Collection[int]) -> Iterator[Table]:
        """Yield the tables of this source, the newest first."""
        found = [self.statline.table(one) for one in self.ids] or self.statline.find(self.title)
        for one in sorted(found, key=lambda table: -table.period):
            if not years or one.period in years or self.ids:
                yield replace(one, source=self.key)

    def columns(self, table: Table) -> list[Column]:
        """Return the columns of a table."""
        return self.statline.columns(table.id)

    def rows(
        self,
        table: Table,
        chosen: Mapping[str, Column],
        indicators: Iterable[Indicator],
        areas: Collection[str],
    ) -> Iterator[Row]:
        """Yield the rows of the asked areas; twice the same area in one period is refused."""
        known, columns = list(indicators), self.columns(table)
        changes = next((one.key for one in columns if tells_changes(one.path)), "")
        about = {one.key for one in columns if one.key in DIMENSIONS or one.key in NAMES}
        keys = about | {AREAS} | {one.key for one in chosen.values()} | ({changes} - {""})
        records = (
            {**one, CHANGES: one.get(changes)}
            for prefix in areas
            for one in self.statline.records(table.id, prefix=prefix, keys=keys, also=self.also)
        )
        marked = (
            (str(one.get("Marges") or "").strip(), row)
            for one in records
            if (row := read(one, table, chosen, known))
        )
        yield from joined(marked) if self.key == "gezondheid" else once(row for _mark, row in marked)


def tells_changes(path: str) -> bool:
    """Say whether this is the column that tells where borders or codes changed."""
    last = path.rpartition("/")[2].strip().casefold()
    return last.startswith((CHANGES.casefold(), *CHANGES_IN_EXCEL))


def redrawn(told: object) -> bool:
    """Say whether an area is another one than the year before under this code."""
    return str(told).strip() in CHANGED


def read(
    record: Record, table: Table, chosen: Mapping[str, Column], known: Iterable[Indicator]
) -> Row | None:
    """Return one record of StatLine as a row; None for an area that we do not know."""
    area = area_code(str(record.get(AREAS) or record.get("RegioS") or ""))
    if not area:
        return None
    name = next((str(record[key]).strip() for key in NAMES if record.get(key)), "")
    period = year_in(str(record.get("Perioden") or "")) or table.period
    row = row_from(record, area=area, name=name, period=period, chosen=chosen, indicators=known)
    changes = (value for key, value in record.items() if key.startswith(CHANGES) and value is not None)
    return replace(row, redrawn=any(redrawn(one) for one in changes))


def once(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows; SourceFault when one area comes twice in one period, or there are more than can be."""
    seen: set[tuple[str, int]] = set()
    for row in rows:
        place = (row.area, row.period)
        if place in seen:
            raise SourceFault(f"{row.area} occurs twice in {row.period}.")
        seen.add(place)
        refuse_more(len(seen))
        yield row


def refuse_more(number: int) -> None:
    """Refuse more areas than the country has had: what is kept of each must fit in memory."""
    if number > MOST_PLACES:
        raise SourceFault(f"more than {MOST_PLACES} areas and periods: is this another table?")


def joined(marked: Iterable[tuple[str, Row]]) -> Iterator[Row]:
    """Yield per area and period one row with margins; SourceFault when the same one comes twice.

    A table gives all values before all margins, so everything waits for its end: as numbers in a row, which
    takes a tenth of the room that rows would.
    """
    waiting: dict[tuple[str, int], Waiting] = {}
    order: dict[str, int] = {}
    for mark, row in marked:
        which = MARGINS.get(mark, "value")
        here = waiting.setdefault((row.area, row.period), Waiting(row.name, row.redrawn, {}))
        if which in here.parts:
            raise SourceFault(f"{row.area} occurs twice in {row.period} ({mark or 'no margin'}).")
        here.parts[which] = numbers_of(row.figures, order)
        refuse_more(len(waiting))
    for (area, period), here in waiting.items():
        if "value" in here.parts:
            parts = {which: figures_in(kept, order) for which, kept in here.parts.items()}
            figures = with_margins(parts["value"], parts.get("low"), parts.get("high"))
            yield Row(area, here.name, period, figures, here.redrawn)


class Waiting(NamedTuple):
    """What is known so far of one area in one period: its value, and its margins as they come."""

    name: str
    redrawn: bool
    parts: dict[str, array[float]]


def numbers_of(figures: Mapping[str, Any], order: dict[str, int]) -> array[float]:
    """Return figures as a row of numbers, each at its own place; NaN where there is none."""
    for key in figures:
        order.setdefault(key, len(order))
    kept = array("d", [nan]) * len(order)
    for key, value in figures.items():
        kept[order[key]] = value
    return kept


def figures_in(kept: array[float], order: Mapping[str, int]) -> dict[str, float]:
    """Return what ``numbers_of`` kept."""
    return {key: kept[place] for key, place in order.items() if place < len(kept) and not isnan(kept[place])}


def key_figures(statline: StatLine) -> StatLineSource:
    """Return the key figures of districts and neighbourhoods."""
    return StatLineSource("kwb", statline, title="Kerncijfers wijken en buurten")


def health(statline: StatLine) -> StatLineSource:
    """Return the health of adults per district and neighbourhood."""
    return StatLineSource(
        "gezondheid", statline, ids=(HEALTH_TABLE,), also=f"startswith(Leeftijd,'{ADULTS}')"
    )


def status(statline: StatLine) -> StatLineSource:
    """Return wealth, education and work per neighbourhood."""
    return StatLineSource("ses-woa", statline, title="Sociaal-economische status; scores per wijk en buurt")
