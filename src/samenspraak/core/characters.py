"""Characters that have no place in people's texts or in files, and how to clean a text of them."""

from __future__ import annotations

import re
import unicodedata

# Bidi marks change the order in which a text is read; zero-width ones hide in it (soft hyphen, joiners,
# fillers, tags). Control characters are all but tab and the line breaks; non-characters go with them.
_BIDI = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_ZERO_WIDTH = (
    r"\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f"
    r"\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
_CONTROL = r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff"
_BREAKS = r"\x0b\x0c\x85\u2028\u2029"
_SURROGATE = r"\ud800-\udfff"

_UNSEEN = re.compile(f"[{_BIDI}{_ZERO_WIDTH}{_CONTROL}]")
_BREAK = re.compile(f"\r\n|[\r{_BREAKS}]")
_HALF = re.compile(f"[{_SURROGATE}]")

FORBIDDEN_IN_FILES = re.compile(f"[{_BIDI}{_ZERO_WIDTH}{_CONTROL}{_BREAKS}{_SURROGATE}]")

# NFC joins at most this many characters into one (Hangul syllables, Vietnamese vowels with a tone).
_JOINED = 4


class Unreadable(ValueError):
    """The text holds half a character, so it cannot be stored or shown."""


class TooLong(ValueError):
    """The text is longer than its place allows."""


def clean(raw: str, *, at_most: int) -> str:
    """Return *raw* in NFC, with plain line breaks, without unseen characters or outer white space.

    The length is checked before normalising too: NFC takes quadratic time on a long run of accents.
    """
    if _HALF.search(raw):
        raise Unreadable
    seen = _UNSEEN.sub("", _BREAK.sub("\n", raw)).replace("\t", " ").strip()
    if len(seen) > _JOINED * at_most:
        raise TooLong
    text = unicodedata.normalize("NFC", seen)
    if len(text) > at_most:
        raise TooLong
    return text
