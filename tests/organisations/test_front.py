"""The front pages: for participants first, in two languages, and nothing from elsewhere."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from tests.conftest import World

PAGES = ["home", "privacy", "accessibility", "about", "account_login"]


@pytest.mark.parametrize("name", PAGES)
def test_a_public_page_has_one_heading_one_primary_action_and_nothing_from_elsewhere(
    db: None, name: str
) -> None:
    response = Client().get(reverse(name))
    page = response.content.decode()

    assert response.status_code == 200
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert page.count("utrecht-button--primary-action") <= 1
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
    assert "style=" not in page
    assert "anoniem" not in page.lower()
    assert "sessionid" not in response.cookies


def test_participants_come_first_on_the_front_page(db: None) -> None:
    page = Client().get("/").content.decode()

    assert page.index('name="code"') < page.index(reverse("account_login"), page.index("<main"))
    assert f'action="{reverse("conversations:join_code")}"' in page


def test_members_go_to_their_conversations(world: World, anna: Client) -> None:
    assert anna.get("/")["Location"] == "/gesprekken/"


def test_nobody_can_make_an_account_without_being_invited(db: None) -> None:
    fields = {"email": "x@y.nl", "password1": "een-lang-wachtwoord", "password2": "een-lang-wachtwoord"}

    Client().post(reverse("account_signup"), fields)

    assert not Client().login(email="x@y.nl", password="een-lang-wachtwoord")


def test_the_security_file_names_a_contact_and_has_not_expired(db: None) -> None:
    lines = dict(
        line.split(": ", 1)
        for line in Client().get("/.well-known/security.txt").content.decode().splitlines()
    )

    expires = parse_datetime(lines["Expires"])
    assert lines["Contact"].startswith("mailto:")
    assert expires is not None
    assert 0 < (expires - timezone.now()).days < 365


def test_a_language_is_kept_and_never_sends_one_elsewhere(db: None) -> None:
    client = Client(headers={"origin": "http://testserver"})

    back = client.post("/taal/", {"language": "en", "next": "/privacy/"})
    away = client.post("/taal/", {"language": "en", "next": "https://elders.example/"})

    assert back["Location"] == "/privacy/"
    assert client.cookies["taal"].value == "en"
    assert away["Location"] == "/"
    assert 'lang="en"' in client.get("/privacy/").content.decode()


@pytest.mark.parametrize(
    "back", ["home", "nergens", "conversations:list", "//elders.example", "/\\elders.example", ""]
)
def test_a_language_is_chosen_from_any_page_and_a_strange_way_back_leads_home(db: None, back: str) -> None:
    response = Client().post("/taal/", {"language": "en", "next": back})

    assert (response.status_code, response["Location"]) == (302, "/")
