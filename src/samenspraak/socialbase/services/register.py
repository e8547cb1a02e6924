"""Writes of the register: who does what on a theme, and what nobody does."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samenspraak.organisations.models import Organisation, User
from samenspraak.organisations.services import record
from samenspraak.socialbase.models import Actor, Part
from samenspraak.socialbase.services.entries import hold


class PartExists(Exception):
    """This line stands in the register already."""


@transaction.atomic
def add_part(
    organisation: Organisation,
    *,
    theme: str,
    role: str,
    actor: Actor | None,
    area_code: str,
    note: str,
    by: User,
    now: datetime,
) -> Part:
    """Write a line of the register; a gap belongs to nobody. PartExists; EntryGone."""
    whose = None if role == Part.Role.GAP else actor
    if whose:
        hold(whose)
    made, is_new = Part.objects.get_or_create(
        organisation=organisation,
        theme=theme,
        role=role,
        actor=whose,
        area_code=area_code,
        defaults={"note": note},
    )
    if not is_new:
        raise PartExists
    log_part(made, "part_added" if whose else "gap_added", by=by, now=now)
    return made


@transaction.atomic
def remove_part(part: Part, *, by: User, now: datetime) -> None:
    """Take a line out of the register."""
    log_part(part, "part_removed" if part.actor else "gap_removed", by=by, now=now)
    part.delete()


def log_part(part: Part, verb: str, *, by: User, now: datetime) -> None:
    """Record a change in the register, with the entry it is about as its subject."""
    record(
        part.organisation,
        actor=by,
        verb=verb,
        now=now,
        subject=part.actor,
        detail={"name": part.actor.name if part.actor else "", "theme": part.theme, "role": part.role},
    )
