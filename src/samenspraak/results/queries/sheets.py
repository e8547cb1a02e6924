"""Reads of the answer sheets of a round: all of them at once for a release, and how many changed."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Q

from samenspraak.conversations.models import Response, Round
from samenspraak.conversations.queries.entering import is_entered
from samenspraak.core.sheet import QuestionList, empty_sheet

Status = Response.Status


class SheetRow(NamedTuple):
    """One response as a release reads it."""

    id: UUID
    group: str | None
    status: str
    source: str
    name: str
    sheet: str
    shown_sheet: str
    shown_group: str
    batch: UUID | None

    @property
    def entered(self) -> bool:
        """Whether somebody else typed it in."""
        return is_entered(source=self.source, batch=self.batch)


def sheet_rows(round: Round) -> list[SheetRow]:
    """Return every sent or withdrawn response in one SELECT, and keep them as they are in this transaction.

    What was only begun stays unseen.
    """
    keys = dict(round.conversation.groups.values_list("pk", "key"))
    counted = Response.objects.filter(round=round, status__in=[Status.SENT, Status.WITHDRAWN])
    columns = (
        "id",
        "group_id",
        "status",
        "source",
        "name",
        "sheet",
        "shown_sheet",
        "shown_group",
        "batch_id",
    )
    rows = counted.select_for_update().values_list(*columns)
    return [SheetRow(identifier, keys.get(group), *rest) for identifier, group, *rest in rows]


def changed(round: Round, *, questions: QuestionList, released: Collection[str]) -> int:
    """Return how many sheets came, changed or were taken back since the last release.

    Only the *released* questions count: what a release left out because too few answered is no news. A sheet
    as empty as before its first question is none: it holds remarks only.
    """
    responses, columns = Response.objects.filter(round=round), [questions.column(item) for item in released]
    fresh = Q(shown_sheet="") & ~Q(sheet=empty_sheet(questions))
    gone = Q(status=Status.WITHDRAWN) & ~Q(shown_sheet="")
    news = responses.filter(gone | Q(status=Status.SENT) & fresh).count()
    shown = responses.filter(status=Status.SENT).exclude(Q(shown_sheet="") | Q(shown_sheet=F("sheet")))
    pairs = shown.values_list("sheet", "shown_sheet")
    return news + sum(any(now[place] != then[place] for place in columns) for now, then in pairs)
