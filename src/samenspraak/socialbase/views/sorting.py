"""Suggestions of participants, to take over on the map or to put aside."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspraak.conversations.queries.conversations import conversation_for
from samenspraak.core.likeness import Names
from samenspraak.organisations.access import MemberRequest, member
from samenspraak.socialbase.forms.entries import refuse_taken_name
from samenspraak.socialbase.forms.suggestions import ASIDE, IDEA, NEW, SortForm
from samenspraak.socialbase.models import Actor, Suggestion, Tie
from samenspraak.socialbase.queries.map import on_map
from samenspraak.socialbase.queries.suggestions import (
    ideas_of,
    lines_of,
    sorted_out,
    suggestion_for,
    waiting_rounds,
)
from samenspraak.socialbase.services.entries import EntryGone, NameTaken
from samenspraak.socialbase.services.suggestions import (
    SortedAlready,
    ask_participants,
    put_aside,
    settle,
    take_back,
    take_over,
    take_over_as_new,
)
from samenspraak.socialbase.services.ties import TieExists, TieToItself, tie
from samenspraak.socialbase.views.frame import GET_AND_POST, page
from samenspraak.socialbase.wording.suggestions import suggestion_rounds

ALIKE = 0.5


@member
@require_safe
def suggestions(request: MemberRequest) -> HttpResponse:
    """Show what participants suggested, per round, as far as that may be read."""
    now = timezone.now()
    for round in waiting_rounds(request.organisation):
        settle(round, now=now)
    context = {
        "rounds": suggestion_rounds(lines_of(request.organisation, now=now)),
        "ideas": ideas_of(request.organisation),
        "done": sorted_out(request.organisation),
    }
    return page(request, "suggestions.html", context)


@member
@require_http_methods(GET_AND_POST)
def sort(request: MemberRequest, suggestion_id: UUID) -> HttpResponse:
    """Decide about one suggestion."""
    suggestion = suggestion_for(request.organisation, suggestion_id)
    actors = list(on_map(request.organisation))
    form = SortForm(
        request.POST if request.method == "POST" else None,
        suggestion=suggestion,
        actors=actors,
        likely=likely(suggestion.text, actors),
        partner=likely(suggestion.about, actors),
    )
    if form.is_bound and form.is_valid():
        try:
            return decided(request, form, suggestion)
        except NameTaken:
            refuse_taken_name(form, taken=True)
        except SortedAlready:
            messages.info(request, _("Over deze suggestie is al beslist. Kijk hoe zij nu in de lijst staat."))
            return redirect("socialbase:suggestions")
    context = {"form": form, "suggestion": suggestion, "question": suggestion.get_kind_display()}
    return page(request, "sort.html", context, status=422 if form.errors else 200)


def likely(text: str, actors: list[Actor]) -> Actor | None:
    """Return the entry that is probably meant; None when no name is alike."""
    known = {one.pk: one for one in actors}
    names: Names[UUID] = Names((one.pk, one.name) for one in actors)
    found = names.like(text, at_least=ALIKE) if text else []
    return known[found[0].key] if found else None


def decided(request: MemberRequest, form: SortForm, suggestion: Suggestion) -> HttpResponse:
    """Do what was chosen."""
    told, now = form.cleaned_data, timezone.now()
    if told["what"] == ASIDE:
        put_aside(suggestion)
        messages.success(request, _("Opzij gelegd."))
        return redirect("socialbase:suggestions")
    if told["what"] == IDEA:
        take_over(suggestion, None)
        messages.success(request, _("Bewaard als idee."))
        return redirect("socialbase:suggestions")
    is_new = told["what"] == NEW
    if is_new:
        values = new_entry(form)
        by = request.user
        actor = take_over_as_new(suggestion, values, organisation=request.organisation, by=by, now=now)
    else:
        actor = form.actors[told["actor"]]
        take_over(suggestion, actor)
    other = form.actors.get(told["other"])
    if other is not None:
        tie_them(request, other, actor)
    messages.success(request, _("Overgenomen: %(name)s.") % {"name": actor.name})
    return redirect(
        "socialbase:entry" if is_new else "socialbase:suggestions", *([actor.pk] if is_new else [])
    )


def new_entry(form: SortForm) -> dict[str, str]:
    """Return what is known of somebody new."""
    told = form.cleaned_data
    return {
        "name": told["name"],
        "kind": told["kind"],
        "sphere": told["sphere"],
        "source": _("suggestie van een deelnemer"),
    }


def tie_them(request: MemberRequest, source: Actor, target: Actor) -> None:
    """Lay the tie that was suggested; neither end said so itself."""
    try:
        tie(
            source,
            target,
            kind=Tie.Kind.WORKS_WITH,
            strength=Tie.Strength.WEAK,
            note="",
            said_by=frozenset(),
            by=request.user,
            now=timezone.now(),
        )
    except EntryGone:
        return
    except (TieExists, TieToItself):
        messages.info(request, _("Deze verbinding stond er al."))


@member
@require_POST
def back(request: MemberRequest, suggestion_id: UUID) -> HttpResponse:
    """Put a suggestion back on the pile."""
    take_back(suggestion_for(request.organisation, suggestion_id))
    messages.success(request, _("De suggestie ligt weer op de stapel."))
    return redirect("socialbase:suggestions")


@member
@require_POST
def asking(request: MemberRequest, conversation_id: UUID) -> HttpResponse:
    """Ask the participants of a conversation for suggestions, or not any more."""
    conversation = conversation_for(request.organisation, conversation_id)
    on = request.POST.get("vragen") == "aan"
    ask_participants(conversation, on=on, by=request.user, now=timezone.now())
    messages.success(
        request,
        _("Na het versturen krijgen deelnemers nu ook de vragen over de kaart.")
        if on
        else _("Deelnemers krijgen de vragen over de kaart niet meer."),
    )
    newest = conversation.rounds.order_by("-number").first()
    return redirect("conversations:filling", conversation.pk, newest.number if newest else 1)
