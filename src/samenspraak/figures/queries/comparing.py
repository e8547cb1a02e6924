"""Reads for comparing: the same figure of the larger areas around a place, of its parts, and of places like it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from django.db.models import Count

from samenspraak.core.indicators import Indicator
from samenspraak.core.regions import COUNTRY, municipality_of
from samenspraak.core.together import FEWEST, Gathered, Known, together
from samenspraak.figures.models import Edition, Sheet, Spread
from samenspraak.figures.queries.areas import Place, municipalities_in, shipped
from samenspraak.figures.queries.catalogue import catalogue
from samenspraak.figures.queries.told import RECENT, RESIDENTS, Tale, Told, last_editions, resembling, tale_of

Key = Literal["municipality", "alike", "region", "province", "country"]


@dataclass(frozen=True)
class Group:
    """What a place is compared with: an area of which a source may tell, or the municipalities in it, or both.

    ``region``: the region has the same municipalities as this province, so that once is enough.
    """

    key: Key
    place: Place | None
    members: tuple[str, ...]
    region: Place | None = None


class Bare(NamedTuple):
    """A figure of one of many areas: its value, on how many it rests, and how many people live there."""

    value: float
    n: float | None
    residents: float | None


class Origin(NamedTuple):
    """Where a number comes from: its table, and the day it was retrieved."""

    edition: Edition
    retrieved: date


class Apart(NamedTuple):
    """Between which values the neighbourhoods of a municipality lie: of how many, of all of them, is it known."""

    low: float
    high: float
    known: int
    number: int
    origin: Origin


@dataclass(frozen=True)
class Found:
    """A figure to compare with: as a source tells it, or put together, or of the one or two that are known."""

    group: Group
    year: int
    told: Told | None = None
    gathered: Gathered | None = None
    named: tuple[tuple[Place, float], ...] = ()
    origin: Origin | None = None


@dataclass(frozen=True)
class Peers:
    """What is told about many areas, as bare numbers: per indicator, year and area a value with its n."""

    figures: dict[str, dict[int, dict[str, Bare]]]
    origins: dict[tuple[str, int], Origin]

    def year(self, indicator: str, members: Collection[str], *, among: Collection[int] = ()) -> int:
        """Return the last year in which most of these areas have the figure, 0 when none has."""
        years = self.figures.get(indicator, {})
        counts = {
            year: sum(1 for area in members if area in told)
            for year, told in years.items()
            if not among or year in among
        }
        most = max(counts.values(), default=0)
        return max((year for year, number in counts.items() if number and number * 2 >= most), default=0)

    def told(self, indicator: str, year: int, members: Iterable[str]) -> dict[str, Bare]:
        """Return the figure of those areas that have it in this year."""
        told = self.figures.get(indicator, {}).get(year, {})
        return {area: told[area] for area in members if area in told}


@dataclass(frozen=True)
class Comparison:
    """Everything a place can be compared with; ``home``: the municipality it lies in, or is.

    ``by_status``: places that resemble do so in status as well.
    """

    groups: tuple[Group, ...]
    home: str
    tale: Tale
    peers: Peers
    by_status: bool

    @property
    def alike(self) -> list[Place]:
        """Return the municipalities that resemble this one."""
        return [shipped()[code] for group in self.groups if group.key == "alike" for code in group.members]

    def of(self, indicator: Indicator, years: Collection[int]) -> list[Found]:
        """Return the same figure of each group, each in the last of these years in which it is known there."""
        if indicator.together == "none" or not years:
            return []
        found = [one for group in self.groups if (one := self.one(indicator, group, years))]
        said: set[tuple[str, ...]] = set()
        kept = []
        for (
            one
        ) in found:  # the one town that is known of a region is that of its province as well: once is enough
            names = tuple(place.code for place, _value in one.named)
            if not names or names not in said:
                kept.append(one)
            said.add(names)
        return kept

    def one(self, indicator: Indicator, group: Group, years: Collection[int]) -> Found | None:
        """Return the figure of one group: what a source tells of it goes before what we compute."""
        places = [place.code for place in (group.place, group.region) if place]
        history = [one for code in places for one in self.tale.history(code, indicator.id)]
        told = max((one for one in history if one.period in years), key=lambda one: one.period, default=None)
        if told:
            return Found(group, told.period, told=told, origin=Origin(told.edition, told.retrieved))
        year = self.peers.year(indicator.id, group.members, among=years)
        known = self.peers.told(indicator.id, year, group.members)
        gathered = together(weighable(known), members=len(group.members), how=indicator.together)
        origin = self.peers.origins.get((indicator.id, year))
        if gathered:
            return Found(group, year, gathered=gathered, origin=origin)
        others = {code: bare for code, bare in known.items() if code != self.home}
        if not others or len(known) >= FEWEST:
            return None
        named = tuple((shipped()[code], bare.value) for code, bare in others.items())
        return Found(group, year, named=named, origin=origin)


def weighable(known: Mapping[str, Bare]) -> list[Known]:
    """Return values with what to weigh them by: their n where all have it, else how many people live there."""
    by_n = all(one.n for one in known.values())
    return [(one.value, one.n if by_n else one.residents) for one in known.values()]


def comparison_of(place: Place, *, indicators: Collection[str] = ()) -> Comparison:
    """Return everything to compare a place with, on all indicators or some."""
    alike, by_status = resembling(place)
    groups = groups_around(place, alike)
    larger = {place.code for group in groups for place in (group.place, group.region) if place}
    tale = tale_of(larger, indicators=indicators) if larger else Tale({})
    members = {code for group in groups if group.key != "country" for code in group.members}
    if groups and not any(code == COUNTRY for code, _indicator in tale.told):
        members |= {code for group in groups for code in group.members}
    peers = peers_of(members, indicators=indicators, editions=telling_editions(members))
    return Comparison(tuple(groups), municipality_of(place.code), tale, peers, by_status)


def groups_around(place: Place, alike: Sequence[Place]) -> list[Group]:
    """Return what a place is compared with, the nearest first; never with itself."""
    home = shipped().get(municipality_of(place.code)) or place
    groups: list[Group] = []
    if home.code != place.code:
        groups.append(Group("municipality", home, ()))
    if alike:
        groups.append(Group("alike", None, tuple(one.code for one in alike)))
    region, province = shipped().get(home.region), shipped().get(home.province)
    same = bool(region and province and members_of(region) == members_of(province))
    if region and not same:
        groups.append(Group("region", region, members_of(region)))
    if province:
        groups.append(Group("province", province, members_of(province), region if same else None))
    if place.code != COUNTRY:
        groups.append(Group("country", shipped()[COUNTRY], members_of(shipped()[COUNTRY])))
    return groups


def members_of(place: Place) -> tuple[str, ...]:
    """Return the codes of the municipalities in an area."""
    return tuple(one.code for one in municipalities_in(place))


def telling_editions(areas: Collection[str]) -> list[int]:
    """Return per source the last editions in which most of these areas stand."""
    counted = (
        Sheet.objects.filter(area__in=areas)
        .values_list("edition", "edition__source", "edition__period")
        .annotate(number=Count("pk"))
    )
    most: dict[str, int] = {}
    rows = sorted(counted, key=lambda row: -row[2])
    for _edition, source, _period, number in rows:
        most[source] = max(most.get(source, 0), number)
    kept: dict[str, set[int]] = {}
    found = []
    for edition, source, period, number in rows:
        periods = kept.setdefault(source, set())
        if number * 2 >= most[source] and (period in periods or len(periods) < RECENT):
            periods.add(period)
            found.append(edition)
    return found


def peers_of(areas: Collection[str], *, indicators: Collection[str] = (), editions: Collection[int]) -> Peers:
    """Return what some editions tell about many areas: only numbers, because there are many."""
    bases = {
        one.id: one.base or "" for one in catalogue().indicators if not indicators or one.id in indicators
    }
    figures: dict[str, dict[int, dict[str, Bare]]] = {key: {} for key in bases}
    papers = Edition.objects.in_bulk(editions)
    origins: dict[tuple[str, int], Origin] = {}
    sheets = Sheet.objects.filter(area__in=areas, edition__in=editions).order_by("edition_id")
    for edition, area, told, retrieved in sheets.values_list("edition_id", "area", "figures", "retrieved"):
        period, residents = papers[edition].period, told.get(RESIDENTS)
        for key, kept in told.items():
            if key in bases:
                value = kept[0] if isinstance(kept, list) else kept
                years = figures[key]
                if period not in years:
                    years[period] = {}
                    origins[key, period] = Origin(papers[edition], retrieved)
                years[period][area] = Bare(value, told.get(bases[key]), residents)
    return Peers(figures, origins)


def neighbourhoods_apart(municipality: str) -> dict[str, Apart]:
    """Return per figure between which values the neighbourhoods lie, in the last year in which most have it."""
    spreads = Spread.objects.filter(municipality=municipality, edition__in=last_editions())
    told: dict[str, list[Apart]] = {}
    for spread in spreads.select_related("edition").order_by("edition__period"):
        for key, (low, high, known) in spread.figures.items():
            origin = Origin(spread.edition, spread.retrieved)
            told.setdefault(key, []).append(Apart(low, high, known, spread.number, origin))
    return {
        key: next(one for one in reversed(years) if one.known * 2 >= max(each.known for each in years))
        for key, years in told.items()
    }
