"""The participant's third step: what was done with it, and what stays out of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from samenspraak.conversations.models import Round
from samenspraak.outcomes.models import Action, JointPosition
from samenspraak.results.services import release
from tests.conftest import World
from tests.conversations.phones import Phone
from tests.outcomes.screens import HOSTILE, SHOWN, add_action, in_days, released, text_of
from tests.results.rounds import close, fill, reveal


def sent(world: World) -> Phone:
    """Return the phone of somebody who sent a sheet."""
    phone = Phone()
    phone.begin("beleid")
    phone.post("vragen/1/", A1="3")
    phone.send()
    assert phone.sheet().status == "sent"
    return phone


def decide(world: World) -> None:
    JointPosition.objects.create(
        round=world.round,
        theme="A",
        now=2,
        wanted=4,
        reason="De wachtlijst is lang.",
        reservations="Niet overal.",
    )


def test_before_anything_was_decided_it_says_what_comes_and_when(world: World) -> None:
    page = text_of(sent(world).get("gedaan/"))

    assert "Er is nog niets besloten" in page
    assert "kan iedereen invullen" in page


def test_who_sent_reads_what_was_said_decided_and_agreed(world: World) -> None:
    phone = sent(world)
    fill(world)
    reveal(world)
    release(world.round, now=world.now)
    decide(world)
    add_action(
        world, owner="Stichting Buurt", promised=True, status=Action.Status.ACCEPTED, deadline=in_days(20)
    )

    page = text_of(phone.get("gedaan/"))

    assert "Wat jullie zeiden" in page
    assert "Jij zei" in page
    assert "n = 19" in page
    assert "2, Eerste stappen" in page
    assert "4, Werkt" in page
    assert "De wachtlijst is lang." in page
    assert "Niet overal." in page
    assert "Stichting Buurt doet dit." in page


def test_before_closing_others_go_to_the_page_where_one_joins(world: World, client: Client) -> None:
    response = client.get("/mee/WATER234/gedaan/")

    assert response.status_code == 302
    assert response["Location"] == "/mee/WATER234/"


def test_who_began_but_did_not_send_sees_nothing_of_it_yet(world: World) -> None:
    phone = Phone()
    phone.begin("beleid")

    assert phone.get("gedaan/").status_code == 302


def test_after_closing_the_code_opens_what_was_decided_but_not_what_others_answered(
    world: World, client: Client
) -> None:
    released(world)
    decide(world)

    page = text_of(client.get("/mee/WATER234/gedaan/"))

    assert "2, Eerste stappen" in page
    assert "Wat jullie zeiden" not in page
    assert "n = 18" not in page
    assert "Typ je eigen code" in page


def test_before_the_reveal_not_even_who_sent_sees_what_others_answered(world: World) -> None:
    phone = sent(world)
    fill(world)
    reveal(world)
    release(world.round, now=world.now)
    Round.objects.filter(pk=world.round.pk).update(revealed=False)
    decide(world)

    page = text_of(phone.get("gedaan/"))

    assert "Wat jullie zeiden" not in page
    assert "n = 19" not in page


@pytest.mark.parametrize("status", ["proposed", "asked", "change_asked", "handed_back", "underway"])
def test_an_owner_who_did_not_say_yes_is_not_named(world: World, client: Client, status: str) -> None:
    close(world)
    add_action(world, owner="Fatima de Vries", owner_email="fatima@wijk.example", status=status)

    page = text_of(client.get("/mee/WATER234/gedaan/"))

    assert "Een inloop openen" in page
    assert "Fatima" not in page
    assert "fatima@" not in page


def test_an_address_is_never_shown(world: World, client: Client) -> None:
    close(world)
    add_action(world, owner_email="fatima@wijk.example", promised=True, status=Action.Status.ACCEPTED)

    assert "fatima@" not in text_of(client.get("/mee/WATER234/gedaan/"))


@pytest.mark.parametrize(
    ("status", "word"),
    [
        ("done", "Gedaan"),
        ("stopped", "Gestopt"),
        ("underway", "Bezig"),
        ("handed_back", "We zoeken nog iemand"),
    ],
)
def test_every_state_has_a_plain_word(world: World, client: Client, status: str, word: str) -> None:
    close(world)
    add_action(world, status=status)

    assert word in text_of(client.get("/mee/WATER234/gedaan/"))


def test_an_action_with_somebody_who_did_not_say_yes_yet_is_not_still_looking(
    world: World, client: Client
) -> None:
    close(world)
    add_action(world, owner="Fatima de Vries", status="asked")

    page = text_of(client.get("/mee/WATER234/gedaan/"))

    assert "Nog niet zeker wie het doet" in page
    assert "We zoeken nog iemand" not in page


def test_notes_of_the_table_stay_with_the_facilitators(world: World, client: Client) -> None:
    close(world)
    decide(world)
    world.round.notes.create(theme="A", question="A-v1", text="Zei mevrouw Jansen.")

    assert "Jansen" not in text_of(client.get("/mee/WATER234/gedaan/"))


def test_hostile_text_stays_text(world: World, client: Client) -> None:
    close(world)
    JointPosition.objects.create(round=world.round, theme="A", now=2, reason=HOSTILE, reservations=HOSTILE)
    add_action(world, what=HOSTILE[:200], owner=HOSTILE[:100], promised=True, status="accepted")

    page = text_of(client.get("/mee/WATER234/gedaan/"))

    assert SHOWN not in page
    assert "&lt;script&gt;" in page


def test_the_next_round_is_announced_and_when_open_one_can_take_part(world: World, client: Client) -> None:
    close(world)
    second = world.conversation.rounds.create(
        number=2,
        code="WATER567",
        opens_at=world.now + timedelta(days=300),
        closes_at=world.now + timedelta(days=310),
    )
    announced = text_of(client.get("/mee/WATER234/gedaan/"))
    Round.objects.filter(pk=second.pk).update(status="open", opens_at=world.now - timedelta(days=1))

    opened = text_of(client.get("/mee/WATER234/gedaan/"))

    assert "De volgende ronde begint op" in announced
    assert "/mee/WATER567/" not in announced
    assert "/mee/WATER567/" in opened


@pytest.mark.parametrize("code", ["FOUTCODE", "water234", "-"])
def test_a_code_that_is_wrong_or_typed_otherwise_goes_where_codes_are_sorted_out(
    world: World, client: Client, code: str
) -> None:
    response = client.get(f"/mee/{code}/gedaan/")

    assert response.status_code == 302
    assert response["Location"].startswith("/mee/")
    assert not response["Location"].endswith("gedaan/")


def test_the_own_path_leads_here_once_something_was_decided(world: World) -> None:
    phone = sent(world)
    before = text_of(phone.get("klaar/"))
    decide(world)

    assert "/mee/WATER234/gedaan/" not in before
    assert "/mee/WATER234/gedaan/" in text_of(phone.get("klaar/"))
