"""Stop 3: the conversation agenda, on the screen and on paper."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from samenspraak.organisations.access import MemberRequest, member
from samenspraak.results.queries.releases import latest_release, picture_of
from samenspraak.results.services import MINUTES
from samenspraak.results.views.shared import page, round_at
from samenspraak.results.wording.agenda import CHOICES, agenda
from samenspraak.results.wording.names import names_of
from samenspraak.results.wording.pages import Telling


@member
@require_safe
def conversation_agenda(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Show what is most worth talking about, in the time there is."""
    round = round_at(request, conversation_id, number)
    last = latest_release(round)
    if last is None:
        return redirect("results:picture", conversation_id, number)
    telling = Telling(picture=picture_of(last), names=names_of(round))
    context = {
        "release": last,
        "telling": telling,
        "agenda": agenda(
            telling.picture, telling.names, minutes=chosen_minutes(request.GET.get("minuten", ""))
        ),
        "choices": CHOICES,
    }
    template = "results/agenda_print.html" if "afdrukken" in request.GET else "results/agenda.html"
    return page(request, template, round, context)


def chosen_minutes(typed: str) -> int:
    """Return the chosen time; the usual one for anything that is not a choice."""
    return int(typed) if typed in {str(choice) for choice in CHOICES} else MINUTES
