"""Reads of who wrote last, from the log."""

from __future__ import annotations

from typing import Any

from samenspraak.conversations.models import Round
from samenspraak.organisations.models import AuditEvent


def last_editor(round: Round, verb: str, **detail: Any) -> str:
    """Return the name of whoever last did *verb* in this round with this detail; empty when nobody did."""
    where = {f"detail__{name}": value for name, value in detail.items()}
    events = AuditEvent.objects.filter(subject_id=str(round.conversation_id), verb=verb, **where)
    last = events.select_related("actor").order_by("-at", "-id").first()
    return str(last.actor) if last and last.actor else ""
