"""The whole job, through the screens: from an invitation to agreed actions, a report, and the next round."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import BrowserContext

from samenspraak.conversations.services.instruments import sync_instruments
from samenspraak.conversations.services.rounds import close_due_rounds
from samenspraak.organisations.models import Membership, Organisation, User
from tests.browser import deciding, facilitating
from tests.browser import participating as taking_part
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.steps import go, press
from tests.conftest import make_user

pytestmark = [pytest.mark.browser, pytest.mark.once]
RESIDENTS = "Inwoners en bewonersinitiatieven"
REMARK = "Ik merk dat het spreekuur helpt."
WITH_A_NAME = "Vraag maar aan mevrouw Jansen van nummer 12."


@pytest.fixture
def anna(transactional_db: None) -> User:
    """Anna facilitates in Baarn; the instruments are those that come with the program."""
    assert all(not synced.problem for synced in sync_instruments())
    baarn = Organisation.objects.create(name="Baarn", area_code="GM0308")
    return make_user("Anna", baarn, Membership.Role.ADMINISTRATOR)


def link_in(message: mail.EmailMessage) -> str:
    """Return the personal link in a mail."""
    found = re.search(r"https?://\S+/(u|actie)/\S+", str(message.body))
    assert found
    return found[0]


def test_one_conversation_from_invitation_to_the_next_round(
    anna: User, visitor: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    laptop = visitor(**LAPTOP).new_page()
    facilitating.sign_in(laptop, anna.email)
    facilitating.prepare(laptop)
    round = facilitating.open_round(laptop)
    facilitating.hand_out(laptop, round.code)
    facilitating.invite(laptop, "jos@wijkteam.example", "mina@wijkteam.example", group="Uitvoering")

    fatima = visitor(**PHONE).new_page()
    taking_part.join(fatima, round.code, group=RESIDENTS)
    taking_part.answer_everything(fatima, 1, remark=REMARK)
    taking_part.hand_in(fatima)
    return_code = taking_part.keep_code(fatima)

    jos = visitor(**PHONE, java_script_enabled=False).new_page()
    go(jos, link_in(mail.outbox[0]))
    taking_part.introduce(jos)
    taking_part.answer_everything(jos, 2, remark=WITH_A_NAME)
    taking_part.hand_in(jos)

    underway = visitor(**PHONE)
    karim = underway.new_page()
    taking_part.join(karim, round.code, group=RESIDENTS)
    taking_part.lose_connection(karim, underway, 1)

    table = visitor(**PHONE).new_page()
    go(table, f"/mee/{round.code}/")
    taking_part.introduce(table, group="Maatschappelijke organisaties", table_of=4)
    taking_part.answer_everything(table, 3, remark="Aan onze tafel klonk: eindelijk.")
    taking_part.hand_in(table)

    taking_part.everybody_else_answers(round, remark=REMARK)
    taking_part.sees_no_picture(fatima, karim, code=round.code, remark=WITH_A_NAME)
    press(karim, "Naar de vragen")
    taking_part.answer_everything(karim, 2)
    taking_part.hand_in(karim)

    facilitating.follow(laptop, people=31, sheets=28)
    facilitating.see_who_answered(laptop, answered="jos@wijkteam.example", silent="mina@wijkteam.example")
    facilitating.close(laptop)
    deciding.make_picture(laptop, answers=28)
    deciding.release_remarks(laptop, shown=REMARK, withheld=WITH_A_NAME)
    deciding.set_agenda(laptop)
    taking_part.sees_picture(fatima, code=round.code, remark=REMARK, withheld=WITH_A_NAME)

    deciding.go_deeper(laptop, "C")
    deciding.agree_action(laptop)
    deciding.accept_and_report(visitor(**PHONE).new_page(), link_in(mail.outbox[-1]))
    deciding.follow_actions(laptop)
    for kind, file in deciding.take_report_home(laptop, tmp_path).items():
        assert file.read_bytes()[:15].lower().startswith(deciding.SIGNATURES[kind].lower())
        assert deciding.WHAT in deciding.text_of(file)
    taking_part.sees_what_was_done(fatima, code=round.code, what=deciding.WHAT, reason=deciding.REASON)

    close_due_rounds(timezone.now() + timedelta(minutes=16))
    deciding.start_next_round(laptop)
    taking_part.comes_back(fatima, return_code)
