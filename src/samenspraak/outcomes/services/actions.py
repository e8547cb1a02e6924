"""Writes of stop 5 by the facilitator: making, changing, asking and following up an action."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from samenspraak.conversations.models import Round
from samenspraak.conversations.services.editing import overwrite
from samenspraak.organisations.models import User
from samenspraak.organisations.services import record
from samenspraak.outcomes.models import Action, ActionStep
from samenspraak.outcomes.services.history import lock, put, seen, step, step_key

Status = Action.Status
Kind = ActionStep.Kind

# What a facilitator may note, and where that brings the action (looking back leaves it where it is).
FOLLOW_UP = {
    Kind.ACCEPTED: Status.ACCEPTED,
    Kind.PROGRESS: Status.UNDERWAY,
    Kind.DONE: Status.DONE,
    Kind.REVIEWED: None,
    Kind.STOPPED: Status.STOPPED,
}
TO_BE_ASKED = (Status.PROPOSED, Status.HANDED_BACK, Status.CHANGE_ASKED)


class NobodyToAsk(Exception):
    """There is no e-mail address of an owner to send the link to."""


class AskedToday(Exception):
    """The owner got the link today; one mail a day is enough."""


@transaction.atomic
def make_action(
    round: Round, values: Mapping[str, Any], *, key: UUID, actor: User, now: datetime, today: date
) -> Action:
    """Add an action to the agenda; *key* names the form, so that the same form sent twice adds one."""
    agreed = {"conversation": round.conversation, "round": round, **values}
    action, made = Action.objects.get_or_create(pk=key, defaults=agreed)
    if not made and action.round_id != round.pk:  # another form's key, or another municipality's
        return make_action(round, values, key=uuid4(), actor=actor, now=now, today=today)
    if made:
        step(action, Kind.MADE, actor=actor, on=today)
        log(action, "action_made", actor=actor, now=now)
    return action


@transaction.atomic
def change_action(
    action: Action, values: Mapping[str, Any], *, version: int, actor: User, now: datetime, today: date
) -> dict[str, list[Any]]:
    """Change an action and return what changed; Overtaken when somebody was first.

    A new owner has to be asked anew, and the former owner's link is dead.
    """
    before = owner_of(action)
    changed = overwrite(action, values, version=version)
    if not changed:
        return {}
    if owner_of(action) != before:
        forget_owner(action)
    step(action, Kind.EDITED, actor=actor, on=today)
    log(action, "action_changed", actor=actor, now=now, changed=readable(changed))
    return changed


def owner_of(action: Action) -> str:
    """Return who the owner is: the address, or the name when there is none."""
    return (action.owner_email or action.owner).lower()


def forget_owner(action: Action) -> None:
    """Take back what the former owner had: the link, the promise, the reminders."""
    action.link_key = uuid4()
    action.promised = False
    action.asked_on = action.reminded_on = None
    if not action.is_finished:
        action.status = Status.PROPOSED
    action.save(update_fields=["link_key", "promised", "asked_on", "reminded_on", "status"])


@transaction.atomic
def ask_owner(action: Action, *, actor: User, now: datetime, today: date) -> None:
    """Note that the owner is asked; NobodyToAsk without an address, AskedToday for a second time today."""
    locked = lock(action)
    if not locked.owner_email:
        raise NobodyToAsk
    if locked.asked_on == today:
        raise AskedToday
    locked.asked_on = today
    put(locked, Status.ASKED if locked.status in TO_BE_ASKED else locked.status, also=["asked_on"])
    step(locked, Kind.ASKED, actor=actor, on=today)
    log(locked, "action_asked", actor=actor, now=now)


@transaction.atomic
def follow_up(
    action: Action,
    *,
    kind: str,
    text: str,
    key: UUID,
    actor: User,
    now: datetime,
    today: date,
    review_on: date | None = None,
) -> None:
    """Keep what the facilitator notes: a promise at the table, progress, done, looked back on, stopped."""
    locked = lock(action)
    known_as = step_key(locked, page=key, kind=kind, text=text)
    if seen(known_as):
        return
    if kind == Kind.REVIEWED:
        locked.reviewed_on, locked.review_on = today, review_on or locked.review_on
    locked.promised = locked.promised or kind == Kind.ACCEPTED
    status = FOLLOW_UP[Kind(kind)] or locked.status
    put(locked, status, also=["promised", "reviewed_on", "review_on"])
    step(locked, kind, text=text, actor=actor, on=today, key=known_as)
    log(locked, "action_followed_up", actor=actor, now=now, kind=kind)


@transaction.atomic
def renew_link(action: Action, *, actor: User, now: datetime) -> None:
    """Make the owner's link anew; whoever has the old one can do nothing with it any more."""
    locked = lock(action)
    locked.link_key = uuid4()
    locked.save(update_fields=["link_key"])
    log(locked, "action_link_renewed", actor=actor, now=now)


@transaction.atomic
def mark_reminded(action: Action, *, today: date) -> bool:
    """Note that the owner is reminded today; False when somebody else did so first."""
    unchanged = Action.objects.filter(pk=action.pk, reminded_on=action.reminded_on)
    return bool(unchanged.update(reminded_on=today))


def log(action: Action, verb: str, *, actor: User, now: datetime, **detail: Any) -> None:
    """Add a line to the conversation's log."""
    record(
        action.conversation.organisation,
        actor=actor,
        verb=verb,
        now=now,
        subject=action.conversation,
        detail={"what": action.what, "action": str(action.pk), **detail},
    )


def readable(changed: Mapping[str, list[Any]]) -> dict[str, list[str]]:
    """Return old and new of each field as text, without the owner's address."""
    return {
        name: ["" if one is None else str(one) for one in pair]
        for name, pair in changed.items()
        if name != "owner_email"
    }
