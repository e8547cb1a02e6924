"""A single choice: one of the options that the item itself lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samenspraak.core.kinds.kind import Control, ItemFault, Mark, Refusal, Tally
from samenspraak.core.kinds.marks import CODES, parse_mark, show_mark, tally_marks
from samenspraak.core.parts import Instrument, Item


@dataclass(frozen=True)
class Choice:
    """The place of the option counted from 1 is the cell: ``1`` … ``9``, then ``a`` … ``z``."""

    name: str = "choice"
    width: int = 1

    def faults(self, item: Item, before: Sequence[Item]) -> list[ItemFault]:
        """Return what is wrong: fewer than two options, or a scale."""
        faults = []
        if len(item.options) < 2:
            problem = f'kind "choice" needs at least two options, here: {len(item.options)}'
            faults.append(ItemFault("options", problem, "List the options, each with an id and a name."))
        if item.scale is not None:
            faults.append(ItemFault("scale", 'kind "choice" has no scale', "Remove it."))
        return faults

    def control(self, item: Item, instrument: Instrument, language: str) -> Control:
        """Draw the options as marks, in the order of the file."""
        return Control(widget="marks", marks=_marks(item, language))

    def parse(self, raw: str, item: Item, instrument: Instrument) -> str | Refusal:
        """Return the cell of an option or of no answer."""
        return parse_mark(raw, _codes(item))

    def tally(self, cells: np.ndarray, item: Item, instrument: Instrument) -> Tally:
        """Count the people per option."""
        return tally_marks(cells, _codes(item))

    def show(self, cell: str, item: Item, instrument: Instrument, language: str) -> str:
        """Return the name of the option in *cell*."""
        return show_mark(cell, _marks(item, language))


def _codes(item: Item) -> tuple[str, ...]:
    return tuple(CODES[: len(item.options)])


def _marks(item: Item, language: str) -> tuple[Mark, ...]:
    return tuple(
        Mark(
            code,
            option.name.to(language),
            option.explanation.to(language) if option.explanation else "",
        )
        for code, option in zip(CODES, item.options, strict=False)
    )


KIND = Choice()
