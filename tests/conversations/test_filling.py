"""Stop 2: counts per group, and what can be done with a round."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client

from samenspraak.conversations.models import Response, Round
from samenspraak.conversations.queries.counts import counts_of
from samenspraak.organisations.models import AuditEvent
from tests.conftest import World
from tests.conversations.facilitators import queries_of, text, typed, url


def page_of(client: Client, world: World) -> str:
    return text(client.get(url(world.round, "invullen/")))


def act(client: Client, world: World, what: str, **fields: Any) -> Any:
    response = client.post(url(world.round, f"invullen/{what}/"), fields)
    world.round.refresh_from_db()
    return response


def test_only_sent_sheets_count_and_begun_ones_stand_apart(world: World) -> None:
    for _ in range(3):
        world.answer("beleid")
    world.answer("beleid", status=Response.Status.BEGUN)

    counts = counts_of(world.round)

    assert (counts.sent, counts.begun, counts.expected) == (3, 1, 24)
    assert [(group.name, group.sent, group.begun) for group in counts.groups] == [
        ("Beleid", 3, 1),
        ("Uitvoering", 0, 0),
        ("Bewoners", 0, 0),
    ]
    assert counts.silent == ("Uitvoering", "Bewoners")


def test_a_table_is_one_voice_for_several_people(world: World, anna: Client) -> None:
    table = world.answer("bewoners", source=Response.Source.TABLE)
    mixed = world.answer(None, source=Response.Source.TABLE)
    Response.objects.filter(pk=table.pk).update(people=6)
    Response.objects.filter(pk=mixed.pk).update(people=4)

    counts = counts_of(world.round)
    page = page_of(anna, world)

    assert (counts.sent, counts.people) == (2, 10)
    assert "<strong>10</strong> van 24 verwacht" in page
    assert "Dat zijn 2 antwoordbladen" in page
    assert "1, waarvan 1 van een tafel" in page
    assert "Gemengde tafels" in page
    assert "Een tafel telt als één stem." in page


def test_more_than_expected_is_a_warning(world: World, anna: Client) -> None:
    for _ in range(9):
        world.answer("beleid")

    assert "Beleid: 9 van 8 verwacht. Er kwam meer binnen dan je verwachtte." in page_of(anna, world)


def test_silent_groups_are_named_kindly_once_something_came_in(world: World, anna: Client) -> None:
    assert "Er is nog niets verstuurd." in page_of(anna, world)

    world.answer("beleid")

    assert "Nog niets gehoord van: Uitvoering, Bewoners." in page_of(anna, world)


def test_the_page_never_shows_an_answer_or_a_name(world: World, anna: Client) -> None:
    response = world.answer("beleid", A1="5")
    Response.objects.filter(pk=response.pk).update(name="Karel")

    page = anna.get(url(world.round, "invullen/")).content.decode()

    assert "Karel" not in page
    assert str(response.pk) not in page
    assert response.sheet not in page


def test_closing_asks_first_and_says_what_it_means(world: World, anna: Client) -> None:
    world.answer("beleid", status=Response.Status.BEGUN)

    question = text(anna.get(url(world.round, "invullen/sluiten/")))
    act(anna, world, "sluiten")

    assert "1 mens is begonnen en heeft nog een kwartier om te versturen." in question
    assert world.round.status == Round.Status.CLOSED
    assert AuditEvent.objects.get(verb="round_closed").actor == world.anna


def test_closing_twice_closes_once(world: World, anna: Client, bram: Client) -> None:
    act(anna, world, "sluiten")
    again = bram.post(url(world.round, "invullen/sluiten/"), follow=True)

    assert "Dat kan nu niet." in text(again)
    assert AuditEvent.objects.filter(verb="round_closed").count() == 1


def test_reopening_needs_a_reason_that_is_kept(world: World, anna: Client) -> None:
    act(anna, world, "sluiten")
    closes = typed(world.now + timedelta(days=3))

    refused = act(anna, world, "heropenen", reason="  ", closes_at=closes)
    assert "Schrijf in een zin waarom." in text(refused)
    assert closes in text(refused)
    assert world.round.status == Round.Status.CLOSED

    act(anna, world, "heropenen", reason="De bewoners waren er nog niet.", closes_at=closes)
    assert world.round.status == Round.Status.OPEN
    overview = text(anna.get(f"/gesprekken/{world.conversation.pk}/"))
    assert "Ronde 1 heropend. Reden: De bewoners waren er nog niet." in overview


def test_an_earlier_round_cannot_be_reopened(world: World, anna: Client) -> None:
    act(anna, world, "sluiten")
    Round.objects.create(
        conversation=world.conversation, number=2, code="ANDER234", opens_at=world.now, closes_at=world.now
    )

    act(anna, world, "heropenen", reason="Toch nog", closes_at=typed(world.now + timedelta(days=3)))

    assert world.round.status == Round.Status.CLOSED
    assert "Open de ronde weer" not in page_of(anna, world)


def test_the_closing_moves_forward_but_not_into_the_past(world: World, anna: Client) -> None:
    before = world.round.closes_at

    refused = act(anna, world, "data", closes_at=typed(world.now - timedelta(hours=2)))
    assert "Dit moment is al voorbij" in text(refused)
    assert world.round.closes_at == before

    act(anna, world, "data", closes_at=typed(world.now + timedelta(days=20)))
    assert world.round.closes_at.date() == (world.now + timedelta(days=20)).date()
    assert AuditEvent.objects.filter(verb="dates_changed").count() == 1


def test_the_opening_of_a_round_that_has_begun_stays(world: World, anna: Client) -> None:
    opened = world.round.opens_at
    later = world.now + timedelta(days=2)

    act(anna, world, "data", opens_at=typed(later), closes_at=typed(later + timedelta(days=9)))

    assert world.round.opens_at == opened
    assert 'name="opens_at"' not in text(anna.get(url(world.round, "invullen/data/")))


def test_a_reveal_is_explained_and_logged_and_not_undone(world: World, anna: Client) -> None:
    assert "Je kunt dit niet terugdraaien." in text(anna.get(url(world.round, "invullen/tonen/")))

    answer = act(anna, world, "tonen")
    again = anna.post(url(world.round, "invullen/tonen/"), follow=True)

    assert world.round.revealed
    assert answer["Location"] == url(world.round, "beeld/")
    assert "Dat kan nu niet." in text(again)
    assert AuditEvent.objects.filter(verb="picture_revealed").count() == 1
    assert "Het beeld is vrijgegeven." in page_of(anna, world)


def test_a_round_whose_time_has_passed_closes_when_somebody_looks(world: World, anna: Client) -> None:
    Round.objects.filter(pk=world.round.pk).update(closes_at=world.now - timedelta(minutes=1))

    page = page_of(anna, world)

    world.round.refresh_from_db()
    assert world.round.status == Round.Status.CLOSED
    assert "Gesloten" in page
    assert AuditEvent.objects.get(verb="round_closed").actor is None


def test_a_draft_has_no_second_stop_yet(world: World, anna: Client) -> None:
    Round.objects.filter(pk=world.round.pk).update(status=Round.Status.DRAFT)

    assert anna.get(url(world.round, "invullen/"))["Location"] == url(world.round)


def test_the_page_asks_as_much_for_sixty_sheets_as_for_two(world: World, anna: Client) -> None:
    world.answer("beleid")
    world.answer("bewoners", status=Response.Status.BEGUN)
    few = queries_of(anna, url(world.round, "invullen/"))
    for number in range(58):
        world.answer(("beleid", "uitvoering", "bewoners")[number % 3])

    assert queries_of(anna, url(world.round, "invullen/")) == few
