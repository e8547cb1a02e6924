"""The network of the social base by hand, by keyboard, on a phone and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from samenspraak.socialbase.models import Actor
from tests.browser import screens
from tests.browser.conftest import LAPTOP, PHONE, WIDE, check_access, check_width
from tests.conftest import World
from tests.socialbase.maps import bind, put

pytestmark = [pytest.mark.browser, pytest.mark.once]
Visitor = Callable[..., BrowserContext]
ADDRESS = "/sociale-basis/netwerk/"
CHOSEN = "document.querySelector('actor-network').cy.$(':selected').map((node) => node.data('name'))"
BESIDE = "document.querySelector('actor-network').cy.$('.near').map((node) => node.data('name')).sort()"
# A finger comes after the page has stood still; the library learns where it stands with the next frame.
FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# Beside the very middle: a point that is exactly above a corner counts as outside.
SPOT = "name => document.querySelector('actor-network').cy.nodes().filter((n) => n.data('name') === name).map((n) => ({ x: n.renderedPosition().x + 2, y: n.renderedPosition().y + 1 }))[0]"


@pytest.fixture
def village(world: World) -> dict[str, Actor]:
    found = {name: put(world, name) for name in ("Anker", "Baken", "Cirkel", "Dorp")}
    bind(found["Anker"], found["Baken"], said="st")
    bind(found["Anker"], found["Cirkel"], said="s")
    return found


def drawn(page: Page, address: str = ADDRESS) -> Locator:
    """Open the network and wait until it can be used."""
    page.goto(address)
    network = page.locator("actor-network[ready]")
    network.wait_for()
    return network


def line(page: Page, name: str) -> Locator:
    return page.locator("#netwerklijst > li", has=page.locator("strong", has_text=name))


def test_the_keyboard_goes_through_the_list_and_the_network_follows(
    visitor: Visitor, live_server: Any, world: World, village: dict[str, Actor]
) -> None:
    page = screens.as_member(visitor(**LAPTOP), world.anna, live_server.url)
    drawn(page)

    line(page, "Anker").locator("summary").focus()
    assert page.evaluate(CHOSEN) == ["Anker"]
    assert page.evaluate(BESIDE) == ["Anker", "Baken", "Cirkel"]
    page.keyboard.press("Enter")
    expect(line(page, "Anker").get_by_text("werkt samen met")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=re.compile("Lees alles ?: Anker"))).to_be_focused()
    page.keyboard.press("Tab")

    assert page.evaluate(CHOSEN) == ["Baken"]
    assert page.evaluate(BESIDE) == ["Anker", "Baken"]


def test_a_mark_that_is_clicked_opens_its_line_and_a_click_beside_it_lets_go(
    visitor: Visitor, live_server: Any, world: World, village: dict[str, Actor]
) -> None:
    page = screens.as_member(visitor(**LAPTOP), world.anna, live_server.url)
    drawn(page)
    canvas = page.locator(".network__canvas")
    canvas.scroll_into_view_if_needed()

    canvas.click(position=page.evaluate(SPOT, "Dorp"))

    expect(line(page, "Dorp").locator("details")).to_have_attribute("open", "")
    expect(page.get_by_role("status").get_by_role("link")).to_have_text("Dorp")
    canvas.click(position={"x": 5, "y": 5})
    assert page.evaluate(CHOSEN) == []


def test_a_mark_on_another_page_of_the_list_is_asked_for(
    visitor: Visitor, live_server: Any, world: World, village: dict[str, Actor]
) -> None:
    for number in range(60):
        put(world, f"Aa {number:02}")
    page = screens.as_member(visitor(**LAPTOP), world.anna, live_server.url)
    drawn(page)
    assert line(page, "Dorp").count() == 0

    page.locator(".network__canvas").click(position=page.evaluate(SPOT, "Dorp"))

    expect(line(page, "Dorp").locator("details")).to_have_attribute("open", "")


def test_the_buttons_bring_near_and_show_all_again(
    visitor: Visitor, live_server: Any, world: World, village: dict[str, Actor]
) -> None:
    page = screens.as_member(visitor(**LAPTOP), world.anna, live_server.url)
    drawn(page)
    zoom = "document.querySelector('actor-network').cy.zoom()"
    before = page.evaluate(zoom)

    page.get_by_role("button", name="Dichterbij").click()
    assert page.evaluate(zoom) > before
    page.get_by_role("button", name="Alles in beeld").click()
    assert page.evaluate(zoom) == pytest.approx(before, rel=0.1)


def test_on_a_phone_the_network_fits_and_a_touch_names_what_was_touched(
    visitor: Visitor, live_server: Any, world: World, village: dict[str, Actor]
) -> None:
    page = screens.as_member(visitor(**PHONE), world.anna, live_server.url)
    drawn(page)
    check_width(page)
    canvas = page.locator(".network__canvas")
    canvas.scroll_into_view_if_needed()
    page.evaluate(FRAMES)

    canvas.tap(position=page.evaluate(SPOT, "Cirkel"))

    expect(page.get_by_role("status").get_by_role("link")).to_have_text("Cirkel")
    check_access(page)


def test_without_scripts_drawing_list_and_filters_are_there(
    visitor: Visitor, live_server: Any, world: World, village: dict[str, Actor]
) -> None:
    page = screens.as_member(visitor(**LAPTOP, java_script_enabled=False), world.anna, live_server.url)
    page.goto(ADDRESS)

    expect(page.locator("actor-network svg.chart__wide")).to_be_visible()
    expect(page.locator(".network__canvas")).to_be_hidden()
    expect(page.get_by_role("button", name="Dichterbij")).to_be_hidden()
    line(page, "Anker").locator("summary").click()
    expect(line(page, "Anker").get_by_text("werkt samen met")).to_be_visible()
    page.get_by_text("Kies op buurt, soort").click()
    page.get_by_label("Zoek").fill("dorp")
    page.get_by_role("button", name="Laat zien").click()
    expect(page.get_by_text("1 gevonden.")).to_be_visible()


def test_every_view_can_be_read_by_everybody_when_something_is_chosen(
    visitor: Visitor, live_server: Any, world: World, village: dict[str, Actor]
) -> None:
    page = screens.as_member(visitor(**LAPTOP), world.anna, live_server.url)
    drawn(page)
    line(page, "Anker").locator("summary").click()
    page.get_by_text("Wat betekenen de vormen").click()

    page.set_viewport_size(WIDE)
    check_access(page)
    for view in ("kaart", "sferen", "vragen"):
        page.goto(f"/sociale-basis/{view}/")
        check_access(page)
