"""Coming in: codes, personal links, the steps before the first question, and the limit on wrong codes."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from samenspraak.conversations import access
from samenspraak.conversations.models import Invitation, Participant, Response, Round
from samenspraak.conversations.queries.invitations import invitation_for, personal_token
from samenspraak.conversations.services.answering import finish_round
from tests.conftest import World, plan_of
from tests.conversations.phones import HERE, Phone, checked, hidden, move, text_of


@pytest.fixture(autouse=True)
def no_wrong_codes_yet() -> None:
    cache.clear()


def invited(world: World, email: str = "dunya@elders.example", group: str | None = "beleid") -> Invitation:
    return Invitation.objects.create(
        round=world.round, email=email, group=world.group(group) if group else None, sent_on=world.now.date()
    )


@pytest.mark.parametrize("typed", ["WATER234", "water234", " wate r234 ", "WATE-R234", "water‑234"])
def test_a_code_is_understood_however_it_is_typed(world: World, typed: str) -> None:
    response = Client(headers=HERE).post("/mee/", {"code": typed})

    assert response.status_code == 302
    assert response["Location"] == "/mee/WATER234/"


def test_an_address_in_small_letters_leads_to_the_same_page(world: World) -> None:
    response = Client().get("/mee/wate-r234/")

    assert response["Location"] == "/mee/WATER234/"


def test_a_wrong_code_gets_its_own_page_and_stays_in_the_field(world: World) -> None:
    response = Client(headers=HERE).post("/mee/", {"code": "water235"})

    assert response.status_code == 404
    assert "Deze code kennen we niet" in text_of(response)
    assert 'value="water235"' in text_of(response)


def test_a_wrong_address_asks_for_the_code_again(world: World) -> None:
    response = Client().get("/mee/ZZZZZZZZ/")

    assert response.status_code == 404
    assert 'value="ZZZZZZZZ"' in text_of(response)


def test_a_code_that_is_too_short_is_explained(world: World) -> None:
    response = Client(headers=HERE).post("/mee/", {"code": "WATER"})

    assert response.status_code == 422
    assert "Een code heeft acht letters en cijfers" in text_of(response)


def test_before_opening_the_page_says_when_to_come_back(world: World) -> None:
    move(world.round, opens_at=world.now + timedelta(days=2))

    response = Phone().get()

    assert response.status_code == 200
    assert "Meedoen kan vanaf" in text_of(response)


def test_a_draft_says_that_it_is_being_prepared(world: World) -> None:
    Round.objects.update(status=Round.Status.DRAFT, plan=None)

    assert "wordt nog voorbereid" in text_of(Phone().get())
    assert "wordt nog voorbereid" in text_of(Phone().begin())


@pytest.mark.parametrize("page", ["", "vragen/1/", "beeld/", "gedaan/"])
def test_an_address_without_a_code_in_it_asks_for_one(world: World, page: str) -> None:
    """It once led to itself, for ever."""
    response = Phone(code="-").get(page, follow=True)

    assert response.redirect_chain == [("/mee/", 302)]
    assert response.status_code == 200


@pytest.mark.parametrize("minutes", [1, 20])
def test_after_closing_nobody_can_begin(world: World, minutes: int) -> None:
    move(world.round, closes_at=world.now - timedelta(minutes=minutes))

    response = Phone().get()
    begun = Phone().begin()

    assert response.status_code == begun.status_code == 410
    assert "Deze ronde is gesloten" in text_of(response)
    assert Response.objects.count() == 0


def test_many_wrong_codes_are_slowed_down_but_a_right_one_is_welcome(world: World) -> None:
    client = Client(headers=HERE)
    for _ in range(access.MANY_WRONG):
        assert client.post("/mee/", {"code": "ZZZZZZZZ"}).status_code == 404

    wrong = client.post("/mee/", {"code": "ZZZZZZZZ"})
    right = client.post("/mee/", {"code": "WATER234"})

    assert wrong.status_code == 429
    assert wrong["Retry-After"] == "600"
    assert right.status_code == 302


def test_a_machine_that_guesses_on_is_shut_out(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "FAR_TOO_MANY_WRONG", 40)
    client = Client(headers=HERE)
    for _ in range(41):
        client.get("/mee/ZZZZZZZZ/")

    assert client.post("/mee/", {"code": "WATER234"}).status_code == 429
    assert Client(headers=HERE, REMOTE_ADDR="10.0.0.9").post("/mee/", {"code": "WATER234"}).status_code == 302


def test_a_thousand_right_codes_from_one_address_are_never_limited(world: World) -> None:
    statuses = {Client(headers=HERE).post("/mee/", {"code": "WATER234"}).status_code for _ in range(200)}

    assert statuses == {302}


def test_no_address_is_in_the_counter(world: World) -> None:
    request = Client(REMOTE_ADDR="192.0.2.77").get("/mee/ZZZZZZZZ/").wsgi_request

    assert "192.0.2.77" not in access.wrong_code_key(request)
    assert access.wrong_code_key(request) == access.wrong_code_key(request)


def test_the_steps_lead_from_the_purpose_to_the_first_question(world: World) -> None:
    phone = Phone()

    purpose = phone.get()
    who = phone.client.get("/mee/WATER234/?stap=wie")
    key = hidden(who, "key")
    promise = phone.post("", stap="wie", group="bewoners", key=key)
    begun = phone.post("", stap="begin", group="bewoners", key=key)

    assert "We willen weten hoe het gaat." in text_of(purpose)
    assert "Stap 1 van 3" in text_of(purpose)
    assert checked(who) == set()
    assert "minstens 5 mensen" in text_of(promise)
    assert "weet ik niet" in text_of(promise)
    assert "intrekken tot" in text_of(promise)
    assert hidden(promise, "key") == key
    assert begun["Location"] == "/mee/WATER234/vragen/1/"
    assert phone.sheet().group == world.group("bewoners")
    assert phone.sheet().status == Response.Status.BEGUN


def test_going_back_from_the_promise_keeps_the_choice(world: World) -> None:
    response = Phone().post("", stap="terug", group="uitvoering", key=str(uuid4()))

    assert response.status_code == 200
    assert "Wie ben je?" in text_of(response)
    assert checked(response) == {"group=uitvoering"}


def test_without_a_group_the_step_explains_what_is_missing(world: World) -> None:
    response = Phone().post("", stap="wie", key=str(uuid4()))

    assert response.status_code == 422
    assert "Kies een groep." in text_of(response)
    assert "<title>Fout:" in text_of(response)


def test_a_table_is_one_sheet_with_its_number_of_people(world: World) -> None:
    phone = Phone()

    phone.begin(together="on", people="6")

    assert (phone.sheet().source, phone.sheet().people) == (Response.Source.TABLE, 6)


def test_a_mixed_table_has_no_group_and_gets_every_question(world: World) -> None:
    phone = Phone()

    phone.begin(group="", together="on", people="4", mixed="on")

    assert phone.sheet().group is None
    assert "Vraag 1 van 6" in text_of(phone.get("vragen/1/"))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"together": "on"}, "Vul in met hoeveel mensen"),
        ({"together": "on", "people": "1"}, "Een tafel begint bij 2 mensen"),
        ({"together": "on", "people": "zes"}, "Vul een getal in"),
        ({"mixed": "on"}, "alleen als jullie samen invullen"),
    ],
)
def test_a_table_that_is_not_right_is_explained(world: World, fields: dict[str, str], words: str) -> None:
    response = Phone().begin(**fields)

    assert response.status_code == 422
    assert words in text_of(response)


def test_an_unknown_group_is_refused(world: World) -> None:
    response = Phone().begin(group="niemand")

    assert response.status_code == 422
    assert Response.objects.count() == 0


@pytest.fixture
def named(world: World) -> World:
    world.round.plan = {**plan_of(world.conversation), "mode": "named", "k": 1}
    world.round.save()
    return world


def test_in_named_mode_nobody_begins_without_a_name_and_agreeing(named: World) -> None:
    assert "Vul je naam in" in text_of(Phone().begin())
    refused = Phone().begin(name="Sanne")
    assert refused.status_code == 422
    assert "Alle deelnemers zien wie wat antwoordt" in text_of(refused)
    assert Response.objects.count() == 0

    phone = Phone()
    phone.begin(name="Sanne", agreed="on")

    assert phone.sheet().name == "Sanne"


def test_a_name_loses_the_signs_that_cannot_be_seen(named: World) -> None:
    phone = Phone()

    phone.begin(name="  San\u202ene\u200b de  Vries\x00", agreed="on")

    assert phone.sheet().name == "Sanne de Vries"


def test_who_has_begun_continues_and_can_make_room_for_somebody_else(world: World) -> None:
    phone = Phone()
    phone.begin()
    first = phone.sheet()

    again = phone.get()
    other = phone.client.get("/mee/WATER234/?opnieuw=1&stap=wie")
    phone.post("?opnieuw=1", stap="begin", group="bewoners", key=hidden(other, "key"))

    assert "Ga verder waar je was" in text_of(again)
    assert "Begin opnieuw op dit apparaat" in text_of(again)
    assert phone.sheet().pk != first.pk
    assert Response.objects.count() == 2


def test_a_personal_link_leads_to_the_same_sheet_on_every_device(world: World) -> None:
    link = f"/u/{personal_token(invited(world))}/"
    phone, laptop = Phone(), Phone()

    for device in (phone, laptop):
        device.client.get(link)
        page = device.client.get("/mee/WATER234/?stap=wie")
        if device is phone:
            assert checked(page) == {"group=beleid"}
            device.post("", stap="begin", group="beleid", key=hidden(page, "key"), blad=hidden(page, "blad"))
    laptop.client.get(link)

    assert Response.objects.count() == 1
    assert "Ga verder waar je was" in text_of(laptop.get())
    assert laptop.get("vragen/1/").status_code == 200


def test_looking_at_a_personal_link_uses_nothing_up(world: World) -> None:
    invitation = invited(world)

    for _ in range(3):
        assert Client().get(f"/u/{personal_token(invitation)}/").status_code == 302

    assert Participant.objects.count() == Response.objects.count() == 0
    invitation.refresh_from_db()
    assert not invitation.answered


@pytest.mark.parametrize(
    "change", [lambda token: token[:-2] + "zz", lambda token: "x", lambda token: token + "a"]
)
def test_a_changed_link_opens_nothing(world: World, change: object) -> None:
    token = personal_token(invited(world))

    response = Client().get(f"/u/{change(token)}/")  # type: ignore[operator]

    assert response.status_code == 404
    assert "Deze link werkt niet" in text_of(response)


def test_a_link_is_dead_once_the_round_is_over(world: World) -> None:
    token = personal_token(invited(world))
    move(world.round, closes_at=world.now - timedelta(hours=1))
    Round.objects.update(status=Round.Status.CLOSED)
    world.round.refresh_from_db()

    finish_round(world.round, now=world.now)

    assert invitation_for(token) is None
    assert Client().get(f"/u/{token}/").status_code == 404


def test_sending_ticks_the_invitation_off(world: World) -> None:
    invitation = invited(world)
    phone = Phone()
    phone.client.get(f"/u/{personal_token(invitation)}/")
    page = phone.client.get("/mee/WATER234/?stap=wie")
    phone.post("", stap="begin", group="beleid", key=hidden(page, "key"), blad=hidden(page, "blad"))
    phone.post("vragen/1/", A1="3")
    phone.send()

    invitation.refresh_from_db()

    assert invitation.answered


def test_the_return_code_of_an_invited_person_ticks_it_off_too(world: World) -> None:
    invitation = invited(world)
    phone = Phone()
    phone.client.get(f"/u/{personal_token(invitation)}/")
    page = phone.client.get("/mee/WATER234/?stap=wie")
    phone.post("", stap="begin", group="beleid", key=hidden(page, "key"), blad=hidden(page, "blad"))
    phone.post("vragen/1/", A1="3")
    other = Phone()
    other.client.post("/terug/", {"code": phone.token().code})
    other.send()

    invitation.refresh_from_db()

    assert invitation.answered


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://elders.example"},
        {"origin": "null"},
        {"referer": "https://elders.example/mee/"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
        {"origin": "http://testserver.elders.example"},
    ],
)
def test_a_form_from_another_site_is_not_accepted(world: World, headers: dict[str, str]) -> None:
    response = Client(headers=headers).post(
        "/mee/WATER234/", {"stap": "begin", "group": "beleid", "key": str(uuid4())}
    )

    assert response.status_code == 403
    assert Response.objects.count() == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"referer": "http://testserver/mee/WATER234/"},
        {"origin": "http://testserver", "sec-fetch-site": "same-origin"},
        {"origin": settings.BASE_URL},
    ],
)
def test_a_form_of_ours_is_accepted_also_without_an_origin(world: World, headers: dict[str, str]) -> None:
    response = Client(headers=headers).post(
        "/mee/WATER234/", {"stap": "begin", "group": "beleid", "key": str(uuid4())}
    )

    assert response.status_code == 302
