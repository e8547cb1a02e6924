"""Coming in: by code, by personal link, and the few steps before the first question."""

from __future__ import annotations

from functools import lru_cache
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenspraak.conversations.access import (
    FIELD,
    give_token,
    is_shut_out,
    note_wrong_code,
    participant_page,
    to_join,
    token_of,
)
from samenspraak.conversations.forms.joining import AgreeForm, CodeForm, WhoForm
from samenspraak.conversations.models import Round
from samenspraak.conversations.queries.answering import (
    Visit,
    groups_of,
    phase_of,
    plan_of,
    round_of_code,
    visit_of,
)
from samenspraak.conversations.queries.invitations import invitation_for, personal_code
from samenspraak.conversations.queries.rounds import questions_of
from samenspraak.conversations.queries.tokens import Token, signed
from samenspraak.conversations.services.answering import AlreadyAnswered, NotAccepting, begin
from samenspraak.conversations.views.blocks import Block, rendered, slot
from samenspraak.conversations.wording.questions import explanations
from samenspraak.core.codes import plain

STEPS = 3


@participant_page
def join_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a conversation."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return code_page(request, form, status=422 if form.is_bound else 200)
    if is_shut_out(request):
        return too_many(request)
    if round_of_code(form.cleaned_data["code"]):
        return redirect("conversations:join", code=form.cleaned_data["code"])
    return wrong_code(request, form)


def wrong_code(request: HttpRequest, form: CodeForm) -> HttpResponse:
    """Say that nothing has this code, with the code still there to mend; count it."""
    if note_wrong_code(request):
        return too_many(request)
    form.add_error("code", _("Deze code kennen we niet. Kijk nog eens goed: is elk teken goed overgenomen?"))
    return code_page(request, form, status=404)


def too_many(request: HttpRequest) -> HttpResponse:
    """Ask to wait after many wrong codes."""
    response = render(request, "conversations/participant/too_many.html", status=429)
    response.headers["Retry-After"] = "600"
    return response


def code_page(request: HttpRequest, form: CodeForm, *, status: int) -> HttpResponse:
    """Show the page with the one field for a code."""
    form.hide_optional = True  # type: ignore[attr-defined]
    return render(request, "conversations/participant/code.html", {"form": form}, status=status)


@participant_page
def personal(request: HttpRequest, token: str) -> HttpResponse:
    """Let an invited person in. Looking at the link uses nothing up: a mail scanner may do it too."""
    invitation = invitation_for(token)
    if invitation is None:
        return render(request, "conversations/participant/dead_link.html", status=404)
    round = invitation.round
    response = redirect("conversations:join", code=round.code)
    carried = Token(round=round.pk, code=personal_code(invitation), invitation=invitation.pk)
    give_token(response, carried, round, timezone.now())
    return response


