"""The heat table: a number in every cell, darker where it stands higher, hatched where it is uncertain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samenspraak.core.charts import drawing, lettering, numbers
from samenspraak.core.charts.chart import Chart, Frame
from samenspraak.core.charts.palette import GRID, INK, PAPER, SUBTLE, ink_on, position_colour

NAMES = 212
CELL = 46
GAP = 3
VALUE = 15.5
COUNT = 12


@dataclass(frozen=True)
class Column:
    """One theme or statement: a short mark that stands above its cells, and its name."""

    mark: str
    name: str


@dataclass(frozen=True)
class Heat:
    """One cell; ``value`` None where it stays hidden."""

    value: float | None
    n: int | None = None
    certain: bool = True


@dataclass(frozen=True)
class HeatRow:
    """One group, with a cell per column; ``whole`` marks the row of everybody."""

    name: str
    cells: tuple[Heat, ...]
    whole: bool = False


@dataclass(frozen=True)
class Grid:
    """Where cells are drawn: the first at *left*, each *width* wide."""

    left: float
    width: float

    def at(self, place: int) -> float:
        """Return where a column begins."""
        return self.left + place * self.width


def heat_table(
    rows: Sequence[HeatRow], columns: Sequence[Column], *, steps: Sequence[str], frame: Frame
) -> Chart:
    """Draw a mean per group and column; the frame's word for "hidden" stands where too few people answered."""
    left = NAMES if frame.layout == "wide" else 0
    grid = Grid(left, (frame.width - left) / max(len(columns), 1))
    parts = [header(columns, grid)]
    top = 34.0
    for row in rows:
        drawn, height = drawn_row(row, grid, steps, frame, top)
        parts.append(drawn)
        top += height
    keys, height = drawing.legend(legend_keys(rows, columns, steps, frame), 0, top + 8, width=frame.width)
    svg = drawing.picture(frame, [*parts, keys], height=top + 8 + height)
    head, lines = table(rows, columns, frame)
    return Chart(svg, frame.title, frame.description, head, lines)


def header(columns: Sequence[Column], grid: Grid) -> str:
    """Return the mark of every column."""
    return "".join(
        drawing.badge(column.mark, grid.at(place) + (grid.width - GAP) / 2, 15)
        for place, column in enumerate(columns)
    )


def drawn_row(row: HeatRow, grid: Grid, steps: Sequence[str], frame: Frame, top: float) -> tuple[str, float]:
    """Return one row, its name beside the cells or above them, and its height."""
    wide = frame.layout == "wide"
    room = NAMES - 16 if wide else frame.width
    lines = lettering.wrapped(row.name, width=room, size=drawing.BODY, bold=row.whole, lines=3)
    words = len(lines) * drawing.BODY * drawing.LINE
    height = max(CELL, words) if wide else CELL + words + 4
    above = top + (height - CELL) / 2 if wide else top + words + 4
    first = top + height / 2 + 5 - (len(lines) - 1) * drawing.BODY * drawing.LINE / 2 if wide else top + 13
    cells = "".join(
        cell(each, grid.at(place), above, grid.width - GAP, steps, frame)
        for place, each in enumerate(row.cells)
    )
    below = GAP + (8 if row.whole or not wide else 0)
    return drawing.paragraph(lines, 0, first, bold=row.whole) + cells, height + below


def cell(heat: Heat, left: float, top: float, width: float, steps: Sequence[str], frame: Frame) -> str:
    """Return one cell: its colour, its number and its n; hatched and on white where it is uncertain."""
    if heat.value is None:
        return hidden(left, top, width, frame)
    colour = position_colour(heat.value, len(steps))
    middle, ink = left + width / 2, ink_on(colour) if heat.certain else INK
    ground = box(left, top, width, fill=colour if heat.certain else drawing.hatching(frame))
    if not heat.certain:
        room = min(lettering.text_width(numbers.people(heat.n), size=COUNT) + 8, width - 6)
        ground += drawing.tag(
            "rect", x=middle - room / 2, y=top + 5, width=room, height=CELL - 10, rx=3, fill=PAPER
        )
    value = numbers.decimal(heat.value, frame.words.language)
    number = drawing.text(value, middle, top + 22, size=VALUE, bold=True, fill=ink, anchor="middle")
    return ground + number + counted(heat, middle, top + 37, width, ink)


def counted(heat: Heat, middle: float, y: float, width: float, ink: str) -> str:
    """Return how many people a cell rests on, where that fits; the table always has it."""
    words = numbers.people(heat.n)
    if lettering.text_width(words, size=COUNT) > width:
        return ""
    return drawing.text(words, middle, y, size=COUNT, fill=ink, anchor="middle")


def hidden(left: float, top: float, width: float, frame: Frame) -> str:
    """Return a cell of which nothing is shown, in words where these fit."""
    words = frame.words.hidden
    if lettering.text_width(words, size=COUNT) + 6 > width:
        words = "–"
    ground = box(left, top, width, fill="none", dashed=True)
    return ground + drawing.text(
        words, left + width / 2, top + CELL / 2 + 4, size=COUNT, fill=SUBTLE, anchor="middle"
    )


def box(left: float, top: float, width: float, *, fill: str, dashed: bool = False) -> str:
    """Return the ground of one cell."""
    return drawing.tag(
        "rect",
        x=left + 0.5,
        y=top + 0.5,
        width=width - 1,
        height=CELL - 1,
        rx=3,
        fill=fill,
        stroke=GRID if dashed else SUBTLE,
        stroke_width=1 if dashed else 0.75,
        stroke_dasharray="4 3" if dashed else None,
    )


def legend_keys(
    rows: Sequence[HeatRow], columns: Sequence[Column], steps: Sequence[str], frame: Frame
) -> list[drawing.Key]:
    """Return what the colours, the hatching and the marks mean."""
    cells = [each for row in rows for each in row.cells]
    keys = [
        drawing.Key(drawing.swatch(position_colour(step, len(steps))), f"{step} {name}")
        for step, name in enumerate(steps, start=1)
    ]
    if any(not each.certain and each.value is not None for each in cells):
        keys.append(drawing.Key(drawing.swatch(drawing.hatching(frame)), frame.words.uncertain))
    if any(each.value is None for each in cells):
        keys.append(drawing.Key(drawing.swatch("none", dashed=True), frame.words.hidden))
    return keys + [
        drawing.Key(drawing.tag("circle", r=3, fill=INK), f"{column.mark} {column.name}")
        for column in columns
    ]


def table(
    rows: Sequence[HeatRow], columns: Sequence[Column], frame: Frame
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return one line per column and group."""
    words = frame.words
    head = (words.row, words.group, words.position, words.people, words.remark)
    return head, tuple(
        line(column, row, row.cells[place], frame) for place, column in enumerate(columns) for row in rows
    )


def line(column: Column, row: HeatRow, heat: Heat, frame: Frame) -> tuple[str, ...]:
    """Return the line of one group on one column."""
    remark = frame.words.hidden if heat.value is None else "" if heat.certain else frame.words.uncertain
    value = numbers.decimal(heat.value, frame.words.language)
    name = f"{column.mark} {column.name}".strip()
    return (name, row.name, value, numbers.count(heat.n), remark)
