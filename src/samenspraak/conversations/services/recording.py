"""Lines in the log of a conversation: who did what with it, or with one of its rounds."""

from __future__ import annotations

from datetime import datetime

from samenspraak.conversations.models import Conversation, Round
from samenspraak.organisations.models import User
from samenspraak.organisations.services import record


def log(
    conversation: Conversation, *, actor: User | None, verb: str, now: datetime, **detail: object
) -> None:
    """Record a change in a conversation."""
    record(conversation.organisation, actor=actor, verb=verb, now=now, subject=conversation, detail=detail)


def log_round(round: Round, verb: str, *, actor: User | None, now: datetime, **detail: object) -> None:
    """Record what was done with a round of a conversation."""
    log(round.conversation, actor=actor, verb=verb, now=now, round=round.number, **detail)
