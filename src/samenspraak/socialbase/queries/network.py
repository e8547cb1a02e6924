"""The network of a map: who has ties with whom, where each stands on paper, who is central and who bridges."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TypeVar

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
from samenspraak.socialbase.queries.map import Entry, SocialMap

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
    """The network among some entries of a map, by key."""

    entries: dict[str, Entry]
    links: list[Link]

    @cached_property
    def network(self) -> Network:
        """Return who has a tie with whom."""
        return network_of(self.entries, self.links)

    @cached_property
    def partners(self) -> dict[str, int]:
        """Return per entry with how many others it has a tie."""
        return partners(self.network)

    @cached_property
    def ordered(self) -> list[str]:
        """Return the keys, who has ties with most others first."""
        names = {key: one.name.casefold() for key, one in self.entries.items()}
        return sorted(self.entries, key=lambda key: (-self.partners[key], names[key], key))

    @cached_property
    def lines(self) -> list[NetworkLine]:
        """Return one line per two entries: as sure and as strong as their surest and strongest tie, else a wish."""
        working: dict[tuple[str, str], tuple[bool, int]] = {}
        wished: dict[tuple[str, str], None] = {}
        for link in self.links:
            pair = link.pair
            if link.kind == WISH:
                wished[pair] = None
                continue
            both, strength = working.get(pair, (False, 0))
            working[pair] = (both or link.both, max(strength, link.strength))
        lines = [
            NetworkLine(*pair, "both" if both else "one", strength)
            for pair, (both, strength) in working.items()
        ]
        return lines + [NetworkLine(*pair, "wish") for pair in wished if pair not in working]

    @property
    def working(self) -> list[NetworkLine]:
        """Return the lines that are no wishes."""
        return [line for line in self.lines if line.kind != "wish"]

    @property
    def one_sided(self) -> int:
        """Return of how many pairs no tie is confirmed by both sides."""
        return sum(1 for line in self.lines if line.kind == "one")

    @cached_property
    def pieces(self) -> list[list[Entry]]:
        """Return the parts that hang together, the largest first."""
        return [[self.entries[key] for key in piece] for piece in components(self.network)]

    def drawn(self) -> Pieces:
        """Return where to draw everybody; worked out once for each network."""
        return kept("pieces", self.network, drawn_pieces)

    def most_tied(self, most: int) -> MapNetwork:
        """Return the network among at most so many entries, those with the most ties."""
        if most >= len(self.entries):
            return self
        return part(self, self.ordered[:most])

    def central(self, most: int) -> list[tuple[Entry, int]]:
        """Return who has a tie with most others."""
        return [(self.entries[key], self.partners[key]) for key in self.ordered[:most] if self.partners[key]]

    def bridging(self, most: int) -> list[Bridge]:
        """Return along whom most ways between others go, with who would lose touch without them."""
        shares = kept("between", self.network, between)
        ranked = sorted(self.ordered, key=lambda key: -shares[key])
        return [
            Bridge(self.entries[key], shares[key], cut_off(self.network, key))
            for key in ranked[:most]
            if shares[key] > 0
        ]

    def alone(self) -> list[Entry]:
        """Return who has no tie with anybody here."""
        return sorted((self.entries[key] for key in alone(self.network)), key=lambda one: one.name.casefold())

    def wishes(self) -> list[Wish]:
        """Return who would work together but does not."""
        return unmet_wishes(self.entries, self.links)


def network_among(social_map: SocialMap, entries: Iterable[Entry]) -> MapNetwork:
    """Return the network among some entries of a map, faded ones too."""
    keys = {one.id: str(one.id) for one in entries}
    links = [
        Link(keys[tie.source], keys[tie.target], tie.kind, tie.strength, both=tie.mutual)
        for tie in social_map.ties
        if tie.source in keys and tie.target in keys
    ]
    return MapNetwork({key: social_map.by_id[entry] for entry, key in keys.items()}, links)


def counting_network(social_map: SocialMap, entries: Iterable[Entry]) -> MapNetwork:
    """Return the network among those of some entries that count: faded ones are in no figure."""
    return network_among(social_map, (one for one in entries if one.counts))


def part(whole: MapNetwork, keys: Sequence[str]) -> MapNetwork:
    """Return the network among some of its entries."""
    inside = set(keys)
    links = [link for link in whole.links if link.source in inside and link.target in inside]
    return MapNetwork({key: whole.entries[key] for key in keys}, links)


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
