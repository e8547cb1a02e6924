"""Writes of stop 5: making, changing, asking, and what an owner answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from samenspraak.conversations.models import Round
from samenspraak.organisations.models import User
from samenspraak.organisations.services import record
from samenspraak.outcomes.models import Action, ActionStep
from samenspraak.outcomes.services.editing import overwrite
from samenspraak.outcomes.tasks import send_owner_link

Status = Action.Status
Kind = ActionStep.Kind

# What an owner may answer, and where that brings the action.
ANSWERS = {
    Kind.ACCEPTED: Status.ACCEPTED,
    Kind.CHANGE_ASKED: Status.CHANGE_ASKED,
    Kind.HANDED_BACK: Status.HANDED_BACK,
    Kind.PROGRESS: Status.UNDERWAY,
    Kind.DONE: Status.DONE,
}
FINISHED = (Status.DONE, Status.STOPPED)


class NobodyToAsk(Exception):
    """There is no e-mail address of an owner to send the link to."""


@transaction.atomic
def make_action(round: Round, values: Mapping[str, Any], *, actor: User, now: datetime) -> Action:
    """Add an action to the agenda."""
    action = Action.objects.create(conversation=round.conversation, round=round, **values)
    step(action, Kind.MADE, actor=actor, on=now.date())
    log(action, "action_made", actor=actor, now=now)
    return action


@transaction.atomic
def change_action(
    action: Action, values: Mapping[str, Any], *, version: int, actor: User, now: datetime
) -> Action:
    """Change an action; Overtaken when somebody was first. A new owner has to be asked anew."""
    before = action.owner_email
    changed = overwrite(action, values, version=version)
    if not changed:
        return action
    if action.owner_email != before and action.status not in FINISHED:
        put(action, Status.PROPOSED)
    step(action, Kind.EDITED, actor=actor, on=now.date())
    log(action, "action_changed", actor=actor, now=now, changed=readable(changed))
    return action


@transaction.atomic
def ask_owner(action: Action, *, actor: User, now: datetime) -> None:
    """Send the owner a personal link; NobodyToAsk without an address."""
    if not action.owner_email:
        raise NobodyToAsk
    if action.status in (Status.PROPOSED, Status.HANDED_BACK, Status.CHANGE_ASKED):
        put(action, Status.ASKED)
    step(action, Kind.ASKED, actor=actor, on=now.date())
    log(action, "action_asked", actor=actor, now=now)
    transaction.on_commit(lambda: send_owner_link.enqueue(action_id=str(action.pk), kind="ask"))


@transaction.atomic
def answer_by_owner(action: Action, *, kind: str, text: str, today: date) -> Action:
    """Keep what the owner says through the link: accept, propose a change, hand back, report."""
    locked = Action.objects.select_for_update().get(pk=action.pk)
    put(locked, ANSWERS[Kind(kind)])
    step(locked, kind, text=text, on=today, by_owner=True)
    return locked


@transaction.atomic
def follow_up(action: Action, *, kind: str, text: str, actor: User, now: datetime) -> Action:
    """Keep what the facilitator notes: progress, done, looked back on, stopped."""
    locked = Action.objects.select_for_update().get(pk=action.pk)
    if kind == Kind.REVIEWED:
        Action.objects.filter(pk=locked.pk).update(reviewed_on=now.date())
    else:
        put(locked, Status.STOPPED if kind == Kind.STOPPED else ANSWERS[Kind(kind)])
    step(locked, kind, text=text, actor=actor, on=now.date())
    log(locked, "action_followed_up", actor=actor, now=now, kind=kind)
    return locked


def put(action: Action, status: str) -> None:
    """Bring the action to *status*; an edit that was under way elsewhere will notice."""
    action.status = status
    action.version += 1
    action.save(update_fields=["status", "version"])


def step(
    action: Action,
    kind: str,
    *,
    on: date,
    text: str = "",
    by_owner: bool = False,
    actor: User | None = None,
) -> ActionStep:
    """Add a line to the action's history."""
    return action.steps.create(kind=kind, text=text, on=on, by_owner=by_owner, actor=actor)


def log(action: Action, verb: str, *, actor: User, now: datetime, **detail: Any) -> None:
    """Add a line to the conversation's log."""
    record(
        action.conversation.organisation,
        actor=actor,
        verb=verb,
        now=now,
        subject=action.conversation,
        detail={"what": action.what, **detail},
    )


def readable(changed: Mapping[str, list[Any]]) -> dict[str, list[str]]:
    """Return old and new of each field as text, without the owner's address."""
    return {name: ["" if one is None else str(one) for one in pair] for name, pair in changed.items() if name != "owner_email"}
