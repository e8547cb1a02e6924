"""Whether a parting of people shows groups that are clear and stable, or only cuts up one crowd.

Any crowd can be cut in two. What makes groups of it is that there are fewer people in between: so the
test is against *every* crowd with a single peak, however it is stretched, flat or lopsided, and not against one
model of noise. People who all see the same thing, some a bit higher and some a bit lower, are one crowd.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import comb

import numpy as np

from samenspraak.core.opinions.parting import Parting, Spots, nearest_centre, partings

HALF_WINDOW = 1 / 6
"""Half of a window's width, as part of the distance between two centres: three windows that never overlap."""

MOST_COUNTED = 100
"""Larger counts are scaled down to this many before the binomial test: half as many is beyond doubt by then."""


@dataclass(frozen=True)
class Standards:
    """What groups must meet to be called clear and stable (docs/methods.md, Opinion groups).

    ``silhouette`` is the lowest mean silhouette. Between any two groups there are at most ``valley`` times as
    many people as round either of them, and by chance that happens at most ``chance`` of the time.
    ``stability``: over ``resamples`` bootstrap samples every group comes back with at least this mean
    Jaccard similarity (C. Hennig, Computational Statistics & Data Analysis 52, 2007: 0.75 is stable).
    """

    silhouette: float = 0.35
    valley: float = 0.5
    chance: float = 0.05
    stability: float = 0.75
    resamples: int = 25


@dataclass(frozen=True)
class Valley:
    """How empty it is between two groups: people halfway as a part of those round the emptier centre.

    ``chance`` is the probability of so few in between if the two groups were one crowd with one peak.
    """

    depth: float
    chance: float


def valleys(spots: Spots, parting: Parting, blur: np.ndarray) -> Iterator[Valley]:
    """Yield the valley between each two groups of a parting (its first weighting)."""
    for one, other in combinations(range(parting.groups), 2):
        yield _valley(spots, parting, one, other, blur)


def stability(spots: Spots, parting: Parting, *, resamples: int) -> float:
    """Return how well the least stable group comes back when people are drawn anew, with replacement.

    Per bootstrap sample the parting is made again; per group the largest Jaccard similarity with one of the
    new groups (over all people, each in the nearest new group); the mean over the samples. Range 0 … 1.
    """
    drawn = spots.people / spots.people.sum()
    draws = np.random.default_rng(0).multinomial(round(spots.people.sum()), drawn, size=resamples)
    *_, again = partings(spots, draws.astype(float), most=parting.groups)
    group_of = nearest_centre(spots.places, again.centres)
    similar = [_jaccard(spots.people, parting.group_of[0], anew, parting.groups) for anew in group_of]
    return float(np.mean(similar, axis=0).min())


def _valley(spots: Spots, parting: Parting, one: int, other: int, blur: np.ndarray) -> Valley:
    """Count people in three windows on the line between two centres: round either, and halfway.

    In a crowd with one peak the window halfway holds at least as many as the emptier of the others.
    """
    start, line = parting.centres[0, one], parting.centres[0, other] - parting.centres[0, one]
    length = float(line @ line)
    members = np.isin(parting.group_of[0], (one, other))
    along = (spots.places[members] - start) @ line / max(length, 1e-12)
    smear = float(np.sqrt(3 * line @ blur @ line)) / max(length, 1e-12)
    first, halfway, second = (
        _people_near(along, spots.people[members], middle, smear) for middle in (0.0, 0.5, 1.0)
    )
    chance = max(_chance(halfway, first), _chance(halfway, second))
    return Valley(depth=halfway / max(min(first, second), 1e-9), chance=chance)


def _people_near(along: np.ndarray, people: np.ndarray, middle: float, smear: float) -> float:
    """Count the people in a window; everybody is spread evenly over *smear* either side.

    An answer is a whole step that stands for all that rounds to it; without this the gaps between a
    few steps would look like valleys.
    """
    reach = max(smear, 1e-9)
    low = np.maximum(along - reach, middle - HALF_WINDOW)
    high = np.minimum(along + reach, middle + HALF_WINDOW)
    return float(np.maximum(high - low, 0) @ people / (2 * reach))


def _chance(fewer: float, more: float) -> float:
    """Return the probability of at most *fewer* out of both when each side is as likely (one-sided)."""
    shrink = min(1.0, MOST_COUNTED / max(fewer + more, 1e-9))
    seen, total = round(fewer * shrink), round(fewer * shrink) + round(more * shrink)
    ways = sum(comb(total, count) for count in range(seen + 1))
    return float(Fraction(ways, 2**total))


def _jaccard(people: np.ndarray, before: np.ndarray, after: np.ndarray, groups: int) -> np.ndarray:
    """Return per group its largest Jaccard similarity with a group of another parting."""
    both = np.bincount(before * groups + after, people, minlength=groups * groups).reshape(groups, groups)
    either = both.sum(axis=1, keepdims=True) + both.sum(axis=0) - both
    similar: np.ndarray = (both / np.maximum(either, 1e-9)).max(axis=1)
    return similar
