"""Text that every format can hold: the one place where characters are taken out of a person's words."""

from __future__ import annotations

import re
import unicodedata

MARKS_PER_CHARACTER = 6

# Unassignable in XML, HTML, PDF or JSON: control characters, halves of surrogate pairs, noncharacters.
UNWRITABLE = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
ABOVE_PLANE_ZERO = "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
)
# Invisible and able to make a text read other than it is written: bidi overrides, zero-width spaces.
DECEIVING = r"\u200b\u2060-\u2064\u2066-\u206f\u202a-\u202e\ufeff\ufff9-\ufffb"
REMOVED = re.compile(f"[{UNWRITABLE}{ABOVE_PLANE_ZERO}{DECEIVING}]")
LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Return *text* composed (NFC), without characters that no format can hold or that deceive the reader."""
    kept = REMOVED.sub("", LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", without_mark_towers(kept))


def one_line(text: str) -> str:
    """Return *text* cleaned and on one line."""
    return " ".join(clean(text).split())


def without_mark_towers(text: str) -> str:
    """Keep at most MARKS_PER_CHARACTER combining marks on one character."""
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if marks <= MARKS_PER_CHARACTER:
            kept.append(character)
    return "".join(kept)


def searchable(text: str) -> str:
    """Return *text* as it is searched: small letters without accents, single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    parts = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(one for one in parts if not unicodedata.combining(one)).split())
