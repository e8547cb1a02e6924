"""Slopes: two rounds beside each other, one line per theme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samenspraak.core.charts.chart import Chart, Frame


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


def slope(slopes: Sequence[Slope], *, rounds: tuple[str, str], steps: Sequence[str], frame: Frame) -> Chart:
    """Draw one line per theme from the earlier to the later round."""
    raise NotImplementedError
