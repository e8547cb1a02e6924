"""P6, the participant's side: no address, no time finer than a day, nothing that betrays order, ties cut."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.db.models import DateTimeField
from django.test import Client
from django.utils import timezone

from samenspraak.conversations.access import cookie_end
from samenspraak.conversations.models import Invitation, Participant, Remark, Response, Round
from samenspraak.conversations.queries.invitations import personal_token
from samenspraak.conversations.queries.tokens import signed
from samenspraak.conversations.services import answering
from samenspraak.conversations.services.answering import finish_due_rounds, finish_round
from samenspraak.core.codes import in_blocks
from tests.conftest import World
from tests.conversations.phones import HERE, Phone, hidden

ADDRESS = "192.0.2.123"
BEHIND = "198.51.100.77"
AGENT = "Geplantetelefoon/1.0"


@pytest.fixture(autouse=True)
def no_wrong_codes_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def phone_with_an_address() -> Phone:
    headers = {**HERE, "user-agent": AGENT, "x-forwarded-for": BEHIND}
    return Phone(client=Client(headers=headers, REMOTE_ADDR=ADDRESS))


def fill_in(phone: Phone) -> Phone:
    phone.begin()
    phone.post("vragen/1/", A1="4")
    phone.post("vragen/3/", A__opmerking="Goed")
    phone.send()
    return phone


def everything_kept() -> str:
    """Return every value of every row of every table, and what the cache holds."""
    rows = [str(row) for model in apps.get_models() for row in model._default_manager.values()]
    return "\n".join([*rows, repr(getattr(cache, "_cache", ""))])


def over(world: World) -> Round:
    Round.objects.filter(pk=world.round.pk).update(
        status=Round.Status.CLOSED, closes_at=timezone.now() - timedelta(minutes=16)
    )
    world.round.refresh_from_db()
    return world.round


def test_no_address_or_device_is_kept_or_logged(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    phone = phone_with_an_address()
    for _ in range(40):
        phone.client.post("/mee/", {"code": "ZZZZZZZZ"})
        phone.client.get("/u/niets/")
    fill_in(phone)
    phone.get("klaar/")
    phone.client.get("/mee/WATER234/vragen/99/")

    kept = everything_kept() + caplog.text

    assert phone.sheet().sheet in kept
    for planted in (ADDRESS, BEHIND, AGENT):
        assert planted not in kept


def test_no_code_token_or_key_of_a_person_is_kept(world: World) -> None:
    phone = Phone()
    page = phone.client.get("/mee/WATER234/?stap=wie")
    key = hidden(page, "key")
    phone.begin(key=key)
    phone.post("vragen/1/", A1="4")

    kept = everything_kept()

    code = phone.token().code
    for secret in (
        code,
        in_blocks(code),
        code.lower(),
        key,
        key.replace("-", ""),
        phone.client.cookies["blad"].value,
    ):
        assert secret not in kept


def test_a_sheet_knows_the_day_and_no_time(world: World) -> None:
    fill_in(Phone())

    for model in (Response, Participant, Remark):
        assert [field.name for field in model._meta.get_fields() if isinstance(field, DateTimeField)] == []
    sheet = Response.objects.get()
    assert type(sheet.day) is date
    assert {sheet.pk.version, Participant.objects.get().pk.version, Remark.objects.get().pk.version} == {4}


def test_a_token_holds_no_time(world: World) -> None:
    token = fill_in(Phone()).token()

    assert signed(token) == signed(token)
    assert set(vars(token)) == {"round", "code", "response", "invitation"}


def test_everybodys_cookie_ends_at_the_same_midnight(world: World) -> None:
    first, second = Phone(), Phone()
    first.begin()
    Response.objects.update(day=world.now.date() - timedelta(days=2))
    second.begin()

    ends = {phone.client.cookies["blad"]["expires"] for phone in (first, second)}

    assert len(ends) == 1
    end = cookie_end(world.round, world.now)
    assert end is not None
    assert (timezone.localtime(end).hour, timezone.localtime(end).minute) == (0, 0)
    assert (
        world.round.closes_at + timedelta(minutes=15)
        < end
        <= world.round.closes_at + timedelta(days=1, minutes=15)
    )


def test_the_cookie_is_only_for_this_rounds_pages_and_no_script(world: World) -> None:
    phone = Phone()
    phone.begin()
    cookie = phone.client.cookies["blad"]

    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/mee/WATER234/", True, "Lax")
    assert set(phone.client.cookies) == {"blad"}


def test_the_day_a_kept_code_ends_is_the_same_for_everybody(world: World) -> None:
    for phone in (Phone(), Phone()):
        fill_in(phone).post("klaar/", actie="bewaar")

    assert Participant.objects.values("kept_until").distinct().count() == 1


def test_when_the_round_is_over_nothing_ties_a_sheet_to_a_person(world: World) -> None:
    invitation = Invitation.objects.create(round=world.round, email="dunya@elders.example")
    phone = Phone()
    phone.client.get(f"/u/{personal_token(invitation)}/")
    page = phone.client.get("/mee/WATER234/?stap=wie")
    phone.post("", stap="begin", group="beleid", key=hidden(page, "key"), blad=hidden(page, "blad"))
    phone.post("vragen/1/", A1="4")
    phone.send()

    finish_round(over(world), now=timezone.now())

    sheet = Response.objects.get()
    assert sheet.participant is None
    assert Round.objects.get().invitation_key == ""
    participant = Participant.objects.get()
    assert participant.responses.count() == 0
    assert str(sheet.pk) not in str(Participant.objects.values().get())
    assert str(participant.pk) not in str(Response.objects.values().get())


def test_the_tie_stays_only_for_who_asked_for_it(world: World) -> None:
    kept = fill_in(Phone())
    kept.post("klaar/", actie="bewaar")
    fill_in(Phone())

    finish_round(over(world), now=timezone.now())

    assert Response.objects.exclude(participant=None).get().pk == kept.token().response


def stored_order(model: type[Participant] | type[Response] | type[Remark]) -> list[UUID]:
    """Return the ids as they lie on the disk."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {model._meta.db_table} ORDER BY {place}")
        return [UUID(str(row[0])) for row in cursor.fetchall()]