@participant_page
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Lead somebody from the code to the first question: what for, who are you, what happens with it."""
    if code != plain(code):
        return to_join(code)
    if is_shut_out(request):
        return too_many(request)
    round = round_of_code(code)
    if round is None:
        return wrong_code(request, CodeForm({"code": code}))
    visit = known_at(request, round)
    if request.method == "POST" and round.plan:
        return next_step(request, round, visit)
    if visit and visit.response and "opnieuw" not in request.GET:
        return render(request, "conversations/participant/welcome_back.html", {"visit": visit, **page(round)})
    return first_step(request, round, visit)


def known_at(request: HttpRequest, round: Round) -> Visit | None:
    """Return who this is, going by the form or the cookie."""
    token = token_of(request)
    return visit_of(round.code, token, timezone.now()) if token else None


def first_step(request: HttpRequest, round: Round, visit: Visit | None) -> HttpResponse:
    """Say what the conversation is for, or why nobody can begin now."""
    phase = phase_of(round, timezone.now())
    if phase == "early":
        return render(request, "conversations/participant/early.html", {"round": round, **page(round)})
    if phase != "open":
        return closed_page(request, round)
    who = request.GET.get("stap") == "wie"
    if visit is None or visit.response:
        again = "opnieuw" in request.GET
        block = kept_page(round, round.conversation.title, get_language() or "nl", who=who, again=again)
        return HttpResponse(block.filled({"key": str(uuid4())}))
    if who:
        return who_page(request, round, visit, who_form(round, visit))
    return render(
        request, "conversations/participant/purpose.html", {"round": round, "visit": visit, **page(round)}
    )


@lru_cache(maxsize=256)
def kept_page(
    round: Round,
    title: str,  # noqa: ARG001 (the page depends on it)
    language: str,  # noqa: ARG001 (the page depends on it)
    *,
    who: bool,
    again: bool,
) -> Block:
    """Render one of the first two steps for whoever comes new, once: a hall comes in at the same moment."""
    form = who_form(round, None)
    form.fields["key"].initial = slot("key")
    template = "conversations/participant/who.html" if who else "conversations/participant/purpose.html"
    address = reverse("conversations:join", args=[round.code])
    around = {"request": {"get_full_path": address}, "again": again, "round": round, "form": form}
    return rendered(template, {**around, **page(round, step=2 if who else 1)})


def closed_page(request: HttpRequest, round: Round) -> HttpResponse:
    """Say that the round is closed and what still can be done."""
    return render(
        request, "conversations/participant/closed.html", {"round": round, **page(round)}, status=410
    )


def next_step(request: HttpRequest, round: Round, visit: Visit | None) -> HttpResponse:
    """Check who this is, explain what happens with answers, and begin."""
    known = visit if request.POST.get(FIELD) else None
    form = who_form(round, known, request.POST)
    if request.POST.get("stap") == "terug" or not form.is_valid():
        form.has_gone_back = request.POST.get("stap") == "terug"  # type: ignore[attr-defined]
        return who_page(request, round, known, form)
    begins = request.POST.get("stap") == "begin"
    agree = AgreeForm(request.POST if begins else None) if is_named(round) else None
    if not begins or (agree and not agree.is_valid()):
        return promise_page(request, round, known, form, agree)
    return started(request, round, known, form)


def started(request: HttpRequest, round: Round, known: Visit | None, form: WhoForm) -> HttpResponse:
    """Begin the sheet and go to the first question; the same form twice has one outcome."""
    now = timezone.now()
    try:
        token = begin(round, form.beginning(), known=known.token if known else None, now=now)
    except NotAccepting:
        return first_step(request, round, None)
    except AlreadyAnswered:
        return render(request, "conversations/participant/already.html", page(round), status=409)
    response = redirect("conversations:answer", code=round.code, page=1)
    give_token(response, token, round, now)
    return response


def who_form(round: Round, visit: Visit | None, post: object = None) -> WhoForm:
    """Return the form of who fills in; an invited person's group is already known."""
    personal = bool(visit and visit.token.invitation)
    initial = {}
    if visit and visit.token.invitation:
        invitation = round.invitations.filter(pk=visit.token.invitation).select_related("group").first()
        initial = {"group": invitation.group.key} if invitation and invitation.group else {}
    about = explanations(questions_of(round).instrument, get_language() or "nl")
    named = is_named(round)
    return WhoForm(
        post, groups=groups_of(round), about=about, named=named, personal=personal, initial=initial
    )


def who_page(request: HttpRequest, round: Round, visit: Visit | None, form: WhoForm) -> HttpResponse:
    """Show the step "who are you"."""
    again = "opnieuw" in request.GET
    context = {"form": form, "again": again, "carried": carried(visit), **page(round, step=2)}
    wrong = form.is_bound and not form.is_valid()
    return render(request, "conversations/participant/who.html", context, status=422 if wrong else 200)


def promise_page(
    request: HttpRequest, round: Round, visit: Visit | None, form: WhoForm, agree: AgreeForm | None
) -> HttpResponse:
    """Show the step "what happens with your answers", with the choices carried along."""
    group = form.beginning().group
    plan = plan_of(round)
    context = {
        "who": form,
        "form": agree,
        "carried": carried(visit),
        "round": round,
        "plan": plan,
        "named": agree is not None,
        "table": bool(form.cleaned_data.get("together")),
        "group": group,
        "again": "opnieuw" in request.GET,
        "display": plan.displays.get(plan.display_of(group.key) or "", "") if group else "",
        **page(round, step=3),
    }
    status = 422 if agree and agree.is_bound and not agree.is_valid() else 200
    return render(request, "conversations/participant/promise.html", context, status=status)


def carried(visit: Visit | None) -> str:
    """Return the token of who came by a personal link or with a kept code, for a hidden field."""
    return signed(visit.token) if visit and visit.response is None else ""


def is_named(round: Round) -> bool:
    """Say whether everybody sees names in this conversation."""
    return plan_of(round).mode == "named"


def page(round: Round, *, step: int = 1) -> dict[str, object]:
    """Return what the page around every step needs."""
    return {
        "conversation": round.conversation,
        "join_url": reverse("conversations:join", args=[round.code]),
        "code": round.code,
        "step": step,
        "steps": STEPS,
    }
