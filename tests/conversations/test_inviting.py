"""Stop 1: inviting by code, poster, cards and e-mail; the list shows who answered, never what or when."""

from __future__ import annotations

import re
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client, override_settings

from samenspraak.conversations.forms.inviting import InviteForm
from samenspraak.conversations.models import Invitation, Round
from samenspraak.conversations.services.inviting import MOST_INVITATIONS
from samenspraak.conversations.tasks import send_invitations, send_reminders
from samenspraak.organisations.models import AuditEvent
from tests.conftest import World
from tests.conversations.facilitators import queries_of, text, url

FAILING = "tests.conversations.test_inviting.Failing"


class Failing(EmailBackend):
    """A mail server that refuses one address and hangs up on another."""

    def send_messages(self, messages: Any) -> int:
        for message in messages:
            if message.to == ["weg@voorbeeld.nl"]:
                raise SMTPRecipientsRefused({})
            if message.to == ["stuk@voorbeeld.nl"]:
                raise SMTPServerDisconnected("gone")
        return super().send_messages(messages)


def invite(client: Client, round: Round, addresses: str, group: str = "") -> Any:
    return client.post(url(round, "uitnodigen/"), {"addresses": addresses, "group": group})


def invited(round: Round) -> list[str]:
    return list(round.invitations.values_list("email", flat=True))


def addresses_in(pasted: str) -> list[str]:
    form = InviteForm({"addresses": pasted}, groups=[])
    assert form.is_valid(), form.errors
    return list(form.cleaned_data["addresses"])


@pytest.mark.parametrize(
    ("pasted", "found"),
    [
        ("a@b.nl", ["a@b.nl"]),
        ("a@b.nl, c@d.nl;e@f.nl\ng@h.nl\ti@j.nl", ["a@b.nl", "c@d.nl", "e@f.nl", "g@h.nl", "i@j.nl"]),
        ("a@b.nl c@d.nl", ["a@b.nl", "c@d.nl"]),
        ("Jan de Vries <Jan@B.nl>", ["jan@b.nl"]),
        ('"Vries, Jan" <jan@b.nl>, els@b.nl', ["jan@b.nl", "els@b.nl"]),
        ("Vries, Jan de <jan@b.nl>; Bakker, Els <els@b.nl>", ["jan@b.nl", "els@b.nl"]),
        ("Jan <jan@b.nl>, Els <els@b.nl>", ["jan@b.nl", "els@b.nl"]),
        ("mailto:a@b.nl", ["a@b.nl"]),
        ("a@b.nl\nA@B.NL\n a@b.nl ", ["a@b.nl"]),
        ("a@b.nl\u200b, \u202ec@d.nl", ["a@b.nl", "c@d.nl"]),
        ("\r\n\r\na@b.nl\r\n;;,,\r\n", ["a@b.nl"]),
    ],
)
def test_addresses_are_found_however_they_are_pasted(pasted: str, found: list[str]) -> None:
    assert addresses_in(pasted) == found


def test_a_mistyped_address_does_not_pass_for_a_name() -> None:
    form = InviteForm({"addresses": "piet voorbeeld.nl, Jan <jan@b.nl>"}, groups=[])

    assert form.errors["addresses"] == ["“piet voorbeeld.nl”: er staat geen @ in."]


def test_wrong_addresses_are_named_with_what_is_wrong_and_stay_in_the_box(world: World, anna: Client) -> None:
    pasted = "goed@voorbeeld.nl\njan@voorbeeld\npiet voorbeeld.nl\na@@b.nl\n<b>x</b>@b.nl"

    page = invite(anna, world.round, pasted).content.decode()

    assert "“jan@voorbeeld”: na de @ mist een punt" in page
    assert "“piet voorbeeld.nl”: er staat geen @ in." in page
    assert "“a@@b.nl”: hier staan twee adressen achter elkaar" in page
    assert "goed@voorbeeld.nl\njan@voorbeeld" in page
    assert "<b>x</b>" not in page
    assert invited(world.round) == []
    assert not mail.outbox


def test_a_list_that_is_too_long_is_refused_whole(world: World, anna: Client) -> None:
    pasted = "\n".join(f"mens{number}@voorbeeld.nl" for number in range(MOST_INVITATIONS + 1))

    page = text(invite(anna, world.round, pasted))

    assert "Dit zijn 2001 adressen" in page
    assert invited(world.round) == []


