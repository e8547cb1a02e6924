"""The network of a map: who has ties with whom, where each stands on paper, who is central and who bridges."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TypeVar
from uuid import UUID

from django.core.cache import cache

from samenspraak.core.charts import NetworkLine
from samenspraak.core.network import (
    WISH,
    Link,
    Network,
    Pieces,
    Wish,
    alone,
    between,
    components,
    cut_off,
    drawn_pieces,
    network_of,
    partners,
    unmet_wishes,
)
from samenspraak.socialbase.queries.map import Bond, Entry, SocialMap

DAY = 24 * 60 * 60
Found = TypeVar("Found")


@dataclass(frozen=True)
class Bridge:
    """An entry between others: the share of ways along it, and how many lose touch without it."""

    entry: Entry
    share: float
    cut_off: int


@dataclass(frozen=True)
class MapNetwork:
    """The network among the entries that count: faded ones are in no figure."""

    social_map: SocialMap

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Return the entries that count, by key."""
        return {str(one.id): one for one in self.social_map.entries if one.counts}

    @cached_property
    def links(self) -> list[Link]:
        """Return all ties as the core knows them."""
        return [link_of(tie) for tie in self.social_map.ties]

    @cached_property
    def network(self) -> Network:
        """Return who has a tie with whom."""
        return network_of(self.entries, self.links)

    @cached_property
    def partners(self) -> dict[str, int]:
        """Return per entry with how many others it has a tie."""
        return partners(self.network)

    @cached_property
    def pieces(self) -> list[list[Entry]]:
        """Return the parts that hang together, the largest first."""
        return [[self.entries[key] for key in piece] for piece in components(self.network)]

    @cached_property
    def one_sided(self) -> int:
        """Return how many pairs rest on the word of one side, or of nobody yet."""
        sure = {link.pair for link in self.links if link.both and link.kind != WISH}
        return len(self.pairs - sure)

    @cached_property
    def pairs(self) -> set[tuple[str, str]]:
        """Return every two entries that have a tie, once."""
        tails, ends = self.network.tails.tolist(), self.network.ends.tolist()
        keys = self.network.keys
        return {(keys[one], keys[other]) for one, other in zip(tails, ends, strict=True) if one < other}

    def central(self, most: int) -> list[tuple[Entry, int]]:
        """Return who has a tie with most others."""
        ranked = sorted(
            self.entries, key=lambda key: (-self.partners[key], self.entries[key].name.casefold())
        )
        return [(self.entries[key], self.partners[key]) for key in ranked[:most] if self.partners[key]]

    def bridging(self, most: int) -> list[Bridge]:
        """Return along whom most ways between others go, with who would lose touch without them."""
        shares = kept("between", self.network, between)
        ranked = sorted(self.entries, key=lambda key: (-shares[key], self.entries[key].name.casefold()))
        return [
            Bridge(self.entries[key], shares[key], cut_off(self.network, key))
            for key in ranked[:most]
            if shares[key] > 0
        ]

    def alone(self) -> list[Entry]:
        """Return who has no tie with anybody that counts."""
        return sorted((self.entries[key] for key in alone(self.network)), key=lambda one: one.name.casefold())

    def wishes(self) -> list[Wish]:
        """Return who would work together but does not."""
        return unmet_wishes(self.entries, self.links)


def link_of(tie: Bond) -> Link:
    """Return a tie as the core knows it."""
    return Link(str(tie.source), str(tie.target), tie.kind, tie.strength, both=tie.mutual)


def lines_among(ties: Iterable[Bond], entries: Collection[UUID]) -> list[NetworkLine]:
    """Return one line per two entries: as sure and as strong as their surest and strongest tie, a wish if that is all."""
    links = [link_of(tie) for tie in ties if tie.source in entries and tie.target in entries]
    working: dict[tuple[str, str], tuple[bool, int]] = {}
    for link in links:
        if link.kind != WISH:
            both, strength = working.get(link.pair, (False, 0))
            working[link.pair] = (both or link.both, max(strength, link.strength))
    wishes = dict.fromkeys(link.pair for link in links if link.pair not in working)
    lines = [
        NetworkLine(*pair, "both" if both else "one", strength) for pair, (both, strength) in working.items()
    ]
    return lines + [NetworkLine(*pair, "wish") for pair in wishes]


def pieces_among(ties: Iterable[Bond], entries: Collection[UUID]) -> Pieces:
    """Return where to draw these entries, faded ones too; worked out once for each network."""
    drawn = network_of((str(key) for key in entries), [link_of(tie) for tie in ties])
    return kept("pieces", drawn, drawn_pieces)


def kept(what: str, network: Network, work_out: Callable[[Network], Found]) -> Found:
    """Return what is worked out of a network, from memory when the same network was asked for before."""
    digest = sha256("".join(network.keys).encode())
    digest.update(network.starts.tobytes() + network.ends.tobytes())
    name = f"{what}-{digest.hexdigest()}"
    found: Found | None = cache.get(name)
    if found is None:
        found = work_out(network)
        cache.set(name, found, DAY)
    return found
