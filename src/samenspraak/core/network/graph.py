"""Parties and the ties between them: who has how many, which hang together, who stands alone, who would like to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

WISH = "wants_to_work_with"
Ints = NDArray[np.int64]


class Link(NamedTuple):
    """One tie as somebody told it; *strength* 1 … 3, *both* where the two sides say the same."""

    source: str
    target: str
    kind: str
    strength: int = 1
    both: bool = False

    @property
    def pair(self) -> tuple[str, str]:
        """Return the two parties, in an order that does not depend on who told it."""
        one, other = self.source, self.target
        return (one, other) if one < other else (other, one)


@dataclass(frozen=True, eq=False)
class Network:
    """Which party has a tie with which: the partners of party *i* stand from ``starts[i]`` to ``starts[i + 1]``."""

    keys: tuple[str, ...]
    starts: Ints
    ends: Ints

    @property
    def size(self) -> int:
        """Return the number of parties."""
        return len(self.keys)

    @property
    def degrees(self) -> Ints:
        """Return per party with how many others it has a tie."""
        return np.diff(self.starts)

    def beside(self, place: int) -> Ints:
        """Return the places of the partners of one party."""
        return self.ends[self.starts[place] : self.starts[place + 1]]

    @property
    def tails(self) -> Ints:
        """Return per tie in ``ends`` whose it is; every tie stands there twice, once from each side."""
        return np.repeat(np.arange(self.size), self.degrees)

    def part(self, places: Sequence[int]) -> Network:
        """Return the network among some of its parties, given in order."""
        here = np.full(self.size, -1, dtype=np.int64)
        here[places] = np.arange(len(places))
        tails, ends = here[self.tails], here[self.ends]
        inside = (tails >= 0) & (ends >= 0)
        return joined(tuple(self.keys[place] for place in places), tails[inside], ends[inside])


def network_of(keys: Iterable[str], links: Iterable[Link]) -> Network:
    """Return the network of these parties (docs/methods.md, Network).

    Ties of every kind but a wish count, once per two parties, whoever told them and however many there are; a
    party's tie with itself, and one with a party that is not in *keys*, do not.
    """
    ordered = tuple(sorted(set(keys)))
    known = set(ordered)
    pairs = {link.pair for link in links if link.kind != WISH and link.source != link.target}
    return built(ordered, {pair for pair in pairs if known.issuperset(pair)})


def built(keys: tuple[str, ...], pairs: Collection[tuple[str, str]]) -> Network:
    """Return the network with exactly these pairs."""
    places = {key: place for place, key in enumerate(keys)}
    ones = np.array([places[one] for one, _other in pairs], dtype=np.int64)
    others = np.array([places[other] for _one, other in pairs], dtype=np.int64)
    tails, ends = np.concatenate([ones, others]), np.concatenate([others, ones])
    order = np.lexsort((ends, tails))
    return joined(keys, tails[order], ends[order])


def joined(keys: tuple[str, ...], tails: Ints, ends: Ints) -> Network:
    """Return the network of ties that are in order already."""
    starts = np.zeros(len(keys) + 1, dtype=np.int64)
    np.cumsum(np.bincount(tails, minlength=len(keys))[: len(keys)], out=starts[1:])
    return Network(keys, starts, ends)


def partners(network: Network) -> dict[str, int]:
    """Return per party with how many others it has a tie: 0 … parties − 1 (docs/methods.md, Who is central)."""
    return dict(zip(network.keys, network.degrees.tolist(), strict=True))


def components(network: Network) -> list[tuple[str, ...]]:
    """Return the pieces that hang together, the largest first; who stands alone is a piece of one."""
    pieces = [tuple(network.keys[place] for place in piece) for piece in pieces_of(network)]
    return sorted(pieces, key=lambda piece: (-len(piece), piece))


def pieces_of(network: Network) -> list[list[int]]:
    """Return the places of each piece, in order."""
    seen = np.zeros(network.size, dtype=bool)
    pieces = []
    for start in range(network.size):
        if not seen[start]:
            piece = reached(network, start, without=-1)
            seen[piece] = True
            pieces.append(piece)
    return pieces


def reached(network: Network, start: int, *, without: int) -> list[int]:
    """Return who can be reached from one party along ties that do not pass another."""
    found = {start}
    waiting = [start]
    while waiting:
        for place in network.beside(waiting.pop()).tolist():
            if place not in found and place != without:
                found.add(place)
                waiting.append(place)
    return sorted(found)


def alone(network: Network) -> list[str]:
    """Return the parties without any tie."""
    return [key for key, degree in partners(network).items() if not degree]


@dataclass(frozen=True)
class Wish:
    """Two parties of which at least one would like to work with the other; *both* when each said so."""

    one: str
    other: str
    both: bool


def unmet_wishes(keys: Iterable[str], links: Iterable[Link]) -> list[Wish]:
    """Return who would work together but does not: a wish, and no tie of any other kind; mutual wishes first."""
    known = set(keys)
    told = [link for link in links if known.issuperset(link.pair) and link.source != link.target]
    met = {link.pair for link in told if link.kind != WISH}
    wished: dict[tuple[str, str], set[str]] = {}
    for link in told:
        if link.kind == WISH and link.pair not in met:
            wished.setdefault(link.pair, set()).update(link.pair if link.both else (link.source,))
    wishes = [Wish(*pair, both=len(sides) == 2) for pair, sides in wished.items()]
    return sorted(wishes, key=lambda wish: (not wish.both, wish.one, wish.other))
