"""The dot range: where each group stands on each row, and how far apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samenspraak.core.charts import drawing, lettering, numbers
from samenspraak.core.charts.chart import Chart, Frame
from samenspraak.core.charts.palette import GRID, GROUPS, INK, PALE, PAPER, SUBTLE

NAMES = 212
COUNTS = 64
RADIUS = 7.5
LANE = 17
# Outlines around 0, 0, as large to the eye as a disc of RADIUS; in the order of palette.GROUPS.
SHAPES = (
    "M-7.5 0A7.5 7.5 0 1 1 7.5 0A7.5 7.5 0 1 1 -7.5 0Z",
    "M-6.7 -6.7H6.7V6.7H-6.7Z",
    "M0 -8.6L8.4 6.4H-8.4Z",
    "M0 -9L9 0L0 9L-9 0Z",
    "M0 8.6L8.4 -6.4H-8.4Z",
    "M-3 -8H3V-3H8V3H3V8H-3V3H-8V-3H-3Z",
    "M-8 -4.6L-4.6 -8L0 -3.4L4.6 -8L8 -4.6L3.4 0L8 4.6L4.6 8L0 3.4L-4.6 8L-8 4.6L-3.4 0Z",
    "M-4.3 -7.6H4.3L8.6 0L4.3 7.6H-4.3L-8.6 0Z",
)


@dataclass(frozen=True)
class Dot:
    """One group on one row; ``value`` None where it stays hidden."""

    group: str
    value: float | None
    n: int | None = None
    certain: bool = True


@dataclass(frozen=True)
class DotRow:
    """One theme or statement with the groups on it, in the same order on every row."""

    name: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Track:
    """The scale of the plot: where step 1 and the last step stand."""

    left: float
    right: float
    steps: int

    def at(self, value: float) -> float:
        """Return where a value stands."""
        place = (min(max(value, 1), self.steps) - 1) / (self.steps - 1)
        return self.left + (self.right - self.left) * place


def dot_range(rows: Sequence[DotRow], *, steps: Sequence[str], frame: Frame) -> Chart:
    """Draw a mean per group on every row, each group with its own shape (at most eight)."""
    keys, top = drawing.legend(legend_keys(rows, frame), 0, 0, width=frame.width)
    track = track_for(len(steps), frame)
    parts = [keys, axis(track, steps, top + 14)]
    top += 48
    for row in rows:
        drawn, height = drawn_row(row, track, frame, top)
        parts.append(drawn)
        top += height
    svg = drawing.picture(frame, parts, height=top + 4)
    header, lines = table(rows, frame)
    return Chart(svg, frame.title, frame.description, header, lines)


def track_for(steps: int, frame: Frame) -> Track:
    """Return the scale, beside the names when there is room and under them when there is not."""
    if frame.layout == "wide":
        return Track(NAMES + 12, frame.width - COUNTS - 14, steps)
    return Track(12, frame.width - 12, steps)


def axis(track: Track, steps: Sequence[str], y: float) -> str:
    """Return the steps as numbers, with the words of the lowest and the highest at the ends."""
    figures = "".join(
        drawing.text(str(step), track.at(step), y + 24, size=13, fill=SUBTLE, anchor="middle")
        for step in range(1, track.steps + 1)
    )
    low = drawing.text(steps[0], track.left - 5, y + 7, size=12.5, fill=SUBTLE)
    return (
        figures + low + drawing.text(steps[-1], track.right + 5, y + 7, size=12.5, fill=SUBTLE, anchor="end")
    )


def grid(track: Track, top: float, bottom: float) -> str:
    """Return one thin line per step."""
    lines = "".join(f"M{track.at(step):.1f} {top:.1f}V{bottom:.1f}" for step in range(1, track.steps + 1))
    return drawing.tag("path", d=lines, stroke=GRID, stroke_width=1)


def drawn_row(row: DotRow, track: Track, frame: Frame, top: float) -> tuple[str, float]:
    """Return one row and its height."""
    lanes = laned(row, track)
    plot = (max(lanes.values(), default=0) - min(lanes.values(), default=0)) * LANE + 30
    wide = frame.layout == "wide"
    room = NAMES - 16 if wide else frame.width - 70
    lines = lettering.wrapped(row.name, width=room, size=drawing.BODY, lines=3)
    words = len(lines) * drawing.BODY * drawing.LINE
    height = max(plot, words + 8) + 6 if wide else plot + words + 10
    middle = top + height / 2 if wide else top + words + 4 + plot / 2
    first = middle + 5 - (len(lines) - 1) * drawing.BODY * drawing.LINE / 2 if wide else top + 12
    count = middle + 5 if wide else top + 12
    parts = [
        grid(track, top if wide else top + words, top + height - (0 if wide else 10)) if lanes else "",
        drawing.paragraph(lines, 0, first),
        drawing.text(numbers.people(total(row)), frame.width, count, size=13, fill=SUBTLE, anchor="end"),
        plotted(row, lanes, track, middle, frame),
    ]
    return "".join(parts), height


def total(row: DotRow) -> int | None:
    """Return how many people the shown dots of a row rest on."""
    counts = [dot.n for dot in row.dots if dot.value is not None and dot.n is not None]
    return sum(counts) if counts else None


def laned(row: DotRow, track: Track) -> dict[int, int]:
    """Return per shown dot the lane (0, 1, −1, 2 …) in which it does not cover another."""
    shown = sorted((dot.value, place) for place, dot in enumerate(row.dots) if dot.value is not None)
    ends: dict[int, float] = {}
    lanes: dict[int, int] = {}
    order = [0, *(sign * lane for lane in range(1, len(shown) + 1) for sign in (1, -1))]
    for value, place in shown:
        x = track.at(value)
        lane = next(lane for lane in order if ends.get(lane, -100.0) + 2 * RADIUS + 2 <= x)
        lanes[place], ends[lane] = lane, x
    return lanes


def plotted(row: DotRow, lanes: dict[int, int], track: Track, middle: float, frame: Frame) -> str:
    """Return the range from the lowest to the highest group, and the groups on it."""
    shown = [(place, dot.value, dot.certain) for place, dot in enumerate(row.dots) if dot.value is not None]
    if not shown:
        return drawing.text(frame.words.hidden, track.left, middle + 5, size=13, fill=SUBTLE)
    low, high = (track.at(ends(value for _, value, _ in shown)) for ends in (min, max))
    centre = middle - (max(lanes.values()) + min(lanes.values())) * LANE / 2
    band = drawing.tag("rect", x=low - 5, y=centre - 5, width=high - low + 10, height=10, rx=5, fill=GRID)
    marks = (
        drawing.tag("g", shape(place, certain=sure), transform=f"translate({track.at(value):.1f} {y:.1f})")
        for place, value, sure in shown
        for y in (centre + lanes[place] * LANE,)
    )
    return band + "".join(marks)


def shape(place: int, *, certain: bool = True) -> str:
    """Return the mark of a group: filled, or open where the group is unsure."""
    colour = GROUPS[place % len(GROUPS)]
    outline = SHAPES[place % len(SHAPES)]
    if certain:
        return drawing.tag("path", d=outline, fill=colour, stroke=INK if colour == GROUPS[-1] else PAPER)
    halo = drawing.tag("path", d=outline, fill=PALE, stroke=PAPER, stroke_width=4)
    return halo + drawing.tag(
        "path", d=outline, fill=PAPER, stroke=colour, stroke_width=2, stroke_dasharray="3 2"
    )


def legend_keys(rows: Sequence[DotRow], frame: Frame) -> list[drawing.Key]:
    """Return one entry per group, and what an open mark means when there is one."""
    groups = [dot.group for dot in rows[0].dots] if rows else []
    keys = [drawing.Key(shape(place), group) for place, group in enumerate(groups)]
    if any(not dot.certain and dot.value is not None for row in rows for dot in row.dots):
        keys.append(drawing.Key(open_mark(), frame.words.uncertain))
    return keys


def open_mark() -> str:
    """Return the mark that stands for "unsure" in the legend, of no group in particular."""
    return drawing.tag("circle", r=7, fill=PAPER, stroke=SUBTLE, stroke_width=2, stroke_dasharray="3 2")


def table(rows: Sequence[DotRow], frame: Frame) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return one line per row and group."""
    words = frame.words
    header = (words.row, words.group, words.position, words.people, words.remark)
    return header, tuple(line(row, dot, frame) for row in rows for dot in row.dots)


def line(row: DotRow, dot: Dot, frame: Frame) -> tuple[str, ...]:
    """Return the line of one group on one row."""
    words = frame.words
    remark = words.hidden if dot.value is None else "" if dot.certain else words.uncertain
    return (row.name, dot.group, numbers.decimal(dot.value, words.language), numbers.count(dot.n), remark)
