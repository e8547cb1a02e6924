"""What happens to an action: its state, and a line in its history that a repeated POST does not double."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from samenspraak.organisations.models import User
from samenspraak.outcomes.models import Action, ActionStep


def lock(action: Action) -> Action:
    """Return the action as it is now, kept from others until the transaction ends."""
    return (
        Action.objects.select_for_update(of=("self",))
        .select_related("conversation__organisation")
        .get(pk=action.pk)
    )


def put(action: Action, status: str, *, also: Sequence[str] = ()) -> None:
    """Bring the action to *status*; an edit that was under way elsewhere will notice."""
    action.status = status
    action.version += 1
    action.save(update_fields=["status", "version", *also])


def step(
    action: Action,
    kind: str,
    *,
    on: date,
    text: str = "",
    by_owner: bool = False,
    actor: User | None = None,
    key: str | None = None,
) -> ActionStep:
    """Add a line to the action's history."""
    return action.steps.create(kind=kind, text=text, on=on, by_owner=by_owner, actor=actor, key=key)


def step_key(action: Action, *, page: UUID, kind: str, text: str) -> str:
    """Return the name of one sending: the same form with the same words is the same step."""
    return hashlib.sha256("\n".join([action.pk.hex, page.hex, kind, text]).encode("utf-8")).hexdigest()


def seen(key: str) -> bool:
    """Say whether this was sent before."""
    return ActionStep.objects.filter(key=key).exists()