def answered_in_order(world: World) -> list[tuple[UUID, UUID]]:
    """Let twelve people answer; return each code's row with its sheet's."""
    if (
        connection.vendor == "postgresql"
    ):  # a new file: rows of earlier tests left gaps that it would fill first
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {Participant._meta.db_table}, {Response._meta.db_table} CASCADE")
    for _ in range(12):
        fill_in(Phone())
    return [(sheet.participant_id, sheet.pk) for sheet in Response.objects.all() if sheet.participant_id]


def test_nobody_reads_back_from_the_disk_whose_sheet_it_was_or_who_came_first(world: World) -> None:
    ties = answered_in_order(world)

    finish_round(over(world), now=timezone.now())

    for model in (Participant, Response, Remark):
        assert model._default_manager.count() == 12
        assert stored_order(model) == sorted(stored_order(model))
    by_place = set(zip(stored_order(Participant), stored_order(Response), strict=True))
    assert len(by_place & set(ties)) < 6


def test_planted_fault_rows_left_where_they_came_give_every_tie_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "put_down_anew", lambda _rows: None)
    ties = answered_in_order(world)
    first = stored_order(Response)

    finish_round(over(world), now=timezone.now())

    if connection.vendor == "sqlite":
        assert set(zip(stored_order(Participant), stored_order(Response), strict=True)) == set(ties)
        assert stored_order(Response) == first


def test_who_lets_a_kept_code_go_later_is_cut_loose_from_rounds_that_are_over(world: World) -> None:
    kept = fill_in(Phone())
    kept.post("klaar/", actie="bewaar")
    finish_round(over(world), now=timezone.now())
    assert Response.objects.get().participant is not None

    kept.post("klaar/", actie="laat-los")

    participant = Participant.objects.get()
    assert Response.objects.get().participant is None
    assert (participant.keep, participant.sent_in) == (False, world.round)


def test_no_code_is_kept_for_more_than_two_years_after_the_opening(world: World) -> None:
    fill_in(Phone())
    fill_in(Phone()).post("klaar/", actie="bewaar")
    finish_round(over(world), now=timezone.now())
    assert Participant.objects.count() == 2

    finish_due_rounds(world.round.opens_at + timedelta(days=732))

    assert not Participant.objects.exists()
