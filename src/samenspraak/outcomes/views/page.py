"""What the facilitator's pages of this room have in common: the round, its path, and who asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samenspraak.conversations.contributions import stop_path
from samenspraak.conversations.models import Round
from samenspraak.conversations.queries.rounds import round_for
from samenspraak.conversations.services.rounds import settle
from samenspraak.organisations.access import MemberRequest


def round_at(request: MemberRequest, conversation_id: UUID, number: int) -> Round:
    """Return the round of this address as it stands now; Http404 for a stranger (P3)."""
    return settle(round_for(request.organisation, conversation_id, number), now=timezone.now())


def page(
    request: MemberRequest,
    template: str,
    round: Round,
    stop: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Render a page of one stop; what two people edit is never taken from a cache."""
    frame = {"round": round, "conversation": round.conversation, "path": stop_path(round, stop)}
    response = render(request, template, {**frame, **context}, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response
