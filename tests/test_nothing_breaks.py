"""Whatever is sent to whichever door by whomever, in every state of a round: no answer is a 5xx."""

from __future__ import annotations

import functools
from collections.abc import Callable
from random import Random
from typing import Any
from urllib.parse import quote_plus
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver, reverse

from samenspraak.conversations.models import Invitation, Round
from samenspraak.conversations.queries.invitations import personal_token
from samenspraak.outcomes.models import Action
from samenspraak.outcomes.queries.links import owner_token
from tests.conftest import World
from tests.conversations.phones import HERE, Phone
from tests.doors import Route, walked
from tests.results.rounds import by_name, close, fill, made, phone_of, reveal
from tests.test_doors import samples

BY_PATTERN = {
    "account_confirm_email",
    "account_reset_password_from_key",
}  # routes of which we cannot make an address
ROUTES = [
    route
    for route in walked(get_resolver().url_patterns, "")
    if route.name not in {"account_logout", *BY_PATTERN}
]
TRIES = 2
PHONES = {"begun", "sent"}
WEIRD = [
    *("", " ", "-", "--", ",", "?", "0", "-1", "1e400", "NaN", "٣", "²", "0x1F", "9" * 5000, "null", "True"),
    *(
        "\x00",
        "a\x00b",
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
        "\u202e\u200bx",
        "\ufdd0",
    ),
    *("%s %(x)s {{ x }} {% x %}", "'", '"><script>alert(1)</script>', "=1+1", "../../etc/passwd", "\r\nX: y"),
    *("2026-02-30", "0001-01-01", "9999-12-31", "0001-01-01T00:00", "9999-12-31T23:59", "31-12-9999 23:59"),
    *(
        "2026-03-29T02:30",
        "2026-10-25T02:30",
        "[" * 100_000,
        "a" * 70_000,
        "💥" * 500,
        "İ",
        "ß" * 50,
        "A" * 60,
    ),
    *("home", "conversations:list", "//elders.example", str(uuid4())),
]
NAMES = [
    *("stap", "group", "key", "name", "together", "people", "mixed", "agreed", "blad", "getoond", "naar"),
    *("A1", "A2", "B1", "A-belang", "A-opmerking", "actie", "zeker", "code", "next", "language", "title"),
    *("instrument", "purpose", "area_code", "groep-TOTAL_FORMS", "groep-INITIAL_FORMS", "groep-0-key"),
    *(
        "groep-0-chosen",
        "groep-0-name",
        "groep-0-expected",
        "groep-0-audience",
        "groep-1-key",
        "groep-1-name",
    ),
    *("move", "more", "again", "to", "merge", "mode", "k", "with_beleid", "start", "opens_at", "closes_at"),
    *("pages", "addresses", "reason", "reveal", "theme", "item", "what", "owner", "owner_email", "deadline"),
    *(
        "zoek",
        "buurt",
        "vers",
        "pagina",
        "does",
        "topics",
        "target_groups",
        "latitude",
        "longitude",
        "keeper",
    ),
    *("website", "contact_email", "consent", "other", "said_by", "strength", "lijst", "rij-2", "kant", "hoe"),
    *("sphere", "formal", "reach", "about", "missing", "works_with", "stronger", "vragen", "usual_kind"),
    *("review_on", "version", "kind", "text", "then", "now", "wanted", "position_version", "initial-now"),
    *(
        "organisation",
        "email",
        "role",
        "login",
        "password",
        "thema",
        "groep",
        "minuten",
        "afdrukken",
        "weergave",
    ),
    *("pagina", "stelling", "themes", "remarks", "notes", "na", "opnieuw"),
]
BODIES = [
    (b"\xff\xfe=\x80&a=%zz&%ff=%00", "application/x-www-form-urlencoded"),
    (b"a=1", "application/x-www-form-urlencoded; charset=utf-16"),
    (b"[" * 100_000, "application/json"),
    (b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff', "multipart/form-data; boundary=x"),
    (
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff',
        "multipart/form-data; boundary=x; charset=hex",
    ),
]


def as_draft(world: World) -> None:
    bare = {
        "plan": None,
        "instrument": None,
        "questions": "",
        "purpose": "",
        "pages": "",
        "invitation_key": "",
    }
    Round.objects.update(status=Round.Status.DRAFT, **bare)


def as_open(world: World) -> None:
    fill(world, each=2)


def as_revealed(world: World) -> None:
    fill(world)
    reveal(world)
    made(world)


def as_closed(world: World) -> None:
    fill(world)
    close(world)
    made(world)


def as_named(world: World) -> None:
    fill(world, each=1)
    by_name(world)
    reveal(world)
    made(world)


def visitors(world: World) -> dict[str, Client]:
    begun = Phone()
    begun.begin()
    sheet = world.round.responses.exclude(participant=None).first()
    sent = phone_of(world, sheet) if sheet else Phone()
    everybody = {"stranger": Client(headers=HERE), "begun": begun.client, "sent": sent.client}
    for user in (world.anna, world.chris):
        everybody[user.name] = Client(headers=HERE)
        everybody[user.name].force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    for one in everybody.values():
        one.raise_request_exception = False
    return everybody


def arguments(world: World) -> dict[str, list[object]]:
    """Return for every argument of a route some values that exist, and some that do not."""
    given: dict[str, list[object]] = {name.split()[-1]: [value] for name, value in samples(world).items()}
    tokens = [personal_token(Invitation.objects.get()), owner_token(Action.objects.get())]
    return {
        **given,
        "number": [1, 1, 2, 2**63],
        "step": ["instrument", "waarvoor", "groepen", "bescherming", "planning", "x"],
        "code": ["WATER234", "WATER234", "water 234", "-", "%00", "é", "a" * 300],
        "page": [1, 2, 6, 0, 10**30],
        "token": [*tokens, "é", "\x00", "." * 50, "A" * 22, "-" * 44],
        "theme_id": ["A", "B", "Z"],
        "extension": ["csv", "xlsx", "html", "ics", "exe"],
        "key": ["x", "é"],
        "uidb36": ["x"],
    }


def address(route: Route, values: dict[str, list[object]], chance: Random) -> str:
    return reverse(route.name, kwargs={name: chance.choice(values[name]) for name in route.arguments})


@functools.cache
def quoted(value: str) -> str:
    """Return a value as it stands in an address; quoting a hundred thousand brackets takes a while."""
    return quote_plus(value)


def send(client: Client, method: str, url: str, chance: Random) -> Any:
    fields = {name: chance.choice(WEIRD) for name in chance.sample(NAMES, chance.randint(0, 12))}
    if method == "post" and chance.random() < 0.3:
        body, kind = chance.choice(BODIES)
        return client.generic("POST", url, body, content_type=kind)
    if method == "get":
        return client.get(f"{url}?{'&'.join(f'{name}={quoted(value)}' for name, value in fields.items())}")
    return client.post(url, fields) if method == "post" else getattr(client, method)(url)


def visitors_of(route: Route, everybody: dict[str, Client]) -> list[tuple[str, Client]]:
    """Return who tries a door: a phone keeps its cookie for the pages of its round, and is a stranger elsewhere."""
    behind_signing_in = "conversation_id" in route.arguments
    return [one for one in everybody.items() if not (behind_signing_in and one[0] in PHONES)]


@pytest.mark.parametrize("state", [as_draft, as_open, as_revealed, as_closed, as_named])
def test_no_door_answers_that_it_is_broken(world: World, state: Callable[[World], None]) -> None:
    chance = Random(7)
    state(world)
    everybody, values = visitors(world), arguments(world)
    broken = []
    for route in ROUTES:
        for number in range(TRIES):
            for who, client in visitors_of(route, everybody):
                cache.clear()  # the limits on attempts are tested elsewhere
                method = chance.choice(["get", "post", "post", "get" if number else "options"])
                url = address(route, values, chance)
                if send(client, method, url, chance).status_code >= 500:
                    broken.append((who, method, route.name))

    assert broken == []
