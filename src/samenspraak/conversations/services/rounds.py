"""Writes of a round's life: opening, dates, closing, reopening, revealing, and the next round."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from samenspraak.conversations.models import Conversation, InstrumentVersion, Round
from samenspraak.conversations.queries.inviting import expired_invitations
from samenspraak.conversations.queries.plans import plan_of
from samenspraak.conversations.queries.rounds import (
    due_rounds,
    homeless_cards,
    is_latest,
    is_over,
    questions_of,
)
from samenspraak.conversations.services.answering import finish_due_rounds, finish_round
from samenspraak.conversations.services.instruments import version_to_ask
from samenspraak.conversations.services.preparing import draft, join_code
from samenspraak.conversations.services.recording import log, log_round
from samenspraak.organisations.models import User

Status = Round.Status
KEY_BYTES = 32


class NotReady(Exception):
    """Something is missing before people can be asked to answer."""


class WrongMoment(Exception):
    """These dates would cut people off, or do not follow each other."""


class WrongState(Exception):
    """The round is not in the state this asks for; somebody was there earlier."""


def locked(round: Round, *states: str) -> Round:
    """Lock the round within this transaction and take over what it is now; WrongState outside *states*."""
    now = Round.objects.select_for_update().get(pk=round.pk)
    if now.status not in states:
        raise WrongState(now.status)
    for field in ("status", "opens_at", "closes_at", "revealed", "invitation_key"):
        setattr(round, field, getattr(now, field))
    return round


@transaction.atomic
def set_planning(
    round: Round, *, opens_at: datetime, closes_at: datetime, pages: str, actor: User, now: datetime
) -> None:
    """Keep when a draft is to open and close, and how many questions are on a screen."""
    conversation = draft(round)
    if closes_at <= opens_at:
        raise WrongMoment
    same = (round.opens_at, round.closes_at, conversation.pages) == (opens_at, closes_at, pages)
    round.opens_at, round.closes_at, conversation.pages = opens_at, closes_at, pages
    round.save(update_fields=["opens_at", "closes_at"])
    conversation.save(update_fields=["pages"])
    if not same:
        log_dates(round, actor=actor, now=now)


def log_dates(round: Round, *, actor: User, now: datetime) -> None:
    """Record the dates a round has now."""
    log(
        round.conversation,
        actor=actor,
        verb="dates_changed",
        now=now,
        round=round.number,
        opens=written(round.opens_at),
        closes=written(round.closes_at),
    )


def written(at: datetime) -> str:
    """Return a moment for the log, the same in every language."""
    return localtime(at).strftime("%d-%m-%Y %H:%M")


@transaction.atomic
def open_round(round: Round, *, actor: User, now: datetime) -> None:
    """Open a draft, now or at its moment, and freeze what people are promised."""
    conversation = draft(round)
    plan = plan_of(conversation)
    if not plan.groups or not conversation.purpose.strip() or round.closes_at <= max(now, round.opens_at):
        raise NotReady
    if homeless_cards(conversation):
        raise NotReady
    round.instrument = version_to_ask(conversation)
    round.questions = questions_of(round).digest
    round.plan = plan.model_dump(mode="json")
    round.purpose, round.pages = conversation.purpose, conversation.pages
    round.invitation_key = secrets.token_hex(KEY_BYTES)
    round.opens_at, round.status = max(now, round.opens_at), Status.OPEN
    round.save()
    log(conversation, actor=actor, verb="round_opened", now=now, round=round.number)


@transaction.atomic
def change_dates(
    round: Round, *, opens_at: datetime, closes_at: datetime, actor: User, now: datetime
) -> None:
    """Move the dates of an open round; WrongMoment when people who began would lose their time."""
    locked(round, Status.OPEN)
    if round.opens_at <= now:
        opens_at = round.opens_at
    if closes_at <= max(now, opens_at):
        raise WrongMoment
    round.opens_at, round.closes_at = opens_at, closes_at
    round.save(update_fields=["opens_at", "closes_at"])
    log_dates(round, actor=actor, now=now)


@transaction.atomic
def close_round(round: Round, *, actor: User | None, now: datetime) -> None:
    """Close an open round; whoever began may still send within the grace, after which ties are cut."""
    locked(round, Status.OPEN)
    round.status, round.closes_at = Status.CLOSED, min(now, round.closes_at)
    round.opens_at = min(round.opens_at, round.closes_at)
    round.save(update_fields=["status", "opens_at", "closes_at"])
    log_round(round, "round_closed", actor=actor, now=now)


@transaction.atomic
def reopen_round(round: Round, *, reason: str, closes_at: datetime, actor: User, now: datetime) -> None:
    """Open a closed round again, with the reason in the log. Ties that were cut stay cut."""
    locked(round, Status.CLOSED)
    if closes_at <= now:
        raise WrongMoment
    if not is_latest(round):
        raise WrongState
    round.status, round.closes_at = Status.OPEN, closes_at
    round.invitation_key = round.invitation_key or secrets.token_hex(KEY_BYTES)
    round.save(update_fields=["status", "closes_at", "invitation_key"])
    log_round(round, "round_reopened", actor=actor, now=now, reason=reason)


@transaction.atomic
def reveal(round: Round, *, actor: User, now: datetime) -> None:
    """Let everybody who has sent see the picture while the round is still open (P8)."""
    locked(round, Status.OPEN)
    if round.revealed:
        return
    round.revealed = True
    round.save(update_fields=["revealed"])
    log_round(round, "picture_revealed", actor=actor, now=now)


@transaction.atomic
def start_next_round(
    conversation: Conversation,
    *,
    actor: User,
    now: datetime,
    opens_at: datetime,
    closes_at: datetime,
    instrument: InstrumentVersion | None = None,
) -> Round:
    """Prepare the next round with the same groups; the instrument stays as it was unless one is chosen.

    A draft that is already there is returned as it is: two colleagues, or two clicks, make one round.
    """
    Conversation.objects.select_for_update().get(pk=conversation.pk)
    latest = conversation.rounds.order_by("number").last()
    if latest is None or latest.status == Status.OPEN:
        raise WrongState
    if latest.status == Status.DRAFT:
        return latest
    if instrument:
        conversation.instrument = instrument
        conversation.save(update_fields=["instrument"])
    round = Round.objects.create(
        conversation=conversation,
        number=latest.number + 1,
        code=join_code(),
        opens_at=opens_at,
        closes_at=closes_at,
    )
    log(conversation, actor=actor, verb="next_round_started", now=now, round=round.number)
    return round


def settle(round: Round, *, now: datetime) -> Round:
    """Do what the clock asks of this round: close it when its time has passed, cut ties after the grace."""
    if round.status == Status.OPEN and round.closes_at <= now:
        close_by_clock(round, now=now)
    if round.invitation_key and is_over(round, now):
        finish_round(round, now=now)
    return round


def close_by_clock(round: Round, *, now: datetime) -> None:
    """Close a round whose time has passed, unless somebody was there first."""
    try:
        close_round(round, actor=None, now=now)
    except WrongState:
        round.refresh_from_db(fields=["status", "opens_at", "closes_at"])


def close_due_rounds(now: datetime) -> int:
    """Close every round whose time has passed, cut ties that are due, and forget old addresses.

    Return how many rounds were closed.
    """
    due = list(due_rounds(now))
    for round in due:
        close_by_clock(round, now=now)
    finish_due_rounds(now)
    expired_invitations(now).delete()
    return len(due)
