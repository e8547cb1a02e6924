"""The answer form on a phone: a lost connection loses nothing (P1), and a keyboard is enough."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from samenspraak.conversations.models import Remark, Response
from tests.browser.conftest import PHONE, check_access
from tests.conftest import World

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Visitor = Callable[..., BrowserContext]


def begun(context: BrowserContext, group: str = "Beleid", *, address: str = "/mee/WATER234/") -> Page:
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="Verder").click()
    page.get_by_role("radio", name=re.compile(f"^{group}")).check()
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Begin met de vragen").click()
    page.wait_for_url("**/vragen/1/")
    return page


def choose(page: Page, words: str) -> None:
    page.locator("label.answer", has_text=words).first.click()


def following(page: Page) -> None:
    page.get_by_role("button", name="Volgende").click()


def sheet() -> str:
    return Response.objects.get().sheet


def left_behind(page: Page) -> int:
    return int(page.evaluate("Object.keys(localStorage).length"))


def test_an_answer_given_offline_is_sent_when_the_connection_is_back(visitor: Visitor, world: World) -> None:
    context = visitor(**PHONE)
    page = begun(context)

    context.set_offline(True)
    choose(page, "Op weg")
    following(page)
    expect(page.get_by_role("status")).to_contain_text("Geen verbinding")
    check_access(page)
    assert page.locator("input[value='3']").is_checked()
    assert left_behind(page) == 1
    assert sheet() == "------"

    context.set_offline(False)

    page.wait_for_url("**/vragen/2/")
    assert sheet() == "3-----"
    assert left_behind(page) == 0


def test_a_changed_mind_while_offline_is_what_is_sent(visitor: Visitor, world: World) -> None:
    context = visitor(**PHONE)
    page = begun(context)
    choose(page, "Op weg")
    following(page)
    page.wait_for_url("**/vragen/2/")
    page.get_by_role("button", name="Vorige").click()
    page.wait_for_url("**/vragen/1/")

    context.set_offline(True)
    choose(page, "Nog niet")
    following(page)
    expect(page.get_by_role("status")).to_contain_text("Geen verbinding")
    choose(page, "Op weg")
    context.set_offline(False)

    page.wait_for_url("**/vragen/2/")
    assert sheet() == "3-----"


def test_a_page_that_was_closed_offline_comes_back_as_it_was(visitor: Visitor, world: World) -> None:
    context = visitor(**PHONE)
    page = begun(context)
    page.goto("/mee/WATER234/vragen/3/")
    context.set_offline(True)
    choose(page, "Heel belangrijk")
    page.get_by_role("textbox").fill("De inloop werkt <b>goed</b>")
    following(page)
    expect(page.get_by_role("status")).to_contain_text("Geen verbinding")
    page.close()
    context.set_offline(False)

    again = context.new_page()
    again.goto("/mee/WATER234/vragen/3/")

    expect(again.get_by_role("status")).to_contain_text("teruggezet")
    assert again.get_by_role("textbox").input_value() == "De inloop werkt <b>goed</b>"
    following(again)
    again.wait_for_url("**/vragen/4/")
    assert sheet() == "--3---"
    assert Remark.objects.get().text == "De inloop werkt <b>goed</b>"


def test_the_next_person_on_this_phone_sees_nothing_of_the_one_before(visitor: Visitor, world: World) -> None:
    context = visitor(**PHONE)
    page = begun(context)
    context.set_offline(True)
    choose(page, "Op weg")
    following(page)
    expect(page.get_by_role("status")).to_contain_text("Geen verbinding")
    page.close()
    context.set_offline(False)

    other = begun(context, "Bewoners", address="/mee/WATER234/?opnieuw=1")

    assert other.locator("input:checked").count() == 0
    assert left_behind(other) == 0


def test_what_was_not_sent_is_forgotten_after_a_day(visitor: Visitor, world: World) -> None:
    page = begun(visitor(**PHONE))
    page.evaluate(
        "localStorage.setItem('answers:/mee/WATER234/vragen/6/', JSON.stringify({at: Date.now() - 86500000, answers: []}))"
    )
    page.evaluate("localStorage.setItem('answers:kapot', '{')")

    page.reload()
    page.wait_for_function("Boolean(customElements.get('answer-form'))")

    assert left_behind(page) == 0


def test_a_refusal_is_explained_by_the_page_of_the_server(visitor: Visitor, world: World) -> None:
    page = begun(visitor(**PHONE))
    page.goto("/mee/WATER234/vragen/3/")
    long = "x" * 1001

    page.get_by_role("textbox").fill(long)
    following(page)

    expect(page.get_by_role("heading", name="Er is nog iets niet goed ingevuld")).to_be_focused()
    assert page.get_by_role("textbox").input_value() == long
    check_access(page)


def test_a_double_click_goes_on_one_question(visitor: Visitor, world: World) -> None:
    page = begun(visitor(**PHONE))

    choose(page, "Op weg")
    page.get_by_role("button", name="Volgende").dblclick()

    page.wait_for_url("**/vragen/2/")
    assert sheet() == "3-----"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_keyboard_is_enough_to_answer_and_send(visitor: Visitor, world: World, scripts: bool) -> None:
    page = begun(visitor(**PHONE, java_script_enabled=scripts))

    page.locator("input[name=A1]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/vragen/2/")
    for number in range(3, 7):
        page.get_by_role("button", name="Volgende").focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/vragen/{number}/")
    page.get_by_role("button", name="Verder naar het overzicht").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Versturen").first.focus()
    page.keyboard.press("Enter")

    page.wait_for_url("**/klaar/")
    assert (sheet(), Response.objects.get().status) == ("2-----", Response.Status.SENT)
