"""Writes of official figures and borders: a table inside one transaction, so that nothing is ever half there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction

from samenspraak.core.regions import kind_of, municipality_of, packed
from samenspraak.figures.models import Area, Edition, Sheet, Spread
from samenspraak.figures.queries.areas import shipped
from samenspraak.figures.sources.borders import Border
from samenspraak.figures.sources.source import Column, Row, SourceFault, Table

BATCH = 2000
Tell = Callable[[str], None]


@dataclass
class Loaded:
    """What came of loading one table."""

    areas: int = 0
    periods: set[int] = field(default_factory=set)
    former: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        periods = ", ".join(str(one) for one in sorted(self.periods, reverse=True))
        told = f"{self.areas} areas ({periods})" if self.areas else "no areas"
        if not self.former:
            return told
        names = ", ".join(sorted(self.former)[:5])
        return f"{told}; {len(self.former)} municipalities of an earlier division, kept under their own code ({names})"


@dataclass(frozen=True)
class Asked:
    """Of which municipalities a table was asked (none: of all), and with which catalogue."""

    municipalities: tuple[str, ...]
    read_as: str

    def known(self, edition: Edition, table: Table) -> bool:
        """Say whether all of this was read from this very version of the table."""
        if not table.modified or (edition.modified, edition.read_as) != (table.modified[:40], self.read_as):
            return False
        return Edition.WHOLE in edition.covers or bool(
            self.municipalities and set(self.municipalities) <= set(edition.covers)
        )

    def covered(self, edition: Edition | None, table: Table) -> list[str]:
        """Return what an edition covers after this: what was read before of another version no longer counts."""
        same = edition and (edition.modified, edition.read_as) == (table.modified[:40], self.read_as)
        before = edition.covers if edition and same else []
        return sorted({*before, *(self.municipalities or (Edition.WHOLE,))})


@transaction.atomic
def load_table(
    table: Table,
    rows: Iterable[Row],
    *,
    columns: dict[str, Column],
    today: date,
    tell: Tell,
    asked: Asked | None = None,
) -> Loaded:
    """Keep a table: its rows take the place of what stood there about the same areas."""
    loaded, editions = Loaded(), dict[int, tuple[Edition, bool]]()
    apart: dict[int, dict[str, Spread]] = {}
    for batch in in_batches(rows):
        for row in batch:
            if row.period not in editions:
                editions[row.period] = edition_of(table, row.period, columns, asked)
        write(batch, editions, today)
        for row in batch:
            if kind_of(row.area) == "neighbourhood":
                edition, spreads = editions[row.period][0], apart.setdefault(row.period, {})
                widen(spreads, edition, municipality_of(row.area), row.figures, today)
        loaded.areas += len(batch)
        loaded.periods |= {row.period for row in batch}
        loaded.former |= {row.area for row in batch if is_former(row.area)}
        tell(f"{table.id}: {loaded.areas} areas")
    if not loaded.areas:
        raise SourceFault(f"{table.id}: nothing was found about these areas.")
    for period, spreads in apart.items():
        edition, made = editions[period]
        if made:
            Spread.objects.bulk_create(spreads.values(), batch_size=BATCH)
        else:
            spread_out(edition, spreads)
    return loaded


def spread_out(edition: Edition, towns: Collection[str]) -> None:
    """Make anew between which values the neighbourhoods of these municipalities lie: not all came with this load."""
    spreads: dict[str, Spread] = {}
    sheets = Sheet.objects.filter(edition=edition, area__startswith="BU", municipality__in=towns)
    columns = ("municipality", "figures", "retrieved")
    for town, figures, retrieved in sheets.values_list(*columns).iterator(chunk_size=BATCH):
        widen(spreads, edition, town, figures, retrieved)
    Spread.objects.filter(edition=edition, municipality__in=towns).delete()
    Spread.objects.bulk_create(spreads.values(), batch_size=BATCH)


def widen(
    spreads: dict[str, Spread], edition: Edition, town: str, figures: Mapping[str, Any], retrieved: date
) -> None:
    """Let the figures of one more neighbourhood count in how far those of its municipality lie apart."""
    if town not in spreads:
        spreads[town] = Spread(edition=edition, municipality=town, figures={}, number=0, retrieved=retrieved)
    spread = spreads[town]
    spread.number += 1
    spread.retrieved = max(spread.retrieved, retrieved)
    for key, kept in figures.items():
        value = kept if isinstance(kept, int | float) else kept[0]
        known = spread.figures.get(key)
        if known is None:
            spread.figures[key] = [value, value, 1]
            continue
        known[2] += 1
        if value < known[0]:
            known[0] = value
        elif value > known[1]:
            known[1] = value


def edition_of(
    table: Table, period: int, columns: dict[str, Column], asked: Asked | None
) -> tuple[Edition, bool]:
    """Return the edition of a period, brought up to date, and whether it is new."""
    division = table.division if table.period == period else max(table.division, period)
    before = Edition.objects.filter(source=table.source, table=table.id, period=period).first()
    edition, made = Edition.objects.update_or_create(
        source=table.source,
        table=table.id,
        period=period,
        defaults={
            "title": table.title[:200],
            "division": division,
            "provisional": table.provisional,
            "modified": table.modified[:40],
            "columns": {key: column.path for key, column in columns.items()},
            "unsure": sorted(key for key, column in columns.items() if column.provisional),
            "covers": asked.covered(before, table) if asked else [],
            "read_as": asked.read_as if asked else "",
        },
    )
    return edition, made


def write(batch: list[Row], editions: dict[int, tuple[Edition, bool]], today: date) -> None:
    """Write one batch of rows."""
    for period in {row.period for row in batch}:
        edition, made = editions[period]
        if not made:
            Sheet.objects.filter(
                edition=edition, area__in=[row.area for row in batch if row.period == period]
            ).delete()
    Sheet.objects.bulk_create(
        [
            Sheet(
                edition=editions[row.period][0],
                area=row.area,
                municipality=municipality_of(row.area),
                figures=dict(row.figures),
                redrawn=row.redrawn,
                retrieved=today,
            )
            for row in batch
        ],
        batch_size=BATCH,
    )
    name_areas(batch)


def name_areas(batch: list[Row]) -> None:
    """Remember the names of districts, neighbourhoods and former municipalities of which we have no border yet."""
    local = [row for row in batch if row.name and (is_local(row.area) or is_former(row.area))]
    codes = [row.area for row in local]
    known = dict(Area.objects.filter(code__in=codes).values_list("code", "since"))
    fresh = {row.area: row for row in local if row.area not in known}
    Area.objects.bulk_create(
        Area(
            code=row.area,
            name=row.name[:120],
            municipality=municipality_of(row.area),
            since=row.period,
            until=None if is_local(row.area) else row.period,
        )
        for row in fresh.values()
    )
    for row in local:
        if row.area in known and is_former(row.area):
            Area.objects.filter(code=row.area, until__lt=row.period).update(until=row.period)
            Area.objects.filter(code=row.area, since__gt=row.period).update(since=row.period)


def is_local(code: str) -> bool:
    """Say whether this is a district or a neighbourhood."""
    return kind_of(code) in ("district", "neighbourhood")


def is_former(code: str) -> bool:
    """Say whether this is a municipality that is none of today's."""
    return kind_of(code) == "municipality" and code not in shipped()


