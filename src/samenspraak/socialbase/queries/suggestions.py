"""Reads of what participants suggest for the map: whether they are asked, and what may be read (P4, P8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils.crypto import salted_hmac

from samenspraak.conversations.models import Conversation, Response, Round
from samenspraak.conversations.queries.plans import plan_for
from samenspraak.conversations.queries.rounds import is_over, rounds_with_questions
from samenspraak.organisations.models import Organisation
from samenspraak.socialbase.models import AsksParticipants, Suggested, Suggestion
from samenspraak.socialbase.queries.themes import ABOUT_THE_SOCIAL_BASE

IDEA = Suggestion.Kind.STRONGER
SALT = "samenspraak.socialbase.suggested"


def asks(conversation: Conversation) -> bool:
    """Say whether participants are asked with whom they work and who is missing.

    The instrument about the social base asks by itself; for others a facilitator may turn it on.
    """
    chosen = AsksParticipants.objects.filter(conversation=conversation).first()
    return chosen.on if chosen else conversation.instrument.slug == ABOUT_THE_SOCIAL_BASE


def mark_of(response: Response) -> str:
    """Return by what it is known that this sheet gave suggestions; nobody finds the sheet back without the key."""
    return salted_hmac(SALT, str(response.pk), secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()


def has_suggested(round: Round, response: Response) -> bool:
    """Say whether this sheet's owner gave suggestions already."""
    return Suggested.objects.filter(round=round, mark=mark_of(response)).exists()


def may_read(round: Round, now: datetime) -> bool:
    """Say whether suggestions of this round may be read: when it is over, or the picture is revealed (P8)."""
    return round.revealed or is_over(round, now)


def unread_people(round: Round) -> int:
    """Return how many people gave suggestions that nobody has been able to read yet."""
    return Suggested.objects.filter(round=round, batch=0).count()


def is_ready(round: Round, now: datetime) -> bool:
    """Say whether suggestions of enough people wait to become readable (P4)."""
    people = unread_people(round)
    return people > 0 and may_read(round, now) and people >= plan_for(round).k


def waiting_rounds(organisation: Organisation | None = None) -> Iterable[Round]:
    """Return the rounds in which suggestions wait to become readable, of one organisation or of all."""
    waiting = Suggested.objects.filter(batch=0).values("round")
    found = rounds_with_questions().filter(pk__in=waiting)
    return found.filter(conversation__organisation=organisation) if organisation else found


@dataclass(frozen=True)
class RoundLine:
    """What a round brought: suggestions to read (by kind), and how many people gave some that wait for others."""

    round: Round
    suggestions: tuple[Suggestion, ...]
    waiting_people: int
    readable_from_now: bool
    k: int


def lines_of(organisation: Organisation, *, now: datetime) -> list[RoundLine]:
    """Return the rounds of an organisation in which somebody gave suggestions, the newest first (P3)."""
    rounds = rounds_with_questions().filter(conversation__organisation=organisation)
    with_some = rounds.annotate(given=Count("suggested")).filter(given__gt=0)
    return [line_of(round, now=now) for round in with_some.order_by("-conversation__created_at", "-number")]


def line_of(round: Round, *, now: datetime) -> RoundLine:
    """Return what one round brought, in the random order of the ids."""
    readable = Suggestion.objects.filter(round=round, batch__gt=0, status=Suggestion.Status.WAITING)
    return RoundLine(
        round=round,
        suggestions=tuple(readable.order_by("kind", "id")),
        waiting_people=unread_people(round),
        readable_from_now=may_read(round, now),
        k=plan_for(round).k,
    )


def waiting_count(organisation: Organisation) -> int:
    """Return how many suggestions a facilitator still has to look at."""
    return Suggestion.objects.filter(
        round__conversation__organisation=organisation, batch__gt=0, status=Suggestion.Status.WAITING
    ).count()


def suggestion_for(organisation: Organisation, suggestion_id: UUID) -> Suggestion:
    """Return a suggestion that may be read; Http404 for a stranger (P3) and for what nobody may read yet."""
    found = Suggestion.objects.filter(
        Q(batch__gt=0), round__conversation__organisation=organisation, pk=suggestion_id
    )
    one = found.select_related("round__conversation__organisation", "actor").first()
    if one is None:
        raise Http404
    return one


def sorted_suggestions(organisation: Organisation) -> QuerySet[Suggestion]:
    """Return the suggestions that a facilitator decided about."""
    found = Suggestion.objects.filter(round__conversation__organisation=organisation, batch__gt=0)
    kept = found.exclude(status=Suggestion.Status.WAITING).select_related("actor", "round__conversation")
    return kept.order_by("id")


def ideas_of(organisation: Organisation) -> list[Suggestion]:
    """Return the ideas that were kept for the conversation."""
    return list(sorted_suggestions(organisation).filter(status=Suggestion.Status.ACCEPTED, kind=IDEA))


def sorted_out(organisation: Organisation) -> list[Suggestion]:
    """Return the other suggestions that were taken over or put aside."""
    return list(sorted_suggestions(organisation).exclude(status=Suggestion.Status.ACCEPTED, kind=IDEA))
