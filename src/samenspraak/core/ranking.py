"""A transparent ranking of areas: every figure as a place, weights that are seen, and how much these matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

STEPS = 4
MOST_FIGURES = 6
TOP = 5
LEAST_KNOWN = 0.5
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Ranked:
    """One area: its score (0 favourable … 100 unfavourable), its place per figure, and how sure its rank is.

    ``on_top`` is the share of all weightings tried in which the area is among the first; ``missing`` names
    the figures that nobody gives about it.
    """

    area: str
    score: float
    rank: int
    places: Mapping[str, float]
    missing: tuple[str, ...]
    on_top: float

    @property
    def always(self) -> bool:
        """Say whether the area is among the first whatever the weights."""
        return self.on_top == 1


@dataclass(frozen=True)
class Ranking:
    """All areas, the least favourable first; ``unranked`` have too few figures."""

    areas: tuple[Ranked, ...]
    unranked: tuple[str, ...]
    weightings: int
    top: int


def rank(
    values: Mapping[str, Mapping[str, float]], *, worse: Mapping[str, bool], weights: Mapping[str, float]
) -> Ranking:
    """Rank areas by *values* (figure → area → value); *worse* says of each figure whether more is worse.

    Each figure becomes a place from 0 (most favourable) to 100; the score is the weighted mean of the places
    that are known. Every way to deal STEPS parts over the figures is tried as well.
    """
    figures = [one for one in values if values[one]][:MOST_FIGURES]
    areas = sorted({area for one in figures for area in values[one]})
    if not figures or not areas:
        return Ranking((), (), 0, 0)
    places = np.column_stack([places_of(values[one], areas, worse=worse[one]) for one in figures])
    given = np.array([max(weights.get(one, 0), 0) for one in figures], dtype=float)
    given = given if given.sum() else np.ones(len(figures))
    scores = scored(places, given)
    ranked = [place for place in range(len(areas)) if not np.isnan(scores[place])]
    top = min(TOP, max(1, len(ranked) // 3)) if ranked else 0
    tried = weightings(len(figures))
    often = on_top(places, tried, ranked, top)
    ordered = sorted(ranked, key=lambda place: (-scores[place], areas[place]))
    made = tuple(
        Ranked(
            area=areas[place],
            score=round(float(scores[place]), 1),
            rank=1 + sum(1 for other in ranked if scores[other] > scores[place] + 1e-9),
            places={
                one: round(float(places[place, column]), 1)
                for column, one in enumerate(figures)
                if not np.isnan(places[place, column])
            },
            missing=tuple(one for column, one in enumerate(figures) if np.isnan(places[place, column])),
            on_top=float(often[place]),
        )
        for place in ordered
    )
    unranked = tuple(area for place, area in enumerate(areas) if place not in set(ranked))
    return Ranking(made, unranked, len(tried), top)


def places_of(values: Mapping[str, float], areas: Sequence[str], *, worse: bool) -> Floats:
    """Return the place of each area from 0 to 100, equal values sharing one; NaN where nothing is known."""
    known = np.array([values.get(area, np.nan) for area in areas], dtype=float)
    there = known[~np.isnan(known)]
    if len(there) < 2:
        return np.where(np.isnan(known), np.nan, 50.0)
    below = np.array([(there < one).sum() for one in known], dtype=float)
    same = np.array([(there == one).sum() for one in known], dtype=float)
    place = (below + (same - 1) / 2) / (len(there) - 1) * 100
    place = place if worse else 100 - place
    return np.where(np.isnan(known), np.nan, place)


def scored(places: Floats, weights: Floats) -> Floats:
    """Return the weighted mean of the places that are known; NaN where less than half of the weight is."""
    there = ~np.isnan(places)
    weight = (there * weights).sum(axis=1)
    total = (np.where(there, places, 0) * weights).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = total / weight
    return np.where(weight >= LEAST_KNOWN * weights.sum(), mean, np.nan)


def weightings(figures: int) -> list[Floats]:
    """Return every way to deal STEPS equal parts over the figures, one figure alone included."""
    made = []
    for bars in combinations(range(STEPS + figures - 1), figures - 1):
        edges = (-1, *bars, STEPS + figures - 1)
        made.append(np.array([edges[k + 1] - edges[k] - 1 for k in range(figures)], dtype=float))
    return made


def on_top(places: Floats, tried: Sequence[Floats], ranked: Sequence[int], top: int) -> Floats:
    """Return per area in which share of the weightings it is among the first *top*; ties count for all of them."""
    times = np.zeros(len(places))
    for weights in tried:
        scores = scored(places, weights)
        there = [scores[place] for place in ranked if not np.isnan(scores[place])]
        if not there:
            continue
        edge = sorted(there, reverse=True)[min(top, len(there)) - 1]
        times += np.where(np.isnan(scores), 0, scores >= edge - 1e-9)
    return times / max(len(tried), 1)


def alike(
    own: tuple[float, float | None], others: Mapping[str, tuple[float, float | None]], *, number: int = 5
) -> list[str]:
    """Return the *number* areas nearest in size and, where known, in status.

    Size counts as its logarithm; both are divided by how far they vary, so that they weigh the same.
    """
    sizes = np.log([size for size, _ in others.values()]) if others else np.zeros(0)
    known = [status for _, status in others.values() if status is not None]
    wide = float(np.std(sizes)) or 1.0
    spread = float(np.std(known)) if len(known) > 1 else 0.0
    size, status = float(np.log(own[0])), own[1]

    def distance(one: tuple[float, float | None]) -> float:
        far = ((float(np.log(one[0])) - size) / wide) ** 2
        if status is None or not spread:
            return far
        return far + (((one[1] - status) / spread) ** 2 if one[1] is not None else 4.0)

    return sorted(others, key=lambda area: (distance(others[area]), area))[:number]
