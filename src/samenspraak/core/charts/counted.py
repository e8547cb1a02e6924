"""Who counts what in: per card and per group how many count it in, doubt, or leave it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samenspraak.core.charts import drawing, numbers
from samenspraak.core.charts.chart import Chart, Frame
from samenspraak.core.charts.lettering import hyphenated, text_width, wrapped
from samenspraak.core.charts.palette import GRID, INK, PAPER, POSITIONS, SUBTLE

NAMES = 150
GAP = 10
HEAD = 12.0
BAR = 15
COUNT = 12.0
FILLED = POSITIONS[-1]

Answers = tuple[str, str, str]
"""Wel, twijfel and niet, in words."""


@dataclass(frozen=True)
class Counted:
    """One group on one card: the shares that say wel, twijfel and niet; None where it stays hidden.

    ``note`` stands where the group is not shown; without it the frame's word for "hidden" does.
    """

    shares: tuple[float, float, float] | None
    n: int | None = None
    certain: bool = True
    note: str = ""


@dataclass(frozen=True)
class CountedRow:
    """One card: everybody first, then the groups, in the same order on every row."""

    name: str
    cells: tuple[Counted, ...]


def counted_in(rows: Sequence[CountedRow], groups: Sequence[str], *, answers: Answers, frame: Frame) -> Chart:
    """Draw a small bar per card and group: full is wel, hatched is twijfel, open is niet.

    *groups* are the heads of the columns, everybody among them.
    """
    keys, top = drawing.legend(legend_keys(answers, rows, frame), 0, 0, width=frame.width)
    parts = [keys]
    top += 12
    beside = frame.layout == "wide"
    if beside:
        heads, height = drawn_heads(groups, frame, top)
        parts.append(heads)
        top += height
    for row in rows:
        draw = wide_row if beside else narrow_row
        drawn, height = draw(row, groups, frame, top)
        parts.append(drawn)
        top += height
    svg = drawing.picture(frame, parts, height=top + 2)
    header, lines = table(rows, groups, answers, frame)
    return Chart(svg, frame.title, frame.description, header, lines)


def column(groups: Sequence[str], frame: Frame) -> float:
    """Return the width of one column."""
    return (frame.width - NAMES) / max(len(groups), 1)


def drawn_heads(groups: Sequence[str], frame: Frame, top: float) -> tuple[str, float]:
    """Return the names of the groups above their columns, and the height they take."""
    wide = column(groups, frame)
    room = wide - GAP
    heads = [
        wrapped(hyphenated(name, width=room, size=HEAD), width=room, size=HEAD, lines=4) for name in groups
    ]
    height = max((len(lines) for lines in heads), default=0) * HEAD * drawing.LINE
    drawn = "".join(
        drawing.paragraph(lines, NAMES + place * wide, top + 12, size=HEAD, bold=not place, fill=SUBTLE)
        for place, lines in enumerate(heads)
    )
    return drawn, height + 10


def wide_row(row: CountedRow, groups: Sequence[str], frame: Frame, top: float) -> tuple[str, float]:
    """Return one card with its bars beside its name, and its height."""
    lines = wrapped(row.name, width=NAMES - 18, size=drawing.BODY, lines=3)
    height = max(BAR + 20, len(lines) * drawing.BODY * drawing.LINE) + 12
    wide = column(groups, frame)
    cells = "".join(
        bar(cell, NAMES + place * wide, top + 8, wide - GAP, frame) for place, cell in enumerate(row.cells)
    )
    return rule(frame, top) + drawing.paragraph(lines, 0, top + 20) + cells, height


def narrow_row(row: CountedRow, groups: Sequence[str], frame: Frame, top: float) -> tuple[str, float]:
    """Return one card with a bar per group under its name, and its height."""
    lines = wrapped(row.name, width=frame.width, size=drawing.BODY, bold=True, lines=3)
    parts = [rule(frame, top), drawing.paragraph(lines, 0, top + 20, bold=True)]
    below = top + 14 + len(lines) * drawing.BODY * drawing.LINE
    for name, cell in zip(groups, row.cells, strict=True):
        named = wrapped(hyphenated(name, width=132, size=13), width=132, size=13, lines=3)
        tall = max(BAR + 19, len(named) * 13 * drawing.LINE + 4)
        parts.append(drawing.paragraph(named, 0, below + 12, size=13))
        parts.append(bar(cell, 144, below, frame.width - 145, frame))
        below += tall + 3
    return "".join(parts), below - top + 6


def rule(frame: Frame, y: float) -> str:
    """Return the line above a card."""
    return drawing.tag("path", d=f"M0 {y:.1f}H{frame.width}", stroke=GRID, stroke_width=1)


def bar(cell: Counted, left: float, top: float, width: float, frame: Frame) -> str:
    """Return one bar with its n under it; words where the group is not shown or unsure (P9)."""
    if cell.shares is None:
        words = wrapped(cell.note or frame.words.hidden, width=width, size=COUNT, lines=2)
        return drawing.paragraph(words, left, top + 12, size=COUNT, fill=SUBTLE)
    whole = sum(cell.shares) or 1  # rounded shares may come to 0.9 or 1.1; a bar is always whole
    fills = (FILLED, drawing.hatching(frame), PAPER)
    parts, start = [], left
    for share, fill in zip(cell.shares, fills, strict=True):
        part = width * share / whole
        if part:
            parts.append(drawing.tag("rect", x=start, y=top, width=part, height=BAR, fill=fill))
        start += part
    parts.append(
        drawing.tag(
            "rect",
            x=left,
            y=top,
            width=width,
            height=BAR,
            rx=2,
            fill="none",
            stroke=INK,
            stroke_width=1,
            stroke_dasharray=None if cell.certain else "4 3",
        )
    )
    return "".join(parts) + under(cell, left, top + BAR + 13, width, frame)


def under(cell: Counted, left: float, base: float, width: float, frame: Frame) -> str:
    """Return the n of a bar, and that it is uncertain, as far as there is room beside each other."""
    sure = "" if cell.certain else frame.words.uncertain
    said = numbers.joined(numbers.people(cell.n), sure)
    fits = text_width(said, size=COUNT) <= width
    return drawing.text(said if fits else numbers.people(cell.n), left, base, size=COUNT, fill=SUBTLE)


def legend_keys(answers: Answers, rows: Sequence[CountedRow], frame: Frame) -> list[drawing.Key]:
    """Return the three answers, and what a dashed edge means where there is one."""
    fills = (FILLED, drawing.hatching(frame), PAPER)
    keys = [drawing.Key(drawing.swatch(fill), name) for fill, name in zip(fills, answers, strict=True)]
    if any(not cell.certain and cell.shares for row in rows for cell in row.cells):
        keys.append(drawing.Key(drawing.swatch(PAPER, dashed=True), frame.words.uncertain))
    return keys


def table(
    rows: Sequence[CountedRow], groups: Sequence[str], answers: Answers, frame: Frame
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return a line per card and group."""
    said = frame.words
    header = (said.row, said.group, *answers, said.people, said.remark)
    return header, tuple(
        line(row.name, name, cell, frame)
        for row in rows
        for name, cell in zip(groups, row.cells, strict=True)
    )


def line(card: str, group: str, cell: Counted, frame: Frame) -> tuple[str, ...]:
    """Return one group on one card as a line of the table."""
    if cell.shares is None:
        return (card, group, "", "", "", numbers.count(cell.n), cell.note or frame.words.hidden)
    shares = tuple(numbers.percent(share) for share in cell.shares)
    sure = "" if cell.certain else frame.words.uncertain
    return (card, group, *shares, numbers.count(cell.n), sure)
