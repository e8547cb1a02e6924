"""Writes of a list that is read in, all of it or nothing, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from samenspraak.conversations.services.erasing import erased
from samenspraak.core.actor_columns import FORMAL_KINDS, SPHERE_OF_KIND
from samenspraak.core.actor_matching import Judged, judge
from samenspraak.core.actor_table import ActorRow
from samenspraak.core.text import searchable
from samenspraak.organisations.models import Organisation, User
from samenspraak.organisations.services import record
from samenspraak.socialbase.models import ONE_WAY, SYMMETRIC, Actor, Contact, Import, Tie
from samenspraak.socialbase.queries.importing import known_entries, touched_since
from samenspraak.socialbase.services import erasing

ROWS_PER_WRITE = 500
NEW, SKIP = "new", "skip"


@dataclass(frozen=True)
class Done:
    """What reading in did. *unknown* are names in ties that nobody on the map has; batch None: nothing was new."""

    batch: Import | None
    added: int = 0
    changed: int = 0
    tied: int = 0
    unknown: tuple[str, ...] = ()


@dataclass
class _Work:
    """What is being read in."""

    organisation: Organisation
    batch: Import
    usual_kind: str
    by: User
    today: date
    actors: dict[str, Actor]
    before: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    added: list[Actor] = field(default_factory=list)
    changed: list[Actor] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    of_row: dict[int, Actor] = field(default_factory=dict)
    reached: set[UUID] = field(default_factory=set)


@transaction.atomic
def read_in(
    organisation: Organisation,
    rows: Sequence[ActorRow],
    *,
    choices: Mapping[int, str],
    usual_kind: str,
    by: User,
    now: datetime,
) -> Done:
    """Read in a list as it was shown; *choices* says per doubtful row which entry it is, NEW or SKIP.

    What is on the map is compared once more, one list at a time, so that a list sent twice adds nothing (P2).
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    batch = Import.objects.create(organisation=organisation, by=by, day=localdate(now))
    actors = {str(one.pk): one for one in locked_entries(organisation)}
    work = _Work(organisation, batch, usual_kind, by, localdate(now), actors)
    work.reached = set(
        Contact.objects.filter(actor__organisation=organisation).values_list("actor", flat=True)
    )
    for judged in judge(rows, known_entries(organisation)):
        take(judged, work, choices.get(judged.row.row, ""))
    write(work)
    tied, unknown = tie_all(work, rows)
    done = Done(batch, len(work.added), len(work.changed), tied, tuple(sorted(unknown)))
    if not (done.added or done.changed or done.tied or work.contacts):
        batch.delete()
        return Done(None, unknown=done.unknown)
    batch.added, batch.changed, batch.tied = done.added, done.changed, done.tied
    batch.before, batch.contacts = work.before, [str(one.pk) for one in work.contacts]
    batch.save()
    detail = {"added": done.added, "changed": done.changed, "tied": done.tied}
    record(organisation, actor=by, verb="list_read_in", now=now, detail=detail)
    return done


def locked_entries(organisation: Organisation) -> QuerySet[Actor]:
    """Return every entry, kept as it is until the list is in: who asks to be removed meanwhile is removed after it."""
    return Actor.objects.select_for_update().filter(organisation=organisation).order_by("pk")


def take(judged: Judged, work: _Work, choice: str) -> None:
    """Decide about one row: added, changed, or left."""
    row, verdict = judged.row, judged.verdict
    if verdict == "same":
        change(work, work.actors[judged.keys[0]], row, judged.changes)
    elif verdict == "new" or (verdict in ("doubtful", "removed") and choice == NEW):
        add(work, row)
    elif verdict == "doubtful" and choice in judged.keys:
        actor = work.actors[choice]
        differing = [
            name
            for name, value in row.values.items()
            if getattr(actor, name) != value and not (name == "confirmed_on" and is_older(value, actor))
        ]
        change(work, actor, row, differing)


def is_older(day: date, actor: Actor) -> bool:
    """Say whether an entry was confirmed after a day."""
    return actor.confirmed_on is not None and day <= actor.confirmed_on


def add(work: _Work, row: ActorRow) -> None:
    """Make a new entry; what the list does not say follows from its kind."""
    kind = str(row.values.get("kind", work.usual_kind))
    follows = {"kind": kind, "sphere": SPHERE_OF_KIND[kind], "formal": kind in FORMAL_KINDS}
    made = Actor(
        organisation=work.organisation,
        created_on=work.today,
        keeper=work.by,
        added_by=work.batch,
        **{**follows, **row.values},
    )
    work.added.append(made)
    work.of_row[row.row] = made
    reach(work, made, row)


