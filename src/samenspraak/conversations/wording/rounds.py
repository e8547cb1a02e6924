"""Where a round is in its life, in words: its state, what is next, and what it still lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from samenspraak.conversations.models import Round
from samenspraak.core.disclosure import Plan


@dataclass(frozen=True)
class State:
    """The state of a round in a word, with the badge that goes with it."""

    badge: str
    word: str


def state_of(round: Round, now: datetime) -> State:
    """Return where a round is in its life."""
    if round.status == Round.Status.DRAFT:
        return State("open", _("In voorbereiding"))
    if round.status == Round.Status.CLOSED or round.closes_at <= now:
        return State("done", _("Gesloten"))
    if now < round.opens_at:
        return State("attention", _("Opent op %s") % date_format(localtime(round.opens_at), "j F, H:i"))
    return State("busy", _("Open tot %s") % date_format(localtime(round.closes_at), "j F, H:i"))


def next_step(round: Round, now: datetime) -> str:
    """Return what the facilitator can do next, for the list of conversations."""
    if round.status == Round.Status.DRAFT:
        return _("Verder met voorbereiden")
    if round.status == Round.Status.CLOSED or round.closes_at <= now:
        return _("Bekijk het beeld en praat erover door")
    if now < round.opens_at:
        return _("Nodig mensen uit")
    return _("Nodig mensen uit en volg wie er meedoet")


def problems(round: Round, plan: Plan, now: datetime) -> list[tuple[str, str]]:
    """Return why a draft cannot open yet: what is missing, and the step where to mend it."""
    found = [
        (not round.conversation.purpose.strip(), _("Vertel waar het gesprek voor is."), "waarvoor"),
        (not plan.groups, _("Kies minstens één groep."), "groepen"),
        (
            round.closes_at <= max(now, round.opens_at),
            _("Kies een moment van sluiten dat nog komt."),
            "planning",
        ),
    ]
    return [(text, step) for is_missing, text, step in found if is_missing]


def moment(at: datetime) -> str:
    """Return a moment as people say it."""
    return date_format(localtime(at), "l j F Y, H:i")