def test_an_invitation_is_a_mail_with_a_link_that_works(world: World, anna: Client) -> None:
    invite(anna, world.round, "jan@voorbeeld.nl", group="bewoners")

    (sent,) = mail.outbox
    assert sent.to == ["jan@voorbeeld.nl"]
    assert sent.subject == "Praat mee: Rondkomen in Waterdorp"
    assert sent.reply_to == [world.anna.email]
    assert (
        "Je antwoorden zijn vertrouwelijk. Waterdorp ziet dat je hebt geantwoord, maar niet wat." in sent.body
    )
    (link,) = re.findall(r"https?://\S+/u/\S+", str(sent.body))
    assert Client().get("/u/" + link.split("/u/")[1], follow=True).status_code == 200
    invitation = Invitation.objects.get()
    assert invitation.group == world.group("bewoners")
    assert invitation.sent_on is not None


def test_the_mail_is_shown_as_it_is_sent_also_on_an_english_page(world: World, anna: Client) -> None:
    anna.cookies["taal"] = "en"
    page = text(anna.get(url(world.round, "uitnodigen/")))
    invite(anna, world.round, "jan@voorbeeld.nl")
    (sent,) = mail.outbox

    assert "Send the invitations" in page
    assert str(sent.subject) in page
    assert str(sent.body).splitlines()[2] in page


def test_everybody_gets_an_own_mail_and_nobody_two(world: World, anna: Client) -> None:
    invite(anna, world.round, "jan@voorbeeld.nl, els@voorbeeld.nl")
    page = text(
        anna.post(
            url(world.round, "uitnodigen/"), {"addresses": "JAN@voorbeeld.nl, kim@voorbeeld.nl"}, follow=True
        )
    )

    assert [one.to for one in mail.outbox] == [
        ["els@voorbeeld.nl"],
        ["jan@voorbeeld.nl"],
        ["kim@voorbeeld.nl"],
    ]
    assert "1 mens krijgt een e-mail." in page
    assert "1 adres stond al op de lijst." in page


def test_a_named_conversation_says_so_in_the_mail(world: World, anna: Client) -> None:
    world.conversation.mode = "named"
    world.conversation.save()

    invite(anna, world.round, "jan@voorbeeld.nl")

    assert "In dit gesprek zien alle deelnemers wie wat antwoordt." in mail.outbox[0].body
    assert "vertrouwelijk" not in mail.outbox[0].body


@override_settings(EMAIL_BACKEND=FAILING)
def test_one_failing_address_stops_nobody_else_and_is_shown(world: World, anna: Client) -> None:
    invite(anna, world.round, "aan@voorbeeld.nl, stuk@voorbeeld.nl, weg@voorbeeld.nl, zoe@voorbeeld.nl")

    page = text(anna.get(url(world.round, "uitnodigen/")))
    assert [one.to[0] for one in mail.outbox] == ["aan@voorbeeld.nl", "zoe@voorbeeld.nl"]
    assert "2 mails zijn niet aangekomen" in page
    assert "De mailserver weigert dit adres." in page
    assert "De mail kon niet weg." in page

    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        anna.post(url(world.round, "uitnodigen/opnieuw/"))
    assert len(mail.outbox) == 4
    assert not Invitation.objects.exclude(failed="").exists()


def test_only_who_has_not_answered_is_reminded_and_once_a_day(world: World, anna: Client) -> None:
    yesterday = world.now.date() - timedelta(days=1)
    for name, answered in (("jan", False), ("els", True), ("kim", False)):
        world.round.invitations.create(email=f"{name}@voorbeeld.nl", sent_on=yesterday, answered=answered)
    world.round.invitations.create(email="nieuw@voorbeeld.nl", sent_on=world.now.date() + timedelta(days=1))

    assert "Herinner 2 mensen die nog niet antwoordden" in text(anna.get(url(world.round, "uitnodigen/")))
    anna.post(url(world.round, "uitnodigen/herinneren/"))
    again = anna.post(url(world.round, "uitnodigen/herinneren/"), follow=True)

    assert sorted(one.to[0] for one in mail.outbox) == ["jan@voorbeeld.nl", "kim@voorbeeld.nl"]
    assert "We hebben je antwoord nog niet ontvangen" in mail.outbox[0].body
    assert "Er is nu niemand om te herinneren." in text(again)


