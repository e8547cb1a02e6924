"""The conversation agenda: it fits the time there is, gives reasons and questions, and prints."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from samenspraak.results.wording.agenda import agenda
from samenspraak.results.wording.names import names_of
from tests.conftest import World
from tests.conversations.phones import text_of
from tests.results.rounds import close, fill, made, picture, url


@pytest.mark.parametrize("minutes", [60, 90, 150])
def test_the_parts_fill_the_time_there_is(world: World, minutes: int) -> None:
    fill(world)
    close(world)
    made(world)

    found = agenda(picture(world), names_of(world.round), minutes=minutes)

    assert sum(part.minutes for part in found.parts) == minutes
    assert [part.starts for part in found.parts[1:]] == [part.ends for part in found.parts[:-1]]
    assert found.parts[0].minutes == 10
    assert found.parts[-1].minutes >= 10


def test_every_theme_has_a_reason_and_a_question(world: World, anna: Client) -> None:
    fill(world)
    close(world)
    made(world)

    found = agenda(picture(world), names_of(world.round), minutes=90)

    assert found.themes
    assert all(part.reason and part.question.endswith("?") for part in found.themes)
    page = text_of(anna.get(url(world, "agenda/")))
    assert all(part.title in page for part in found.parts)
    assert "Waar merk je dat?" in page


def test_the_biggest_difference_comes_first_with_the_groups_by_name(world: World) -> None:
    fill(world)
    close(world)
    made(world)

    first = agenda(picture(world), names_of(world.round), minutes=90).themes[0]

    assert first.letter == "A"
    assert "Beleid" in first.reason
    assert "Uitvoering" in first.reason or "Bewoners" in first.reason


def test_another_time_is_chosen_by_a_link(world: World, anna: Client) -> None:
    fill(world)
    close(world)
    made(world)

    page = text_of(anna.get(url(world, "agenda/?minuten=150")))

    assert re.search(r'minuten=150"\s+aria-current', page)


@pytest.mark.parametrize("typed", ["0", "-5", "abc", "100000000000", ""])
def test_a_time_that_is_no_choice_becomes_the_usual_one(world: World, anna: Client, typed: str) -> None:
    fill(world)
    close(world)
    made(world)

    assert re.search(r'minuten=90"\s+aria-current', text_of(anna.get(url(world, f"agenda/?minuten={typed}"))))


def test_on_paper_every_theme_has_its_card(world: World, anna: Client) -> None:
    fill(world)
    close(world)
    made(world)
    found = agenda(picture(world), names_of(world.round), minutes=150)

    page = text_of(anna.get(url(world, "agenda/?minuten=150&afdrukken=1")))

    assert page.count("table-card__question") == len(found.themes)
    assert all(part.question in page for part in found.themes)


def test_without_a_picture_there_is_no_agenda(world: World, anna: Client) -> None:
    assert anna.get(url(world, "agenda/"))["Location"] == url(world)
