"""P5: no page asks anything of a third party. Every browser test fails when one does (``conftest.watch``).

So test_every_screen.py proves it of all screens; here stand the screens that most people see, each way to ask
elsewhere, and what stops it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

import samenspraak
from tests.browser import screens
from tests.browser.conftest import LAPTOP, Watch
from tests.browser.screens import Demo
from tests.conftest import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.once]
Visitor = Callable[..., BrowserContext]
ELSEWHERE = "http://elders.example/pixel.png"
STYLES = sorted((Path(samenspraak.__file__).parent / "static").rglob("*.css"))
OUTSIDE = re.compile(r"""url\(\s*["']?(?:https?:)?//|@import""")


@pytest.fixture
def demo(transactional_db: None) -> Demo:
    return screens.demo()


def asked_by(page: Page, addresses: Iterable[str]) -> set[str]:
    """Open every address and return the schemes and hosts of everything that was asked for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in addresses:
        page.goto(address, wait_until="load")
    return {"/".join(url.split("/")[:3]) for url in asked if not url.startswith("data:")}


def test_no_stop_of_a_round_asks_elsewhere(demo: Demo, visitor: Visitor, live_server: Any) -> None:
    anna = screens.as_member(visitor(**LAPTOP), demo.anna, live_server.url)

    assert asked_by(anna, [*screens.stops(demo.finished), "/sociale-basis/netwerk/"]) == {live_server.url}


def test_no_page_of_a_participant_asks_elsewhere(demo: Demo, visitor: Visitor, live_server: Any) -> None:
    sheet = demo.finished.responses.filter(participant__isnull=False)[0]
    page = screens.as_participant(visitor(**LAPTOP), sheet, live_server.url)
    addresses = ["/", "/over/", *screens.participant_screens(demo.finished.code)]

    assert asked_by(page, addresses) == {live_server.url}


def test_a_report_as_web_page_asks_nothing_at_all(demo: Demo, visitor: Visitor, tmp_path: Path) -> None:
    url = reverse("outcomes:report_file", args=[demo.finished.conversation_id, 2, "html"])
    file = tmp_path / "verslag.html"
    file.write_bytes(signed_in(demo.anna).get(url, {"kind": "report"}).content)
    page = visitor(offline=True).new_page()

    page.set_content(file.read_text(encoding="utf-8"))

    assert page.locator("h1").count() >= 1


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_no_style_fetches_from_elsewhere(style: Path) -> None:
    assert not OUTSIDE.search(style.read_text(encoding="utf-8"))


def test_the_policy_stops_what_a_page_would_ask_elsewhere(visitor: Visitor, watch: Watch) -> None:
    page = visitor(**LAPTOP).new_page()
    page.goto("/")

    page.evaluate(
        "url => { const pixel = new Image(); pixel.src = url; document.body.append(pixel) }", ELSEWHERE
    )
    page.wait_for_function("document.images.length && document.images[document.images.length - 1].complete")

    assert any("Content Security Policy" in one for one in watch.complaints)
    watch.complaints.clear()
    watch.elsewhere.clear()


def test_a_request_elsewhere_does_not_escape_the_watch(visitor: Visitor, watch: Watch) -> None:
    page = visitor(**LAPTOP).new_page()

    page.set_content(f"<img src='{ELSEWHERE}' alt=''>")

    assert watch.elsewhere == [ELSEWHERE]
    watch.elsewhere.clear()
    watch.complaints.clear()
