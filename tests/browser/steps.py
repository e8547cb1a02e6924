"""What everybody does in a browser: go to a page, press a button, look; every screen is checked on the way."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import check_access

Words = str | re.Pattern[str]


def go(page: Page, address: str) -> None:
    """Open an address and check the screen."""
    page.goto(address)
    check_access(page)


def control(page: Page, words: Words, *, within: str = "body") -> Locator:
    """Return the button or the link with these words; a string must be all of its words."""
    exact = isinstance(words, str)
    part = page.locator(within)
    button = part.get_by_role("button", name=words, exact=exact)
    return button.or_(part.get_by_role("link", name=words, exact=exact)).first


def press(page: Page, words: Words, *, within: str = "body") -> None:
    """Press a button or a link, wait for the screen it leads to, and check that."""
    with page.expect_navigation():
        control(page, words, within=within).click()
    check_access(page)


def stop(page: Page, name: str) -> None:
    """Go to one of the seven stops by the path at the top."""
    press(page, re.compile(name), within="nav.path")


def see(page: Page, *words: Words) -> None:
    """Assert that the screen says all of this."""
    for one in words:
        expect(page.locator("main")).to_contain_text(one)


def miss(page: Page, *words: str) -> None:
    """Assert that the page says none of this, its source included."""
    for one in words:
        assert one not in page.content(), f"{page.url} says {one!r}"


def unfold(page: Page, words: str) -> None:
    """Open what stands folded under these words."""
    page.locator("summary", has_text=words).first.click()
