"""The participant's third step: what was said, what the group decided, and what is done about it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from samenspraak.conversations.access import participant_page, to_join, token_of
from samenspraak.conversations.models import Response, Round
from samenspraak.conversations.queries.answering import Visit, phase_of, round_of_code, visit_of
from samenspraak.conversations.views.afterwards import own_path
from samenspraak.conversations.views.answering import around
from samenspraak.core.codes import plain
from samenspraak.outcomes.queries.course import round_after
from samenspraak.outcomes.queries.delimiting import delimiting_of
from samenspraak.outcomes.queries.standing import standing_of
from samenspraak.outcomes.wording.done import done_page
from samenspraak.results.queries.releases import may_show
from samenspraak.results.wording.names import names_of


@participant_page
def done(request: HttpRequest, code: str) -> HttpResponse:
    """Show what was done with it to who sent a sheet, and after closing to whoever has the code."""
    round = round_of_code(code) if code == plain(code) else None
    if round is None:
        return to_join(code)
    visit = who_comes(request, round)
    if visit is None and phase_of(round, timezone.now()) != "closed":
        return redirect("conversations:join", code=code)
    return render(request, "outcomes/done.html", context_of(round, visit))


def who_comes(request: HttpRequest, round: Round) -> Visit | None:
    """Return who holds the token of this round, if that person sent a sheet."""
    token = token_of(request)
    visit = visit_of(round.code, token, timezone.now()) if token else None
    return visit if visit is not None and visit.has_sent else None


def context_of(round: Round, visit: Visit | None) -> dict[str, Any]:
    """Return what the page shows; the group's answers only to who sent their own (P8)."""
    standing, names = standing_of(round), names_of(round)
    told = done_page(
        standing,
        names,
        sees_picture=visit is not None and may_show(round),
        sheet=own_sheet(visit),
        following=round_after(round),
        now=timezone.now(),
        delimiting=delimiting_of(round, names.questions, standing.picture),
    )
    frame = {**around(visit), "path": own_path(visit, "gedaan")} if visit else {}
    return {"round": round, "conversation": round.conversation, "told": told, **frame}


def own_sheet(visit: Visit | None) -> str:
    """Return a person's own sent sheet; nothing once the tie is cut."""
    response = visit.response if visit else None
    return response.sheet if response and response.status == Response.Status.SENT else ""
