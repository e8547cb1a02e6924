"""Districts and neighbourhoods with their borders, from PDOK or from a GeoJSON file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from samenspraak.core.regions import Outline, area_code, municipality_of, outline
from samenspraak.figures.sources.source import SourceFault, year_in
from samenspraak.figures.sources.wire import Wire

PER_DEGREE = 10_000
LEVELS = {"wijken": "wijk", "buurten": "buurt"}
PAGE = 1000


@dataclass(frozen=True)
class Border:
    """One district or neighbourhood as PDOK draws it."""

    code: str
    name: str
    year: int
    outline: Outline | None


@dataclass(frozen=True)
class Borders:
    """The OGC API of PDOK, a collection per year."""

    base: str
    wire: Wire

    def of(self, municipality: str, *, year: int, box: tuple[float, float, float, float]) -> Iterator[Border]:
        """Yield the districts and neighbourhoods of one municipality, which lies within *box* (degrees)."""
        corners = ",".join(f"{edge:.4f}" for edge in box)
        for level in LEVELS:
            address = (
                f"{self.base}/cbs/wijken-en-buurten-{year}/ogc/v1/collections/{level}/items"
                f"?f=json&limit={PAGE}&bbox={corners}"
            )
            found = (
                border for page in self.pages(address) for border in borders_in(features_of(page), year=year)
            )
            yield from (border for border in found if municipality_of(border.code) == municipality)

    def pages(self, address: str) -> Iterator[Any]:
        """Yield page after page."""
        seen: set[str] = set()
        while address and address not in seen:
            seen.add(address)
            said = self.wire.json(address)
            yield said
            links = said.get("links", []) if isinstance(said, dict) else []
            address = next((str(one.get("href")) for one in links if one.get("rel") == "next"), "")


def features_of(said: Any) -> list[Any]:
    """Return the areas in a GeoJSON collection; SourceFault when it is none."""
    features = said.get("features") if isinstance(said, dict) else None
    if not isinstance(features, list):
        raise SourceFault("This is not a GeoJSON collection of areas.")
    return features


def borders_in(features: Iterable[Any], *, year: int = 0) -> Iterator[Border]:
    """Yield the districts and neighbourhoods; water is left out."""
    for feature in features:
        told = feature.get("properties") or {}
        if str(told.get("water", "NEE")).upper() == "JA":
            continue
        if border := border_of(feature, told, year=year):
            yield border


def border_of(feature: Any, told: dict[str, Any], *, year: int) -> Border | None:
    """Return one area; None when it is no district or neighbourhood."""
    for level in ("buurt", "wijk"):
        code = area_code(str(first(told, (f"{level}code", f"{level}_code")) or ""))
        if not code:
            continue
        name = str(first(told, (f"{level}naam", f"{level}_naam")) or code)
        when = int(told.get("jaar") or 0) or year or year_in(str(told.get("jrstatcode") or "")[:4])
        try:
            shape = outline(feature.get("geometry"), per_degree=PER_DEGREE)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError) as fault:
            raise SourceFault(f"{code}: its border cannot be read ({fault}).") from fault
        return Border(code=code, name=name, year=when, outline=shape)
    return None


def first(told: dict[str, Any], names: Iterable[str]) -> Any:
    """Return the first of these properties that is filled."""
    return next((told[name] for name in names if told.get(name)), None)
