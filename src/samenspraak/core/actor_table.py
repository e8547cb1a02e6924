"""A table of organisations and initiatives: one row each; what it says, what is doubtful, and what is wrong with it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from samenspraak.core.actor_columns import CONTACT, HEADINGS, LONGEST, TIES, column_of
from samenspraak.core.answer_table import BrokenTable
from samenspraak.core.faults import MOST_FAULTS
from samenspraak.core.regions import area_code, misplaced
from samenspraak.core.text import one_line, searchable

FaultKind = Literal[
    "empty",
    "no-rows",
    "no-name-column",
    "double-column",
    "row-too-long",
    "no-name",
    "too-long",
    "no-number",
    "half-a-point",
    "swapped",
    "national-grid",
    "outside",
]
DoubtKind = Literal[
    "unknown-word",
    "unknown-area",
    "no-day",
    "no-address",
    "no-email",
    "no-consent",
    "tie-to-itself",
]

YES = frozenset({"ja", "yes", "j", "y", "x", "true", "waar", "1"})
NO = frozenset({"nee", "no", "n", "false", "onwaar", "0", "-"})
DAY_FORMS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S")
EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]{2,}")
WEBSITE = re.compile(r"(https?://)?[\w-]+(\.[\w-]+)+(:\d+)?(/\S*)?", re.IGNORECASE)


@dataclass(frozen=True)
class RowFault:
    """Something wrong in a table, in which row (counted from 1) and under which heading; nothing is read in."""

    kind: str
    row: int = 0
    column: str = ""
    value: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Doubt:
    """Something in a row that is left out, because it was not understood or may not be kept."""

    kind: DoubtKind
    row: int
    column: str = ""
    value: str = ""


@dataclass(frozen=True)
class Meanings:
    """What words in a table mean: per column its spellings (small letters) and keys, and names of areas."""

    kinds: Mapping[str, str]
    spheres: Mapping[str, str]
    reaches: Mapping[str, str]
    target_groups: Mapping[str, str]
    topics: Mapping[str, str]
    pillars: Mapping[str, str]
    areas: Mapping[str, str]
    consented: bool = False


@dataclass(frozen=True)
class ActorRow:
    """One row: the columns that are filled in, whom to reach (with consent only), and ties by name."""

    row: int
    values: Mapping[str, Any]
    contact: Mapping[str, str] = field(default_factory=dict)
    ties: tuple[tuple[str, str], ...] = ()
    id: str = ""

    @property
    def name(self) -> str:
        """Return the name."""
        return str(self.values["name"])


@dataclass(frozen=True)
class ActorTable:
    """What a table says; *unread* are headings that mean nothing to us. ``stopped``: there may be more faults."""

    rows: tuple[ActorRow, ...]
    doubts: tuple[Doubt, ...]
    faults: tuple[RowFault, ...]
    unread: tuple[str, ...] = ()
    stopped: bool = False


def read_actors(rows: Iterable[Sequence[str]], meanings: Meanings, *, today: date) -> ActorTable:
    """Return what a table says; reading stops after fifty faults. Never raises because of what is in it."""
    reader = _Reader(meanings, today)
    try:
        for number, row in enumerate(rows, start=1):
            if any(cell.strip() for cell in row):
                reader.take(number, row)
            if len(reader.faults) >= MOST_FAULTS:
                break
    except BrokenTable as broken:
        told = broken.fault
        reader.faults.append(RowFault(told.kind, told.row, told.column, told.value))
    return reader.table()


@dataclass
class _Row:
    """One row while it is being read."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    contact: dict[str, str] = field(default_factory=dict)
    ties: list[tuple[str, str]] = field(default_factory=list)
    consent: bool | None = None
    id: str = ""


