"""Writes of suggestions: given by participants, read in batches, taken over or put aside by a facilitator."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from samenspraak.conversations.models import Conversation, Response, Round
from samenspraak.conversations.services.recording import log
from samenspraak.organisations.models import User
from samenspraak.socialbase.models import Actor, AsksParticipants, Suggested, Suggestion
from samenspraak.socialbase.queries.suggestions import is_ready, mark_of, waiting_rounds
from samenspraak.socialbase.services.entries import log_entry

KINDS = (Suggestion.Kind.WORKS_WITH, Suggestion.Kind.MISSING, Suggestion.Kind.STRONGER)


class GivenAlready(Exception):
    """This person gave suggestions in this round already (P2)."""


@transaction.atomic
def suggest(response: Response, texts: Mapping[str, str], *, about: str) -> None:
    """Keep somebody's suggestions, tied to nothing but the round; GivenAlready for the second time."""
    round = response.round
    try:
        with transaction.atomic():
            Suggested.objects.create(round=round, mark=mark_of(response))
    except IntegrityError:
        raise GivenAlready from None
    given = [
        Suggestion(round=round, kind=kind, text=texts[kind], about=about if kind == KINDS[0] else "")
        for kind in KINDS
        if texts.get(kind)
    ]
    Suggestion.objects.bulk_create(sorted(given, key=lambda one: one.pk))


@transaction.atomic
def settle(round: Round, *, now: datetime) -> bool:
    """Let the facilitator read what waits, when the round allows and enough people gave some (P4, P8)."""
    Round.objects.select_for_update().get(pk=round.pk)
    if not is_ready(round, now):
        return False
    last = Suggested.objects.filter(round=round).aggregate(last=Max("batch"))["last"]
    number = int(last or 0) + 1
    Suggested.objects.filter(round=round, batch=0).update(batch=number)
    Suggestion.objects.filter(round=round, batch=0).update(batch=number)
    return True


def settle_due(now: datetime) -> int:
    """Let facilitators read what may be read in every round; return in how many that was new."""
    return sum(settle(round, now=now) for round in waiting_rounds())


@transaction.atomic
def ask_participants(conversation: Conversation, *, on: bool, by: User, now: datetime) -> None:
    """Ask the participants of a conversation for suggestions, or not."""
    AsksParticipants.objects.update_or_create(conversation=conversation, defaults={"on": on})
    log(conversation, actor=by, verb="map_asked" if on else "map_not_asked", now=now)


@transaction.atomic
def take_over(suggestion: Suggestion, actor: Actor | None, *, is_new: bool, by: User, now: datetime) -> None:
    """Note which entry a suggestion led to; None: it is kept as an idea."""
    suggestion.actor, suggestion.status = actor, Suggestion.Status.ACCEPTED
    suggestion.save(update_fields=["actor", "status"])
    if actor and is_new:
        log_entry(actor, "entry_suggested", by=by, now=now)


@transaction.atomic
def put_aside(suggestion: Suggestion) -> None:
    """Put a suggestion aside; it can be taken back to the pile."""
    suggestion.status = Suggestion.Status.ASIDE
    suggestion.save(update_fields=["status"])


@transaction.atomic
def take_back(suggestion: Suggestion) -> None:
    """Put a suggestion back on the pile."""
    suggestion.status, suggestion.actor = Suggestion.Status.WAITING, None
    suggestion.save(update_fields=["status", "actor"])
