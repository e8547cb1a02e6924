"""Writes of answers that a facilitator enters, from paper or another questionnaire, and of taking them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from samenspraak.conversations.models import AnswerBatch, Remark, Response, Round, StakeholderGroup
from samenspraak.conversations.queries.entering import may_enter
from samenspraak.conversations.services.answering import ROWS_PER_WRITE, NotAccepting
from samenspraak.conversations.services.erasing import erase_sheets
from samenspraak.conversations.services.recording import log_round
from samenspraak.conversations.services.rounds import Status, locked
from samenspraak.organisations.models import User


@dataclass(frozen=True)
class Entry:
    """One answer sheet as it is entered; several people who filled it in together are a table (mixed without a group)."""

    group: StakeholderGroup | None
    sheet: str
    name: str
    texts: Mapping[str, str]
    people: int = 1


@dataclass(frozen=True)
class Entered:
    """The batch that holds the answers, and whether it was there already (P2)."""

    batch: AnswerBatch
    is_new: bool


@transaction.atomic
def enter(
    round: Round, entries: Sequence[Entry], *, source: str, digest: str, actor: User, now: datetime
) -> Entered:
    """Keep sheets as sent; the same ones a second time are recognised by *digest*."""
    locked(round, Status.OPEN, Status.CLOSED)
    if not may_enter(round, now):
        raise NotAccepting
    day = timezone.localdate(now)
    batch, is_new = AnswerBatch.objects.get_or_create(round=round, digest=digest, defaults={"day": day})
    if is_new:
        add(batch, entries, source)
        count = sum(entry.people for entry in entries)
        log_round(round, "answers_entered", actor=actor, now=now, count=count)
    return Entered(batch=batch, is_new=is_new)


def add(batch: AnswerBatch, entries: Sequence[Entry], source: str) -> None:
    """Write the sheets, in an order that says nothing (P6), and what was written on them."""
    made = sorted(
        ((response_of(batch, entry, source), entry) for entry in entries), key=lambda two: two[0].pk
    )
    Response.objects.bulk_create([response for response, _ in made], batch_size=ROWS_PER_WRITE)
    remarks = [
        Remark(round_id=batch.round_id, response=response, item=item, text=text)
        for response, entry in made
        for item, text in entry.texts.items()
    ]
    Remark.objects.bulk_create(sorted(remarks, key=lambda one: one.pk), batch_size=ROWS_PER_WRITE)


def response_of(batch: AnswerBatch, entry: Entry, source: str) -> Response:
    """Return one sheet as it is kept, tied to nobody."""
    return Response(
        round_id=batch.round_id,
        group=entry.group,
        source=Response.Source.TABLE if entry.people > 1 else source,
        people=entry.people,
        name=entry.name,
        status=Response.Status.SENT,
        sheet=entry.sheet,
        begun_key=uuid4(),
        batch=batch,
        day=batch.day,
    )


@transaction.atomic
def take_back(batch: AnswerBatch, *, actor: User, now: datetime) -> int:
    """Erase what was entered, as if each person took it back (P7); return how many sheets that were.

    Of two at the same moment the second finds nothing, and logs nothing. What a release has shown keeps an empty place in the counts until a next one goes without it (P4).
    """
    round = locked(batch.round, Status.OPEN, Status.CLOSED)
    if not AnswerBatch.objects.filter(pk=batch.pk).exists():
        return 0
    sent = batch.responses.select_for_update(of=("self",)).filter(status=Response.Status.SENT)
    sheets = list(sent.select_related("round").prefetch_related("remarks"))
    erase_sheets(sheets)
    batch.delete()
    count = sum(sheet.people for sheet in sheets)
    log_round(round, "answers_taken_back", actor=actor, now=now, count=count)
    return len(sheets)
