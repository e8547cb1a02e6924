"""What Anna does after the answers: look, go deeper, agree, take a document home, ask again (stops 3 to 7)."""

from __future__ import annotations

import re
import zipfile
from datetime import timedelta
from pathlib import Path

from django.utils.timezone import localdate
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.steps import control, go, miss, press, see, stop

WHAT = "Inwoners vertellen hun verhaal één keer"
WHY = "Wie vier keer hetzelfde moet vertellen, haakt af."
OWNER = "Mina van het wijkteam"
OWNER_EMAIL = "mina@wijkteam.example"
NOTE = "Een moeder kreeg bij vier loketten hetzelfde formulier."
REASON = "De plannen verwijzen naar elkaar, maar aan het loket merk je dat nog niet."
NEWS = "De jurist heeft ja gezegd."
RESERVATION = "Uitvoering vindt een 1 eerlijker."
SIGNATURES = {"pdf": b"%PDF-", "odt": b"PK", "docx": b"PK", "html": b"<!doctype html>"}


def make_picture(page: Page, *, answers: int) -> None:
    """Make the picture and look at it as a whole, by theme and by group."""
    stop(page, "Beeld")
    press(page, "Maak het beeld")
    see(page, f"{answers} antwoorden, van de 36", "Waar verschillen de groepen?", "Uitvoering")
    press(page, "Per thema")
    press(page, "Per groep")


def release_remarks(page: Page, *, shown: str, withheld: str) -> None:
    """Let the group read every remark but the one that has a name in it."""
    press(page, "Opmerkingen")
    for remark in page.locator(".remark").all():
        choice = "Niet laten zien" if withheld in remark.inner_text() else "Laat zien"
        remark.get_by_label(choice, exact=True).check()
    see(page, shown, withheld)
    press(page, "Bewaar je keuzes")
    see(page, "Je keuzes zijn bewaard")


def set_agenda(page: Page) -> None:
    """Choose how long the meeting is, and see the agenda with its table cards on paper."""
    press(page, "Gespreksagenda")
    press(page, "90 minuten")
    press(page, "Afdrukken, met tafelkaarten")
    see(page, "Gespreksagenda voor 90 minuten")
    page.go_back()


def go_deeper(page: Page, theme: str) -> None:
    """Write down what was said about a theme, where the group stands, and where it wants to be."""
    stop(page, "Verdiepen")
    press(page, re.compile(f"^{theme}\\. "))
    page.locator("textarea").first.fill(NOTE)
    page.get_by_role("group", name="Waar staan we nu?").get_by_role("radio").nth(1).check()
    page.get_by_role("group", name="Waar willen we over twee jaar staan?").get_by_role("radio").nth(3).check()
    page.get_by_label("Waarom?").fill(REASON)
    page.get_by_label("Welke voorbehouden blijven?").fill(RESERVATION)
    press(page, "Bewaren")
    assert page.locator("textarea").first.input_value() == NOTE


def agree_action(page: Page) -> None:
    """Make an action of it, with somebody who takes it on, and ask that person."""
    press(page, "Actie toevoegen bij dit thema")
    page.locator("[name=what]").fill(WHAT)
    page.locator("[name=why]").fill(WHY)
    page.locator("[name=owner]").fill(OWNER)
    page.locator("[name=owner_email]").fill(OWNER_EMAIL)
    page.locator("[name=first_step]").fill("Een formulier voor toestemming maken.")
    page.locator("[name=deadline]").fill((localdate() + timedelta(days=90)).isoformat())
    page.locator("[name=review_on]").fill((localdate() + timedelta(days=60)).isoformat())
    press(page, "Bewaren")
    see(page, "De actie staat op de agenda.", WHAT)
    press(page, "Stuur de trekker de link")


def accept_and_report(page: Page, link: str) -> None:
    """Take the action on with the personal link, on a phone, and tell how it goes."""
    go(page, link)
    see(page, WHAT, "Neem je deze afspraak aan?")
    press(page, "Ja, ik neem de afspraak aan")
    page.get_by_label("Vertel in een paar zinnen hoe het gaat").fill(NEWS)
    press(page, "Laat weten hoe het gaat")
    see(page, NEWS)


def follow_actions(page: Page) -> None:
    """See on the agenda that the action is on its way."""
    stop(page, "Afspreken")
    see(page, WHAT, OWNER)
    press(page, WHAT)
    see(page, NEWS)


def take_report_home(page: Page, folder: Path) -> dict[str, Path]:
    """Choose the full report, see it on the screen, and download it in every form."""
    stop(page, "Verslag en visie")
    page.get_by_label("Volledig verslag").check()
    press(page, "Laat het voorbeeld zien")
    see(page, WHAT, REASON, RESERVATION)
    miss(page, NOTE)
    links = {"pdf": "PDF", "docx": "(DOCX)", "odt": "(ODT)", "html": "(HTML)"}
    return {kind: download(page, words, folder) for kind, words in links.items()}


def download(page: Page, words: str, folder: Path) -> Path:
    """Press a link to a file, and return where it was kept."""
    with page.expect_download() as coming:
        control(page, re.compile(re.escape(words))).click()
    kept = folder / coming.value.suggested_filename
    coming.value.save_as(kept)
    return kept


def text_of(file: Path) -> str:
    """Return the words in a report, read with what reads such files, without where lines happen to break."""
    return " ".join(re.sub("\xad\\s*", "", raw_text(file)).split())


def raw_text(file: Path) -> str:
    """Return the text as the file has it."""
    if file.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in PdfReader(file).pages)
    if file.suffix == ".html":
        return file.read_text(encoding="utf-8")
    inside = {".odt": "content.xml", ".docx": "word/document.xml"}[file.suffix]
    with zipfile.ZipFile(file) as archive:
        return re.sub(r"<[^>]+>", "", archive.read(inside).decode())


def start_next_round(page: Page) -> None:
    """Prepare the next round, let it begin at once, and open it."""
    stop(page, "Herhalen")
    see(page, WHAT)
    press(page, "Bereid de volgende ronde voor")
    press(page, re.compile("^Wijzigen.*Wanneer"))
    page.get_by_label("Meteen als ik de ronde openzet").check()
    press(page, "Bewaren en alles nakijken")
    press(page, "Zet de ronde open")
