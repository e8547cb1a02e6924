"""Reads of the conversation agenda: what the facilitator wants of it, and what it comes to."""

from __future__ import annotations

from collections.abc import Mapping

from samenspraak.conversations.models import Round
from samenspraak.core.picture import Picture
from samenspraak.core.timetable import Aim, Timetable, Wish, timetable
from samenspraak.organisations.models import AuditEvent, User
from samenspraak.results.models import AgendaPlan


def plan_of(round: Round) -> AgendaPlan:
    """Return what the facilitator wants; the proposal (version 0, not kept) where nothing was chosen."""
    return AgendaPlan.objects.filter(round=round).first() or AgendaPlan(round=round)


def timetable_of(picture: Picture, plan: AgendaPlan, *, aims: Mapping[str, Aim] | None = None) -> Timetable:
    """Return the agenda of a picture as the facilitator wants it."""
    wishes = [Wish(theme, minutes) for theme, minutes in plan.themes]
    return timetable(picture.topics, minutes=plan.minutes, wishes=wishes, lengths=plan.lengths, aims=aims)


def last_planner(round: Round) -> User | None:
    """Return who last changed the agenda of a round; None when nobody did, or has left."""
    verbs = ("agenda_changed", "agenda_reset")
    events = AuditEvent.objects.filter(subject_id=str(round.conversation_id), verb__in=verbs)
    last = events.filter(detail__round=round.number).select_related("actor").order_by("-at", "-id").first()
    return last.actor if last else None
