"""What the facilitator's pages of this room have in common: the round, its path, and the conditional answer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language

from samenspraak.conversations.contributions import stop_path
from samenspraak.conversations.models import Round
from samenspraak.conversations.queries.rounds import round_for
from samenspraak.conversations.services.rounds import settle
from samenspraak.organisations.access import MemberRequest

STOP = "beeld"


def round_at(request: MemberRequest, conversation_id: UUID, number: int) -> Round:
    """Return the round of this address, as it stands now; Http404 for a stranger (P3)."""
    return settle(round_for(request.organisation, conversation_id, number), now=timezone.now())


def page(request: HttpRequest, template: str, round: Round, context: Mapping[str, Any]) -> HttpResponse:
    """Render a page of stop 3."""
    frame = {"round": round, "conversation": round.conversation}
    path = {} if "path" in context else {"path": stop_path(round, STOP)}
    response = render(request, template, {**frame, **path, **context})
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def tag_of(request: HttpRequest, *parts: object) -> str:
    """Return the ETag of a page made of *parts*; language, address and who asks are always among them."""
    token = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    asked = (settings.VERSION, request.get_full_path(), get_language(), request.user.pk, token)
    return quote_etag(hashlib.sha256(repr((asked, parts)).encode("utf-8")).hexdigest()[:32])


def not_modified(request: HttpRequest, tag: str) -> HttpResponse | None:
    """Return "304 Not Modified" when the reader has this page; never while a message waits to be shown."""
    if len(get_messages(request)):
        return None
    response = get_conditional_response(request, etag=tag)
    if response is not None:
        response.headers["Cache-Control"] = "private, no-cache"
    return response
