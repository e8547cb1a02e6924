"""Coding shared by every kind that is answered with one mark out of several."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from samenspraak.core.kinds.kind import DONT_KNOW, NOT_ANSWERED, Mark, Refusal, Tally

CODES = "123456789abcdefghijklmnopqrstuvwxyz"


def parse_mark(raw: str, codes: Sequence[str]) -> str | Refusal:
    """Return the cell for a raw answer: one of *codes*, or not answered for the empty text."""
    if raw == "":
        return NOT_ANSWERED
    return raw if raw in codes else Refusal("unknown-mark")


def show_mark(cell: str, marks: Sequence[Mark]) -> str:
    """Return the name of the mark in *cell*; the empty text when it was not answered."""
    return next((mark.name for mark in marks if mark.code == cell), "")


def tally_marks(cells: np.ndarray, codes: Sequence[str]) -> Tally:
    """Count a uint8 column per code; *codes* may end with "weet ik niet", which is kept apart.

    A cell that is no code and not empty is damage, and refused: counting around it would hide it.
    """
    column = cells.reshape(-1)
    seen = np.bincount(column, minlength=256)
    counts = tuple(int(seen[ord(code)]) for code in codes if code != DONT_KNOW)
    unknown = int(seen[ord(DONT_KNOW)]) if DONT_KNOW in codes else 0
    if sum(counts) + unknown + int(seen[ord(NOT_ANSWERED)]) != column.size:
        raise ValueError("an answer sheet holds a mark that its question does not have")
    return Tally(counts=counts, unknown=unknown)
