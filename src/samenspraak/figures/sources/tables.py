"""The three sources of figures on StatLine: key figures, health, and socio-economic status."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

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
from samenspraak.figures.sources.statline import AREAS, NAMES, StatLine

REDRAWN = "IndelingswijzigingWijkenEnBuurten"
ADULTS = "20300"
MARGINS = {"MW00000": "value", "MOG0095": "low", "MBG0095": "high"}
HEALTH_TABLE = "50120NED"
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
        keys, known, seen = [one.key for one in chosen.values()], list(indicators), set()
        for prefix in areas:
            records = self.statline.records(table.id, prefix=prefix, keys=keys, also=self.also)
            for row in self.made(records, table, lambda one, where: read(one, where, chosen, known)):
                if (row.area, row.period) in seen:
                    raise SourceFault(f"{table.id}: {row.area} occurs twice in {row.period}.")
                seen.add((row.area, row.period))
                yield row

    def made(
        self, records: Iterable[Record], table: Table, made: Callable[[Record, Table], Row | None]
    ) -> Iterator[Row]:
        """Yield rows as the records come, or with their margins where the table has these."""
        if self.key != "gezondheid":
            yield from (row for one in records if (row := made(one, table)))
            return
        yield from joined(
            (str(one.get("Marges") or "").strip(), row) for one in records if (row := made(one, table))
        )


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
    changed = next((str(value).strip() for key, value in record.items() if key.startswith(REDRAWN)), "1")
    return replace(row, redrawn=changed not in ("", ".", "1", "None"))


def joined(marked: Iterable[tuple[str, Row]]) -> Iterator[Row]:
    """Yield per area and period one row with margins; SourceFault when the same one comes twice."""
    parts: dict[tuple[str, int], dict[str, Row]] = {}
    for mark, row in marked:
        here = parts.setdefault((row.area, row.period), {})
        which = MARGINS.get(mark, "value")
        if which in here:
            raise SourceFault(f"{row.area} occurs twice in {row.period} ({mark or 'no margin'}).")
        here[which] = row
    for here in parts.values():
        if "value" in here:
            yield with_margins(here["value"], here.get("low"), here.get("high"))


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
