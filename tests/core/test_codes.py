"""Codes to read aloud: forgiving of typing, without look-alikes, derived the same way every time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samenspraak.core.codes import ALPHABET, RETURN_LENGTH, derived, in_blocks, plain


def test_the_alphabet_has_no_look_alikes() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 31
    assert not set("01ILO") & set(ALPHABET)


@given(st.text(ALPHABET, min_size=1, max_size=24))
def test_a_code_in_blocks_is_the_same_code(code: str) -> None:
    assert plain(in_blocks(code)) == plain(f" {in_blocks(code).lower()}\n") == code


@given(st.text())
def test_whatever_is_typed_becomes_capitals_and_digits(typed: str) -> None:
    assert all(character.isascii() and character.isalnum() for character in plain(typed))
    assert plain(plain(typed)) == plain(typed)


def test_a_book_is_not_read_as_a_code() -> None:
    assert len(plain("x" * 1_000_000)) == 100


@given(st.binary(min_size=1, max_size=64), st.binary(min_size=1, max_size=64))
def test_a_derived_code_is_always_the_same_and_needs_its_key(key: bytes, seed: bytes) -> None:
    code = derived(key, seed)

    assert code == derived(key, seed)
    assert len(code) == RETURN_LENGTH
    assert set(code) <= set(ALPHABET)
    assert code != derived(key + b"x", seed)


def test_derived_codes_use_the_whole_alphabet_evenly() -> None:
    letters = "".join(derived(b"key", str(number).encode()) for number in range(3000))
    shares = [letters.count(letter) / len(letters) for letter in ALPHABET]

    assert max(shares) < 1.15 / len(ALPHABET)
    assert min(shares) > 0.85 / len(ALPHABET)
