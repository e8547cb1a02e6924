"""Stop 4: per theme the picture beside the guiding questions, the notes and the joint position."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenspraak.conversations.forms.editing import over
from samenspraak.conversations.models import Round
from samenspraak.conversations.services.editing import Overtaken
from samenspraak.figures.wording.beside import shelf_of
from samenspraak.organisations.access import MemberRequest, member
from samenspraak.outcomes.forms.deepening import Part, ThemeForm, initial_of
from samenspraak.outcomes.queries.delimiting import delimiting_of
from samenspraak.outcomes.queries.editors import last_editor
from samenspraak.outcomes.queries.standing import Standing, ThemeStanding, standing_of
from samenspraak.outcomes.services.deepening import save_note, save_position
from samenspraak.outcomes.views.page import page, round_at
from samenspraak.outcomes.wording import deepening as words
from samenspraak.outcomes.wording.conflicts import Conflict
from samenspraak.outcomes.wording.delimiting import agreed_words, section_lines
from samenspraak.results.wording.names import Names, names_of
from samenspraak.socialbase.queries.on_theme import scene_of
from samenspraak.socialbase.wording.on_theme import Here, here

STOP = "verdiepen"


@dataclass(frozen=True)
class Desk:
    """One theme on the table: who writes, the round as it stands, and the words."""

    request: MemberRequest
    round: Round
    standing: Standing
    theme: ThemeStanding
    names: Names

    def form(self, data: Any = None) -> ThemeForm:
        """Return the form of this theme."""
        now, wanted = words.step_choices(self.theme, self.names)
        return ThemeForm(data, standing=self.theme, now=now, wanted=wanted, language=self.names.language)


@member
@require_safe
def overview(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Show every theme: what the picture says, what the group says together, and where to begin."""
    round = round_at(request, conversation_id, number)
    standing, names = standing_of(round), names_of(round)
    lines = words.theme_lines(standing, names)
    found = delimiting_of(round, standing.questions, standing.picture)
    context = {
        "standing": standing,
        "delimitation": section_lines(found, names) if found else (),
        "agreed": agreed_words(found) if found else "",
        "lines": lines,
        "first": next((line for line in lines if line.is_first), None),
        "wheel": words.destination(standing, names),
    }
    return page(request, "outcomes/deepen.html", round, STOP, context)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: MemberRequest, conversation_id: UUID, number: int, theme_id: str) -> HttpResponse:
    """Show one theme, and keep what the table says about it."""
    desk = desk_for(request, round_at(request, conversation_id, number), theme_id)
    form = desk.form(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        told = words.theme_page(desk.standing, desk.theme, desk.names)
        shelf = shelf_of(desk.round, desk.names.language, theme=told.letter)
        context = {
            "standing": desk.standing,
            "theme": told,
            "form": form,
            "shelf": shelf,
            "here": here_on(desk.round, told.letter),
        }
        return page(request, "outcomes/theme.html", desk.round, STOP, context)
    overtaken = save(desk, form)
    if overtaken:
        return both_texts(desk_for(request, desk.round, theme_id), form, overtaken)
    messages.success(request, _("Bewaard."))
    return redirect("outcomes:theme", *where(desk, theme_id=next_theme(desk)))


def here_on(round: Round, theme: str) -> Here | None:
    """Return who does something on a theme, and who is missing; None when the organisation has no map."""
    scene = scene_of(round, [theme], today=timezone.localdate())
    return here(scene, theme, slug=round.conversation.instrument.slug) if scene else None


def desk_for(request: MemberRequest, round: Round, theme_id: str) -> Desk:
    """Return one theme with all it needs; Http404 for a theme this round does not have."""
    standing = standing_of(round)
    theme = standing.of(theme_id)
    if theme is None:
        raise Http404
    return Desk(request, round, standing, theme, names_of(round))


def where(desk: Desk, *, theme_id: str = "") -> tuple[UUID, int, str]:
    """Return the address of a theme of this round, without another that of this theme."""
    return desk.round.conversation_id, desk.round.number, theme_id or desk.theme.theme.id


def next_theme(desk: Desk) -> str:
    """Return the theme to go to after saving, when another one was asked."""
    asked = desk.request.POST.get("then", "")
    return asked if desk.standing.of(asked) else ""


def save(desk: Desk, form: ThemeForm) -> list[Part]:
    """Keep what this person changed; return the parts in which somebody else was first."""
    overtaken = []
    for part in form.changed_parts():
        try:
            write(desk, part)
        except Overtaken:
            overtaken.append(part)
    return overtaken


def write(desk: Desk, part: Part) -> None:
    """Keep one part."""
    who: dict[str, Any] = {
        "theme": desk.theme.theme.id,
        "version": part.version,
        "actor": desk.request.user,
        "now": timezone.now(),
    }
    if part.question is None:
        save_position(desk.round, values=part.values, **who)
    else:
        save_note(desk.round, question=part.question, text=part.text, **who)


def both_texts(desk: Desk, form: ThemeForm, overtaken: list[Part]) -> HttpResponse:
    """Show both texts beside each other, the typed one still in the form; sending again keeps that one."""
    fresh = initial_of(desk.theme)
    typed = form.typed([name for part in overtaken for name in part.fields])
    names = [name for part in overtaken for name in (*part.fields, part.version_field)]
    again = desk.form(over({name: fresh[name] for name in names}, typed))
    conflicts = [
        {
            "told": conflict(desk, part),
            "fields": [again[name] for name in part.fields if name in again.fields],
            "hidden": [again[part.version_field]],
        }
        for part in overtaken
    ]
    context = {
        "about": f"{desk.theme.theme.id}. {desk.names.theme(desk.theme.theme.id)}",
        "conflicts": conflicts,
        "form": again,
        "back_url": reverse("outcomes:theme", args=where(desk)),
    }
    return page(desk.request, "outcomes/overtaken.html", desk.round, STOP, context, status=409)


def conflict(desk: Desk, part: Part) -> Conflict:
    """Return what stands there now, and who wrote it."""
    theme = desk.theme.theme
    if part.question is None:
        who = last_editor(desk.round, "position_saved", theme=theme.id)
        return words.position_conflict(desk.theme.position, theme, desk.names, who=who)
    who = last_editor(desk.round, "note_saved", theme=theme.id, question=part.question)
    return words.note_conflict(desk.theme.notes[part.question], theme, desk.names, who=who)
