"""Two people, two tabs or two clicks at the same moment: one outcome, and no error page (P2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from pytest_django import Settings

from samenspraak.conversations.models import (
    AnswerBatch,
    Conversation,
    InstrumentVersion,
    Invitation,
    Remark,
    Response,
    Round,
)
from samenspraak.conversations.queries.invitations import personal_token
from samenspraak.organisations.models import AuditEvent, User
from samenspraak.outcomes.models import Action, JointPosition
from samenspraak.outcomes.queries.links import owner_token
from samenspraak.results.models import AgendaPlan, Release
from samenspraak.results.services import release
from tests.conftest import World, signed_in
from tests.conversations.phones import Phone, hidden
from tests.results.rounds import add, close, fill, made, phone_of, reveal

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


def at_once(deeds: Sequence[Callable[[], Any]]) -> list[Any]:
    """Do all this at the same moment, each on a connection of its own."""
    start = Barrier(len(deeds))

    def do(deed: Callable[[], Any]) -> Any:
        try:
            start.wait()
            return deed()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


def posts(clients: Sequence[Client], url: str, fields: dict[str, Any]) -> list[int]:
    """Send the same form from every client at once; return the statuses."""
    return at_once([lambda client=client: client.post(url, fields).status_code for client in clients])  # type: ignore[misc]


@pytest.fixture
def tabs(world: World) -> list[Client]:
    """Anna, with some tabs open."""
    return [signed_in(world.anna) for _ in range(AT_ONCE)]


def url(world: World, rest: str) -> str:
    return f"/gesprekken/{world.conversation.pk}/1/{rest}"


def test_a_new_conversation_is_made_once(world: World, tabs: list[Client]) -> None:
    fields = {"key": str(uuid4()), "title": "Samen", "instrument": InstrumentVersion.objects.get().pk}

    assert set(posts(tabs, "/gesprekken/nieuw/", fields)) == {302}
    assert Conversation.objects.count() == 2


def test_a_next_round_is_prepared_once(world: World, tabs: list[Client]) -> None:
    close(world)
    fields = {"opens_at": "2027-01-04T10:00", "closes_at": "2027-01-18T17:00"}

    assert set(posts(tabs, url(world, "herhalen/"), fields)) == {302}
    assert list(Round.objects.values_list("number", flat=True)) == [1, 2]


def test_a_colleague_is_invited_once(world: World, tabs: list[Client]) -> None:
    fields = {"email": "Dana@waterdorp.example", "name": "Dana", "role": "facilitator"}

    statuses = posts(tabs, "/organisatie/collega/", fields)

    assert sorted(statuses) == [200] * (AT_ONCE - 1) + [302]
    assert User.objects.filter(email="dana@waterdorp.example").count() == 1


def test_people_are_invited_once(world: World, tabs: list[Client]) -> None:
    assert set(posts(tabs, url(world, "uitnodigen/"), {"addresses": "a@b.nl, c@d.nl"})) == {302}
    assert Invitation.objects.count() == 2


def test_an_action_is_added_once_and_accepted_once(world: World, tabs: list[Client]) -> None:
    fields = {
        "key": str(uuid4()),
        "theme": "A",
        "what": "Een inloop",
        "owner": "Jan",
        "owner_email": "j@k.nl",
    }
    assert set(posts(tabs, url(world, "afspreken/nieuw/"), fields)) == {302}
    action = Action.objects.get()

    phones = [Phone().client for _ in range(AT_ONCE)]
    answer = {"kind": "accepted", "key": str(uuid4())}
    assert set(posts(phones, f"/actie/{owner_token(action)}/", answer)) == {302}

    assert action.steps.filter(kind="accepted").count() == 1


def test_of_two_joint_positions_one_wins_and_the_other_is_told(world: World, tabs: list[Client]) -> None:
    fields = {"now": "2", "wanted": "4", "position_version": "0"}
    deeds = [
        lambda tab=tab, number=number: (
            tab.post(url(world, "verdiepen/A/"), {**fields, "reason": f"Reden {number}"}).status_code
        )
        for number, tab in enumerate(tabs)
    ]

    assert sorted(at_once(deeds)) == [302] + [409] * (AT_ONCE - 1)
    assert JointPosition.objects.count() == 1


def test_of_two_agendas_one_wins_and_the_other_is_told(world: World, tabs: list[Client]) -> None:
    fill(world)
    close(world)
    made(world)
    deeds = [
        lambda tab=tab, minutes=minutes: (
            tab.post(
                f"/gesprekken/{world.conversation.pk}/1/beeld/agenda/", {"minutes": minutes, "version": "0"}
            ).status_code
        )
        for tab, minutes in zip(tabs, ("60", "75", "120", "150"), strict=True)
    ]

    assert sorted(at_once(deeds)) == [302] + [409] * (AT_ONCE - 1)
    assert AgendaPlan.objects.get().version == 1


def test_what_was_entered_is_kept_once_and_taken_back_once(
    world: World, tabs: list[Client], settings: Settings, tmp_path: Path
) -> None:
    settings.ERASURES = tmp_path / "erasures.log"
    file = SimpleUploadedFile("x.csv", b"groep,A1\nbeleid,3\nbewoners,2\n")
    preview = tabs[0].post(url(world, "invullen/invoeren/"), {"file": file, "source": "paper"})
    answers = re.findall(r'name="antwoorden" value="([^"]+)"', preview.content.decode())[0]

    posts(tabs, url(world, "invullen/invoeren/bewaren/"), {"antwoorden": answers})
    assert Response.objects.count() == 2
    batch = AnswerBatch.objects.get()
    posts(tabs, url(world, f"invullen/invoeren/{batch.pk}/weghalen/"), {})

    assert not Response.objects.exists()
    counted = AuditEvent.objects.filter(verb__startswith="answers_").order_by("pk")
    assert [(one.verb, one.detail["count"]) for one in counted] == [
        ("answers_entered", 2),
        ("answers_taken_back", 2),
    ]


def test_one_personal_link_on_many_devices_is_one_sheet(world: World) -> None:
    invitation = Invitation.objects.create(round=world.round, email="dunya@elders.example")
    begun = []
    for _ in range(AT_ONCE):
        phone = Phone()
        phone.client.get(f"/u/{personal_token(invitation)}/")
        page = phone.get("?stap=wie")
        begun.append((phone, {"key": hidden(page, "key"), "blad": hidden(page, "blad")}))

    def everything(phone: Phone, fields: dict[str, str], mark: str) -> list[int]:
        answers = [phone.post("", stap="begin", group="beleid", **fields)]
        answers += [
            phone.post("vragen/1/", A1=mark),
            phone.post("vragen/3/", A__opmerking=mark),
            phone.send(),
        ]
        return [one.status_code for one in answers]

    deeds = [
        lambda phone=phone, fields=fields, mark=mark: everything(phone, fields, str(mark))
        for mark, (phone, fields) in enumerate(begun, start=1)
    ]
    assert {tuple(one) for one in at_once(deeds)} == {(302, 303, 303, 302)}
    assert Response.objects.filter(status=Response.Status.SENT).count() == Remark.objects.count() == 1


def test_a_picture_is_made_once(world: World) -> None:
    fill(world)
    reveal(world)

    outcomes = at_once([lambda: type(release(world.round, now=world.now)) for _ in range(AT_ONCE)])

    assert outcomes.count(Release) == Release.objects.count() == 1


def test_who_withdraws_while_a_picture_is_made_leaves_no_answer_behind(world: World) -> None:
    fill(world)
    reveal(world)
    made(world)
    add(world, "beleid", 6, A1="1")
    phones = [phone_of(world, sheet) for sheet in world.round.responses.order_by("pk")[:3]]

    def withdraw(phone: Phone) -> int:
        return int(phone.post("kaart/", actie="trek-in", zeker="1").status_code)

    def answer(phone: Phone) -> int:
        return int(phone.post("vragen/1/", A1="5").status_code)

    deeds: list[Callable[[], Any]] = [partial(release, world.round, now=world.now)]
    deeds += [partial(deed, phone) for deed in (withdraw, answer) for phone in phones]
    statuses = at_once(deeds)[1:]

    assert statuses[:3] == [200, 200, 200]
    assert set(statuses[3:]) <= {303, 409}
    gone = Response.objects.filter(status=Response.Status.WITHDRAWN)
    assert not any((one.sheet + one.shown_sheet).strip("-") for one in gone)
    assert Response.objects.filter(status=Response.Status.SENT).count() == 18 + 6 - 3


def test_the_ties_are_cut_once_when_a_round_is_over(world: World, tabs: list[Client]) -> None:
    """The first visits after the quarter of an hour: each would cut the ties."""
    fill(world)
    close(world)

    answers = at_once([lambda tab=tab: tab.get(url(world, "beeld/")).status_code for tab in tabs])  # type: ignore[misc]

    assert answers == [200] * AT_ONCE
    assert world.round.responses.count() == 18
    assert not world.round.responses.exclude(participant=None).exists()