def change(work: _Work, actor: Actor, row: ActorRow, names: Iterable[str]) -> None:
    """Change what a list says differently, and remember what stood there before any of its rows."""
    work.of_row[row.row] = actor
    reach(work, actor, row)
    differing = {name: row.values[name] for name in names}
    if not differing:
        return
    is_first = str(actor.pk) not in work.before
    told = work.before.setdefault(str(actor.pk), {})
    for name, value in differing.items():
        was = told[name][0] if name in told else plain(getattr(actor, name))
        told[name] = [was, plain(value)]
        setattr(actor, name, value)
    if is_first:
        actor.version += 1
        work.changed.append(actor)


def reach(work: _Work, actor: Actor, row: ActorRow) -> None:
    """Keep whom to reach, where nobody was known and the list says that they agree."""
    if row.contact and actor.pk not in work.reached:
        work.reached.add(actor.pk)
        work.contacts.append(Contact(actor=actor, consent_on=work.today, **row.contact))


def plain(value: Any) -> Any:
    """Return a value as JSON keeps it."""
    return value.isoformat() if isinstance(value, date) else value


def write(work: _Work) -> None:
    """Write everything about entries."""
    Actor.objects.bulk_create(work.added, batch_size=ROWS_PER_WRITE)
    fields = sorted({name for told in work.before.values() for name in told})
    if fields:
        Actor.objects.bulk_update(work.changed, [*fields, "version"], batch_size=ROWS_PER_WRITE)
    Contact.objects.bulk_create(work.contacts, batch_size=ROWS_PER_WRITE)


def tie_all(work: _Work, rows: Iterable[ActorRow]) -> tuple[int, set[str]]:
    """Lay the ties that a list names, each once; return how many, and the names that nobody has."""
    by_name: dict[str, Actor] = {}
    on_map = [one for one in work.actors.values() if one.status == Actor.Status.ACTIVE]
    for actor in (*on_map, *work.added):
        by_name.setdefault(searchable(actor.name), actor)
    there = set(Tie.objects.filter(organisation=work.organisation).values_list("source", "target", "kind"))
    made: list[Tie] = []
    unknown: set[str] = set()
    for row in rows:
        here = work.of_row.get(row.row)
        for kind, name in row.ties if here else ():
            other = by_name.get(searchable(name))
            if other is None:
                unknown.add(name)
            elif here is not None and other.pk != here.pk:
                lay(work, here, other, kind, there, made)
    Tie.objects.bulk_create(made, batch_size=ROWS_PER_WRITE)
    return len(made), unknown


def lay(
    work: _Work, here: Actor, other: Actor, kind: str, there: set[tuple[UUID, UUID, str]], made: list[Tie]
) -> None:
    """Lay one tie, unless it is there, from either side, or contradicts one that is."""
    turned = kind in SYMMETRIC and other.pk.int < here.pk.int
    source, target = (other, here) if turned else (here, other)
    back = (target.pk, source.pk, kind)
    if (source.pk, target.pk, kind) in there or (kind in ONE_WAY and back in there):
        return
    there.add((source.pk, target.pk, kind))
    made.append(
        Tie(organisation=work.organisation, source=source, target=target, kind=kind, added_by=work.batch)
    )


@dataclass(frozen=True)
class TakenBack:
    """How many entries went, how many were put back as they were, and how many stay because somebody used them."""

    removed: int
    restored: int
    kept: int


@transaction.atomic
def take_back(done: Import, *, by: User, now: datetime) -> TakenBack:
    """Take a list back: its entries go, unless somebody did something with them; changes go back where they still stand."""
    locked = Import.objects.select_for_update().filter(pk=done.pk).first()
    if locked is None:
        return TakenBack(0, 0, 0)
    used = touched_since(locked)
    leaving = list(locked.actors.exclude(pk__in=used))
    ids = [one.pk for one in leaving]
    contacts = Contact.objects.filter(Q(actor__in=ids) | Q(pk__in=locked.contacts))
    erased("contact", *contacts.values_list("pk", flat=True))
    erased("actor-wholly", *ids)
    contacts.delete()
    locked.ties.all().delete()
    erasing.forget_in_imports(*leaving)
    for start in range(0, len(ids), ROWS_PER_WRITE):
        Actor.objects.filter(pk__in=ids[start : start + ROWS_PER_WRITE]).delete()
    restored = put_back(locked)
    result = TakenBack(len(leaving), restored, len(used))
    record(locked.organisation, actor=by, verb="list_taken_back", now=now, detail={"removed": result.removed})
    locked.delete()
    return result


def put_back(done: Import) -> int:
    """Put back what a list changed, where nobody changed it since; return in how many entries."""
    restored = 0
    for actor in Actor.objects.filter(pk__in=list(done.before), status=Actor.Status.ACTIVE):
        told = done.before[str(actor.pk)]
        still = {name: old for name, (old, new) in told.items() if plain(getattr(actor, name)) == new}
        for name, old in still.items():
            setattr(actor, name, date.fromisoformat(old) if name == "confirmed_on" and old else old)
        if still:
            actor.version += 1
            actor.save(update_fields=[*still, "version"])
            restored += 1
    return restored
