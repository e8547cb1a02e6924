"""The network: a mark per party, a line per tie, names where there is room and numbers where there is not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple
from xml.sax.saxutils import escape

from samenspraak.core.charts import drawing, lettering
from samenspraak.core.charts.chart import Chart, Frame, Layout
from samenspraak.core.charts.dots import SHAPES
from samenspraak.core.charts.palette import GROUPS, INK, PAPER, SUBTLE, mixed
from samenspraak.core.freshness import Freshness
from samenspraak.core.text import one_line

LineKind = Literal["both", "one", "wish"]

COLOURS = (GROUPS[4], GROUPS[5], GROUPS[0])
"""Personal, communal, institutional: told apart by lightness as well, and never without the shape."""

DASHES: dict[LineKind, str | None] = {"both": None, "one": "6 4", "wish": "1 5"}
MARGIN = 16.0
UNIT = 180.0
TINY = 1e-9
RADIUS = 9.0
LABEL = 12.0
WIDEST = 104.0
ROW = LABEL * 1.18
TALLEST: dict[Layout, float] = {"wide": 0.8, "narrow": 1.6}
LIST = 12.5


class Look(NamedTuple):
    """How a party is drawn: its shape (its kind), its colour (its sphere), paler as nobody confirms it."""

    shape: int
    colour: int
    freshness: Freshness


@dataclass(frozen=True)
class NetworkMark:
    """One party: how it looks, where it stands, and its line in the table.

    Names are written in the order of the marks, as far as there is room: give those that matter most first.
    """

    key: str
    name: str
    look: Look
    spot: tuple[float, float]
    cells: tuple[str, ...]


class NetworkLine(NamedTuple):
    """One tie: dashed when only one side says so, dotted when it is a wish; *strength* 1 … 3."""

    one: str
    other: str
    kind: LineKind
    strength: int = 1


@dataclass(frozen=True)
class NetworkWords:
    """The words beside a network: a name per shape and per colour, per sort of line, for what fades, the table's head."""

    shapes: tuple[str, ...]
    colours: tuple[str, ...]
    lines: dict[LineKind, str]
    fading: str
    faded: str
    alone: str
    header: tuple[str, ...]


@dataclass(frozen=True)
class NetworkField:
    """The size of the layout in which the marks stand, and from where down those without a tie stand in rows."""

    width: float
    height: float
    alone: float | None = None


@dataclass(frozen=True)
class Box:
    """A rectangle that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Say whether two rectangles share a spot."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def within(self, page: Box) -> bool:
        """Say whether it does not stick out of the page."""
        across = page.left <= self.left and self.right <= page.right
        return across and page.top <= self.top and self.bottom <= page.bottom


@dataclass(frozen=True)
class Label:
    """A name as it stands beside its mark."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str


def network_chart(
    marks: Sequence[NetworkMark],
    lines: Sequence[NetworkLine],
    *,
    field: NetworkField,
    words: NetworkWords,
    frame: Frame,
) -> Chart:
    """Draw the parties where a layout puts them, with the ties between those that are drawn."""
    paper = on_paper(field, frame)
    spots = {one.key: paper.at(one.spot) for one in marks}
    labels, numbered = labelled(marks, spots, frame.width, paper.height)
    parts = [
        *(
            tie(line, spots)
            for line in sorted(lines, key=lambda line: line.kind == "both")
            if drawn(line, spots)
        ),
        *(mark(one, spots[one.key]) for one in reversed(marks)),
        heading(field, paper, words),
        *(written(label) for label in labels),
    ]
    listed, below = names_of(marks, numbered, frame, top=paper.height + 10)
    kinds = {line.kind for line in lines if drawn(line, spots)}
    named = keys_of((one.look for one in marks), kinds, words)
    keys, tall = drawing.legend(named, 0, paper.height + 14 + below, width=frame.width)
    svg = drawing.picture(frame, [*parts, listed, keys], height=paper.height + 18 + below + tall)
    return Chart(svg, frame.title, frame.description, words.header, tuple(one.cells for one in marks))


@dataclass(frozen=True)
class Paper:
    """How a layout becomes a drawing: across and down are scaled apart, as far as the page allows."""

    left: float
    across: float
    down: float
    height: float

    def at(self, spot: tuple[float, float]) -> tuple[float, float]:
        """Return where a spot of the layout is drawn."""
        return self.left + spot[0] * self.across, MARGIN + spot[1] * self.down


