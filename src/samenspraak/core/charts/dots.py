"""The dot range: where each group stands on each row, and how far apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samenspraak.core.charts.chart import Chart, Frame


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


def dot_range(rows: Sequence[DotRow], *, steps: Sequence[str], frame: Frame) -> Chart:
    """Draw a mean per group on every row, each group with its own shape (at most eight)."""
    raise NotImplementedError
