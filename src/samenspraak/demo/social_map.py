"""The map of the social base of Lindeveen: invented organisations and initiatives, with gaps that are there on purpose."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from samenspraak.conversations.models import Response, Round
from samenspraak.demo.stories import story
from samenspraak.organisations.models import Organisation, User
from samenspraak.socialbase.models import Actor, Contact, Part, Tie
from samenspraak.socialbase.services.suggestions import suggest
from samenspraak.socialbase.services.ties import ends

SIDES = {"both": "ab", "a": "a", "b": "b", "none": ""}
LONG_AGO = timedelta(days=800)


def draw_map(organisation: Organisation, *, keeper: User, today: date) -> None:
    """Put everybody on the map, with their ties and roles."""
    told = story("social_map")
    actors = {one["id"]: actor(organisation, one, keeper, today) for one in told["actors"]}
    Actor.objects.bulk_create(actors.values())
    Contact.objects.bulk_create(
        Contact(actor=actors[one["id"]], email=one["email"], consent_on=actors[one["id"]].created_on)
        for one in told["actors"]
        if one.get("email")
    )
    Tie.objects.bulk_create(tie(organisation, one, actors, today) for one in told["ties"])
    Part.objects.bulk_create(part(organisation, one, actors) for one in told["register"])
    gaps = (Part(organisation=organisation, role=Part.Role.GAP, **where(one)) for one in told["gaps"])
    Part.objects.bulk_create(gaps)


def suggest_on_map(round: Round) -> None:
    """Let some of the people who placed cards say with whom they work and whom they miss."""
    sheets = round.responses.filter(status=Response.Status.SENT).order_by("pk")
    for sheet, told in zip(sheets, story("social_map")["suggestions"], strict=False):
        suggest(sheet, told, about=told.get("about", ""))


def actor(organisation: Organisation, told: Mapping[str, Any], keeper: User, today: date) -> Actor:
    """Return one entry; ``confirmed`` is how many days ago somebody said that it is right."""
    names = "name kind sphere formal does target_groups topics reach latitude longitude source"
    ago = told["confirmed"]
    return Actor(
        organisation=organisation,
        area_code=told["area"],
        keeper=keeper,
        created_on=today - LONG_AGO,
        confirmed_on=None if ago is None else today - timedelta(days=ago),
        **{name: told[name] for name in names.split()},
    )


def tie(organisation: Organisation, told: Mapping[str, Any], actors: Mapping[str, Actor], today: date) -> Tie:
    """Return one tie; ``confirmed`` names the sides that say so."""
    stored = ends(actors[told["from"]], actors[told["to"]], told["kind"])
    first, second = ("b", "a") if stored.turned else ("a", "b")
    said, day = SIDES[told["confirmed"]], today - timedelta(days=60)
    return Tie(
        organisation=organisation,
        source=stored.source,
        target=stored.target,
        kind=told["kind"],
        strength=told["strength"],
        confirmed_by_source=day if first in said else None,
        confirmed_by_target=day if second in said else None,
    )


def part(organisation: Organisation, told: Mapping[str, Any], actors: Mapping[str, Actor]) -> Part:
    """Return one line of the register."""
    return Part(organisation=organisation, actor=actors[told["actor"]], role=told["role"], **where(told))


def where(told: Mapping[str, Any]) -> dict[str, str]:
    """Return the theme of a line of the register, its area and what is noted with it."""
    return {"theme": told["theme"], "area_code": told.get("area", ""), "note": told.get("note", "")}
