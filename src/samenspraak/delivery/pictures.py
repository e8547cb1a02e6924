"""Charts as PNG, for formats and programs that cannot show SVG."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import typst

from samenspraak.delivery.glyphs import FONTS

TEMPLATE = Path(__file__).parent / "pictures.typ"
DOTS_PER_UNIT = 2
VIEW_BOX = re.compile(r'viewBox="0 0 (\d+(?:\.\d+)?) (\d+(?:\.\d+)?)"')


def pngs(drawings: Sequence[str]) -> list[bytes]:
    """Return each SVG as PNG, two dots to a unit of the drawing."""
    if not drawings:
        return []
    values = json.dumps([{"svg": svg, "width": size(svg)[0]} for svg in drawings])
    made = typst.compile(
        TEMPLATE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"pictures": values},
        format="png",
        ppi=72.0 * DOTS_PER_UNIT,
    )
    return [bytes(one) for one in made] if isinstance(made, list) else [bytes(made)]


def size(svg: str) -> tuple[float, float]:
    """Return the width and height of a drawing, from its viewBox."""
    found = VIEW_BOX.search(svg)
    if found is None:
        raise ValueError("A picture without a viewBox has no size.")
    return float(found[1]), float(found[2])
