"""The colours of charts: positions by lightness from sand to deep teal, groups by shape and colour."""

from __future__ import annotations

INK = "#14343a"
SUBTLE = "#4a6166"
GRID = "#ddd8ca"
PALE = "#f3efe4"
PAPER = "#ffffff"
READABLE = 4.5
POSITIONS = ("#eddcb8", "#bfcdb4", "#86b3a8", "#3b7f83", "#0d4650")
# Okabe and Ito; yellow last, because it needs its outline most.
GROUPS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#f0e442")


def position_colour(step: float, steps: int) -> str:
    """Return the colour of *step* (1 … steps) on the scale from sand to deep teal."""
    place = (min(max(step, 1), steps) - 1) / max(steps - 1, 1) * (len(POSITIONS) - 1)
    low = min(int(place), len(POSITIONS) - 2)
    return mixed(POSITIONS[low], POSITIONS[low + 1], share=place - low)


def ink_on(colour: str) -> str:
    """Return ink, white or else black: the first that reads on *colour* (4.5 : 1)."""
    return next((ink for ink in (INK, PAPER) if contrast(ink, colour) >= READABLE), "#000000")


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 counts it (1 … 21)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2 (0 … 1)."""
    red, green, blue = (linear(channel / 255) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(channel: float) -> float:
    """Return one sRGB channel (0 … 1) without its gamma."""
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def mixed(low: str, high: str, *, share: float) -> str:
    """Return the colour at *share* of the way from *low* to *high*."""
    pairs = zip(channels(low), channels(high), strict=True)
    return "#" + "".join(f"{round(one + (other - one) * share):02x}" for one, other in pairs)


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue (0 … 255) of "#rrggbb"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
