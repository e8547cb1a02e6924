"""Somebody with only a keyboard takes part, and sees all the way where they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from samenspraak.conversations.models import Response
from tests.browser.conftest import LAPTOP
from tests.conftest import World

pytestmark = [pytest.mark.browser, pytest.mark.once]
MOST_TABS = 40
# What is focused, in words, and how thick the line is around it or around the answer that it stands in.
FOCUSED = """() => {
  const one = document.activeElement, shown = one.closest('.answer') || one;
  const outline = [one, shown].map((part) => getComputedStyle(part)).filter((style) => style.outlineStyle !== 'none');
  const box = shown.getBoundingClientRect();
  return {
    words: (one.labels?.[0]?.innerText || one.innerText || one.getAttribute('aria-label') || '').trim(),
    line: Math.max(0, ...outline.map((style) => parseFloat(style.outlineWidth))),
    inView: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.left >= 0,
  };
}"""


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the focus is on what has these words; every stop on the way can be seen."""
    passed = []
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        assert at["line"] > 0, f"no line around {at['words']!r} on {page.url}"
        assert at["inView"], f"{at['words']!r} has the focus and cannot be seen on {page.url}"
        if at["words"] == words:
            return
        passed.append(at["words"])
    raise AssertionError(f"{words!r} is not among {passed} on {page.url}")


def press_enter(page: Page) -> None:
    """Press Enter and wait for the screen it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_keyboard_leads_from_the_front_page_to_a_sent_sheet(
    visitor: Callable[..., BrowserContext], world: World
) -> None:
    page = visitor(**LAPTOP).new_page()
    page.goto("/mee/")
    tab_to(page, "Code van het gesprek")
    page.keyboard.type("water 234")
    press_enter(page)
    tab_to(page, "Verder")
    press_enter(page)
    tab_to(page, "Beleid")
    page.keyboard.press("Space")
    tab_to(page, "Verder")
    press_enter(page)
    tab_to(page, "Begin met de vragen")
    press_enter(page)

    tab_to(page, "Nog niet")
    page.keyboard.press("Space")
    while page.get_by_role("button", name="Volgende").is_visible():
        tab_to(page, "Volgende")
        press_enter(page)
    tab_to(page, "Verder naar het overzicht")
    press_enter(page)
    tab_to(page, "Versturen")
    press_enter(page)

    expect(page.locator("h1")).to_have_text("Dank je wel voor het meedoen")
    assert (Response.objects.get().sheet, Response.objects.get().status) == ("1-----", Response.Status.SENT)


def test_the_first_tab_leads_past_the_top_of_the_page(
    visitor: Callable[..., BrowserContext], world: World
) -> None:
    page = visitor(**LAPTOP).new_page()
    page.goto("/")

    tab_to(page, "Naar de inhoud")
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()
