"""Opinion groups on the screens: looked for once, told in words, beside the picture that stays as it is."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from samenspraak.conversations.models import Response, Round
from samenspraak.organisations.models import AuditEvent
from samenspraak.results.models import OpinionGroups
from samenspraak.results.queries.opinions import known_of
from samenspraak.results.queries.pairing import wave_of
from samenspraak.results.services import Refusal, look_for_groups, release
from tests.conftest import World, signed_in
from tests.conversations.phones import text_of
from tests.core.crowds import planted
from tests.results.crowds import STATEMENTS, ask_more, camps, in_turn, let_answer, one_crowd, two_camps
from tests.results.rounds import by_name, cells_of_xlsx, close, made, phone_of, reveal, rows_of_csv, url
from tests.test_same_moment import posts


def look(client: Client, world: World) -> str:
    """Press the button; return the page it leads to."""
    return text_of(client.post(url(world, "meningsgroepen/"), follow=True))


def found(world: World) -> OpinionGroups:
    return OpinionGroups.objects.get(round=world.round)


# Before


def test_the_button_explains_that_the_picture_stays_as_it_is(world: World, anna: Client) -> None:
    camps(world)

    page = text_of(anna.get(url(world, "meningsgroepen/")))

    assert "Kijk of er meningsgroepen zijn" in page
    assert "Na het zoeken blijft het beeld van deze ronde zoals het is" in page


def test_an_open_round_says_when_it_can_be_done(world: World, anna: Client) -> None:
    ask_more(world)
    let_answer(world, two_camps(), in_turn(60))
    reveal(world)
    made(world)

    page = text_of(anna.get(url(world, "meningsgroepen/")))

    assert "De ronde is nog open. Sluit je hem, dan kun je hier zoeken." in page
    assert "Kijk of er meningsgroepen zijn" not in page


def test_the_quarter_of_an_hour_after_closing_is_waited_for(world: World, anna: Client) -> None:
    camps(world)
    Round.objects.update(closes_at=world.now - timedelta(minutes=1))

    page = look(anna, world)

    assert "Wie al begonnen was, mag nog even versturen." in page
    assert not OpinionGroups.objects.exists()


# What is found


def test_groups_are_told_in_words_and_first_what_binds(world: World, anna: Client) -> None:
    camps(world)

    page = look(anna, world)

    assert "Er zijn 2 meningsgroepen" in page
    assert page.index("Wat verbindt alle groepen?") < page.index("Waarin verschillen ze het meest?")
    assert "30 van de 60 mensen" in page
    assert "De meningsgroepen lopen dwars door de deelnemende groepen heen" in page
    assert "Silhouet" in page


def test_of_three_groups_it_tells_what_is_typical_of_each(world: World, anna: Client) -> None:
    ask_more(world)
    values, _group = planted(90, len(STATEMENTS), 5, 3, effect=2.5, seed=1)
    let_answer(world, values, in_turn(90))
    close(world)
    made(world)

    page = look(anna, world)
    report = anna.get(f"/gesprekken/{world.conversation.pk}/1/verslag/?kind=report&themes=A").content.decode()

    assert "Er zijn 3 meningsgroepen" in page
    assert "Wat typeert elke groep?" in page
    assert "30 van de 90 mensen" in page
    assert "liggen het verst uit elkaar" in page
    for told in (page, report):
        lines = re.findall(r"(?:Hoger|Lager) bij ‘Stelling S\d\d’: [^<]*", told)
        assert len(lines) >= 6
        assert all(line.count("(n = ") == 2 for line in lines)


def test_without_all_statements_there_is_no_map_and_the_rest_is_told(world: World, anna: Client) -> None:
    """Four people of one camp took a position on one statement: it is left out, and the map with it."""
    ask_more(world)
    values = two_camps()
    values[4:30, 0] = 0
    let_answer(world, values, in_turn(60))
    close(world)
    made(world)

    page = look(anna, world)

    assert "Er zijn 2 meningsgroepen" in page
    assert "De kaart van de meningsgroepen" not in page
    assert (
        "Stelling S00" not in page[page.index("Wat verbindt alle groepen?") : page.index("En de deelnemende")]
    )


def test_no_clear_groups_is_said_warmly(world: World, anna: Client) -> None:
    ask_more(world)
    let_answer(world, one_crowd(), in_turn(60))
    close(world)
    made(world)

    page = look(anna, world)

    assert "Er zijn geen duidelijke meningsgroepen" in page
    assert "Het betekent niet dat iedereen hetzelfde denkt." in page
    assert "Groep 1" not in page


def test_too_few_says_how_many_are_needed(world: World, anna: Client) -> None:
    ask_more(world)
    let_answer(world, two_camps(9), in_turn(9))
    close(world)
    made(world)

    assert "minstens 10 mensen nodig" in look(anna, world)


def test_the_map_is_drawn_and_has_its_table(world: World, anna: Client) -> None:
    camps(world)
    look(anna, world)

    page = anna.get(url(world, "meningsgroepen/")).content.decode()

    assert page.count("<ellipse") == 4  # two groups, wide and narrow
    assert "Midden, van links naar rechts" in page


def test_in_a_conversation_by_name_a_group_is_five_people_or_more(world: World, anna: Client) -> None:
    by_name(world)
    camps(world)

    page = look(anna, world)

    assert "Er zijn 2 meningsgroepen" in page
    assert "Een groep heeft minstens 5 mensen" in page


# Once


def test_it_is_looked_for_once(world: World, anna: Client) -> None:
    camps(world)
    look(anna, world)
    before = OpinionGroups.objects.values().get()
    look(anna, world)

    assert OpinionGroups.objects.values().get() == before
    assert AuditEvent.objects.filter(verb="groups_searched").count() == 1


def test_what_may_enter_the_picture_enters_first(world: World, anna: Client) -> None:
    camps(world)
    let_answer(world, two_camps(30), in_turn(30))
    look(anna, world)

    assert found(world).picture["n"] == 90


def test_the_picture_stays_as_it_is_afterwards(world: World, anna: Client) -> None:
    camps(world)
    look(anna, world)
    let_answer(world, two_camps(30), in_turn(30))

    refused = release(world.round, now=world.now)

    assert isinstance(refused, Refusal)
    assert refused.reason == "searched"
    assert "In deze ronde is naar meningsgroepen gezocht." in text_of(anna.get(url(world)))


@pytest.mark.parametrize("door", ["heropenen/", "invoeren/"])
def test_where_more_answers_may_come_in_it_says_so(world: World, anna: Client, door: str) -> None:
    camps(world)
    address = f"/gesprekken/{world.conversation.pk}/1/invullen/{door}"
    before = text_of(anna.get(address))
    look(anna, world)

    assert "Wie nu nog invult, komt niet in het beeld." not in before
    assert "Wie nu nog invult, komt niet in het beeld." in text_of(anna.get(address))


def test_a_round_that_was_compared_with_a_later_one_is_not_searched(world: World, anna: Client) -> None:
    camps(world)
    later = Round.objects.create(
        conversation=world.conversation,
        number=2,
        code="LATER234",
        opens_at=world.now,
        closes_at=world.now,
        status=Round.Status.CLOSED,
    )
    last = world.round.releases.get()
    last.pk, last.round, last.paired = later.pk, later, {"with": str(world.round.pk)}
    last.save(force_insert=True)

    assert "Deze ronde is al met een latere ronde vergeleken." in look(anna, world)
    assert not OpinionGroups.objects.exists()


def test_a_later_comparison_knows_the_groups(world: World) -> None:
    camps(world)
    kept = look_for_groups(world.round, now=world.now)
    assert kept

    wave = wave_of(world.round)

    assert wave
    assert wave.published == known_of(kept)
    assert sum(len(group["S01"]) for group in wave.published) == 60


# A participant


def test_a_participant_sees_the_groups_and_their_own_place(world: World, anna: Client) -> None:
    people = camps(world)
    look(anna, world)

    page = text_of(phone_of(world, people[0]).get("beeld/"))

    assert "Er zijn 2 meningsgroepen" in page
    assert "Jij staat het dichtst bij groep" in page


def test_a_table_is_spoken_to_as_a_table(world: World, anna: Client) -> None:
    people = camps(world)
    Response.objects.filter(pk=people[0].pk).update(source=Response.Source.TABLE)
    look(anna, world)

    page = text_of(phone_of(world, people[0]).get("beeld/"))

    assert "Jullie tafel staat het dichtst bij groep" in page
    assert "Jij staat het dichtst bij" not in page


def test_who_has_no_sheet_any_more_reads_what_is_typical(world: World, anna: Client) -> None:
    people = camps(world)
    look(anna, world)
    Response.objects.filter(pk=people[0].pk).update(participant=None)

    page = text_of(phone_of(world, people[1], with_sheet=False).get("beeld/"))

    assert "Er zijn 2 meningsgroepen" in page


# Files


def test_the_tables_have_the_groups(world: World, anna: Client) -> None:
    camps(world)
    look(anna, world)

    rows = [row for row in rows_of_csv(anna, world) if row["groep"] == "meningsgroep-1"]
    tabs = str(cells_of_xlsx(anna, world))

    assert len(rows) == 12
    assert {row["n"] for row in rows} == {"30"}
    assert "Meningsgroep 1" in tabs


@pytest.mark.parametrize("extension", ["html", "odt", "pdf"])
def test_the_report_has_the_groups(world: World, anna: Client, extension: str) -> None:
    camps(world)
    look(anna, world)
    address = f"/gesprekken/{world.conversation.pk}/1/verslag/bestand.{extension}?kind=report&themes=A"

    answer = anna.get(address)

    assert answer.status_code == 200
    if extension == "html":
        assert "Er zijn 2 meningsgroepen" in answer.content.decode()


# At the same moment


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_make_one_search(world: World) -> None:
    camps(world)
    tabs = [signed_in(world.anna) for _ in range(4)]

    assert set(posts(tabs, url(world, "meningsgroepen/"), {})) == {302}
    assert OpinionGroups.objects.count() == 1
    assert AuditEvent.objects.filter(verb="groups_searched").count() == 1
    assert world.round.releases.count() == 1
