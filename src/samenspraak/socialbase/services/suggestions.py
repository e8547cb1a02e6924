"""Writes of suggestions: given by participants, read in batches, taken over or put aside by a facilitator."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from samenspraak.conversations.models import Conversation, Response, Round
from samenspraak.conversations.services.recording import log
from samenspraak.organisations.models import Organisation, User
from samenspraak.socialbase.models import Actor, AsksParticipants, Suggested, Suggestion
from samenspraak.socialbase.queries.suggestions import is_ready, mark_of, waiting_rounds
from samenspraak.socialbase.services import entries

KINDS = (Suggestion.Kind.WORKS_WITH, Suggestion.Kind.MISSING, Suggestion.Kind.STRONGER)


class GivenAlready(Exception):
    """This person gave suggestions in this round already (P2)."""


class SortedAlready(Exception):
    """Somebody decided about this suggestion already, perhaps a moment ago."""


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
def take_over(suggestion: Suggestion, actor: Actor | None) -> None:
    """Note which entry a suggestion led to; None: it is kept as an idea. SortedAlready."""
    take_from_pile(suggestion)
    suggestion.actor, suggestion.status = actor, Suggestion.Status.ACCEPTED
    suggestion.save(update_fields=["actor", "status"])


@transaction.atomic
def take_over_as_new(
    suggestion: Suggestion, values: Mapping[str, Any], *, organisation: Organisation, by: User, now: datetime
) -> Actor:
    """Put what was suggested on the map, confirmed by nobody yet: once, however many decide so. SortedAlready, NameTaken."""
    take_from_pile(suggestion)
    made = entries.add(organisation, values, confirmed=False, by=by, now=now)
    entries.log_entry(made, "entry_suggested", by=by, now=now)
    suggestion.actor, suggestion.status = made, Suggestion.Status.ACCEPTED
    suggestion.save(update_fields=["actor", "status"])
    return made


@transaction.atomic
def put_aside(suggestion: Suggestion) -> None:
    """Put a suggestion aside; it can be taken back to the pile. SortedAlready."""
    take_from_pile(suggestion)
    suggestion.status = Suggestion.Status.ASIDE
    suggestion.save(update_fields=["status"])


def take_from_pile(suggestion: Suggestion) -> None:
    """Hold a suggestion that nobody decided about yet; SortedAlready when a colleague was first."""
    waiting = Suggestion.objects.select_for_update().filter(
        pk=suggestion.pk, status=Suggestion.Status.WAITING
    )
    if not waiting.exists():
        raise SortedAlready


@transaction.atomic
def take_back(suggestion: Suggestion) -> None:
    """Put a suggestion back on the pile."""
    suggestion.status, suggestion.actor = Suggestion.Status.WAITING, None
    suggestion.save(update_fields=["status", "actor"])
