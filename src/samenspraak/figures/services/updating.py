"""The update of figures: which tables are asked for, live or from a file, one after the other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from samenspraak.core.indicators import Catalogue
from samenspraak.core.regions import COUNTRY, Outline
from samenspraak.figures.models import Edition
from samenspraak.figures.queries.areas import municipalities, place_of
from samenspraak.figures.services.loading import Asked, Tell, load_borders, load_table
from samenspraak.figures.sources.borders import Borders, borders_in
from samenspraak.figures.sources.from_file import file_table
from samenspraak.figures.sources.json_file import items_in
from samenspraak.figures.sources.source import Source, SourceFault, Table, resolve
from samenspraak.figures.sources.statline import StatLine, Version3, Version4
from samenspraak.figures.sources.tables import health, key_figures, status
from samenspraak.figures.sources.wire import Wire

SOURCES = ("kwb", "gezondheid", "ses-woa", "gebieden")
BORDERS = "gebieden"


@dataclass(frozen=True)
class Wanted:
    """What is asked for: sources, municipalities (none: the whole country) and years (none: all)."""

    sources: Collection[str]
    municipalities: tuple[str, ...]
    years: tuple[int, ...]

    @property
    def prefixes(self) -> list[str]:
        """Return how the codes of the asked areas begin; the larger ones they lie in come along, to compare with."""
        larger = {code for one in self.municipalities for code in larger_than(one)}
        if not self.municipalities:
            return ["NL", "GM", "WK", "BU"]
        parts = [f"{kind}{one[2:]}" for one in self.municipalities for kind in ("GM", "WK", "BU")]
        return ["NL", *sorted(larger), *parts]


@dataclass(frozen=True)
class Update:
    """One run: over which wire, on which day, and whom to tell how far it is."""

    catalogue: Catalogue
    wire: Wire
    today: date
    tell: Tell

    def run(self, wanted: Wanted) -> list[str]:
        """Update every source; return what went wrong, a line per table."""
        if not settings.FIGURES_ONLINE:
            raise SourceFault(
                "Asking sources is off. Set SAMENSPRAAK_FIGURES_ONLINE=yes, or read a file with --from."
            )
        faults: list[str] = []
        for source in adapters(self.wire):
            if source.key in wanted.sources:
                faults += self.source(source, wanted)
        if BORDERS in wanted.sources:
            faults += self.borders(wanted)
        return faults

    def source(self, source: Source, wanted: Wanted) -> list[str]:
        """Update the tables of one source, each by itself."""
        try:
            tables = list(source.tables(wanted.years))
        except SourceFault as fault:
            return [f"{source.key}: {fault}"]
        if not tables:
            return [f"{source.key}: no table of these years was found"]
        told = (self.table(source, table, wanted) for table in tables)
        return [words for words in told if words]

    def table(self, source: Source, table: Table, wanted: Wanted) -> str:
        """Update one table unless we have it as it is; return what went wrong."""
        asked = Asked(wanted.municipalities, digest_of(self.catalogue, source.key))
        if is_known(table, asked):
            self.tell(f"{table.title}: unchanged")
            return ""
        indicators = self.catalogue.of_source(source.key)
        try:
            chosen = resolve(source.columns(table), indicators, table=table.id)
            known = [one for one in indicators if one.id in chosen]
            rows = source.rows(table, chosen, known, wanted.prefixes)
            loaded = load_table(table, rows, columns=chosen, today=self.today, tell=self.tell, asked=asked)
        except SourceFault as fault:
            return f"{table.title}: {fault} Nothing of this table was changed."
        self.tell(f"{table.title}: {loaded}; {len(indicators) - len(known)} of our figures are not in it")
        return ""

    def borders(self, wanted: Wanted) -> list[str]:
        """Update districts and neighbourhoods, a municipality at a time."""
        asked = Borders(settings.FIGURES_BORDERS, self.wire)
        year = max(wanted.years, default=self.today.year)
        faults = []
        for code in wanted.municipalities or tuple(one.code for one in municipalities()):
            place = place_of(code)
            if place is None or place.outline is None:
                faults.append(f"{code}: this is no municipality of today")
                continue
            try:
                number = load_borders(asked.of(code, year=year, box=box_of(place.outline)), whole=True)
            except SourceFault as fault:
                faults.append(f"{place.name}: {fault} Its borders were not changed.")
                continue
            self.tell(f"{place.name}: {number} districts and neighbourhoods of {year}")
        return faults


def adapters(wire: Wire) -> Iterator[Source]:
    """Yield the sources of figures; version 4 of StatLine where the settings give its address."""
    statline: StatLine = Version3(settings.FIGURES_STATLINE, wire, "kwb")
    if settings.FIGURES_STATLINE4:
        statline = Version4(settings.FIGURES_STATLINE4, wire, "kwb")
    yield key_figures(statline)
    yield health(Version3(settings.FIGURES_HEALTH, wire, "gezondheid"))
    yield status(statline)


def wire_for(today: date, *, sleep: Callable[[float], None]) -> Wire:
    """Return the way to the configured sources, with the memory of today only."""
    memory = Path(settings.DATA) / "figures"
    for old in memory.glob("*/*"):
        if old.parent.name != today.isoformat():
            old.unlink()
    allowed = [
        settings.FIGURES_STATLINE,
        settings.FIGURES_STATLINE4,
        settings.FIGURES_HEALTH,
        settings.FIGURES_BORDERS,
    ]
    return Wire(allowed, memory=memory / today.isoformat(), sleep=sleep)


def is_known(table: Table, asked: Asked) -> bool:
    """Say whether everything that is asked was read from this very version of the table."""
    editions = list(Edition.objects.filter(source=table.source, table=table.id))
    return any(asked.known(one, table) for one in editions)


def digest_of(catalogue: Catalogue, source: str) -> str:
    """Return a digest of what the catalogue reads from a source: another catalogue reads an old table anew."""
    told = json.dumps([one.model_dump(mode="json") for one in catalogue.of_source(source)], sort_keys=True)
    return hashlib.sha256(told.encode("utf-8")).hexdigest()[:16]


def larger_than(municipality: str) -> list[str]:
    """Return the province and the region that a municipality lies in."""
    place = place_of(municipality)
    return [code for code in (place.province, place.region) if code] if place else []


def box_of(shape: Outline) -> tuple[float, float, float, float]:
    """Return the corners around an outline in degrees, with some room."""
    points = [point for ring in shape.rings for point in ring]
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    room = shape.per_degree // 100
    low, high = (min(xs) - room, min(ys) - room), (max(xs) + room, max(ys) + room)
    return tuple(edge / shape.per_degree for edge in (*low, *high))  # type: ignore[return-value]


def update_from_file(
    path: Path,
    *,
    source: str,
    catalogue: Catalogue,
    today: date,
    tell: Tell,
    table_id: str = "",
    year: int = 0,
    municipality: str = "",
) -> str:
    """Read one file; return what came of it. SourceFault: nothing was changed."""
    if source == BORDERS:
        found = (
            one
            for one in borders_in(items_in(path), year=year)
            if not municipality or one.code[2:6] == municipality[2:]
        )
        return f"{path.name}: {load_borders(found, whole=False)} districts and neighbourhoods"
    indicators = catalogue.of_source(source)
    found_table = file_table(path, source=source, indicators=indicators, table_id=table_id, year=year)
    chosen = [one for one in indicators if one.id in found_table.chosen]
    only = {COUNTRY, *larger_than(municipality)} if municipality else set()
    rows = found_table.rows(chosen, municipality=municipality, along=only)
    loaded = load_table(found_table.table, rows, columns=dict(found_table.chosen), today=today, tell=tell)
    return f"{path.name}: {loaded}; {len(indicators) - len(chosen)} of our figures are not in it"
