"""Colleagues: inviting, roles, removing; sign-in sessions; working for more than one organisation."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from samenspraak.organisations.models import AuditEvent, Membership, Organisation, SignIn, User
from tests.conftest import PASSWORD, World, make_user, signed_in

HOME = "/organisatie/"


def text(response: Any) -> str:
    return " ".join(str(response.content.decode()).split())


def invite(client: Client, email: str = "dana@waterdorp.example", role: str = "facilitator") -> Any:
    return client.post(f"{HOME}collega/", {"email": email, "name": "Dana", "role": role}, follow=True)


def test_a_colleague_gets_a_link_chooses_a_password_and_can_sign_in(world: World, anna: Client) -> None:
    page = text(invite(anna))
    (sent,) = mail.outbox
    (link,) = re.findall(r"https?://[^/]+(/account/password/reset/key/\S+)", str(sent.body))
    new = Client()

    form = new.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    new.post(address, {"password1": "nog-een-lang-wachtwoord", "password2": "nog-een-lang-wachtwoord"})

    assert "dana@waterdorp.example krijgt een e-mail met een link." in page
    assert sent.to == ["dana@waterdorp.example"]
    assert Client().login(email="dana@waterdorp.example", password="nog-een-lang-wachtwoord")
    assert "Rondkomen in Waterdorp" in text(signed_in(User.objects.get(name="Dana")).get("/gesprekken/"))


def test_the_link_works_once(world: World, anna: Client) -> None:
    invite(anna)
    (link,) = re.findall(r"https?://[^/]+(/account/password/reset/key/\S+)", str(mail.outbox[0].body))
    user = User.objects.get(name="Dana")
    user.set_password("intussen-zelf-gekozen")
    user.save()

    assert "password1" not in Client().get(link, follow=True).content.decode()


def test_somebody_who_is_there_already_is_not_invited_again(world: World, anna: Client) -> None:
    page = text(invite(anna, email=world.bram.email.upper()))

    assert "Dit adres hoort al bij een collega" in page
    assert 'value="Dana"' in page
    assert not mail.outbox


def test_a_user_of_another_organisation_gets_a_second_place_and_keeps_the_password(
    world: World, anna: Client
) -> None:
    invite(anna, email=world.chris.email)

    assert "Log in met je eigen wachtwoord" in mail.outbox[0].body
    assert world.chris.memberships.count() == 2
    assert Client().login(email=world.chris.email, password=PASSWORD)


@pytest.mark.parametrize("path", ["collega/", "gegevens/", "lid/1/"])
def test_a_page_of_the_administrator_does_not_exist_for_bram(world: World, bram: Client, path: str) -> None:
    assert bram.get(HOME + path).status_code == 404
    assert "Nodig een collega uit" not in text(bram.get(HOME))


def test_anna_cannot_reach_a_member_of_another_organisation(world: World, anna: Client) -> None:
    stranger = world.chris.memberships.get()

    for path in ("", "verwijderen/", "welkom/"):
        assert anna.post(f"{HOME}lid/{stranger.pk}/{path}").status_code == 404
    assert world.chris.memberships.exists()
    assert not mail.outbox


def test_a_role_changes_and_the_last_administrator_stays(world: World, anna: Client) -> None:
    bram, own = world.bram.memberships.get(), world.anna.memberships.get()

    refused = anna.post(f"{HOME}lid/{own.pk}/", {"role": "facilitator"})
    assert "heeft altijd een beheerder" in text(refused)

    anna.post(f"{HOME}lid/{bram.pk}/", {"role": "administrator"})
    anna.post(f"{HOME}lid/{own.pk}/", {"role": "facilitator"})

    roles = dict(Membership.objects.filter(organisation=world.organisation).values_list("user__name", "role"))
    assert roles == {"Anna": "facilitator", "Bram": "administrator"}
    assert anna.get(f"{HOME}collega/").status_code == 404


def test_the_last_administrator_cannot_leave(world: World, anna: Client) -> None:
    own = world.anna.memberships.get()

    page = anna.post(f"{HOME}lid/{own.pk}/verwijderen/", follow=True)

    assert "heeft altijd een beheerder" in text(page)
    assert Membership.objects.filter(pk=own.pk).exists()


def test_who_is_taken_out_sees_nothing_any_more_and_stays_named_in_the_log(
    world: World, anna: Client, bram: Client
) -> None:
    bram.get("/gesprekken/")

    anna.post(f"{HOME}lid/{world.bram.memberships.get().pk}/verwijderen/")

    assert bram.get("/gesprekken/").status_code == 302
    world.bram.refresh_from_db()
    assert not world.bram.is_active
    assert not Client().login(email=world.bram.email, password=PASSWORD)
    assert "Bram uit de organisatie gehaald" in text(anna.get(f"{HOME}logboek/"))


def test_who_comes_back_after_leaving_wakes_up(world: World, anna: Client) -> None:
    anna.post(f"{HOME}lid/{world.bram.memberships.get().pk}/verwijderen/")

    invite(anna, email=world.bram.email)

    assert Client().login(email=world.bram.email, password=PASSWORD)


def test_details_are_kept_and_a_wrong_area_is_refused(world: World, anna: Client) -> None:
    refused = anna.post(f"{HOME}gegevens/", {"name": "Waterstad", "area_code": "Atlantis"})
    assert "Deze gemeente kennen we niet" in text(refused)
    assert 'value="Waterstad"' in text(refused)

    anna.post(f"{HOME}gegevens/", {"name": "  Water\u202estad ", "area_code": "Utrecht"})
    world.organisation.refresh_from_db()
    assert (world.organisation.name, world.organisation.area_code) == ("Waterstad", "GM0344")


def test_the_log_is_shown_in_pages_and_asks_as_much_for_a_full_page_as_for_a_short_one(
    world: World, anna: Client
) -> None:
    for number in range(120):
        AuditEvent.objects.create(
            organisation=world.organisation,
            actor=world.anna,
            verb="became_facilitator",
            detail={"name": f"Mens {number}"},
            at=world.now,
        )

    first, last = text(anna.get(f"{HOME}logboek/")), text(anna.get(f"{HOME}logboek/?pagina=99"))

    assert "Mens 119 is nu gespreksleider" in first
    assert "Bladzijde 1 van 3" in first
    assert "Mens 0 is nu gespreksleider" in last


def test_one_sees_where_one_is_signed_in_without_any_address(world: World) -> None:
    phone = signed_in(world.anna)
    laptop = signed_in(world.anna)
    agent = {"user-agent": "Mozilla/5.0 (iPhone) Safari/600", "x-forwarded-for": "203.0.113.9"}

    phone.get(f"{HOME}ik/", headers=agent, REMOTE_ADDR="203.0.113.9")
    page = text(laptop.get(f"{HOME}ik/"))

    assert "Safari op iPhone" in page
    assert SignIn.objects.filter(user=world.anna).count() == 2
    assert "203.0.113.9" not in page + str(list(SignIn.objects.values()))


def test_signing_out_elsewhere_ends_those_sessions_at_once(world: World) -> None:
    here, there = signed_in(world.anna), signed_in(world.anna)
    here.get(f"{HOME}ik/")
    there.get(f"{HOME}ik/")

    here.post(f"{HOME}ik/uitloggen/")

    assert there.get("/gesprekken/").status_code == 302
    assert here.get("/gesprekken/").status_code == 200


def test_nobody_ends_the_session_of_somebody_else(world: World, bram: Client) -> None:
    anna = signed_in(world.anna)
    anna.get(f"{HOME}ik/")

    assert bram.post(f"{HOME}ik/uitloggen/{world.anna.sign_ins.get().pk}/").status_code == 404
    assert anna.get("/gesprekken/").status_code == 200


def test_ended_sessions_leave_the_list(world: World) -> None:
    first = signed_in(world.anna)
    first.get(f"{HOME}ik/")
    first.logout()

    signed_in(world.anna).get(f"{HOME}ik/")

    assert world.anna.sign_ins.count() == 1


def test_one_switches_between_ones_own_organisations(world: World, anna: Client) -> None:
    Membership.objects.create(user=world.anna, organisation=world.elsewhere)

    assert "Ga naar Elders" in text(anna.get(HOME))
    anna.post(f"{HOME}wisselen/", {"organisation": str(world.elsewhere.pk)})

    assert "Elders" in text(anna.get("/gesprekken/"))
    assert "Rondkomen" not in text(anna.get("/gesprekken/"))
    assert anna.get(f"/gesprekken/{world.conversation.pk}/").status_code == 404


def test_names_with_markup_stay_text(world: World, anna: Client) -> None:
    anna.post(f"{HOME}ik/", {"name": "<img src=x onerror=alert(1)>=cmd()"})

    for path in (HOME, f"{HOME}ik/", f"{HOME}logboek/"):
        assert "<img src=x" not in anna.get(path).content.decode()


def test_the_command_makes_an_organisation_and_an_administrator_with_a_link(
    db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("adduser", "eva@nieuw.example", "--organisation", "Nieuwdorp", "--administrator")

    said = capsys.readouterr().out
    assert "(a new organisation)" in said
    (link,) = re.findall(r"https?://[^/]+(/account/password/reset/key/\S+)", said)
    assert "password1" in Client().get(link, follow=True).content.decode()
    assert Membership.objects.get().role == Membership.Role.ADMINISTRATOR


def test_the_command_refuses_what_it_cannot_do(db: None) -> None:
    make_user("Anna", Organisation.objects.create(name="Waterdorp"))

    for arguments in (
        ["geen-adres", "--organisation", "X"],
        ["anna@waterdorp.example", "--organisation", "Waterdorp"],
    ):
        with pytest.raises(CommandError):
            call_command("adduser", *arguments)
    assert not Organisation.objects.filter(name="X").exists()
