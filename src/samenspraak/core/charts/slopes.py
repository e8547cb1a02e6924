"""Slopes: two rounds beside each other, one line per theme."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from samenspraak.core.charts import drawing, lettering, numbers
from samenspraak.core.charts.chart import Chart, Frame
from samenspraak.core.charts.palette import GRID, PAPER, POSITIONS, SUBTLE

ROOM = 54


@dataclass(frozen=True)
class Slope:
    """One theme in two rounds, each with its own n; None where a round shows nothing."""

    letter: str
    name: str
    before: float | None
    after: float | None
    n_before: int | None = None
    n_after: int | None = None
    certain: bool = True


@dataclass(frozen=True)
class Field:
    """Where the lines run: between *left* and *right*, step 1 at the bottom."""

    left: float
    right: float
    top: float
    height: float
    steps: int

    def at(self, value: float) -> float:
        """Return the height of a value."""
        return self.top + self.height * (1 - (min(max(value, 1), self.steps) - 1) / (self.steps - 1))


def slope(slopes: Sequence[Slope], *, rounds: tuple[str, str], steps: Sequence[str], frame: Frame) -> Chart:
    """Draw one line per theme from the earlier to the later round."""
    wide = frame.layout == "wide"
    height = max(330, ROOM * (len(slopes) - 1)) if wide else 300
    field = Field(92 if wide else 70, frame.width - (330 if wide else 74), 48, height, len(steps))
    bottom = field.top + field.height + (42 if wide else 22)
    list_below, end = ("", bottom) if wide else names_below(slopes, frame, bottom + 8)
    parts = [
        columns(field, rounds),
        *(line(one, field) for one in slopes),
        before_labels(slopes, field, frame),
        (after_names if wide else after_letters)(slopes, field, frame),
        list_below,
    ]
    svg = drawing.picture(frame, parts, height=end)
    header, rows = table(slopes, rounds, frame)
    return Chart(svg, frame.title, frame.description, header, rows)


def columns(field: Field, rounds: tuple[str, str]) -> str:
    """Return the two rounds as columns, with a thin line per step between them."""
    steps = "".join(
        f"M{field.left:.1f} {field.at(step):.1f}H{field.right:.1f}" for step in range(1, field.steps + 1)
    )
    posts = f"M{field.left:.1f} {field.top}v{field.height}M{field.right:.1f} {field.top}v{field.height}"
    heads = "".join(
        drawing.text(name, x, 20, size=14, bold=True, anchor=anchor)
        for name, x, anchor in ((rounds[0], field.left, "middle"), (rounds[1], field.right, "middle"))
    )
    scale = "".join(
        drawing.text(
            str(step),
            (field.left + field.right) / 2,
            field.at(step) - 4,
            size=12,
            fill=SUBTLE,
            anchor="middle",
        )
        for step in range(1, field.steps + 1)
    )
    grid = drawing.tag("path", d=steps, stroke=GRID, stroke_width=1)
    return grid + scale + drawing.tag("path", d=posts, stroke=SUBTLE, stroke_width=1) + heads


def line(one: Slope, field: Field) -> str:
    """Return the line of one theme with its two ends: dashed and open where the group is unsure."""
    ends = [
        (x, field.at(value))
        for x, value in ((field.left, one.before), (field.right, one.after))
        if value is not None
    ]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ends)
    dashes = None if one.certain else "6 4"
    drawn = drawing.tag(
        "path", d=path, stroke=POSITIONS[-1], stroke_width=2.5, stroke_dasharray=dashes, fill="none"
    )
    fill = POSITIONS[-1] if one.certain else PAPER
    dots = "".join(
        drawing.tag("circle", cx=x, cy=y, r=5.5, fill=fill, stroke=POSITIONS[-1], stroke_width=2)
        for x, y in ends
    )
    return (drawn if len(ends) == 2 else "") + dots


def before_labels(slopes: Sequence[Slope], field: Field, frame: Frame) -> str:
    """Return the letter and the number of the earlier round, left of the lines."""
    shown = [(one, one.before) for one in slopes if one.before is not None]
    heights = spread([field.at(value) for _, value in shown], field, room=19)
    return "".join(
        drawing.text(
            f"{one.letter}  {numbers.decimal(value, frame.words.language)}",
            field.left - 14,
            y + 5,
            anchor="end",
        )
        for (one, value), y in zip(shown, heights, strict=True)
    )


def after_letters(slopes: Sequence[Slope], field: Field, frame: Frame) -> str:
    """Return the number and the letter of the later round, right of the lines."""
    shown = [(one, one.after) for one in slopes if one.after is not None]
    heights = spread([field.at(value) for _, value in shown], field, room=19)
    return "".join(
        drawing.text(
            f"{numbers.decimal(value, frame.words.language)}  {one.letter}",
            field.right + 14,
            y + 5,
            bold=True,
        )
        for (one, value), y in zip(shown, heights, strict=True)
    )


def after_names(slopes: Sequence[Slope], field: Field, frame: Frame) -> str:
    """Return number, letter and name right of the lines, with a thin lead where a label had to move."""
    heights = spread([field.at(one.after or one.before or 1) for one in slopes], field, room=ROOM)
    return "".join(after_name(one, y, field, frame) for one, y in zip(slopes, heights, strict=True))


def after_name(one: Slope, y: float, field: Field, frame: Frame) -> str:
    """Return the label of one theme at the right."""
    left = field.right + 104
    room = frame.width - left
    lines = lettering.wrapped(one.name, width=room, size=13.5, bold=True, lines=2)
    first = y + 5 - len(lines) * 17 / 2
    parts = [
        drawing.text(numbers.decimal(one.after, frame.words.language), field.right + 34, y + 5, bold=True),
        drawing.badge(one.letter, field.right + 80, y),
        drawing.paragraph(lines, left, first, size=13.5, bold=True),
        drawing.text(said(one, frame), left, first + len(lines) * 17, size=12.5, fill=SUBTLE),
    ]
    if one.after is not None:
        lead = f"M{field.right + 9:.1f} {field.at(one.after):.1f}L{field.right + 30:.1f} {y:.1f}"
        parts.append(drawing.tag("path", d=lead, stroke=SUBTLE, stroke_width=1))
    return "".join(parts)


def names_below(slopes: Sequence[Slope], frame: Frame, top: float) -> tuple[str, float]:
    """Return the letters with their names under the lines, and where the list ends."""
    parts: list[str] = []
    for one in slopes:
        lines = lettering.wrapped(one.name, width=frame.width - 36, size=drawing.BODY, bold=True, lines=3)
        parts.append(drawing.badge(one.letter, 13, top + 12))
        parts.append(drawing.paragraph(lines, 36, top + 11, bold=True))
        below = top + 11 + len(lines) * drawing.BODY * drawing.LINE
        parts.append(drawing.text(said(one, frame), 36, below, size=12.5, fill=SUBTLE))
        top = below + 18
    return "".join(parts), top


def spread(heights: Sequence[float], field: Field, *, room: float) -> list[float]:
    """Return the heights moved apart to *room* from each other, in the same order, within the field."""
    order = sorted(range(len(heights)), key=lambda place: (heights[place], place))
    down, up = list(heights), list(heights)
    floor, ceiling = -math.inf, math.inf
    for place in order:
        down[place] = floor = max(down[place], floor + room)
    for place in reversed(order):
        up[place] = ceiling = min(up[place], ceiling - room)
    placed = [(low + high) / 2 for low, high in zip(down, up, strict=True)]  # as near as can be to their ends
    floor, ceiling = field.top - room, field.top + field.height + room
    for place in order:
        placed[place] = floor = max(placed[place], floor + room)
    for place in reversed(order):
        placed[place] = ceiling = min(placed[place], ceiling - room)
    return placed


def said(one: Slope, frame: Frame) -> str:
    """Return what stands in small print under a name: how sure, and the n of both rounds."""
    if one.before is None or one.after is None:
        return numbers.joined(frame.words.hidden, counts(one))
    return numbers.joined("" if one.certain else frame.words.uncertain, counts(one))


def counts(one: Slope) -> str:
    """Return the n of the earlier and the later round."""
    if one.n_before is None or one.n_after is None:
        return ""
    return f"n = {one.n_before} → {one.n_after}"


def table(
    slopes: Sequence[Slope], rounds: tuple[str, str], frame: Frame
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the numbers of the slopes as a table."""
    words = frame.words
    people = tuple(f"{words.people}, {name}" for name in rounds)
    header = (words.theme, rounds[0], people[0], rounds[1], people[1], words.remark)
    return header, tuple(row(one, frame) for one in slopes)


def row(one: Slope, frame: Frame) -> tuple[str, ...]:
    """Return the row of one theme."""
    words = frame.words
    shown = one.before is not None and one.after is not None
    remark = words.hidden if not shown else "" if one.certain else words.uncertain
    before, after = (numbers.decimal(value, words.language) for value in (one.before, one.after))
    return (
        f"{one.letter} {one.name}",
        before,
        numbers.count(one.n_before),
        after,
        numbers.count(one.n_after),
        remark,
    )
