"""The map to look at: network, neighbourhoods, spheres and questions say what is there, to everybody, and no more."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samenspraak.core.regions import Outline, packed
from samenspraak.figures.models import Area
from samenspraak.socialbase.models import Actor, Tie
from tests.conftest import World
from tests.socialbase.maps import FADED, FADING, bind, neighbourhoods, put, reach, text_of, words_of

VIEWS = ("netwerk", "kaart", "sferen", "vragen")
EVIL = '<script>alert("x")</script>'


def see(client: Client, view: str, **asked: str) -> Any:
    return client.get(f"/sociale-basis/{view}/", asked)


def told(client: Client, **asked: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(client.get("/sociale-basis/netwerk/gegevens.json", asked).content)
    return found


def village(world: World) -> dict[str, Actor]:
    """Put a small village on the map: De Linde in the middle, a choir behind it, a club alone, one that faded."""
    people = {
        "linde": put(
            world,
            "Buurthuis De Linde",
            kind="provision",
            sphere="institutional",
            formal=True,
            topics=["geld"],
        ),
        "bank": put(world, "Voedselbank", topics=["geld"], area_code="BU03080000", reach="neighbourhood"),
        "school": put(world, "Basisschool", kind="provision", sphere="institutional", confirmed=FADING),
        "koor": put(world, "Koor", area_code="BU03080001", reach="neighbourhood"),
        "club": put(world, "Schaakclub"),
        "oud": put(world, "Oude groep", confirmed=FADED),
    }
    bind(people["linde"], people["bank"], said="st")
    bind(people["linde"], people["school"], said="s")
    bind(people["school"], people["koor"], kind=Tie.Kind.REFERS_TO, said="st")
    bind(people["linde"], people["oud"], said="st")
    bind(people["club"], people["koor"], kind=Tie.Kind.WANTS_TO_WORK_WITH, said="st")
    return people


def square_neighbourhoods(world: World) -> None:
    neighbourhoods(world)
    for place, area in enumerate(Area.objects.order_by("code")):
        x = 52_600 + place * 100
        ring = ((x, 522_000), (x + 100, 522_000), (x + 100, 522_100), (x, 522_100))
        Area.objects.filter(pk=area.pk).update(outline=packed(Outline(10_000, (ring,))))


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_map_says_what_will_come(world: World, anna: Client, view: str) -> None:
    page = see(anna, view)

    assert page.status_code == 200
    assert "<h1" in text_of(page)


@pytest.mark.parametrize("view", VIEWS)
def test_promise_p3_chris_sees_nothing_of_annas_map(
    world: World, anna: Client, chris: Client, view: str
) -> None:
    people = village(world)

    assert "De Linde" not in text_of(see(chris, view))
    assert told(chris)["entries"] == []
    assert chris.get(f"/sociale-basis/netwerk/{people['linde'].pk}/").status_code == 404
    assert anna.get(f"/sociale-basis/netwerk/{people['linde'].pk}/").status_code == 200


@pytest.mark.parametrize("view", VIEWS)
def test_promise_p10_a_name_stays_text(world: World, anna: Client, view: str) -> None:
    one, other = put(world, EVIL, does=EVIL), put(world, f"{EVIL} 2")
    bind(one, other, said="s")
    bind(one, other, kind=Tie.Kind.WANTS_TO_WORK_WITH)

    for page in (see(anna, view), anna.get(f"/sociale-basis/netwerk/{one.pk}/")):
        assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize("view", VIEWS)
def test_nobody_who_can_be_reached_stands_on_a_view(world: World, anna: Client, view: str) -> None:
    people = village(world)
    reach(people["linde"])

    assert "An de Boer" not in text_of(see(anna, view))
    assert "An de Boer" not in json.dumps(told(anna))
    assert "An de Boer" not in text_of(anna.get(f"/sociale-basis/netwerk/{people['linde'].pk}/"))


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_asks_the_database_as_often_for_ten_entries_as_for_forty(
    world: World, anna: Client, view: str
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            see(anna, view)
        return len(queries)

    village(world)
    see(anna, view)
    few = asked()
    for number in range(40):
        bind(put(world, f"Club {number}"), put(world, f"Koor {number}"))

    assert asked() == few


def test_what_was_taken_off_the_map_is_on_no_view(world: World, anna: Client) -> None:
    gone = put(world, "Verdwenen club", status=Actor.Status.REMOVED)
    bind(put(world, "Blijver"), gone, said="st")

    assert all("Verdwenen club" not in text_of(see(anna, view)) for view in VIEWS)
    assert [row[1] for row in told(anna)["entries"]] == ["Blijver"]
    assert told(anna)["ties"] == []


def test_the_list_beside_the_network_says_with_whom_and_how_sure(world: World, anna: Client) -> None:
    village(world)

    page = words_of(see(anna, "netwerk"))

    assert "Buurthuis De Linde Voorziening, 3 verbindingen" in page
    assert re.search(r"werkt samen met Basisschool \( ?eenzijdig ?\) ?, Oude groep ?, Voedselbank", page)
    assert "Koor Vereniging, 1 verbinding" in page
    assert "krijgt mensen doorverwezen van Basisschool" in page
    assert "Schaakclub Vereniging, nog geen verbindingen" in page


def test_without_scripts_the_network_is_a_drawing(world: World, anna: Client) -> None:
    village(world)

    page = text_of(see(anna, "netwerk"))

    drawing = page[page.index("data-still") :]
    assert "6 organisaties en initiatieven, met 5 lijnen ertussen." in drawing
    assert 'class="chart__wide"' in drawing
    assert 'class="chart__narrow"' in drawing


def test_the_filters_hold_for_drawing_data_and_list_alike(world: World, anna: Client) -> None:
    village(world)

    page = see(anna, "netwerk", onderwerp="geld")

    assert "2 gevonden" in words_of(page)
    assert text_of(page).count("data-entry=") == 2
    assert sorted(row[1] for row in told(anna, onderwerp="geld")["entries"]) == [
        "Buurthuis De Linde",
        "Voedselbank",
    ]
    assert "gegevens.json?onderwerp=geld&" in text_of(page)


def test_the_data_say_who_is_tied_to_whom(world: World, anna: Client) -> None:
    village(world)

    data = told(anna)

    names = [row[1] for row in data["entries"]]
    looks = {0: "both", 3: "one", 6: "wish"}
    ties = {frozenset((names[one], names[other])): looks[look] for one, other, look in data["ties"]}
    assert names[0] == "Buurthuis De Linde"
    assert ties == {
        frozenset(("Buurthuis De Linde", "Voedselbank")): "both",
        frozenset(("Buurthuis De Linde", "Basisschool")): "one",
        frozenset(("Buurthuis De Linde", "Oude groep")): "both",
        frozenset(("Basisschool", "Koor")): "both",
        frozenset(("Schaakclub", "Koor")): "wish",
    }
    assert {row[4] for row in data["entries"] if row[1] == "Oude groep"} == {"association communal-faded"}
    assert told(anna, smal="1")["entries"] != data["entries"]


def test_a_large_network_is_drawn_for_those_with_the_most_ties(world: World, anna: Client) -> None:
    hub = put(world, "Spin in het web")
    for number in range(130):
        bind(hub, put(world, f"Club {number}"), said="st")

    page = text_of(see(anna, "netwerk"))

    assert "De 120 met de meeste verbindingen, van alle 131." in page
    assert page.count("data-entry=") == 50
    assert len(told(anna)["entries"]) == 131


def test_the_map_counts_per_neighbourhood_what_counts(world: World, anna: Client) -> None:
    square_neighbourhoods(world)
    village(world)
    put(world, "Vergeten", area_code="BU03080000", confirmed=FADED, latitude=52.205, longitude=5.263)

    page = see(anna, "kaart")

    assert "Centrum 1 0 1" in words_of(page)
    assert "Oosterhei 1 0 0" in words_of(page)
    assert "Van 6 is de plek niet bekend" in words_of(page)
    assert "een plek die verbleekt is" in text_of(page)
    assert 'href="/sociale-basis/?buurt=BU03080000"' in text_of(page)


def test_without_borders_the_table_is_there_and_no_map(world: World, anna: Client) -> None:
    neighbourhoods(world)
    village(world)

    page = see(anna, "kaart")

    assert "daarom is er geen kaart" in words_of(page)
    assert "Centrum 1 0 0" in words_of(page)


def test_the_spheres_tell_formal_from_informal_and_what_does_not_count(world: World, anna: Client) -> None:
    village(world)

    page = see(anna, "sferen")

    assert re.search(r"Institutioneel .* 2 tellen mee, waarvan 1 met bestuur of rechtsvorm", words_of(page))
    assert "De gemeente is hier te gast." in words_of(page)
    assert "Oude groep (Vereniging, zonder bestuur of rechtsvorm, verbleekt)" in words_of(page)
    assert text_of(page).count('class="pill pill--formal" href') == 1


def test_the_questions_are_answered_from_what_counts(world: World, anna: Client) -> None:
    square_neighbourhoods(world)
    village(world)

    page = words_of(see(anna, "vragen"))

    assert "gaan over 5 organisaties en initiatieven, met 3 verbindingen" in page
    assert "1 van de 3 verbindingen is nog eenzijdig" in page
    assert "heeft verbindingen met 2 van de 4 anderen" in page
    assert "Van alle kortste wegen tussen twee anderen loopt 33% langs Basisschool" in page
    assert "Zonder Basisschool raakt 1 ander los van de rest" in page
    assert "1 organisatie of initiatief heeft met niemand een verbinding" in page
    assert "In 2 van de 2 buurten is er niemand in het bijzonder voor" in page
    assert "Schaakclub Koor beide kanten" in page or "Koor Schaakclub beide kanten" in page


def test_a_question_without_an_answer_asks_nothing(world: World, anna: Client) -> None:
    put(world, "Enige club")

    page = words_of(see(anna, "vragen"))

    assert "Er zijn nog geen verbindingen die meetellen." in page
    assert "Niemand staat tussen anderen in" in page
    assert "Van niemand is zo'n wens bekend." in page
    assert "Wat gebeurt er als" not in page


def test_a_district_is_all_its_neighbourhoods_and_a_vague_place_is_none(world: World, anna: Client) -> None:
    neighbourhoods(world)
    Area.objects.create(code="BU03080100", name="Buitengebied", municipality="GM0308", since=2024)
    put(world, "Wijkteam", area_code="BU03080000", reach="district", topics=["zorg"])
    put(world, "Ergens", reach="neighbourhood", topics=["zorg"])
    put(world, "Overal", reach="municipality", topics=["zorg"])

    page = words_of(see(anna, "vragen"))

    assert "Zorg en ondersteuning 1 Buitengebied Centrum, Oosterhei" in page
