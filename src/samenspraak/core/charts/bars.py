"""Stacked bars: how the answers are spread over the scale, for everybody and per group."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from samenspraak.core.charts import drawing, lettering, numbers
from samenspraak.core.charts.chart import Chart, Frame
from samenspraak.core.charts.palette import GRID, INK, PAPER, SUBTLE, ink_on, position_colour

NAMES = 196
COUNTS = 64
GAP = 16
BAR = 26

Drawn = Callable[[float], str]
"""Draws the blocks of one bar with its top at a height."""


@dataclass(frozen=True)
class Bar:
    """One distribution: ``shares`` of those who took a position, None where the row stays hidden.

    ``unknown`` is the share of all n who said "weet ik niet"; ``whole`` marks the row of everybody.
    ``note`` stands where a hidden bar would be; without it the frame's word for "hidden" does.
    """

    name: str
    n: int | None
    shares: tuple[float, ...] | None
    unknown: float = 0.0
    certain: bool = True
    whole: bool = False
    note: str = ""


@dataclass(frozen=True)
class Track:
    """Where bars are drawn: from *left*, *width* units for the whole scale, then "weet ik niet"."""

    left: float
    width: float

    @property
    def unknown(self) -> float:
        """Return where the block of "weet ik niet" begins."""
        return self.left + self.width + GAP


def stacked_bars(bars: Sequence[Bar], *, steps: Sequence[str], frame: Frame, numbered: bool = True) -> Chart:
    """Draw one 100 % bar per row, "weet ik niet" apart at the end.

    *steps* names the scale, or the options of a choice: these have no order, so they are not *numbered*.
    """
    keys = legend_keys(bars, steps, frame, numbered=numbered)
    parts, top = drawing.legend(keys, 0, 0, width=frame.width)
    track, top = track_for(bars, frame), top + 14
    drawings = [parts]
    for bar in bars:
        row_of = wide_row if frame.layout == "wide" else narrow_row
        drawn, height = row_of(bar, partial(blocks, bar, track, frame), frame, top)
        drawings.append(drawn)
        top += height
    svg = drawing.picture(frame, drawings, height=top)
    header, rows = table(bars, steps, frame)
    return Chart(svg, frame.title, frame.description, header, rows)


def track_for(bars: Sequence[Bar], frame: Frame) -> Track:
    """Return the track on which the longest row fits, "weet ik niet" on the same scale as the rest."""
    longest = max((bar.unknown for bar in bars if bar.shares is not None), default=0.0)
    left = NAMES if frame.layout == "wide" else 0
    right = COUNTS if frame.layout == "wide" else 0
    room = frame.width - left - right - (GAP if longest else 0)
    return Track(left, room / (1 + longest))


def wide_row(bar: Bar, drawn: Drawn, frame: Frame, top: float) -> tuple[str, float]:
    """Return a row with the name at the left and its n at the right, and its height."""
    lines = lettering.wrapped(bar.name, width=NAMES - 16, size=drawing.BODY, bold=bar.whole, lines=3)
    height = max(BAR, len(lines) * drawing.BODY * drawing.LINE) + 12
    middle = top + height / 2
    first = middle + 5 - (len(lines) - 1) * drawing.BODY * drawing.LINE / 2
    name = drawing.paragraph(lines, 0, first, bold=bar.whole)
    right = frame.width
    count = drawing.text(numbers.people(bar.n), right, middle + 5, size=13, fill=SUBTLE, anchor="end")
    if not bar.certain and bar.shares is not None:
        count = drawing.paragraph(
            [numbers.people(bar.n), frame.words.uncertain],
            right,
            middle - 3,
            size=13,
            fill=SUBTLE,
            anchor="end",
        )
    return name + drawn(middle - BAR / 2) + count + rule(bar, frame, top + height), height + 4


def narrow_row(bar: Bar, drawn: Drawn, frame: Frame, top: float) -> tuple[str, float]:
    """Return a row with the name above the bar and its n beside the name, and its height."""
    sure = "" if bar.certain or bar.shares is None else frame.words.uncertain
    said = numbers.joined(sure, numbers.people(bar.n))
    room = frame.width - lettering.text_width(said, size=13) - 14
    lines = lettering.wrapped(bar.name, width=room, size=drawing.BODY, bold=bar.whole, lines=3)
    name = drawing.paragraph(lines, 0, top + 14, bold=bar.whole)
    count = drawing.text(said, frame.width, top + 14, size=13, fill=SUBTLE, anchor="end")
    below = top + len(lines) * drawing.BODY * drawing.LINE + 5
    bottom = below + BAR + 10
    return name + count + drawn(below) + rule(bar, frame, bottom), bottom - top + 8


def rule(bar: Bar, frame: Frame, y: float) -> str:
    """Return the line that sets everybody apart from the groups."""
    return (
        drawing.tag("path", d=f"M0 {y:.1f}H{frame.width}", stroke=GRID, stroke_width=1) if bar.whole else ""
    )


def blocks(bar: Bar, track: Track, frame: Frame, top: float) -> str:
    """Return the blocks of one bar, or words where it stays hidden."""
    if bar.shares is None:
        ground = drawing.tag(
            "rect",
            x=track.left + 0.5,
            y=top + 0.5,
            width=track.width - 1,
            height=BAR - 1,
            rx=3,
            fill="none",
            stroke=GRID,
            stroke_dasharray="4 3",
        )
        return ground + drawing.text(
            bar.note or frame.words.hidden, track.left + 10, top + 18, size=13, fill=SUBTLE
        )
    return "".join(step_blocks(bar, track, top)) + unknown_block(bar, track, frame, top)


def step_blocks(bar: Bar, track: Track, top: float) -> Iterator[str]:
    """Yield one block per step that anybody chose, with its percentage where it fits."""
    left = track.left
    whole = sum(bar.shares or ()) or 1  # rounded shares may come to 0.9 or 1.1; a bar is always whole
    for step, share in enumerate(bar.shares or (), start=1):
        width = share / whole * track.width
        colour = position_colour(step, len(bar.shares or ()))
        if share > 0:
            yield block(left, top, width, fill=colour) + label(
                share, left + width / 2, top, width, ink=ink_on(colour)
            )
        left += width


def unknown_block(bar: Bar, track: Track, frame: Frame, top: float) -> str:
    """Return the hatched block of who said "weet ik niet"; its percentage stands on white."""
    width = bar.unknown * track.width
    if not width:
        return ""
    hatched = block(track.unknown, top, width, fill=drawing.hatching(frame))
    room = lettering.text_width(numbers.percent(bar.unknown), size=12.5) + 6
    if width < room + 4:
        return hatched
    middle = track.unknown + width / 2
    ground = drawing.tag("rect", x=middle - room / 2, y=top + 4, width=room, height=BAR - 8, rx=2, fill=PAPER)
    return hatched + ground + label(bar.unknown, middle, top, width, ink=INK)


def block(left: float, top: float, width: float, *, fill: str) -> str:
    """Return one block; its outline shows the light steps on paper, a gap keeps neighbours apart."""
    return drawing.tag(
        "rect",
        x=left + 0.5,
        y=top + 0.5,
        width=max(width - 2, 0.75),
        height=BAR - 1,
        rx=1.5,
        fill=fill,
        stroke=SUBTLE,
        stroke_width=0.75,
    )


def label(share: float, x: float, top: float, width: float, *, ink: str) -> str:
    """Return the percentage in the middle of its block, where it fits."""
    words = numbers.percent(share)
    if lettering.text_width(words, size=12.5) + 6 > width:
        return ""
    return drawing.text(words, x - 0.75, top + 17.5, size=12.5, fill=ink, anchor="middle")


def legend_keys(
    bars: Sequence[Bar], steps: Sequence[str], frame: Frame, *, numbered: bool = True
) -> list[drawing.Key]:
    """Return the entries of the legend."""
    keys = [
        drawing.Key(drawing.swatch(position_colour(step, len(steps))), f"{step} {name}" if numbered else name)
        for step, name in enumerate(steps, start=1)
    ]
    if any(bar.unknown and bar.shares is not None for bar in bars):
        keys.append(drawing.Key(drawing.swatch(drawing.hatching(frame)), frame.words.unknown))
    return keys


def table(
    bars: Sequence[Bar], steps: Sequence[str], frame: Frame
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the numbers of the bars as a table."""
    words = frame.words
    header = (words.group, *steps, words.unknown, words.people, words.remark)
    return header, tuple(row(bar, len(steps), frame) for bar in bars)


def row(bar: Bar, steps: int, frame: Frame) -> tuple[str, ...]:
    """Return the row of one bar."""
    if bar.shares is None:
        return (bar.name, *[""] * (steps + 1), numbers.count(bar.n), bar.note or frame.words.hidden)
    shares = tuple(numbers.percent(share) for share in bar.shares)
    sure = "" if bar.certain else frame.words.uncertain
    return (bar.name, *shares, numbers.percent(bar.unknown), numbers.count(bar.n), sure)
