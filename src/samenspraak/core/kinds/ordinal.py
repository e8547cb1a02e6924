"""A statement answered with a step on a scale: where do we stand."""

from __future__ import annotations

from collections.abc import Sequence

from samenspraak.core.kinds.kind import ItemFault
from samenspraak.core.kinds.scaled import Scaled
from samenspraak.core.parts import Item


def _same_scale(item: Item, before: Sequence[Item]) -> list[ItemFault]:
    """A theme's position is the mean of its statements, so they must be on one scale."""
    if item.scale is None or not before or before[0].scale == item.scale:
        return []
    problem = f'this theme has statements on another scale ("{before[0].scale}") as well'
    return [ItemFault("scale", problem, "Use one scale for all statements of a theme.")]


KIND = Scaled(name="ordinal", place=_same_scale)
