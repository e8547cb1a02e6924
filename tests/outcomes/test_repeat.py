"""Stop 7: the next round, honest progress, and the same people only where that gives nobody away."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from samenspraak.conversations.models import Response, Round
from samenspraak.outcomes.models import Action
from samenspraak.results.models import Release
from samenspraak.results.services import Refusal, release
from tests.conftest import World
from tests.outcomes.screens import (
    add_action,
    answer_as,
    form_with,
    keepers,
    released,
    second_round,
    text_of,
    url,
)
from tests.results.rounds import close

LOW = {"A1": "2", "A2": "2", "B1": "3", "A_belang": "2", "B_belang": "2"}
HIGH = {**LOW, "A1": "4", "A2": "4"}


def two_rounds(world: World, *, stayers: int, leavers: int, newcomers: int) -> Round:
    """Play two rounds with a picture each, and return the second."""
    stayed = keepers(world, stayers)
    answer_as(world, [*stayed, *keepers(world, leavers)], world.round, **LOW)
    close(world)
    assert isinstance(release(world.round, now=world.now), Release)
    second = second_round(world)
    answer_as(world, [*stayed, *keepers(world, newcomers)], second, **HIGH)
    assert isinstance(release(second, now=world.now), Release)
    return second


def progress(client: Client, world: World) -> str:
    return text_of(client.get(url(world, "herhalen/", number=2)))


def compare(client: Client, world: World) -> str:
    return text_of(client.post(url(world, "herhalen/dezelfde-mensen/", number=2), follow=True))


def test_a_next_round_is_prepared_once(anna: Client, world: World) -> None:
    close(world)
    page = form_with(anna.get(url(world, "herhalen/")), "opens_at")

    first = anna.post(url(world, "herhalen/"), page)
    anna.post(url(world, "herhalen/"), page)

    assert first["Location"] == url(world, "voorbereiden/", number=2)
    assert list(world.conversation.rounds.values_list("number", "status")) == [(1, "closed"), (2, "draft")]
    assert "Ronde 2 is er al" in text_of(anna.get(url(world, "herhalen/")))


def test_a_round_of_an_evening_is_followed_by_two_weeks_in_office_hours(anna: Client, world: World) -> None:
    world.round.opens_at = world.now - timedelta(hours=1)
    world.round.save(update_fields=["opens_at"])
    close(world)

    page = form_with(anna.get(url(world, "herhalen/")), "opens_at")

    opens, closes = (datetime.fromisoformat(page[name]) for name in ("opens_at", "closes_at"))
    assert (opens.hour, opens.minute, closes.hour, closes.minute) == (9, 0, 17, 0)
    assert closes.date() - opens.date() == timedelta(days=14)


def test_an_open_round_is_closed_first(anna: Client, world: World) -> None:
    page = text_of(anna.get(url(world, "herhalen/")))

    assert "Een volgende ronde kan als deze gesloten is" in page
    assert 'name="opens_at"' not in page


def test_moments_in_the_wrong_order_are_refused_in_words(anna: Client, world: World) -> None:
    close(world)
    page = form_with(anna.get(url(world, "herhalen/")), "opens_at")

    response = anna.post(url(world, "herhalen/"), {**page, "closes_at": page["opens_at"]})

    assert "De ronde moet sluiten nadat hij is opengegaan" in text_of(response)
    assert world.conversation.rounds.count() == 1


def test_progress_stands_between_two_released_rounds_with_both_n(anna: Client, world: World) -> None:
    two_rounds(world, stayers=0, leavers=8, newcomers=9)

    page = progress(anna, world)

    assert "van 2,0 (n = 8) naar 4,0 (n = 9), twee stappen hoger" in page
    assert "van 3,0 (n = 8) naar 3,0 (n = 9), ongeveer gelijk" in page


def test_a_thin_round_says_that_change_is_uncertain(anna: Client, world: World) -> None:
    two_rounds(world, stayers=0, leavers=20, newcomers=5)

    assert "Dit is onzeker" in progress(anna, world)


def test_without_a_second_picture_no_answer_of_the_second_round_shows(anna: Client, world: World) -> None:
    released(world)
    second = second_round(world)
    answer_as(world, keepers(world, 9), second, **HIGH)

    page = progress(anna, world)

    assert "Wat veranderde per thema?" not in page
    assert "4,0" not in page


def test_the_same_people_are_shown_once_the_facilitator_asks(anna: Client, world: World) -> None:
    two_rounds(world, stayers=6, leavers=5, newcomers=7)
    before = progress(anna, world)

    after = compare(anna, world)

    assert "Wie twee keer meedeed (n" not in before
    assert "Wie twee keer meedeed (n = 6): van 2,0 naar 4,0" in after
    assert "6 mensen deden twee keer mee met dezelfde code, 7 deden alleen nu mee en 5 alleen toen" in after


@pytest.mark.parametrize(
    ("stayers", "leavers", "newcomers"),
    [(6, 5, 3), (6, 3, 5), (4, 6, 6), (6, 1, 0), (6, 0, 4)],
    ids=["few newcomers", "few leavers", "few stayers", "one left", "few came"],
)
def test_small_numbers_hide_the_pairing(
    anna: Client, world: World, stayers: int, leavers: int, newcomers: int
) -> None:
    second = two_rounds(world, stayers=stayers, leavers=leavers, newcomers=newcomers)

    page = compare(anna, world)

    assert "Deze vergelijking kan niet" in page
    assert "Wie twee keer meedeed (n" not in page
    assert not Release.objects.filter(round=second).exclude(paired={}).exists()


def test_everybody_who_stayed_may_be_shown(anna: Client, world: World) -> None:
    two_rounds(world, stayers=8, leavers=0, newcomers=0)

    assert "Wie twee keer meedeed (n = 8)" in compare(anna, world)


def test_who_did_not_keep_the_code_is_nobodys_same_person(anna: Client, world: World) -> None:
    second = two_rounds(world, stayers=8, leavers=6, newcomers=6)
    for participant in world.conversation.participants.all():
        participant.keep = False
        participant.save(update_fields=["keep"])

    assert "Deze vergelijking kan niet" in compare(anna, world)
    assert latest(second).paired == {}


def latest(round: Round) -> Release:
    return Release.objects.filter(round=round).latest("number")


def test_after_the_comparison_neither_round_gets_another_picture(anna: Client, world: World) -> None:
    second = two_rounds(world, stayers=6, leavers=6, newcomers=6)
    compare(anna, world)
    for round in (world.round, second):
        answer_as(world, keepers(world, 9), round, **HIGH)

        refused = release(round, now=world.now)

        assert isinstance(refused, Refusal)
        assert refused.reason == "compared"


def test_the_comparison_waits_until_no_answer_can_come_in(anna: Client, world: World) -> None:
    second = two_rounds(world, stayers=6, leavers=6, newcomers=6)
    second.closes_at = world.now + timedelta(minutes=5)
    second.save(update_fields=["closes_at"])

    assert "Deze vergelijking kan niet" in compare(anna, world)


@pytest.mark.parametrize(("gone", "shown"), [(0, True), (2, False), (5, True)])
def test_a_third_round_may_not_tell_the_same_people_apart(
    anna: Client, world: World, gone: int, shown: bool
) -> None:
    people = keepers(world, 12)
    answer_as(world, [*people, *keepers(world, 6)], world.round, **LOW)
    close(world)
    release(world.round, now=world.now)
    second, third = second_round(world), second_round(world, number=3)
    answer_as(world, [*people, *keepers(world, 6)], second, **HIGH)
    release(second, now=world.now)
    answer_as(world, [*people[gone:], *keepers(world, 6)], third, **LOW)
    release(third, now=world.now)
    compare(anna, world)

    page = text_of(anna.post(url(world, "herhalen/dezelfde-mensen/", number=3), follow=True))

    assert ("Wie twee keer meedeed (n" in page) == shown


def test_asking_for_the_comparison_twice_makes_it_once(anna: Client, world: World) -> None:
    second = two_rounds(world, stayers=6, leavers=6, newcomers=6)

    compare(anna, world)
    compare(anna, world)

    assert Release.objects.filter(round=second).exclude(paired={}).count() == 1


def test_a_comparison_keeps_no_answer_with_a_name(anna: Client, world: World) -> None:
    second = two_rounds(world, stayers=6, leavers=6, newcomers=6)
    compare(anna, world)

    kept = str(latest(second).paired)

    assert not any(str(one.participant_id) in kept for one in Response.objects.all())


def test_a_comparison_keeps_no_tie_between_two_sheets_of_one_person(anna: Client, world: World) -> None:
    """Who erases the code cuts that tie; it may not stand in a release for ever (P6)."""
    second = two_rounds(world, stayers=6, leavers=6, newcomers=6)
    compare(anna, world)

    kept = str(latest(second).paired)

    assert any(str(one.pk) in kept for one in second.responses.all())
    assert not any(str(one.pk) in kept for one in world.round.responses.all())


def test_a_round_is_compared_with_one_later_round_only(anna: Client, world: World) -> None:
    """The second round gets its picture when the third has been compared with the first."""
    people = keepers(world, 12)
    answer_as(world, [*people, *keepers(world, 6)], world.round, **LOW)
    close(world)
    release(world.round, now=world.now)
    second, third = second_round(world), second_round(world, number=3)
    answer_as(world, [*people, *keepers(world, 6)], second, **HIGH)
    answer_as(world, [*people, *keepers(world, 6)], third, **HIGH)
    release(third, now=world.now)
    anna.post(url(world, "herhalen/dezelfde-mensen/", number=3))
    release(second, now=world.now)

    page = compare(anna, world)

    assert latest(third).paired
    assert "Deze vergelijking kan niet" in page
    assert not latest(second).paired


def test_actions_of_the_earlier_round_stand_beside_the_change_of_their_theme(
    anna: Client, world: World
) -> None:
    add_action(world, what="Inloop geopend", status=Action.Status.DONE)
    add_action(world, theme="B", what="Ging niet door", status=Action.Status.STOPPED)
    two_rounds(world, stayers=0, leavers=8, newcomers=9)

    page = progress(anna, world)

    theme = page.partition('<li id="thema-A">')[2].partition('<li id="thema-B">')[0]
    assert "Inloop geopend" in theme
    assert "Gedaan" in theme
    assert "2 acties: 1 gedaan, 1 gestopt." in page


def test_chris_cannot_compare_annas_rounds(chris: Client, world: World) -> None:
    second = two_rounds(world, stayers=6, leavers=6, newcomers=6)

    response = chris.post(url(world, "herhalen/dezelfde-mensen/", number=2))

    assert response.status_code == 404
    assert latest(second).paired == {}
