"""A kind answered with a step on one of the instrument's scales."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from samenspraak.core.kinds.kind import DONT_KNOW, Control, ItemFault, Mark, Refusal, Tally
from samenspraak.core.kinds.marks import CODES, parse_mark, show_mark, tally_marks
from samenspraak.core.parts import Instrument, Item, Scale, Text


@dataclass(frozen=True)
class Scaled:
    """The step counted from 1 is the cell (``1`` … ``9``, ``a`` for 10), ``?`` is "weet ik niet".

    ``place`` checks an item's place in its theme: it gets the item and those of its kind before it.
    """

    name: str
    place: Callable[[Item, Sequence[Item]], list[ItemFault]]
    width: int = 1

    def faults(self, item: Item, before: Sequence[Item]) -> list[ItemFault]:
        """Return what is wrong: no scale, options that belong to a choice, its place in the theme."""
        faults = []
        if item.scale is None:
            faults.append(
                ItemFault("scale", f'kind "{self.name}" needs a scale', "Add: scale: <id of a scale>.")
            )
        if item.options:
            faults.append(ItemFault("options", f'kind "{self.name}" has no options', "Remove them."))
        return faults + self.place(item, before)

    def control(self, item: Item, instrument: Instrument, language: str) -> Control:
        """Draw the steps as marks, lowest first, and "weet ik niet" last."""
        return Control(widget="marks", marks=_marks(_scale(item, instrument), language))

    def parse(self, raw: str, item: Item, instrument: Instrument) -> str | Refusal:
        """Return the cell of a step, of "weet ik niet" where the scale has it, or of no answer."""
        return parse_mark(raw, _codes(_scale(item, instrument)))

    def tally(self, cells: np.ndarray, item: Item, instrument: Instrument) -> Tally:
        """Count the people per step, and those who said "weet ik niet"."""
        return tally_marks(cells, _codes(_scale(item, instrument)))

    def show(self, cell: str, item: Item, instrument: Instrument, language: str) -> str:
        """Return the name of the step in *cell*."""
        return show_mark(cell, _marks(_scale(item, instrument), language))


def _scale(item: Item, instrument: Instrument) -> Scale:
    return instrument.scale(item.scale or "")


def _codes(scale: Scale) -> tuple[str, ...]:
    steps = tuple(CODES[: len(scale.anchors)])
    return (*steps, DONT_KNOW) if scale.unknown else steps


def _marks(scale: Scale, language: str) -> tuple[Mark, ...]:
    steps = tuple(
        Mark(code, anchor.name.to(language), _words(anchor.explanation, language))
        for code, anchor in zip(CODES, scale.anchors, strict=False)
    )
    return (*steps, Mark(DONT_KNOW, scale.unknown.to(language))) if scale.unknown else steps


def _words(text: Text | None, language: str) -> str:
    return text.to(language) if text else ""
