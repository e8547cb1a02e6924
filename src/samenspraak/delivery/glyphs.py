"""Characters that the fonts of a PDF do not hold: an archival PDF may not contain them, so they are marked."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

import typst

FONTS = Path(__file__).parent / "fonts"
MARK = "\ufffd"


def with_known_characters(text: str, make: Callable[[str], bytes]) -> bytes:
    """Return what *make* makes of the text, with ever more unknown characters marked until it succeeds.

    Other scripts are set in the fonts that typst brings; pictograms go first, then all that our own fonts lack.
    Signs go last: in a picture, a sign and a joined pair of letters ("fi") in one line of text are refused.
    """
    for simplified in (str, without_symbols, only_known):
        try:
            return make(simplified(text))
        except typst.TypstError as refusal:
            if "could not be displayed" not in str(refusal):
                raise
    return make(only_letters(text))


def without_symbols(text: str) -> str:
    """Return the text with pictograms and unassigned characters marked."""
    return "".join(MARK if is_symbol(character) else character for character in text)


def is_symbol(character: str) -> bool:
    """Tell whether a character is a pictogram, or one that no font is likely to hold."""
    if character in known():
        return False
    return unicodedata.category(character) in {"So", "Sk", "Cn", "Co", "Cf", "Me"}


def only_known(text: str) -> str:
    """Return the text with everything marked that our own fonts lack."""
    return marked(text, known())


def only_letters(text: str) -> str:
    """Return the text with the signs of the companion font marked too."""
    return marked(text, letters())


def marked(text: str, kept: frozenset[str]) -> str:
    """Return the text with every character marked that is not kept."""
    return "".join(character if character in kept or character == "\n" else MARK for character in text)


@cache
def known() -> frozenset[str]:
    """Return the characters that our letter holds, and those of its companion with signs."""
    signs = [characters(font.read_bytes()) for font in sorted(FONTS.glob("NotoSansMath-*.ttf"))]
    return letters().union(*signs)


@cache
def letters() -> frozenset[str]:
    """Return the characters that every weight of our letter holds."""
    return frozenset.intersection(
        *(characters(font.read_bytes()) for font in sorted(FONTS.glob("NotoSans-*.ttf")))
    )


def characters(font: bytes) -> frozenset[str]:
    """Return the characters in the "cmap" table of a TrueType font (format 4, the basic plane)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * index) for index in range(tables))
    start = next(offset for name, _, offset, _ in records if name == b"cmap")
    count = struct.unpack_from(">H", font, start + 2)[0]
    subtables = (start + struct.unpack_from(">HHI", font, start + 4 + 8 * index)[2] for index in range(count))
    return segments(font, next(at for at in subtables if struct.unpack_from(">H", font, at)[0] == 4))


def segments(font: bytes, at: int) -> frozenset[str]:
    """Return the characters of a format 4 subtable: the ends and starts of its runs."""
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + 2 * count)
    runs = (range(start, end + 1) for start, end in zip(starts, ends, strict=True))
    return frozenset(chr(code) for run in runs for code in run if code != 0xFFFF)
