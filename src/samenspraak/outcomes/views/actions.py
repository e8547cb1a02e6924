"""Stop 5: the action agenda, one action with its history, and adding, changing, asking and following up."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspraak.conversations.forms.editing import over
from samenspraak.conversations.models import Round
from samenspraak.conversations.services.editing import Overtaken
from samenspraak.organisations.access import MemberRequest, member
from samenspraak.outcomes.forms.actions import ActionForm, FollowUpForm, first_values
from samenspraak.outcomes.models import Action
from samenspraak.outcomes.queries.agenda import action_in, agenda, flags_of, history_of, last_words
from samenspraak.outcomes.queries.links import owner_url
from samenspraak.outcomes.services.actions import (
    AskedToday,
    NobodyToAsk,
    change_action,
    follow_up,
    make_action,
    renew_link,
)
from samenspraak.outcomes.tasks import ask
from samenspraak.outcomes.views.page import page, round_at
from samenspraak.outcomes.wording import actions as words
from samenspraak.outcomes.wording.agenda import AgendaPage, agenda_page
from samenspraak.results.wording.names import Names, names_of

STOP = "afspreken"
AGREED = ("what", "deadline")


@member
@require_safe
def overview(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Show the action agenda by theme, by owner or by date, and what asks for attention."""
    round = round_at(request, conversation_id, number)
    lines = agenda(round, timezone.localdate())
    said = last_words(line.action for line in lines if line.flags)
    told: AgendaPage = agenda_page(lines, names_of(round), said, view=request.GET.get("weergave", ""))
    return page(request, "outcomes/actions.html", round, STOP, {"agenda": told})


@member
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Add an action; the same form sent twice adds one."""
    round = round_at(request, conversation_id, number)
    form = action_form(request, names_of(round), initial=suggested(request))
    if not form.is_valid():
        return page(request, "outcomes/action_form.html", round, STOP, {"form": form})
    now = timezone.now()
    key = form.cleaned_data["key"] or uuid4()
    made = make_action(
        round, form.values(), key=key, actor=request.user, now=now, today=timezone.localdate(now)
    )
    messages.success(request, _("De actie staat op de agenda."))
    return redirect("outcomes:action", conversation_id, number, made.pk)


def action_form(request: MemberRequest, names: Names, **more: Any) -> ActionForm:
    """Return the form of an action, filled in when it was sent."""
    return ActionForm(
        request.POST if request.method == "POST" else None,
        questions=names.questions,
        language=names.language,
        today=timezone.localdate(),
        **more,
    )


def suggested(request: MemberRequest) -> dict[str, str]:
    """Return the theme and the statement that the page before pointed at."""
    return {"theme": request.GET.get("thema", "")[:4], "item": request.GET.get("stelling", "")[:40]}


@member
@require_safe
def detail(request: MemberRequest, conversation_id: UUID, number: int, action_id: UUID) -> HttpResponse:
    """Show one action with its history."""
    round = round_at(request, conversation_id, number)
    action = action_in(round, action_id)
    return one_action(request, round, action, FollowUpForm(initial={"key": uuid4()}))


def one_action(
    request: MemberRequest, round: Round, action: Action, form: FollowUpForm, *, status: int = 200
) -> HttpResponse:
    """Render the page of one action."""
    names = names_of(round)
    context = {
        "action": action,
        "badge": words.badge(action),
        "flags": [words.FLAGS[flag] for flag in flags_of(action, timezone.localdate())],
        "theme": words.theme_name(action.theme, names),
        "statement": words.statement_name(action.item, names),
        "facts": words.facts(action, names.questions.instrument, names.language),
        "history": words.history(history_of(action)),
        "owner_url": owner_url(action),
        "form": form,
    }
    return page(request, "outcomes/action.html", round, STOP, context, status=status)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: MemberRequest, conversation_id: UUID, number: int, action_id: UUID) -> HttpResponse:
    """Change an action; who was overtaken sees both texts."""
    round = round_at(request, conversation_id, number)
    action = action_in(round, action_id)
    form = action_form(request, names_of(round), action=action)
    if not form.is_valid():
        context = {"form": form, "action": action}
        return page(request, "outcomes/action_form.html", round, STOP, context)
    values, now = form.changed(form.columns), timezone.now()
    today, version = timezone.localdate(now), form.cleaned_data["version"]
    try:
        changed = change_action(action, values, version=version, actor=request.user, now=now, today=today)
    except Overtaken:
        return both_texts(request, round, action_in(round, action_id), form)
    tell(request, action, set(changed))
    return redirect("outcomes:action", conversation_id, number, action.pk)


def tell(request: MemberRequest, action: Action, changed: set[str]) -> None:
    """Say that it was kept, and who should hear of it."""
    messages.success(request, _("Bewaard."))
    if action.promised and changed.intersection(AGREED):
        messages.info(
            request,
            _(
                "De trekker zei ja op de eerdere afspraak. Stuur de link opnieuw als jullie dit nog niet bespraken."
            ),
        )


def both_texts(request: MemberRequest, round: Round, action: Action, form: ActionForm) -> HttpResponse:
    """Show the action as it is now beside what was typed (409)."""
    names = names_of(round)
    data = over(first_values(action, {}), form.typed(form.columns))
    again = ActionForm(
        data,
        questions=names.questions,
        language=names.language,
        today=timezone.localdate(),
        action=action,
    )
    fields = [again[name] for name in again.columns]
    conflict = {
        "told": words.conflict(action, names, history_of(action)),
        "fields": fields,
        "hidden": [again["version"], again["key"]],
    }
    back = reverse("outcomes:action", args=[round.conversation_id, round.number, action.pk])
    context = {"about": action.what, "conflicts": [conflict], "form": again, "back_url": back}
    return page(request, "outcomes/overtaken.html", round, STOP, context, status=409)


@member
@require_POST
def send_link(request: MemberRequest, conversation_id: UUID, number: int, action_id: UUID) -> HttpResponse:
    """Send the owner the personal link."""
    action = action_in(round_at(request, conversation_id, number), action_id)
    try:
        ask(action, actor=request.user, now=timezone.now())
        messages.success(request, _("De trekker krijgt een e-mail met een persoonlijke link."))
    except NobodyToAsk:
        messages.error(request, _("Vul eerst een e-mailadres van de trekker in."))
    except AskedToday:
        messages.info(request, _("De trekker kreeg vandaag al een e-mail. Morgen kun je weer mailen."))
    return redirect("outcomes:action", conversation_id, number, action.pk)


@member
@require_POST
def new_link(request: MemberRequest, conversation_id: UUID, number: int, action_id: UUID) -> HttpResponse:
    """Make the owner's link anew, so that the old one no longer works."""
    action = action_in(round_at(request, conversation_id, number), action_id)
    renew_link(action, actor=request.user, now=timezone.now())
    messages.success(request, _("Er is een nieuwe link. De oude werkt niet meer."))
    return redirect("outcomes:action", conversation_id, number, action.pk)


@member
@require_POST
def note(request: MemberRequest, conversation_id: UUID, number: int, action_id: UUID) -> HttpResponse:
    """Keep what the facilitator notes about an action."""
    round = round_at(request, conversation_id, number)
    action = action_in(round, action_id)
    form = FollowUpForm(request.POST)
    if not form.is_valid():
        return one_action(request, round, action, form, status=422)
    now = timezone.now()
    follow_up(action, **form.cleaned_data, actor=request.user, now=now, today=timezone.localdate(now))
    messages.success(request, _("Genoteerd."))
    return redirect("outcomes:action", conversation_id, number, action.pk)
