"""Writes of the invitation list. Sending is done by ``tasks``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from samenspraak.conversations.models import Invitation, Round, StakeholderGroup
from samenspraak.conversations.queries.inviting import to_remind
from samenspraak.conversations.services.erasing import erased
from samenspraak.conversations.services.recording import log, log_round
from samenspraak.organisations.models import User

MOST_INVITATIONS = 2_000


class TooMany(Exception):
    """An invitation list has an end."""


class NotOpen(Exception):
    """People can be invited by mail from the opening until the closing of a round."""


@transaction.atomic
def invite(
    round: Round, addresses: Sequence[str], *, group: StakeholderGroup | None, actor: User, now: datetime
) -> list[Invitation]:
    """Put new addresses on the list and return their invitations; known addresses stay as they are."""
    must_be_open(round)
    known = set(round.invitations.values_list("email", flat=True))
    new = [address for address in dict.fromkeys(addresses) if address not in known]
    if len(known) + len(new) > MOST_INVITATIONS:
        raise TooMany
    made = [Invitation(round=round, email=address, group=group) for address in new]
    Invitation.objects.bulk_create(made)
    if made:
        log(
            round.conversation,
            actor=actor,
            verb="people_invited",
            now=now,
            round=round.number,
            count=len(made),
        )
    return made


@transaction.atomic
def remind(round: Round, *, actor: User, now: datetime, today: date) -> list[Invitation]:
    """Mark everybody who has not answered as reminded today, and return them for the mail."""
    must_be_open(round)
    waiting = list(to_remind(round, today).select_for_update())
    Invitation.objects.filter(pk__in=[one.pk for one in waiting]).update(reminded_on=today)
    if waiting:
        count = len(waiting)
        log_round(round, "people_reminded", actor=actor, now=now, count=count)
    return waiting


def must_be_open(round: Round) -> None:
    """Make sure inside this transaction that the round stands open."""
    status = Round.objects.select_for_update().values_list("status", flat=True).get(pk=round.pk)
    if status != Round.Status.OPEN:
        raise NotOpen


@transaction.atomic
def forget(invitation: Invitation, *, actor: User, now: datetime) -> None:
    """Take an address off the list. An answer that was given stays: nothing ties it to the address."""
    conversation = invitation.round.conversation
    erased("invitation", invitation.pk)
    invitation.delete()
    log(conversation, actor=actor, verb="invitation_removed", now=now, round=invitation.round.number)


def mark_sent(invitation: Invitation, *, today: date) -> None:
    """Note that the mail went out."""
    Invitation.objects.filter(pk=invitation.pk).update(sent_on=today, failed="")


def mark_failed(invitation: Invitation, *, why: str) -> None:
    """Note, for the facilitator, that the mail did not go out."""
    longest = Invitation._meta.get_field("failed").max_length
    Invitation.objects.filter(pk=invitation.pk).update(failed=why[:longest])


def to_try_again(round: Round) -> list[Invitation]:
    """Return those whose mail failed, with the failure wiped."""
    failed = list(round.invitations.exclude(failed=""))
    Invitation.objects.filter(pk__in=[one.pk for one in failed]).update(failed="")
    return failed