def test_the_list_shows_who_answered_but_no_time_and_no_answer(world: World, anna: Client) -> None:
    day = world.now.date() - timedelta(days=3)
    world.round.invitations.create(email="els@voorbeeld.nl", sent_on=day, answered=True)

    page = anna.get(url(world.round, "uitnodigen/")).content.decode()
    table = page[page.index('aria-labelledby="lijst">\n') :]
    table = table[: table.index("</table>")]

    assert "els@voorbeeld.nl" in table
    assert not re.search(r"\d{1,2}:\d{2}", table)
    cells = [
        " ".join(re.sub("<[^>]+>", "", cell).split()) for cell in re.findall(r"<td>(.*?)</td>", table, re.S)
    ]
    assert cells[0] == "kiest zelf"
    assert cells[2:4] == ["", "ja"]


def test_nothing_in_an_invitation_points_to_an_answer() -> None:
    fields = {field.name for field in Invitation._meta.get_fields()}

    assert fields == {
        "id",
        "round",
        "email",
        "group",
        "sent_on",
        "reminded_on",
        "answered",
        "withdrawn",
        "failed",
    }


def test_an_address_can_be_taken_off_the_list_and_its_link_no_longer_works(
    world: World, anna: Client
) -> None:
    invite(anna, world.round, "jan@voorbeeld.nl")
    invitation = Invitation.objects.get()
    token = re.findall(r"/u/(\S+)/", str(mail.outbox[0].body))[0]

    anna.post(url(world.round, f"uitnodigen/{invitation.pk}/verwijderen/"))

    assert invited(world.round) == []
    assert Client().get(f"/u/{token}/").status_code == 404
    assert "jan@" not in str(list(AuditEvent.objects.values_list("detail", flat=True)))


def test_an_invitation_of_another_round_is_not_found_here(world: World, anna: Client) -> None:
    other = Round.objects.create(
        conversation=world.conversation, number=2, code="ANDER234", opens_at=world.now, closes_at=world.now
    )
    stray = other.invitations.create(email="jan@voorbeeld.nl")

    assert anna.post(url(world.round, f"uitnodigen/{stray.pk}/verwijderen/")).status_code == 404
    assert Invitation.objects.filter(pk=stray.pk).exists()


@pytest.mark.parametrize("status", [Round.Status.DRAFT, Round.Status.CLOSED])
def test_nobody_is_mailed_about_a_round_that_does_not_stand_open(
    world: World, anna: Client, status: str
) -> None:
    world.round.status = status
    world.round.save()
    world.round.invitations.create(email="els@voorbeeld.nl", sent_on=world.now.date() - timedelta(days=2))

    page = text(invite(anna, world.round, "jan@voorbeeld.nl"))
    anna.post(url(world.round, "uitnodigen/herinneren/"))

    assert "Verstuur de uitnodigingen" not in page
    assert not mail.outbox
    assert invited(world.round) == ["els@voorbeeld.nl"]


def test_a_mail_that_waits_is_not_sent_after_the_ties_were_cut(world: World) -> None:
    invitation = world.round.invitations.create(email="jan@voorbeeld.nl")
    Round.objects.filter(pk=world.round.pk).update(invitation_key="")

    send_invitations.enqueue([str(invitation.pk)])
    send_reminders.enqueue([str(invitation.pk)])

    assert not mail.outbox


def test_the_poster_the_cards_and_the_screen_carry_code_address_and_qr(world: World, anna: Client) -> None:
    for rest, times in (("uitnodigen/poster/", 1), ("uitnodigen/kaartjes/", 8), ("invullen/scherm/", 1)):
        page = anna.get(url(world.round, rest)).content.decode()

        assert page.count("WATER234") >= times
        assert page.count('<svg xmlns="http://www.w3.org/2000/svg"') == times
        assert "/mee</" in page
        assert len(re.findall(r'id="[^"]+-title"', page)) == len(set(re.findall(r'id="[^"]+-title"', page)))
        assert "style=" not in page


def test_the_qr_code_is_a_file_of_its_own(world: World, anna: Client) -> None:
    response = anna.get(url(world.round, "uitnodigen/qr.svg"))

    assert response["Content-Type"] == "image/svg+xml"
    assert response.content.startswith(b"<svg")


def test_the_page_asks_as_much_for_forty_addresses_as_for_two(world: World, anna: Client) -> None:
    group = world.group("bewoners")
    for number in range(2):
        world.round.invitations.create(email=f"a{number}@voorbeeld.nl", group=group)
    few = queries_of(anna, url(world.round, "uitnodigen/"))
    for number in range(38):
        world.round.invitations.create(email=f"b{number}@voorbeeld.nl", group=group)

    assert queries_of(anna, url(world.round, "uitnodigen/")) == few