@transaction.atomic
def load_borders(borders: Iterable[Border], *, whole: bool) -> int:
    """Keep borders; *whole*: these are all of their municipalities, so what is missing ended the year before."""
    number = 0
    seen: dict[str, set[str]] = {}
    year = 0
    for border in borders:
        code, year = border.code, max(year, border.year)
        if code in seen.setdefault(municipality_of(code), set()):
            raise SourceFault(f"{code} occurs twice.")
        seen[municipality_of(code)].add(code)
        keep_border(border)
        number += 1
    if whole:
        for municipality, codes in seen.items():
            gone = Area.objects.filter(municipality=municipality, until=None, since__lt=year).exclude(
                code__in=codes
            )
            gone.filter(code__startswith=next(iter(codes))[:2]).update(until=year - 1)
    return number


def keep_border(border: Border) -> None:
    """Keep one area: the same border lasts on, another one begins this year."""
    shape = packed(border.outline) if border.outline else None
    last = Area.objects.filter(code=border.code).order_by("-since").first()
    if last and (last.outline in (None, shape) or last.since >= border.year):
        last.name, last.outline, last.until = border.name[:120], shape, None
        last.since = min(last.since, border.year) or border.year
        last.save()
        return
    if last:
        Area.objects.filter(pk=last.pk).update(until=border.year - 1)
    Area.objects.create(
        code=border.code,
        name=border.name[:120],
        municipality=municipality_of(border.code),
        since=border.year,
        outline=shape,
    )


def in_batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield the rows in batches, without ever holding all of them."""
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        yield batch
