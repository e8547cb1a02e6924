"""A card to place: it is written as one item, and asked as the questions that ``core.cards`` makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samenspraak.core.kinds.kind import ItemFault
from samenspraak.core.parts import Item

LONGEST_ID = 30
LONGEST_NAME = 120


@dataclass(frozen=True)
class Placing:
    """What is asked of a card stands once in the instrument, so a card has a name and little else."""

    name: str = "placing"

    def faults(self, item: Item, before: Sequence[Item]) -> list[ItemFault]:
        """Return what is wrong: an answer of its own, or an id or a name that leaves no room for its questions."""
        given = {"scale": item.scale is not None, "options": bool(item.options)}
        faults = [
            ItemFault(field, f'kind "placing" has no {field}', "Remove it.")
            for field, there in given.items()
            if there
        ]
        if len(item.id) > LONGEST_ID:
            faults.append(
                ItemFault("id", f"the id of a card has at most {LONGEST_ID} characters", "Shorten it.")
            )
        if max(len(item.text.nl), len(item.text.en or "")) > LONGEST_NAME:
            faults.append(
                ItemFault("text", f"the name of a card has at most {LONGEST_NAME} characters", "Shorten it.")
            )
        return faults


KIND = Placing()
