"""Reads for the ranking of neighbourhoods: which figures can be weighed, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from samenspraak.core.indicators import Indicator
from samenspraak.core.ranking import Ranking, rank
from samenspraak.figures.queries.areas import Place, neighbourhoods_of
from samenspraak.figures.queries.catalogue import catalogue
from samenspraak.figures.queries.told import Tale, Told, neighbourhood_tale

FIRST = ("laag-inkomen", "bijstand", "ervaren-gezondheid", "moeite-met-rondkomen", "werk")
MOST_FIRST = 3
FEWEST_AREAS = 3


@dataclass(frozen=True)
class Weighed:
    """The neighbourhoods of a municipality, the figures that can be weighed, and the year of each."""

    places: dict[str, Place]
    tale: Tale
    years: dict[str, int]

    @property
    def indicators(self) -> list[Indicator]:
        """Return the figures that can be weighed: better or worse, and known of enough neighbourhoods."""
        return [one for one in catalogue().indicators if one.id in self.years]

    @property
    def first(self) -> list[str]:
        """Return the figures to begin with."""
        return [one for one in FIRST if one in self.years][:MOST_FIRST]

    def told(self, indicator: str) -> dict[str, Told]:
        """Return one figure per neighbourhood, all of one year."""
        year = self.years[indicator]
        return {code: told for code in self.places if (told := self.tale.at(code, indicator, year))}

    def ranking(self, weights: Mapping[str, float]) -> Ranking:
        """Return the ranking with these weights."""
        chosen = [one for one in self.indicators if weights.get(one.id)]
        values = {
            one.id: {code: told.reading.value for code, told in self.told(one.id).items()} for one in chosen
        }
        worse = {one.id: one.direction == "more-is-worse" for one in chosen}
        return rank(values, worse=worse, weights=weights)


def weighed(municipality: str) -> Weighed:
    """Return what can be weighed in a municipality."""
    places = {one.code: one for one in neighbourhoods_of(municipality)}
    usable = [one.id for one in catalogue().indicators if one.direction != "neutral"]
    tale = neighbourhood_tale(municipality, usable)
    years = {}
    for key in usable:
        year = tale.newest_period(places, key)
        known = [code for code in places if tale.at(code, key, year)]
        if len(known) >= FEWEST_AREAS:
            years[key] = year
    return Weighed(places, tale, years)
