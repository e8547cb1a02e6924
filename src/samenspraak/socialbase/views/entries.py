"""One entry: what it is, with whom, and what happened; adding, changing, confirming and taking it off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspraak.conversations.services.editing import Overtaken
from samenspraak.organisations.access import MemberRequest, member
from samenspraak.organisations.models import User
from samenspraak.organisations.queries.people import members_of
from samenspraak.socialbase.forms.entries import ContactForm, EntryForm, first_values, refuse_taken_name
from samenspraak.socialbase.models import Actor
from samenspraak.socialbase.queries.entries import (
    contact_of,
    entry_for,
    history_of,
    name_taken,
    parts_of,
    ties_of,
)
from samenspraak.socialbase.queries.map import entry_of
from samenspraak.socialbase.queries.themes import theme_names
from samenspraak.socialbase.services import contacts, entries
from samenspraak.socialbase.services.links import make_link
from samenspraak.socialbase.tasks import ask, link_url
from samenspraak.socialbase.views.frame import GET_AND_POST, area_choices, around, page
from samenspraak.socialbase.wording.entries import facts, freshness_badge, freshness_words
from samenspraak.socialbase.wording.history import history_lines
from samenspraak.socialbase.wording.register import told_parts
from samenspraak.socialbase.wording.ties import tie_groups

HISTORY_SHOWN = 20


def members(request: MemberRequest) -> list[User]:
    """Return the colleagues that may keep an entry."""
    return [one.user for one in members_of(request.organisation)]


@member
@require_safe
def entry(request: MemberRequest, actor_id: UUID) -> HttpResponse:
    """Show one entry."""
    return entry_page(request, entry_for(request.organisation, actor_id))


def entry_page(request: MemberRequest, actor: Actor, **more: Any) -> HttpResponse:
    """Show one entry, and what was just made for it."""
    surroundings = around(request)
    told = entry_of(actor, today=timezone.localdate())
    parts = told_parts(parts_of(actor), theme_names(), surroundings.names)
    context = {
        "actor": actor,
        "entry": told,
        "badge": freshness_badge(told.freshness),
        "fresh": freshness_words(told.freshness, told.confirmed_on),
        "facts": facts(told, surroundings.names, keeper=str(actor.keeper) if actor.keeper else ""),
        "contact": contact_of(actor),
        "tie_groups": tie_groups(ties_of(actor)),
        "parts": parts,
        "history": history_lines(history_of(actor)[:HISTORY_SHOWN], actor),
        **more,
    }
    return page(request, "entry.html", context)


@member
@require_http_methods(GET_AND_POST)
def new(request: MemberRequest) -> HttpResponse:
    """Put an organisation or initiative on the map."""
    form = entry_form(request)
    if form.is_bound and form.is_valid():
        try:
            made = entries.add(
                request.organisation,
                form.values(),
                confirmed=form.cleaned_data["confirmed"],
                by=request.user,
                now=timezone.now(),
            )
        except entries.NameTaken:
            refuse_taken_name(form, taken=True)
        else:
            messages.success(request, _("%(name)s staat op de kaart.") % {"name": made.name})
            return redirect("socialbase:entry", made.pk)
    return page(request, "entry_form.html", {"form": form}, status=422 if form.errors else 200)


def entry_form(request: MemberRequest, actor: Actor | None = None, *, data: Any = None) -> EntryForm:
    """Return the form about an entry, with the choices of this organisation."""
    return EntryForm(
        data or (request.POST if request.method == "POST" else None),
        areas=area_choices(around(request)),
        members=members(request),
        actor=actor,
        by=request.user,
    )


@member
@require_http_methods(GET_AND_POST)
def change(request: MemberRequest, actor_id: UUID) -> HttpResponse:
    """Change an entry."""
    actor = entry_for(request.organisation, actor_id)
    form = entry_form(request, actor)
    if not (form.is_bound and form.is_valid()):
        return change_page(request, actor, form, status=422 if form.errors else 200)
    values, now = form.values(), timezone.now()
    if name_taken(request.organisation, values["name"], values["area_code"], but=actor.pk):
        refuse_taken_name(form, taken=True)
        return change_page(request, actor, form, status=422)
    try:
        entries.change(
            actor,
            values,
            version=form.cleaned_data["version"],
            by=request.user,
            now=now,
            confirmed=form.cleaned_data["confirmed"],
        )
    except Overtaken:
        return overtaken(request, actor)
    messages.success(request, _("Bewaard."))
    return redirect("socialbase:entry", actor.pk)


def overtaken(request: MemberRequest, actor: Actor) -> HttpResponse:
    """Say that a colleague was first, with what stands there now beside what was typed."""
    actor.refresh_from_db()
    data = request.POST.copy()
    data["version"] = str(actor.version)
    form = entry_form(request, actor, data=data)
    form.full_clean()
    current, typed = first_values(actor), form.cleaned_data
    differing = [
        (form[name].label, shown(form, name, current[name]))
        for name in form.fields
        if name in current and name != "version" and (current[name] or "") != (typed.get(name) or "")
    ]
    return change_page(request, actor, form, status=409, differing=differing)


def shown(form: EntryForm, name: str, value: Any) -> str:
    """Return what stands in a column now, in the words of the form."""
    words = {str(key): str(label) for key, label in getattr(form.fields[name], "choices", [])}
    if isinstance(value, list):
        return ", ".join(words.get(str(one), str(one)) for one in value)
    return words.get(str(value), str(value)) if value not in (None, "") else ""


def change_page(
    request: MemberRequest, actor: Actor, form: EntryForm, *, status: int, **more: Any
) -> HttpResponse:
    """Show the form with which an entry is changed."""
    return page(request, "entry_form.html", {"form": form, "actor": actor, **more}, status=status)


@member
@require_POST
def confirm(request: MemberRequest, actor_id: UUID) -> HttpResponse:
    """Note that somebody asked them, and that it is right."""
    actor = entry_for(request.organisation, actor_id)
    entries.confirm(actor, by=request.user, now=timezone.now())
    messages.success(request, _("Genoteerd: dit klopt vandaag."))
    return redirect("socialbase:entry", actor.pk)


@member
@require_POST
def ask_now(request: MemberRequest, actor_id: UUID) -> HttpResponse:
    """Ask them by mail whether it is still right."""
    actor = entry_for(request.organisation, actor_id)
    contact = contact_of(actor)
    if contact is None or not contact.email:
        messages.info(request, _("Er is geen e-mailadres om het te vragen."))
    elif ask(actor, by=request.user, now=timezone.now()):
        messages.success(request, _("De vraag is per e-mail verstuurd."))
    else:
        messages.info(request, _("De vraag ging vandaag al per e-mail weg."))
    return redirect("socialbase:entry", actor.pk)


@member
@require_POST
def link(request: MemberRequest, actor_id: UUID) -> HttpResponse:
    """Make a link to hand over oneself; it is shown on this answer only."""
    actor = entry_for(request.organisation, actor_id)
    now = timezone.now()
    entries.log_entry(actor, "link_made", by=request.user, now=now)
    return entry_page(request, actor, link=link_url(make_link(actor, now=now)))


@member
@require_http_methods(GET_AND_POST)
def contact(request: MemberRequest, actor_id: UUID) -> HttpResponse:
    """Keep or change whom to reach."""
    actor = entry_for(request.organisation, actor_id)
    kept = contact_of(actor)
    first = (
        {"contact_name": kept.name, "contact_email": kept.email, "contact_phone": kept.phone} if kept else {}
    )
    form = ContactForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_bound and form.is_valid():
        now = timezone.now()
        left = contacts.keep_contact(actor, **form.told(), by=request.user, now=now)
        messages.success(request, _("Het contact is bewaard.") if left else _("Er is geen contact bewaard."))
        return redirect("socialbase:entry", actor.pk)
    context = {"form": form, "actor": actor, "contact": kept}
    return page(request, "contact.html", context, status=422 if form.errors else 200)


@member
@require_POST
def erase_contact(request: MemberRequest, actor_id: UUID) -> HttpResponse:
    """Erase whom to reach, at once."""
    actor = entry_for(request.organisation, actor_id)
    contacts.erase_contact(actor, by=request.user, now=timezone.now())
    messages.success(request, _("Het contact is gewist. Ook uit een back-up komt het niet terug."))
    return redirect("socialbase:entry", actor.pk)


@member
@require_http_methods(GET_AND_POST)
def remove(request: MemberRequest, actor_id: UUID) -> HttpResponse:
    """Ask, and then take an entry off the map, or erase it altogether."""
    actor = entry_for(request.organisation, actor_id)
    if request.method != "POST":
        return page(request, "remove.html", {"actor": actor, "ties": len(ties_of(actor))})
    name, now = actor.name, timezone.now()
    if request.POST.get("hoe") == "wissen":
        entries.erase(actor, by=request.user, now=now)
        messages.success(request, _("De organisatie is helemaal gewist."))
    else:
        entries.take_off(actor, by=request.user, now=now)
        messages.success(request, _("%(name)s is van de kaart gehaald.") % {"name": name})
    return redirect("socialbase:list")
