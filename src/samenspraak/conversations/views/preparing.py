"""Stop 1: preparing a conversation step by step, the check, and the opening."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspraak.conversations.contributions import stop_path
from samenspraak.conversations.models import Conversation, Round
from samenspraak.conversations.queries.plans import plan_for
from samenspraak.conversations.queries.rounds import homeless_cards, questions_of, round_for
from samenspraak.conversations.services import preparing, rounds
from samenspraak.conversations.views.steps import STEPS, Change, StepForm, what_is_seen
from samenspraak.conversations.wording.protection import without_number
from samenspraak.conversations.wording.questions import about, amount, card_questions, chapters, minutes
from samenspraak.conversations.wording.rounds import moment, problems
from samenspraak.organisations.access import MemberRequest, member
from samenspraak.organisations.queries.areas import area_name

STAYING = ("merge", "move", "more", "again")


@member
@require_http_methods(["GET", "HEAD", "POST"])
def prepare_step(request: MemberRequest, conversation_id: UUID, number: int, step: str) -> HttpResponse:
    """Show one step of a draft, or keep it and go on."""
    place = place_of(step)
    round = round_for(request.organisation, conversation_id, number)
    now = timezone.now()
    posted = request.POST if request.method == "POST" else None
    is_draft = round.status == Round.Status.DRAFT
    if posted is None and not is_draft:
        return redirect("conversations:prepare", conversation_id, number)
    form = STEPS[place].form(round, posted, now)
    if not is_draft:
        return step_page(request, round, place, form, refused=True)
    if posted is None or not form.is_valid():
        return step_page(request, round, place, form)
    try:
        STEPS[place].keep(Change(round=round, form=form, posted=request.POST, actor=request.user, now=now))
    except preparing.RoundHasOpened:
        return step_page(request, round, place, form, refused=True)
    return onward(request, round, place)


def place_of(slug: str) -> int:
    """Return the place of a step; Http404 when there is none."""
    found = next((place for place, step in enumerate(STEPS) if step.slug == slug), None)
    if found is None:
        raise Http404
    return found


def step_page(
    request: MemberRequest, round: Round, place: int, form: StepForm, *, refused: bool = False
) -> HttpResponse:
    """Return the page of one step; refused (409) when the round has opened since it was shown."""
    step = STEPS[place]
    context = {
        "round": round,
        "conversation": round.conversation,
        "path": stop_path(round, "voorbereiden"),
        "step": step,
        "place": place + 1,
        "total": len(STEPS),
        "form": form,
        "refused": refused,
        **step.context(round),
    }
    return render(request, f"conversations/steps/{step.slug}.html", context, status=409 if refused else 200)


def onward(request: MemberRequest, round: Round, place: int) -> HttpResponse:
    """Go where the button says: on, back, to the check, or here again."""
    if any(name in request.POST for name in STAYING):
        target = place
    elif request.POST.get("to") == "back":
        target = max(place - 1, 0)
    else:
        target = place + 1
    if request.POST.get("to") == "check" or target == len(STEPS):
        return redirect("conversations:prepare", round.conversation_id, round.number)
    return redirect("conversations:prepare_step", round.conversation_id, round.number, STEPS[target].slug)


@member
@require_safe
def prepare(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Show everything that was prepared: to check in a draft, to read afterwards."""
    now = timezone.now()
    round = rounds.settle(round_for(request.organisation, conversation_id, number), now=now)
    conversation, questions = round.conversation, questions_of(round)
    language = get_language() or "nl"
    seen, is_draft = what_is_seen(round), round.status == Round.Status.DRAFT
    context = {
        "round": round,
        "conversation": conversation,
        "path": stop_path(round, "voorbereiden"),
        "is_draft": is_draft,
        "opens_later": round.opens_at > now,
        "purpose": round.purpose or conversation.purpose,
        "pages": Conversation.Pages(round.pages or conversation.pages).label,
        "about": about(questions.instrument, language),
        "area": area_name(conversation.area_code),
        "groups": [(group, seen["plan"].displays[group.display]) for group in seen["plan"].groups],
        "problems": problems(round, seen["plan"], now) if is_draft else [],
        "homeless": homeless_cards(conversation) if is_draft else [],
        "has_cards": bool(questions.cards),
        "own_cards": ", ".join(card.item.text.to(language) for card in questions.cards if card.is_local),
        "without_number": without_number(seen["plan"]),
        "minutes": minutes(questions),
        **seen,
    }
    return render(request, "conversations/prepare.html", context)


@member
@require_safe
def questions(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Show all questions of the round, per theme, and for whom they are."""
    round = round_for(request.organisation, conversation_id, number)
    listed, groups, language = questions_of(round), plan_for(round).groups, get_language() or "nl"
    context = {
        "round": round,
        "conversation": round.conversation,
        "path": stop_path(round, "voorbereiden"),
        "amount": amount(listed),
        "chapters": chapters(listed, groups, language),
        "card_questions": card_questions(listed, groups, language),
    }
    return render(request, "conversations/questions.html", context)


@member
@require_POST
def open_now(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Open the round, at once or at its moment."""
    round = round_for(request.organisation, conversation_id, number)
    now = timezone.now()
    try:
        rounds.open_round(round, actor=request.user, now=now)
    except rounds.NotReady:
        messages.error(request, _("De ronde kan nog niet open. Kijk hieronder wat er mist."))
        return redirect("conversations:prepare", conversation_id, number)
    except preparing.RoundHasOpened:
        messages.info(request, _("De ronde stond al open."))
        return redirect("conversations:invite", conversation_id, number)
    messages.success(request, opened_message(round, now))
    return redirect("conversations:invite", conversation_id, number)


def opened_message(round: Round, now: datetime) -> str:
    """Return what opening did."""
    if round.opens_at > now:
        return _("De ronde staat klaar en gaat open op %s. Je kunt nu mensen uitnodigen.") % moment(
            round.opens_at
        )
    return _("De ronde is open. Nodig nu de mensen uit.")


@member
@require_POST
def discard(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Throw a draft away."""
    round = round_for(request.organisation, conversation_id, number)
    try:
        preparing.discard(round, actor=request.user, now=timezone.now())
    except preparing.RoundHasOpened:
        messages.error(request, _("Deze ronde is al open geweest en kan niet meer weg."))
        return redirect("conversations:prepare", conversation_id, number)
    messages.success(request, _("Het concept is weggegooid."))
    if number == 1:
        return redirect("conversations:list")
    return redirect("conversations:overview", conversation_id)
