"""Diverging bars: answers to the left and to the right of the middle of the scale, so that groups can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from samenspraak.core.charts import bars, drawing, lettering
from samenspraak.core.charts.bars import BAR, COUNTS, GAP, NAMES, Bar
from samenspraak.core.charts.chart import Chart, Frame
from samenspraak.core.charts.palette import INK, SUBTLE

AXIS = 20


@dataclass(frozen=True)
class Track:
    """Where bars are drawn: the middle of the scale at *zero*, *unit* wide for everybody, the end at *right*."""

    left: float
    zero: float
    unit: float
    right: float


def diverging_bars(
    rows: Sequence[Bar], *, steps: Sequence[str], ends: tuple[str, str], frame: Frame
) -> Chart:
    """Draw every bar around the middle of the scale, "weet ik niet" apart at the end.

    Lower steps lie left of the middle, higher ones right, an odd middle step half on either side; *ends* says
    in words what is left and right.
    """
    keys, top = drawing.legend(bars.legend_keys(rows, steps, frame), 0, 0, width=frame.width)
    track, top = track_for(rows, frame), top + 14 + AXIS
    row_of = bars.wide_row if frame.layout == "wide" else bars.narrow_row
    start, drawings = top, []
    for bar in rows:
        drawn, height = row_of(bar, partial(blocks, bar, track, frame), frame, top)
        drawings.append(drawn)
        top += height
    svg = drawing.picture(frame, [keys, axis(track, ends, start), *drawings], height=top)
    header, lines = bars.table(rows, steps, frame)
    return Chart(svg, frame.title, frame.description, header, lines)


def track_for(rows: Sequence[Bar], frame: Frame) -> Track:
    """Return the track on which every row fits, both sides and "weet ik niet" on the same scale."""
    shown = [bar for bar in rows if bar.shares]
    low = max((below(bar) for bar in shown), default=0.5)
    high = max((1 - below(bar) for bar in shown), default=0.5)
    unknown = max((bar.unknown for bar in shown), default=0.0)
    left = NAMES if frame.layout == "wide" else 0
    right = COUNTS if frame.layout == "wide" else 0
    unit = (frame.width - left - right - (GAP if unknown else 0)) / (low + high + unknown)
    zero = left + low * unit
    return Track(left=left, zero=zero, unit=unit, right=zero + high * unit)


def below(bar: Bar) -> float:
    """Return which part of a bar lies left of the middle (0 … 1)."""
    shares = bar.shares or ()
    half = len(shares) // 2
    middle = shares[half] / 2 if len(shares) % 2 else 0.0
    return (sum(shares[:half]) + middle) / (sum(shares) or 1)


def axis(track: Track, ends: tuple[str, str], top: float) -> str:
    """Return in words what lies on either side of the middle."""
    low, high = ends
    room = (track.right - track.left) / 2 - 6
    lower = lettering.shortened(f"← {low}", width=room, size=12.5)
    higher = lettering.shortened(f"{high} →", width=room, size=12.5)
    words = drawing.text(lower, track.left, top - 8, size=12.5, fill=SUBTLE)
    return words + drawing.text(higher, track.right, top - 8, size=12.5, fill=SUBTLE, anchor="end")


def blocks(bar: Bar, track: Track, frame: Frame, top: float) -> str:
    """Return the blocks of one bar around the middle, or words where it stays hidden."""
    start = track.zero - below(bar) * track.unit
    placed = bars.Track(start, track.unit)
    if bar.shares is None:
        return bars.blocks(bar, bars.Track(track.left, track.right - track.left), frame, top)
    apart = bars.Track(track.right - track.unit, track.unit)
    ticks = f"M{track.zero:.1f} {top - 5:.1f}V{top:.1f}M{track.zero:.1f} {top + BAR:.1f}V{top + BAR + 5:.1f}"
    middle = drawing.tag("path", d=ticks, stroke=INK, stroke_width=2)
    return "".join(bars.step_blocks(bar, placed, top)) + middle + bars.unknown_block(bar, apart, frame, top)
