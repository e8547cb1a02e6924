"""A list is read in on a laptop; an organisation confirms on a phone, by keyboard and without scripts; a participant suggests."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from samenspraak.socialbase.models import Actor, AsksParticipants, Tie
from tests.browser import screens
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.steps import go, press, see
from tests.conftest import World
from tests.socialbase.lists import as_csv
from tests.socialbase.maps import neighbourhoods, put

pytestmark = [pytest.mark.browser, pytest.mark.once]
Visitor = Callable[..., BrowserContext]
ROWS = [
    ["naam", "soort", "buurt", "wat ze doen", "onderwerpen", "werkt samen met"],
    ["Buurthuis De Linde", "Voorziening", "Centrum", "Koffie en taal", "taal", "Moskee An-Nour"],
    ["Moskee An-Nour", "Moskee", "Oosterhei", "", "", ""],
    ["Voedselbankk", "Bewonersinitiatief", "", "", "", ""],
]


def read_in_on_a_laptop(page: Page) -> None:
    """Choose a file, decide about a doubtful row, and read it in."""
    go(page, "/sociale-basis/")
    press(page, "Lees een lijst in (Excel, CSV of Open Referral)")
    page.get_by_label("Het bestand").set_input_files(
        {"name": "lijst.csv", "mimeType": "text/csv", "buffer": as_csv(ROWS)}
    )
    press(page, "Bekijk wat erin staat")
    see(page, "Er is nog niets ingelezen", "Is dit dezelfde?", "Rij 4: Voedselbankk")
    page.get_by_role("radio", name="Dit is Voedselbank").check()
    press(page, "Lees dit in")
    see(page, "2 toegevoegd", "1 gewijzigd", "1 verbinding gelegd")


def link_of(page: Page, name: str) -> str:
    """Make a link for an organisation, and return it."""
    go(page, "/sociale-basis/?zoek=" + name)
    press(page, re.compile(name), within="tbody")
    press(page, "Maak een link om zelf te geven")
    return page.locator("code").inner_text()


def confirm_by_keyboard(page: Page, url: str) -> None:
    """Say yes to what another claims, and that the rest is right, with keys only."""
    go(page, url)
    see(page, "Klopt dit nog?", "Anderen noemen jullie. Klopt dat?")
    page.get_by_role("radio", name="Ja").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Versturen: verder klopt alles").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    see(page, "Dank je wel", "We hebben genoteerd dat alles klopt")
    go(page, url)
    see(page, "Jullie antwoord is binnen")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_list_lands_on_the_map_and_an_organisation_confirms_by_link(
    transactional_db: None, world: World, visitor: Visitor, live_server: Any, scripts: bool
) -> None:
    neighbourhoods(world)
    put(world, "Voedselbank")
    laptop = screens.as_member(visitor(**LAPTOP), world.anna, live_server.url)
    phone = visitor(**PHONE, java_script_enabled=scripts).new_page()

    read_in_on_a_laptop(laptop)
    confirm_by_keyboard(phone, link_of(laptop, "Moskee"))

    go(laptop, "/sociale-basis/?zoek=moskee")
    press(laptop, "Moskee An-Nour", within="tbody")
    see(laptop, "via de eigen link", "Alleen deze kant")
    tie = Tie.objects.get()
    assert bool(tie.confirmed_by_source) != bool(tie.confirmed_by_target)
    assert Actor.objects.get(name="Moskee An-Nour").confirmed_on


def test_a_participant_says_who_is_missing(
    transactional_db: None, world: World, visitor: Visitor, live_server: Any
) -> None:
    AsksParticipants.objects.create(conversation=world.conversation, on=True)
    sheet = world.answer(A1="3")
    phone = screens.as_participant(visitor(**PHONE), sheet, live_server.url)

    go(phone, f"/mee/{world.round.code}/klaar/")
    press(phone, "Naar de drie vragen")
    phone.get_by_label("Wie mis je in dit gesprek, of in de buurt?").fill("De kookclub")
    press(phone, "Versturen")

    see(phone, "Je suggesties zijn bewaard")


@pytest.mark.parametrize(("screen", "rows"), [(LAPTOP, 1), (PHONE, 3)], ids=["laptop", "phone"])
def test_the_menu_takes_no_more_rows_than_it_needs(
    visitor: Visitor, world: World, live_server: Any, screen: dict[str, Any], rows: int
) -> None:
    world.organisation.name = "Gemeente met een naam die heel lang is en toch past"
    world.organisation.save()
    page = screens.as_member(visitor(**screen), world.anna, live_server.url)

    page.goto("/sociale-basis/")

    header = page.locator(".page-header").bounding_box()
    assert header
    assert header["height"] < rows * 48 + 24
    assert page.locator(".page-header [aria-current=true]").all_inner_texts()[0] == "Sociale basis"
