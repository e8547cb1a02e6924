"""The owner's own page: what was agreed, and the answer, without an account."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samenspraak.conversations.access import participant_page
from samenspraak.delivery.calendar import calendar
from samenspraak.delivery.names import file_name
from samenspraak.outcomes.forms.owner import OwnerForm
from samenspraak.outcomes.models import Action, ActionStep
from samenspraak.outcomes.queries.agenda import history_of
from samenspraak.outcomes.queries.links import action_for
from samenspraak.outcomes.services.owner import MAY_ANSWER, NoLongerAsked, answer_by_owner
from samenspraak.outcomes.views.files import attachment
from samenspraak.outcomes.wording import owner as words
from samenspraak.outcomes.wording.actions import badge, history
from samenspraak.outcomes.wording.files import owner_entries
from samenspraak.results.wording.names import names_of

Kind = ActionStep.Kind
ALSO = {Kind.PROGRESS: (Kind.DONE,)}  # sent with the same field
OTHERWISE = (Kind.CHANGE_ASKED, Kind.HANDED_BACK)


@participant_page
def owner(request: HttpRequest, token: str) -> HttpResponse:
    """Show an owner's action and keep the answer; looking changes nothing."""
    action = action_for(token)
    if action is None:
        return unknown(request)
    if request.method != "POST":
        return own_page(request, token, action, OwnerForm(initial={"key": uuid4()}))
    form = OwnerForm(request.POST)
    if not form.is_valid():
        return own_page(request, token, action, form, status=422)
    try:
        answer_by_owner(action, **form.cleaned_data, today=timezone.localdate())
        messages.success(request, words.thanks(form.cleaned_data["kind"]))
    except NoLongerAsked:
        messages.info(
            request, _("Deze afspraak is intussen veranderd. Kijk hieronder hoe hij er nu voor staat.")
        )
    return redirect("outcomes:owner", token)


def unknown(request: HttpRequest) -> HttpResponse:
    """Say kindly that a link leads nowhere, whether it is wrong, old or taken back."""
    return render(request, "outcomes/owner_unknown.html", status=404)


def own_page(
    request: HttpRequest, token: str, action: Action, form: OwnerForm, *, status: int = 200
) -> HttpResponse:
    """Render the owner's page; words that could not be kept stand in the part they were typed in."""
    names, steps = names_of(action.round), history_of(action)
    may = MAY_ANSWER[action.status]
    context: dict[str, Any] = {
        "action": action,
        "conversation": action.conversation,
        "organisation": action.conversation.organisation,
        "token": token,
        "badge": badge(action),
        "asked_by": words.asked_by(steps),
        "facts": words.facts(action, names),
        "history": history(steps, for_owner=True),
        "may_accept": Kind.ACCEPTED in may,
        "report": part(Kind.PROGRESS, form) if Kind.PROGRESS in may else None,
        "parts": [part(kind, form) for kind in OTHERWISE if kind in may],
        "may_finish": Kind.DONE in may,
        "key": form["key"].value() or uuid4(),
        "form": form,
    }
    return render(request, "outcomes/owner.html", context, status=status)


def part(kind: Kind, form: OwnerForm) -> words.AnswerPart:
    """Return the part of the page for one answer, with what was typed there when it could not be kept."""
    if not form.is_bound or form.data.get("kind") not in (kind, *ALSO.get(kind, ())):
        return words.answer_part(kind)
    return words.answer_part(kind, typed=form.data.get("text", ""), error=form.complaint)


@participant_page
def owner_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Give the dates of this action for a calendar."""
    action = action_for(token)
    if action is None:
        return unknown(request)
    made = calendar(owner_entries(action), name=action.what, now=timezone.now())
    return attachment(made, file_name(_("afspraak %s") % action.what, "ics"))
