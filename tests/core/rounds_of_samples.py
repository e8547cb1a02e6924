"""Samples for the tests of the measures: counts per step in a line each."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from samenspraak.core.kinds.kind import Tally
from samenspraak.core.samples import Sample

COUNTS = st.lists(st.integers(0, 12), min_size=5, max_size=5).filter(any).map(tuple)
"""Five steps on which at least one person took a position."""


def sample(*counts: int, unknown: int = 0, expected: int | None = None) -> Sample:
    """Return a sample; everybody expected has answered unless *expected* says otherwise (0: not known)."""
    tally = Tally(counts=counts, unknown=unknown)
    return Sample(tally=tally, expected=tally.answered if expected is None else expected)


def mirrored(counts: Sequence[int]) -> tuple[int, ...]:
    """Return the same answers on the scale turned round."""
    return tuple(counts[::-1])
