"""What every item kind offers: the one contract between an instrument and the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from samenspraak.core.parts import Instrument, Item

NOT_ANSWERED = "-"
DONT_KNOW = "?"


@dataclass(frozen=True)
class Mark:
    """One answer a person can pick: the code it gets in the sheet, its words, its place."""

    code: str
    name: str
    explanation: str = ""


@dataclass(frozen=True)
class Control:
    """What a page needs to draw an item: which widget, and the marks to choose from."""

    widget: str  # "marks" (one of several) or "text"
    marks: tuple[Mark, ...] = ()
    max_length: int = 0


@dataclass(frozen=True)
class Refusal:
    """Why a raw answer was not accepted; *reason* is a finding, worded by the rooms."""

    reason: str  # "unknown-mark" | "too-long" | "unreadable"


@dataclass(frozen=True)
class ItemFault:
    """What is wrong with one field of an item, and what its maker can do about it."""

    field: str
    problem: str
    remedy: str


@dataclass(frozen=True)
class Tally:
    """Counts of one item over a set of sheets.

    ``counts`` has one entry per step or option, in order; ``unknown`` counts "weet ik niet";
    both together are the people who answered.
    """

    counts: tuple[int, ...]
    unknown: int

    @property
    def answered(self) -> int:
        """Number of people who answered, "weet ik niet" included."""
        return sum(self.counts) + self.unknown


class Written(Protocol):
    """A kind as an instrument file may name it."""

    @property
    def name(self) -> str:
        """The word an instrument file uses for this kind."""

    def faults(self, item: Item, before: Sequence[Item]) -> list[ItemFault]:
        """Return what is wrong with *item*, given the items of this kind *before* it in its theme."""


class Kind(Written, Protocol):
    """A kind that is asked. ``width`` is the number of characters it takes in an answer sheet (0 = free text)."""

    @property
    def width(self) -> int:
        """The number of characters of its cell in the answer sheet."""

    def control(self, item: Item, instrument: Instrument, language: str) -> Control:
        """Return how to draw *item* in *language*."""

    def parse(self, raw: str, item: Item, instrument: Instrument) -> str | Refusal:
        """Return the cell (closed kinds) or the cleaned text (free text) for a raw answer."""

    def tally(self, cells: np.ndarray, item: Item, instrument: Instrument) -> Tally | None:
        """Count the cells (uint8, one column of the answer sheets); None for free text."""

    def show(self, cell: str, item: Item, instrument: Instrument, language: str) -> str:
        """Return the words for one cell ("" when not answered)."""
