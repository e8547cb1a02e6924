"""After sending: thanks with one's own result, the return code, coming back, erasing and withdrawing."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenspraak.conversations.access import (
    give_token,
    is_shut_out,
    note_wrong_code,
    participant_page,
    take_token,
    visitor,
)
from samenspraak.conversations.contributions import State, Step, contributed, panels
from samenspraak.conversations.forms.joining import ReturnCodeForm
from samenspraak.conversations.models import Participant, Response
from samenspraak.conversations.queries.answering import Visit, newest_round_of, participant_with, plan_of
from samenspraak.conversations.queries.invitations import invitation_of_code
from samenspraak.conversations.queries.overview import own_places, standings
from samenspraak.conversations.queries.tokens import Token, signed
from samenspraak.conversations.services.answering import (
    NotAccepting,
    erase_code,
    keep_code,
    let_go_of_code,
    withdraw,
)
from samenspraak.conversations.views.answering import around, sheet_of
from samenspraak.conversations.views.joining import too_many
from samenspraak.conversations.views.own_result import own_wheel, own_words
from samenspraak.core.codes import in_blocks


@dataclass(frozen=True)
class PathStep:
    """One step of the participant's own path, as shown."""

    number: int
    name: str | Promise
    url: str
    state: State


@visitor
def thanks(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Thank, show somebody's own result, and say what happens next."""
    if not visit.has_sent:
        return redirect("conversations:answer_start", code=visit.round.code)
    if request.method == "POST":
        return choose(request, visit)
    language, sheet = get_language() or "nl", sheet_of(visit)
    own = standings(sheet.response, language) if sheet else ()
    context = {
        "places": own_places(sheet.response, sheet.pages, language) if sheet else (),
        "questions_url": reverse("conversations:answer_start", args=[visit.round.code]),
        "standings": [(one, own_words(one)) for one in own],
        "named": plan_of(visit.round).mode == "named",
        "drawing": own_wheel(own),
        "panels": panels("thanks", request, visit.round, visit.response),
        "path": own_path(visit, "invullen"),
        "participant": keeper(visit),
        "token": signed(visit.token),
        **around(visit),
    }
    response = render(request, "conversations/participant/thanks.html", context)
    give_token(response, visit.token, visit.round, visit.now)
    return response


def choose(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Keep the code for a next round or not, or leave this device."""
    wish = request.POST.get("actie", "")
    if wish == "klaar":
        response = render(request, "conversations/participant/left.html", around(visit))
        take_token(response, visit.round)
        return response
    participant = keeper(visit)
    if participant and wish == "bewaar":
        keep_code(participant, visit.round)
    if participant and wish == "laat-los":
        let_go_of_code(participant)
    return redirect(reverse("conversations:thanks", args=[visit.round.code]) + "#code")


def keeper(visit: Visit) -> Participant | None:
    """Return the participant whose sheet this is, while sheet and code are still tied."""
    return visit.response.participant if visit.response else visit.participant


def own_path(visit: Visit, current: str) -> list[PathStep]:
    """Return the participant's path: fill in, the picture, what was done with it."""
    steps: list[Step] = sorted(contributed("STEPS"), key=lambda step: step.number)
    return [path_step(step, visit, current) for step in steps]


def path_step(step: Step, visit: Visit, current: str) -> PathStep:
    """Return one step as shown: a link once there is something to see."""
    cut = visit.response is None and visit.has_sent
    ready = step.ready(visit.round, visit.response) or cut
    state: State = "next" if ready else "later"
    if step.key == "invullen" and visit.has_sent:
        state = "done"
    if step.key == current and not visit.has_sent:
        state = "current"
    url = reverse(step.url_name, args=[visit.round.code]) if ready else ""
    return PathStep(number=step.number, name=step.name, url=url, state=state)


@visitor
def card(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the return code on a card to print; erase the code or withdraw the answers."""
    participant = keeper(visit) or participant_with(visit.token.code)
    if request.method == "POST":
        return let_go(request, visit, participant)
    context = {
        "return_code": in_blocks(visit.token.code) if participant else "",
        "participant": participant,
        "back_address": request.build_absolute_uri(reverse("conversations:come_back")),
        "sheet": visit.response,
        "token": signed(visit.token),
        **around(visit),
    }
    return render(request, "conversations/participant/card.html", context)


def let_go(request: HttpRequest, visit: Visit, participant: Participant | None) -> HttpResponse:
    """Erase the code or withdraw the answers, after asking once more."""
    wish = request.POST.get("actie", "")
    if wish not in {"wis", "trek-in"}:
        return redirect("conversations:card", code=visit.round.code)
    if "zeker" not in request.POST:
        context = {"wish": wish, "token": signed(visit.token), **around(visit)}
        return render(request, "conversations/participant/sure.html", context)
    return erased(request, visit, participant) if wish == "wis" else withdrawn(request, visit)


def erased(request: HttpRequest, visit: Visit, participant: Participant | None) -> HttpResponse:
    """Erase the code."""
    if participant:
        erase_code(participant)
    return render(request, "conversations/participant/erased.html", around(visit))


def withdrawn(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Withdraw the answers; too late is said in words."""
    try:
        withdraw(visit)
    except NotAccepting:
        return render(request, "conversations/participant/not_withdrawn.html", around(visit), status=410)
    response = render(request, "conversations/participant/withdrawn.html", around(visit))
    take_token(response, visit.round)
    return response


@participant_page
def come_back(request: HttpRequest) -> HttpResponse:
    """Ask for a return code and lead to where it goes: one's own sheet, or the next round."""
    form = ReturnCodeForm(request.POST if request.method == "POST" else None)
    form.hide_optional = True  # type: ignore[attr-defined]
    if not form.is_bound or not form.is_valid():
        return back_page(request, form, status=422 if form.is_bound else 200)
    if is_shut_out(request):
        return too_many(request)
    now = timezone.now()
    participant = participant_with(form.cleaned_data["code"])
    found = newest_round_of(participant, now) if participant else None
    if found is None:
        return unknown_code(request, form)
    round, sheet = found
    code = form.cleaned_data["code"]
    invitation = invitation_of_code(round, code)
    token = Token(
        round=round.pk,
        code=code,
        response=sheet.pk if sheet else None,
        invitation=invitation.pk if invitation else None,
    )
    response = redirect(next_place(sheet, participant), code=round.code)
    give_token(response, token, round, now)
    return response


def next_place(sheet: Response | None, participant: Participant | None) -> str:
    """Return the page where somebody with this sheet goes on."""
    if sheet is None:
        return "conversations:thanks" if participant and not participant.keep else "conversations:join"
    return "conversations:thanks" if sheet.status == Response.Status.SENT else "conversations:answer_start"


def unknown_code(request: HttpRequest, form: ReturnCodeForm) -> HttpResponse:
    """Give a wrong and an erased code the same answer; count it."""
    if note_wrong_code(request):
        return too_many(request)
    form.add_error(
        "code", _("Met deze code vinden we niets. Misschien is een teken verkeerd, of is de code gewist.")
    )
    return back_page(request, form, status=404)


def back_page(request: HttpRequest, form: ReturnCodeForm, *, status: int) -> HttpResponse:
    """Show the page with the one field for a return code."""
    return render(request, "conversations/participant/come_back.html", {"form": form}, status=status)
