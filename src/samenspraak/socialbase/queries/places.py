"""Where entries work, and where little is: the neighbourhoods of each entry, and theme × neighbourhood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from samenspraak.core.network import Entry as Active
from samenspraak.core.network import Spot, thin_spots
from samenspraak.core.regions import kind_of
from samenspraak.socialbase.models import Actor
from samenspraak.socialbase.queries.map import Entry


def works_in(one: Entry, neighbourhoods: frozenset[str]) -> frozenset[str]:
    """Return for which neighbourhoods an entry works: its own, those of its district, or all of them.

    One that says it works for its neighbourhood, but not which that is, works for none that we know.
    """
    if one.reach in (Actor.Reach.MUNICIPALITY, Actor.Reach.REGION):
        return neighbourhoods
    if kind_of(one.area_code) == "municipality":
        return neighbourhoods
    if one.reach == Actor.Reach.DISTRICT or kind_of(one.area_code) == "district":
        district = one.area_code[2:8]
        return frozenset(code for code in neighbourhoods if district and code[2:8] == district)
    return neighbourhoods & {one.area_code}


def thin_topics(entries: Iterable[Entry], *, topics: Sequence[str], areas: Sequence[str]) -> list[Spot]:
    """Return every topic × neighbourhood, the thinnest first."""
    every = frozenset(areas)
    active = [
        Active(str(one.id), frozenset(one.topics), works_in(one, every), fresh=one.counts) for one in entries
    ]
    return thin_spots(active, themes=topics, areas=areas)
