"""Places as GeoJSON (RFC 7946): points with what is told of them; what has no point has no geometry."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samenspraak.core.text import clean


@dataclass(frozen=True)
class Place:
    """Something with a place, or without one."""

    id: str
    latitude: float | None
    longitude: float | None
    told: Mapping[str, Any]


def geojson(places: Sequence[Place]) -> bytes:
    """Return the places as one collection of features."""
    features = [feature(one) for one in places]
    return json_text({"type": "FeatureCollection", "features": features})


def feature(place: Place) -> dict[str, Any]:
    """Return one place; longitude comes first."""
    known = place.latitude is not None and place.longitude is not None
    point = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": point if known else None,
        "properties": dict(place.told),
    }


def json_text(told: Any) -> bytes:
    """Return a value as JSON that people can read, its texts without characters that deceive."""
    return (json.dumps(cleaned(told), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def cleaned(told: Any) -> Any:
    """Return a value with every text in it cleaned."""
    if isinstance(told, str):
        return clean(told)
    if isinstance(told, Mapping):
        return {key: cleaned(value) for key, value in told.items()}
    if isinstance(told, list | tuple):
        return [cleaned(value) for value in told]
    return told
