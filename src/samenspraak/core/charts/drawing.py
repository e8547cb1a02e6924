"""SVG written as text: presentation attributes only, every text escaped (P10)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from samenspraak.core.charts.chart import Frame, Layout
from samenspraak.core.charts.lettering import text_width, wrapped
from samenspraak.core.charts.palette import INK, PAPER, SUBTLE
from samenspraak.core.text import one_line

Value = str | float | None
FONT = "Noto Sans, sans-serif"
BODY = 14
SMALL = 12.5
LINE = 1.3
# A page that holds both shows the one that fits its width.
CLASSES: dict[Layout, str] = {"wide": "chart__wide", "narrow": "chart__narrow"}


def tag(name: str, content: str = "", **attributes: Value) -> str:
    """Return one element; *content* is markup of ours, underscores in names become hyphens."""
    written = "".join(attribute(key, value) for key, value in attributes.items() if value is not None)
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def attribute(name: str, value: Value) -> str:
    """Return one attribute with its value quoted; numbers get at most two decimals."""
    text = value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
    return f" {name.rstrip('_').replace('_', '-')}={quoteattr(text)}"


def text(
    words: str,
    x: float,
    y: float,
    *,
    size: float = BODY,
    bold: bool = False,
    fill: str = INK,
    anchor: str = "start",
) -> str:
    """Return one line of text with its baseline at *y*; the words become text, whatever they hold."""
    return tag(
        "text",
        escape(one_line(words)),
        x=x,
        y=y,
        font_size=size,
        font_weight="600" if bold else None,
        fill=fill,
        text_anchor=anchor if anchor != "start" else None,
    )


def paragraph(
    lines: Sequence[str],
    x: float,
    y: float,
    *,
    size: float = BODY,
    bold: bool = False,
    fill: str = INK,
    anchor: str = "start",
) -> str:
    """Return lines of text under each other, the first baseline at *y*."""
    return "".join(
        text(line, x, y + index * size * LINE, size=size, bold=bold, fill=fill, anchor=anchor)
        for index, line in enumerate(lines)
    )


def hatch(frame: Frame) -> str:
    """Return the definition of the hatching that means "uncertain" or "don't know"."""
    line = tag("path", d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5", stroke=SUBTLE, stroke_width=1)
    ground = tag("rect", width=6, height=6, fill=PAPER)
    pattern = tag(
        "pattern", ground + line, id=f"{frame.key}-hatch", width=6, height=6, patternUnits="userSpaceOnUse"
    )
    return tag("defs", pattern)


def hatching(frame: Frame) -> str:
    """Return the fill that uses the hatching of this chart."""
    return f"url(#{frame.key}-hatch)"


def badge(letter: str, x: float, y: float, *, radius: float = 13, fill: str = INK, ink: str = PAPER) -> str:
    """Return a disc with a theme's letter in it."""
    disc = tag("circle", cx=x, cy=y, r=radius, fill=fill, stroke=PAPER, stroke_width=1.5)
    size = radius * 1.1 if len(letter) < 2 else radius * 0.85
    return disc + text(letter, x, y + size * 0.36, size=size, bold=True, fill=ink, anchor="middle")


def polar(x: float, y: float, radius: float, angle: float) -> tuple[float, float]:
    """Return the point at *radius* and *angle* (radians, clockwise from three o'clock) around x, y."""
    return x + radius * math.cos(angle), y + radius * math.sin(angle)


@dataclass(frozen=True)
class Key:
    """One entry of a legend: a mark drawn around 0, 0 in a square of 16, and its words."""

    mark: str
    words: str


def legend(
    keys: Sequence[Key], x: float, y: float, *, width: float, size: float = SMALL
) -> tuple[str, float]:
    """Return the entries in reading order within *width*, and the height they take; long names get two lines."""
    parts: list[str] = []
    left, top, height = x, y, 22.0
    for key in keys:
        lines = wrapped(key.words, width=width - 25, size=size)
        needed = 24 + max(text_width(line, size=size) for line in lines) + 18
        if left > x and left + needed - 18 > x + width:
            left, top, height = x, top + height, 22.0
        height = max(height, 22 + (len(lines) - 1) * size * LINE)
        parts.append(tag("g", key.mark, transform=f"translate({left + 9:.1f} {top + 11:.1f})"))
        parts.append(paragraph(lines, left + 25, top + 11 + size * 0.36, size=size, fill=SUBTLE))
        left += needed
    return "".join(parts), top + height - y if keys else 0


def swatch(fill: str, *, dashed: bool = False) -> str:
    """Return a small square for a legend."""
    return tag(
        "rect",
        x=-8,
        y=-8,
        width=16,
        height=16,
        rx=2,
        fill=fill,
        stroke=SUBTLE,
        stroke_width=1,
        stroke_dasharray="3 2" if dashed else None,
    )


def picture(frame: Frame, parts: Sequence[str], *, height: float) -> str:
    """Return the whole drawing with its title and description for who cannot see it."""
    title = tag("title", escape(one_line(frame.title)) or " ", id=f"{frame.key}-title")
    description = tag("desc", escape(one_line(frame.description)) or " ", id=f"{frame.key}-desc")
    return tag(
        "svg",
        title + description + hatch(frame) + "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {frame.width} {math.ceil(height)}",
        class_=CLASSES[frame.layout],
        overflow="visible",
        role="img",
        aria_labelledby=f"{frame.key}-title {frame.key}-desc",
        font_family=FONT,
        lang=frame.words.language,
    )
