"""Importance against position: which themes matter most and where the group stands on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samenspraak.core.charts.chart import Chart, Frame


@dataclass(frozen=True)
class Place:
    """One theme by its position (1 … steps) and importance (1 … importance steps)."""

    letter: str
    name: str
    position: float | None
    importance: float | None
    n: int | None = None
    certain: bool = True


@dataclass(frozen=True)
class Axes:
    """The axes in words: name and number of steps of each, and the four quadrants.

    ``quadrants`` are named in reading order: low position and high importance, high and high,
    low and low, high position and low importance.
    """

    position: str
    position_steps: int
    importance: str
    importance_steps: int
    quadrants: tuple[str, str, str, str]


def importance_position(places: Sequence[Place], *, axes: Axes, frame: Frame) -> Chart:
    """Draw the themes as lettered dots in four named quadrants."""
    raise NotImplementedError
