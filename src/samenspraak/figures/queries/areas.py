"""Reads of areas: those that come with the program, and the districts and neighbourhoods that were imported."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from samenspraak.core.regions import COUNTRY, Kind, Outline, kind_of, municipality_of, unpacked, walked
from samenspraak.figures.models import Area

PROVINCES = {
    "Groningen": "PV20",
    "Friesland": "PV21",
    "Fryslân": "PV21",
    "Drenthe": "PV22",
    "Overijssel": "PV23",
    "Flevoland": "PV24",
    "Gelderland": "PV25",
    "Utrecht": "PV26",
    "Noord-Holland": "PV27",
    "Zuid-Holland": "PV28",
    "Zeeland": "PV29",
    "Noord-Brabant": "PV30",
    "Limburg": "PV31",
}


@dataclass(frozen=True)
class Place:
    """An area as it was from *since* till *until* (None: still so)."""

    code: str
    name: str
    kind: Kind
    since: int = 0
    until: int | None = None
    inhabitants: int | None = None
    province: str = ""
    region: str = ""
    outline: Outline | None = None


@cache
def shipped() -> dict[str, Place]:
    """Return the country, the provinces, the regions and the municipalities of today, by code."""
    path = files("samenspraak.figures").joinpath("areas", "municipalities.json")
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    places = {one["code"]: municipality(one, told) for one in told["municipalities"]}
    inhabitants: dict[str, int] = defaultdict(int)
    names = {COUNTRY: "Nederland"}
    for one in told["municipalities"]:
        province = PROVINCES[one["province"]]
        names |= {province: one["province"], one["region"]: one["region_name"]}
        for code in (COUNTRY, province, one["region"]):
            inhabitants[code] += one["inhabitants"]
    for code, name in names.items():
        places[code] = Place(
            code, name, kind_of(code) or "region", told["since"], inhabitants=inhabitants[code]
        )
    return places


def municipality(one: dict[str, Any], told: dict[str, Any]) -> Place:
    """Return one municipality of the list."""
    return Place(
        code=one["code"],
        name=one["name"],
        kind="municipality",
        since=told["since"],
        inhabitants=one["inhabitants"],
        province=PROVINCES[one["province"]],
        region=one["region"],
        outline=Outline(told["per_degree"], tuple(walked(flat) for flat in one["rings"])),
    )


def place_of(code: str) -> Place | None:
    """Return the area with this code, as it was last; None when nobody knows it."""
    if code in shipped():
        return shipped()[code]
    found = Area.objects.filter(code=code).order_by("-since").first() if code.isalnum() else None
    return place_from(found) if found else None


def place_from(area: Area) -> Place:
    """Return an imported area."""
    return Place(
        code=area.code,
        name=area.name,
        kind=kind_of(area.code) or "neighbourhood",
        since=area.since,
        until=area.until,
        outline=unpacked(area.outline) if area.outline else None,
    )


def municipalities() -> list[Place]:
    """Return the municipalities of today."""
    return [one for one in shipped().values() if one.kind == "municipality"]


def municipalities_in(place: Place) -> list[Place]:
    """Return the municipalities in a province, a region or the country."""
    return [one for one in municipalities() if place.code in (COUNTRY, one.province, one.region)]


def around(place: Place) -> list[Place]:
    """Return the larger areas that a place lies in, the nearest first."""
    home = shipped().get(municipality_of(place.code))
    if place.kind == "municipality":
        home = shipped().get(place.code)
    larger = [home] if home and home.code != place.code else []
    if home:
        larger += [shipped()[home.region], shipped()[home.province], shipped()[COUNTRY]]
    elif place.kind != "country":
        larger.append(shipped()[COUNTRY])
    return larger


def neighbourhoods_of(municipality: str, *, year: int = 0) -> list[Place]:
    """Return the neighbourhoods of a municipality as they were in *year*, or as they are by the last division."""
    found = Area.objects.filter(municipality=municipality, code__startswith="BU").order_by("name", "since")
    if year:
        found = found.filter(since__lte=year).exclude(until__lt=year)
    latest = {area.code: area for area in found if year or area.until is None}
    return [place_from(area) for area in latest.values()]
