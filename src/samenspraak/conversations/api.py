"""The API of conversations and their rounds: what they are and how they stand, never what anybody answered."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from ninja import Router, Schema

from samenspraak.conversations.models import Conversation, Round
from samenspraak.conversations.queries.conversations import conversation_for, conversations_of, rounds_of
from samenspraak.conversations.queries.counts import counts_of
from samenspraak.conversations.queries.rounds import round_for
from samenspraak.conversations.services.rounds import settle
from samenspraak.organisations.api import ApiRequest

router = Router(tags=["conversations"])


class ConversationOut(Schema):
    """A conversation: what it is about, with which instrument, and how answers are protected."""

    id: UUID
    title: str
    purpose: str
    area_code: str
    instrument: str
    mode: str
    k: int


class GroupOut(Schema):
    """A group of a round: how many were expected, and for how many people sheets were sent."""

    name: str
    expected: int
    received: int


class RoundOut(Schema):
    """A round: its number, its state (draft, open, closed) and its dates."""

    number: int
    status: str
    opens_at: datetime
    closes_at: datetime


class RoundDetail(RoundOut):
    """A round with its counts; those are never hidden."""

    expected: int
    received: int
    groups: list[GroupOut]


class ConversationDetail(ConversationOut):
    """A conversation with its rounds."""

    rounds: list[RoundOut]


def conversation_fields(conversation: Conversation) -> dict[str, object]:
    """Return what there is to say of a conversation."""
    return {
        "id": conversation.pk,
        "title": conversation.title,
        "purpose": conversation.purpose,
        "area_code": conversation.area_code,
        "instrument": str(conversation.instrument),
        "mode": conversation.mode,
        "k": conversation.k if conversation.mode == Conversation.Mode.PROTECTED else 1,
    }


def round_fields(round: Round) -> dict[str, object]:
    """Return what there is to say of a round."""
    return {
        "number": round.number,
        "status": round.status,
        "opens_at": round.opens_at,
        "closes_at": round.closes_at,
    }


@router.get(
    "/conversations",
    response=list[ConversationOut],
    url_name="conversations",
    summary="The conversations of your organisation",
)
def conversations(request: ApiRequest) -> list[dict[str, object]]:
    """Return them, the newest first."""
    return [conversation_fields(one) for one in conversations_of(request.auth.organisation)]


@router.get(
    "/conversations/{uuid:conversation_id}",
    response=ConversationDetail,
    url_name="conversation",
    summary="One conversation, with its rounds",
)
def conversation(request: ApiRequest, conversation_id: UUID) -> dict[str, object]:
    """Return one conversation; 404 for a stranger."""
    found = conversation_for(request.auth.organisation, conversation_id)
    return {**conversation_fields(found), "rounds": [round_fields(one) for one in rounds_of(found)]}


@router.get(
    "/conversations/{uuid:conversation_id}/rounds/{int:number}",
    response=RoundDetail,
    url_name="round",
    summary="One round: its state, and how many answered per group",
)
def round(request: ApiRequest, conversation_id: UUID, number: int) -> dict[str, object]:
    """Return one round with its counts."""
    found = settle(round_for(request.auth.organisation, conversation_id, number), now=timezone.now())
    counts = counts_of(found)
    groups = [{"name": one.name, "expected": one.expected, "received": one.people} for one in counts.groups]
    return {
        **round_fields(found),
        "expected": counts.expected,
        "received": counts.people,
        "groups": groups,
    }
