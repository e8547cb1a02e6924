"""P9: every figure carries its n, and where the group is split or thin the screen says "onzeker"."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from samenspraak.core import analysis
from samenspraak.core.picture import Interval
from samenspraak.results.wording import numbers
from tests.conftest import World
from tests.conversations.phones import text_of
from tests.results.rounds import add, cells_of_xlsx, close, fill, made, picture, rows_of_csv, url


def test_every_sentence_of_the_story_ends_with_its_n(world: World, anna: Client) -> None:
    fill(world)
    close(world)
    made(world)

    page = text_of(anna.get(url(world)))
    story = page[page.index('class="story"') : page.index('id="themas"')]
    lines = re.findall(r"<li>(.*?)</li>", story, re.S)

    assert lines
    assert all(re.search(r"n = \d+</small>$", line) for line in lines)


def test_every_position_of_a_theme_has_its_n(world: World, anna: Client) -> None:
    fill(world)
    close(world)
    made(world)

    page = text_of(anna.get(url(world)))

    for theme in picture(world).themes:
        assert theme.position is not None
        assert f"n = {theme.position.n}" in page


def test_a_thin_group_is_called_uncertain_with_the_reason(world: World, anna: Client) -> None:
    add(world, "beleid", 5, A1="3", B1="3")
    close(world)
    made(world)

    page = text_of(anna.get(url(world)))

    assert "onzeker: er zijn weinig antwoorden" in page


def test_a_split_group_is_called_uncertain_in_words_and_in_the_drawing(world: World, anna: Client) -> None:
    add(world, "beleid", 12, A1="1")
    add(world, "beleid", 12, A1="5")
    close(world)
    made(world)

    page = text_of(anna.get(url(world, "?thema=A")))

    assert "onzeker: de antwoorden lopen sterk uiteen" in page
    assert ">onzeker</text>" in page


def test_a_clear_group_is_not_called_uncertain(world: World, anna: Client) -> None:
    add(world, "beleid", 24, A1="3", A2="3", B1="3", A_belang="2", B_belang="2")
    close(world)
    made(world)

    page = text_of(anna.get(url(world, "?thema=A")))

    assert "onzeker:" not in page


def test_below_twenty_people_shares_are_tenths(world: World) -> None:
    add(world, "beleid", 4, A1="1")
    add(world, "beleid", 7, A1="2")
    close(world)
    made(world)

    total = picture(world).themes[0].items[0].total
    assert total is not None
    assert total.shares[:2] == (0.4, 0.6)


def test_files_say_how_many_people_every_line_rests_on(world: World, anna: Client) -> None:
    fill(world)
    close(world)
    made(world)

    assert all(row["n"] for row in rows_of_csv(anna, world) if row["gemiddelde"])
    code_book = cells_of_xlsx(anna, world)[-1]
    told = {row[0]: row[-1] for row in code_book}
    assert told["n"]
    assert told["kleinste groep (k)"] == "5"
    assert told["beeld"] == "1"


def test_a_mean_says_how_far_it_could_move_only_when_somebody_is_missing(world: World, anna: Client) -> None:
    add(world, "beleid", 8, A1="3", A2="4")
    close(world)
    made(world)

    told = "als wie ontbreekt hetzelfde zou antwoorden"
    page = text_of(anna.get(url(world, "?thema=A")))

    assert told in page
    assert numbers.interval(3.0, None) == ""
    assert (
        numbers.interval(2.9, Interval(low=2.5, high=3.1)) == f"gemiddeld stap 2,9; tussen 2,5 en 3,1, {told}"
    )


def test_planted_fault_without_the_doubts_a_split_group_looks_certain(
    world: World, anna: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysis, "doubt", lambda *_tally, **_options: "")
    add(world, "beleid", 12, A1="1")
    add(world, "beleid", 12, A1="5")
    close(world)
    made(world)

    assert "onzeker" not in text_of(anna.get(url(world, "?thema=A")))


def test_low_coverage_is_told_beside_the_picture(world: World, anna: Client) -> None:
    add(world, "beleid", 6, A1="3", A2="4")
    close(world)
    made(world)

    page = text_of(anna.get(url(world)))

    assert "Let op" in page
    assert "Minder dan de helft van de antwoorden" in page


def test_groups_that_nothing_came_from_are_named_together(world: World, anna: Client) -> None:
    add(world, "beleid", 6, A1="3", A2="4")
    close(world)
    made(world)

    page = text_of(anna.get(url(world)))

    assert "Van deze groepen kwam geen antwoord: Uitvoering, Bewoners." in page
    assert "0% van" not in page


def test_one_channel_that_most_came_by_is_told(world: World, anna: Client) -> None:
    add(world, "beleid", 30, A1="3")
    for _ in range(2):
        world.answer("uitvoering", source="table", A1="2")
    close(world)
    made(world)

    page = text_of(anna.get(url(world)))

    assert "94% van 32 antwoordbladen is door mensen zelf ingevuld op hun telefoon of computer." in page
