"""Writes of the delimitation: the group's own words per section, and the day it settled on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from samenspraak.conversations.models import Round
from samenspraak.conversations.services.editing import overwrite
from samenspraak.conversations.services.recording import log_round
from samenspraak.core.delimiting import Point
from samenspraak.organisations.models import User
from samenspraak.outcomes.models import Delimitation, Passage


@transaction.atomic
def save_passage(
    round: Round,
    *,
    section: str,
    values: Mapping[str, Any],
    basis: Iterable[Point],
    version: int,
    actor: User,
    now: datetime,
) -> Passage:
    """Keep what the group wrote of a section; Overtaken when a colleague was first. The log keeps both texts.

    *basis* is what the picture says now: whoever saves has had it before them. A passage that was taken from an
    earlier round begins with *values* too.
    """
    passage, made = Passage.objects.get_or_create(round=round, section=section, defaults={"version": 0})
    points = [point.model_dump(mode="json") for point in basis]
    changed = overwrite(passage, {**values, "basis": points}, version=0 if made else version)
    told = {name: both for name, both in changed.items() if name != "basis"}
    if changed:
        log_round(round, "delimitation_saved", actor=actor, now=now, section=section, changed=told)
    return passage


@transaction.atomic
def agree_on(round: Round, *, day: date | None, version: int, actor: User, now: datetime) -> Delimitation:
    """Keep the day on which the group settled on its delimitation, or that it has not yet; Overtaken as elsewhere."""
    found, made = Delimitation.objects.get_or_create(round=round, defaults={"version": 0})
    if overwrite(found, {"agreed_on": day}, version=0 if made else version):
        log_round(round, "delimitation_agreed", actor=actor, now=now, day=day.isoformat() if day else None)
    return found
