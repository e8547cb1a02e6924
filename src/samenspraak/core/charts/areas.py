"""The map of areas: one outline per area, darker where the value is higher, its value or number in it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from samenspraak.core.charts import drawing, lettering
from samenspraak.core.charts.chart import Chart, Frame
from samenspraak.core.charts.palette import GROUPS, INK, PAPER, SUBTLE, ink_on, mixed, position_colour
from samenspraak.core.classes import Classes
from samenspraak.core.regions import Outline, Ring
from samenspraak.core.text import one_line

TALLEST = 1.15
LABEL = 12.5
MARK = 4.0
# Edge and fill of a dot per look.
SPOTS = ((INK, GROUPS[4]), (INK, mixed(GROUPS[4], PAPER, share=0.6)), (SUBTLE, PAPER))
MOST_LETTERED = 60  # hundreds of numbers hide the map, and its table has them


@dataclass(frozen=True)
class MapArea:
    """One area on the map; ``value`` None where the source tells nothing. ``cells`` are its line in the table."""

    name: str
    outline: Outline
    value: float | None
    label: str
    cells: tuple[str, ...]
    marked: bool = False


@dataclass(frozen=True)
class MapSpot:
    """Something at one place, as degrees; ``look`` 0 … 2: as it should be, paler, hardly there."""

    longitude: float
    latitude: float
    look: int = 0


@dataclass(frozen=True)
class MapWords:
    """The words beside a map: a name per class, for what is not known, for what is marked, and the table's head.

    ``spots`` has a name per look of the spots on it.
    """

    classes: tuple[str, ...]
    unknown: str
    marked: str
    header: tuple[str, ...]
    spots: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sight:
    """How degrees become units of the drawing."""

    left: float
    top: float
    wide: float
    scale: float

    def at(self, point: tuple[int, int], per_degree: int) -> tuple[float, float]:
        """Return where a point is drawn."""
        return self.on(point[0] / per_degree, point[1] / per_degree)

    def on(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a place in degrees is drawn."""
        return (longitude - self.left) * self.wide * self.scale, (self.top - latitude) * self.scale


def area_map(
    areas: Sequence[MapArea],
    breaks: Classes,
    *,
    words: MapWords,
    frame: Frame,
    spots: Sequence[MapSpot] = (),
) -> Chart:
    """Draw the areas; hatching means that nothing is known, a thick edge and a dot that the area is marked.

    Spots outside the drawing are left out.
    """
    sight, height = sight_of(areas, frame.width)
    parts = [shape(one, sight, breaks, frame) for one in sorted(areas, key=lambda one: one.marked)]
    parts += [spotted(spots, look, sight, (frame.width, height)) for look in reversed(range(len(SPOTS)))]
    if len(areas) <= MOST_LETTERED:
        parts += [written(one, sight, breaks, raised=bool(spots)) for one in areas]
    named = [*keys_of(areas, breaks, words, frame), *keys_of_spots(spots, words)]
    keys, below = drawing.legend(named, 0, height + 14, width=frame.width)
    svg = drawing.picture(frame, [*parts, keys], height=height + 14 + below)
    return Chart(svg, frame.title, frame.description, words.header, tuple(one.cells for one in areas))


def sight_of(areas: Sequence[MapArea], width: float) -> tuple[Sight, float]:
    """Return how to draw these areas within *width*, and how tall that is."""
    points = [
        (x / one.outline.per_degree, y / one.outline.per_degree)
        for one in areas
        for ring in one.outline.rings
        for x, y in ring
    ]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    wide = math.cos(math.radians((low + high) / 2))
    across, up = max((right - left) * wide, 1e-9), max(high - low, 1e-9)
    scale = min(width / across, width * TALLEST / up)
    return Sight(left, high, wide, scale), up * scale


def shape(one: MapArea, sight: Sight, breaks: Classes, frame: Frame) -> str:
    """Return the outline of one area in the colour of its class."""
    path = "".join(ring_path(ring, sight, one.outline.per_degree) for ring in one.outline.rings)
    title = drawing.tag("title", escape(one_line(one.name)))
    return drawing.tag(
        "path",
        title,
        d=path,
        fill=colour_of(one, breaks) if one.value is not None else drawing.hatching(frame),
        fill_rule="evenodd",
        stroke=INK if one.marked else PAPER,
        stroke_width=2.5 if one.marked else 1.25,
        stroke_linejoin="round",
    )


