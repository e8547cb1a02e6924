"""Reads for the ranking of neighbourhoods: which figures can be weighed, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from samenspraak.core.indicators import Indicator
from samenspraak.core.ranking import Ranking, rank
from samenspraak.figures.queries.areas import Place, neighbourhoods_of
from samenspraak.figures.queries.catalogue import catalogue
from samenspraak.figures.queries.told import Told, neighbourhood_tale

# To begin with: of each row the first that is known. Poverty took the place of low income in 2024.
FIRST = (
    ("armoede", "laag-inkomen"),
    ("bijstand",),
    ("ervaren-gezondheid",),
    ("moeite-met-rondkomen",),
    ("werk",),
)
MOST_FIRST = 3
FEWEST_AREAS = 3


@dataclass(frozen=True)
class Weighed:
    """The neighbourhoods of a municipality, the figures that can be weighed, and the year of each."""

    places: dict[str, Place]
    figures: dict[str, dict[str, Told]]

    @property
    def indicators(self) -> list[Indicator]:
        """Return the figures that can be weighed: better or worse, and known of enough neighbourhoods."""
        return [one for one in catalogue().indicators if one.id in self.figures]

    @property
    def first(self) -> list[str]:
        """Return the figures to begin with."""
        found = (next((one for one in row if one in self.figures), "") for row in FIRST)
        return [one for one in found if one][:MOST_FIRST]

    def year(self, indicator: str) -> int:
        """Return the year of one figure."""
        return next(iter(self.figures[indicator].values())).period

    def ranking(self, weights: Mapping[str, float]) -> Ranking:
        """Return the ranking with these weights."""
        chosen = [one for one in self.indicators if weights.get(one.id)]
        values = {
            one.id: {code: told.reading.value for code, told in self.figures[one.id].items()}
            for one in chosen
        }
        worse = {one.id: one.direction == "more-is-worse" for one in chosen}
        return rank(values, worse=worse, weights=weights)


def weighed(municipality: str) -> Weighed:
    """Return what can be weighed in a municipality."""
    places = {one.code: one for one in neighbourhoods_of(municipality)}
    usable = [one.id for one in catalogue().indicators if one.direction != "neutral"]
    tale = neighbourhood_tale(municipality, usable)
    figures = {}
    for key in usable:
        year = tale.newest_period(places, key)
        told = {code: found for code in places if (found := tale.at(code, key, year))}
        if len(told) >= FEWEST_AREAS:
            figures[key] = told
    return Weighed(places, figures)
