"""A participant's phone for the tests: a client that says where its forms come from, and the usual steps."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from typing import Any
from uuid import uuid4

from django.test import Client

from samenspraak.conversations.models import Response, Round
from samenspraak.conversations.queries.tokens import Token, token_in

HERE = {"origin": "http://testserver"}


@dataclass
class Phone:
    """One device with its cookies. ``token`` is what the last page had in its hidden field."""

    code: str = "WATER234"
    client: Client = field(default_factory=lambda: Client(headers=HERE))

    def url(self, rest: str = "") -> str:
        return f"/mee/{self.code}/{rest}"

    def get(self, rest: str = "", **options: Any) -> Any:
        return self.client.get(self.url(rest), **options)

    def post(self, rest: str = "", /, **fields: Any) -> Any:
        return self.client.post(
            self.url(rest), {key.replace("__", "-"): value for key, value in fields.items()}
        )

    def begin(self, group: str = "beleid", *, key: str = "", **more: Any) -> Any:
        return self.post("", stap="begin", group=group, key=key or str(uuid4()), **more)

    def token(self) -> Token:
        token = token_in(self.client.cookies["blad"].value)
        assert token is not None
        return token

    def sheet(self) -> Response:
        return Response.objects.get(pk=str(self.token().response))

    def send(self) -> Any:
        return self.post("controleren/")


def hidden(response: Any, name: str) -> str:
    """Return the value of a hidden field on a page."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', text_of(response))
    assert found, f"no hidden field {name}"
    return unescape(found.group(1))


def text_of(response: Any) -> str:
    return str(response.content.decode())


def checked(response: Any) -> set[str]:
    """Return the marks that stand checked on a page, as name=value."""
    found = re.findall(r'name="([^"]+)" value="([^"]+)"[^>]* checked', text_of(response))
    return {f"{name}={value}" for name, value in found}


def move(round: Round, *, opens_at: datetime | None = None, closes_at: datetime | None = None) -> None:
    """Give a round other moments."""
    round.opens_at, round.closes_at = opens_at or round.opens_at, closes_at or round.closes_at
    round.save(update_fields=["opens_at", "closes_at"])
