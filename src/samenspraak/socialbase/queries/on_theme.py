"""What is on the map about the themes of a conversation: who does something, how they hang together, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from samenspraak.conversations.models import Conversation, Round
from samenspraak.core.regions import kind_of
from samenspraak.organisations.contributions import Surroundings, surroundings_of
from samenspraak.socialbase.models import Actor, Part
from samenspraak.socialbase.queries.map import Entry, Role, SocialMap, social_map
from samenspraak.socialbase.queries.network import MapNetwork, counting_network
from samenspraak.socialbase.queries.places import works_in
from samenspraak.socialbase.queries.vocabulary import vocabulary

DOING = frozenset({Part.Role.LEADS, Part.Role.DOES, Part.Role.CONTRIBUTES, Part.Role.FINANCES})


@dataclass(frozen=True)
class OnTheme:
    """One theme: its roles, its gaps, the entries that count, and the neighbourhoods where nobody is in particular.

    ``ties`` are pairs of these entries that have a tie. ``theme`` is its letter.
    """

    theme: str
    roles: tuple[Role, ...]
    gaps: tuple[Role, ...]
    entries: tuple[Entry, ...]
    faded: int
    ties: int
    nowhere: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether the map has nothing on this theme, so that it has nothing to say about it either."""
        return not (self.roles or self.gaps or self.entries or self.faded)


@dataclass(frozen=True)
class Scene:
    """The map that belongs to a conversation: all of it, or what works in the conversation's neighbourhoods.

    ``network`` is that among the entries here that count.
    """

    whole: SocialMap
    surroundings: Surroundings
    entries: tuple[Entry, ...]
    areas: frozenset[str]
    network: MapNetwork
    themes: dict[str, OnTheme]

    @property
    def part(self) -> SocialMap:
        """Return the map of what is here."""
        return replace(self.whole, entries=self.entries)


def has_map(conversation: Conversation) -> bool:
    """Say whether the organisation of a conversation has anything on its map."""
    found = Actor.objects.filter(organisation=conversation.organisation_id, status=Actor.Status.ACTIVE)
    return found.exists()


def scene_of(round: Round, themes: Sequence[str], *, today: date) -> Scene | None:
    """Return what is on the map about these themes of a round; None when the organisation has no map."""
    conversation = round.conversation
    if not has_map(conversation):
        return None
    whole = social_map(conversation.organisation, today=today)
    surroundings = surroundings_of(conversation.organisation)
    every = frozenset(one.code for one in surroundings.neighbourhoods)
    areas = areas_of(conversation.area_code, every)
    entries = tuple(one for one in whole.entries if areas == every or works_in(one, every) & areas)
    network = counting_network(whole, entries)
    slug = conversation.instrument.slug
    told = {theme: on_theme(theme, f"{slug}:{theme}", whole, entries, network, areas) for theme in themes}
    return Scene(whole, surroundings, entries, areas, network, told)


def areas_of(code: str, every: frozenset[str]) -> frozenset[str]:
    """Return the neighbourhoods a conversation is about: one, those of a district, or all."""
    kind = kind_of(code)
    if kind == "neighbourhood" and code in every:
        return frozenset({code})
    if kind == "district":
        return frozenset(one for one in every if one[2:8] == code[2:8]) or every
    return every


def on_theme(
    theme: str,
    key: str,
    whole: SocialMap,
    entries: Iterable[Entry],
    network: MapNetwork,
    areas: frozenset[str],
) -> OnTheme:
    """Return one theme: who has a part in it in the register, or is about one of its topics."""
    told = list(entries)
    here = {one.id for one in told}
    roles = [
        one
        for one in whole.roles
        if one.theme == key and (not one.area_code or one.area_code in areas or not areas)
    ]
    doing = {one.actor for one in roles if one.role in DOING}
    topics = {one.id for one in vocabulary().topics_on(key)}
    about = [one for one in told if one.id in doing or topics.intersection(one.topics)]
    counting = tuple(one for one in about if one.counts)
    keys = {str(one.id) for one in counting}
    return OnTheme(
        theme=theme,
        roles=tuple(one for one in roles if one.actor in here),
        gaps=tuple(one for one in roles if one.actor is None),
        entries=counting,
        faded=len(about) - len(counting),
        ties=sum(1 for line in network.working if line.one in keys and line.other in keys),
        nowhere=nowhere(counting, areas),
    )


def nowhere(entries: Iterable[Entry], areas: frozenset[str]) -> tuple[str, ...]:
    """Return the neighbourhoods for which none of these works in particular."""
    if len(areas) < 2:
        return ()
    found = (works_in(one, areas) for one in entries)
    near = frozenset().union(*(one for one in found if one != areas))
    return tuple(sorted(areas - near))
