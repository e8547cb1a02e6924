"""StatLine in both its languages: OData version 3 and version 4 behind the same three questions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote

from samenspraak.figures.sources.source import Column, SourceFault, Table, year_in
from samenspraak.figures.sources.wire import TooMuch, Wire

AREAS = "WijkenEnBuurten"
NAMES = ("Gemeentenaam_1", "RegioS", AREAS)
DIMENSIONS = {AREAS, "RegioS", "Perioden", "Leeftijd", "Marges"}
PROVISIONAL = "voorlopige cijfers"
DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ONLY_DIGITS = 6  # the municipality's own part of a code
LONGEST_CODE = 10
Record = dict[str, Any]


class StatLine(Protocol):
    """What a source asks of StatLine, whichever version answers."""

    def find(self, title: str) -> list[Table]:
        """Return the tables whose title begins so."""
        ...

    def table(self, table_id: str) -> Table:
        """Return what is known of one table."""
        ...

    def columns(self, table_id: str) -> list[Column]:
        """Return the columns of a table."""
        ...

    def records(
        self, table_id: str, *, prefix: str, keys: Collection[str], also: str = ""
    ) -> Iterator[Record]:
        """Yield the records of areas whose code begins with *prefix*; *also* is a further condition."""
        ...


def value_of(said: Any, address: str) -> list[Record]:
    """Return the list in an answer; SourceFault when it has another shape."""
    found = said.get("value") if isinstance(said, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise SourceFault(f"{address}: this is not an answer as StatLine gives it.")
    return found


def in_parts(prefix: str) -> list[str]:
    """Return longer prefixes that together cover *prefix*; letters only occur behind the municipality."""
    signs = DIGITS if len(prefix) < ONLY_DIGITS else DIGITS + LETTERS
    return [prefix + sign for sign in signs]


def path_of(part: str, parts: dict[str, tuple[str, str]], title: str) -> str:
    """Return a title below the titles of its groups; *parts* has per group its title and parent."""
    words, seen = [title], {part}
    while part in parts:
        name, part = parts[part]
        words.append(name)
        if part in seen:
            break
        seen.add(part)
    return "/".join(reversed([word.strip() for word in words if word.strip()]))


def is_provisional(told: Record) -> bool:
    """Say whether the explanation of a column calls its figures provisional."""
    return PROVISIONAL in str(told.get("Description") or "").casefold()


@dataclass(frozen=True)
class Version3:
    """The older protocol: one record per area with a column per subject; at most 10,000 records a call."""

    base: str
    wire: Wire
    source: str

    def ask(self, path: str, **options: str) -> list[Record]:
        """Return the records at a path."""
        query = "&".join(f"${name}={quote(value, safe=',()')}" for name, value in options.items() if value)
        address = f"{self.base}/{path}?{query}&$format=json" if query else f"{self.base}/{path}?$format=json"
        return value_of(self.wire.json(address), address)

    def find(self, title: str) -> list[Table]:
        """Ask the catalogue."""
        found = self.ask("ODataCatalog/Tables", filter=f"startswith(Title,'{title}')")
        return [self.described(one, str(one.get("Identifier", ""))) for one in found]

    def table(self, table_id: str) -> Table:
        """Ask the table itself."""
        found = self.ask(f"ODataApi/odata/{table_id}/TableInfos")
        return self.described(found[0] if found else {}, table_id)

    def described(self, told: Record, table_id: str) -> Table:
        """Return a table as the catalogue describes it."""
        title = str(told.get("Title") or table_id).strip()
        period = year_in(title) or year_in(str(told.get("Period") or ""))
        return Table(
            source=self.source,
            id=table_id,
            title=title,
            period=period,
            division=period,
            provisional="voorlopig" in title.casefold(),
            modified=str(told.get("Modified") or ""),
        )

    def columns(self, table_id: str) -> list[Column]:
        """Return the topics of a table, below the titles of their groups."""
        told = self.ask(f"ODataApi/odata/{table_id}/DataProperties")
        groups = {
            str(one.get("ID")): (str(one.get("Title") or ""), str(one.get("ParentID")))
            for one in told
            if one.get("Type") == "TopicGroup"
        }
        return [
            Column(
                key=str(one.get("Key")),
                path=path_of(str(one.get("ParentID")), groups, str(one.get("Title") or "")),
                provisional=is_provisional(one),
            )
            for one in told
            if one.get("Key") and one.get("Type") != "TopicGroup"
        ]

    def records(
        self, table_id: str, *, prefix: str, keys: Collection[str], also: str = ""
    ) -> Iterator[Record]:
        """Ask for the areas below *prefix*, in smaller parts when these are too many."""
        condition = f"startswith({AREAS},'{prefix}')" + (f" and {also}" if also else "")
        wanted = ",".join(sorted(keys))
        try:
            yield from self.ask(f"ODataApi/odata/{table_id}/TypedDataSet", filter=condition, select=wanted)
        except TooMuch:
            if len(prefix) >= LONGEST_CODE:
                raise
            for longer in in_parts(prefix):
                yield from self.records(table_id, prefix=longer, keys=keys, also=also)


@dataclass(frozen=True)
class Version4:
    """The newer protocol: one record per observation, pages that follow each other."""

    base: str
    wire: Wire
    source: str

    def ask(self, path: str, **options: str) -> Iterator[Record]:
        """Yield the records at a path, page after page."""
        query = "&".join(f"${name}={quote(value, safe=',()')}" for name, value in options.items() if value)
        address = f"{self.base}/{path}" + (f"?{query}" if query else "")
        seen: set[str] = set()
        while address and address not in seen:
            seen.add(address)
            said = self.wire.json(address)
            yield from value_of(said, address)
            address = str(said.get("@odata.nextLink") or "")

    def find(self, title: str) -> list[Table]:
        """Ask the list of data sets."""
        found = self.ask("Datasets", filter=f"startswith(Title,'{title}')")
        return [self.described(one) for one in found]

    def table(self, table_id: str) -> Table:
        """Ask the table itself."""
        address = f"{self.base}/{table_id}/Properties"
        said = self.wire.json(address)
        if not isinstance(said, dict):
            raise SourceFault(f"{address}: this is not an answer as StatLine gives it.")
        return self.described({"Identifier": table_id, **said})

    def described(self, told: Record) -> Table:
        """Return a table as the list describes it."""
        title = str(told.get("Title") or told["Identifier"]).strip()
        period = year_in(title) or year_in(str(told.get("TemporalCoverage") or ""))
        return Table(
            source=self.source,
            id=str(told["Identifier"]),
            title=title,
            period=period,
            division=period,
            provisional="voorlopig" in str(told.get("Status") or "").casefold(),
            modified=str(told.get("Modified") or ""),
        )

    def columns(self, table_id: str) -> list[Column]:
        """Return the measures of a table, below the titles of their groups."""
        groups = {
            str(one.get("Id")): (str(one.get("Title") or ""), str(one.get("ParentId")))
            for one in self.ask(f"{table_id}/MeasureGroups")
        }
        return [
            Column(
                key=str(one.get("Identifier")),
                path=path_of(str(one.get("MeasureGroupId")), groups, str(one.get("Title") or "")),
                provisional=is_provisional(one),
            )
            for one in self.ask(f"{table_id}/MeasureCodes")
        ]

    def records(
        self, table_id: str, *, prefix: str, keys: Collection[str], also: str = ""
    ) -> Iterator[Record]:
        """Gather the observations of every area below *prefix* in records as version 3 gives them."""
        condition = f"startswith({AREAS},'{prefix}')" + (f" and {also}" if also else "")
        names = {
            str(one.get("Identifier")).strip(): str(one.get("Title") or "")
            for one in self.ask(f"{table_id}/{AREAS}Codes", filter=f"startswith(Identifier,'{prefix}')")
        }
        made: dict[tuple[str, ...], Record] = {}
        for one in self.ask(f"{table_id}/Observations", filter=condition):
            area = str(one.get(AREAS) or "").strip()
            place = (area, *(str(one.get(name) or "") for name in ("Perioden", "Leeftijd", "Marges")))
            record = made.setdefault(place, {**one, AREAS: area, NAMES[0]: names.get(area, "")})
            if str(one.get("Measure")) in keys:
                told = one.get("Value")
                record[str(one.get("Measure"))] = one.get("StringValue") if told is None else told
        yield from made.values()
