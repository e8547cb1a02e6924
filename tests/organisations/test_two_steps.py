"""Signing in with two steps: a password, and a code from one's phone."""

from __future__ import annotations

import base64
import hmac
import time

from django.test import Client

from tests.conftest import PASSWORD, World

ACTIVATE = "/account/2fa/totp/activate/"
HALF_A_MINUTE = 30


def signed_in_through_the_screen(email: str) -> Client:
    client = Client()
    client.post("/account/login/", {"login": email, "password": PASSWORD})
    return client


def code_of_the_phone(secret: str) -> str:
    """Return what an app shows now (RFC 6238)."""
    moment = (int(time.time()) // HALF_A_MINUTE).to_bytes(8, "big")
    digest = hmac.digest(base64.b32decode(secret), moment, "sha1")
    place = digest[-1] & 15
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def turn_on(client: Client) -> str:
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    secret = str(client.get(ACTIVATE).context["form"].secret)
    client.post(ACTIVATE, {"code": code_of_the_phone(secret)})
    return secret


def test_a_colleague_can_turn_it_on_and_then_needs_the_code(world: World) -> None:
    secret = turn_on(signed_in_through_the_screen(world.anna.email))
    again = Client()

    asked = again.post("/account/login/", {"login": world.anna.email, "password": PASSWORD}, follow=True)
    outside = again.get("/gesprekken/")
    again.post("/account/2fa/authenticate/", {"code": code_of_the_phone(secret)})

    assert "Typ de code die de app op je telefoon nu laat zien." in asked.content.decode()
    assert outside.status_code == 302
    assert again.get("/gesprekken/").status_code == 200


def test_who_asked_for_a_new_password_can_still_turn_it_on(world: World) -> None:
    Client().post("/account/password/reset/", {"email": world.anna.email})

    client = signed_in_through_the_screen(world.anna.email)
    turn_on(client)

    assert "Staat aan" in client.get("/account/2fa/").content.decode()


def test_a_wrong_code_lets_nobody_in_and_says_so(world: World) -> None:
    turn_on(signed_in_through_the_screen(world.anna.email))
    thief = signed_in_through_the_screen(world.anna.email)

    page = thief.post("/account/2fa/authenticate/", {"code": "letters"}).content.decode()

    assert "Deze code klopt niet." in page
    assert thief.get("/gesprekken/").status_code == 302
