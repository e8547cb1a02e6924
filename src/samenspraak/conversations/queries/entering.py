"""Reads for answers from paper or another questionnaire: whether they may be entered, and how a table is read."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from samenspraak.conversations.models import AnswerBatch, Conversation, Response, Round, StakeholderGroup
from samenspraak.conversations.queries.answering import groups_of
from samenspraak.conversations.queries.rounds import is_latest
from samenspraak.core.answer_table import KnownGroup, Layout

GROUP, NAME = "groep", "naam"
# Stands for a table of people from different groups, where a group is named in an address; no key of a group.
MIXED = "-"


def may_enter(round: Round, now: datetime) -> bool:
    """Say whether answers may be entered: once the round has begun, until a next one is prepared."""
    has_begun = round.status != Round.Status.DRAFT and round.opens_at <= now
    return has_begun and is_latest(round)


def layout_of(round: Round) -> Layout:
    """Return how a table for this round is read: its groups by key or name, names where answers have one."""
    return Layout(
        group=GROUP,
        name=NAME if is_named(round) else "",
        groups=tuple(KnownGroup(one.key, (one.name,), one.audience) for one in groups_of(round)),
        strict=True,
    )


def is_named(round: Round) -> bool:
    """Say whether everybody present sees names."""
    return round.conversation.mode == Conversation.Mode.NAMED


def group_of(round: Round, key: str) -> StakeholderGroup | None:
    """Return a group of the round, None for a mixed table; Http404 for another."""
    if key == MIXED:
        return None
    found = next((one for one in groups_of(round) if one.key == key), None)
    if found is None:
        raise Http404
    return found


def batches_of(round: Round) -> QuerySet[AnswerBatch]:
    """Return what was entered and is still there, with the number of its sheets, the last day first."""
    sent = Q(responses__status=Response.Status.SENT)
    counted = AnswerBatch.objects.filter(round=round).annotate(sheets=Count("responses", filter=sent))
    return counted.filter(sheets__gt=0).order_by("-day", "pk")


def batch_for(round: Round, batch_id: UUID) -> AnswerBatch:
    """Return one batch of the round; Http404 for any other, or one that was taken back."""
    found = batches_of(round).filter(pk=batch_id).first()
    if found is None:
        raise Http404
    return found


def sheets_in(batch: AnswerBatch) -> int:
    """Return how many sheets of a batch still count."""
    return batch.responses.filter(status=Response.Status.SENT).count()
