"""Lines over the years: one per area, broken where the borders changed, its name at its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from samenspraak.core.charts import drawing, lettering
from samenspraak.core.charts.chart import Chart, Frame
from samenspraak.core.charts.palette import GRID, GROUPS, INK, PAPER, SUBTLE

HEIGHT = 230
TOP = 16
BELOW = 34
DASHES = (None, "7 4", "2 4", "10 3 2 3")


@dataclass(frozen=True)
class TrendPoint:
    """A value in a year; ``apart``: borders changed, so no line leads to it."""

    year: int
    value: float
    label: str
    apart: bool = False


@dataclass(frozen=True)
class TrendLine:
    """One area over the years."""

    name: str
    points: tuple[TrendPoint, ...]


@dataclass(frozen=True)
class Ground:
    """The years and values between which is drawn."""

    left: float
    right: float
    years: tuple[int, int]
    values: tuple[float, float]

    def at(self, point: TrendPoint) -> tuple[float, float]:
        """Return where a point is drawn."""
        across = (point.year - self.years[0]) / max(self.years[1] - self.years[0], 1)
        up = (point.value - self.values[0]) / ((self.values[1] - self.values[0]) or 1)
        return self.left + across * (self.right - self.left), TOP + (1 - up) * (HEIGHT - TOP - BELOW)


def trend(
    lines: Sequence[TrendLine], *, header: tuple[str, ...], say: Callable[[float], str], frame: Frame
) -> Chart:
    """Draw the lines; the scale starts at zero where that leaves something to see, and is always written."""
    shown = [line for line in lines if line.points][: len(DASHES)]
    ground = ground_of(shown, frame, say)
    parts = [scale(ground, say, frame)]
    parts += [drawn(line, place, ground) for place, line in enumerate(shown)]
    keys = [drawing.Key(sample(place), line.name) for place, line in enumerate(shown)]
    legend, below = drawing.legend(keys, 0, HEIGHT + 6, width=frame.width)
    svg = drawing.picture(frame, [*parts, legend], height=HEIGHT + 6 + below)
    rows = tuple((line.name, str(point.year), point.label) for line in shown for point in line.points)
    return Chart(svg, frame.title, frame.description, header, rows)


def ground_of(lines: Sequence[TrendLine], frame: Frame, say: Callable[[float], str]) -> Ground:
    """Return the ground that holds every point."""
    points = [point for line in lines for point in line.points]
    low, high = min(one.value for one in points), max(one.value for one in points)
    if low >= 0 and low < high * 0.6:
        low = 0
    room = (high - low) * 0.08 or abs(high) * 0.1 or 1
    low, high = (low if low == 0 else low - room), high + room
    years = min(one.year for one in points), max(one.year for one in points)
    left = max(lettering.text_width(say(value), size=drawing.SMALL) for value in (low, high)) + 10
    return Ground(left, frame.width - 16, years, (low, high))


def scale(ground: Ground, say: Callable[[float], str], frame: Frame) -> str:
    """Return the lines behind, with their values and years."""
    parts = []
    low, high = ground.values
    for part in (0, 0.5, 1):
        value = low + (high - low) * part
        _x, y = ground.at(TrendPoint(ground.years[0], value, ""))
        parts.append(drawing.tag("line", x1=ground.left, x2=ground.right, y1=y, y2=y, stroke=GRID))
        parts.append(
            drawing.text(say(value), ground.left - 8, y + 4, size=drawing.SMALL, fill=SUBTLE, anchor="end")
        )
    every = 1 if frame.layout == "wide" or ground.years[1] - ground.years[0] < 5 else 3
    for year in range(ground.years[0], ground.years[1] + 1, every):
        x, _y = ground.at(TrendPoint(year, low, ""))
        parts.append(
            drawing.text(str(year), x, HEIGHT - 12, size=drawing.SMALL, fill=SUBTLE, anchor="middle")
        )
    return "".join(parts)


def drawn(line: TrendLine, place: int, ground: Ground) -> str:
    """Return one line: its stretches, and a dot at every year."""
    colour = colour_of(place)
    path = "".join(
        f"{'M' if not index or point.apart else 'L'}{x:.1f} {y:.1f}"
        for index, point in enumerate(line.points)
        for x, y in [ground.at(point)]
    )
    stroke = drawing.tag(
        "path", d=path, fill="none", stroke=colour, stroke_width=2.5, stroke_dasharray=DASHES[place]
    )
    dots = "".join(
        drawing.tag(
            "circle", cx=x, cy=y, r=3.5, fill=PAPER if point.apart else colour, stroke=colour, stroke_width=2
        )
        for point in line.points
        for x, y in [ground.at(point)]
    )
    return stroke + dots


def colour_of(place: int) -> str:
    """Return the colour of a line: ink for the first, which is what the page is about."""
    return INK if place == 0 else GROUPS[place - 1]


def sample(place: int) -> str:
    """Return a piece of a line for the legend."""
    return drawing.tag(
        "path", d="M-8 0L8 0", stroke=colour_of(place), stroke_width=2.5, stroke_dasharray=DASHES[place]
    )
