"""Where little is: per theme and neighbourhood how many entries there are, and how many of them still count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FEW = 1
Place = tuple[str, str]


@dataclass(frozen=True)
class Entry:
    """What one entry does and where: its themes, and the neighbourhoods it works for; *fresh* when it still counts."""

    key: str
    themes: frozenset[str]
    areas: frozenset[str]
    fresh: bool = True


@dataclass(frozen=True)
class Spot:
    """One theme in one neighbourhood: how many entries count, how many faded, and whether anybody is near by.

    ``wide`` counts those among the first that work for every neighbourhood, so for none in particular.
    """

    theme: str
    area: str
    counting: int
    faded: int
    wide: int

    @property
    def near(self) -> int:
        """Return how many work for this neighbourhood in particular."""
        return self.counting - self.wide

    @property
    def thin(self) -> bool:
        """Say whether at most FEW work for this neighbourhood in particular."""
        return self.near <= FEW


def thin_spots(entries: Iterable[Entry], *, themes: Sequence[str], areas: Sequence[str]) -> list[Spot]:
    """Return every theme × neighbourhood, the thinnest first (docs/methods.md, Thin spots)."""
    every = frozenset(areas)
    counting, faded, wide = Counter[Place](), Counter[Place](), Counter[Place]()
    for one in entries:
        places = [(theme, area) for theme in one.themes for area in one.areas & every]
        (counting if one.fresh else faded).update(places)
        if one.fresh and len(every) > 1 and one.areas >= every:
            wide.update(places)
    spots = [
        Spot(theme, area, counting[theme, area], faded[theme, area], wide[theme, area])
        for theme in themes
        for area in areas
    ]
    return sorted(spots, key=lambda one: (one.near, one.counting))
