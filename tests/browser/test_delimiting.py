"""The group makes its text of the cards: from the spheres to what participants read, every screen checked with axe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from samenspraak.outcomes.models import Passage
from tests.browser.conftest import LAPTOP, NARROW, PHONE, check_access, check_width
from tests.browser.screens import as_member, as_participant
from tests.browser.steps import control, go, press, see
from tests.conftest import World
from tests.outcomes.screens import url
from tests.results.laid import shown

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Visitor = Callable[..., BrowserContext]
TEXT = "Familie, buren en de bibliotheek.\nDe bibliotheek hoort erbij als iedereen er mag zijn."
RESERVATION = "Uitvoering telt de bibliotheek niet mee."
NO_SCRIPTS = {**LAPTOP, "java_script_enabled": False}


def fit_a_phone(page: Page) -> None:
    """Look at this screen on a phone too."""
    page.set_viewport_size(NARROW)
    check_width(page)
    check_access(page)
    page.set_viewport_size(LAPTOP["viewport"])


@pytest.mark.parametrize("browser_of", [LAPTOP, NO_SCRIPTS], ids=["laptop", "plain"])
def test_the_group_edits_its_delimitation_text(
    visitor: Visitor, live_server: Any, world: World, browser_of: dict[str, Any]
) -> None:
    shown(world)
    anna = as_member(visitor(**browser_of), world.anna, live_server.url)
    go(anna, url(world, "beeld/sferen/"))
    see(anna, "Van de 4 kaarten horen er 3 erbij", "De gemeente is te gast.")

    press(anna, "Naar de afbakening")
    see(anna, "Concept uit het beeld", "Dit beloven we niet")
    fit_a_phone(anna)
    press(anna, "Begin met: Dit hoort erbij")
    see(anna, "Persoonlijk: familie die helpt. De gemeente zorgt voor de basis.")
    fit_a_phone(anna)
    anna.get_by_label("De tekst", exact=True).fill(TEXT)
    anna.get_by_label("We zijn het eens, met een voorbehoud").check()
    anna.get_by_label("Waarom?").fill("Zo leven mensen hier.")
    anna.get_by_label("Welke voorbehouden blijven?").fill(RESERVATION)
    press(anna, "Bewaren en verder")

    see(anna, "Dit hoort er niet bij", "Wij sluiten nu niets uit.")
    anna.get_by_label("We zijn het eens", exact=True).check()
    press(anna, "Bewaren")
    press(anna, "Afbakening: alle delen")
    see(anna, "De bibliotheek hoort erbij als iedereen er mag zijn.", RESERVATION, "Eens, met een voorbehoud")
    anna.get_by_label("Vastgesteld op").fill("2026-11-18")
    press(anna, "Bewaar de dag")
    see(anna, "Vastgesteld op 18 november 2026.")

    assert Passage.objects.get(section="in").text == TEXT
    read_by_who_took_part(visitor, live_server, world)


def read_by_who_took_part(visitor: Visitor, live_server: Any, world: World) -> None:
    """Read on a phone what the group wrote, and see the spheres."""
    sheet = world.round.responses.filter(group__key="beleid")[0]
    phone = as_participant(visitor(**PHONE), sheet, live_server.url)
    go(phone, f"/mee/{world.round.code}/gedaan/")
    see(phone, "Wat de groep samen opschreef", "De bibliotheek hoort erbij", RESERVATION)
    go(phone, f"/mee/{world.round.code}/beeld/")
    see(phone, "Van de 4 kaarten horen er 3 erbij", "Hoort erbij, Persoonlijk")
    check_width(phone)


def test_two_people_at_one_section_lose_nothing(visitor: Visitor, live_server: Any, world: World) -> None:
    shown(world)
    anna = as_member(visitor(**LAPTOP), world.anna, live_server.url)
    bram = as_member(visitor(**LAPTOP), world.bram, live_server.url)
    for page in (anna, bram):
        go(page, url(world, "verdiepen/afbakening/open/"))

    bram.get_by_label("De tekst", exact=True).fill("Van Bram.")
    press(bram, "Bewaren")
    anna.get_by_label("De tekst", exact=True).fill("Van Anna.")
    press(anna, "Bewaren")
    see(anna, "Iemand was je voor", "Van Bram.")
    assert anna.get_by_label("De tekst", exact=True).input_value() == "Van Anna."
    control(anna, "Bewaar mijn tekst").click()
    anna.wait_for_load_state()

    assert Passage.objects.get().text == "Van Anna."
