"""What a browser does with our forms, and a round with something decided, for the tests of this room."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Any
from uuid import uuid4

import icalendar
from django.test import Client
from django.utils.timezone import localdate

from samenspraak.conversations.models import Participant, Response, Round
from samenspraak.outcomes.models import Action
from samenspraak.outcomes.queries.links import owner_token
from samenspraak.results.models import Release
from samenspraak.results.services import release
from tests.conftest import World, plan_of
from tests.results.rounds import close, fill

HOSTILE = "=1+1 <script>alert(1)</script> {{ 7*7 }} #eval(1) \\input{x} ]]> & \u202eomgekeerd"
SHOWN = "<script>alert(1)</script>"


class Fields(HTMLParser):
    """The fields of every form on a page, each as a browser would send it."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({})
        if not self.forms or "name" not in found:
            return
        if tag == "textarea":
            self.area = found["name"]
            self.forms[-1][self.area] = ""
        if tag == "select":
            self.chosen = found["name"]
            self.forms[-1].setdefault(self.chosen, "")
        marks = found.get("type") in ("radio", "checkbox")
        if tag == "input" and (not marks or "checked" in found):
            self.forms[-1][found["name"]] = found.get("value", "on" if marks else "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.forms[-1][self.area] = self.forms[-1][self.area].removeprefix("\n")
            self.area = ""

    def handle_data(self, text: str) -> None:
        if self.area:
            self.forms[-1][self.area] += text


class Options(Fields):
    """The same, with the chosen option of a select."""

    chosen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        found = {name: value or "" for name, value in attrs}
        if tag == "option" and "selected" in found and self.forms:
            self.forms[-1][self.chosen] = found.get("value", "")


def form_with(response: Any, field: str) -> dict[str, str]:
    """Return the first form on the page that has this field, filled in as the page has it."""
    parser = Options()
    parser.feed(text_of(response))
    return next(form for form in parser.forms if field in form)


def text_of(response: Any) -> str:
    return str(response.content.decode())


def url(world: World, rest: str = "", *, number: int = 1) -> str:
    return f"/gesprekken/{world.conversation.pk}/{number}/{rest}"


def save_theme(client: Client, world: World, theme: str = "A", **changes: str) -> Any:
    """Open a theme, change some fields and save, as one person does."""
    page = client.get(url(world, f"verdiepen/{theme}/"))
    return client.post(url(world, f"verdiepen/{theme}/"), {**form_with(page, "reason"), **changes})


def add_action(world: World, **values: Any) -> Action:
    """Put an action on the agenda of the first round."""
    first: dict[str, Any] = {"theme": "A", "what": "Een inloop openen", "owner": "Fatima"}
    return Action.objects.create(conversation=world.conversation, **{"round": world.round, **first, **values})


def owner_path(action: Action) -> str:
    return f"/actie/{owner_token(action)}/"


def events_in(response: Any) -> list[Any]:
    """Return the events of a calendar file."""
    return list(icalendar.Calendar.from_ical(response.content).walk("VEVENT"))


def in_days(number: int) -> date:
    return localdate() + timedelta(days=number)


def released(world: World) -> Release:
    """Let eighteen people answer, close the round and make the picture."""
    fill(world)
    close(world)
    made = release(world.round, now=world.now)
    assert isinstance(made, Release), made
    return made


def second_round(world: World, *, number: int = 2) -> Round:
    """Return a second (or later) round of the same conversation, closed."""
    return Round.objects.create(
        conversation=world.conversation,
        number=number,
        status=Round.Status.CLOSED,
        code=f"WATER56{number}",
        opens_at=world.now - timedelta(days=3),
        closes_at=world.now - timedelta(hours=1),
        instrument=world.round.instrument,
        questions=world.questions.digest,
        plan=plan_of(world.conversation),
        purpose=world.conversation.purpose,
        pages=world.conversation.pages,
    )


def keepers(world: World, number: int) -> list[Participant]:
    """Return people who keep their code."""
    return [
        Participant.objects.create(conversation=world.conversation, code_hash=uuid4().hex, keep=True)
        for _ in range(number)
    ]


def answer_as(world: World, people: Iterable[Participant], round: Round, **cells: str) -> list[Response]:
    """Let these people send the same answers in a round."""
    return world.answers(list(people), "beleid", round=round, **cells)
