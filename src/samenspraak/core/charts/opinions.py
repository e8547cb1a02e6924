"""The opinion map: where each opinion group lies and how far its people spread, never a dot per person."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samenspraak.core.charts import drawing, numbers
from samenspraak.core.charts.chart import Chart, Frame
from samenspraak.core.charts.dots import SHAPES
from samenspraak.core.charts.lettering import text_width
from samenspraak.core.charts.palette import GRID, GROUPS, INK, PALE, PAPER

DASHES = (None, "9 4", "2 4", "12 4 2 4", "5 2")
"""How the edge of each group is drawn, so that it can be told in black and white."""

MARGIN = 34.0
SIZE = 14.0
LINE = 19.0
BESIDE = 250
NAME_SPOTS = ((0, 27), (0, -16), (0, 46), (0, -35), (0, 65))
"""Where a name may stand from the middle of its group; the first that covers no other name."""


@dataclass(frozen=True)
class Cloud:
    """One group: its middle, and half the axes of its ellipse; ``angle`` in degrees from the horizontal."""

    name: str
    n: int
    x: float
    y: float
    long: float
    short: float
    angle: float
    certain: bool = True

    @property
    def reach(self) -> tuple[float, float]:
        """Return how far the ellipse goes from its middle, across and up."""
        turn = math.radians(self.angle)
        across = math.hypot(self.long * math.cos(turn), self.short * math.sin(turn))
        return across, math.hypot(self.long * math.sin(turn), self.short * math.cos(turn))


@dataclass(frozen=True)
class MapHeader:
    """The heads of the columns of the table: the middle across and up, the length and the width."""

    across: str
    up: str
    long: str
    short: str


@dataclass(frozen=True)
class Ground:
    """The field of the map: what lies in its middle, and how many units one part of the scale takes."""

    x: float
    y: float
    scale: float
    width: float
    height: float

    def at(self, cloud: Cloud) -> tuple[float, float]:
        """Return where the middle of a group stands; up on the map is up on paper."""
        across, up = (cloud.x - self.x) * self.scale, (cloud.y - self.y) * self.scale
        return self.width / 2 + across, self.height / 2 - up


def opinion_map(clouds: Sequence[Cloud], *, header: MapHeader, frame: Frame) -> Chart:
    """Draw an ellipse per opinion group (at most five), each with its own mark and edge, and its name."""
    wide = frame.layout == "wide"
    ground = ground_of(clouds, width=frame.width - (BESIDE if wide else 0))
    keys, tall = legend(clouds, frame, ground, wide=wide)
    parts = [field(ground), *(ellipse(one, place, ground) for place, one in enumerate(clouds))]
    parts += [*marks(clouds, ground), keys]
    height = max(ground.height, tall) if wide else ground.height + 16 + tall
    svg = drawing.picture(frame, parts, height=height + 2)
    head, rows = table(clouds, header, frame)
    return Chart(svg, frame.title, frame.description, head, rows)


def ground_of(clouds: Sequence[Cloud], *, width: float) -> Ground:
    """Return the field in which all ellipses fit, one part of the scale as long across as up."""
    left, right = ends((one.x, one.reach[0]) for one in clouds)
    low, high = ends((one.y, one.reach[1]) for one in clouds)
    across, up = max(right - left, 0.01), max(high - low, 0.01)
    scale = min((width - 2 * MARGIN) / across, (width * 0.85 - 2 * MARGIN) / up)
    height = max(up * scale + 2 * MARGIN, width * 0.5)
    return Ground((left + right) / 2, (low + high) / 2, scale, width, height)


def ends(spans: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """Return the lowest and the highest end of (middle, reach)."""
    found = list(spans)
    return min(middle - reach for middle, reach in found), max(middle + reach for middle, reach in found)


def field(ground: Ground) -> str:
    """Return the paper the groups lie on."""
    return drawing.tag(
        "rect",
        x=0.5,
        y=0.5,
        width=ground.width - 1,
        height=ground.height - 1,
        rx=4,
        fill=PALE,
        stroke=GRID,
    )


def ellipse(cloud: Cloud, place: int, ground: Ground) -> str:
    """Return how far the people of one group spread."""
    x, y = ground.at(cloud)
    return drawing.tag(
        "ellipse",
        cx=x,
        cy=y,
        rx=cloud.long * ground.scale,
        ry=cloud.short * ground.scale,
        transform=f"rotate({-cloud.angle:.1f} {x:.1f} {y:.1f})",
        fill=GROUPS[place],
        fill_opacity=0.14 if cloud.certain else 0,
        stroke=GROUPS[place],
        stroke_width=2.5,
        stroke_dasharray=DASHES[place],
    )


def mark(place: int) -> str:
    """Return the mark of a group around 0, 0: a shape and a colour of its own."""
    return drawing.tag("path", d=SHAPES[place], fill=GROUPS[place], stroke=INK, stroke_width=1)


def marks(clouds: Sequence[Cloud], ground: Ground) -> list[str]:
    """Return the marks in the middle of the groups, and their names where these cover no other name."""
    taken: list[tuple[float, float, float]] = []
    parts: list[str] = []
    for place, cloud in enumerate(clouds):
        x, y = ground.at(cloud)
        half = text_width(cloud.name, size=SIZE, bold=True) / 2
        middle = min(max(x, half + 6), ground.width - half - 6)
        spot = next((one for one in spots(middle, y) if not covers(one, half, taken)), (middle, y + 27))
        taken.append((*spot, half))
        parts.append(drawing.tag("g", mark(place), transform=f"translate({x:.1f} {y:.1f})"))
        parts.append(name(cloud.name, *spot))
    return parts


def spots(x: float, y: float) -> list[tuple[float, float]]:
    """Return where a name may stand, the best first."""
    return [(x + across, y + down) for across, down in NAME_SPOTS]


def covers(spot: tuple[float, float], half: float, taken: Iterable[tuple[float, float, float]]) -> bool:
    """Say whether a name there would cover one that stands already."""
    return any(abs(spot[0] - x) < half + other + 4 and abs(spot[1] - y) < LINE for x, y, other in taken)


def name(words: str, x: float, y: float) -> str:
    """Return a name that can be read on any ground: paper behind every letter."""
    letters = drawing.text(words, x, y, size=SIZE, bold=True, anchor="middle")
    halo = drawing.tag("g", letters, stroke=PAPER, stroke_width=4, stroke_linejoin="round")
    return halo + letters


def legend(clouds: Sequence[Cloud], frame: Frame, ground: Ground, *, wide: bool) -> tuple[str, float]:
    """Return which mark is which group, with its number of people: beside the map, or under it on a phone."""
    keys = [
        drawing.Key(mark(place), f"{one.name}, {numbers.joined(numbers.people(one.n), remark(one, frame))}")
        for place, one in enumerate(clouds)
    ]
    if wide:
        left, width = ground.width + 22, BESIDE - 22
        drawn = [drawing.legend([key], left, 26.0 * row, width=width) for row, key in enumerate(keys)]
        return "".join(part for part, _height in drawn), 26.0 * len(keys)
    return drawing.legend(keys, 0, ground.height + 12, width=frame.width)


def remark(cloud: Cloud, frame: Frame) -> str:
    """Say that a group is uncertain; nothing when it is not."""
    return "" if cloud.certain else frame.words.uncertain


def table(
    clouds: Sequence[Cloud], header: MapHeader, frame: Frame
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the same groups as a table."""
    words = frame.words
    heads = (words.group, words.people, header.across, header.up, header.long, header.short, words.remark)
    rows = tuple(
        (
            one.name,
            numbers.count(one.n),
            *(numbers.decimal(value, words.language, places=2) for value in shape(one)),
            remark(one, frame),
        )
        for one in clouds
    )
    return heads, rows


def shape(cloud: Cloud) -> tuple[float, float, float, float]:
    """Return the figures of one group in the order of the table, none of them as minus nothing."""
    return cloud.x + 0.0, cloud.y + 0.0, cloud.long, cloud.short
