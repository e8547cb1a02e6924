"""How realistic an expectation is: a step on a scale that says nothing about where a theme stands."""

from __future__ import annotations

from collections.abc import Sequence

from samenspraak.core.kinds.kind import ItemFault
from samenspraak.core.kinds.scaled import Scaled
from samenspraak.core.parts import Item


def _anywhere(item: Item, before: Sequence[Item]) -> list[ItemFault]:
    """It may stand anywhere and return: each is a figure of its own."""
    return []


KIND = Scaled(name="realism", place=_anywhere)
