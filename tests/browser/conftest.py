"""A real browser against the real program: Debian's Chromium, driven by Playwright, with axe."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

# Playwright runs an event loop in this thread; Django would otherwise refuse the database here.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "The browser journeys need Chromium (make browser)."
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def visitor(browser: Browser, live_server: Any) -> Iterator[Callable[..., BrowserContext]]:
    """Give each person a browser of their own; every request to another host fails the test (P5)."""
    opened: list[BrowserContext] = []
    elsewhere: list[str] = []

    def context(**options: Any) -> BrowserContext:
        one = browser.new_context(base_url=live_server.url, locale="nl-NL", **options)
        one.set_default_timeout(10_000)
        one.on("request", lambda request: elsewhere.append(request.url) if not own(request.url) else None)
        opened.append(one)
        return one

    def own(url: str) -> bool:
        return url.startswith((live_server.url, "data:", "blob:"))

    yield context
    for one in opened:
        one.close()
    assert elsewhere == []


LAPTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


def check_access(page: Page) -> None:
    """Assert that axe finds no violation on this screen, and that it fits the width."""
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"{page.url} is {overflow} px wider than the screen"
