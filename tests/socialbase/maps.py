"""A small map for the tests: entries, ties, contacts and confirm links by few words."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

from django.test import Client
from django.utils import timezone

from samenspraak.figures.models import Area
from samenspraak.socialbase.models import Actor, Contact, Part, Tie
from samenspraak.socialbase.services.links import make_link
from samenspraak.socialbase.services.ties import ends
from tests.conftest import World
from tests.conversations.phones import HERE

FRESH, FADING, FADED = 30, 500, 900


def put(world: World, name: str, *, confirmed: int | None = FRESH, **values: Any) -> Actor:
    """Put an entry on Anna's map, confirmed so many days ago."""
    today = timezone.localdate()
    return Actor.objects.create(
        **{
            "organisation": world.organisation,
            "name": name,
            "kind": Actor.Kind.ASSOCIATION,
            "sphere": Actor.Sphere.COMMUNAL,
            "keeper": world.anna,
            "created_on": today - timedelta(days=1000),
            "confirmed_on": None if confirmed is None else today - timedelta(days=confirmed),
            **values,
        }
    )


def reach(actor: Actor, email: str = "an@linde.example") -> Contact:
    return Contact.objects.create(
        actor=actor, name="An de Boer", email=email, phone="06 12345678", consent_on=timezone.localdate()
    )


def bind(source: Actor, target: Actor, kind: str = Tie.Kind.WORKS_WITH, *, said: str = "") -> Tie:
    """Lay a tie; *said* has s and t for the sides that say so, as they are given."""
    stored, today = ends(source, target, kind), timezone.localdate()
    first, second = ("t", "s") if stored.turned else ("s", "t")
    return Tie.objects.create(
        organisation=source.organisation,
        source=stored.source,
        target=stored.target,
        kind=kind,
        confirmed_by_source=today if first in said else None,
        confirmed_by_target=today if second in said else None,
    )


def part(actor: Actor, theme: str = "klein:A", role: str = Part.Role.DOES) -> Part:
    return Part.objects.create(organisation=actor.organisation, theme=theme, role=role, actor=actor)


def neighbourhoods(world: World) -> None:
    """Give Anna's municipality two neighbourhoods with a name."""
    world.organisation.area_code = "GM0308"
    world.organisation.save()
    for code, name in (("BU03080000", "Centrum"), ("BU03080001", "Oosterhei")):
        Area.objects.create(code=code, name=name, municipality="GM0308", since=2024)


class Volunteer:
    """Somebody of an organisation, on a phone, with a link."""

    def __init__(self, actor: Actor) -> None:
        self.url = f"/kaart/{make_link(actor, now=timezone.now())}/"
        self.client = Client(headers=HERE)

    def look(self, step: str = "") -> Any:
        return self.client.get(self.url, {"stap": step} if step else {})

    def say(self, wish: str, **fields: Any) -> Any:
        return self.client.post(self.url, {"actie": wish, **fields})


def text_of(response: Any) -> str:
    return unescape(response.content.decode())


def words_of(response: Any) -> str:
    """Return what a page says, without its tags."""
    main = re.search(r"<main.*</main>", text_of(response), re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", main.group() if main else "").split())
