"""Writes of stop 4: what the table says about a theme, and where it stands together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from samenspraak.conversations.models import Round
from samenspraak.conversations.services.editing import overwrite
from samenspraak.conversations.services.recording import log_round
from samenspraak.organisations.models import User
from samenspraak.outcomes.models import JointPosition, Note


@transaction.atomic
def save_position(
    round: Round, *, theme: str, values: Mapping[str, Any], version: int, actor: User, now: datetime
) -> JointPosition:
    """Keep the joint position on a theme; Overtaken when a colleague was first. The log keeps both texts."""
    position, made = JointPosition.objects.get_or_create(round=round, theme=theme, defaults={"version": 0})
    changed = overwrite(position, values, version=0 if made else version)
    if changed:
        log_round(round, "position_saved", actor=actor, now=now, theme=theme, changed=changed)
    return position


@transaction.atomic
def save_note(
    round: Round, *, theme: str, question: str, text: str, version: int, actor: User, now: datetime
) -> Note:
    """Keep what was said about one guiding question; Overtaken when a colleague was first."""
    note, made = Note.objects.get_or_create(
        round=round, theme=theme, question=question, defaults={"version": 0}
    )
    changed = overwrite(note, {"text": text}, version=0 if made else version)
    if changed:
        log_round(round, "note_saved", actor=actor, now=now, theme=theme, question=question, changed=changed)
    return note
