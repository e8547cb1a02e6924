"""An organisation by its link: still right, changed, off the map; once, without an account, and never by accident."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from samenspraak.conversations.services.editing import Overtaken
from samenspraak.organisations.models import AuditEvent
from samenspraak.socialbase import tasks
from samenspraak.socialbase.models import Actor, ConfirmLink, Contact, MapSettings, Tie
from samenspraak.socialbase.services import contacts, entries
from samenspraak.socialbase.tasks import ask_due, remind_due, send_confirm_link
from tests.conftest import World
from tests.conversations.phones import HERE
from tests.socialbase.maps import FADED, Volunteer, bind, put, reach, text_of, words_of

CHANGED = {"name": "Buurthuis De Linde", "does": "Koffie.", "version": "1", "topics": ["taal"]}


def asked(world: World, name: str = "De Linde", email: str = "an@linde.example", **values: Any) -> Actor:
    """Put an entry on the map that can be asked, and let the clock ask."""
    MapSettings.objects.update_or_create(
        organisation=world.organisation, defaults={"asks_since": timezone.localdate()}
    )
    actor = put(world, name, **values)
    reach(actor, email)
    return actor


def on(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


def link_in(message: Any) -> str:
    found = re.search(r"http://localhost:8000(/kaart/\S+)", message.body)
    assert found
    return found.group(1)


def test_looking_changes_nothing_however_often(world: World) -> None:
    actor = put(world, "De Linde", confirmed=FADED, does="Koffie")
    volunteer = Volunteer(actor)

    pages = [volunteer.look(step) for step in ("", "wijzigen", "weg", "onzin", "")]

    assert {page.status_code for page in pages} == {200}
    assert "Klopt dit nog?" in words_of(pages[0])
    assert "Koffie" in words_of(pages[0])
    actor.refresh_from_db()
    assert actor.confirmed_on == timezone.localdate() - timedelta(days=FADED)
    assert ConfirmLink.objects.get().used_on is None


def test_one_tap_confirms(world: World, anna: Client) -> None:
    actor = put(world, "De Linde", confirmed=FADED)

    page = Volunteer(actor).say("klopt")

    actor.refresh_from_db()
    assert actor.confirmed_on == timezone.localdate()
    assert "Dank je wel" in words_of(page)
    assert "Bevestigd: het klopt (via de eigen link)" in words_of(anna.get(f"/sociale-basis/{actor.pk}/"))


def test_nobody_is_promised_a_mail_that_will_not_come(world: World) -> None:
    told = {
        name: words_of(Volunteer(actor).say("klopt"))
        for name, actor in (("kept", asked(world)), ("unknown", put(world, "De Brug")))
    }

    assert "Over een jaar vraagt" in told["kept"]
    assert "Over een jaar vraagt" not in told["unknown"]
    assert "ziet nu dat het klopt" in told["unknown"]


def test_a_change_confirms_too_and_the_contact_needs_consent(world: World) -> None:
    actor = put(world, "De Linde", confirmed=FADED)
    volunteer, person = Volunteer(actor), {"contact_email": "bo@linde.example"}

    refused = volunteer.say("gewijzigd", **CHANGED, **person)
    assert (refused.status_code, Contact.objects.count()) == (422, 0)
    assert "Zonder toestemming" in words_of(refused)

    page = volunteer.say("gewijzigd", **CHANGED, **person, consent="on")

    actor.refresh_from_db()
    assert (actor.name, actor.does, actor.topics) == ("Buurthuis De Linde", "Koffie.", ["taal"])
    assert actor.confirmed_on == timezone.localdate()
    assert actor.contact.email == "bo@linde.example"
    assert "Jullie wijzigingen zijn bewaard" in words_of(page)


def test_empty_fields_erase_the_contact_at_once(world: World) -> None:
    actor = put(world, "De Linde")
    reach(actor)

    Volunteer(actor).say("gewijzigd", **CHANGED)

    assert not Contact.objects.exists()
    assert AuditEvent.objects.filter(verb="contact_erased").count() == 1


def test_who_asks_to_be_removed_is_removed_at_once(world: World, anna: Client) -> None:
    actor, other = put(world, "De Linde", does="Koffie"), put(world, "De Brug")
    reach(actor)
    bind(actor, other)

    page = Volunteer(actor).say("weg")

    actor.refresh_from_db()
    assert "Jullie staan niet meer op de kaart" in words_of(page)
    assert (actor.status, actor.does) == ("removed", "")
    assert not (Contact.objects.exists())
    assert not (Tie.objects.exists())
    assert anna.get(f"/sociale-basis/{actor.pk}/").status_code == 404


def test_others_claims_are_confirmed_refused_or_left(world: World) -> None:
    actor = put(world, "De Linde")
    yes, no, left = (
        bind(put(world, name), actor, Tie.Kind.SUPPORTS, said="s") for name in ("Ja", "Nee", "Ooit")
    )
    volunteer = Volunteer(actor)
    assert "De Linde krijgt steun van Ja" in words_of(volunteer.look())

    volunteer.say("klopt", **{f"band-{yes.pk.hex}": "yes", f"band-{no.pk.hex}": "no"})

    kept = {one.pk: one.confirmed_by_target for one in Tie.objects.all()}
    assert kept == {yes.pk: timezone.localdate(), left.pk: None}
    assert AuditEvent.objects.filter(verb="tie_refused").count() == 1


def test_a_link_says_nothing_about_ties_of_others(world: World) -> None:
    actor, one, two = (put(world, name) for name in ("De Linde", "Een", "Twee"))
    theirs = bind(one, two)

    Volunteer(actor).say("klopt", **{f"band-{theirs.pk.hex}": "no"})

    assert Tie.objects.filter(pk=theirs.pk).exists()


@pytest.mark.parametrize("wish", ["klopt", "gewijzigd", "weg"])
def test_a_link_used_twice_gives_a_clear_page_and_changes_nothing(world: World, wish: str) -> None:
    actor = put(world, "De Linde", confirmed=FADED)
    volunteer = Volunteer(actor)
    volunteer.say("klopt")
    before = Actor.objects.values().get()

    again = volunteer.say(wish, **CHANGED)

    assert again.status_code == 410
    assert "Jullie antwoord is binnen" in words_of(again)
    assert Actor.objects.values().get() == before


def test_a_link_used_by_another_tells_nobody_whom_to_reach(world: World) -> None:
    actor = put(world, "De Linde")
    reach(actor)
    volunteer = Volunteer(actor)
    volunteer.say("klopt")

    page = Client(headers=HERE).get(volunteer.url)

    assert page.status_code == 410
    assert "Heb je dit niet zelf gedaan" in words_of(page)
    assert "an@linde.example" not in text_of(page)


def test_using_one_link_ends_the_others(world: World) -> None:
    actor = put(world, "De Linde")
    first, second = Volunteer(actor), Volunteer(actor)
    second.say("klopt")

    assert first.look().status_code == 410


def test_an_old_link_and_one_of_an_entry_that_is_gone_say_so(world: World) -> None:
    old, gone = put(world, "De Linde"), put(world, "De Brug")
    stale, dead = Volunteer(old), Volunteer(gone)
    ConfirmLink.objects.filter(actor=old).update(made_on=timezone.localdate() - timedelta(days=61))
    Actor.objects.filter(pk=gone.pk).update(status="removed")

    assert "Deze link is te oud" in words_of(stale.say("klopt"))
    assert "Jullie staan niet meer op de kaart" in words_of(dead.look())
    assert Client(headers=HERE).get("/kaart/verzonnen/").status_code == 404


def test_only_the_hash_of_a_link_is_kept(world: World) -> None:
    volunteer = Volunteer(put(world, "De Linde"))
    token = volunteer.url.split("/")[2]

    assert token not in str(ConfirmLink.objects.values())
    assert len(token) >= 43


def test_a_form_from_elsewhere_is_refused(world: World) -> None:
    volunteer = Volunteer(put(world, "De Linde"))

    assert (
        Client(headers={"origin": "https://elders.example"}).post(volunteer.url, {"actie": "weg"}).status_code
        == 403
    )
    assert Actor.objects.get().status == "active"


def test_a_change_by_a_colleague_meanwhile_is_shown_before_it_is_overwritten(world: World) -> None:
    actor = put(world, "De Linde")
    volunteer = Volunteer(actor)
    Actor.objects.update(does="Van Anna.", version=2)

    page = volunteer.say("gewijzigd", **CHANGED)
    assert (page.status_code, Actor.objects.get().does) == (409, "Van Anna.")

    volunteer.say("gewijzigd", **{**CHANGED, "version": "2"})
    assert Actor.objects.get().does == "Koffie."


def test_the_link_that_is_handed_over_is_shown_once(world: World, anna: Client) -> None:
    actor = put(world, "De Linde")

    page = anna.post(f"/sociale-basis/{actor.pk}/link/")
    url = re.search(r"/kaart/[\w-]+/", text_of(page))

    assert url
    assert Client(headers=HERE).get(url.group()).status_code == 200
    assert "/kaart/" not in text_of(anna.get(f"/sociale-basis/{actor.pk}/")).replace(
        "/sociale-basis/kaart/", ""
    )


def test_the_clock_asks_nobody_before_the_keepers_want_it(world: World) -> None:
    actor = put(world, "De Linde", confirmed=FADED)
    reach(actor)

    assert ask_due(timezone.now()) == 0
    assert mail.outbox == []


def test_the_clock_asks_once_a_year_who_was_not_confirmed_for_a_year(world: World) -> None:
    asked(world, confirmed=FADED)
    asked(world, "De Brug", "bo@brug.example", confirmed=10)
    put(world, "Zonder adres", confirmed=FADED)

    sent = [ask_due(on(day)) for day in (0, 0, 1, 200, 364, 365)]

    assert sent == [1, 0, 0, 0, 1, 1]
    assert [one.to for one in mail.outbox] == [
        ["an@linde.example"],
        ["bo@brug.example"],
        ["an@linde.example"],
    ]


def test_the_mail_leads_to_the_page_and_is_one_a_volunteer_can_read(world: World) -> None:
    actor = asked(world, confirmed=None)
    ask_due(timezone.now())

    message = mail.outbox[0]
    page = Client(headers=HERE).get(link_in(message))

    assert message.subject == "Staat De Linde er nog goed op?"
    assert message.reply_to == [world.anna.email]
    assert "geen account nodig" in message.body
    assert page.status_code == 200
    actor.refresh_from_db()
    assert actor.asked_on == timezone.localdate()


def test_one_reminder_after_two_weeks_and_none_for_who_answered(world: World) -> None:
    asked(world, confirmed=None)
    asked(world, "De Brug", "bo@brug.example", confirmed=None)
    ask_due(timezone.now())
    Client(headers=HERE).post(link_in(mail.outbox[1]), {"actie": "klopt"})
    answered = mail.outbox[1].to[0]
    mail.outbox.clear()

    sent = [remind_due(on(day)) for day in (0, 13, 14, 15, 40)]

    assert sent == [0, 0, 1, 0, 0]
    assert next(one.subject for one in mail.outbox).startswith("Herinnering:")
    assert mail.outbox[0].to[0] != answered
    assert Client(headers=HERE).get(link_in(mail.outbox[0])).status_code == 200


def test_the_clock_comes_by_with_all_its_tasks(world: World, capsys: Any) -> None:
    asked(world, confirmed=None)

    call_command("tick")

    assert "ask_due: 1" in capsys.readouterr().out
    assert len(mail.outbox) == 1


def test_the_switch_says_how_many_mails_will_go(world: World, anna: Client) -> None:
    actor = put(world, "De Linde", confirmed=None)
    reach(actor)
    put(world, "De Brug")

    page = words_of(anna.get("/sociale-basis/bijhouden/"))
    assert "Op de kaart 2" in page
    assert "gaat er binnen een paar minuten 1 e-mail weg" in page

    assert "één keer per jaar" in words_of(
        anna.post("/sociale-basis/bijhouden/", {"vragen": "aan"}, follow=True)
    )
    assert MapSettings.objects.get().asks_since == timezone.localdate()
    anna.post("/sociale-basis/bijhouden/", {"vragen": "uit"})
    assert MapSettings.objects.get().asks_since is None


def test_asking_by_hand_sends_one_mail_a_day(world: World, anna: Client) -> None:
    actor = put(world, "De Linde")
    without = anna.post(f"/sociale-basis/{actor.pk}/vragen/", follow=True)
    reach(actor)

    anna.post(f"/sociale-basis/{actor.pk}/vragen/")
    again = anna.post(f"/sociale-basis/{actor.pk}/vragen/", follow=True)

    assert "geen e-mailadres" in words_of(without)
    assert "vandaag al" in words_of(again)
    assert len(mail.outbox) == 1


def test_a_contact_that_was_erased_before_the_mail_went_gets_none(world: World) -> None:
    actor = asked(world, confirmed=None)
    Contact.objects.all().delete()

    send_confirm_link.func(actor_id=str(actor.pk), kind="ask")

    assert mail.outbox == []


@pytest.mark.parametrize("how", ["replaced", "erased"])
def test_the_link_of_somebody_who_is_no_contact_any_more_shows_nobody_whom_to_reach(
    world: World, anna: Client, how: str
) -> None:
    actor = put(world, "De Linde")
    reach(actor)
    left = Volunteer(actor)
    told = {"contact_email": "bo@linde.example", "contact_phone": "06 87654321", "consent": "on"}

    if how == "erased":
        anna.post(f"/sociale-basis/{actor.pk}/contact/wissen/")
    anna.post(f"/sociale-basis/{actor.pk}/contact/", told)

    page = left.look()
    assert page.status_code == 404
    assert "bo@linde.example" not in text_of(page)
    assert left.say("weg").status_code == 404
    assert Actor.objects.get().status == "active"
    assert Volunteer(actor).look().status_code == 200


def test_who_was_still_typing_puts_nothing_back_on_an_entry_that_was_taken_off(world: World) -> None:
    stale = put(world, "De Linde")
    entries.take_off(Actor.objects.get(), by=world.anna, now=world.now)
    told = AuditEvent.objects.count()

    assert contacts.keep_contact(stale, name="An", email="", phone="", by=world.anna, now=world.now) is None
    entries.confirm(stale, by=world.anna, now=world.now)
    with pytest.raises(Overtaken):
        entries.change(stale, {"does": "Koffie"}, version=1, by=world.bram, now=world.now)

    assert not Contact.objects.exists()
    assert (Actor.objects.get().confirmed_on, Actor.objects.get().does) == (None, "")
    assert AuditEvent.objects.count() == told


@pytest.mark.parametrize("error", [SMTPRecipientsRefused, OSError, ValueError])
def test_promise_p7_a_mail_that_cannot_go_out_keeps_no_address_in_the_work_that_failed(
    world: World,
    anna: Client,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: type[Exception],
) -> None:
    actor = asked(world, email="an@linde.example")

    def refuse(_messages: object) -> int:
        raise error({"an@linde.example": (550, b"unknown")})

    monkeypatch.setattr(tasks, "send", refuse)

    send_confirm_link.call(actor_id=str(actor.pk), kind="ask")

    assert "linde.example" not in caplog.text
    assert "kwam niet weg" in words_of(anna.get(f"/sociale-basis/{actor.pk}/"))
    assert "linde.example" not in str(list(AuditEvent.objects.values("detail")))
