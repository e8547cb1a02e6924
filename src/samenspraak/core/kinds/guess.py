"""A guess: on which step another group would put this theme, to be set against what that group says."""

from __future__ import annotations

from collections.abc import Sequence

from samenspraak.core.kinds.kind import ItemFault
from samenspraak.core.kinds.scaled import Scaled
from samenspraak.core.parts import Item


def _about_a_group(item: Item, before: Sequence[Item]) -> list[ItemFault]:
    """A guess is about one group, and a theme asks for each group once."""
    if item.of_group is None:
        problem = 'kind "guess" needs the group whose answer is guessed'
        return [ItemFault("of_group", problem, "Add: of_group: <id of a group>.")]
    same = next((each for each in before if each.of_group == item.of_group), None)
    if same is None:
        return []
    problem = f'this theme already asks to guess this group ("{same.id}")'
    return [ItemFault("of_group", problem, "Keep one guess per group in a theme.")]


KIND = Scaled(name="guess", place=_about_a_group)
