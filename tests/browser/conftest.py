"""A real browser against the real program: Debian's Chromium, driven by Playwright, with axe."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, sync_playwright

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
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": TAGS, "resultTypes": ["violations"]}
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
HEADINGS = """() => [
  Array.from(document.querySelectorAll("h1"), each => each.innerText),
  Array.from(document.querySelectorAll("h2, h3"), each => each.innerText),
  document.documentElement.lang,
]"""
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 360, "height": 740}
SMALLEST: ViewportSize = {"width": 320, "height": 640}
LAPTOP: dict[str, Any] = {"viewport": WIDE}
PHONE: dict[str, Any] = {"viewport": NARROW, "has_touch": True, "is_mobile": True}
SCRIPTS = re.compile(r"<script\b.*?</script>", re.DOTALL)
# Where to write a picture of every screen that is checked, to look at; nowhere unless asked.
PICTURES = os.environ.get("JOURNEY_PICTURES", "")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start with the longest tests, so that no worker is left with one of them at the end."""
    long = ("test_journey", "test_every_page_of_a_finished_round", "test_every_page_of_an_open_round")
    items.sort(key=lambda item: not any(name in item.nodeid for name in long))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "The browser journeys need Chromium (make browser)."
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@dataclass
class Watch:
    """What the browsers of one test did that no page may do."""

    home: str
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self.asked(request.url))
        context.on("console", self.heard)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def asked(self, url: str) -> None:
        if not url.startswith((f"{self.home}/", "data:", "blob:")):
            self.elsewhere.append(url)

    def heard(self, message: ConsoleMessage) -> None:
        """Keep what the browser complains of, also a refusal by the CSP; that a page was a 404 is no fault of it."""
        if message.type != "error" or is_a_page(message):
            return
        self.complaints.append(f"{message.text} ({message.location['url']})")


def is_a_page(message: ConsoleMessage) -> bool:
    """Say whether this only tells the status of a page, or that there was no connection."""
    path = urlsplit(message.location["url"]).path
    return message.text.startswith("Failed to load resource") and not path.startswith("/static/")


@pytest.fixture
def watch(live_server: Any) -> Iterator[Watch]:
    """Fail the test when any page asked something of another host (P5) or made the browser complain."""
    watched = Watch(home=live_server.url)
    yield watched
    assert watched.elsewhere == []
    assert watched.complaints == []


@pytest.fixture
def visitor(
    browser: Browser, live_server: Any, settings: Any, watch: Watch
) -> Iterator[Callable[..., BrowserContext]]:
    """Give each person a browser of their own, watched; links in mails and on posters lead to this server."""
    settings.BASE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    cache.clear()
    opened: list[BrowserContext] = []

    def context(**options: Any) -> BrowserContext:
        one = browser.new_context(base_url=live_server.url, locale="nl-NL", **options)
        one.set_default_timeout(60_000)
        watch.follow(one)
        opened.append(one)
        return one

    yield context
    for one in opened:
        one.close()


def check_access(page: Page) -> None:
    """Assert that axe finds no violation on this screen, that it fits the width, and that its headings make sense."""
    take_picture(page)
    found = axe(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    check_headings(page)
    check_width(page)


def check_headings(page: Page) -> None:
    """Assert that there is one first heading, that no other says the same, and that the language is told."""
    first, others, language = page.evaluate(HEADINGS)
    assert len(first) == 1, f"{page.url} has {len(first)} first headings"
    assert first[0] not in others, f"{page.url} says {first[0]!r} twice"
    assert language in {"nl", "en"}


def check_width(page: Page) -> None:
    """Assert that nothing is wider than the screen."""
    wider = page.evaluate(WIDER)
    assert wider <= 0, f"{page.url} is {wider} px wider than the screen of {page.viewport_size}"


def axe(page: Page) -> AxeResults:
    """Run axe; where scripts are off, on a copy of the document."""
    if page.evaluate("matchMedia('(scripting: none)').matches"):
        return axe_on_copy(page)
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    return AxeResults(page.evaluate("rules => axe.run(rules)", RULES))


def axe_on_copy(page: Page) -> AxeResults:
    """Run axe on the same document, without its scripts, in a browser that does run axe itself."""
    plain = SCRIPTS.sub("", page.content())
    browser = page.context.browser
    assert browser
    with browser.new_context(viewport=page.viewport_size) as context:
        copy = context.new_page()
        copy.route(page.url, lambda route: route.fulfill(body=plain, content_type="text/html; charset=utf-8"))
        copy.goto(page.url)
        return axe(copy)


def take_picture(page: Page) -> None:
    """Write a picture of this screen, when somebody wants to look."""
    if not PICTURES:
        return
    folder = Path(PICTURES)
    folder.mkdir(parents=True, exist_ok=True)
    width = (page.viewport_size or {"width": 0})["width"]
    name = urlsplit(page.url).path.strip("/").replace("/", "-")[-60:] or "home"
    number = len(list(folder.glob("*.png"))) + 1
    page.screenshot(path=folder / f"{number:03d}-{name}-{width}.png", full_page=True)
