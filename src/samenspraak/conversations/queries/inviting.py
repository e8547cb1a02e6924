"""Reads of the invitation list: who was invited and who has answered, never what or when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from samenspraak.conversations.models import Invitation, Round

KEPT_AFTER_CLOSING = timedelta(days=30)


def invitations_of(round: Round) -> QuerySet[Invitation]:
    """Return the invitation list of a round with the group of each, by address."""
    return round.invitations.select_related("group")


def invitation_in(round: Round, invitation_id: UUID) -> Invitation:
    """Return one invitation of this round; Http404 for any other."""
    found = round.invitations.filter(pk=invitation_id).first()
    if found is None:
        raise Http404
    return found


def to_send(ids: Sequence[str]) -> QuerySet[Invitation]:
    """Return the invitations for a task, with what the mail needs."""
    return Invitation.objects.filter(pk__in=ids).select_related(
        "round__conversation__organisation", "round__conversation__created_by"
    )


def to_remind(round: Round, today: date) -> QuerySet[Invitation]:
    """Return who was invited on an earlier day, has not answered and was not reminded today."""
    waiting = round.invitations.filter(answered=False, sent_on__lt=today)
    return waiting.filter(Q(reminded_on=None) | Q(reminded_on__lt=today))


def expired_invitations(now: datetime) -> QuerySet[Invitation]:
    """Return the addresses of rounds that closed more than thirty days ago."""
    return Invitation.objects.filter(
        round__status=Round.Status.CLOSED, round__closes_at__lte=now - KEPT_AFTER_CLOSING
    )
