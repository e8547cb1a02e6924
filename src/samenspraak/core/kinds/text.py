"""An open question: a text in the person's own words, kept outside the answer sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samenspraak.core.characters import TooLong, Unreadable, clean
from samenspraak.core.kinds.kind import Control, ItemFault, Refusal
from samenspraak.core.parts import Instrument, Item

MAX_LENGTH = 1000


@dataclass(frozen=True)
class OpenText:
    """A text of at most 1000 characters, cleaned; it has no cell (width 0) and is never counted."""

    name: str = "text"
    width: int = 0

    def faults(self, item: Item, before: Sequence[Item]) -> list[ItemFault]:
        """Return what is wrong: a scale or options, which an open question has not."""
        given = {"scale": item.scale is not None, "options": bool(item.options)}
        return [
            ItemFault(field, f'kind "text" has no {field}', "Remove it.")
            for field, there in given.items()
            if there
        ]

    def control(self, item: Item, instrument: Instrument, language: str) -> Control:
        """Draw a text area with room for 1000 characters."""
        return Control(widget="text", max_length=MAX_LENGTH)

    def parse(self, raw: str, item: Item, instrument: Instrument) -> str | Refusal:
        """Return the cleaned text; too long a text is refused, never cut."""
        try:
            return clean(raw, at_most=MAX_LENGTH)
        except Unreadable:
            return Refusal("unreadable")
        except TooLong:
            return Refusal("too-long")

    def tally(self, cells: np.ndarray, item: Item, instrument: Instrument) -> None:
        """Count nothing: texts have no cells."""

    def show(self, cell: str, item: Item, instrument: Instrument, language: str) -> str:
        """Return the text as it is."""
        return cell


KIND = OpenText()