def ring_path(ring: Ring, sight: Sight, per_degree: int) -> str:
    """Return one ring as a closed path, points nearer than half a unit left out."""
    kept: list[tuple[float, float]] = []
    for point in ring:
        here = sight.at(point, per_degree)
        if not kept or math.dist(here, kept[-1]) >= 0.5:
            kept.append(here)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + "Z" if len(kept) > 2 else ""


def colour_of(one: MapArea, breaks: Classes) -> str:
    """Return the colour of a known value."""
    return position_colour(step_of(breaks.of(one.value or 0), breaks.number), 5)


def step_of(place: int, number: int) -> float:
    """Return the step on the scale of five lightnesses for class *place* of *number*."""
    return 3.0 if number < 2 else 1 + place * 4 / (number - 1)


def written(one: MapArea, sight: Sight, breaks: Classes, *, raised: bool) -> str:
    """Return the value in an area where it fits, *raised* on paper of its own, and a dot where the area is marked."""
    ring = max(one.outline.rings, key=lambda ring: abs(surface(ring)))
    points = [sight.at(point, one.outline.per_degree) for point in ring]
    x, y, room = inside(points)
    ink = ink_on(colour_of(one, breaks)) if one.value is not None else INK
    parts = []
    if lettering.text_width(one.label, size=LABEL) + 4 <= room:
        if one.value is None or raised:
            ink = INK
            parts.append(drawing.tag("circle", cx=x, cy=y - 1, r=9, fill=PAPER))
        parts.append(drawing.text(one.label, x, y + 4, size=LABEL, fill=ink, anchor="middle"))
    if one.marked:
        parts.append(drawing.tag("circle", cx=x, cy=y + 12, r=MARK, fill=PAPER, stroke=INK, stroke_width=2))
    return "".join(parts)


def inside(points: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Return a place within a ring with the most room to the left and right on one of a few heights."""
    low, high = min(y for _, y in points), max(y for _, y in points)
    best = (points[0][0], points[0][1], 0.0)
    for part in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74):
        y = low + (high - low) * part
        crossings = sorted(crossed(points, y))
        for start, end in zip(crossings[::2], crossings[1::2], strict=False):
            if end - start > best[2] * 1.15:
                best = ((start + end) / 2, y, end - start)
    return best


def crossed(points: Sequence[tuple[float, float]], y: float) -> list[float]:
    """Return where a ring crosses a height."""
    found = []
    for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
        if (y0 <= y) != (y1 <= y):
            found.append(x0 + (y - y0) / (y1 - y0) * (x1 - x0))
    return found


def surface(ring: Ring) -> float:
    """Return twice the signed surface of a ring on its grid."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True))


def spotted(spots: Sequence[MapSpot], look: int, sight: Sight, page: tuple[float, float]) -> str:
    """Return all spots of one look as one path: a point is a line of hardly any length, with round ends."""
    places = (sight.on(one.longitude, one.latitude) for one in spots if one.look == look)
    drawn = [place for place in places if 0 <= place[0] <= page[0] and 0 <= place[1] <= page[1]]
    return dots(drawn, look) if drawn else ""


def dots(places: Sequence[tuple[float, float]], look: int) -> str:
    """Return dots with an edge, so that they are seen on every ground."""
    path = "".join(f"M{x:.1f} {y:.1f}h.01" for x, y in places)
    edge, fill = SPOTS[look]
    under = drawing.tag("path", d=path, stroke=edge, stroke_width=8.5, stroke_linecap="round")
    return under + drawing.tag("path", d=path, stroke=fill, stroke_width=6, stroke_linecap="round")


def keys_of_spots(spots: Sequence[MapSpot], words: MapWords) -> list[drawing.Key]:
    """Return what the dots mean, as far as they are there."""
    looks = {one.look for one in spots}
    return [drawing.Key(dots([(0, 0)], look), said) for look, said in enumerate(words.spots) if look in looks]


def keys_of(areas: Sequence[MapArea], breaks: Classes, words: MapWords, frame: Frame) -> list[drawing.Key]:
    """Return what the colours, the hatching and the dot mean."""
    keys = [
        drawing.Key(drawing.swatch(position_colour(step_of(place, breaks.number), 5)), name)
        for place, name in enumerate(words.classes)
    ]
    if any(one.value is None for one in areas):
        keys.append(drawing.Key(drawing.swatch(drawing.hatching(frame)), words.unknown))
    if any(one.marked for one in areas):
        dot = drawing.tag("circle", r=MARK, fill=PAPER, stroke=SUBTLE, stroke_width=2)
        keys.append(drawing.Key(dot, words.marked))
    return keys
