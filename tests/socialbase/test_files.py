"""The map as files: read in again it is the same, and nobody who can be reached stands in any of them."""

from __future__ import annotations

import io
import json
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import translation

from samenspraak.core.actor_columns import column_of
from samenspraak.socialbase.models import Actor, Tie
from samenspraak.socialbase.wording.files import contact_headings, headings
from tests.conftest import World
from tests.socialbase.lists import read_in, upload
from tests.socialbase.maps import FADED, bind, neighbourhoods, put, reach, words_of

FORMS = ["csv", "xlsx", "graphml", "geojson", "json"]
HOSTILE = "=cmd|' /C calc'!A0</data><script>alert(1)</script>"


def export(client: Client, extension: str) -> bytes:
    page = client.get(f"/sociale-basis/bestand.{extension}")
    assert page.status_code == 200
    assert "attachment" in page["Content-Disposition"]
    assert "no-store" in page["Cache-Control"]
    return bytes(page.content)


def all_text(content: bytes) -> str:
    """Return everything a file says, unpacked where it is a workbook."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8-sig")
    with ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.fixture
def filled(world: World) -> World:
    neighbourhoods(world)
    linde = put(
        world,
        "De Linde",
        does="Koffie",
        topics=["taal"],
        target_groups=["ouderen"],
        pillars=["cohesion"],
        area_code="BU03080000",
        place="Dorpsstraat 1",
        latitude=52.21,
        longitude=5.29,
        website="https://linde.example",
        source="Gesprek",
    )
    brug = put(world, "De Brug", confirmed=FADED)
    reach(linde)
    bind(linde, brug, said="st")
    bind(brug, linde, Tie.Kind.REFERS_TO, said="s")
    return world


@pytest.mark.parametrize("extension", FORMS)
def test_no_file_tells_whom_to_reach(filled: World, anna: Client, extension: str) -> None:
    told = all_text(export(anna, extension))

    assert "De Linde" in told
    assert all(word not in told for word in ("Boer", "an@linde.example", "06 1234"))


@pytest.mark.parametrize("extension", FORMS)
def test_promise_p3_a_file_holds_ones_own_map_only(filled: World, chris: Client, extension: str) -> None:
    assert "Linde" not in all_text(export(chris, extension))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_a_table_that_is_read_in_again_changes_nothing(
    filled: World, anna: Client, extension: str, language: str
) -> None:
    anna.cookies["taal"] = language
    before = list(Actor.objects.order_by("name").values())

    content = export(anna, extension)
    anna.cookies["taal"] = "nl"
    page = upload(anna, content)

    assert "Staat er al zo 2" in words_of(page)
    assert "niet over" not in words_of(page)
    assert "niets nieuws" in words_of(read_in(anna, content))
    assert (list(Actor.objects.order_by("name").values()), Tie.objects.count()) == (before, 2)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_heading_that_comes_out_is_understood_when_it_comes_in(language: str) -> None:
    with translation.override(language):
        columns = {**headings(), **contact_headings()}

    assert {key: column_of(name) for key, name in columns.items()} == {key: key for key in columns}


def test_open_referral_that_is_read_in_again_adds_nothing(filled: World, anna: Client) -> None:
    page = upload(anna, export(anna, "json"), name="kaart.json")

    assert "Nieuw 0" in words_of(page)


def test_open_referral_has_what_the_specification_asks(filled: World, anna: Client) -> None:
    told = json.loads(export(anna, "json"))
    service = next(one for one in told["contents"] if one["name"] == "De Linde")
    faded = next(one for one in told["contents"] if one["name"] == "De Brug")
    at = service["service_at_locations"][0]

    assert {
        "total_items",
        "total_pages",
        "page_number",
        "size",
        "first_page",
        "last_page",
        "empty",
    } <= told.keys()
    assert {"id", "name", "status"} <= service.keys()
    assert {"id", "name", "description"} <= service["organization"].keys()
    assert {"id", "location_type"} <= at["location"].keys()
    assert (service["status"], faded["status"]) == ("active", "inactive")
    assert (at["location"]["latitude"], at["location"]["longitude"]) == (52.21, 5.29)
    assert {one["taxonomy_term"]["code"] for one in service["attributes"]} == {"taal", "ouderen"}
    assert all({"id", "name", "description"} <= one["taxonomy_term"].keys() for one in service["attributes"])
    assert json.loads(export(anna, "json")) == told


def test_the_network_has_every_entry_and_tie(filled: World, anna: Client) -> None:
    root = ElementTree.fromstring(export(anna, "graphml"))
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    directed = sorted(str(one.get("directed")) for one in root.findall(".//g:edge", space))

    assert len(root.findall(".//g:node", space)) == 2
    assert directed == ["false", "true"]


def test_places_lie_where_they_lie(filled: World, anna: Client) -> None:
    told = json.loads(export(anna, "geojson"))

    assert {one["properties"]["name"]: one["geometry"] for one in told["features"]} == {
        "De Linde": {"type": "Point", "coordinates": [5.29, 52.21]},
        "De Brug": None,
    }


@pytest.mark.parametrize("extension", FORMS)
def test_promise_p10_a_persons_text_is_text_in_every_file(world: World, anna: Client, extension: str) -> None:
    texts: dict[str, Any] = dict.fromkeys(("does", "place", "source"), HOSTILE)
    one, two = put(world, HOSTILE, **texts), put(world, "Twee")
    bind(one, two)
    content = export(anna, extension)

    if extension == "graphml":
        found = [each.text for each in ElementTree.fromstring(content).iter()]
        assert HOSTILE in found
    elif extension in ("json", "geojson"):
        assert HOSTILE in json.dumps(json.loads(content), ensure_ascii=False).replace('\\"', '"')
    elif extension == "csv":
        assert all(
            cell.startswith("'=")
            for cell in all_text(content).split(";")
            if "cmd" in cell and "Twee" not in cell
        )
    else:
        assert "<f>" not in all_text(content)


def test_other_kinds_of_file_do_not_exist(world: World, anna: Client) -> None:
    assert anna.get("/sociale-basis/bestand.pdf").status_code == 404
