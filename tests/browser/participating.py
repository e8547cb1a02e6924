"""What participants do on their phones, and quickly, without a screen, what the others do."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Page, expect

from samenspraak.conversations.models import Round
from samenspraak.conversations.queries.rounds import questions_of
from tests.browser.conftest import check_access
from tests.browser.steps import control, go, miss, press, see, unfold
from tests.conversations.phones import Phone

ON = re.compile("^(Volgende|Verder naar het overzicht)$")
OFFLINE = "Geen verbinding. Je antwoorden staan nog op dit apparaat."


def join(page: Page, code: str, *, group: str) -> None:
    """Type the code, read what it is for, say which group, and read what happens with the answers."""
    go(page, "/mee/")
    page.get_by_label("Code van het gesprek").fill(code.lower())
    press(page, "Verder")
    introduce(page, group=group)


def introduce(page: Page, *, group: str = "", table_of: int = 0) -> None:
    """Go from the first screen of a conversation to its first question; an invited person's group is known."""
    press(page, "Verder")
    if group:
        page.get_by_role("radio", name=re.compile(f"^{group}")).check()
    if table_of:
        unfold(page, "Vul je samen in, als tafel?")
        page.get_by_label("Wij vullen samen in, als tafel").check()
        page.get_by_label("Met hoeveel mensen zitten jullie aan tafel?").fill(str(table_of))
    press(page, "Verder")
    see(page, "Je antwoorden zijn vertrouwelijk", "minstens 5 mensen")
    press(page, "Begin met de vragen")


def mark(page: Page, place: int) -> None:
    """Choose the answer at this place for every question on the screen."""
    for question in page.locator("fieldset.question").all():
        question.locator("label.answer").nth(place).click()


def marked(page: Page) -> list[int]:
    """Return which place is chosen for every question on the screen; -1 where none is."""
    choices = [
        question.locator("input[type=radio]").all() for question in page.locator("fieldset.question").all()
    ]
    return [next((place for place, one in enumerate(radios) if one.is_checked()), -1) for radios in choices]


def answer(page: Page, place: int, *, remark: str = "") -> None:
    """Answer every question on this screen and go on."""
    mark(page, place)
    if remark:
        page.locator("textarea").first.fill(remark)
    press(page, ON)


def answer_everything(page: Page, place: int, *, remark: str = "") -> None:
    """Answer screen after screen till the overview, with a remark on the last of them."""
    while control(page, "Volgende").is_visible():
        answer(page, place)
    answer(page, place, remark=remark)
    see(page, "Klopt alles?")


def hand_in(page: Page) -> None:
    """Send the sheet and be thanked."""
    press(page, "Versturen")
    see(page, "Dank je wel", "Je antwoorden zijn verstuurd.")


def lose_connection(page: Page, phone: BrowserContext, place: int) -> None:
    """Answer a screen without a connection: the phone says so, keeps the answers, and goes on when it can."""
    mark(page, place)
    phone.set_offline(True)
    control(page, "Volgende").click()
    expect(page.get_by_role("status")).to_contain_text(OFFLINE)
    check_access(page)
    mark(page, place + 1)
    with page.expect_navigation():
        phone.set_offline(False)
    check_access(page)
    press(page, "Vorige")
    assert set(marked(page)) == {place + 1}
    press(page, "Volgende")


def keep_code(page: Page) -> str:
    """Choose to take part again next time, and return the code on the card."""
    press(page, "Bewaar mijn code")
    see(page, "We bewaren je code voor een volgende ronde")
    press(page, "Bekijk het kaartje met je code")
    return page.locator(".return-card .code").inner_text()


def sees_no_picture(*phones: Page, code: str, remark: str) -> None:
    """Nobody sees anything of others before the closing, whether they have sent or not (P8)."""
    for phone in phones:
        for page in ("beeld", "gedaan"):
            go(phone, f"/mee/{code}/{page}/")
            miss(phone, remark, "Waar verschillen jullie?")
        go(phone, f"/mee/{code}/beeld/")
        see(phone, "Het beeld komt nog")


def sees_picture(phone: Page, *, code: str, remark: str, withheld: str) -> None:
    """See one's own answers beside the group's, and only the remarks that were let through."""
    go(phone, f"/mee/{code}/klaar/")
    press(phone, "Het beeld")
    see(phone, "Jij en de groep", "Dit beeld is gemaakt van 28 antwoorden", remark)
    miss(phone, withheld)


def sees_what_was_done(phone: Page, *, code: str, what: str, reason: str) -> None:
    """Read what the group decided, and what is done about it."""
    go(phone, f"/mee/{code}/beeld/")
    press(phone, "Wat is ermee gedaan")
    see(phone, what, "Bezig", reason, "Jij zei")


def comes_back(phone: Page, return_code: str) -> None:
    """Take part in the next round with the code of the last one, and see what one said then."""
    go(phone, "/terug/")
    phone.get_by_label("Je eigen code").fill(return_code)
    press(phone, "Verder")
    see(phone, "Welkom terug. Je doet mee als dezelfde persoon als de vorige keer.")
    introduce(phone, group="Inwoners en bewonersinitiatieven")
    see(phone, "Vorige keer zei je: Een begin.")


def everybody_else_answers(round: Round, *, remark: str) -> None:
    """Let enough people of every group send a sheet."""
    answer_quickly(round, "Beleid armoede en schulden", people=3, mark="4")
    answer_quickly(round, "Beleid gezondheid", people=3, mark="5")
    answer_quickly(round, "Uitvoering", people=6, mark="2", remark=remark)
    answer_quickly(round, "Maatschappelijke organisaties", people=6, mark="3")
    answer_quickly(round, "Inwoners en bewonersinitiatieven", people=6, mark="2")


def answer_quickly(round: Round, group: str, *, people: int, mark: str, remark: str = "") -> None:
    """Let people of one group answer every question alike and send, through the same addresses, without a screen."""
    who = round.conversation.groups.get(name=group)
    asked = [item for _theme, items in questions_of(round).for_audience(who.audience) for item in items]
    fields = {item.id: mark for item in asked if item.kind != "text"}
    fields[asked[-1].id] = remark
    for _person in range(people):
        phone = Phone(round.code)
        phone.begin(who.key)
        for page in range(1, 7):
            phone.client.post(phone.url(f"vragen/{page}/"), fields)
        assert phone.send().status_code == 302
