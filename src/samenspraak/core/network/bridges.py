"""Who bridges: how many shortest ways go along a party, and who would be cut off without it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from samenspraak.core.network.graph import Ints, Network, reached

MOST_STARTS = 400
Floats = NDArray[np.float64]


def between(network: Network) -> dict[str, float]:
    """Return per party the share of ways between two others that go along it (docs/methods.md, Who bridges).

    Betweenness: of every two other parties, the share of their shortest ways on which this one lies; the mean
    over all pairs, 0 … 1. From more than MOST_STARTS parties the ways from that many of them, evenly drawn with a fixed
    seed, stand for all. Sources: L. Freeman, Sociometry 40 (1977); U. Brandes, Journal of Mathematical Sociology 25
    (2001); drawn starts: U. Brandes, C. Pich, Int. J. of Bifurcation and Chaos 17 (2007).
    """
    if network.size < 3:
        return dict.fromkeys(network.keys, 0.0)
    starts = starts_of(network)
    lying = np.zeros(network.size)
    for start in starts.tolist():
        lying += dependencies(network, start)
    pairs = (network.size - 1) * (network.size - 2)
    shares = lying * (network.size / len(starts)) / pairs
    return dict(zip(network.keys, np.minimum(shares, 1).tolist(), strict=True))


def is_drawn(network: Network) -> bool:
    """Say whether ``between`` is an estimate from drawn starts."""
    return network.size > MOST_STARTS


def starts_of(network: Network) -> Ints:
    """Return from whom ways are followed: everybody, or an even draw that is the same each time."""
    if not is_drawn(network):
        return np.arange(network.size)
    return np.sort(np.random.default_rng(0).choice(network.size, MOST_STARTS, replace=False))


def dependencies(network: Network, start: int) -> Floats:
    """Return how much of the ways from *start* to all others goes along each party (Brandes' accumulation)."""
    steps, ways = walked(network, start)
    lying = np.zeros(network.size)
    for tails, heads in reversed(steps):
        shares = ways[tails] / ways[heads] * (1 + lying[heads])
        lying += np.bincount(tails, weights=shares, minlength=network.size)
    lying[start] = 0
    return lying


def walked(network: Network, start: int) -> tuple[list[tuple[Ints, Ints]], Floats]:
    """Return the ties of all shortest ways from *start*, step by step, and the number of ways to each party."""
    far = np.full(network.size, -1, dtype=np.int64)
    ways = np.zeros(network.size)
    far[start], ways[start] = 0, 1
    edge = np.array([start], dtype=np.int64)
    steps: list[tuple[Ints, Ints]] = []
    while len(edge):
        tails, heads = ties_of(network, edge)
        onward = far[heads] < 0
        tails, heads = tails[onward], heads[onward]
        ways += np.bincount(heads, weights=ways[tails], minlength=network.size)
        edge = np.unique(heads)
        far[edge] = len(steps) + 1
        steps.append((tails, heads))
    return steps, ways


def ties_of(network: Network, places: Ints) -> tuple[Ints, Ints]:
    """Return the two ends of every tie of these parties."""
    counts = network.starts[places + 1] - network.starts[places]
    tails = np.repeat(places, counts)
    before = np.repeat(np.cumsum(counts) - counts, counts)
    rows = np.arange(len(tails)) - before + np.repeat(network.starts[places], counts)
    return tails, network.ends[rows]


def cut_off(network: Network, key: str) -> int:
    """Return how many would lose touch with the largest part of their piece if *key* were not there.

    0 where the rest still hangs together: then others bridge as well.
    """
    place = network.keys.index(key)
    left = set(network.beside(place).tolist())
    sizes = []
    while left:
        piece = reached(network, min(left), without=place)
        left -= set(piece)
        sizes.append(len(piece))
    return sum(sizes) - max(sizes, default=0)
