"""The theme wheel: where the group stands on every theme, in one round picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from samenspraak.core.charts import drawing, lettering, numbers
from samenspraak.core.charts.chart import Chart, Frame
from samenspraak.core.charts.palette import GRID, INK, PALE, PAPER, SUBTLE, position_colour


@dataclass(frozen=True)
class Spoke:
    """One theme: its position on 1 … steps, None where it stays hidden or nobody took a position.

    ``second`` is a second outline: an earlier round or the desired position. ``note`` stands where a
    number is missing; without it the frame's word for "hidden" does.
    """

    letter: str
    name: str
    value: float | None
    n: int | None = None
    certain: bool = True
    second: float | None = None
    note: str = ""


@dataclass(frozen=True)
class Sector:
    """A spoke with its place in the wheel: centre, radius, steps, and the angles it spans."""

    spoke: Spoke
    x: float
    y: float
    radius: float
    steps: int
    start: float
    end: float

    @property
    def middle(self) -> float:
        """Return the angle half-way."""
        return (self.start + self.end) / 2

    def at(self, value: float) -> float:
        """Return the radius of a value; the hub stays open."""
        hub = self.radius * 0.12
        return hub + (self.radius - hub) * min(max(value, 0), self.steps) / self.steps


def theme_wheel(spokes: Sequence[Spoke], *, steps: Sequence[str], frame: Frame, second: str = "") -> Chart:
    """Draw 3 to 9 themes; *steps* names the scale from low to high, *second* the second outline."""
    sectors = placed(spokes, steps=len(steps), frame=frame)
    names, bottom = (outer_names if frame.layout == "wide" else names_below)(sectors, frame)
    keys, height = drawing.legend(legend_keys(spokes, steps, frame, second), 0, bottom, width=frame.width)
    parts = [*(drawn(sector, frame) for sector in sectors), ring_numbers(sectors[0]), names, keys]
    header, rows = table(spokes, frame, second)
    svg = drawing.picture(frame, parts, height=bottom + height)
    return Chart(svg, frame.title, frame.description, header, rows)


def placed(spokes: Sequence[Spoke], *, steps: int, frame: Frame) -> list[Sector]:
    """Return the sectors, clockwise from twelve o'clock."""
    radius, y = (178.0, 218.0) if frame.layout == "wide" else (140.0, 170.0)
    turn = 2 * math.pi / len(spokes)
    return [
        Sector(
            spoke,
            frame.width / 2,
            y,
            radius,
            steps,
            place * turn - math.pi / 2,
            (place + 1) * turn - math.pi / 2,
        )
        for place, spoke in enumerate(spokes)
    ]


def drawn(sector: Sector, frame: Frame) -> str:
    """Return one sector: its empty rings, its filled rings, the second outline and its letter."""
    ground = tagged_ring(sector, 0, sector.steps, fill=PALE)
    lines = "".join(tagged_ring(sector, step, step + 1, stroke=GRID) for step in range(sector.steps))
    x, y = drawing.polar(sector.x, sector.y, sector.radius + 17, sector.middle)
    letter = drawing.badge(sector.spoke.letter, x, y)
    return drawing.tag("g", ground + lines + filled(sector, frame) + second_outline(sector) + letter)


def filled(sector: Sector, frame: Frame) -> str:
    """Return the rings up to the value: coloured where the group is sure, hatched where it is not."""
    value = sector.spoke.value
    if value is None:
        return ""
    if not sector.spoke.certain:
        return tagged_ring(sector, 0, value, fill=drawing.hatching(frame), stroke=INK, dashes="4 3")
    return "".join(
        tagged_ring(
            sector, step, min(step + 1, value), fill=position_colour(step + 1, sector.steps), stroke=PAPER
        )
        for step in range(math.ceil(value))
    ) + tagged_ring(sector, 0, value, stroke=SUBTLE)


def tagged_ring(
    sector: Sector,
    inner: float,
    outer: float,
    *,
    fill: str = "none",
    stroke: str = "none",
    dashes: str | None = None,
) -> str:
    """Return a piece of ring from one value to another."""
    return drawing.tag(
        "path",
        d=ring(sector, sector.at(inner), sector.at(outer)),
        fill=fill,
        stroke=stroke,
        stroke_width=1.5 if dashes else 1,
        stroke_dasharray=dashes,
        stroke_linejoin="round",
    )


def ring(sector: Sector, inner: float, outer: float) -> str:
    """Return the outline of a piece of ring, with the same narrow gap to its neighbours all along."""
    corners = [
        drawing.polar(sector.x, sector.y, radius, angle)
        for radius, angle in (
            (inner, sector.start + gap(inner)),
            (outer, sector.start + gap(outer)),
            (outer, sector.end - gap(outer)),
            (inner, sector.end - gap(inner)),
        )
    ]
    a, b, c, d = (f"{x:.2f} {y:.2f}" for x, y in corners)
    return f"M{a}L{b}A{outer:.2f} {outer:.2f} 0 0 1 {c}L{d}A{inner:.2f} {inner:.2f} 0 0 0 {a}Z"


def gap(radius: float) -> float:
    """Return the angle that keeps two units between a sector and the line half-way to its neighbour."""
    return math.asin(min(2 / radius, 1))


