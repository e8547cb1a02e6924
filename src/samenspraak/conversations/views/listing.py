"""The organisation's conversations, a new one, and one conversation as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenspraak.conversations.contributions import panels, stop_path
from samenspraak.conversations.forms.preparing import StartForm
from samenspraak.conversations.models import Round
from samenspraak.conversations.queries.conversations import (
    ConversationLine,
    conversation_for,
    conversation_lines,
    rounds_of,
)
from samenspraak.conversations.queries.counts import counts_of
from samenspraak.conversations.queries.instruments import instrument_of, newest_versions
from samenspraak.conversations.services.preparing import NotYours, start_conversation
from samenspraak.conversations.services.rounds import settle
from samenspraak.conversations.views.steps import STEPS, about_instruments, instrument_choices
from samenspraak.conversations.wording.questions import about
from samenspraak.conversations.wording.rounds import State, next_step, state_of
from samenspraak.organisations.access import MemberRequest, member
from samenspraak.organisations.contributions import event_sentences
from samenspraak.organisations.queries.areas import area_name
from samenspraak.organisations.queries.people import events_of
from samenspraak.organisations.wording import log_lines

EVENTS_SHOWN = 20


@dataclass(frozen=True)
class ListedConversation:
    """One conversation on the list page."""

    line: ConversationLine
    state: State
    url: str
    next_step: str


@member
@require_safe
def listing(request: MemberRequest) -> HttpResponse:
    """Show the organisation's conversations with their state and next step."""
    now = timezone.now()
    listed = [listed_conversation(line, now) for line in conversation_lines(request.organisation)]
    return render(request, "conversations/list.html", {"listed": listed})


def listed_conversation(line: ConversationLine, now: datetime) -> ListedConversation:
    """Return one conversation as the list shows it."""
    return ListedConversation(
        line=line,
        state=state_of(line.round, now),
        url=reverse("conversations:overview", args=[line.conversation.pk]),
        next_step=next_step(line.round, now),
    )


@member
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Take the first step of a new conversation; from then on it is a draft in the database."""
    versions = newest_versions()
    form = StartForm(request.POST or None, instruments=instrument_choices(versions))
    if form.is_valid() and (round := started(request, form)):
        return redirect("conversations:prepare_step", round.conversation_id, round.number, STEPS[1].slug)
    context = {"form": form, "instruments": about_instruments(versions), "total": len(STEPS)}
    return render(request, "conversations/new.html", context)


def started(request: MemberRequest, form: StartForm) -> Round | None:
    """Return the new conversation's first round, or put in the form why there is none."""
    chosen = {str(one.pk): one for one in newest_versions()}
    try:
        return start_conversation(
            request.organisation,
            key=form.cleaned_data["key"],
            title=form.cleaned_data["title"],
            instrument=chosen[form.cleaned_data["instrument"]],
            actor=request.user,
            now=timezone.now(),
        )
    except NotYours:
        form.add_error(
            None, _("Dit formulier is al gebruikt. Open de pagina opnieuw en vul het nog eens in.")
        )
        return None


@member
@require_safe
def overview(request: MemberRequest, conversation_id: UUID) -> HttpResponse:
    """Show one conversation: where it stands, its rounds, and what happened."""
    now = timezone.now()
    conversation = conversation_for(request.organisation, conversation_id)
    rounds = rounds_of(conversation)
    if not rounds:
        raise Http404
    current = settle(rounds[-1], now=now)
    path = stop_path(current, "")
    context = {
        "conversation": conversation,
        "about": about(instrument_of(conversation.instrument), get_language() or "nl"),
        "area": area_name(conversation.area_code),
        "rounds": [(round, state_of(round, now)) for round in reversed(rounds)],
        "round": current,
        "path": path,
        "next": next((stop for stop in path if stop.state == "next"), None),
        "counts": counts_of(current) if current.status != Round.Status.DRAFT else None,
        "panels": panels("overview", request, current),
        "lines": log_lines(
            events_of(request.organisation, subject=conversation)[:EVENTS_SHOWN], event_sentences()
        ),
    }
    return render(request, "conversations/overview.html", context)
