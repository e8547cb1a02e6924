"""Reads of an organisation's conversations."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, QuerySet
from django.http import Http404

from samenspraak.conversations.models import Conversation, Round
from samenspraak.conversations.queries.counts import received_per_round
from samenspraak.organisations.models import Organisation


@dataclass(frozen=True)
class ConversationLine:
    """One conversation in the list, with its latest round."""

    conversation: Conversation
    round: Round
    received: int
    expected: int


def conversations_of(organisation: Organisation) -> QuerySet[Conversation]:
    """Return the conversations of *organisation*, newest first, without the instruments' long sources."""
    return (
        organisation.conversations.select_related("organisation", "instrument", "created_by")
        .defer("instrument__source")
        .order_by("-created_at")
    )


def conversation_for(organisation: Organisation, conversation_id: UUID) -> Conversation:
    """Return one conversation of *organisation*; Http404 for a stranger (P3)."""
    found = conversations_of(organisation).filter(pk=conversation_id).first()
    if found is None:
        raise Http404
    return found


def latest_rounds(organisation: Organisation) -> dict[UUID, Round]:
    """Return the latest round of every conversation, by conversation."""
    newest = organisation.conversations.annotate(newest=Max("rounds__number"))
    numbers = dict(newest.values_list("pk", "newest"))
    rounds = Round.objects.filter(conversation__organisation=organisation)
    return {one.conversation_id: one for one in rounds if numbers[one.conversation_id] == one.number}


def conversation_lines(organisation: Organisation) -> list[ConversationLine]:
    """Return the list of conversations in a fixed number of queries."""
    latest = latest_rounds(organisation)
    received = received_per_round(one.pk for one in latest.values())
    conversations = conversations_of(organisation).prefetch_related("groups")
    return [line(one, latest[one.pk], received) for one in conversations if one.pk in latest]


def line(conversation: Conversation, round: Round, received: dict[UUID, int]) -> ConversationLine:
    """Return one line of the list."""
    round.conversation = conversation
    expected = sum(group.expected for group in conversation.groups.all() if group.active)
    return ConversationLine(
        conversation=conversation, round=round, received=received.get(round.pk, 0), expected=expected
    )


def rounds_of(conversation: Conversation) -> list[Round]:
    """Return the rounds of a conversation, first one first."""
    return list(conversation.rounds.select_related("conversation", "instrument").defer("instrument__source"))
