"""Double clicks, back and forward, and two tabs: nothing is doubled and nothing is lost (P2)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from samenspraak.conversations.models import Participant, Response
from tests.browser.conftest import PHONE
from tests.conftest import World

pytestmark = [pytest.mark.browser, pytest.mark.once]
Visitor = Callable[..., BrowserContext]
HOME = "/mee/WATER234/"


def who_am_i(page: Page) -> None:
    """Go to the last screen before the questions."""
    page.goto(f"{HOME}?stap=wie")
    page.get_by_label("Beleid", exact=True).check()
    page.get_by_role("button", name="Verder").click()
    expect(page.locator("h1")).to_contain_text("Wat gebeurt er met je antwoorden?")


def begin(page: Page) -> None:
    """Go to the first question."""
    who_am_i(page)
    page.get_by_role("button", name="Begin met de vragen").click()
    page.wait_for_url("**/vragen/1/")


def choose(page: Page, question: str, words: str) -> None:
    page.locator(f"#{question} label.answer", has_text=words).click()


def onward(page: Page, number: int) -> None:
    page.get_by_role("button", name="Volgende").click()
    page.wait_for_url(f"**/vragen/{number}/")


def chosen(page: Page) -> list[str]:
    return [one.get_attribute("value") or "" for one in page.locator("input[type=radio]:checked").all()]


@pytest.mark.parametrize("scripts", [True, False])
def test_two_clicks_on_begin_are_one_sheet(visitor: Visitor, world: World, scripts: bool) -> None:
    page = visitor(**PHONE, java_script_enabled=scripts).new_page()
    who_am_i(page)

    page.get_by_role("button", name="Begin met de vragen").dblclick()
    page.wait_for_url("**/vragen/1/")

    assert (Response.objects.count(), Participant.objects.count()) == (1, 1)


@pytest.mark.parametrize("scripts", [True, False])
def test_two_clicks_on_send_are_one_sent_sheet(visitor: Visitor, world: World, scripts: bool) -> None:
    page = visitor(**PHONE, java_script_enabled=scripts).new_page()
    begin(page)
    choose(page, "A1", "Op weg")
    onward(page, 2)
    page.goto(f"{HOME}controleren/")

    page.get_by_role("button", name="Versturen").first.dblclick()

    expect(page.locator("h1")).to_have_text("Dank je wel voor het meedoen")
    assert [(one.status, one.sheet) for one in Response.objects.all()] == [(Response.Status.SENT, "3-----")]


@pytest.mark.parametrize("scripts", [True, False])
def test_back_and_forward_show_what_was_answered(visitor: Visitor, world: World, scripts: bool) -> None:
    page = visitor(**PHONE, java_script_enabled=scripts).new_page()
    begin(page)
    choose(page, "A1", "Op weg")
    onward(page, 2)
    choose(page, "A2", "Nog niet")
    onward(page, 3)

    page.go_back()
    page.wait_for_url("**/vragen/2/")
    expect(page.locator("#A2 input:checked")).to_have_value("1")
    page.go_back()
    page.wait_for_url("**/vragen/1/")
    expect(page.locator("#A1 input:checked")).to_have_value("3")
    page.go_forward()
    page.wait_for_url("**/vragen/2/")
    onward(page, 3)

    assert Response.objects.get().sheet == "31----"


def test_coming_back_to_the_beginning_begins_nothing_new(visitor: Visitor, world: World) -> None:
    page = visitor(**PHONE).new_page()
    begin(page)
    choose(page, "A1", "Op weg")
    onward(page, 2)

    page.goto(f"{HOME}?stap=wie")
    page.get_by_role("link", name="Ga verder waar je was").click()

    page.wait_for_url("**/vragen/2/")
    assert Response.objects.get().sheet == "3-----"


def test_two_tabs_that_change_different_questions_keep_both(visitor: Visitor, world: World) -> None:
    world.round.pages = "theme"
    world.round.save(update_fields=["pages"])
    phone = visitor(**PHONE)
    one, other = phone.new_page(), phone.new_page()
    begin(one)
    choose(one, "A1", "Op weg")
    choose(one, "A2", "Nog niet")
    onward(one, 2)
    one.goto(f"{HOME}vragen/1/")
    other.goto(f"{HOME}vragen/1/")

    choose(one, "A1", "Nog niet")
    choose(other, "A2", "Op weg")
    onward(one, 2)
    onward(other, 2)

    assert Response.objects.get().sheet == "13----"
