"""Stop 4: the delimitation, section by section: drafted from the picture, written by the group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspraak.conversations.forms.editing import VersionField, over
from samenspraak.conversations.models import Round
from samenspraak.conversations.services.editing import Overtaken
from samenspraak.core.picture import Picture
from samenspraak.organisations.access import MemberRequest, member
from samenspraak.outcomes.forms.delimiting import FIELDS, AgreedForm, PassageForm, initial_of
from samenspraak.outcomes.queries.delimiting import Delimiting, Part, delimiting_of, history_of, last_writer
from samenspraak.outcomes.services.delimiting import agree_on, save_passage
from samenspraak.outcomes.views.page import page, round_at
from samenspraak.outcomes.wording import delimiting as words
from samenspraak.outcomes.wording.drafting import draft_text
from samenspraak.results.queries.releases import latest_release, picture_of
from samenspraak.results.wording.names import Names, names_of
from samenspraak.results.wording.spheres import Spheres, spheres_of

STOP = "verdiepen"
TAKE, KEEP = "take", "keep"


@dataclass(frozen=True)
class Desk:
    """The delimitation on the table: who writes, what the picture says, and the words."""

    request: MemberRequest
    round: Round
    picture: Picture | None
    found: Delimiting
    names: Names

    @property
    def told(self) -> Spheres | None:
        """Return where people put their cards; None before there is a picture."""
        if self.picture is None:
            return None
        return spheres_of(self.found.placed, self.picture, self.names)

    def draft(self, part: Part) -> str:
        """Return what the picture would say in a section."""
        return draft_text(part.section, part.points, self.names)

    def page(self, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """Render a page of the delimitation."""
        base = {"standing": {"picture": self.picture}, "found": self.found, "told": self.told}
        return page(self.request, template, self.round, STOP, {**base, **context}, status=status)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def delimitation(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Show every section with its text, and keep the day on which the group settled on it."""
    desk = desk_for(request, round_at(request, conversation_id, number))
    agreed = desk.found.agreed
    form = AgreedForm(
        request.POST if request.method == "POST" else None,
        initial={"agreed_on": agreed.agreed_on, "agreed_version": agreed.version},
    )
    if request.method == "POST" and form.is_valid():
        return settle_on(desk, form)
    first = desk.found.first
    context = {
        "form": form,
        "lines": words.section_lines(desk.found, desk.names),
        "first": words.section_line(first, desk.names) if first else None,
        "agreed": words.agreed_words(desk.found),
    }
    return desk.page("outcomes/delimitation.html", context)


def settle_on(desk: Desk, form: AgreedForm) -> HttpResponse:
    """Keep the day; say so when a colleague changed it meanwhile."""
    try:
        agree_on(
            desk.round,
            day=form.cleaned_data["agreed_on"],
            version=form.cleaned_data["agreed_version"],
            actor=desk.request.user,
            now=timezone.now(),
        )
    except Overtaken:
        messages.info(desk.request, _("Een collega veranderde deze dag terwijl jij keek. Kijk of hij klopt."))
    else:
        messages.success(desk.request, _("Bewaard."))
    return redirect("outcomes:delimitation", desk.round.conversation_id, desk.round.number)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: MemberRequest, conversation_id: UUID, number: int, slug: str) -> HttpResponse:
    """Show one section to write, and keep what the group makes of it."""
    desk = desk_for(request, round_at(request, conversation_id, number))
    part = part_in(desk.found, slug)
    if request.method == "POST" and request.POST.get("draft") in {TAKE, KEEP}:
        return look_again(desk, part, take=request.POST["draft"] == TAKE)
    form = PassageForm(request.POST if request.method == "POST" else None, part=part, draft=desk.draft(part))
    if request.method != "POST" or not form.is_valid():
        return show(desk, part, form)
    try:
        keep(desk, part, form.values(), version=form.cleaned_data["version"])
    except Overtaken:
        fresh = desk_for(request, desk.round)
        return both_texts(fresh, part_in(fresh.found, slug), form)
    messages.success(request, _("Bewaard."))
    return redirect(next_page(desk, slug))


