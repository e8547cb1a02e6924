"""Stop 2: who has answered, and closing, reopening, other dates and showing the picture."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenspraak.conversations.contributions import panels, stop_path, stop_url
from samenspraak.conversations.forms.preparing import DatesForm, ReopenForm
from samenspraak.conversations.models import Round
from samenspraak.conversations.queries.counts import counts_of
from samenspraak.conversations.queries.entering import may_enter
from samenspraak.conversations.queries.rounds import is_latest, is_open, round_for
from samenspraak.conversations.services import rounds
from samenspraak.conversations.views.inviting import qr_of, to_share
from samenspraak.conversations.wording.rounds import moment, state_of
from samenspraak.organisations.access import MemberRequest, member

GET_AND_POST = ["GET", "HEAD", "POST"]


def base(round: Round) -> dict[str, Any]:
    """Return what every page of this stop shows."""
    return {"round": round, "conversation": round.conversation, "path": stop_path(round, "invullen")}


def opened_round(request: MemberRequest, conversation_id: UUID, number: int) -> Round:
    """Return the round after doing what the clock asks of it."""
    return rounds.settle(round_for(request.organisation, conversation_id, number), now=timezone.now())


def back(round: Round) -> HttpResponse:
    """Go to the page of this stop."""
    return redirect("conversations:filling", round.conversation_id, round.number)


def too_late(request: MemberRequest, round: Round) -> HttpResponse:
    """Say that the round is not in that state (any more), and show how it is."""
    messages.info(request, _("Dat kan nu niet. Hieronder zie je hoe de ronde er nu voor staat."))
    return back(round)


@member
@require_safe
def filling(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Show what came in per group, and what can be done with the round now."""
    now = timezone.now()
    round = opened_round(request, conversation_id, number)
    if round.status == Round.Status.DRAFT:
        return redirect("conversations:prepare", conversation_id, number)
    shown = base(round)
    context = {
        **shown,
        "next": next((stop for stop in shown["path"] if stop.state == "next"), None),
        "state": state_of(round, now),
        "is_open": is_open(round, now),
        "is_closed": round.status == Round.Status.CLOSED,
        "is_last": is_latest(round),
        "may_enter": may_enter(round, now),
        "counts": counts_of(round),
        "panels": panels("filling", request, round),
    }
    return render(request, "conversations/filling.html", context)


@member
@require_safe
def show(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Show code and QR large, for the screen in the hall."""
    round = opened_round(request, conversation_id, number)
    context = {**base(round), **to_share(round), "qr": qr_of(round, key="scherm")}
    return render(request, "conversations/show.html", context)


@member
@require_http_methods(GET_AND_POST)
def dates(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Change when an open round opens and closes."""
    now = timezone.now()
    round = opened_round(request, conversation_id, number)
    if round.status != Round.Status.OPEN:
        return too_late(request, round)
    initial = {"opens_at": round.opens_at, "closes_at": round.closes_at}
    form = DatesForm(request.POST or None, initial=initial, now=now, has_begun=round.opens_at <= now)
    if not form.is_valid():
        return render(request, "conversations/dates.html", {**base(round), "form": form})
    values = form.cleaned_data
    opens_at = values.get("opens_at") or round.opens_at
    try:
        rounds.change_dates(
            round, opens_at=opens_at, closes_at=values["closes_at"], actor=request.user, now=now
        )
    except rounds.WrongState:
        return too_late(request, round)
    except rounds.WrongMoment:
        form.add_error("closes_at", _("De ronde moet sluiten nadat hij is opengegaan."))
        return render(request, "conversations/dates.html", {**base(round), "form": form})
    messages.success(request, _("De ronde sluit nu op %s.") % moment(round.closes_at))
    return back(round)


@member
@require_http_methods(GET_AND_POST)
def close(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Ask, and then close the round."""
    round = opened_round(request, conversation_id, number)
    if round.status != Round.Status.OPEN:
        return too_late(request, round)
    if request.method != "POST":
        context = {**base(round), "counts": counts_of(round)}
        return render(request, "conversations/close.html", context)
    try:
        rounds.close_round(round, actor=request.user, now=timezone.now())
    except rounds.WrongState:
        return too_late(request, round)
    messages.success(request, _("De ronde is gesloten."))
    return back(round)


@member
@require_http_methods(GET_AND_POST)
def reopen(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Ask why, and then open a closed round again."""
    now = timezone.now()
    round = opened_round(request, conversation_id, number)
    if round.status != Round.Status.CLOSED:
        return too_late(request, round)
    form = ReopenForm(request.POST or None, now=now)
    if form.is_valid():
        return reopened(request, round, form)
    context = {**base(round), "form": form, "panels": panels("late", request, round)}
    return render(request, "conversations/reopen.html", context)


def reopened(request: MemberRequest, round: Round, form: Form) -> HttpResponse:
    """Open the round again, unless a newer round exists."""
    values = form.cleaned_data
    try:
        rounds.reopen_round(round, **values, actor=request.user, now=timezone.now())
    except (rounds.WrongState, rounds.WrongMoment):
        return too_late(request, round)
    messages.success(request, _("De ronde is weer open tot %s.") % moment(round.closes_at))
    return back(round)


@member
@require_http_methods(GET_AND_POST)
def reveal(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Explain, and then show the picture while the round is open (P8)."""
    round = opened_round(request, conversation_id, number)
    if round.status != Round.Status.OPEN or round.revealed:
        return too_late(request, round)
    if request.method != "POST":
        context = {**base(round), "counts": counts_of(round)}
        return render(request, "conversations/reveal.html", context)
    try:
        rounds.reveal(round, actor=request.user, now=timezone.now())
    except rounds.WrongState:
        return too_late(request, round)
    messages.success(
        request, _("Het beeld is vrijgegeven. Wie heeft verstuurd, ziet het zodra het is gemaakt.")
    )
    return redirect(stop_url(round, "beeld"))
