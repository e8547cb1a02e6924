"""The item kinds: for each, one module that draws, parses, codes, tallies and shows it.

A new kind is one file in this folder and its name in the line below. A card (``placing``) is written in a file
like any item, but is asked as questions of these kinds: see ``core.cards``.
"""

from __future__ import annotations

from samenspraak.core.kinds import choice, guess, importance, ordinal, placing, realism, text
from samenspraak.core.kinds.kind import Kind, Written

KINDS: dict[str, Kind] = {
    kind.KIND.name: kind.KIND for kind in (ordinal, importance, choice, guess, realism, text)
}


def written() -> dict[str, Written]:
    """Return the kinds that an instrument file may name: those that are asked, and the card."""
    return {**KINDS, placing.KIND.name: placing.KIND}
