"""Releases through their addresses: who may come in, one at a time, known by an ETag, in a fixed number of queries."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, connections
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samenspraak.conversations.models import Response, Round
from samenspraak.organisations.models import AuditEvent
from samenspraak.results.models import Release
from samenspraak.results.services import Refusal, release
from tests.conftest import World
from tests.conversations.phones import text_of
from tests.results.rounds import add, close, fill, made, picture, reveal, url

DOORS = (
    "",
    "?thema=A",
    "?groep=beleid",
    "opmerkingen/",
    "agenda/",
    "agenda/?afdrukken=1",
    "tabellen.csv",
    "tabellen.xlsx",
)


@pytest.mark.parametrize("door", DOORS)
def test_chris_gets_404_on_annas_picture(world: World, chris: Client, door: str) -> None:
    fill(world)
    close(world)
    made(world)

    assert chris.get(url(world, door)).status_code == 404


@pytest.mark.parametrize("door", ["", "opmerkingen/"])
def test_chris_makes_nothing_happen(world: World, chris: Client, door: str) -> None:
    fill(world)
    close(world)

    assert chris.post(url(world, door)).status_code == 404
    assert not Release.objects.exists()


@pytest.mark.parametrize("door", DOORS)
def test_who_is_not_signed_in_is_asked_to(world: World, door: str) -> None:
    answer = Client().get(url(world, door))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


@pytest.mark.parametrize("door", DOORS)
def test_bram_sees_what_anna_sees(world: World, bram: Client, door: str) -> None:
    fill(world)
    close(world)
    made(world)

    assert bram.get(url(world, door)).status_code == 200


@pytest.mark.parametrize("door", ["?thema=Z", "?thema=", "?groep=niemand", "tabellen.ods", "?thema=%00"])
def test_what_is_not_there_is_not_found(world: World, anna: Client, door: str) -> None:
    fill(world)
    close(world)
    made(world)

    assert anna.get(url(world, door)).status_code == 404


def test_the_button_makes_the_picture_and_the_log_says_so(world: World, anna: Client) -> None:
    fill(world)
    close(world)
    assert "Maak het beeld" in text_of(anna.get(url(world)))

    answer = anna.post(url(world), follow=True)

    assert "Beeld 1 is gemaakt." in text_of(answer)
    event = AuditEvent.objects.get(verb="picture_made")
    assert event.actor == world.anna
    assert event.detail == {"number": 1, "round": 1}


def test_one_click_reveals_an_open_round_and_makes_the_picture(world: World, anna: Client) -> None:
    fill(world)

    answer = anna.post(url(world), {"reveal": "1"}, follow=True)

    assert "Beeld 1 is gemaakt." in text_of(answer)
    world.round.refresh_from_db()
    assert world.round.revealed
    assert world.round.status == Round.Status.OPEN


def test_a_round_past_its_closing_moment_counts_as_closed(world: World, anna: Client) -> None:
    fill(world)
    world.round.closes_at = world.now - timedelta(minutes=1)
    world.round.save(update_fields=["closes_at"])

    anna.post(url(world))

    assert Release.objects.count() == 1


def test_a_second_click_makes_no_second_picture(world: World, anna: Client) -> None:
    fill(world)
    close(world)
    anna.post(url(world))

    answer = anna.post(url(world), follow=True)

    assert Release.objects.count() == 1
    assert "Alle antwoorden staan al in het beeld." in text_of(answer)


@pytest.mark.django_db(transaction=True)
def test_two_facilitators_at_the_same_moment_make_one_picture(world: World) -> None:
    fill(world)
    close(world)
    together = threading.Barrier(2)
    found: list[Release | Refusal] = []

    def click() -> None:
        together.wait(timeout=120)
        for _ in range(200):
            try:
                found.append(release(Round.objects.get(pk=world.round.pk), now=world.now))
                break
            except OperationalError:  # the tests' database in memory does not wait for a lock
                threading.Event().wait(0.02)
        connections.close_all()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join(timeout=120)

    assert [type(one).__name__ for one in sorted(found, key=lambda one: type(one).__name__)] == [
        "Refusal",
        "Release",
    ]
    assert Release.objects.count() == 1


def test_a_table_counts_as_one_voice_and_is_named(world: World, anna: Client) -> None:
    add(world, "beleid", 5)
    world.answer("beleid", source=Response.Source.TABLE, A1="2", B1="2")
    close(world)
    made(world)

    assert picture(world).tables == 1
    assert picture(world).n == 6
    assert "van een tafel samen" in text_of(anna.get(url(world)))


def test_a_mixed_table_counts_in_the_whole_only(world: World) -> None:
    add(world, "beleid", 6)
    for _ in range(5):
        world.answer(None, source=Response.Source.TABLE, A1="2", B1="2")
    close(world)
    made(world)

    first = picture(world).themes[0].items[0]
    assert first.total is not None
    assert first.total.n == 11
    group = first.groups["beleid"]
    assert group is not None
    assert group.n == 6


def test_the_picture_is_known_by_its_etag(world: World, anna: Client) -> None:
    fill(world)
    close(world)
    made(world)
    anna.get(url(world))
    first = anna.get(url(world))

    again = anna.get(url(world), headers={"If-None-Match": first["ETag"]})

    assert first["Cache-Control"] == "private, no-cache"
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == "private, no-cache"


def test_another_release_page_language_or_count_is_another_etag(world: World, anna: Client) -> None:
    fill(world)
    reveal(world)
    made(world)
    tags = [anna.get(url(world))["ETag"], anna.get(url(world, "?thema=A"))["ETag"]]

    anna.cookies["taal"] = "en"
    tags.append(anna.get(url(world))["ETag"])
    del anna.cookies["taal"]
    add(world, "beleid", 1)
    tags.append(anna.get(url(world))["ETag"])
    add(world, "beleid", 5)
    made(world)
    tags.append(anna.get(url(world))["ETag"])

    assert len(set(tags)) == 5


def test_a_message_is_shown_even_when_the_page_is_known(world: World, anna: Client) -> None:
    fill(world)
    close(world)
    anna.post(url(world), follow=True)
    tag = anna.get(url(world))["ETag"]
    anna.post(url(world))

    answer = anna.get(url(world), headers={"If-None-Match": tag})

    assert answer.status_code == 200
    assert "Alle antwoorden staan al in het beeld." in text_of(answer)


@pytest.mark.parametrize("door", DOORS)
def test_a_page_asks_the_same_number_of_queries_for_twice_as_many_people(
    world: World, anna: Client, door: str
) -> None:
    fill(world, each=6)
    reveal(world)
    made(world)
    anna.get(url(world, door))
    with CaptureQueriesContext(connection) as few:
        anna.get(url(world, door))
    fill(world, each=12)
    made(world)

    with CaptureQueriesContext(connection) as many:
        anna.get(url(world, door))

    assert len(many) == len(few)


def test_a_release_reads_all_sheets_in_one_query(world: World) -> None:
    fill(world, each=6)
    reveal(world)
    made(world)
    fill(world, each=6)
    with CaptureQueriesContext(connection) as few:
        made(world)
    fill(world, each=20)

    with CaptureQueriesContext(connection) as many:
        made(world)

    assert len(many) == len(few)
    selected = [one["sql"].partition(" FROM ")[0] for one in many if one["sql"].startswith("SELECT")]
    reads = [columns for columns in selected if '."sheet"' in columns]
    assert len(reads) == 1


def test_a_key_names_round_number_questions_and_version(world: World) -> None:
    fill(world)
    close(world)
    last = made(world)

    assert last.key.startswith(f"{world.round.pk}:1:{world.questions.digest[:16]}:")


def test_english_reads_english(world: World, anna: Client) -> None:
    fill(world)
    close(world)
    made(world)
    anna.cookies["taal"] = "en"

    assert "We know how it goes" in text_of(anna.get(url(world, "?thema=A")))


def test_after_closing_the_page_says_until_when_the_last_may_still_send(world: World, anna: Client) -> None:
    fill(world)
    world.answer("beleid", status=Response.Status.BEGUN, A1="2")
    world.answer("beleid", status=Response.Status.BEGUN, A1="2")
    world.round.status, world.round.closes_at = Round.Status.CLOSED, world.now
    world.round.save(update_fields=["status", "closes_at"])

    assert "Er zijn nog 2 mensen bezig." in text_of(anna.get(url(world)))


def test_an_answer_that_three_people_gave_is_left_out_and_is_no_news(world: World, anna: Client) -> None:
    add(world, "beleid", 3, A1="4", A2="4", B1="3", B2="1")
    add(world, "bewoners", 8, A1="2", B1="3", B2="2")
    close(world)
    made(world)

    page = text_of(anna.get(url(world)))

    assert Response.objects.exclude(shown_sheet=F("sheet")).count() == 3
    assert "sinds het vorige beeld" not in page
    assert "sinds dit beeld" not in page


def test_a_sheet_with_only_a_remark_is_no_news(world: World, anna: Client) -> None:
    fill(world)
    reveal(world)
    made(world)
    world.answer("beleid")

    assert "sinds" not in text_of(anna.get(url(world)))


def test_enough_sheets_with_too_little_on_them_get_their_own_words(world: World, anna: Client) -> None:
    for item in ("A1", "A2", "B1", "B2", "A_belang", "B_belang"):
        add(world, "beleid", 2, **{item: "1"})
    close(world)

    answer = text_of(anna.post(url(world), follow=True))

    assert "Er zijn 12 antwoorden, maar bij geen enkele vraag genoeg om iets te laten zien." in answer
    assert not Release.objects.exists()
