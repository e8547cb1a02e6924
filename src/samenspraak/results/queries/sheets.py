"""Reads of the answer sheets of a round: all of them at once for a release, and how many changed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q

from samenspraak.conversations.models import Response, Round

Status = Response.Status


@dataclass(frozen=True)
class SheetRow:
    """One response as a release reads it."""

    id: UUID
    group: str | None
    status: str
    source: str
    name: str
    sheet: str
    shown_sheet: str
    shown_group: str


def sheet_rows(round: Round) -> list[SheetRow]:
    """Return every sent or withdrawn response in one SELECT; what was only begun stays unseen."""
    counted = Response.objects.filter(round=round, status__in=[Status.SENT, Status.WITHDRAWN])
    columns = ("id", "group__key", "status", "source", "name", "sheet", "shown_sheet", "shown_group")
    return [SheetRow(*row) for row in counted.values_list(*columns)]


def received(round: Round) -> int:
    """Return how many sheets have been sent (a count, exempt from P4)."""
    return Response.objects.filter(round=round, status=Status.SENT).count()


def changed(round: Round) -> int:
    """Return how many sheets came, changed or were taken back since the last release."""
    different = Q(status=Status.SENT) & ~Q(shown_sheet=F("sheet"))
    return Response.objects.filter(different | Q(status=Status.WITHDRAWN), round=round).count()
