"""Placing cards with a finger, a pointer, a keyboard or a plain form: it all ends in the same answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from samenspraak.conversations.models import Response
from samenspraak.core.sheet import cell
from tests.browser.conftest import LAPTOP, NARROW, PHONE, SMALLEST, check_access
from tests.browser.screens import as_member
from tests.browser.test_answer_form import begun
from tests.browser.test_keyboard import press_enter, tab_to
from tests.conftest import World, signed_in
from tests.conversations.cards import cards_version, lay_cards
from tests.conversations.facilitators import url
from tests.conversations.test_local_cards import SOUP, draft_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Visitor = Callable[..., BrowserContext]
SMALL_PHONE = {**PHONE, "viewport": SMALLEST}
NO_SCRIPTS = {"viewport": NARROW, "java_script_enabled": False}


def said(world: World) -> dict[str, str]:
    sheet = Response.objects.get().sheet
    marks = {item.id: cell(sheet, world.questions, item) for item in world.questions.closed}
    return {item: mark for item, mark in marks.items() if mark != "-"}


def at_card(page: Page, number: int = 2) -> Locator:
    page.goto(f"/mee/WATER234/vragen/{number}/")
    return page.locator("[data-card]").first


def choose(card: Locator, facet: str, words: str) -> None:
    card.locator(f"[data-facet={facet}] label", has_text=words).first.click()


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


@pytest.mark.parametrize("phone", [PHONE, SMALL_PHONE, NO_SCRIPTS], ids=["phone", "small", "plain"])
def test_a_card_is_placed_on_a_phone(visitor: Visitor, world: World, phone: dict[str, object]) -> None:
    lay_cards(world)
    page = begun(visitor(**phone))
    card = at_card(page)
    check_access(page)
    expect(card.locator("[data-facet=sphere]")).to_be_hidden()

    choose(card, "belongs", "Twijfel")
    expect(card.locator("[data-facet=sphere]")).to_be_visible()
    expect(card.locator("[data-facet=strength]")).to_be_hidden()
    choose(card, "sphere", "Gemeenschappelijk")
    choose(card, "expectation", "Tegen eenzaamheid")
    choose(card, "realism", "Weet ik niet")
    choose(card, "strength", "Hier sterk")
    check_access(page)
    press(page, "Volgende")

    assert said(world) == {
        "P1-familie-hoort": "2",
        "P1-familie-sfeer": "2",
        "P1-familie-verwacht": "2",
        "P1-familie-haalbaar": "?",
        "P1-familie-sterk": "4",
    }
    page.goto("/mee/WATER234/controleren/")
    expect(page.locator("main")).to_contain_text("Twijfel · Gemeenschappelijk · verwacht: Tegen eenzaamheid")
    check_access(page)


def test_what_follows_folds_away_when_a_card_does_not_belong(visitor: Visitor, world: World) -> None:
    lay_cards(world)
    page = begun(visitor(**PHONE))
    card = at_card(page)
    choose(card, "belongs", "Hoort erbij")
    choose(card, "sphere", "Institutioneel")

    choose(card, "belongs", "Hoort er niet bij")

    expect(card.locator("[data-facet=strength]")).to_be_hidden()
    expect(page.locator("[data-place=out] > ul")).to_contain_text("Familie die helpt")
    press(page, "Volgende")
    assert said(world) == {"P1-familie-hoort": "3"}


def test_a_keyboard_places_a_card(visitor: Visitor, world: World) -> None:
    lay_cards(world)
    page = begun(visitor(**LAPTOP))
    at_card(page)

    tab_to(page, "Hoort erbij")
    page.keyboard.press("Space")
    tab_to(page, "Persoonlijk\nWat mensen voor elkaar doen.")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Volgende")
    press_enter(page)

    assert said(world) == {"P1-familie-hoort": "1", "P1-familie-sfeer": "2"}


def drag(page: Page, card: str, place: str) -> None:
    """Take a card of the drawing and let it go in a place."""
    chip = page.locator(".board__card", has_text=card).bounding_box()
    name = page.locator(f"[data-place='{place}'] > p").bounding_box()
    assert chip
    assert name
    page.mouse.move(chip["x"] + 8, chip["y"] + 8)
    page.mouse.down()
    page.mouse.move(name["x"] + 4, name["y"] + 4, steps=4)
    page.mouse.up()


def test_on_a_phone_the_way_on_stands_before_the_drawing(visitor: Visitor, world: World) -> None:
    lay_cards(world)
    page = begun(visitor(**PHONE))
    at_card(page)

    onward = page.get_by_role("button", name="Volgende").bounding_box()
    drawing = page.locator("placing-board").bounding_box()

    assert onward
    assert drawing
    assert onward["y"] < drawing["y"]


def test_a_table_places_cards_on_one_large_screen(visitor: Visitor, world: World) -> None:
    lay_cards(world, pages="theme")
    page = begun(visitor(**LAPTOP))
    family = at_card(page)
    board = page.locator("placing-board")
    box, screen = board.bounding_box(), page.viewport_size
    assert box
    assert screen
    assert box["width"] > screen["width"] * 0.4

    drag(page, "Familie die helpt", "1")
    choose(family, "strength", "Hier sterk")
    drag(page, "Buren die opletten", "out")

    expect(page.locator("[data-place='1'] > ul")).to_have_text("Familie die helpt")
    expect(page.locator("[data-place='out'] > ul")).to_have_text("Buren die opletten")
    check_access(page)
    press(page, "Volgende")
    assert said(world) == {
        "P1-familie-hoort": "1",
        "P1-familie-sfeer": "1",
        "P1-familie-sterk": "4",
        "P1-buren-hoort": "3",
    }
    expect(page.locator("[data-place='1'] > ul")).to_have_text("Familie die helpt")


def test_a_card_let_go_beside_the_spheres_stays_where_it_was(visitor: Visitor, world: World) -> None:
    lay_cards(world)
    page = begun(visitor(**LAPTOP))
    card = at_card(page)
    choose(card, "belongs", "Twijfel")
    drag(page, "Familie die helpt", "2")

    chip = page.locator(".board__card").bounding_box()
    assert chip
    page.mouse.move(chip["x"] + 8, chip["y"] + 8)
    page.mouse.down()
    page.mouse.move(20, 20, steps=4)
    page.mouse.up()

    expect(page.locator("[data-place='2'] > ul")).to_have_text("Familie die helpt")
    expect(card.get_by_role("radio", name="Twijfel")).to_be_checked()


def test_a_finger_drags_a_card(visitor: Visitor, world: World) -> None:
    lay_cards(world)
    context = visitor(**PHONE)
    page = begun(context)
    at_card(page)
    chip, target = page.locator(".board__card"), page.locator("[data-place='3'] > p")
    target.scroll_into_view_if_needed()
    start, end = chip.bounding_box(), target.bounding_box()
    assert start
    assert end

    touch = context.new_cdp_session(page)
    points = [(start["x"] + 8, start["y"] + 8), (end["x"] + 20, end["y"] + 40), (end["x"] + 4, end["y"] + 4)]
    for name, point in zip(("touchStart", "touchMove", "touchMove"), points, strict=True):
        touch.send(
            "Input.dispatchTouchEvent", {"type": name, "touchPoints": [{"x": point[0], "y": point[1]}]}
        )
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    expect(page.locator("[data-place='3'] > ul")).to_contain_text("Familie die helpt")
    press(page, "Volgende")
    assert said(world) == {"P1-familie-hoort": "1", "P1-familie-sfeer": "3"}


def test_what_was_placed_without_a_connection_is_drawn_again(visitor: Visitor, world: World) -> None:
    lay_cards(world)
    context = visitor(**PHONE)
    page = begun(context)
    card = at_card(page)
    context.set_offline(True)
    choose(card, "belongs", "Hoort erbij")
    choose(card, "sphere", "Institutioneel")
    page.get_by_role("button", name="Volgende").click()
    expect(page.get_by_role("status")).to_contain_text("Geen verbinding")

    context.set_offline(False)

    page.wait_for_url("**/vragen/3/")
    assert said(world) == {"P1-familie-hoort": "1", "P1-familie-sfeer": "3"}


@pytest.mark.parametrize("screen", [LAPTOP, {"viewport": NARROW}], ids=["wide", "narrow"])
def test_a_facilitator_adds_cards_of_their_own(
    visitor: Visitor, world: World, live_server: Any, screen: dict[str, object]
) -> None:
    round = draft_of(world, cards_version(), signed_in(world.anna))
    page = as_member(visitor(**screen), world.anna, live_server.url)
    page.goto(url(round))
    page.get_by_role("link", name="Eigen kaarten toevoegen of wijzigen").click()
    check_access(page)

    press(page, "Kaart toevoegen")
    check_access(page)
    page.get_by_label("Naam van de kaart").fill(SOUP["title"])
    page.get_by_label("Bij welk thema hoort de kaart?").select_option(SOUP["theme"])
    page.get_by_label("Uitleg").fill(SOUP["explanation"])
    press(page, "Kaart toevoegen")
    check_access(page)

    page.get_by_role("link", name=re.compile("Wijzigen.*De soepmiddag")).click()
    check_access(page)
    page.get_by_label("Naam van de kaart").fill("De soepavond")
    press(page, "Bewaren")
    expect(page.locator("main")).to_contain_text("De soepavond")
    page.goto(url(round, "voorbereiden/vragen/"))
    check_access(page)
    page.goto(url(round))
    check_access(page)


def test_paper_is_typed_card_by_card(visitor: Visitor, world: World, live_server: Any) -> None:
    lay_cards(world)
    page = as_member(visitor(**LAPTOP), world.anna, live_server.url)
    page.goto(url(world.round, "invullen/papier/beleid/"))
    check_access(page)

    page.keyboard.type("1")
    for typed in ["", "1", "2", "3", "?", "4"]:
        page.keyboard.press("Tab")
        page.keyboard.type(typed)
    press(page, "Voer in")

    assert said(world) == {
        "V-kijk": "1",
        "P1-familie-hoort": "1",
        "P1-familie-sfeer": "2",
        "P1-familie-verwacht": "3",
        "P1-familie-haalbaar": "?",
        "P1-familie-sterk": "4",
    }
