"""One place takes out what no format can hold."""

from __future__ import annotations

import pytest

from samenspraak.core.text import clean, one_line


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b", "ab"),
        ("a\ud800b", "ab"),
        ("a\ufffeb", "ab"),
        ("\u202eabc", "abc"),
        ("a\u200bb", "ab"),
        ("een\r\ntwee\rdrie\u2028vier", "een\ntwee\ndrie\nvier"),
        ("cafe\u0301", "café"),
        ("een\ttab", "een\ttab"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
        ("", ""),
    ],
)
def test_a_text_keeps_all_that_can_be_shown(text: str, kept: str) -> None:
    assert clean(text) == kept


def test_one_line_has_no_other_space_than_single_ones() -> None:
    assert one_line("  een\n\n twee\t drie\u00a0vier ") == "een twee drie vier"
