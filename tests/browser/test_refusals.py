"""Forms that are refused: everybody finds out what is wrong, and what was typed is still there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from samenspraak.conversations.models import Response
from tests.browser import screens
from tests.browser.conftest import LAPTOP, NARROW, PHONE, check_access
from tests.browser.screens import Demo
from tests.browser.steps import control, go, press, see
from tests.conftest import World
from tests.results import rounds

pytestmark = [pytest.mark.browser, pytest.mark.once]
Visitor = Callable[..., BrowserContext]


@pytest.fixture
def demo(transactional_db: None) -> Demo:
    return screens.demo()


@dataclass(frozen=True)
class Case:
    """A form with something wrong in it: where, what is typed, which button, and what the page says."""

    address: str
    button: str
    says: str
    typed: Mapping[str, str] = field(default_factory=dict)


def refused(page: Page, case: Case) -> None:
    """Send the form; the page says what is wrong where the reader is, and keeps what was typed."""
    page.goto(case.address)
    for name, value in case.typed.items():
        page.locator(f"[name={name}]").fill(value)
    press(page, case.button, within="main")

    expect(page.locator(":focus")).to_contain_text("nog")
    assert page.title().startswith("Fout:")
    see(page, case.says)
    for name, value in case.typed.items():
        if name != "password":
            assert page.locator(f"[name={name}]").input_value() == value
    page.set_viewport_size(NARROW)
    check_access(page)


def test_a_facilitator_is_told_what_is_wrong(demo: Demo, visitor: Visitor, live_server: Any) -> None:
    anna = screens.as_member(visitor(**LAPTOP), demo.anna, live_server.url)
    here = [demo.open.conversation_id, 1]

    for case in (
        Case(reverse("conversations:new"), "Bewaren en verder", "Geef het gesprek een titel."),
        Case(
            reverse("conversations:invite", args=here),
            "Verstuur de uitnodigingen",
            "er staat geen @ in",
            {"addresses": "geen adres"},
        ),
        Case(reverse("outcomes:action_new", args=here), "Bewaren", "Thema", {"owner": "Karin"}),
        Case(
            reverse("conversations:reopen", args=[demo.finished.conversation_id, 2]),
            "Open de ronde weer",
            "Schrijf in een zin waarom.",
        ),
        Case(reverse("organisations:invite"), "Verstuur de uitnodiging", "E-mailadres", {"name": "Karin"}),
    ):
        refused(anna, case)


def test_a_visitor_is_told_what_is_wrong(demo: Demo, visitor: Visitor) -> None:
    page = visitor(**LAPTOP).new_page()

    for case in (
        Case("/mee/", "Verder", "Deze code kennen we niet.", {"code": "ABCD2345"}),
        Case("/mee/", "Verder", "Een code heeft acht letters en cijfers.", {"code": "ABC"}),
        Case("/terug/", "Verder", "Met deze code vinden we niets.", {"code": "ABCD 2345 EFGH"}),
        Case(f"/mee/{demo.open.code}/?stap=wie", "Verder", "Kies een groep."),
        Case(
            "/account/login/",
            "Inloggen",
            "Het e-mailadres of het wachtwoord klopt niet.",
            {"login": "anna@lindeveen.example", "password": "x"},
        ),
    ):
        refused(page, case)


def test_an_empty_sheet_is_not_sent(demo: Demo, visitor: Visitor, live_server: Any) -> None:
    sheet = demo.open.responses.all()[0]
    Response.objects.filter(pk=sheet.pk).update(status="begun", sheet="-" * len(sheet.sheet))
    page = screens.as_participant(visitor(**PHONE), sheet, live_server.url)
    page.goto(f"/mee/{demo.open.code}/controleren/")

    press(page, "Versturen")

    see(page, "Je hebt nog niets ingevuld.")
    assert page.title().startswith("Fout:")
    assert demo.open.responses.get(pk=sheet.pk).status == Response.Status.BEGUN


def test_two_colleagues_at_one_text_both_keep_their_words(
    demo: Demo, visitor: Visitor, live_server: Any
) -> None:
    address = reverse("outcomes:theme", args=[demo.open.conversation_id, 1, "A"])
    bram = demo.finished.conversation.organisation.memberships.get(user__name__startswith="Bram").user
    anna_sees = screens.as_member(visitor(**LAPTOP), demo.anna, live_server.url)
    bram_sees = screens.as_member(visitor(**LAPTOP), bram, live_server.url)
    for page, words in ((anna_sees, "Anna schrijft dit."), (bram_sees, "Bram schrijft dat.")):
        page.goto(address)
        page.get_by_label("Waarom?").fill(words)

    press(bram_sees, "Bewaren")
    press(anna_sees, "Bewaren")

    see(anna_sees, "Bram schrijft dat.")
    assert anna_sees.get_by_label("Waarom?").input_value() == "Anna schrijft dit."


def test_a_conversation_by_name_is_agreed_to_before_answering(world: World, visitor: Visitor) -> None:
    rounds.by_name(world)
    phone = visitor(**PHONE).new_page()
    go(phone, "/mee/WATER234/?stap=wie")
    phone.get_by_label("Je naam").fill("Fatima")
    phone.get_by_role("radio", name="Bewoners").check()
    press(phone, "Verder")
    see(phone, "Dit gesprek is met naam.")

    press(phone, "Begin met de vragen")
    see(phone, "Je kunt alleen meedoen als je het hiermee eens bent.")
    phone.get_by_label("Ik vind het goed dat alle deelnemers").check()
    press(phone, "Begin met de vragen")

    assert control(phone, "Volgende").is_visible()
    assert Response.objects.get().name == "Fatima"
