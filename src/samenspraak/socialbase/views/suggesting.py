"""A participant's suggestions, after sending: with whom, who is missing, how to be stronger together."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samenspraak.conversations.access import visitor
from samenspraak.conversations.queries.answering import Visit
from samenspraak.conversations.queries.plans import plan_for
from samenspraak.conversations.queries.tokens import signed
from samenspraak.conversations.views.answering import around
from samenspraak.socialbase.forms.suggestions import SuggestForm
from samenspraak.socialbase.queries.suggestions import asks, has_suggested
from samenspraak.socialbase.services.suggestions import GivenAlready
from samenspraak.socialbase.services.suggestions import suggest as keep


@visitor
def suggest(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask somebody who sent a sheet for suggestions, once, while the round takes answers."""
    response, round = visit.response, visit.round
    if response is None or not (visit.has_sent and visit.may_answer and asks(round.conversation)):
        return redirect("conversations:thanks", code=round.code)
    if request.method != "POST":
        return shown(request, visit, SuggestForm(), given=has_suggested(round, response))
    form = SuggestForm(request.POST)
    if not form.is_valid():
        return shown(request, visit, form, status=422)
    try:
        keep(response, form.texts(), about=form.cleaned_data["about"])
    except GivenAlready:
        return shown(request, visit, form, given=True, status=409)
    return render(request, "socialbase/participant/thanks.html", around(visit))


def shown(
    request: HttpRequest, visit: Visit, form: SuggestForm, *, given: bool = False, status: int = 200
) -> HttpResponse:
    """Show the questions, or that they were answered already."""
    plan = plan_for(visit.round)
    context = {
        "form": form,
        "given": given,
        "named": plan.mode == "named",
        "k": plan.k,
        "token": signed(visit.token),
        **around(visit),
    }
    return render(request, "socialbase/participant/suggest.html", context, status=status)