def desk_for(request: MemberRequest, round: Round) -> Desk:
    """Return the delimitation with all it needs; Http404 for an instrument without cards."""
    names = names_of(round)
    last = latest_release(round)
    picture = picture_of(last) if last else None
    found = delimiting_of(round, names.questions, picture)
    if found is None:
        raise Http404
    return Desk(request, round, picture, found, names)


def part_in(found: Delimiting, slug: str) -> Part:
    """Return the section with this slug; Http404 for another."""
    part = found.of(words.section_of(slug) or "")
    if part is None:
        raise Http404
    return part


def show(desk: Desk, part: Part, form: PassageForm) -> HttpResponse:
    """Render one section: the picture and the draft beside the group's words."""
    told = desk.told
    counted = told.between_groups if told and part.section in {"in", "out", "open"} else None
    context = {
        "form": form,
        "part": words.section_page(desk.found, part, desk.names),
        "counted": counted,
        "goals": told.goals if told and part.section in {"expect", "not_promise"} else None,
        "history": words.history_lines(history_of(desk.round, part.section)),
    }
    return desk.page("outcomes/delimitation_section.html", context)


def keep(desk: Desk, part: Part, values: dict[str, Any], *, version: int) -> None:
    """Keep a section with what the picture says now; Overtaken when a colleague was first."""
    save_passage(
        desk.round,
        section=part.section,
        values=values,
        basis=part.points,
        version=version,
        actor=desk.request.user,
        now=timezone.now(),
    )


def look_again(desk: Desk, part: Part, *, take: bool) -> HttpResponse:
    """Take the draft of the new picture over, or say that the text stays as it is."""
    passage = part.passage
    values = {name: getattr(passage, name) for name in FIELDS}
    if take:
        values["text"] = desk.draft(part)
    try:
        keep(desk, part, values, version=version_in(desk.request.POST))
    except Overtaken:
        messages.info(desk.request, _("Een collega schreef hier net in. Kijk eerst naar de nieuwe tekst."))
    else:
        said = _("Het concept is overgenomen.") if take else _("Jullie tekst blijft zoals hij is.")
        messages.success(desk.request, said)
    return redirect("outcomes:delimitation_section", *where(desk), words.SLUGS[part.section])


def version_in(data: Mapping[str, Any]) -> int:
    """Return the version of the text this person had before them; 0 where nothing was kept."""
    try:
        return VersionField().clean(data.get("version"))
    except ValidationError:
        return 0


def where(desk: Desk) -> tuple[UUID, int]:
    """Return the address of this round."""
    return desk.round.conversation_id, desk.round.number


def next_page(desk: Desk, slug: str) -> str:
    """Return where to go after saving: another section when that was asked, else the same."""
    asked = desk.request.POST.get("then", "")
    if asked == "all":
        return reverse("outcomes:delimitation", args=where(desk))
    chosen = asked if words.section_of(asked) else slug
    return reverse("outcomes:delimitation_section", args=[*where(desk), chosen])


def both_texts(desk: Desk, part: Part, form: PassageForm) -> HttpResponse:
    """Show both texts beside each other, the typed one still in the form; sending again keeps that one."""
    fresh = initial_of(part, desk.draft(part))
    names = FIELDS if form.part.passage.version == 0 else tuple(form.changed_data)
    again = PassageForm(
        over(fresh, {name: form.data.get(name, "") for name in names if name in FIELDS}),
        part=part,
        draft=desk.draft(part),
    )
    who = last_writer(desk.round, part.section)
    conflicts = [
        {
            "told": words.passage_conflict(part.passage, who=who),
            "fields": [again[name] for name in FIELDS],
            "hidden": [again["version"]],
        }
    ]
    slug = words.SLUGS[part.section]
    context = {
        "about": words.title_of(part.section),
        "conflicts": conflicts,
        "form": again,
        "back_url": reverse("outcomes:delimitation_section", args=[*where(desk), slug]),
    }
    return page(desk.request, "outcomes/overtaken.html", desk.round, STOP, context, status=409)
