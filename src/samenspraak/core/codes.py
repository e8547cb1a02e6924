"""Codes that people read aloud and type over: an alphabet without look-alikes, forgiving of how they type."""

from __future__ import annotations

import hmac

# Without 0, 1, I, L and O. Eight of these are about 40 bits, twelve about 59.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
JOIN_LENGTH = 8
RETURN_LENGTH = 12
BLOCK = 4


def plain(typed: str) -> str:
    """Return a typed code as it is kept: capitals, without spaces, dashes and other signs."""
    return "".join(
        character for character in typed.upper()[:100] if character.isascii() and character.isalnum()
    )


def in_blocks(code: str) -> str:
    """Return a code in blocks of four, to read aloud and to type over."""
    return "-".join(code[start : start + BLOCK] for start in range(0, len(code), BLOCK))


def derived(key: bytes, seed: bytes, *, length: int = RETURN_LENGTH) -> str:
    """Return the code that belongs to *seed*: always the same, and not to be guessed without *key*."""
    number = int.from_bytes(hmac.digest(key, seed, "sha256"), "big")
    letters = []
    for _ in range(length):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)
