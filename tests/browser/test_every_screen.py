"""Every screen of the demo fits a laptop and a phone, can be read by everybody, and makes no browser complain."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from samenspraak.conversations.models import Response
from tests.browser import screens
from tests.browser.conftest import (
    LAPTOP,
    NARROW,
    PHONE,
    SMALLEST,
    WIDE,
    check_access,
    check_width,
    take_picture,
)
from tests.browser.screens import Demo

pytestmark = [pytest.mark.browser, pytest.mark.once]
Visitor = Callable[..., BrowserContext]


@pytest.fixture
def demo(transactional_db: None) -> Demo:
    return screens.demo()


def look(page: Page, addresses: Iterable[str], *, smallest: bool = False) -> int:
    """Check each address at the width of a laptop and of a phone; return how many screens there were."""
    return sum(looked(page, address, smallest=smallest) for address in addresses)


def looked(page: Page, address: str, *, smallest: bool) -> bool:
    """Check one address at each width, without asking for it again; the journey runs axe on wide screens."""
    page.set_viewport_size(WIDE)
    if not screens.shows_screen(page, address):
        return False
    take_picture(page)
    check_width(page)
    page.set_viewport_size(NARROW)
    check_access(page)
    if smallest:
        page.set_viewport_size(SMALLEST)
        check_width(page)
    return True


def test_every_page_of_a_finished_round(demo: Demo, visitor: Visitor, live_server: Any) -> None:
    anna = screens.as_member(visitor(**LAPTOP), demo.anna, live_server.url)

    assert look(anna, screens.round_screens(demo.finished)) >= 30


def test_every_page_of_an_open_round(demo: Demo, visitor: Visitor, live_server: Any) -> None:
    anna = screens.as_member(visitor(**LAPTOP), demo.anna, live_server.url)

    assert look(anna, screens.round_screens(demo.open)) >= 20


def test_every_page_about_cards(demo: Demo, visitor: Visitor, live_server: Any) -> None:
    anna = screens.as_member(visitor(**LAPTOP), demo.anna, live_server.url)
    sheet = demo.cards.responses.filter(participant__isnull=False)[0]
    participant = screens.as_participant(visitor(**PHONE), sheet, live_server.url)

    assert look(anna, screens.card_screens(demo.cards)) >= 18
    assert look(anna, screens.own_card_screens(screens.draft(demo.cards, demo.anna))) == 2
    assert look(participant, screens.participant_screens(demo.cards.code), smallest=True) >= 5


def test_every_page_where_cards_are_laid(demo: Demo, visitor: Visitor, live_server: Any) -> None:
    anna = screens.as_member(visitor(**LAPTOP), demo.anna, live_server.url)
    sheet = demo.laying.responses.filter(group__key="inwoners")[0]
    participant = screens.as_participant(visitor(**PHONE), sheet, live_server.url)

    assert look(anna, screens.laying_screens(demo.laying)) >= 5
    assert look(participant, screens.participant_screens(demo.laying.code), smallest=True) >= 6


def test_every_page_of_a_round_in_preparation(demo: Demo, visitor: Visitor, live_server: Any) -> None:
    anna = screens.as_member(visitor(**LAPTOP), demo.anna, live_server.url)
    preparing = [
        one for one in screens.round_screens(screens.draft(demo.finished, demo.anna)) if "voorbereiden" in one
    ]

    assert look(anna, preparing) >= 7


def test_every_page_of_the_organisation(demo: Demo, visitor: Visitor, live_server: Any) -> None:
    anna = screens.as_member(visitor(**LAPTOP), demo.anna, live_server.url)

    assert look(anna, screens.organisation_screens()) >= 10


def test_every_public_page(demo: Demo, visitor: Visitor) -> None:
    page = visitor(**LAPTOP).new_page()

    assert look(page, screens.public_screens(), smallest=True) >= 20


@pytest.mark.parametrize("status", [Response.Status.BEGUN, Response.Status.SENT])
def test_every_page_of_a_participant(demo: Demo, visitor: Visitor, live_server: Any, status: str) -> None:
    sheet = demo.open.responses.filter(status=Response.Status.SENT)[0]
    Response.objects.filter(pk=sheet.pk).update(status=status)
    page = screens.as_participant(visitor(**PHONE), sheet, live_server.url)

    assert look(page, screens.participant_screens(demo.open.code), smallest=True) >= 6


def test_every_page_of_who_took_part(demo: Demo, visitor: Visitor, live_server: Any) -> None:
    sheet = demo.finished.responses.filter(participant__isnull=False)[0]
    page = screens.as_participant(visitor(**PHONE), sheet, live_server.url)

    assert look(page, screens.participant_screens(demo.finished.code), smallest=True) >= 5


def test_a_reader_of_english_gets_the_same_care(demo: Demo, visitor: Visitor, live_server: Any) -> None:
    laptop, phone = visitor(**LAPTOP), visitor(**PHONE)
    for context in (laptop, phone):
        context.add_cookies([{"name": "taal", "value": "en", "url": live_server.url}])
    anna = screens.as_member(laptop, demo.anna, live_server.url)
    sheet = demo.finished.responses.filter(participant__isnull=False)[0]
    participant = screens.as_participant(phone, sheet, live_server.url)

    for page, addresses in (
        (anna, screens.stops(demo.finished)),
        (participant, [f"/mee/{demo.open.code}/", f"/mee/{demo.finished.code}/beeld/", "/"]),
    ):
        for address in addresses:
            assert looked(page, address, smallest=False)
            assert page.get_attribute("html", "lang") == "en"
