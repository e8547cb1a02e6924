"""Open Referral (HSDS 3) as JSON: a page or list of services or organisations, or the tables side by side.

Read as the rows of a table, so that everything that holds for a table holds here too. Reference:
https://docs.openreferral.org (version 3.0), schemas ``service`` and ``organization``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from samenspraak.core.answer_table import BrokenTable, TableFault
from samenspraak.delivery.table_files import Limits

HEADER = [
    "id",
    "naam",
    "wat ze doen",
    "website",
    "plek",
    "breedte",
    "lengte",
    "onderwerpen",
    "e-mail",
    "bevestigd op",
]
TABLES = ("organizations", "services", "locations", "service_at_locations")
GONE = ("inactive", "defunct")
MOST_NESTED = 40

Thing = Mapping[str, Any]


def rows_of(file: BinaryIO, *, size: int, limits: Limits) -> Iterator[list[str]]:
    """Yield the rows of an HSDS file, the header first; BrokenTable where it is none."""
    if size > limits.size:
        raise BrokenTable(TableFault("too-large", value=str(limits.size // 1_000_000)))
    yield HEADER
    number = 1
    for one in services_in(loaded(file.read(limits.size + 1))):
        number += 1
        if number > limits.rows:
            raise BrokenTable(TableFault("too-many-rows", value=str(limits.rows - 1)))
        yield row_of(one)


def loaded(text: bytes) -> Any:
    """Return what the file holds."""
    try:
        return json.loads(text.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BrokenTable(TableFault("encoding", row=1)) from None
    except (ValueError, RecursionError):
        raise BrokenTable(TableFault("not-a-table")) from None


def services_in(told: Any) -> Iterator[Thing]:
    """Yield the services of a file with their organisation and locations in them; organisations count as services."""
    if isinstance(told, Mapping) and any(isinstance(told.get(name), list) for name in TABLES):
        yield from joined(told)
        return
    listed = told.get("contents", told.get("data")) if isinstance(told, Mapping) else told
    if isinstance(told, Mapping) and listed is None and "name" in told:
        listed = [told]
    if not isinstance(listed, list):
        raise BrokenTable(TableFault("not-a-table"))
    for one in things(listed):
        service = one.get("service")
        yield {**service, "service_at_locations": [one]} if isinstance(service, Mapping) else one


def joined(told: Thing) -> Iterator[Thing]:
    """Yield the services of a file in which every sort of thing has its own table."""
    organizations = by_id(told.get("organizations"))
    locations = by_id(told.get("locations"))
    at: dict[str, list[Thing]] = {}
    for link in things(told.get("service_at_locations")):
        location = locations.get(text_of(link.get("location_id")))
        if location is not None:
            at.setdefault(text_of(link.get("service_id")), []).append({"location": location})
    served = set()
    for service in things(told.get("services")):
        organization = organizations.get(text_of(service.get("organization_id")))
        served.add(text_of(service.get("organization_id")))
        places = at.get(text_of(service.get("id")), [])
        yield {**service, "organization": organization, "service_at_locations": places}
    for key, organization in organizations.items():
        if key not in served:
            yield organization


def by_id(listed: Any) -> dict[str, Thing]:
    """Return things by their id."""
    return {text_of(one.get("id")): one for one in things(listed)}


def things(listed: Any) -> list[Thing]:
    """Return what in a list is a thing with fields."""
    return [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []


def row_of(service: Thing) -> list[str]:
    """Return one service, or an organisation without services, as a row."""
    of = service.get("organization")
    organization: Thing = of if isinstance(of, Mapping) else {}
    location = place_of(service)
    website = first(service.get("url"), service.get("website"), organization.get("website"))
    assured = text_of(service.get("assured_date"))[:10]
    return [
        first(organization.get("id"), service.get("id")),
        name_of(service, organization),
        first(service.get("description"), organization.get("description"))[:500],
        website,
        first(location.get("name"), address_of(location)),
        text_of(location.get("latitude")),
        text_of(location.get("longitude")),
        "; ".join(terms_of(service)),
        first(service.get("email"), organization.get("email")),
        "" if service.get("status") in GONE else assured,
    ]


def name_of(service: Thing, organization: Thing) -> str:
    """Return how an entry is called: a service by its own name, with its organisation's where that differs."""
    own, of = text_of(service.get("name")), text_of(organization.get("name"))
    return f"{own} ({of})" if own and of and own.casefold() != of.casefold() else own or of


def place_of(service: Thing) -> Thing:
    """Return the first location of a service or organisation."""
    at = [one.get("location") for one in things(service.get("service_at_locations"))]
    found = [one for one in (*at, *things(service.get("locations"))) if isinstance(one, Mapping)]
    return found[0] if found else {}


def address_of(location: Thing) -> str:
    """Return the first address of a location on one line."""
    for one in things(location.get("addresses")):
        parts: Sequence[str] = [text_of(one.get(name)) for name in ("address_1", "postal_code", "city")]
        return ", ".join(part for part in parts if part)
    return ""


def terms_of(service: Thing) -> list[str]:
    """Return the words a service is described with; the reader knows which of them mean something here."""
    found = (one.get("taxonomy_term") for one in things(service.get("attributes"))[:MOST_NESTED])
    return [first(one.get("code"), one.get("name")) for one in found if isinstance(one, Mapping)]


def first(*values: Any) -> str:
    """Return the first value that says something."""
    return next((text for value in values if (text := text_of(value))), "")


def text_of(value: Any) -> str:
    """Return a text or number as text; anything else says nothing."""
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
