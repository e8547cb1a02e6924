"""Parting people in a plane into two to five groups: k-means and silhouette on spots with their people.

The larger sums avoid matrix products, which are spread over threads (see ``plane.PRODUCT``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from samenspraak.core.opinions.plane import GRAIN

FINEST = 300
"""Up to this number of different places each is a spot of its own; beyond that people share the cells of a grid."""

CELLS = 24
EDGE = 0.01
"""The grid has CELLS × CELLS cells from the first to the last hundredth of people; the outermost take the rest."""

MOST_ROUNDS = 50


@dataclass(frozen=True)
class Spots:
    """Places in the plane with the number of people at each, in an order that does not depend on theirs.

    ``places`` is spots × 2, ``spot_of`` the spot of each person. ``people`` is how much each spot counts: the number
    of people at it, times the part of all people who are at different places. So copies of the same sheet
    count for the size of a group, but are no further evidence that it is one.
    """

    places: np.ndarray
    people: np.ndarray
    spot_of: np.ndarray

    @cached_property
    def squared(self) -> np.ndarray:
        """The squared distances between spots."""
        across, up = (np.subtract.outer(column, column) for column in self.places.T)
        squared: np.ndarray = across**2 + up**2
        return squared

    @cached_property
    def distances(self) -> np.ndarray:
        """The distances between spots."""
        distances: np.ndarray = np.sqrt(self.squared)
        return distances


@dataclass(frozen=True)
class Parting:
    """Spots parted into groups, for one or more weightings of the spots.

    ``group_of`` is weightings × spots, ``centres`` weightings × groups × 2.
    """

    group_of: np.ndarray
    centres: np.ndarray

    @property
    def groups(self) -> int:
        """The number of groups."""
        return int(self.centres.shape[1])


def spots_of(places: np.ndarray) -> Spots:
    """Gather people into spots: each different place, or where there are many the cells of a grid."""
    keys, different = _keys(places), different_places(places)
    if different <= FINEST:
        _, first, spot_of, counts = np.unique(
            keys, return_index=True, return_inverse=True, return_counts=True
        )
        return Spots(places[first], counts * (different / len(places)), spot_of)
    cell_of = _cells(places)
    counts = np.bincount(cell_of, minlength=CELLS * CELLS)
    used = np.flatnonzero(counts)
    number = np.zeros(CELLS * CELLS, dtype=np.intp)
    number[used] = np.arange(len(used))
    middles = [
        np.bincount(cell_of, column, minlength=len(counts))[used] / counts[used] for column in places.T
    ]
    return Spots(np.column_stack(middles), counts[used] * (different / len(places)), number[cell_of])


def different_places(places: np.ndarray) -> int:
    """Return how many different places there are."""
    keys = np.sort(_keys(places))
    return int(np.count_nonzero(keys[1:] != keys[:-1])) + min(len(keys), 1)


def _keys(places: np.ndarray) -> np.ndarray:
    """Return one whole number per place, the same for the same place."""
    whole = np.rint(places * GRAIN).astype(np.int64)
    keys: np.ndarray = (whole[:, 0] << 32) + whole[:, 1]
    return keys


def _cells(places: np.ndarray) -> np.ndarray:
    """Return the grid cell of each person."""
    first, last = int(EDGE * len(places)), int((1 - EDGE) * len(places))
    edges = np.partition(places, (first, last), axis=0)
    width = np.maximum(edges[last] - edges[first], 1e-9) / CELLS
    cells = np.clip(((places - edges[first]) / width).astype(np.intp), 0, CELLS - 1)
    cell_of: np.ndarray = cells[:, 0] * CELLS + cells[:, 1]
    return cell_of


def partings(spots: Spots, weights: np.ndarray, *, most: int) -> Iterator[Parting]:
    """Yield the best parting into 2, 3 … *most* groups for each of the *weights* (weightings × spots).

    Weighted k-means without chance: each further group begins at the spot that lowers the sum of squares most
    (the first step of the fast global k-means of Likas, Vlassis and Verbeek, Pattern Recognition 36, 2003).
    """
    centres = (weights @ spots.places / weights.sum(axis=1, keepdims=True))[:, None, :]
    for _ in range(2, most + 1):
        centres = np.concatenate([centres, _newcomers(spots, weights, centres)], axis=1)
        parting = _settled(spots, weights, centres)
        centres = parting.centres
        yield parting


def silhouette(spots: Spots, group_of: np.ndarray, groups: int) -> float:
    """Return the mean silhouette of a parting over all people (docs/methods.md, Opinion groups).

    Per person (b − a) / max(a, b): a is the mean distance to the others of the own group, b to the people
    of the nearest other group. Range −1 … 1; 0 for who is alone. Source: P. Rousseeuw, Silhouettes,
    Journal of Computational and Applied Mathematics 20 (1987).
    """
    member = (group_of[:, None] == np.arange(groups)) * spots.people[:, None]
    sizes = member.sum(axis=0)
    distance = np.einsum("ij,jg->ig", spots.distances, member)
    rows = np.arange(len(group_of))
    own = distance[rows, group_of] / np.maximum(sizes[group_of] - 1, 1)
    others = distance / np.maximum(sizes, 1)
    others[rows, group_of] = np.inf
    nearest = others[:, sizes > 0].min(axis=1)
    widest = np.maximum(np.maximum(own, nearest), 1e-12)
    scores = np.where(sizes[group_of] > 1, (nearest - own) / widest, 0.0)
    return float(scores @ spots.people / spots.people.sum())


def nearest_centre(places: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """Return for each weighting and place the nearest of the centres (weightings × groups × 2)."""
    reach = (centres**2).sum(axis=2)[:, :, None] - 2 * (centres @ places.T)
    nearest: np.ndarray = reach.argmin(axis=1)
    return nearest


def _newcomers(spots: Spots, weights: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """Return per weighting the spot where one more group lowers the sum of squares most."""
    chosen = []
    gained = np.empty_like(spots.squared)
    for weight, known in zip(weights, centres, strict=True):
        away = ((spots.places[:, None] - known) ** 2).sum(axis=2).min(axis=1)
        np.subtract(away[:, None], spots.squared, out=gained)
        np.maximum(gained, 0, out=gained)
        chosen.append(spots.places[np.einsum("i,ij->j", weight, gained).argmax()])
    return np.array(chosen)[:, None, :]


def _settled(spots: Spots, weights: np.ndarray, centres: np.ndarray) -> Parting:
    """Move people to the nearest centre and centres to the middle of their people, until nobody moves."""
    group_of = nearest_centre(spots.places, centres)
    for _ in range(MOST_ROUNDS):
        centres = _middles(spots, weights, group_of, centres)
        moved = nearest_centre(spots.places, centres)
        if np.array_equal(moved, group_of):
            break
        group_of = moved
    return Parting(group_of=group_of, centres=centres)


def _middles(spots: Spots, weights: np.ndarray, group_of: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """Return the middle of each group's people; a group without people keeps its centre."""
    groups = np.arange(centres.shape[1])[:, None]
    member = (group_of[:, None, :] == groups) * weights[:, None, :]
    sizes = member.sum(axis=2, keepdims=True)
    return np.where(sizes > 0, member @ spots.places / np.maximum(sizes, 1), centres)
