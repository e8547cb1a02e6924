"""The spheres: nested domes in which every card lies where the group puts it, and those it leaves outside."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samenspraak.core.charts import drawing, numbers
from samenspraak.core.charts.chart import Chart, Frame, Layout
from samenspraak.core.charts.palette import INK, PAPER, SUBTLE, mixed, position_colour
from samenspraak.core.charts.pills import COLOURED, DASHED, GAP, Laid, Pill, apart, drawn, fit

OUTER, INNER = "#f2f5f1", "#d7e5df"
"""The ground of the outermost and of the innermost dome; what lies between is mixed."""


@dataclass(frozen=True)
class SphereWords:
    """What this chart writes besides the frame's words: heads of its table, and what its places mean."""

    card: str
    belongs: str
    sphere: str
    strength: str
    outside: str
    anywhere: str
    edge: str
    differs: str
    unsure: str
    unknown: str


@dataclass(frozen=True)
class Shape:
    """How a layout is built: how far domes lie apart at the side, how high they curve, how large letters are."""

    step: float
    rise: float
    pad: float
    size: float


SHAPES: dict[Layout, Shape] = {
    "wide": Shape(step=20, rise=112, pad=16, size=13.5),
    "narrow": Shape(step=7, rise=64, pad=8, size=13),
}


@dataclass(frozen=True)
class Dome:
    """A dome from *left* to *right* with its top at *top*: the upper half of an ellipse on straight sides."""

    left: float
    right: float
    top: float
    rise: float

    def inset(self, y: float) -> float:
        """Return how far the dome has curved in from its sides at height *y*."""
        down = min(max(y - self.top, 0), self.rise)
        half = (self.right - self.left) / 2
        return half * (1 - math.sqrt(1 - ((self.rise - down) / self.rise) ** 2))

    def path(self, bottom: float) -> str:
        """Return the outline down to *bottom*."""
        half, shoulder = (self.right - self.left) / 2, self.top + self.rise
        curve = f"A{half:.1f} {self.rise:.1f} 0 0 1 {self.right:.1f} {shoulder:.1f}"
        return f"M{self.left:.1f} {bottom:.1f}V{shoulder:.1f}{curve}V{bottom:.1f}Z"


@dataclass(frozen=True)
class Row:
    """Pills beside each other, around the middle of the picture."""

    pills: tuple[Laid, ...]
    y: float

    @property
    def below(self) -> float:
        """Return where the next row may begin."""
        return self.y + max(laid.height for laid in self.pills) + GAP


@dataclass(frozen=True)
class Band:
    """One sphere of the picture with the rows that lie in it, above the dome within."""

    name: str
    dome: Dome
    rows: tuple[Row, ...]


def spheres(
    pills: Sequence[Pill],
    domes: Sequence[str],
    *,
    steps: Sequence[str],
    words: SphereWords,
    frame: Frame,
) -> Chart:
    """Draw the *domes* (innermost first) with the pills in them; outside stands above, doubt near the edge.

    *steps* are the words of the scale of strength, lowest first: from sand to deep teal.
    """
    shape = SHAPES[frame.layout]
    outside = [pill for spot in ("outside", "rim") for pill in pills if pill.spot == spot]
    sky, top = strip(outside, words.outside, steps, frame, shape, 0)
    bands = banded(pills, domes, frame, shape, top + (18 if outside else 4))
    ground = grounded(bands, top)
    anywhere = [pill for pill in pills if pill.sphere is None and pill.spot in COLOURED]
    soil, bottom = strip(anywhere, words.anywhere, steps, frame, shape, ground + 10)
    unseen = [pill for pill in pills if pill.spot == "unseen"]
    hidden, bottom = strip(unseen, frame.words.hidden, steps, frame, shape, bottom + (10 if unseen else 0))
    keys, tall = drawing.legend(legend_keys(pills, steps, words, frame), 0, bottom + 12, width=frame.width)
    parts = [
        *(drawn_dome(band, place, len(bands), ground) for place, band in reversed(list(enumerate(bands)))),
        *(drawn_names(band, frame) for band in bands),
        *(drawn_row(row, steps, frame) for band in bands for row in band.rows),
        base(frame, ground),
        sky,
        soil,
        hidden,
        keys,
    ]
    svg = drawing.picture(frame, parts, height=bottom + 12 + tall + 4)
    head, rows = table(pills, domes, words, frame)
    return Chart(svg, frame.title, frame.description, head, rows)


def banded(pills: Sequence[Pill], domes: Sequence[str], frame: Frame, shape: Shape, top: float) -> list[Band]:
    """Return the domes innermost first, each as high as what lies in it above the dome within."""
    bands: list[Band] = []
    for place in reversed(range(len(domes))):
        side = 1 + (len(domes) - 1 - place) * shape.step
        dome = Dome(side, frame.width - side, top, shape.rise)
        own = [pill for pill in pills if pill.sphere == place]
        rows, top = laid(own, dome, shape, top + (56 if frame.layout == "wide" else 44))
        bands.insert(0, Band(domes[place], dome, rows))
    return bands


