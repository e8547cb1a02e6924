"""How much a theme matters: a step on a scale, set against the theme's position in the picture."""

from __future__ import annotations

from collections.abc import Sequence

from samenspraak.core.kinds.kind import ItemFault
from samenspraak.core.kinds.scaled import Scaled
from samenspraak.core.parts import Item


def _once(item: Item, before: Sequence[Item]) -> list[ItemFault]:
    """The picture has one importance per theme."""
    if not before:
        return []
    problem = f'this theme already asks for its importance ("{before[0].id}")'
    return [ItemFault("kind", problem, "Keep one question of kind importance per theme.")]


KIND = Scaled(name="importance", place=_once)
