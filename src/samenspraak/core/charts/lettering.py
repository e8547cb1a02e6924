"""How wide a text is in Noto Sans, and where its lines break."""

from __future__ import annotations

import unicodedata
from itertools import accumulate, takewhile

# Advance widths in thousandths of the type size, rounded to 20.
WIDTHS = {
    character: width / 1000
    for width, characters in {
        220: "'",
        260: " !,.:;ijl",
        280: "J`",
        300: "()",
        320: "-[]",
        340: "If",
        360: "t",
        380: "/\\{}",
        400: '"',
        420: "r",
        440: "?_",
        480: "csz",
        500: "v",
        520: "FLxy",
        540: "Sk",
        560: "*ETYae|",
        580: "$+0123456789<=>XZ^~",
        600: "PVo",
        620: "KRbdghnpqu",
        640: "#ABC",
        720: "DG",
        740: "&HU",
        760: "N",
        780: "OQw",
        840: "%",
        900: "@M",
        920: "W",
        940: "m",
    }.items()
    for character in characters
}
BOLD = 1.05
LEAST_LETTERS = 4
"""A word is not broken before or after fewer letters than this."""


def text_width(text: str, *, size: float, bold: bool = False) -> float:
    """Return the width of one line of text at *size*."""
    return sum(map(character_width, text)) * size * (BOLD if bold else 1)


def character_width(character: str) -> float:
    """Return one character's width as a share of the type size."""
    if unicodedata.combining(character):
        return 0
    known = WIDTHS.get(unicodedata.normalize("NFD", character)[0])
    return known or (1.0 if unicodedata.east_asian_width(character) in "WF" else 0.65)


def wrapped(text: str, *, width: float, size: float, bold: bool = False, lines: int = 2) -> list[str]:
    """Break *text* into at most *lines* lines of at most *width*; what does not fit ends in an ellipsis."""
    made = [""]
    for word in text.split():
        longer = f"{made[-1]} {word}".strip()
        if not made[-1] or text_width(longer, size=size, bold=bold) <= width:
            made[-1] = longer
        elif len(made) == lines:
            made[-1] += " …"
            break
        else:
            made.append(word)
    return [shortened(line, width=width, size=size, bold=bold) for line in made]


def hyphenated(text: str, *, width: float, size: float) -> str:
    """Return *text* with a hyphen and a space in each word that is wider than *width*, as often as it takes."""
    return " ".join(part for word in text.split() for part in _parts(word, width, size))


def _parts(word: str, width: float, size: float) -> list[str]:
    if text_width(word, size=size) <= width or len(word) < 2 * LEAST_LETTERS:
        return [word]
    ends = range(len(word) - LEAST_LETTERS, LEAST_LETTERS - 1, -1)
    fits = (end for end in ends if text_width(f"{word[:end]}-", size=size) <= width)
    end = next(fits, LEAST_LETTERS)
    return [f"{word[:end]}-", *_parts(word[end:], width, size)]


def shortened(line: str, *, width: float, size: float, bold: bool = False) -> str:
    """Return *line*, cut with an ellipsis where it is wider than *width*."""
    if text_width(line, size=size, bold=bold) <= width:
        return line
    room = width / (size * (BOLD if bold else 1)) - character_width("…")
    ends = accumulate(map(character_width, line))
    kept = sum(1 for end in takewhile(lambda end: end <= room, ends))
    return line[:kept].rstrip(" …") + "…"
