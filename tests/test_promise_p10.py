"""P10 on every page: whatever people typed, wherever they could, is text there and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.template import engines
from django.test import Client
from django.urls import get_resolver, reverse

from samenspraak.conversations.forms.editing import longest
from samenspraak.conversations.models import Conversation, Invitation, Remark, Response, StakeholderGroup
from samenspraak.conversations.queries.invitations import personal_token
from samenspraak.organisations.models import Organisation, User
from samenspraak.organisations.services import record
from samenspraak.outcomes.models import Action, ActionStep, JointPosition, Note
from samenspraak.results.services import publish_remarks
from samenspraak.socialbase.models import Actor, Contact, Part, Suggestion, Tie
from tests.conftest import World
from tests.doors import walked
from tests.results.rounds import by_name, fill, made, promise, remark, reveal
from tests.test_doors import samples
from tests.test_nothing_breaks import BY_PATTERN, visitors

pytestmark = pytest.mark.once

HOSTILE = "\"'><img src=x onerror=alert(1)><x-own on=1>{{ 7|add:7 }}{% now 'Y' %}%s %(x)s &amp;<!--]]></svg></title>"
MARK = "onerror=alert(1)"
IN_ADDRESS = "%22%3E%3Cimg+src%3Dx+onerror%3Dalert%281%29%3E"
STRANGE = (
    f"?thema={IN_ADDRESS}&stelling={IN_ADDRESS}&minuten={IN_ADDRESS}&next={IN_ADDRESS}&pagina={IN_ADDRESS}"
)
# Every page reads only its own parameters, so one visit asks several pages for another view.
FOR_EVERYBODY = ["", f"{STRANGE}&stap=wie"]
FOR_ANNA = [
    *("", STRANGE, "?thema=A&groep=beleid"),
    "?thema=A&kind=summary&remarks=on&language=en&stap=wijzigen&zoek=onerror&instrument=x",
    "?groep=beleid&weergave=trekker&afdrukken=1&kind=report&themes=A&remarks=on&notes=on",
]


def hostile(length: int) -> str:
    """Return as much of the hostile text as fits."""
    return HOSTILE[:length]


class Elements(HTMLParser):
    """Collects what a person's text could have become: elements, event handlers, styles, scripts in addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note an element or attribute that no page of ours has."""
        if tag == "x-own" or ("src" in dict(attributes) and dict(attributes)["src"] == "x"):
            self.found.append(tag)
        for name, value in attributes:
            if (
                name.startswith("on")
                or name == "style"
                or re.match(r"\s*(javascript|data|vbscript):", value or "")
            ):
                self.found.append(f"{tag} {name}={value}")


def made_of(page: str) -> list[str]:
    elements = Elements()
    elements.feed(page)
    return elements.found


def typed_everywhere(world: World) -> None:
    """Put the hostile text wherever somebody types."""
    fill(world)
    every = hostile(110)
    Organisation.objects.update(name=every)
    User.objects.update(name=every)
    Conversation.objects.update(title=every, purpose=HOSTILE)
    StakeholderGroup.objects.update(name=hostile(80), display_name=every)
    plan = world.round.plan or {}
    promise(
        world,
        groups=[{**group, "name": hostile(80)} for group in plan["groups"]],
        displays=dict.fromkeys(plan["displays"], every),
    )
    world.round.purpose = HOSTILE
    world.round.save(update_fields=["purpose"])
    Response.objects.update(name=every)
    for sheet in world.round.responses.all():
        remark(world, sheet, HOSTILE)
    reveal(world)
    made(world)
    publish_remarks(
        world.round, dict.fromkeys(Remark.objects.values_list("pk", flat=True), True), now=world.now
    )
    JointPosition.objects.create(
        round=world.round, theme="A", now=2, wanted=4, reason=HOSTILE, reservations=HOSTILE
    )
    Note.objects.create(round=world.round, theme="A", text=HOSTILE)
    for verb in ("round_reopened", "title_changed", "colleague_invited", "action_made", hostile(60)):
        detail = dict.fromkeys(("reason", "title", "name", "what", "round"), HOSTILE)
        record(
            world.organisation,
            actor=world.anna,
            verb=verb,
            now=world.now,
            subject=world.conversation,
            detail=detail,
        )


def typed_in_actions(world: World) -> None:
    """Put it in the actions and their history, and where a mail could not go."""
    fields = ("what", "why", "owner", "partners", "first_step", "means", "sign_of_success")
    Action.objects.update(**dict.fromkeys(fields, hostile(110)), status="handed_back", promised=True)
    for kind in ("progress", "handed_back"):
        Action.objects.get().steps.create(kind=kind, text=HOSTILE, on=world.now.date(), by_owner=True)
    assert ActionStep.objects.count() == 2
    Invitation.objects.update(failed=hostile(150))


def typed_on_the_map() -> None:
    """Put it in the map of the social base: in its entries, whom to reach, ties, roles, and what people suggest."""
    fields = ("name", "does", "place", "source", "area_code", "website")
    Actor.objects.update(**{name: hostile(longest(Actor, name)) for name in fields}, topics=[HOSTILE])
    for actor in Actor.objects.all():
        Contact.objects.create(actor=actor, name=hostile(110), phone=hostile(40), consent_on=actor.created_on)
    Tie.objects.update(note=HOSTILE)
    Part.objects.update(note=HOSTILE, theme=hostile(70))
    Suggestion.objects.update(text=HOSTILE, about=hostile(110))


def addresses(world: World) -> list[str]:
    """Return every page there is."""
    values = samples(world)
    values["conversations:personal token"] = personal_token(Invitation.objects.get())
    routes = [one for one in walked(get_resolver().url_patterns, "") if one.name not in BY_PATTERN]
    return [
        reverse(
            one.name,
            kwargs={name: values.get(f"{one.name} {name}", values.get(name, "x")) for name in one.arguments},
        )
        for one in routes
    ]


def pages(people: dict[str, Client], urls: list[str]) -> Iterator[tuple[str, str]]:
    """Yield every page that somebody gets, with its address."""
    for who, client in people.items():
        for url in urls:
            for query in FOR_ANNA if who == "Anna" else FOR_EVERYBODY:
                answer: Any = client.get(url + query)
                assert answer.status_code < 500, url + query
                if "html" in answer.get("Content-Type", "") or "svg" in answer.get("Content-Type", ""):
                    yield url + query, answer.content.decode()


@pytest.mark.parametrize("named", [False, True], ids=["confidential", "by name"])
def test_no_page_makes_anything_of_what_people_typed(world: World, named: bool) -> None:
    if named:
        by_name(world)
    typed_everywhere(world)
    people = visitors(world)
    urls = addresses(world)
    typed_in_actions(world)
    typed_on_the_map()

    seen = list(pages(people, urls))

    assert sum(MARK in page for _url, page in seen) > 150, (
        "the text must be on many pages, or nothing is proven"
    )
    assert [(url, made_of(page)) for url, page in seen if made_of(page)] == []
    assert not any("14{" in page or "14&#x7B;" in page for _url, page in seen), "template code was run"


def test_planted_fault_templates_that_do_not_escape_are_seen(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed_everywhere(world)
    monkeypatch.setattr(engines["django"].engine, "autoescape", False)  # type: ignore[attr-defined]

    seen = list(
        pages({"Anna": visitors(world)["Anna"]}, [f"/gesprekken/{world.conversation.pk}/", "/organisatie/"])
    )

    assert all(made_of(page) for _url, page in seen)
