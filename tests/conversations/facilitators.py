"""What a facilitator's browser does, for the tests: the steps of preparing, filled in."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime

from samenspraak.conversations.models import InstrumentVersion, Round
from tests.conftest import World

Row = tuple[str, str, str, int]  # key, name, audience, expected


def started(client: Client, title: str = "Samen in Waterdorp", key: str = "") -> Any:
    instrument = InstrumentVersion.objects.get(slug="klein")
    fields = {"key": key or str(uuid4()), "title": title, "instrument": instrument.pk}
    return client.post("/gesprekken/nieuw/", fields)


def draft_of(client: Client, title: str = "Samen in Waterdorp") -> Round:
    started(client, title)
    return Round.objects.get(conversation__title=title)


def url(round: Round, rest: str = "voorbereiden/") -> str:
    return f"/gesprekken/{round.conversation_id}/{round.number}/{rest}"


def step(client: Client, round: Round, slug: str, fields: dict[str, Any]) -> Any:
    return client.post(url(round, f"voorbereiden/{slug}/"), fields)


def group_fields(*rows: Row, **more: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {"groep-TOTAL_FORMS": len(rows), "groep-INITIAL_FORMS": 0, **more}
    for index, (key, name, audience, expected) in enumerate(rows):
        fields |= {
            f"groep-{index}-key": key,
            f"groep-{index}-chosen": "on",
            f"groep-{index}-name": name,
            f"groep-{index}-audience": audience,
            f"groep-{index}-expected": expected,
        }
    return fields


def with_groups(client: Client, round: Round, *expected: int) -> Any:
    known = [
        ("beleid", "Beleid", "gemeente"),
        ("uitvoering", "Uitvoering", "praktijk"),
        ("bewoners", "Bewoners", "bewoners"),
    ]
    rows = [(*group, number) for group, number in zip(known, expected, strict=False)]
    return step(client, round, "groepen", group_fields(*rows))


def typed(at: datetime) -> str:
    return localtime(at).strftime("%Y-%m-%dT%H:%M")


def text(response: Any) -> str:
    return " ".join(str(response.content.decode()).split())


def ready_draft(world: World, client: Client, *expected: int) -> Round:
    round = draft_of(client)
    with_groups(client, round, *(expected or (8, 8, 8)))
    return round


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
