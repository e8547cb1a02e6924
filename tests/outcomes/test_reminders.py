"""Reminders to owners: when they go out, and never twice."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.utils.timezone import localdate

from samenspraak.outcomes import contributions
from samenspraak.outcomes.models import Action
from samenspraak.outcomes.tasks import remind_owners
from tests.conftest import World
from tests.outcomes.screens import add_action

DEADLINE = date(2027, 3, 20)
Status = Action.Status


def noon(world: World, day: date) -> datetime:
    return datetime.combine(day, world.now.timetz()).replace(hour=12)


def mailed_on(world: World, first: date, days: int) -> list[date]:
    """Let the clock tick three times a day, and return the days a mail went out, once per mail."""
    seen: list[date] = []
    for number in range(days):
        day = first + timedelta(days=number)
        for _ in range(3):
            seen += [day] * remind_owners(noon(world, day))
    return seen


@pytest.fixture
def action(world: World) -> Action:
    return add_action(world, owner_email="fatima@wijk.example", status=Status.ACCEPTED, deadline=DEADLINE)


def test_the_clock_of_the_program_knows_the_reminders() -> None:
    assert [remind_owners] == contributions.TICKS


def test_reminders_go_out_once_before_once_after_and_then_every_thirty_days(
    world: World, action: Action
) -> None:
    days = mailed_on(world, DEADLINE - timedelta(days=30), 100)

    assert days == [
        DEADLINE - timedelta(days=14),
        DEADLINE + timedelta(days=1),
        DEADLINE + timedelta(days=31),
        DEADLINE + timedelta(days=61),
    ]
    assert len(mail.outbox) == len(days)


def test_a_clock_that_stood_still_sends_one_mail_when_it_runs_again(world: World, action: Action) -> None:
    assert mailed_on(world, DEADLINE + timedelta(days=45), 2) == [DEADLINE + timedelta(days=45)]


@pytest.mark.parametrize("status", [Status.PROPOSED, Status.HANDED_BACK, Status.DONE, Status.STOPPED])
def test_who_was_not_asked_or_is_finished_gets_no_mail(world: World, action: Action, status: str) -> None:
    Action.objects.filter(pk=action.pk).update(status=status)

    assert mailed_on(world, DEADLINE - timedelta(days=20), 60) == []


def test_without_an_address_or_a_date_there_is_no_mail(world: World, action: Action) -> None:
    Action.objects.filter(pk=action.pk).update(owner_email="")
    add_action(world, owner_email="a@b.example", status=Status.ACCEPTED)

    assert mailed_on(world, DEADLINE - timedelta(days=20), 60) == []


def test_on_the_day_of_the_question_no_reminder_follows(world: World, action: Action) -> None:
    day = DEADLINE - timedelta(days=3)
    Action.objects.filter(pk=action.pk).update(asked_on=day)

    assert mailed_on(world, day, 2) == [day + timedelta(days=1)]


def test_a_later_deadline_brings_its_own_reminder(world: World, action: Action) -> None:
    mailed_on(world, DEADLINE - timedelta(days=14), 1)
    Action.objects.filter(pk=action.pk).update(deadline=DEADLINE + timedelta(days=60))

    days = mailed_on(world, DEADLINE, 60)

    assert days == [DEADLINE + timedelta(days=46)]


def test_the_mail_says_what_was_agreed_in_plain_words_with_the_link(world: World, action: Action) -> None:
    remind_owners(noon(world, DEADLINE + timedelta(days=1)))

    (message,) = mail.outbox
    assert message.subject == "Herinnering: Een inloop openen"
    assert "20 maart 2027" in message.body
    assert "/actie/" in message.body
    assert localdate(world.now).isoformat() not in message.body


def test_a_name_with_a_line_break_cannot_add_a_header(world: World, action: Action) -> None:
    Action.objects.filter(pk=action.pk).update(what="Een\nBcc: iedereen@example.org")

    remind_owners(noon(world, DEADLINE))

    assert mail.outbox[0].subject == "Herinnering: Een Bcc: iedereen@example.org"
    assert mail.outbox[0].recipients() == ["fatima@wijk.example"]
