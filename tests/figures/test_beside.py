"""Figures beside a theme: chosen, shown at the picture and the deepening, recognised or not, and in the report."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from samenspraak.figures.models import Beside, OwnFigure, Sheet
from samenspraak.organisations.models import AuditEvent
from tests.conftest import World
from tests.figures.places import TOWN, baarn
from tests.outcomes.screens import released

LOW, CENTRE = f"{TOWN}/laag-inkomen", "BU03080000/laag-inkomen"


def url(world: World, rest: str = "") -> str:
    return f"/gesprekken/{world.conversation.pk}/1/cijfers/A/{rest}"


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def shelf(world: World, anna: Client) -> Client:
    """Baarn with two figures beside theme A."""
    baarn()
    world.conversation.area_code = TOWN
    world.conversation.save()
    anna.post(url(world), {"figures": [LOW, f"{TOWN}/inwoners"]})
    return anna


def known_data(
    world: World, known: str = "partly", said: str = "Wij zien meer.", version: int = 1
) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for row in Beside.objects.filter(round=world.round):
        told |= {f"c{row.pk}-known": known, f"c{row.pk}-said": said, f"c{row.pk}-version": version}
    return told


def test_what_fits_the_theme_is_offered_first(anna: Client, world: World) -> None:
    baarn()
    world.conversation.area_code = TOWN
    world.conversation.save()

    said = words(anna.get(url(world)))

    assert said.index("Past bij dit thema") < said.index("Huishoudens met een laag inkomen: 2,6% (2023)")
    assert said.index("Huishoudens met een laag inkomen") < said.index("Andere cijfers over Baarn")


def test_at_most_eight_figures_and_what_was_ticked_stays(shelf: Client, world: World) -> None:
    keys = ["sociaal-minimum", "tot-110-procent", "tot-120-procent", "werk", "woz", "autos", "school"]
    for one in Sheet.objects.filter(area=TOWN, edition__period=2023):
        one.figures |= dict.fromkeys(keys, 5.0)
        one.save()

    answer = shelf.post(
        url(world), {"figures": [LOW, f"{TOWN}/inwoners", *(f"{TOWN}/{key}" for key in keys)]}
    )

    assert "Kies hoogstens 8 cijfers; je koos er 9." in words(answer)
    assert answer.content.decode().count("checked") == 9
    assert Beside.objects.count() == 2


def test_a_figure_that_nobody_offered_is_refused(shelf: Client, world: World) -> None:
    answer = shelf.post(url(world), {"figures": ["GM0363/laag-inkomen"]})

    assert answer.status_code == 200
    assert Beside.objects.count() == 2


def test_looking_at_another_area_loses_no_tick_and_keeps_nothing_yet(shelf: Client, world: World) -> None:
    ticks = [LOW, f"{TOWN}/huishoudens"]

    html = shelf.post(url(world), {"figures": ticks, "gebied": "BU03080000", "kijk": "1"}).content.decode()

    assert re.findall(r'value="([^"]+)"[^>]* checked', html) == [
        f"{TOWN}/laag-inkomen",
        f"{TOWN}/huishoudens",
    ]
    assert f'value="{CENTRE}"' in html
    assert not Beside.objects.filter(indicator="huishoudens").exists()


def test_looking_around_offers_no_figure_of_another_town(shelf: Client, world: World) -> None:
    html = shelf.post(
        url(world), {"figures": ["GM0189/laag-inkomen"], "gebied": "GM0189", "kijk": "1"}
    ).content.decode()

    assert "GM0189" not in html


def test_a_figure_of_a_neighbourhood_stands_beside_that_of_the_town(shelf: Client, world: World) -> None:
    shelf.post(url(world) + "?gebied=BU03080000", {"figures": [LOW, CENTRE]})

    said = words(shelf.get(url(world, "herkennen/")))

    assert "Huishoudens met een laag inkomen, Baarn 2,6% in 2023 n = 11.500" in said
    assert "Huishoudens met een laag inkomen, Centrum 7,5% in 2023 n = 500" in said


def test_an_own_figure_stands_beside_a_theme_too_and_only_one_s_own(shelf: Client, world: World) -> None:
    values = {"area": TOWN, "value": 120.5, "unit": "gezinnen", "n": 900, "day": world.now.date()}
    mine = OwnFigure.objects.create(
        organisation=world.organisation,
        name="Schulden",
        source="Monitor",
        caveat="alleen wie hulp vroeg",
        **values,
    )
    theirs = OwnFigure.objects.create(organisation=world.elsewhere, name="Geheim", source="Elders", **values)

    refused = shelf.post(url(world), {"figures": [LOW, f"{TOWN}/eigen-{theirs.pk}"]})
    shelf.post(url(world), {"figures": [LOW, f"{TOWN}/eigen-{mine.pk}"]})
    Beside.objects.create(round=world.round, theme="A", area=TOWN, indicator=f"eigen-{theirs.pk}", position=7)
    said = words(shelf.get(f"/gesprekken/{world.conversation.pk}/1/verdiepen/A/"))

    assert refused.status_code == 200
    assert "Schulden, Baarn 120,5 gezinnen" in said
    assert "n = 900" in said
    assert "alleen wie hulp vroeg" in said
    assert "Geheim" not in said


def test_figures_stand_at_the_deepening_with_their_question(shelf: Client, world: World) -> None:
    said = words(shelf.get(f"/gesprekken/{world.conversation.pk}/1/verdiepen/A/"))

    assert "2,6% in 2023 n = 11.500" in said
    assert "Nederland: 6,1% (n = 8.200.000)." in said
    assert "Schulden en spaargeld tellen niet mee, studenten ook niet." in said
    assert "opgehaald op 1 april 2026" in said
    assert "Herkennen jullie dit beeld?" in said


def test_figures_stand_beside_the_picture_and_a_new_choice_is_seen_at_once(
    shelf: Client, world: World
) -> None:
    released(world)
    picture = f"/gesprekken/{world.conversation.pk}/1/beeld/?thema=A"
    first = shelf.get(picture)

    shelf.post(url(world), {"figures": [f"{TOWN}/inwoners"]})
    second = shelf.get(picture, headers={"If-None-Match": first.headers["ETag"]})

    assert "2,6% in 2023 n = 11.500" in words(first)
    assert second.status_code == 200
    assert "2,6% in 2023" not in words(second)


def test_what_the_table_says_is_kept_logged_and_comes_out_in_the_report(shelf: Client, world: World) -> None:
    shelf.post(url(world, "herkennen/"), known_data(world))

    report = f"/gesprekken/{world.conversation.pk}/1/verslag/?kind=report&themes=A&language=nl"
    page = words(shelf.get(f"{report}&notes=on"))

    assert AuditEvent.objects.filter(verb="figure_known").count() == 2
    assert "Officiële cijfers naast dit thema" in page
    assert "2,6%; n = 11.500" in page
    assert "Deels" in page
    assert "Wij zien meer." not in words(shelf.get(report))  # what was said is a note: only when asked for
    assert "Wij zien meer." in page
    assert "Schulden en spaargeld tellen niet mee, studenten ook niet." in page
    assert "CBS, Kerncijfers wijken en buurten (82023NED), 2023, opgehaald op 1 april 2026" in page


def test_a_figure_that_stays_keeps_what_was_said_of_it(shelf: Client, world: World) -> None:
    shelf.post(url(world, "herkennen/"), known_data(world))

    shelf.post(url(world), {"figures": [LOW]})

    assert list(Beside.objects.values_list("indicator", "known", "said")) == [
        ("laag-inkomen", "partly", "Wij zien meer.")
    ]


def test_two_people_at_one_answer_lose_nothing(shelf: Client, bram: Client, world: World) -> None:
    shelf.post(url(world), {"figures": [LOW]})
    bram.post(url(world, "herkennen/"), known_data(world, known="no", said="Van Bram"))

    late = shelf.post(url(world, "herkennen/"), known_data(world, said="Van Anna"))

    assert late.status_code == 409
    assert "Van Bram" in late.content.decode()
    assert "Van Anna" in late.content.decode()
    assert Beside.objects.get().said == "Van Bram"


def test_promise_p3_a_stranger_sees_nothing(shelf: Client, chris: Client, world: World) -> None:
    for rest in ("", "herkennen/"):
        assert chris.get(url(world, rest)).status_code == 404
        assert chris.post(url(world, rest), {"figures": []}).status_code == 404
    assert Beside.objects.count() == 2


def test_promise_p10_what_the_table_says_is_shown_as_text(shelf: Client, world: World) -> None:
    evil = "<script>alert(1)</script>"
    shelf.post(url(world, "herkennen/"), known_data(world, said=evil))

    for address in (url(world, "herkennen/"), f"/gesprekken/{world.conversation.pk}/1/verdiepen/A/"):
        assert evil not in shelf.get(address).content.decode()


def test_the_demo_names_whose_figures_these_are_everywhere(shelf: Client, world: World) -> None:
    world.conversation.area_code = world.organisation.area_code = ""
    world.organisation.is_demo = True
    world.conversation.save()
    world.organisation.save()
    base = f"/gesprekken/{world.conversation.pk}/1/"

    for rest in (
        "cijfers/A/",
        "cijfers/A/herkennen/",
        "verdiepen/A/",
        "verslag/?kind=report&themes=A&language=nl",
    ):
        said = words(shelf.get(base + rest))
        assert "echte cijfers van Baarn, niet van Lindeveen" in said.replace("Echte", "echte"), rest


def test_a_conversation_without_area_says_what_to_do(anna: Client, world: World) -> None:
    assert "Over welke gemeente gaat dit gesprek?" in words(anna.get(url(world)))
    assert anna.get(f"/gesprekken/{world.conversation.pk}/1/cijfers/Z/").status_code == 404
