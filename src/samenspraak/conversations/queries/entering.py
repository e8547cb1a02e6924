"""Reads for answers from paper or another questionnaire: whether they may be entered, and how a table is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

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


@dataclass(frozen=True)
class BatchLine:
    """Something that was entered: on which day, how many sheets, and of which groups (None: mixed tables)."""

    batch: AnswerBatch
    sheets: int
    groups: tuple[str | None, ...]


def batch_lines(round: Round) -> list[BatchLine]:
    """Return what was entered and is still there, the last day first."""
    names: dict[UUID, list[str | None]] = defaultdict(list)
    sent = round.responses.filter(status=Response.Status.SENT).exclude(batch=None)
    for batch, name in sent.values_list("batch", "group__name"):
        names[batch].append(name)
    order = {group.name: place for place, group in enumerate(groups_of(round))}
    return [
        BatchLine(
            batch=one,
            sheets=len(names[one.pk]),
            groups=tuple(sorted(set(names[one.pk]), key=lambda name: order.get(name or "", len(order)))),
        )
        for one in round.batches.order_by("-day", "pk")
        if names[one.pk]
    ]


def batch_in(round: Round, batch_id: UUID) -> AnswerBatch | None:
    """Return one batch of the round; None for any other, and for one that was taken back."""
    return round.batches.filter(pk=batch_id).first()


def is_kept(batch: AnswerBatch, sheet: str, *, name: str, people: int, texts: Mapping[str, str]) -> bool:
    """Say whether a sheet of paper stands in its batch just as it was sent again."""
    kept = batch.responses.filter(status=Response.Status.SENT).first()
    if kept is None or (kept.sheet, kept.name, kept.people) != (sheet, name, people):
        return False
    return dict(kept.remarks.values_list("item", "text")) == texts


def sheets_in(batch: AnswerBatch) -> int:
    """Return how many sheets of a batch still count."""
    return batch.responses.filter(status=Response.Status.SENT).count()
