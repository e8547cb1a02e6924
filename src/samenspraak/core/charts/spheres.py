"""The spheres: nested domes in which every card lies where the group puts it, and those it leaves outside."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from samenspraak.core.charts import drawing, numbers
from samenspraak.core.charts.chart import Chart, Frame, Layout
from samenspraak.core.charts.lettering import shortened, text_width
from samenspraak.core.charts.palette import INK, PALE, PAPER, SUBTLE, mixed, position_colour

Spot = Literal["inside", "edge", "outside", "unseen"]

OUTER, INNER = "#f2f5f1", "#d7e5df"
"""The ground of the outermost and of the innermost dome; what lies between is mixed."""

HEIGHT = 28.0
GAP = 7.0
CAP = 20.0


@dataclass(frozen=True)
class Pill:
    """One card: in which sphere it lies (None: in no one in particular), and how it stands there.

    *spot* "edge" is doubt, "unseen" is not shown. ``strength`` is None where that stays hidden, and not coloured
    where it is not ``certain``. ``differs`` marks a card that groups do not count in alike. ``note`` stands behind
    the name in small print, ``belongs`` in the table.
    """

    name: str
    spot: Spot
    sphere: int | None = None
    strength: float | None = None
    certain: bool = True
    n: int | None = None
    differs: bool = False
    note: str = ""
    belongs: str = ""


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
    small: float = 12.0


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

    pills: tuple[Pill, ...]
    y: float


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
    outside = [pill for pill in pills if pill.spot == "outside"]
    sky, top = strip(outside, words.outside, steps, frame, shape, 0)
    bands = banded(pills, domes, frame, shape, top + (18 if outside else 4))
    ground = grounded(bands, top)
    anywhere = [pill for pill in pills if pill.sphere is None and pill.spot in {"inside", "edge"}]
    soil, bottom = strip(anywhere, words.anywhere, steps, frame, shape, ground + 10)
    unseen = [pill for pill in pills if pill.spot == "unseen"]
    hidden, bottom = strip(unseen, frame.words.hidden, steps, frame, shape, bottom + (10 if unseen else 0))
    keys, tall = drawing.legend(legend_keys(pills, steps, words, frame), 0, bottom + 12, width=frame.width)
    parts = [
        *(drawn_dome(band, place, len(bands), ground) for place, band in reversed(list(enumerate(bands)))),
        *(drawn_names(band, frame) for band in bands),
        *(drawn_row(row, steps, frame, shape) for band in bands for row in band.rows),
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
            row, left = filled(left, room, shape)
            rows.append(Row(row, top))
            top += HEIGHT + GAP
    return tuple(rows), max(top + 8, dome.top + dome.rise * 0.62)


def filled(pills: Sequence[Pill], room: float, shape: Shape) -> tuple[tuple[Pill, ...], list[Pill]]:
    """Return the pills that fit beside each other, in order and at least one, and those that are left."""
    row: list[Pill] = []
    left: list[Pill] = []
    taken = 0.0
    for pill in pills:
        fitted = fit(pill, room, shape)
        needed = width_of(fitted, shape) + (GAP if row else 0)
        if taken + needed <= room:
            row.append(fitted)
            taken += needed
        else:
            left.append(pill)
    return tuple(row), left


def fit(pill: Pill, room: float, shape: Shape) -> Pill:
    """Return the pill with a name that is not wider than a whole row."""
    own = room - (width_of(pill, shape) - text_width(pill.name, size=shape.size))
    return replace(pill, name=shortened(pill.name, width=own, size=shape.size))


def width_of(pill: Pill, shape: Shape) -> float:
    """Return how wide a pill is: its name, and its note in small print behind it."""
    note = text_width(pill.note, size=shape.small) + 7 if pill.note else 0
    begin = 12 if cap_of(pill) is None else CAP + 7
    return begin + text_width(pill.name, size=shape.size) + note + 12 + (21 if pill.differs else 0)


def strip(
    pills: Sequence[Pill], title: str, steps: Sequence[str], frame: Frame, shape: Shape, top: float
) -> tuple[str, float]:
    """Return pills that lie in no dome, under a title of their own; and where the next part may begin."""
    if not pills:
        return "", top
    heading = drawing.text(title, frame.width / 2, top + 15, size=13, fill=SUBTLE, anchor="middle")
    parts, left, y = [heading], list(pills), top + 25
    while left:
        row, left = filled(left, frame.width - 2, shape)
        parts.append(drawn_row(Row(row, y), steps, frame, shape))
        y += HEIGHT + GAP
    return "".join(parts), y


def grounded(bands: Sequence[Band], top: float) -> float:
    """Return where the domes stand: under the last row of the innermost one."""
    ends = [row.y + HEIGHT + GAP for band in bands for row in band.rows]
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


def drawn_row(row: Row, steps: Sequence[str], frame: Frame, shape: Shape) -> str:
    """Return the pills of one row around the middle."""
    widths = [width_of(pill, shape) for pill in row.pills]
    left = (frame.width - sum(widths) - GAP * (len(widths) - 1)) / 2
    starts = [left]
    for width in widths:
        starts.append(starts[-1] + width + GAP)
    return "".join(
        drawn(pill, start, row.y, after - start - GAP, steps, frame, shape)
        for pill, (start, after) in zip(row.pills, pairwise(starts), strict=True)
    )


def drawn(
    pill: Pill, left: float, top: float, width: float, steps: Sequence[str], frame: Frame, shape: Shape
) -> str:
    """Return one pill: its end coloured by strength, dashed where the group doubts, grey outside the domes."""
    outside = pill.spot in {"outside", "unseen"}
    body = drawing.tag(
        "rect",
        x=left,
        y=top,
        width=width,
        height=HEIGHT,
        rx=HEIGHT / 2,
        fill=PALE if outside else PAPER,
        stroke=SUBTLE if outside else INK,
        stroke_width=1.75 if pill.spot == "edge" else 1,
        stroke_dasharray="5 3.5" if pill.spot == "edge" else None,
    )
    base = top + HEIGHT / 2 + shape.size * 0.35
    begin = left + (12 if cap_of(pill) is None else CAP + 7)
    name = drawing.text(pill.name, begin, base, size=shape.size, fill=SUBTLE if outside else INK)
    beside = begin + text_width(pill.name, size=shape.size) + 7
    note = drawing.text(pill.note, beside, base, size=shape.small, fill=SUBTLE) if pill.note else ""
    differs = apart(left + width - 19, top + HEIGHT / 2) if pill.differs else ""
    return body + cap(pill, left, top, steps, frame) + name + note + differs


def apart(x: float, y: float) -> str:
    """Return the mark of a card that groups do not count in alike: a full and an open dot."""
    full = drawing.tag("circle", cx=x - 4.5, cy=y, r=4, fill=INK, stroke=INK, stroke_width=1.25)
    return full + drawing.tag("circle", cx=x + 4.5, cy=y, r=4, fill=PAPER, stroke=INK, stroke_width=1.25)


def cap(pill: Pill, left: float, top: float, steps: Sequence[str], frame: Frame) -> str:
    """Return the end of a pill that says how strong it is here; hatched where that is uncertain (P9)."""
    strength = cap_of(pill)
    if strength is None:
        return ""
    radius = HEIGHT / 2 - 3
    curve = f"A{radius} {radius} 0 0 0"
    path = (
        f"M{left + CAP:.1f} {top + 3:.1f}H{left + 3 + radius:.1f}{curve} {left + 3 + radius:.1f} "
        f"{top + HEIGHT - 3:.1f}H{left + CAP:.1f}Z"
    )
    fill = position_colour(strength, len(steps)) if pill.certain else drawing.hatching(frame)
    return drawing.tag("path", d=path, fill=fill, stroke=SUBTLE, stroke_width=0.75)


def cap_of(pill: Pill) -> float | None:
    """Return how strong a pill says it is; None outside the domes, and where that is not shown."""
    return None if pill.spot in {"outside", "unseen"} else pill.strength


def is_hatched(pill: Pill) -> bool:
    """Say whether how strong a card is stands on the picture, but is uncertain (P9)."""
    return cap_of(pill) is not None and not pill.certain


def legend_keys(
    pills: Sequence[Pill], steps: Sequence[str], words: SphereWords, frame: Frame
) -> list[drawing.Key]:
    """Return what the marks mean, as far as they are there."""
    shown = [pill for pill in pills if pill.spot in {"inside", "edge"}]
    keys: list[drawing.Key] = []
    if any(pill.strength is not None and pill.certain for pill in shown):
        keys += [
            drawing.Key(drawing.swatch(position_colour(step, len(steps))), name)
            for step, name in enumerate(steps, start=1)
        ]
    if any(is_hatched(pill) for pill in shown):
        keys.append(drawing.Key(drawing.swatch(drawing.hatching(frame)), words.unsure))
    if any(pill.strength is None for pill in shown):
        keys.append(drawing.Key(drawing.swatch(PAPER), words.unknown))
    if any(pill.spot == "edge" for pill in shown):
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
    place = "" if pill.spot == "outside" else words.anywhere
    sphere = domes[pill.sphere] if pill.sphere is not None else place
    sure = said.uncertain if pill.spot == "edge" or is_hatched(pill) else ""
    strength = numbers.decimal(pill.strength, said.language)
    return (pill.name, pill.belongs, sphere, strength, numbers.count(pill.n), sure)
