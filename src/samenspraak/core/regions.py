"""Areas of the Netherlands: what a CBS code says, and outlines as small whole numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal

Kind = Literal["country", "province", "region", "municipality", "district", "neighbourhood"]
Ring = tuple[tuple[int, int], ...]

COUNTRY = "NL00"
# The health monitor calls the country NL01, all other tables NL00.
OTHER_NAMES = {"NL01": COUNTRY}
# A code without its padding. A region is that of a public health service (GG) or a safety region (VR): these are
# not everywhere the same, such as in Noord-Brabant.
FORMS: dict[Kind, re.Pattern[str]] = {
    "country": re.compile(r"NL00"),
    "province": re.compile(r"PV[23][0-9]"),
    "region": re.compile(r"(VR[0-9]{2}|GG[0-9]{4})"),
    "municipality": re.compile(r"GM[0-9]{4}"),
    "district": re.compile(r"WK[0-9]{4}[0-9A-Z]{2}"),
    "neighbourhood": re.compile(r"BU[0-9]{4}[0-9A-Z]{4}"),
}
BARE = {4: "GM", 6: "WK", 8: "BU"}


def area_code(written: str) -> str:
    """Return the code in *written* without padding, "" when it is none; bare digits get their letters."""
    bare = written.strip().upper()
    if bare.isdecimal():
        bare = BARE.get(len(bare), "") + bare
    bare = OTHER_NAMES.get(bare, bare)
    return bare if kind_of(bare) else ""


@lru_cache(maxsize=40_000)
def kind_of(code: str) -> Kind | None:
    """Return what sort of area a code names; None for anything else."""
    return next((kind for kind, form in FORMS.items() if form.fullmatch(code)), None)


def municipality_of(code: str) -> str:
    """Return the code of the municipality a district or neighbourhood lies in, of itself for a municipality."""
    return f"GM{code[2:6]}" if kind_of(code) in ("municipality", "district", "neighbourhood") else ""


@dataclass(frozen=True)
class Outline:
    """The borders of an area: rings of points on a grid of *per_degree* steps (longitude, latitude)."""

    per_degree: int
    rings: tuple[Ring, ...]


@dataclass(frozen=True)
class NamedArea:
    """An area as people know it: its code, its name, and its borders where they are known."""

    code: str
    name: str
    outline: Outline | None = None


def outline(geometry: Any, *, per_degree: int) -> Outline:
    """Return a GeoJSON polygon on the grid; ValueError for anything that is no polygon.

    Neighbours get the same points for the border they share, because every point is rounded by itself.
    """
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"a polygon was expected, not {kind}")
    polygons = [geometry["coordinates"]] if kind == "Polygon" else geometry["coordinates"]
    rings = (on_grid(ring, per_degree) for polygon in polygons for ring in polygon)
    return Outline(per_degree, tuple(ring for ring in rings if len(ring) >= 3))


def on_grid(points: Iterable[Sequence[float]], per_degree: int) -> Ring:
    """Return the points rounded to the grid, without repetition and without its closing point."""
    made: list[tuple[int, int]] = []
    for point in points:
        here = (round(point[0] * per_degree), round(point[1] * per_degree))
        if not made or made[-1] != here:
            made.append(here)
    return tuple(made[:-1] if len(made) > 1 and made[0] == made[-1] else made)


def packed(shape: Outline) -> dict[str, Any]:
    """Return an outline as JSON: per ring the first point, then steps from point to point."""
    return {"per_degree": shape.per_degree, "rings": [steps(ring) for ring in shape.rings]}


def steps(ring: Ring) -> list[int]:
    """Return a ring as its first point and the steps after it."""
    flat = list(ring[0])
    for before, after in pairwise(ring):
        flat += [after[0] - before[0], after[1] - before[1]]
    return flat


def unpacked(kept: Any) -> Outline:
    """Return the outline that ``packed`` wrote."""
    return Outline(kept["per_degree"], tuple(walked(flat) for flat in kept["rings"]))


def walked(flat: Sequence[int]) -> Ring:
    """Return the points of a ring from its steps."""
    x = y = 0
    points = []
    for place in range(0, len(flat), 2):
        x, y = x + flat[place], y + flat[place + 1]
        points.append((x, y))
    return tuple(points)


# A box around the European Netherlands, and one around its national grid (Rijksdriehoek, in metres).
LATITUDES, LONGITUDES = (50.7, 53.7), (3.2, 7.3)
GRID_X, GRID_Y = (0, 300_000), (289_000, 629_000)

Misplaced = Literal["swapped", "national-grid", "outside"]


def misplaced(latitude: float, longitude: float) -> Misplaced | None:
    """Say what is wrong with coordinates that do not lie in the Netherlands; None when they do."""
    if within(latitude, LATITUDES) and within(longitude, LONGITUDES):
        return None
    if within(longitude, LATITUDES) and within(latitude, LONGITUDES):
        return "swapped"
    for x, y in ((latitude, longitude), (longitude, latitude)):
        if within(x, GRID_X) and within(y, GRID_Y):
            return "national-grid"
    return "outside"


def within(value: float, bounds: tuple[float, float]) -> bool:
    """Say whether a value lies between two bounds; something that is no number does not."""
    return bounds[0] <= value <= bounds[1]
