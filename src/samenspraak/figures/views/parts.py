"""The parts of an area on one figure: neighbourhoods of a municipality, municipalities of a province or the country."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenspraak.core.indicators import Indicator
from samenspraak.figures.queries.areas import Place, municipalities_in, neighbourhoods_of
from samenspraak.figures.queries.comparing import telling_editions
from samenspraak.figures.queries.own import priorities_of
from samenspraak.figures.queries.told import Told, neighbourhood_tale, tale_of
from samenspraak.figures.wording.drawings import cells, parts_map
from samenspraak.figures.wording.numbers import source_of
from samenspraak.organisations.access import MemberRequest

ByCode = dict[str, Told]


def parts(request: MemberRequest, place: Place, indicator: Indicator) -> dict[str, Any]:
    """Return the parts of an area on one figure: the map, the table, and which year; nothing when none is told."""
    wanted = {indicator.id, indicator.base or indicator.id}
    if place.kind == "municipality":
        tale = neighbourhood_tale(place.code, wanted)
    else:
        codes = {one.code for one in municipalities_in(place)}
        tale = tale_of(codes, indicators=wanted, editions=telling_editions(codes))
    year = tale.newest_period({code for code, _indicator in tale.told}, indicator.id)
    places = parts_of(place, year)
    told = {one.code: found for one in places if (found := tale.at(one.code, indicator.id, year))}
    return shown(request, place, indicator, places, told, year) if told else {}


def parts_of(place: Place, year: int) -> list[Place]:
    """Return the parts of an area, as they were in a year where that is known."""
    if place.kind == "municipality":
        return neighbourhoods_of(place.code, year=year) or neighbourhoods_of(place.code)
    return municipalities_in(place)


def shown(
    request: MemberRequest, place: Place, indicator: Indicator, places: list[Place], told: ByCode, year: int
) -> dict[str, Any]:
    """Return the parts as the page shows them."""
    by_municipality = place.kind != "municipality"
    words = {"name": indicator.name.to(get_language() or "nl"), "place": place.name, "year": year}
    title = _("%(name)s per buurt in %(place)s, %(year)s") % words
    if by_municipality:
        title = _("%(name)s per gemeente in %(place)s, %(year)s") % words
    marked = priorities_of(request.organisation, place.code)
    # Of hundreds of municipalities a table names those that are known; how many are not, the sentence says.
    lines = rows([one for one in places if one.code in told] if by_municipality else places, told)
    return {
        "map": parts_map(indicator, places, told, marked=marked, title=title),
        "year": year,
        "nearby_source": source_of(next(iter(told.values())), get_language() or "nl"),
        "borders": max(one.since for one in places),
        "nearby": lines,
        "careful": any(line["cells"][3] for line in lines),
        "by_municipality": by_municipality,
    }


def rows(places: list[Place], told: ByCode) -> list[dict[str, Any]]:
    """Return the parts as a table, the highest first and what is not known last."""
    ordered = sorted(
        places,
        key=lambda one: (one.code not in told, -(told[one.code].reading.value if one.code in told else 0)),
    )
    return [{"place": one, "cells": cells(one, told.get(one.code))} for one in ordered]
