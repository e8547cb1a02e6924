"""Stop 3: the conversation agenda, as the rule proposes it or as the facilitator wants it, and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspraak.conversations.contributions import stop_url
from samenspraak.conversations.forms.editing import over
from samenspraak.conversations.models import Round
from samenspraak.conversations.services.editing import Overtaken
from samenspraak.core.timetable import Timetable
from samenspraak.organisations.access import MemberRequest, member
from samenspraak.organisations.models import User
from samenspraak.results.contributions import aims_of
from samenspraak.results.forms import AgendaForm, Length, Place, initial_of
from samenspraak.results.models import AgendaPlan, Release
from samenspraak.results.queries.agendas import last_planner, plan_of, timetable_of
from samenspraak.results.queries.releases import latest_release, picture_of
from samenspraak.results.services import save_agenda
from samenspraak.results.views.shared import page, round_at
from samenspraak.results.wording.agenda import CHOICES, FIXED, agenda, title_of
from samenspraak.results.wording.names import names_of
from samenspraak.results.wording.pages import Telling
from samenspraak.results.wording.thin import thin_spots_of

RESET = "voorstel"
OPENED = "indelen"


@dataclass(frozen=True)
class Desk:
    """One agenda on the desk: who looks at it, of which picture, and what was planned."""

    request: MemberRequest
    round: Round
    release: Release
    telling: Telling
    plan: AgendaPlan

    @cached_property
    def timetable(self) -> Timetable:
        """Return the agenda in minutes."""
        return timetable_of(self.telling.picture, self.plan, aims=aims_of(self.round))

    @cached_property
    def places(self) -> list[Place]:
        """Return every theme as it stands on the agenda: first those with a place, then the others."""
        names, wished = self.telling.names, dict(self.plan.themes)
        placed = [
            Place(
                theme=theme,
                name=names.theme(theme),
                place=number,
                minutes=wished.get(theme, part.minutes),
                given=part.minutes,
            )
            for number, (theme, part) in enumerate(self.timetable.themes.items(), start=1)
        ]
        rest = [one.theme for one in self.telling.picture.topics if one.theme not in self.timetable.themes]
        return [*placed, *(Place(theme=theme, name=names.theme(theme)) for theme in rest)]

    @cached_property
    def lengths(self) -> list[Length]:
        """Return the other parts as they stand on the agenda; those that were left out have 0 minutes."""
        now = {part.kind: part.minutes for part in self.timetable.parts}
        dropped = {kind for kind, minutes in self.plan.lengths.items() if not minutes}
        return [
            Length(kind=kind, name=title_of(kind), minutes=now.get(kind, 0))
            for kind in FIXED
            if kind in now or kind in dropped
        ]

    def form(self, data: Any = None) -> AgendaForm:
        """Return the form of this agenda."""
        return AgendaForm(data, plan=self.plan, places=self.places, lengths=self.lengths)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def conversation_agenda(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Show what is most worth talking about, in the time there is; POST keeps how the facilitator wants it."""
    round = round_at(request, conversation_id, number)
    last = latest_release(round)
    if last is None:
        return redirect("results:picture", conversation_id, number)
    desk = desk_for(request, round, last)
    if request.method == "POST":
        return keep(desk)
    return show(desk, desk.form())


def desk_for(request: MemberRequest, round: Round, release: Release) -> Desk:
    """Return the agenda as it stands now."""
    telling = Telling(picture=picture_of(release), names=names_of(round))
    return Desk(request, round, release, telling, plan_of(round))


def show(desk: Desk, form: AgendaForm, *, status: int = 200) -> HttpResponse:
    """Show the agenda, on the screen or for paper."""
    plan, telling = desk.plan, desk.telling
    context = {
        "release": desk.release,
        "telling": telling,
        "agenda": agenda(telling.picture, telling.names, desk.timetable, starts_at=plan.starts_at),
        "plan": plan,
        "form": form,
        "is_opened": form.is_bound or OPENED in desk.request.GET,
        "choices": CHOICES,
        "thin": thin_spots_of(desk.round, telling, today=timezone.localdate()),
        "deepen_url": stop_url(desk.round, "verdiepen"),
    }
    on_paper = "afdrukken" in desk.request.GET and not form.is_bound
    template = "results/agenda_print.html" if on_paper else "results/agenda.html"
    response = page(desk.request, template, desk.round, context)
    response.status_code = status
    return response


def keep(desk: Desk) -> HttpResponse:
    """Keep what was changed; show it again when something is wrong, or when a colleague was first."""
    form = desk.form(desk.request.POST)
    wants_proposal = RESET in desk.request.POST
    if not form.is_valid() and not (wants_proposal and "version" not in form.errors):
        return show(desk, form)
    values = {"themes": [], "lengths": {}} if wants_proposal else form.values()
    try:
        save_agenda(
            desk.round,
            values=values,
            version=form.cleaned_data["version"],
            actor=desk.request.user,
            now=timezone.now(),
        )
    except Overtaken:
        return overtaken(desk, form)
    messages.success(desk.request, _("Dit is weer het voorstel.") if wants_proposal else _("Bewaard."))
    return redirect("results:agenda", desk.round.conversation_id, desk.round.number)


def overtaken(desk: Desk, form: AgendaForm) -> HttpResponse:
    """Show the agenda as a colleague made it, with what was typed still in the form; sending again keeps that."""
    fresh = desk_for(desk.request, desk.round, desk.release)
    now = initial_of(fresh.plan, fresh.places, fresh.lengths)
    again = fresh.form(over(now, form.typed(set(now) - {"version"})))
    messages.warning(desk.request, first_was(last_planner(desk.round), desk.request.user))
    return show(fresh, again, status=409)


def first_was(planner: User | None, reader: User) -> str:
    """Say who changed the agenda meanwhile, and that nothing typed is lost."""
    if planner in (None, reader):
        return _(
            "Deze agenda is in een ander venster gewijzigd. Er is niets weg: hieronder staat de agenda "
            "zoals die nu is. Wat je hier invulde staat nog in het formulier. Bewaar het om het alsnog te "
            "gebruiken."
        )
    told = _(
        "%(who)s heeft deze agenda gewijzigd terwijl jij bezig was. Er is niets weg: hieronder staat de "
        "agenda zoals die nu is. Wat jij invulde staat nog in het formulier. Bewaar het om het alsnog te "
        "gebruiken."
    )
    return told % {"who": planner}