class _Reader:
    """Reads the rows of one table: the first is the header, which says what each column holds."""

    def __init__(self, meanings: Meanings, today: date) -> None:
        self.meanings, self.today = meanings, today
        self.header: list[str] = []
        self.columns: list[str] = []
        self.rows: list[ActorRow] = []
        self.faults: list[RowFault] = []
        self.doubts: list[Doubt] = []
        self.unread: list[str] = []
        self.takes = self.takers()

    def takers(self) -> dict[str, Callable[[str, str, _Row], None]]:
        """Return how the cells of each column are read."""
        known = self.meanings
        return {
            **dict.fromkeys(("name", "does", "place", "source"), self.take_text),
            **dict.fromkeys(CONTACT, self.take_contact),
            **dict.fromkeys(TIES, self.take_ties),
            **dict.fromkeys(("latitude", "longitude"), self.take_number),
            "id": self.take_id,
            "website": self.take_website,
            "area": self.take_area,
            "formal": self.take_formal,
            "confirmed_on": self.take_day,
            "consent": self.take_consent,
            "kind": self.one_of(known.kinds),
            "sphere": self.one_of(known.spheres),
            "reach": self.one_of(known.reaches),
            "target_groups": self.some_of(known.target_groups),
            "topics": self.some_of(known.topics),
            "pillars": self.some_of(known.pillars),
        }

    def table(self) -> ActorTable:
        """Return what was read."""
        if not self.header and not self.faults:
            self.faults.append(RowFault("empty"))
        elif not self.rows and not self.faults:
            self.faults.append(RowFault("no-rows"))
        return ActorTable(
            rows=tuple(self.rows),
            doubts=tuple(self.doubts),
            faults=tuple(self.faults[:MOST_FAULTS]),
            unread=tuple(self.unread),
            stopped=len(self.faults) >= MOST_FAULTS,
        )

    def take(self, number: int, row: Sequence[str]) -> None:
        """Take one row that is not empty."""
        if not self.header:
            self.take_header(number, row)
        elif "name" not in self.columns:
            return
        elif any(cell.strip() for cell in row[len(self.header) :]):
            self.blame("row-too-long", number, value=str(len(row)))
        else:
            self.take_row(number, row)

    def blame(self, kind: FaultKind, row: int, column: str = "", value: str = "") -> None:
        """Note a fault."""
        self.faults.append(RowFault(kind, row, shortened(column), shortened(value)))

    def doubt(self, kind: DoubtKind, row: int, column: str = "", value: str = "") -> None:
        """Note what is left out."""
        self.doubts.append(Doubt(kind, row, shortened(column), shortened(value)))

    def take_header(self, number: int, row: Sequence[str]) -> None:
        """Find out what each column holds; headings that mean nothing are not read."""
        self.header = [one_line(cell) for cell in row]
        while self.header and not self.header[-1]:
            self.header.pop()
        if not self.header:
            return
        self.columns = [column_of(cell) for cell in self.header]
        for column in filter(None, dict.fromkeys(self.columns)):
            if self.columns.count(column) > 1:
                both = [name for name, one in zip(self.header, self.columns, strict=True) if one == column]
                self.blame("double-column", number, column=", ".join(both))
        if "name" not in self.columns:
            meant = [one for cell in self.header for one in close(cell, HEADINGS["name"])]
            headings = ", ".join(filter(None, self.header))
            self.faults.append(RowFault("no-name-column", number, "", shortened(headings), tuple(meant[:1])))
        pairs = zip(self.header, self.columns, strict=True)
        self.unread = [shortened(name) for name, column in pairs if name and not column]

    def take_row(self, number: int, cells: Sequence[str]) -> None:
        """Read one row."""
        row, before = _Row(number), len(self.faults)
        for name, column, cell in zip(self.header, self.columns, cells, strict=False):
            if column and cell.strip():
                self.takes[column](cell, name, row)
        self.check(row)
        if len(self.faults) == before:
            self.rows.append(self.finished(row))

    def check(self, row: _Row) -> None:
        """Blame a row without a name, and a point that is half or not in the country."""
        if not row.values.get("name"):
            self.blame("no-name", row.number)
        latitude, longitude = row.values.get("latitude"), row.values.get("longitude")
        if latitude is None and longitude is None:
            return
        if latitude is None or longitude is None:
            self.blame("half-a-point", row.number)
        elif wrong := misplaced(latitude, longitude):
            self.blame(wrong, row.number, value=f"{latitude:g}; {longitude:g}")

    def finished(self, row: _Row) -> ActorRow:
        """Return a row that was read, with what follows from its kind and without what may not be kept."""
        values, own = row.values, bare_name(row.values["name"])
        consent = self.meanings.consented if row.consent is None else row.consent
        if row.contact and not consent:
            self.doubt("no-consent", row.number)
            row.contact.clear()
        ties = list(dict.fromkeys(row.ties))
        for kind, other in ties:
            if bare_name(other) == own:
                self.doubt("tie-to-itself", row.number, value=other)
                row.ties = [one for one in ties if one != (kind, other)]
                ties = row.ties
        return ActorRow(row.number, dict(values), dict(row.contact), tuple(ties), row.id)

    def text_in(self, cell: str, column: str, name: str, row: _Row) -> str:
        """Return a text, blaming one that is too long."""
        text = one_line(cell)
        if len(text) > LONGEST[column]:
            self.blame("too-long", row.number, name, f"{len(text)} > {LONGEST[column]}")
        return text

    def take_text(self, cell: str, name: str, row: _Row) -> None:
        """Read a text."""
        column = column_of(name)
        row.values[column] = self.text_in(cell, column, name, row)

    def take_contact(self, cell: str, name: str, row: _Row) -> None:
        """Read whom to reach; an address that is none is left out."""
        column = column_of(name)
        text = self.text_in(cell, column, name, row)
        # A long text is not looked at: to see that it is no address takes ages.
        if column == "contact_email" and (len(text) > LONGEST[column] or not EMAIL.fullmatch(text)):
            self.doubt("no-email", row.number, name, text)
        else:
            row.contact[column.removeprefix("contact_")] = text

    def take_ties(self, cell: str, name: str, row: _Row) -> None:
        """Read names of others, one after another."""
        kind = column_of(name)
        row.ties += [(kind, one) for one in parts(cell, ";|\n") if len(one) <= LONGEST["name"]]

    def take_number(self, cell: str, name: str, row: _Row) -> None:
        """Read a coordinate, with a comma or a point."""
        try:
            row.values[column_of(name)] = float(one_line(cell).replace(",", "."))
        except ValueError:
            self.blame("no-number", row.number, name, cell)

    def take_id(self, cell: str, _name: str, row: _Row) -> None:
        """Read the mark of an entry that came from here."""
        row.id = one_line(cell).lower()[:36]

    def take_website(self, cell: str, name: str, row: _Row) -> None:
        """Read a web address; what is none is left out."""
        told = one_line(cell)
        text = self.text_in(told if "://" in told else f"https://{told}", "website", name, row)
        if len(text) > LONGEST["website"] or not WEBSITE.fullmatch(text):
            self.doubt("no-address", row.number, name, told)
        else:
            row.values["website"] = text

    def take_area(self, cell: str, name: str, row: _Row) -> None:
        """Read an area, by its code or its name."""
        code = area_code(cell) or self.meanings.areas.get(searchable(cell), "")
        if code:
            row.values["area_code"] = code
        else:
            self.doubt("unknown-area", row.number, name, cell)

    def take_formal(self, cell: str, name: str, row: _Row) -> None:
        """Read yes or no."""
        said = searchable(cell)
        if said in YES | NO:
            row.values["formal"] = said in YES
        else:
            self.doubt("unknown-word", row.number, name, cell)

    def take_day(self, cell: str, name: str, row: _Row) -> None:
        """Read a day that has been."""
        day = day_in(cell)
        if day is None or day > self.today or day.year < 2000:
            self.doubt("no-day", row.number, name, cell)
        else:
            row.values["confirmed_on"] = day

    def take_consent(self, cell: str, name: str, row: _Row) -> None:
        """Read whether somebody agreed: yes, or the day on which."""
        said = searchable(cell)
        row.consent = said in YES or (said not in NO and day_in(cell) is not None)
        if said not in YES | NO and day_in(cell) is None:
            self.doubt("unknown-word", row.number, name, cell)

    def one_of(self, known: Mapping[str, str]) -> Callable[[str, str, _Row], None]:
        """Return how a word from a list is read."""

        def take(cell: str, name: str, row: _Row) -> None:
            key = known.get(searchable(cell))
            if key:
                row.values[column_of(name)] = key
            else:
                self.doubt("unknown-word", row.number, name, cell)

        return take

    def some_of(self, known: Mapping[str, str]) -> Callable[[str, str, _Row], None]:
        """Return how words from a list are read, one after another."""

        def take(cell: str, name: str, row: _Row) -> None:
            said = [cell.strip()] if searchable(cell) in known else parts(cell, ";|,\n")
            keys = [known.get(searchable(one), "") for one in said]
            for one, key in zip(said, keys, strict=True):
                if not key:
                    self.doubt("unknown-word", row.number, name, one)
            if any(keys):
                row.values[column_of(name)] = list(dict.fromkeys(filter(None, keys)))

        return take


def parts(cell: str, separators: str) -> list[str]:
    """Return the parts of a cell between some signs, without the empty ones."""
    return [one for part in re.split(f"[{separators}]", cell) if (one := one_line(part))]


def bare_name(name: str) -> str:
    """Return a name as it is recognised from one row to another."""
    return searchable(name)


def day_in(cell: str) -> date | None:
    """Return a day as people and spreadsheets write it; a number is Excel's count of days."""
    text = one_line(cell)
    if re.fullmatch(r"\d{5}(\.0+)?", text):
        return date.fromordinal(date(1899, 12, 30).toordinal() + int(text[:5]))
    for form in DAY_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    return None


def close(name: str, known: Sequence[str]) -> list[str]:
    """Return which known heading is meant, where one looks like it."""
    return difflib.get_close_matches(searchable(name)[:60], known, n=1)


def shortened(value: str) -> str:
    """Return a value on one line, at most 60 characters long."""
    text = one_line(value[:400])
    return f"{text[:60]}…" if len(text) > 60 else text
