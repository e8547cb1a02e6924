"""Importance against position: which themes matter most and where the group stands on them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from samenspraak.core.charts import drawing, lettering, numbers
from samenspraak.core.charts.chart import Chart, Frame
from samenspraak.core.charts.palette import GRID, INK, PALE, PAPER, SUBTLE, ink_on, position_colour

DISC = 14.0
EDGE = 42.0
ROUNDS = 60
ARROW = 18.0


@dataclass(frozen=True)
class Place:
    """One theme by its position (1 … steps) and importance (1 … importance steps)."""

    letter: str
    name: str
    position: float | None
    importance: float | None
    n: int | None = None
    certain: bool = True

    @property
    def is_shown(self) -> bool:
        """Tell whether both numbers may be shown."""
        return self.position is not None and self.importance is not None


@dataclass(frozen=True)
class Axes:
    """The axes in words: name and number of steps of each, and the four quadrants.

    ``quadrants`` are named in reading order: low position and high importance, high and high,
    low and low, high position and low importance.
    """

    position: str
    position_steps: int
    importance: str
    importance_steps: int
    quadrants: tuple[str, str, str, str]


@dataclass(frozen=True)
class Plane:
    """The square in which the themes stand."""

    left: float
    top: float
    width: float
    height: float
    axes: Axes

    def at(self, place: Place) -> tuple[float, float]:
        """Return where a theme stands; the edges keep room for a disc, and for the quadrants' names."""
        across = share(place.position or 1, self.axes.position_steps)
        up = share(place.importance or 1, self.axes.importance_steps)
        inner_width, inner_height = self.width - 2 * DISC - 8, self.height - 2 * EDGE
        return self.left + DISC + 4 + across * inner_width, self.top + self.height - EDGE - up * inner_height


def share(value: float, steps: int) -> float:
    """Return how far *value* is along a scale of 1 … steps (0 … 1)."""
    return (min(max(value, 1), steps) - 1) / (steps - 1)


def importance_position(places: Sequence[Place], *, axes: Axes, frame: Frame) -> Chart:
    """Draw the themes as lettered dots in four named quadrants."""
    wide = frame.layout == "wide"
    plane = Plane(0.5, 26, 424 if wide else frame.width - 1, 380 if wide else 320, axes)
    bottom = plane.top + plane.height
    names, end = (
        names_of(places, frame, left=462, top=26)
        if wide
        else names_of(places, frame, left=0, top=bottom + 40)
    )
    parts = [ground(plane), ends(plane), points(places, plane), names]
    svg = drawing.picture(frame, parts, height=max(bottom + 28, end))
    header, rows = table(places, axes, frame)
    return Chart(svg, frame.title, frame.description, header, rows)


def ground(plane: Plane) -> str:
    """Return the square, the two lines that part it, and the names of the quadrants."""
    middle, half = plane.left + plane.width / 2, plane.top + plane.height / 2
    square = drawing.tag(
        "rect",
        x=plane.left,
        y=plane.top,
        width=plane.width,
        height=plane.height,
        rx=4,
        fill=PALE,
        stroke=GRID,
    )
    important = drawing.tag(
        "rect",
        x=plane.left,
        y=plane.top,
        width=plane.width / 2,
        height=plane.height / 2,
        rx=4,
        fill=PAPER,
        stroke=GRID,
    )
    cross = f"M{middle:.1f} {plane.top}v{plane.height}M{plane.left} {half:.1f}h{plane.width}"
    lines = drawing.tag("path", d=cross, stroke=GRID, stroke_width=1.5)
    return square + important + lines + quadrants(plane)


def quadrants(plane: Plane) -> str:
    """Return the four names, each in the outer corner of its quadrant."""
    high, low = plane.top + 20, plane.top + plane.height - 12
    corners = (
        (plane.left + 10, high, "start"),
        (plane.left + plane.width - 10, high, "end"),
        (plane.left + 10, low, "start"),
        (plane.left + plane.width - 10, low, "end"),
    )
    parts: list[str] = []
    for name, (x, y, anchor) in zip(plane.axes.quadrants, corners, strict=True):
        lines = lettering.wrapped(name, width=plane.width / 2 - 18, size=13, lines=2)
        first = y if y == high else y - (len(lines) - 1) * 13 * drawing.LINE
        parts.append(drawing.paragraph(lines, x, first, size=13, fill=SUBTLE, anchor=anchor))
    return "".join(parts)


def ends(plane: Plane) -> str:
    """Return the names of the axes: importance above, upwards; position below, to the right.

    The arrows are texts of their own: they come from another font, and a PDF cannot mix the two in one line.
    """
    left, above = plane.left, plane.top - 10
    right, below = plane.left + plane.width, plane.top + plane.height + 20
    return "".join(
        (
            drawing.text("↑", left, above, size=13, bold=True),
            drawing.text(plane.axes.importance, left + ARROW, above, size=13, bold=True),
            drawing.text(plane.axes.position, right - ARROW, below, size=13, bold=True, anchor="end"),
            drawing.text("→", right, below, size=13, bold=True, anchor="end"),
        )
    )


