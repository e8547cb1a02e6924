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
    """Return every sent or withdrawn response in one SELECT, and keep them as they are in this transaction.

    What was only begun stays unseen.
    """
    keys = dict(round.conversation.groups.values_list("pk", "key"))
    counted = Response.objects.filter(round=round, status__in=[Status.SENT, Status.WITHDRAWN])
    columns = ("id", "group_id", "status", "source", "name", "sheet", "shown_sheet", "shown_group")
    rows = counted.select_for_update().values_list(*columns)
    return [SheetRow(identifier, keys.get(group), *rest) for identifier, group, *rest in rows]


def changed(round: Round, *, empty: str) -> int:
    """Return how many sheets came, changed or were taken back since the last release.

    A sheet as *empty* as before its first question is none: it holds remarks only.
    """
    different = Q(status=Status.SENT) & ~Q(shown_sheet=F("sheet")) & ~Q(shown_sheet="", sheet=empty)
    return Response.objects.filter(different | Q(status=Status.WITHDRAWN), round=round).count()
