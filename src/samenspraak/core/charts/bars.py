"""Stacked bars: how the answers are spread over the scale, for everybody and per group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samenspraak.core.charts.chart import Chart, Frame


@dataclass(frozen=True)
class Bar:
    """One distribution: ``shares`` of those who took a position, None where the row stays hidden.

    ``unknown`` is the share of all n who said "weet ik niet"; ``whole`` marks the row of everybody.
    """

    name: str
    n: int | None
    shares: tuple[float, ...] | None
    unknown: float = 0.0
    certain: bool = True
    whole: bool = False


def stacked_bars(bars: Sequence[Bar], *, steps: Sequence[str], frame: Frame) -> Chart:
    """Draw one 100 % bar per row, "weet ik niet" apart at the end; *steps* names the scale."""
    raise NotImplementedError
