"""Ties of an entry: laying, changing, confirming and taking away."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenspraak.organisations.access import MemberRequest, member
from samenspraak.socialbase.forms.ties import StrengthForm, TieForm
from samenspraak.socialbase.models import Actor, Tie
from samenspraak.socialbase.queries.entries import entry_for, line_of, others_of, tie_for
from samenspraak.socialbase.services import ties
from samenspraak.socialbase.services.entries import EntryGone
from samenspraak.socialbase.views.frame import GET_AND_POST, page
from samenspraak.socialbase.wording.ties import told_tie


@member
@require_http_methods(GET_AND_POST)
def new(request: MemberRequest, actor_id: UUID) -> HttpResponse:
    """Lay a tie."""
    actor = entry_for(request.organisation, actor_id)
    data = request.POST if request.method == "POST" else None
    form = TieForm(data, actor=actor, others=others_of(actor))
    if form.is_bound and form.is_valid() and laid(request, form, actor):
        messages.success(request, _("De verbinding staat op de kaart."))
        return redirect("socialbase:entry", actor.pk)
    context = {"form": form, "actor": actor, "alone": not form.others}
    return page(request, "tie_form.html", context, status=422 if form.errors else 200)


def laid(request: MemberRequest, form: TieForm, actor: Actor) -> bool:
    """Lay the tie, or put in the form why that cannot be."""
    source, target = (form.chosen, actor) if form.backwards else (actor, form.chosen)
    try:
        ties.tie(
            source,
            target,
            kind=form.chosen_kind,
            strength=form.cleaned_data["strength"],
            note=form.cleaned_data["note"],
            said_by=form.sides,
            by=request.user,
            now=timezone.now(),
        )
    except EntryGone:
        form.add_error("other", _("Die staat niet meer op de kaart."))
    except ties.TieExists:
        form.add_error("other", _("Deze verbinding staat er al, misschien van de andere kant opgeschreven."))
    except ties.TieTheOtherWay:
        words = {"other": form.chosen.name, "name": actor.name}
        form.add_error(
            "kind",
            _("Andersom staat deze verbinding er al, tussen %(other)s en %(name)s. Haal die eerst weg.")
            % words,
        )
    else:
        return True
    return False


@member
@require_http_methods(GET_AND_POST)
def change(request: MemberRequest, actor_id: UUID, tie_id: UUID) -> HttpResponse:
    """Change how strong a tie is."""
    actor = entry_for(request.organisation, actor_id)
    tie = tie_for(actor, tie_id)
    first = {"strength": tie.strength, "note": tie.note}
    form = StrengthForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_bound and form.is_valid():
        ties.change_tie(tie, **form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, _("Bewaard."))
        return redirect("socialbase:entry", actor.pk)
    context = {"form": form, "actor": actor, "tie": told_tie(line_of(tie, actor))}
    return page(request, "tie_change.html", context, status=422 if form.errors else 200)


@member
@require_POST
def confirm(request: MemberRequest, actor_id: UUID, tie_id: UUID) -> HttpResponse:
    """Note that one end says that the tie is right."""
    actor = entry_for(request.organisation, actor_id)
    tie = tie_for(actor, tie_id)
    side = end_of(tie, actor, other=request.POST.get("kant") == "ander")
    ties.confirm_tie(tie, side=side, by=request.user, now=timezone.now())
    messages.success(request, _("Genoteerd: %(name)s zegt dat dit klopt.") % {"name": side.name})
    return redirect("socialbase:entry", actor.pk)


def end_of(tie: Tie, actor: Actor, *, other: bool) -> Actor:
    """Return one end of a tie: this entry, or the other one."""
    is_source = (tie.source_id == actor.pk) != other
    return tie.source if is_source else tie.target


@member
@require_POST
def remove(request: MemberRequest, actor_id: UUID, tie_id: UUID) -> HttpResponse:
    """Take a tie away."""
    actor = entry_for(request.organisation, actor_id)
    ties.remove_tie(tie_for(actor, tie_id), by=request.user, now=timezone.now())
    messages.success(request, _("De verbinding is weggehaald."))
    return redirect("socialbase:entry", actor.pk)