def points(places: Sequence[Place], plane: Plane) -> str:
    """Return the lettered discs; one that had to make room keeps a line to where it belongs."""
    shown = [place for place in places if place.is_shown]
    true = [plane.at(place) for place in shown]
    spots = apart(true, plane)
    lines = "".join(leader(start, end) for start, end in zip(true, spots, strict=True))
    return lines + "".join(disc(place, spot, plane) for place, spot in zip(shown, spots, strict=True))


def leader(start: tuple[float, float], end: tuple[float, float]) -> str:
    """Return the line from where a theme belongs to where its disc stands."""
    if math.dist(start, end) < 3:
        return ""
    line = drawing.tag("path", d=f"M{start[0]:.1f} {start[1]:.1f}L{end[0]:.1f} {end[1]:.1f}", stroke=INK)
    return line + drawing.tag("circle", cx=start[0], cy=start[1], r=2.5, fill=INK)


def disc(place: Place, spot: tuple[float, float], plane: Plane) -> str:
    """Return the disc of one theme: coloured where the group is sure, open where it is not."""
    x, y = spot
    if place.certain:
        colour = position_colour(place.position or 1, plane.axes.position_steps)
        ring = drawing.tag("circle", cx=x, cy=y, r=DISC, fill="none", stroke=INK, stroke_width=1)
        return drawing.badge(place.letter, x, y, radius=DISC, fill=colour, ink=ink_on(colour)) + ring
    open_disc = drawing.badge(place.letter, x, y, radius=DISC, fill=PAPER, ink=INK)
    return open_disc + drawing.tag(
        "circle", cx=x, cy=y, r=DISC, fill="none", stroke=INK, stroke_width=1.5, stroke_dasharray="4 3"
    )


def apart(spots: Sequence[tuple[float, float]], plane: Plane) -> list[tuple[float, float]]:
    """Return the spots moved apart just so far that no disc covers another."""
    moved = list(spots)
    for _ in range(ROUNDS):
        for one in range(len(moved)):
            for other in range(one):
                moved[one], moved[other] = pushed(moved[one], moved[other], one - other)
        moved = [inside(spot, plane) for spot in moved]
    return moved


def pushed(
    one: tuple[float, float], other: tuple[float, float], apart_by: int
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return two spots at least a disc's width apart, each moved half; equal spots part at a fixed angle."""
    distance = math.dist(one, other)
    wanted = 2 * DISC + 2
    if distance >= wanted:
        return one, other
    angle = math.atan2(one[1] - other[1], one[0] - other[0]) if distance > 0.01 else 2.4 * apart_by
    step = (wanted - distance) / 2
    across, down = math.cos(angle) * step, math.sin(angle) * step
    return (one[0] + across, one[1] + down), (other[0] - across, other[1] - down)


def inside(spot: tuple[float, float], plane: Plane) -> tuple[float, float]:
    """Return the spot kept within the square."""
    x = min(max(spot[0], plane.left + DISC), plane.left + plane.width - DISC)
    return x, min(max(spot[1], plane.top + DISC), plane.top + plane.height - DISC)


def names_of(places: Sequence[Place], frame: Frame, *, left: float, top: float) -> tuple[str, float]:
    """Return the list of letters and names, and where it ends."""
    parts: list[str] = []
    for place in places:
        lines = lettering.wrapped(
            place.name, width=frame.width - left - 36, size=drawing.BODY, bold=True, lines=3
        )
        parts.append(drawing.badge(place.letter, left + 13, top + 12))
        parts.append(drawing.paragraph(lines, left + 36, top + 11, bold=True))
        below = top + 11 + len(lines) * drawing.BODY * drawing.LINE
        parts.append(drawing.text(said(place, frame), left + 36, below, size=12.5, fill=SUBTLE))
        top = below + 18
    return "".join(parts), top


def said(place: Place, frame: Frame) -> str:
    """Return what stands in small print under a name."""
    if not place.is_shown:
        return numbers.joined(frame.words.hidden, numbers.people(place.n))
    return numbers.joined("" if place.certain else frame.words.uncertain, numbers.people(place.n))


def table(
    places: Sequence[Place], axes: Axes, frame: Frame
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the numbers of the plane as a table."""
    words = frame.words
    header = (words.theme, axes.position, axes.importance, words.people, words.remark)
    return header, tuple(row(place, frame) for place in places)


def row(place: Place, frame: Frame) -> tuple[str, ...]:
    """Return the row of one theme."""
    words = frame.words
    remark = words.hidden if not place.is_shown else "" if place.certain else words.uncertain
    values = (numbers.decimal(value, words.language) for value in (place.position, place.importance))
    return (f"{place.letter} {place.name}", *values, numbers.count(place.n), remark)
