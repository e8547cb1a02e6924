"""A small line without words, for in a table: how a figure moved. The words stand beside it."""

from __future__ import annotations

from collections.abc import Sequence

from samenspraak.core.charts import drawing
from samenspraak.core.charts.palette import INK

WIDTH, HEIGHT, EDGE = 88.0, 26.0, 4.0
Point = tuple[int, float, bool]


def sparkline(points: Sequence[Point]) -> str:
    """Draw years and values as a line, broken where an area is another one than before; "" for one year or less."""
    if len(points) < 2:
        return ""
    years = [year for year, _value, _apart in points]
    values = [value for _year, value, _apart in points]
    wide, tall = (years[-1] - years[0]) or 1, (max(values) - min(values)) or 1
    placed = [
        (
            EDGE + (year - years[0]) / wide * (WIDTH - 2 * EDGE),
            HEIGHT - EDGE - (value - min(values)) / tall * (HEIGHT - 2 * EDGE),
            apart,
        )
        for year, value, apart in points
    ]
    path = "".join(
        f"{'M' if not place or apart else 'L'}{x:.1f} {y:.1f}" for place, (x, y, apart) in enumerate(placed)
    )
    line = drawing.tag("path", d=path, fill="none", stroke=INK, stroke_width=1.75, stroke_linejoin="round")
    last = drawing.tag("circle", cx=placed[-1][0], cy=placed[-1][1], r=3, fill=INK)
    return (
        f'<svg class="spark" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" width="{WIDTH:.0f}" height="{HEIGHT:.0f}"'
        f' aria-hidden="true" focusable="false">{line}{last}</svg>'
    )
