"""Whether two names mean the same organisation: written a little differently, with or without "stichting"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from samenspraak.core.text import searchable

Key = TypeVar("Key", bound=Hashable)

# Words that say nothing about which organisation it is.
EMPTY_WORDS = frozenset(
    [
        *("stichting", "st", "vereniging", "ver", "cooperatie", "bv", "nv", "vof"),
        *("de", "het", "een", "van", "der", "den", "en", "voor", "in", "te", "the", "of", "and", "for"),
    ]
)
ALIKE = 0.69
FEWEST_PROBES = 8
FEWEST_SHARED = 3
MOST_PER_PROBE = 200


def bare(name: str) -> str:
    """Return a name as it is compared: small letters of any script, no accents, no signs, without empty words."""
    plain = searchable(name)
    words = re.sub(r"[\W_]+", " ", plain).split()
    telling = [word for word in words if word not in EMPTY_WORDS]
    return " ".join(telling or words) or plain


def trigrams(text: str) -> frozenset[str]:
    """Return the runs of three characters in a text, its edges too."""
    padded = f"  {text} "
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much two names have in common (0 … 1, Dice): 1 for the same."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


@dataclass(frozen=True)
class Match(Generic[Key]):
    """A known name that is alike, and how much."""

    key: Key
    likeness: float


class Names(Generic[Key]):
    """Known names, in which a likely one is found without comparing all of them.

    Only names that share enough of the rarer runs of a name are compared with it, so that 5,000 names
    against 5,000 take seconds, whatever they are.
    """

    def __init__(self, names: Mapping[Key, str] | Iterable[tuple[Key, str]]) -> None:
        self.grams: dict[Key, frozenset[str]] = {}
        self.where: dict[str, list[Key]] = defaultdict(list)
        self.exact: dict[str, list[Key]] = defaultdict(list)
        for key, name in names.items() if isinstance(names, Mapping) else names:
            self.add(key, name)

    def add(self, key: Key, name: str) -> None:
        """Remember a name."""
        plain = bare(name)
        self.exact[plain].append(key)
        self.grams[key] = trigrams(plain)
        for gram in self.grams[key]:
            self.where[gram].append(key)

    def same(self, name: str) -> list[Key]:
        """Return the names that differ only in what says nothing."""
        return self.exact.get(bare(name), [])

    def like(self, name: str, *, at_least: float = ALIKE) -> list[Match[Key]]:
        """Return the names that are alike, the most alike first."""
        grams = trigrams(bare(name))
        probes, enough = self.probes(grams, at_least)
        shared: Counter[Key] = Counter()
        for gram in probes:
            shared.update(self.where[gram][:MOST_PER_PROBE])
        near = (key for key, number in shared.items() if number >= enough)
        found = (Match(key, likeness(grams, self.grams[key])) for key in near)
        return sorted((one for one in found if one.likeness >= at_least), key=lambda one: -one.likeness)

    def probes(self, grams: frozenset[str], at_least: float) -> tuple[list[str], float]:
        """Return the runs to look up, and how many of them names have in common that are alike.

        The runs that few names have, all of them, or else the rarest of those that many have.
        """
        known = sorted((gram for gram in grams if gram in self.where), key=lambda gram: len(self.where[gram]))
        rare = [gram for gram in known if len(self.where[gram]) <= MOST_PER_PROBE]
        if len(rare) < FEWEST_PROBES:
            return known[:FEWEST_PROBES], min(FEWEST_SHARED, len(known))
        # Two names with this likeness share so many runs; those that are not looked up may all be among them.
        return rare, max(1, len(rare) - len(grams) * (1 - at_least / (2 - at_least)))
