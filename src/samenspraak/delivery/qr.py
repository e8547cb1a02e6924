"""QR codes for posters, cards and screens."""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

import segno

from samenspraak.core.text import one_line

QUIET = 4
INK = "#14343a"


def svg(address: str, *, title: str, key: str) -> str:
    """Return the code as SVG text with its title; *key* makes the id unique on the page."""
    rows = list(segno.make(address, error="m", micro=False).matrix_iter(border=QUIET))
    size = len(rows)
    squares = "".join(run for y, row in enumerate(rows) for run in runs(bytes(row), y))
    name = f"{key}-title"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img"'
        f' aria-labelledby={quoteattr(name)} shape-rendering="crispEdges">'
        f"<title id={quoteattr(name)}>{escape(one_line(title))}</title>"
        f'<rect width="{size}" height="{size}" fill="#ffffff"/><path fill="{INK}" d="{squares}"/></svg>'
    )


def runs(row: bytes, y: int) -> list[str]:
    """Return the dark modules of one row as path commands, neighbours taken together."""
    made: list[str] = []
    x = 0
    for part in row.replace(b"\x00", b" ").split(b" "):
        if part:
            made.append(f"M{x} {y}h{len(part)}v1h-{len(part)}z")
        x += len(part) + 1
    return made


def png(address: str, *, scale: int = 10) -> bytes:
    """Return the code as PNG; *scale* is the pixels per module."""
    made = BytesIO()
    segno.make(address, error="m", micro=False).save(made, kind="png", scale=scale, border=QUIET, dark=INK)
    return made.getvalue()
