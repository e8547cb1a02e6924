"""The map of the social base beside the conversation: on the agenda, at a theme, in the report; released figures only."""

from __future__ import annotations

import pytest
from django.test import Client

from samenspraak.socialbase.models import Actor, Part
from tests.conftest import World
from tests.outcomes.screens import released, text_of, url
from tests.outcomes.test_report import document
from tests.results.rounds import add, close, made
from tests.results.rounds import url as picture_url
from tests.socialbase.maps import FADED, bind, neighbourhoods, part, put, words_of

AGENDA = "agenda/"


def people(world: World) -> dict[str, Actor]:
    """Put a register on the map: three at theme A without a tie, two tied at theme B."""
    found = {name: put(world, name) for name in ("Anker", "Baken", "Cirkel", "Dorp", "Esdoorn")}
    for name in ("Anker", "Baken", "Cirkel"):
        part(found[name], theme="klein:A")
    part(found["Dorp"], theme="klein:B", role=Part.Role.LEADS)
    part(found["Esdoorn"], theme="klein:B", role=Part.Role.ASKED)
    bind(found["Anker"], found["Dorp"], said="st")
    return found


def test_without_a_map_nothing_of_it_is_said(world: World, anna: Client) -> None:
    released(world)

    assert "kaart van de sociale basis" not in text_of(anna.get(picture_url(world, AGENDA)))
    assert "Wie doet hier al iets" not in text_of(anna.get(url(world, "verdiepen/A/")))
    assert "De sociale basis op de kaart" not in document(anna, world, "html")


def test_the_map_of_another_organisation_is_not_beside_this_conversation(world: World, anna: Client) -> None:
    """P3: what Chris keeps is on no page of Anna's."""
    released(world)
    put(world, "Van elders", organisation=world.elsewhere, topics=["geld"])

    assert "Van elders" not in text_of(anna.get(url(world, "verdiepen/A/")))
    assert "Van elders" not in document(anna, world, "html")


def test_a_theme_says_who_does_something_and_who_is_missing(world: World, anna: Client) -> None:
    released(world)
    neighbourhoods(world)
    people(world)
    put(world, "Vergeten", confirmed=FADED)
    Part.objects.create(
        organisation=world.organisation,
        theme="klein:A",
        role=Part.Role.GAP,
        area_code="BU03080001",
        note="Geen plek voor jongeren.",
    )

    page = words_of(anna.get(url(world, "verdiepen/A/")))

    assert "3 organisaties en initiatieven tellen hier mee. Tussen hen is geen verbinding bekend." in page
    assert "Doet Anker , Baken , Cirkel" in page
    assert "Oosterhei: Geen plek voor jongeren." in page
    assert "Niemand is opgeschreven als trekker." in page
    assert "Niemand in het bijzonder voor: Centrum, Oosterhei." in page


def test_who_is_only_asked_does_nothing_yet(world: World, anna: Client) -> None:
    released(world)
    people(world)

    page = words_of(anna.get(url(world, "verdiepen/B/")))

    assert "1 organisatie of initiatief telt hier mee." in page
    assert "Wordt gevraagd Esdoorn" in page
    assert "trekker" not in page


def test_the_agenda_puts_picture_and_map_side_by_side(world: World, anna: Client) -> None:
    released(world)
    people(world)

    page = words_of(anna.get(picture_url(world, AGENDA)))

    assert "Het beeld naast de kaart van de sociale basis" in page
    assert "A Samen kijken" in page
    assert "n = 18 3 0 0" in page


def test_promise_p4_before_a_release_no_position_stands_beside_the_map(world: World, anna: Client) -> None:
    people(world)
    add(world, "beleid", 9)

    assert anna.get(picture_url(world, AGENDA)).status_code == 302
    assert "Waar de groep laag zit" not in document(anna, world, "html")


def test_promise_p4_what_the_picture_hides_stays_hidden_beside_the_map(world: World, anna: Client) -> None:
    people(world)
    add(world, "beleid", 9, A1="2", A_belang="2")
    add(world, "beleid", 2, B1="1", B_belang="2")
    close(world)
    made(world)

    page = words_of(anna.get(picture_url(world, AGENDA)))

    line = page[page.index("Het beeld naast de kaart") :]
    assert "te weinig antwoorden 1 0 0" in line


@pytest.mark.parametrize("extension", ["pdf", "odt", "docx", "html"])
def test_the_report_has_a_chapter_on_the_map_in_every_format(
    world: World, anna: Client, extension: str
) -> None:
    released(world)
    people(world)

    text = document(anna, world, extension)

    for expected in (
        "De sociale basis op de kaart",
        "Wie werkt met wie?",
        "Anker heeft verbindingen met 1 van de 4 anderen",
        "Wie doet al iets, per thema?",
        "trekt: Dorp",
        "Waar de groep laag zit en weinig verbindingen zijn",
    ):
        assert expected in text, expected


def test_the_summary_stays_without_the_map(world: World, anna: Client) -> None:
    released(world)
    people(world)

    page = text_of(anna.get(url(world, "verslag/bestand.html?kind=summary&themes=A&themes=B")))

    assert "De sociale basis op de kaart" not in page


def test_a_conversation_about_a_neighbourhood_has_its_own_part_of_the_map(world: World, anna: Client) -> None:
    released(world)
    neighbourhoods(world)
    world.conversation.area_code = "BU03080000"
    world.conversation.save()
    part(put(world, "Hier", area_code="BU03080000", reach="neighbourhood"))
    part(put(world, "Overal", reach="municipality"))
    part(put(world, "Elders", area_code="BU03080001", reach="neighbourhood"))

    page = words_of(anna.get(url(world, "verdiepen/A/")))

    assert "Doet Hier , Overal" in page
    assert "Elders" not in page