def on_paper(field: NetworkField, frame: Frame) -> Paper:
    """Return how to draw a layout on this page; a small network stands in the middle and is not blown up."""
    across = min(UNIT, (frame.width - 2 * MARGIN) / max(field.width, TINY))
    tallest = (frame.width * TALLEST[frame.layout] - 2 * MARGIN) / max(field.height, TINY)
    down = min(UNIT, max(across, UNIT / 2), tallest)
    left = (frame.width - field.width * across) / 2
    return Paper(left, across, down, field.height * down + 2 * MARGIN)


def heading(field: NetworkField, paper: Paper, words: NetworkWords) -> str:
    """Return the words above the rows of who stands alone, where others do not."""
    if not field.alone:
        return ""
    return drawing.text(words.alone, 0, paper.at((0, field.alone))[1] - 2 * RADIUS, size=LIST, fill=SUBTLE)


def drawn(line: NetworkLine, spots: dict[str, tuple[float, float]]) -> bool:
    """Say whether both ends of a tie are on the drawing."""
    return line.one in spots and line.other in spots


def tie(line: NetworkLine, spots: dict[str, tuple[float, float]]) -> str:
    """Return the line of one tie, thicker when it is stronger."""
    (x, y), (to_x, to_y) = spots[line.one], spots[line.other]
    return drawing.tag(
        "path",
        d=f"M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}",
        stroke=GROUPS[1] if line.kind == "wish" else SUBTLE,
        stroke_width=1.8 if line.kind == "wish" else 0.4 + 0.7 * line.strength,
        stroke_opacity=1 if line.kind == "wish" else 0.55,
        stroke_dasharray=DASHES[line.kind],
        stroke_linecap="round" if line.kind == "wish" else None,
    )


def mark(one: NetworkMark, spot: tuple[float, float]) -> str:
    """Return one party as a shape."""
    title = drawing.tag("title", escape(one_line(one.name)))
    at = f"translate({spot[0]:.1f} {spot[1]:.1f})"
    return drawing.tag("g", title + shape(one.look), transform=at)


def shape(look: Look) -> str:
    """Return a shape around 0, 0 on paper, so that no line shines through."""
    faded = look.freshness == "faded"
    return drawing.tag(
        "path",
        d=SHAPES[look.shape],
        fill=fill_of(look.colour, look.freshness),
        stroke=SUBTLE if faded else INK,
        stroke_width=1.2,
        stroke_dasharray="2.5 2" if faded else None,
    )


def small(mark: str) -> str:
    """Return a mark around 0, 0 as a drawing of 20 by 20, for who sees it only."""
    return drawing.tag(
        "svg",
        mark,
        xmlns="http://www.w3.org/2000/svg",
        viewBox="-10 -10 20 20",
        width=20,
        height=20,
        aria_hidden="true",
        focusable="false",
    )


def corners(place: int) -> list[float]:
    """Return the corners of a shape as numbers from −1 to 1, x and y in turn; nothing for the circle."""
    if "A" in SHAPES[place]:
        return []
    x = y = 0.0
    points: list[float] = []
    for letter, numbers in re.findall(r"([MLHV])([-\d. ]+)", SHAPES[place]):
        told = [float(number) for number in numbers.split()]
        x = told[0] if letter != "V" else x
        y = told[-1] if letter != "H" else y
        points += [x / RADIUS, y / RADIUS]
    return points


def fill_of(colour: int, freshness: Freshness) -> str:
    """Return the colour of a sphere, paler as nobody confirms the entry."""
    shares = {"fresh": 0.0, "fading": 0.6, "faded": 1.0}
    return mixed(COLOURS[colour], PAPER, share=shares[freshness])


def labelled(
    marks: Sequence[NetworkMark], spots: dict[str, tuple[float, float]], width: float, height: float
) -> tuple[list[Label], dict[str, int]]:
    """Return the names that cover no mark and no other name, and a number for each of the others."""
    page = Box(0, 0, width, height + 6)
    taken = [around(spot) for spot in spots.values()]
    labels: list[Label] = []
    numbered: dict[str, int] = {}
    for one in marks:
        label = fitting(one.name, spots[one.key], taken, page)
        if label is None:
            numbered[one.key] = len(numbered) + 1
            number = str(numbered[one.key])
            label = fitting(number, spots[one.key], taken, page)
            label = label or next(label for label, _box in places_for(number, spots[one.key]))
        labels.append(label)
    return labels, numbered


