"""The pictures of the overview and of a theme, and the sentences that stand above them."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from samenspraak.results.wording import charts
from tests.conftest import World
from tests.conversations.phones import text_of
from tests.results.rounds import add, close, fill, made, phone_of, promise, url


def apart(world: World) -> None:
    """Let policy and delivery differ clearly on A1, and agree on B1."""
    add(world, "beleid", 12, A1="5", B1="3")
    add(world, "uitvoering", 12, A1="2", B1="3")
    close(world)


def section(page: str, heading: str) -> str:
    found = re.search(rf'<section[^>]*aria-labelledby="{heading}".*?</section>', page, re.S)
    assert found, heading
    return found.group()


def test_the_overview_says_where_groups_differ_and_then_shows_every_number(
    world: World, anna: Client
) -> None:
    apart(world)
    made(world)

    shown = section(text_of(anna.get(url(world))), "groepen")

    assert "A Samen kijken: een duidelijk verschil bij 1 van de 2 stellingen." in shown
    assert "Het staat bij Uitvoering drie stappen lager dan bij Beleid." in shown
    assert shown.index("Het staat bij") < shown.index("<svg")
    assert '<th scope="row">A Samen kijken</th><td>Beleid</td><td>5,0</td><td>12</td>' in shown


def test_p4_the_heat_table_has_no_row_of_a_group_that_stays_hidden(world: World, anna: Client) -> None:
    apart(world)
    add(world, "bewoners", 3, A1="1")
    made(world)

    shown = section(text_of(anna.get(url(world))), "groepen")

    assert "<td>Bewoners</td>" not in shown


def test_without_a_clear_difference_the_overview_does_not_call_it_agreement(
    world: World, anna: Client
) -> None:
    fill(world, each=5)
    close(world)
    made(world)

    shown = section(text_of(anna.get(url(world))), "groepen")

    assert "Dat wil niet zeggen dat iedereen hetzelfde denkt." in shown or "duidelijk verschil bij" in shown
    assert "eens" not in shown


def test_the_theme_page_says_what_its_pictures_show(world: World, anna: Client) -> None:
    apart(world)
    made(world)

    page = text_of(anna.get(url(world, "?thema=A")))

    assert "Het verst uit elkaar liggen jullie over ‘We weten hoe het gaat’: bij Uitvoering" in section(
        page, "groepen"
    )
    assert "Duidelijk verschil: bij Uitvoering drie stappen lager dan bij Beleid." in section(
        page, "stellingen"
    )


def test_one_group_beside_everybody_stands_around_the_middle_of_the_scale(world: World, anna: Client) -> None:
    apart(world)
    made(world)

    compared = section(text_of(anna.get(url(world, "?thema=A&groep=beleid"))), "stellingen")
    everybody = section(text_of(anna.get(url(world, "?thema=A"))), "stellingen")

    assert "← Nog niet" in compared
    assert "De streep is het midden van de schaal." in compared
    assert "← Nog niet" not in everybody


def test_lists_say_how_far_a_mean_could_move_and_what_that_means(world: World, anna: Client) -> None:
    apart(world)
    promise(world, groups=[{**one, "expected": 30} for one in (world.round.plan or {})["groups"]])
    made(world)

    for place in ("", "?groep=beleid"):
        page = text_of(anna.get(url(world, place)))
        assert "<br><small>stap 3," in page
        assert "hoe ver het gemiddelde nog kan schuiven" in page


def test_where_everybody_answered_nothing_could_move(world: World, anna: Client) -> None:
    apart(world)
    promise(
        world,
        groups=[
            {**one, "expected": 0 if one["key"] == "bewoners" else 12}
            for one in (world.round.plan or {})["groups"]
        ],
    )
    made(world)

    assert "nog kan schuiven" not in text_of(anna.get(url(world)))


def heat_rows(page: str) -> str:
    found = re.search(r"<caption[^>]*>Elk thema, per groep</caption>.*?</table>", page, re.S)
    assert found
    return found.group()


def thin(world: World) -> None:
    """Let five of thirty residents answer beside everybody else."""
    apart(world)
    add(world, "bewoners", 5, A1="3", B1="3")
    promise(world, groups=[{**one, "expected": 30} for one in (world.round.plan or {})["groups"]])
    made(world)


def test_p9_a_cell_of_a_thin_group_is_hatched_and_called_uncertain(world: World, anna: Client) -> None:
    thin(world)

    page = text_of(anna.get(url(world)))

    assert "<td>Bewoners</td><td>3,0</td><td>5</td><td>onzeker</td>" in heat_rows(page)
    assert 'fill="url(#heat-hatch)"' in page


def test_p9_a_planted_fault_that_draws_thin_as_certain_is_seen(
    world: World, anna: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(charts, "is_certain", lambda _value: True)
    thin(world)

    assert "onzeker" not in heat_rows(text_of(anna.get(url(world))))


def test_a_participant_reads_once_what_between_means(world: World) -> None:
    apart(world)
    promise(world, groups=[{**one, "expected": 30} for one in (world.round.plan or {})["groups"]])
    made(world)
    one = world.round.responses.filter(group__key="beleid").first()
    assert one is not None

    page = text_of(phone_of(world, one).get("beeld/"))

    assert page.count("<br><small>stap 3,") == 2
    assert page.count("hoe ver het gemiddelde nog kan schuiven") == 1