def second_outline(sector: Sector) -> str:
    """Return the arc at the second value, ink on white so that it shows on every shade."""
    if sector.spoke.second is None:
        return ""
    radius = sector.at(sector.spoke.second)
    start = drawing.polar(sector.x, sector.y, radius, sector.start + gap(radius))
    end = drawing.polar(sector.x, sector.y, radius, sector.end - gap(radius))
    path = f"M{start[0]:.2f} {start[1]:.2f}A{radius:.2f} {radius:.2f} 0 0 1 {end[0]:.2f} {end[1]:.2f}"
    halo = drawing.tag("path", d=path, fill="none", stroke=PAPER, stroke_width=6)
    return halo + drawing.tag("path", d=path, fill="none", stroke=INK, stroke_width=3)


def ring_numbers(sector: Sector) -> str:
    """Return the steps as small numbers on the line at twelve o'clock."""
    return "".join(ring_number(sector, step) for step in range(1, sector.steps + 1))


def ring_number(sector: Sector, step: int) -> str:
    """Return one number on its ring, on a small disc so that it reads on every shade."""
    x, y = sector.x, sector.y - (sector.at(step) + sector.at(step - 1)) / 2
    disc = drawing.tag("circle", cx=x, cy=y, r=8.5, fill=PAPER, stroke=GRID)
    return disc + drawing.text(str(step), x, y + 4.3, size=12, fill=SUBTLE, anchor="middle")


def outer_names(sectors: Sequence[Sector], frame: Frame) -> tuple[str, float]:
    """Return the names around the wheel, and where the drawing may go on below."""
    names = "".join(outer_name(sector, frame) for sector in sectors)
    return names, sectors[0].y + sectors[0].radius + (92 if len(sectors) % 2 else 60)


def outer_name(sector: Sector, frame: Frame) -> str:
    """Return the name and number of one theme, beside its letter."""
    x, y = drawing.polar(sector.x, sector.y, sector.radius + 17, sector.middle)
    side = math.cos(sector.middle)
    if abs(side) < 0.2:
        return name_below(sector, frame, y)
    anchor, left = ("start", x + 22) if side > 0 else ("end", x - 22)
    room = frame.width - left if side > 0 else left
    lines = lettering.wrapped(sector.spoke.name, width=room, size=15, bold=True, lines=3)
    top = y - (len(lines) - 1) * 15 * drawing.LINE / 2
    name = drawing.paragraph(lines, left, top, size=15, bold=True, anchor=anchor)
    below = top + len(lines) * 15 * drawing.LINE
    return name + drawing.text(said(sector.spoke, frame), left, below, size=13, fill=SUBTLE, anchor=anchor)


def name_below(sector: Sector, frame: Frame, y: float) -> str:
    """Return the name and number of the theme straight below the wheel."""
    line = lettering.wrapped(sector.spoke.name, width=frame.width / 2, size=15, bold=True, lines=1)
    name = drawing.paragraph(line, sector.x, y + 33, size=15, bold=True, anchor="middle")
    return name + drawing.text(
        said(sector.spoke, frame), sector.x, y + 51, size=13, fill=SUBTLE, anchor="middle"
    )


def names_below(sectors: Sequence[Sector], frame: Frame) -> tuple[str, float]:
    """Return the names as a list under the wheel, and where the drawing may go on below."""
    parts: list[str] = []
    top = sectors[0].y + sectors[0].radius + 44
    for sector in sectors:
        lines = lettering.wrapped(sector.spoke.name, width=frame.width - 34, size=14, bold=True, lines=3)
        parts.append(drawing.badge(sector.spoke.letter, 13, top + 12))
        parts.append(drawing.paragraph(lines, 34, top + 11, bold=True))
        below = top + 11 + len(lines) * drawing.BODY * drawing.LINE
        parts.append(drawing.text(said(sector.spoke, frame), 34, below, size=13, fill=SUBTLE))
        top = below + 20
    return "".join(parts), top


def said(spoke: Spoke, frame: Frame) -> str:
    """Return what stands in small print under a name: the value, how sure, the n."""
    words = frame.words
    if spoke.value is None:
        return numbers.joined(spoke.note or words.hidden, numbers.people(spoke.n))
    sure = "" if spoke.certain else words.uncertain
    return numbers.joined(numbers.decimal(spoke.value, words.language), sure, numbers.people(spoke.n))


def legend_keys(
    spokes: Sequence[Spoke], steps: Sequence[str], frame: Frame, second: str
) -> list[drawing.Key]:
    """Return the entries of the legend, only for what is in the picture."""
    keys = [
        drawing.Key(drawing.swatch(position_colour(step, len(steps))), f"{step} {name}")
        for step, name in enumerate(steps, start=1)
    ]
    if any(spoke.value is not None and not spoke.certain for spoke in spokes):
        keys.append(drawing.Key(drawing.swatch(drawing.hatching(frame), dashed=True), frame.words.uncertain))
    if any(spoke.second is not None for spoke in spokes):
        keys.append(drawing.Key(drawing.tag("path", d="M-8 0H8", stroke=INK, stroke_width=3), second))
    return keys


def table(
    spokes: Sequence[Spoke], frame: Frame, second: str
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the numbers of the wheel as a table."""
    words = frame.words
    extra = any(spoke.second is not None for spoke in spokes)
    header = (words.theme, words.position, *([second] if extra else []), words.people, words.remark)
    return header, tuple(row(spoke, frame, extra=extra) for spoke in spokes)


def row(spoke: Spoke, frame: Frame, *, extra: bool) -> tuple[str, ...]:
    """Return the row of one theme."""
    words = frame.words
    remark = (spoke.note or words.hidden) if spoke.value is None else "" if spoke.certain else words.uncertain
    number = numbers.decimal(spoke.value, words.language)
    second = [numbers.decimal(spoke.second, words.language)] if extra else []
    return (f"{spoke.letter} {spoke.name}", number, *second, numbers.count(spoke.n), remark)
