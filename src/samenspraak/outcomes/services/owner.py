"""What an owner says through the personal link: accept, propose a change, hand back, report, done."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from samenspraak.outcomes.models import Action, ActionStep
from samenspraak.outcomes.services.history import lock, put, seen, step, step_key

Status = Action.Status
Kind = ActionStep.Kind

# Where an answer brings the action.
ANSWERS = {
    Kind.ACCEPTED: Status.ACCEPTED,
    Kind.CHANGE_ASKED: Status.CHANGE_ASKED,
    Kind.HANDED_BACK: Status.HANDED_BACK,
    Kind.PROGRESS: Status.UNDERWAY,
    Kind.DONE: Status.DONE,
}
ON_THE_QUESTION = (Kind.ACCEPTED, Kind.CHANGE_ASKED, Kind.HANDED_BACK)
UNDER_WAY = (Kind.PROGRESS, Kind.DONE, Kind.CHANGE_ASKED, Kind.HANDED_BACK)
# What an owner may answer, by where the action stands.
MAY_ANSWER: dict[str, tuple[Kind, ...]] = {
    Status.PROPOSED: ON_THE_QUESTION,
    Status.ASKED: ON_THE_QUESTION,
    Status.CHANGE_ASKED: (*ON_THE_QUESTION, Kind.PROGRESS),
    Status.ACCEPTED: UNDER_WAY,
    Status.UNDERWAY: UNDER_WAY,
    Status.HANDED_BACK: (Kind.ACCEPTED,),
    Status.DONE: (Kind.PROGRESS,),
    Status.STOPPED: (),
}
NEEDS_WORDS = (Kind.CHANGE_ASKED, Kind.HANDED_BACK, Kind.PROGRESS)
PROMISES = (Kind.ACCEPTED, Kind.PROGRESS, Kind.DONE)


class NoLongerAsked(Exception):
    """The action stands elsewhere by now, so that this answer no longer fits."""


@transaction.atomic
def answer_by_owner(action: Action, *, kind: str, text: str, key: UUID, today: date) -> None:
    """Keep what the owner says; the same form with the same words counts once."""
    locked = lock(action)
    known_as = step_key(locked, page=key, kind=kind, text=text)
    if seen(known_as):
        return
    if kind not in MAY_ANSWER[locked.status]:
        raise NoLongerAsked
    locked.promised = kind in PROMISES
    put(locked, status_after(locked, kind), also=["promised"])
    step(locked, kind, text=text, on=today, by_owner=True, key=known_as)


def status_after(action: Action, kind: str) -> str:
    """Return where an answer brings the action; a change that was asked stays asked during progress."""
    if kind == Kind.PROGRESS and action.status == Status.CHANGE_ASKED:
        return action.status
    return ANSWERS[Kind(kind)]
