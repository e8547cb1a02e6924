"""Reads of who wrote last, from the log."""

from __future__ import annotations

from samenspraak.conversations.models import Round
from samenspraak.organisations.models import AuditEvent


def last_editor(round: Round, verb: str, *, theme: str, question: str | None = None) -> str:
    """Return the name of whoever last did *verb* on a theme of this round; empty when nobody did."""
    events = AuditEvent.objects.filter(subject_id=str(round.conversation_id), verb=verb)
    events = events.filter(detail__round=round.number, detail__theme=theme)
    if question is not None:
        events = events.filter(detail__question=question)
    last = events.select_related("actor").order_by("-at", "-id").first()
    return str(last.actor) if last and last.actor else ""
