"""Writes of what an organisation adds: neighbourhoods with priority, and its own figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from samenspraak.conversations.services.editing import overwrite
from samenspraak.figures.models import OwnFigure, Priority
from samenspraak.organisations.models import Organisation, User
from samenspraak.organisations.services import record


@transaction.atomic
def mark(
    organisation: Organisation, area: str, *, name: str, reason: str, version: int, actor: User, now: datetime
) -> Priority:
    """Give a neighbourhood priority, or change why; Overtaken when a colleague was first."""
    found, made = Priority.objects.get_or_create(
        organisation=organisation,
        area=area,
        defaults={"version": 0, "marked_on": localdate(now), "marked_by": actor},
    )
    if overwrite(found, {"reason": reason}, version=0 if made else version):
        record(
            organisation,
            actor=actor,
            verb="priority_marked",
            now=now,
            detail={"area": name, "reason": reason},
        )
    return found


@transaction.atomic
def unmark(priority: Priority, *, name: str, actor: User, now: datetime) -> None:
    """Take the priority of a neighbourhood away."""
    record(
        priority.organisation,
        actor=actor,
        verb="priority_removed",
        now=now,
        detail={"area": name, "reason": priority.reason},
    )
    priority.delete()


@transaction.atomic
def add_own_figure(
    organisation: Organisation, values: Mapping[str, Any], *, actor: User, now: datetime
) -> OwnFigure:
    """Keep a figure of the organisation itself."""
    made = OwnFigure.objects.create(organisation=organisation, **values)
    record(organisation, actor=actor, verb="own_figure_added", now=now, detail={"name": made.name})
    return made


@transaction.atomic
def remove_own_figure(figure: OwnFigure, *, actor: User, now: datetime) -> None:
    """Throw an own figure away."""
    record(figure.organisation, actor=actor, verb="own_figure_removed", now=now, detail={"name": figure.name})
    figure.delete()