def fitting(words: str, spot: tuple[float, float], taken: list[Box], page: Box) -> Label | None:
    """Return the words at the first place that is free, which is then taken; None when there is none."""
    for label, box in places_for(words, spot):
        if box.within(page) and not any(box.meets(other) for other in taken):
            taken.append(box)
            return label
    return None


def around(spot: tuple[float, float]) -> Box:
    """Return the room a mark takes."""
    return Box(spot[0] - RADIUS, spot[1] - RADIUS, spot[0] + RADIUS, spot[1] + RADIUS)


def places_for(name: str, spot: tuple[float, float]) -> Iterable[tuple[Label, Box]]:
    """Yield where a name may stand, the best first: below its mark, above it, to the right, to the left."""
    lines = tuple(lettering.wrapped(one_line(name), width=WIDEST, size=LABEL, lines=2))
    wide = max(lettering.text_width(line, size=LABEL) for line in lines) + 2
    tall = len(lines) * ROW
    x, y = spot
    low, high = y + RADIUS + 1, y - RADIUS - 1 - tall
    beside = y - tall / 2
    for left, top, anchor in (
        (x - wide / 2, low, "middle"),
        (x - wide / 2, high, "middle"),
        (x + RADIUS + 2, beside, "start"),
        (x - RADIUS - 2 - wide, beside, "end"),
    ):
        at = {"middle": left + wide / 2, "start": left, "end": left + wide}[anchor]
        yield Label(lines, at, top + LABEL * 0.92, anchor), Box(left, top, left + wide, top + tall)


def written(label: Label) -> str:
    """Return a name that can be read on lines: paper behind every letter."""
    letters = "".join(
        drawing.text(line, label.x, label.y + place * ROW, size=LABEL, anchor=label.anchor)
        for place, line in enumerate(label.lines)
    )
    halo = drawing.tag(
        "g", letters, stroke=PAPER, stroke_width=3, stroke_linejoin="round", aria_hidden="true"
    )
    return halo + letters


def names_of(
    marks: Sequence[NetworkMark], numbered: dict[str, int], frame: Frame, *, top: float
) -> tuple[str, float]:
    """Return the list of numbers with their names in columns, and how tall it is."""
    if not numbered:
        return "", 0.0
    columns = 3 if frame.layout == "wide" else 1
    named = [one for one in marks if one.key in numbered]
    rows = -(-len(named) // columns)
    wide = frame.width / columns
    parts = []
    for place, one in enumerate(named):
        words = lettering.shortened(f"{numbered[one.key]}  {one_line(one.name)}", width=wide - 10, size=LIST)
        parts.append(drawing.text(words, place // rows * wide, top + 14 + place % rows * 19, size=LIST))
    return "".join(parts), rows * 19.0 + 14


def keys_of(looks: Iterable[Look], kinds: Collection[LineKind], words: NetworkWords) -> list[drawing.Key]:
    """Return what the shapes, colours and lines mean, as far as they are on the drawing."""
    told = set(looks)
    keys = [drawing.Key(plain(place), words.shapes[place]) for place in sorted({one.shape for one in told})]
    colours = sorted({one.colour for one in told if one.freshness != "faded"})
    keys += [drawing.Key(drawing.swatch(COLOURS[place]), words.colours[place]) for place in colours]
    freshness = {one.freshness for one in told}
    if "fading" in freshness:
        keys.append(drawing.Key(shape(Look(0, 0, "fading")), words.fading))
    if "faded" in freshness:
        keys.append(drawing.Key(shape(Look(0, 0, "faded")), words.faded))
    return keys + [drawing.Key(sample(kind), said) for kind, said in words.lines.items() if kind in kinds]


def plain(place: int) -> str:
    """Return a shape without a colour, for a legend."""
    return drawing.tag("path", d=SHAPES[place], fill=PAPER, stroke=INK, stroke_width=1.2)


def sample(kind: LineKind) -> str:
    """Return a piece of a line, for a legend."""
    return tie(NetworkLine("a", "b", kind, 2), {"a": (-9, 0), "b": (9, 0)})
