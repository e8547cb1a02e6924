"""The theme wheel: where the group stands on every theme, in one round picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samenspraak.core.charts.chart import Chart, Frame


@dataclass(frozen=True)
class Spoke:
    """One theme: its position on 1 … steps, None where it stays hidden or nobody took a position.

    ``second`` is a second outline: an earlier round or the desired position.
    """

    letter: str
    name: str
    value: float | None
    n: int | None = None
    certain: bool = True
    second: float | None = None


def theme_wheel(spokes: Sequence[Spoke], *, steps: Sequence[str], frame: Frame, second: str = "") -> Chart:
    """Draw 3 to 8 themes; *steps* names the scale from low to high, *second* the second outline."""
    raise NotImplementedError
