"""What Anna does on her laptop to prepare, to invite, and to follow what comes in (stops 1 and 2)."""

from __future__ import annotations

import re
from datetime import timedelta

from django.utils.timezone import localtime, now
from playwright.sync_api import Page, expect

from samenspraak.conversations.models import Round
from tests.browser.steps import go, miss, press, see, stop
from tests.conftest import PASSWORD

TITLE = "Rondkomen en gezond leven in Baarn"
PURPOSE = "In Baarn hebben meer mensen geldzorgen. Met jullie antwoorden maken we samen afspraken."
EXPECTED = {
    "Beleid armoede en schulden": 3,
    "Beleid gezondheid": 4,
    "Uitvoering": 9,
    "Maatschappelijke organisaties": 8,
    "Inwoners en bewonersinitiatieven": 12,
}


def sign_in(page: Page, email: str) -> None:
    """Sign in with the form, from the front page."""
    go(page, "/")
    press(page, "Inloggen")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    press(page, "Inloggen", within="main")
    assert page.url.endswith("/gesprekken/")


def prepare(page: Page) -> None:
    """Make a conversation in five steps, and stop where everything can be checked once more."""
    press(page, "Begin een gesprek")
    page.get_by_label("Titel").fill(TITLE)
    page.get_by_role("radio", name="Gesprekstool armoede en gezondheid").check()
    press(page, "Bewaren en verder")
    page.get_by_label("Waar is dit gesprek voor?").fill(PURPOSE)
    page.get_by_label("Gemeente").fill("Baarn")
    press(page, "Bewaren en verder")
    choose_groups(page)
    press(page, "Bewaren en verder")
    protect(page)
    press(page, "Bewaren en verder")
    plan(page)
    press(page, "Bewaren en alles nakijken")
    see(page, TITLE, PURPOSE, "Baarn")
    press(page, "Bekijk de vragen")
    page.go_back()


def choose_groups(page: Page) -> None:
    """Keep the groups that are expected, each with a number, and leave the others out."""
    for row in page.locator(".group-row").all():
        name = row.get_by_label("Naam van de groep").input_value()
        if name in EXPECTED:
            row.get_by_label("Hoeveel mensen?").fill(str(EXPECTED[name]))
        elif name:
            row.get_by_label("Doet mee").uncheck()


def protect(page: Page) -> None:
    """See what would stay hidden, and take the proposal to show the two small groups as one."""
    see(page, "Wat jullie straks kunnen zien", "verborgen")
    press(page, "Voeg samen: Beleid armoede en schulden + Beleid gezondheid")
    assert "verborgen" not in page.locator(".sights").inner_text()


def plan(page: Page) -> None:
    """Let people begin at once, for three weeks, with a theme on each screen."""
    closes_at = localtime(now() + timedelta(days=21))
    page.get_by_label("Meteen als ik de ronde openzet").check()
    page.get_by_label("Sluit op").fill(closes_at.strftime("%Y-%m-%dT%H:%M"))
    page.get_by_label("Eén thema per scherm").check()


def open_round(page: Page) -> Round:
    """Open the round; the screen to invite people follows."""
    press(page, "Zet de ronde open")
    see(page, "De ronde is open. Nodig nu de mensen uit.")
    return Round.objects.get(conversation__title=TITLE)


def hand_out(page: Page, code: str) -> None:
    """Look at everything on paper and on the screen in the hall: each tells the code."""
    for words in ("Poster om op te hangen", "Kaartjes om uit te delen", "Groot op het scherm in de zaal"):
        press(page, re.compile(words))
        assert code in page.locator("main").inner_text()
        page.go_back()


def invite(page: Page, *addresses: str, group: str) -> None:
    """Send personal links to pasted addresses."""
    page.get_by_label("E-mailadressen").fill("\n".join(addresses))
    page.get_by_label(re.compile("^Groep")).select_option(label=group)
    press(page, "Verstuur de uitnodigingen")
    see(page, *addresses)


def follow(page: Page, *, people: int, sheets: int) -> None:
    """See how many people sent something, and on how many sheets; nothing of what is on them."""
    stop(page, "Invullen")
    see(
        page,
        f"{people} van 36 verwacht",
        f"Dat zijn {sheets} antwoordbladen",
        "Wat iemand antwoordt, ziet niemand",
        "Maatschappelijke organisaties: 10 van 8 verwacht. Er kwam meer binnen dan je verwachtte.",
    )


def see_who_answered(page: Page, *, answered: str, silent: str) -> None:
    """See on the invitation list, and only there, who answered; not what or when."""
    miss(page, answered, silent)
    press(page, "Nodig meer mensen uit")
    expect(page.get_by_role("row", name=answered)).to_contain_text(" ja")
    expect(page.get_by_role("row", name=silent)).to_contain_text(" nee")
    page.go_back()


def close(page: Page) -> None:
    """Close the round, after being told what that does."""
    press(page, "Sluit de ronde")
    press(page, "Sluit de ronde nu")
    see(page, "De ronde is gesloten")
