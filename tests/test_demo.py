"""The demo shows every stop of a finished conversation, and one that is open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils.timezone import localtime

from samenspraak.conversations.models import Conversation, Participant, Response, Round
from samenspraak.conversations.services.instruments import sync_instruments
from samenspraak.demo import JOIN_CODE, PASSWORD, Demo, fill_demo
from samenspraak.organisations.models import Organisation
from samenspraak.outcomes.models import Action, JointPosition
from samenspraak.results.models import OpinionGroups, Release

pytestmark = pytest.mark.xdist_group("demo")
STOPS = ["voorbereiden", "invullen", "beeld", "verdiepen", "afspreken", "verslag", "herhalen"]


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: Any) -> Iterator[Demo]:
    """Fill the demo once; what a test changes is undone after it, and everything after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        sync_instruments()
        yield fill_demo()
        transaction.set_rollback(True)


@pytest.fixture
def demo(filled: Demo, db: None) -> Demo:
    return filled


def finished() -> Conversation:
    return Conversation.objects.get(title__startswith="Rondkomen")


def test_the_printed_words_let_a_newcomer_in(demo: Demo, client: Client) -> None:
    words = demo.describe("http://localhost:8000")
    signed_in = client.post("/account/login/", {"login": demo.email, "password": demo.password})

    assert all(part in words for part in ("http://localhost:8000", demo.email, PASSWORD, JOIN_CODE))
    assert signed_in.status_code == 302
    assert client.get(f"/mee/{JOIN_CODE}/").status_code == 200


def test_every_stop_of_the_finished_conversation_opens(demo: Demo, client: Client) -> None:
    client.post("/account/login/", {"login": demo.email, "password": demo.password})

    for stop in STOPS:
        page = client.get(f"/gesprekken/{finished().pk}/2/{stop}/")
        assert page.status_code == 200, stop


def test_rounds_close_at_five_whenever_the_demo_begins(demo: Demo) -> None:
    moments = [localtime(round.closes_at) for round in Round.objects.all()]

    assert {(moment.hour, moment.minute) for moment in moments} == {(17, 0)}


def test_the_story_is_whole(demo: Demo) -> None:
    rounds = list(finished().rounds.order_by("number"))
    sent = Response.objects.filter(round__in=rounds, status=Response.Status.SENT)

    assert [round.status for round in rounds] == [Round.Status.CLOSED, Round.Status.CLOSED]
    assert sent.count() >= 120
    assert {response.group.key for response in sent.select_related("group") if response.group} == {
        "beleid-armoede",
        "beleid-gezondheid",
        "aanjagers",
        "uitvoering",
        "organisaties",
        "bewoners",
    }
    assert JointPosition.objects.filter(round=rounds[1]).count() == 6
    assert set(Action.objects.values_list("status", flat=True)) == set(Action.Status.values)
    assert Release.objects.filter(round=rounds[1]).latest("number").paired
    assert Round.objects.get(code=JOIN_CODE).status == Round.Status.OPEN


def test_two_opinion_groups_are_there_to_be_found(demo: Demo) -> None:
    """Every second person of every group sees it the other way; beside all other figures they may be shown."""
    groups = OpinionGroups.objects.get(round__conversation=finished(), round__number=2)

    assert groups.picture["reason"] == ""
    assert len(groups.picture["groups"]) == 2
    assert len(groups.picture["statements"]) == 15
    assert len(groups.picture["relations"]) == 4
    assert groups.picture["groups"][0]["region"]


def test_nobody_is_sent_a_mail_and_nobody_has_a_real_address(demo: Demo) -> None:
    addresses = Action.objects.exclude(owner_email="").values_list("owner_email", flat=True)

    assert mail.outbox == []
    assert all(address.endswith("@lindeveen.example") for address in addresses)
    assert "verzonnen" in Organisation.objects.get().name


def test_a_second_start_leaves_the_demo_as_it_is(demo: Demo) -> None:
    before = (Response.objects.count(), Participant.objects.count(), Action.objects.count())

    fill_demo()

    assert (Response.objects.count(), Participant.objects.count(), Action.objects.count()) == before