def laid(pills: Iterable[Pill], dome: Dome, shape: Shape, top: float) -> tuple[tuple[Row, ...], float]:
    """Return the rows of one sphere and where the next may begin: doubt lies at the edge, so in rows of its own."""
    rows: list[Row] = []
    own = list(pills)
    for spot in ("edge", "inside"):
        left = [pill for pill in own if pill.spot == spot]
        while left:
            room = dome.right - dome.left - 2 * dome.inset(top) - 2 * shape.pad
            row, left = filled(left, room, shape, top)
            rows.append(row)
            top = row.below
    return tuple(rows), max(top + 8, dome.top + dome.rise * 0.62)


def filled(pills: Sequence[Pill], room: float, shape: Shape, top: float) -> tuple[Row, list[Pill]]:
    """Return a row of pills that fit beside each other, in order and at least one, and those that are left."""
    row: list[Laid] = []
    left: list[Pill] = []
    taken = 0.0
    for pill in pills:
        laid = fit(pill, room, shape.size)
        needed = laid.width + (GAP if row else 0)
        if not row or taken + needed <= room:
            row.append(laid)
            taken += needed
        else:
            left.append(pill)
    return Row(tuple(row), top), left


def strip(
    pills: Sequence[Pill], title: str, steps: Sequence[str], frame: Frame, shape: Shape, top: float
) -> tuple[str, float]:
    """Return pills that lie in no dome, under a title of their own; and where the next part may begin."""
    if not pills:
        return "", top
    heading = drawing.text(title, frame.width / 2, top + 15, size=13, fill=SUBTLE, anchor="middle")
    parts, left, y = [heading], list(pills), top + 25
    while left:
        row, left = filled(left, frame.width - 2, shape, y)
        parts.append(drawn_row(row, steps, frame))
        y = row.below
    return "".join(parts), y


def grounded(bands: Sequence[Band], top: float) -> float:
    """Return where the domes stand: under the last row of the innermost one."""
    ends = [row.below for band in bands for row in band.rows]
    shoulders = [band.dome.top + band.dome.rise * 0.8 for band in bands]
    return max([top, *ends, *shoulders]) + 12


def drawn_dome(band: Band, place: int, domes: int, ground: float) -> str:
    """Return the ground of one sphere: the closer to people, the deeper."""
    share = 1 - place / max(domes - 1, 1)
    fill = mixed(OUTER, INNER, share=share)
    return drawing.tag("path", d=band.dome.path(ground), fill=fill, stroke=SUBTLE, stroke_width=1.25)


def drawn_names(band: Band, frame: Frame) -> str:
    """Return the name of a sphere, in the top of its dome."""
    size, down = (15.0, 36) if frame.layout == "wide" else (14.0, 29)
    return drawing.text(
        band.name, frame.width / 2, band.dome.top + down, size=size, bold=True, anchor="middle"
    )


def base(frame: Frame, ground: float) -> str:
    """Return the line on which the domes stand."""
    return drawing.tag("path", d=f"M0 {ground:.1f}H{frame.width}", stroke=INK, stroke_width=2)


def drawn_row(row: Row, steps: Sequence[str], frame: Frame) -> str:
    """Return the pills of one row around the middle."""
    left = (frame.width - sum(laid.width for laid in row.pills) - GAP * (len(row.pills) - 1)) / 2
    parts = []
    for laid in row.pills:
        parts.append(drawn(laid, left, row.y, steps, frame))
        left += laid.width + GAP
    return "".join(parts)


def legend_keys(
    pills: Sequence[Pill], steps: Sequence[str], words: SphereWords, frame: Frame
) -> list[drawing.Key]:
    """Return what the marks mean, as far as they are there."""
    shown = [pill for pill in pills if pill.spot in COLOURED]
    keys: list[drawing.Key] = []
    if any(pill.strength is not None and pill.certain for pill in shown):
        keys += [
            drawing.Key(drawing.swatch(position_colour(step, len(steps))), name)
            for step, name in enumerate(steps, start=1)
        ]
    if any(pill.is_hatched for pill in shown):
        keys.append(drawing.Key(drawing.swatch(drawing.hatching(frame)), words.unsure))
    if any(pill.strength is None for pill in shown):
        keys.append(drawing.Key(drawing.swatch(PAPER), words.unknown))
    if any(pill.spot in DASHED for pill in pills):
        keys.append(drawing.Key(drawing.swatch(PAPER, dashed=True), words.edge))
    if any(pill.differs for pill in pills):
        keys.append(drawing.Key(apart(0, 0), words.differs))
    return keys


def table(
    pills: Sequence[Pill], domes: Sequence[str], words: SphereWords, frame: Frame
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return a line per card, in the order in which they were asked."""
    said = frame.words
    head = (words.card, words.belongs, words.sphere, words.strength, said.people, said.remark)
    return head, tuple(line(pill, domes, words, frame) for pill in pills)


def line(pill: Pill, domes: Sequence[str], words: SphereWords, frame: Frame) -> tuple[str, ...]:
    """Return one card as a line of the table."""
    said = frame.words
    if pill.spot == "unseen":
        return (pill.name, "", "", "", numbers.count(pill.n), said.hidden)
    place = words.anywhere if pill.spot in COLOURED else ""
    sphere = domes[pill.sphere] if pill.sphere is not None else place
    sure = said.uncertain if pill.spot in DASHED or pill.is_hatched else ""
    strength = numbers.decimal(pill.strength, said.language)
    return (pill.name, pill.belongs, sphere, strength, numbers.count(pill.n), sure)
