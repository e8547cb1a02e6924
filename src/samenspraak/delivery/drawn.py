"""A chart on a page: drawn for a desk and for a phone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe

from samenspraak.core.charts import Chart, Frame, sparkline


@dataclass(frozen=True)
class Drawing:
    """One chart for every width: drawn wide for a desk or a wall, narrow for a phone."""

    draw: Callable[[Frame], Chart]
    frame: Frame

    @cached_property
    def chart(self) -> Chart:
        """Return the chart as it stands in a document, with its table."""
        return self.draw(self.frame)

    @property
    def wide(self) -> SafeString:
        """Return the wide drawing; the chart has escaped every text in it (P10)."""
        return mark_safe(self.chart.svg)  # noqa: S308

    @property
    def narrow(self) -> SafeString:
        """Return the drawing for a phone."""
        return mark_safe(self.draw(self.frame.narrow()).svg)  # noqa: S308


def small_line(points: Sequence[tuple[int, float, bool]]) -> SafeString:
    """Return a small line for in a table; it holds numbers only."""
    return mark_safe(sparkline(points))  # noqa: S308
