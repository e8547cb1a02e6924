"""The page of an organisation itself: still right, change, off the map; without an account, by a link that works once."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samenspraak.conversations.access import participant_page
from samenspraak.conversations.services.editing import Overtaken
from samenspraak.organisations.contributions import surroundings_of
from samenspraak.socialbase.forms.confirming import OwnEntryForm, TiesForm
from samenspraak.socialbase.models import ConfirmLink
from samenspraak.socialbase.queries.entries import TieLine, contact_of, ties_of
from samenspraak.socialbase.queries.links import asked_by_mail, link_with, state_of
from samenspraak.socialbase.queries.map import entry_of
from samenspraak.socialbase.services.links import (
    LinkUsed,
    change_by_link,
    confirm_by_link,
    take_off_by_link,
)
from samenspraak.socialbase.wording.confirming import own_facts, tie_question

STEPS = ("wijzigen", "weg")


@participant_page
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show an organisation its entry and keep what it says; looking changes nothing."""
    link = link_with(token)
    if link is None:
        return render(request, "socialbase/link/unknown.html", status=404)
    state = state_of(link, today=timezone.localdate())
    if state != "open":
        return over(request, link, state)
    try:
        return said(request, link) if request.method == "POST" else ask(request, link)
    except LinkUsed:
        return over(request, link, "used")


def over(request: HttpRequest, link: ConfirmLink, state: str) -> HttpResponse:
    """Say kindly that a link does nothing any more; never whom to reach, for it may be in other hands."""
    context = {"link": link, "state": state, "organisation": link.actor.organisation}
    return render(request, f"socialbase/link/{state}.html", context, status=410)


def ask(request: HttpRequest, link: ConfirmLink) -> HttpResponse:
    """Show the entry, the form to change it, or the question whether it should go."""
    step = request.GET.get("stap", "")
    if step == "weg":
        return shown(request, link, "remove")
    lines = own_ties(link)
    ties = ties_form(link, lines)
    if step == "wijzigen":
        return shown(request, link, "change", form=own_form(link), ties=ties)
    return shown(request, link, "ask", ties=ties)


def said(request: HttpRequest, link: ConfirmLink) -> HttpResponse:
    """Keep what they say."""
    wish, now = request.POST.get("actie", ""), timezone.now()
    if wish == "weg":
        take_off_by_link(link, now=now)
        return done(request, link, wish)
    ties = ties_form(link, own_ties(link), request.POST)
    if wish == "klopt":
        confirm_by_link(link, ties.said(), now=now)
        return done(request, link, wish)
    form = own_form(link, request.POST)
    if not form.is_valid():
        return shown(request, link, "change", form=form, ties=ties, status=422)
    try:
        change_by_link(
            link, form.values(), form.told(), ties.said(), version=form.cleaned_data["version"], now=now
        )
    except Overtaken:
        link.actor.refresh_from_db()
        data = request.POST.copy()
        data["version"] = str(link.actor.version)
        form = own_form(link, data)
        return shown(request, link, "change", form=form, ties=ties, overtaken=True, status=409)
    return done(request, link, "gewijzigd")


def own_form(link: ConfirmLink, data: Any = None) -> OwnEntryForm:
    """Return the form with which they change their entry."""
    return OwnEntryForm(data, actor=link.actor, contact=contact_of(link.actor))


def own_ties(link: ConfirmLink) -> list[TieLine]:
    """Return their ties, those that only the other side claims first."""
    return sorted(ties_of(link.actor), key=lambda line: (line.said, line.other.name.casefold()))


def ties_form(link: ConfirmLink, lines: list[TieLine], data: Any = None) -> TiesForm:
    """Return the questions about their ties."""
    return TiesForm(data, lines=lines, labels=[tie_question(line, link.actor) for line in lines])


def shown(
    request: HttpRequest, link: ConfirmLink, template: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    """Render one of the pages of a link."""
    actor = link.actor
    entry = entry_of(actor, today=timezone.localdate())
    context = {
        "actor": actor,
        "organisation": actor.organisation,
        "keeper": actor.keeper,
        "facts": own_facts(entry, surroundings_of(actor.organisation).names),
        "contact": contact_of(actor),
        **more,
    }
    return render(request, f"socialbase/link/{template}.html", context, status=status)


def done(request: HttpRequest, link: ConfirmLink, what: str) -> HttpResponse:
    """Thank, and say what happens next."""
    actor = link.actor
    again = asked_by_mail(actor)
    context = {"actor": actor, "organisation": actor.organisation, "what": what, "asked_again": again}
    return render(request, "socialbase/link/done.html", context)
