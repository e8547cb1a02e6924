"""What nobody confirmed fades after a year, and after two it counts no more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samenspraak.core.freshness import Tally, freshness, tally

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, "fresh"), (365, "fresh"), (366, "fading"), (730, "fading"), (731, "faded"), (None, "faded")],
)
def test_an_entry_fades_by_the_day(days: int | None, expected: str) -> None:
    confirmed = None if days is None else TODAY - timedelta(days=days)

    assert freshness(confirmed, today=TODAY) == expected


def test_only_what_is_fresh_or_fading_counts() -> None:
    counted = tally(["fresh", "fresh", "fading", "faded"])

    assert counted == Tally(fresh=2, fading=1, faded=1)
    assert (counted.counting, counted.all) == (3, 4)
