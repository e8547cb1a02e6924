"""Writes of entries: added, changed, confirmed, taken off the map, erased."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from samenspraak.conversations.services.editing import overwrite
from samenspraak.organisations.models import Organisation, User
from samenspraak.organisations.services import record
from samenspraak.socialbase.models import Actor
from samenspraak.socialbase.queries.entries import name_taken
from samenspraak.socialbase.services import erasing


class NameTaken(Exception):
    """An entry of this name is on the map already in this place, perhaps since a moment ago."""


class EntryGone(Exception):
    """This entry is not on the map any more, perhaps since a moment ago."""


def hold(*actors: Actor) -> None:
    """Hold entries until what is written of them stands; EntryGone when one of them left the map."""
    held = Actor.objects.select_for_update().filter(pk__in={one.pk for one in actors}).order_by("pk")
    if [one.status for one in held] != [Actor.Status.ACTIVE] * len(actors):
        raise EntryGone


def log_entry(actor: Actor, verb: str, *, by: User | None, now: datetime, **detail: object) -> None:
    """Record what happened to an entry; *by* None: the organisation itself, by its link. Never a contact."""
    told = {"name": actor.name, **detail, **({} if by else {"by_link": True})}
    record(actor.organisation, actor=by, verb=verb, now=now, subject=actor, detail=told)


@transaction.atomic
def add(
    organisation: Organisation,
    values: Mapping[str, Any],
    *,
    confirmed: bool,
    by: User,
    now: datetime,
) -> Actor:
    """Put an organisation or initiative on the map; *confirmed*: they say themselves that this is right. NameTaken."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if name_taken(organisation, values["name"], values.get("area_code", "")):
        raise NameTaken
    today = localdate(now)
    made = Actor.objects.create(
        organisation=organisation,
        created_on=today,
        confirmed_on=today if confirmed else None,
        **{"keeper": by, **values},
    )
    log_entry(made, "entry_added", by=by, now=now)
    return made


@transaction.atomic
def change(
    actor: Actor,
    values: Mapping[str, Any],
    *,
    version: int,
    by: User | None,
    now: datetime,
    confirmed: bool = False,
) -> None:
    """Change an entry; Overtaken when a colleague was first."""
    changed = overwrite(actor, dict(values), version=version)
    if changed:
        log_entry(actor, "entry_changed", by=by, now=now, fields=sorted(changed))
    if confirmed:
        confirm(actor, by=by, now=now)


@transaction.atomic
def confirm(actor: Actor, *, by: User | None, now: datetime) -> None:
    """Note that the entry was right today, unless it was taken off the map a moment ago."""
    actor.confirmed_on = localdate(now)
    on_map = Actor.objects.filter(pk=actor.pk, status=Actor.Status.ACTIVE)
    if not on_map.update(confirmed_on=actor.confirmed_on):
        return
    log_entry(actor, "entry_confirmed", by=by, now=now)


@transaction.atomic
def take_off(actor: Actor, *, by: User | None, now: datetime) -> bool:
    """Take an entry off the map with its contact, ties and roles; False when it was off already.

    Its name stays known, so that no list that is read in brings it back.
    """
    locked = Actor.objects.select_for_update().filter(pk=actor.pk, status=Actor.Status.ACTIVE).first()
    if locked is None:
        return False
    log_entry(locked, "entry_removed", by=by, now=now)
    erasing.note_taken_off(locked)
    erasing.empty(locked)
    return True


@transaction.atomic
def erase(actor: Actor, *, by: User, now: datetime) -> None:
    """Erase an entry altogether, its name in the log too."""
    if not Actor.objects.select_for_update().filter(pk=actor.pk).exists():
        return
    erasing.note_erased(actor)
    record(actor.organisation, actor=by, verb="entry_erased", now=now)
    erasing.erase_wholly(actor)
