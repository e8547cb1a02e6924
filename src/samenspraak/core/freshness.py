"""How fresh an entry of the map is: what nobody confirms fades, and drops out of counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Freshness = Literal["fresh", "fading", "faded"]

YEAR = 365
FRESH_DAYS = YEAR
FADING_DAYS = 2 * YEAR


def freshness(confirmed_on: date | None, *, today: date) -> Freshness:
    """Return how fresh an entry is: confirmed within a year, within two years, or longer ago or never."""
    if confirmed_on is None:
        return "faded"
    days = (today - confirmed_on).days
    if days <= FRESH_DAYS:
        return "fresh"
    return "fading" if days <= FADING_DAYS else "faded"


@dataclass(frozen=True)
class Tally:
    """How many entries are fresh, fading and faded; only the first two count."""

    fresh: int = 0
    fading: int = 0
    faded: int = 0

    @property
    def counting(self) -> int:
        """Return how many entries count."""
        return self.fresh + self.fading

    @property
    def all(self) -> int:
        """Return how many entries there are, faded ones too."""
        return self.counting + self.faded


def tally(these: Iterable[Freshness]) -> Tally:
    """Count entries by freshness."""
    counted: Counter[Freshness] = Counter(these)
    return Tally(fresh=counted["fresh"], fading=counted["fading"], faded=counted["faded"])
