"""P2: one code counts once, however often the request is repeated."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from bench import _counts
from bench._seed import CODE
from bench._server import served
from samenspraak.conversations.models import Invitation, Participant, Response, Round
from samenspraak.conversations.queries.invitations import personal_token
from samenspraak.conversations.services import answering
from samenspraak.conversations.services.answering import finish_round
from tests.conftest import World
from tests.conversations.phones import Phone, hidden, text_of
from tests.conversations.test_promise_p1 import form


def invited(world: World) -> Invitation:
    return Invitation.objects.create(
        round=world.round, email="dunya@elders.example", group=world.group("beleid")
    )


def opened_link(invitation: Invitation) -> Phone:
    device = Phone()
    device.client.get(f"/u/{personal_token(invitation)}/")
    return device


def begin_by_link(invitation: Invitation) -> Phone:
    device = opened_link(invitation)
    page = device.client.get("/mee/WATER234/?stap=wie")
    device.post("", stap="begin", group="beleid", key=hidden(page, "key"), blad=hidden(page, "blad"))
    return device


def over_and_open_again(world: World) -> None:
    """Close the round and cut its ties; then open it once more."""
    world.round.status, world.round.closes_at = Round.Status.CLOSED, timezone.now() - timedelta(hours=1)
    world.round.save()
    finish_round(world.round, now=timezone.now())
    Round.objects.update(
        status=Round.Status.OPEN, closes_at=timezone.now() + timedelta(days=1), invitation_key="9" * 64
    )


def test_a_double_click_on_begin_is_one_beginning(world: World) -> None:
    phone, key = Phone(), str(uuid4())

    first = phone.begin(key=key)
    token = phone.token()
    second = phone.begin(key=key)

    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert phone.token() == token
    assert Response.objects.count() == Participant.objects.count() == 1


def test_a_form_sent_again_later_leaves_the_answers(world: World) -> None:
    phone, key = Phone(), str(uuid4())
    phone.begin(key=key)
    phone.post("vragen/1/", A1="4")
    phone.send()

    phone.begin("bewoners", key=key)

    sheet = Response.objects.get()
    assert (sheet.status, sheet.sheet, sheet.group) == (Response.Status.SENT, "4-----", world.group("beleid"))


def test_sending_ten_times_is_sending_once(world: World) -> None:
    phone = Phone()
    phone.begin()
    phone.post("vragen/1/", A1="4")

    answers = {phone.send()["Location"] for _ in range(10)}

    assert answers == {"/mee/WATER234/klaar/"}
    assert Response.objects.filter(status=Response.Status.SENT).count() == 1


def test_a_step_sent_ten_times_is_one_answer_and_one_remark(world: World) -> None:
    phone = Phone()
    phone.begin()

    for _ in range(10):
        phone.post("vragen/3/", A__belang="2", A__opmerking="Goed")

    sheet = Response.objects.get()
    assert sheet.sheet == "--2---"
    assert list(sheet.remarks.values_list("text", flat=True)) == ["Goed"]


def test_one_personal_link_on_two_devices_counts_once(world: World) -> None:
    invitation = invited(world)
    phone, laptop = begin_by_link(invitation), opened_link(invitation)

    for device, mark in ((phone, "2"), (laptop, "5")):
        device.post("vragen/1/", A1=mark)
        device.send()

    assert Response.objects.get().sheet == "5-----"


def test_one_return_code_on_two_devices_counts_once(world: World) -> None:
    phone, laptop = Phone(), Phone()
    phone.begin()
    phone.post("vragen/1/", A1="2")
    phone.send()

    laptop.client.post("/terug/", {"code": phone.token().code})
    laptop.post("vragen/1/", A1="5")
    laptop.send()

    assert Response.objects.get().sheet == "5-----"


def test_an_invitation_that_was_answered_gives_no_second_sheet_once_its_tie_is_cut(world: World) -> None:
    invitation = invited(world)
    phone = begin_by_link(invitation)
    phone.post("vragen/1/", A1="2")
    phone.send()
    over_and_open_again(world)
    invitation = Invitation.objects.select_related("round").get()

    device = opened_link(invitation)
    page = device.client.get("/mee/WATER234/?stap=wie")
    response = device.post(
        "", stap="begin", group="beleid", key=hidden(page, "key"), blad=hidden(page, "blad")
    )

    assert response.status_code == 409
    assert "Je hebt al geantwoord" in text_of(response)
    assert Response.objects.count() == 1


def test_erasing_the_code_gives_no_second_sheet_by_the_same_link(world: World) -> None:
    invitation = invited(world)
    phone = begin_by_link(invitation)
    phone.post("vragen/1/", A1="2")
    phone.send()
    phone.post("kaart/", actie="wis", zeker="1")

    begin_by_link(invitation)

    assert Response.objects.count() == 1


def test_a_return_code_gives_no_second_sheet_once_its_tie_is_cut(world: World) -> None:
    phone = Phone()
    phone.begin()
    phone.post("vragen/1/", A1="2")
    phone.send()
    over_and_open_again(world)

    device = Phone()
    device.client.post("/terug/", {"code": phone.token().code})
    page = device.client.get("/mee/WATER234/?stap=wie")
    response = device.post(
        "", stap="begin", group="beleid", key=hidden(page, "key"), blad=hidden(page, "blad")
    )

    assert response.status_code == 409
    assert "Je hebt al geantwoord" in text_of(response)
    assert Response.objects.count() == 1


def test_a_form_that_was_sent_gives_no_second_sheet_once_its_tie_is_cut(world: World) -> None:
    phone, key = Phone(), str(uuid4())
    phone.begin(key=key)
    phone.post("vragen/1/", A1="2")
    phone.send()
    over_and_open_again(world)

    assert Phone().begin(key=key).status_code == 409
    assert Response.objects.count() == 1


def test_an_invitation_counts_once_when_its_code_was_erased_before_sending(world: World) -> None:
    """The erased sheet is still on the first device; the link gives a second device a new one."""
    invitation = invited(world)
    phone = begin_by_link(invitation)
    phone.post("vragen/1/", A1="2")
    phone.post("kaart/", actie="wis", zeker="1")
    laptop = begin_by_link(invitation)
    laptop.post("vragen/1/", A1="5")
    laptop.send()

    response = phone.send()

    assert response.status_code == 409
    assert "Je hebt al geantwoord" in text_of(response)
    assert [one.sheet for one in Response.objects.filter(status=Response.Status.SENT)] == ["5-----"]
    assert laptop.send()["Location"] == "/mee/WATER234/klaar/"


def test_a_form_sent_again_after_its_code_was_erased_is_the_same_beginning(world: World) -> None:
    phone, key = Phone(), str(uuid4())
    phone.begin(key=key)
    phone.post("kaart/", actie="wis", zeker="1")

    assert phone.begin(key=key).status_code == 302
    assert Response.objects.count() == 1


def test_the_same_key_in_another_round_is_another_beginning(world: World) -> None:
    key = str(uuid4())
    Phone().begin(key=key)
    other = Round.objects.get(pk=world.round.pk)
    other.pk, other.number, other.code = uuid4(), 2, "WATER567"
    other.save(force_insert=True)

    assert Phone(code="WATER567").begin(key=key).status_code == 302
    assert Response.objects.count() == Participant.objects.count() == 2


def test_a_table_is_one_voice(world: World) -> None:
    phone = Phone()
    phone.begin(together="on", people="8")
    phone.post("vragen/1/", A1="2")
    phone.send()

    assert Response.objects.filter(status=Response.Status.SENT).count() == 1


def test_the_database_itself_refuses_a_second_sheet(world: World) -> None:
    sheet = world.answer()

    with pytest.raises(IntegrityError):
        Response.objects.create(
            round=sheet.round,
            participant=sheet.participant,
            sheet=sheet.sheet,
            begun_key=uuid4(),
            day=sheet.day,
        )


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the program beside it runs on SQLite")
@pytest.mark.xdist_group("server")
def test_the_same_form_many_times_at_the_same_moment_is_one_sheet() -> None:
    with served(pages="question") as server:
        fields = {"stap": "begin", "group": "beleid-armoede", "key": str(uuid4())}

        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: form(server, f"/mee/{CODE}/", fields), range(24)))

        assert {status for status, _ in answers} == {302}
        assert len({cookie for _, cookie in answers}) == 1
        assert len(_counts.sheets(server.environment)) == 1


def test_planted_fault_a_form_that_draws_a_code_each_time_counts_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "code_of_key", lambda *_form: uuid4().hex)
    monkeypatch.setattr(answering, "kept_key", lambda *_form: uuid4())
    phone, key = Phone(), str(uuid4())

    phone.begin(key=key)
    phone.begin(key=key)

    assert Response.objects.count() == 2
