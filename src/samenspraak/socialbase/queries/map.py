"""The map as plain values, in three selects: for the list, the network, the spheres, the questions and the files.

Nobody who can be reached stands in it: contacts are read in ``queries.entries`` only, for one entry at a time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache, cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

from samenspraak.core.freshness import Freshness, freshness
from samenspraak.organisations.models import Organisation
from samenspraak.socialbase.models import SYMMETRIC, Actor, Part, Tie


@dataclass(frozen=True)
class Entry:
    """An organisation or initiative on the map. *topics*, *target_groups* and *pillars* are keys of the vocabulary."""

    id: UUID
    name: str
    kind: str
    sphere: str
    formal: bool
    does: str
    target_groups: tuple[str, ...]
    topics: tuple[str, ...]
    pillars: tuple[str, ...]
    reach: str
    area_code: str
    place: str
    latitude: float | None
    longitude: float | None
    website: str
    source: str
    confirmed_on: date | None
    created_on: date
    freshness: Freshness

    @property
    def counts(self) -> bool:
        """Say whether it counts: what was not confirmed for two years does not."""
        return self.freshness != "faded"


class Bond(NamedTuple):
    """A tie between two entries. *symmetric*: it means the same in both directions."""

    id: str
    source: UUID
    target: UUID
    kind: str
    strength: int
    confirmed_by_source: date | None
    confirmed_by_target: date | None
    note: str

    @property
    def symmetric(self) -> bool:
        """Say whether it means the same in both directions."""
        return self.kind in SYMMETRIC

    @property
    def mutual(self) -> bool:
        """Say whether both sides confirmed it; otherwise it is shown as one-sided."""
        return bool(self.confirmed_by_source and self.confirmed_by_target)

    def other(self, entry: UUID) -> UUID:
        """Return the other end."""
        return self.target if entry == self.source else self.source


@dataclass(frozen=True)
class Role:
    """A line of the register: what an entry does on a theme; *actor* None is a gap."""

    id: UUID
    theme: str
    actor: UUID | None
    role: str
    area_code: str
    note: str


@dataclass(frozen=True)
class SocialMap:
    """Everything on the map of one organisation, on one day."""

    today: date
    entries: tuple[Entry, ...]
    ties: tuple[Bond, ...]
    roles: tuple[Role, ...] = field(default=())

    @cached_property
    def by_id(self) -> dict[UUID, Entry]:
        """Return the entries by id."""
        return {one.id: one for one in self.entries}

    @cached_property
    def ties_of(self) -> dict[UUID, tuple[Bond, ...]]:
        """Return the ties of every entry that has any."""
        found: dict[UUID, list[Bond]] = defaultdict(list)
        for tie in self.ties:
            found[tie.source].append(tie)
            found[tie.target].append(tie)
        return {entry: tuple(ties) for entry, ties in found.items()}


def social_map(organisation: Organisation, *, today: date) -> SocialMap:
    """Return the whole map of an organisation (P3): entries on the map, the ties between them, the register."""
    entries = entries_of(organisation, today=today)
    ties = bonds(organisation, {one.id.hex: one.id for one in entries})
    return SocialMap(today=today, entries=entries, ties=ties, roles=roles_of(organisation))


def entries_of(organisation: Organisation, *, today: date) -> tuple[Entry, ...]:
    """Return the entries on the map of an organisation, by name (P3), with only what everybody may see."""
    return tuple(entry_from(row, today=today) for row in on_map(organisation).values_list(*STORED))


# The columns that an entry is read from, in its order; how fresh it is follows from them, and stands last.
STORED = tuple(one.name for one in fields(Entry) if one.name != "freshness")
CONFIRMED = STORED.index("confirmed_on")


def on_map(organisation: Organisation) -> QuerySet[Actor]:
    """Return the entries on an organisation's map, by name."""
    return Actor.objects.filter(organisation=organisation, status=Actor.Status.ACTIVE).order_by("name", "id")


def entry_from(row: tuple[Any, ...], *, today: date) -> Entry:
    """Return the columns of STORED as a value; 2,000 models would take twice as long."""
    values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in row]
    values.append(freshness(row[CONFIRMED], today=today))
    return Entry(*values)


def entry_of(row: Actor, *, today: date) -> Entry:
    """Return a row as a value."""
    return Entry(
        id=row.pk,
        name=row.name,
        kind=row.kind,
        sphere=row.sphere,
        formal=row.formal,
        does=row.does,
        target_groups=tuple(row.target_groups),
        topics=tuple(row.topics),
        pillars=tuple(row.pillars),
        reach=row.reach,
        area_code=row.area_code,
        place=row.place,
        latitude=row.latitude,
        longitude=row.longitude,
        website=row.website,
        source=row.source,
        confirmed_on=row.confirmed_on,
        created_on=row.created_on,
        freshness=freshness(row.confirmed_on, today=today),
    )


def bonds(organisation: Organisation, known: dict[str, UUID]) -> tuple[Bond, ...]:
    """Return the ties between *known* entries, given by the digits of their id.

    Ids and days are read as text and looked up: making 30,000 ids and 20,000 days takes longer than all other work.
    """
    texts = {name: Cast(column, CharField()) for name, column in AS_TEXT.items()}
    rows = (
        Tie.objects.filter(organisation=organisation)
        .order_by("kind", "id")
        .annotate(**texts)
        .values_list(*AS_TEXT, "kind", "strength", "note")
    )
    found = []
    for key, one, other, said, heard, kind, strength, note in rows:
        source, target = known.get(one.replace("-", "")), known.get(other.replace("-", ""))
        if source and target:
            found.append(Bond(key, source, target, kind, strength, day(said), day(heard), note))
    return tuple(found)


# An id as the database writes it, with lines between its digits or without; a day as 2026-11-30.
AS_TEXT = {
    "key": "id",
    "one": "source_id",
    "other": "target_id",
    "said": "confirmed_by_source",
    "heard": "confirmed_by_target",
}


@cache
def day(text: str | None) -> date | None:
    """Return a day from its text; few days stand with many ties."""
    return date.fromisoformat(text) if text else None


def roles_of(organisation: Organisation) -> tuple[Role, ...]:
    """Return the register of an organisation."""
    told = ("id", "theme", "actor_id", "role", "area_code", "note")
    rows = Part.objects.filter(organisation=organisation).exclude(actor__status=Actor.Status.REMOVED)
    return tuple(Role(*row) for row in rows.values_list(*told))
