"""The item kinds: for each, one module that draws, parses, codes, tallies and shows it.

A new kind is one file in this folder and its name in the line below.
"""

from __future__ import annotations

from samenspraak.core.kinds import choice, guess, importance, ordinal, text
from samenspraak.core.kinds.kind import Kind

KINDS: dict[str, Kind] = {kind.KIND.name: kind.KIND for kind in (ordinal, importance, choice, guess, text)}
