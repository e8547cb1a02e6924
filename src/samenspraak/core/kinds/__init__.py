"""The item kinds: for each, one module that draws, parses, codes, tallies and shows it.

A new kind is one file in this folder, its name in ``Item.kind`` and a line in ``KINDS``.
"""

from __future__ import annotations

from samenspraak.core.kinds import choice, importance, ordinal, text
from samenspraak.core.kinds.kind import Kind

KINDS: dict[str, Kind] = {
    kind.name: kind for kind in (ordinal.KIND, importance.KIND, choice.KIND, text.KIND)
}
