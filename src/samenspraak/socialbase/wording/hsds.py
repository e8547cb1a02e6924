"""The map in the form of Open Referral (HSDS 3.0): a page of services, each with its organisation and location.

Reference: https://docs.openreferral.org. An entry is one service of one organisation. Of people nothing is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from samenspraak.core.vocabulary import Word
from samenspraak.socialbase.queries.map import Entry, SocialMap
from samenspraak.socialbase.queries.vocabulary import vocabulary
from samenspraak.socialbase.wording.entries import area_words, language

OURS = uuid5(NAMESPACE_URL, "samenspraak/sociale-basis")


def derived(of: UUID | str, what: str) -> str:
    """Return an id that is always the same for the same thing."""
    return str(uuid5(OURS, f"{of}/{what}"))


def hsds(social_map: SocialMap, areas: Mapping[str, str]) -> dict[str, Any]:
    """Return the map as one page of services."""
    contents = [service(one, areas) for one in social_map.entries]
    return {
        "total_items": len(contents),
        "total_pages": 1,
        "page_number": 1,
        "size": len(contents),
        "first_page": True,
        "last_page": True,
        "empty": not contents,
        "contents": contents,
    }


def service(one: Entry, areas: Mapping[str, str]) -> dict[str, Any]:
    """Return one entry as a service; what faded is inactive, for nobody says that it is still there."""
    key = derived(one.id, "service")
    told: dict[str, Any] = {
        "id": key,
        "organization_id": str(one.id),
        "name": one.name,
        "description": one.does,
        "url": one.website,
        "status": "active" if one.counts else "inactive",
        "assured_date": one.confirmed_on.isoformat() if one.confirmed_on else "",
        "organization": organization(one),
        "service_at_locations": at_location(one, key),
        "service_areas": area(one, key, areas),
        "attributes": attributes(one, key),
    }
    return {name: value for name, value in told.items() if value not in ("", [])}


def organization(one: Entry) -> dict[str, Any]:
    """Return whose service it is."""
    told = {"id": str(one.id), "name": one.name, "description": one.does or one.name, "website": one.website}
    return {name: value for name, value in told.items() if value}


def at_location(one: Entry, key: str) -> list[dict[str, Any]]:
    """Return where it is, when that is known."""
    if not one.place and one.latitude is None:
        return []
    location = {
        "id": derived(one.id, "location"),
        "location_type": "physical",
        "name": one.place,
        "latitude": one.latitude,
        "longitude": one.longitude,
    }
    kept = {name: value for name, value in location.items() if value not in ("", None)}
    return [
        {
            "id": derived(one.id, "service_at_location"),
            "service_id": key,
            "location_id": kept["id"],
            "location": kept,
        }
    ]


def area(one: Entry, key: str, areas: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the area it works in, by the name people know and its CBS code."""
    if not one.area_code:
        return []
    name = area_words(one.area_code, areas)
    return [
        {
            "id": derived(one.id, "service_area"),
            "service_id": key,
            "name": name,
            "extent": one.area_code,
            "extent_type": "other",
        }
    ]


def attributes(one: Entry, key: str) -> list[dict[str, Any]]:
    """Return its topics and target groups, as terms of our vocabulary."""
    words = vocabulary()
    found: list[tuple[str, Word]] = [("topic", word) for word in words.topics if word.id in one.topics]
    found += [("target-group", word) for word in words.target_groups if word.id in one.target_groups]
    return [attribute(one, key, kind, word) for kind, word in found]


def attribute(one: Entry, key: str, kind: str, word: Word) -> dict[str, Any]:
    """Return one word as a term."""
    name = word.name.to(language())
    return {
        "id": derived(one.id, f"{kind}/{word.id}"),
        "link_id": key,
        "link_entity": "service",
        "link_type": kind,
        "taxonomy_term": {
            "id": derived(kind, word.id),
            "code": word.id,
            "name": name,
            "description": name,
            "taxonomy": "samenspraak-sociale-basis",
        },
    }
