"""A difference in years, one block for every year, so that it can be seen and counted."""

from __future__ import annotations

from collections.abc import Sequence

from samenspraak.core.charts import drawing
from samenspraak.core.charts.chart import Chart, Frame
from samenspraak.core.charts.palette import INK, POSITIONS

GAP = 4
LARGEST = 24
MOST_PER_ROW = {"wide": 24, "narrow": 12}


def years_apart(differences: Sequence[tuple[str, int]], *, header: tuple[str, ...], frame: Frame) -> Chart:
    """Draw each difference as a row of blocks below its words."""
    per_row = MOST_PER_ROW[frame.layout]
    side = min(LARGEST, (frame.width - GAP * (per_row - 1)) / per_row)
    parts, top = [], 0.0
    for place, (words, years) in enumerate(differences):
        parts.append(drawing.text(words, 0, top + 16, bold=True))
        top += 26
        colour = POSITIONS[3 if place == 0 else 4]
        for year in range(years):
            x, y = (year % per_row) * (side + GAP), top + (year // per_row) * (side + GAP)
            parts.append(
                drawing.tag("rect", x=x, y=y, width=side, height=side, rx=3, fill=colour, stroke=INK)
            )
        top += ((years - 1) // per_row + 1) * (side + GAP) + 14
    svg = drawing.picture(frame, parts, height=top)
    rows = tuple((words, str(years)) for words, years in differences)
    return Chart(svg, frame.title, frame.description, header, rows)
