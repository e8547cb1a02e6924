"""Doors to the figures of an area: all of them on a page, and one of them on a map, over time and compared."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspraak.core.regions import COUNTRY, municipality_of
from samenspraak.figures.forms import AreaForm
from samenspraak.figures.queries.areas import Place, around, neighbourhoods_of
from samenspraak.figures.queries.catalogue import catalogue
from samenspraak.figures.queries.own import home_of, known_place, own_figures, priorities_of
from samenspraak.figures.queries.told import (
    Told,
    is_filled,
    neighbourhood_tale,
    resembling,
    tale_of,
)
from samenspraak.figures.wording.differences import differences_of
from samenspraak.figures.wording.drawings import cells, life_and_health, neighbourhood_map, trend_of
from samenspraak.figures.wording.pages import alike_words, direction, groups_of, line_of
from samenspraak.organisations.access import MemberRequest, member


@member
@require_safe
def own(request: MemberRequest) -> HttpResponse:
    """Lead to the organisation's own area, or to the one that was typed; else ask which."""
    form = AreaForm(request.GET if "gebied" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("figures:area", form.cleaned_data["gebied"])
    home = home_of(request.organisation)
    if home.place and not form.is_bound:
        return redirect("figures:area", home.place.code)
    return render(request, "figures/choose_area.html", {"form": form})


@member
@require_safe
def area(request: MemberRequest, area: str) -> HttpResponse:
    """Show every figure that is known about an area."""
    place = known_place(area)
    alike, by_status = resembling(place)
    codes = [place.code, *(one.code for one in (*around(place), *alike))]
    tale = tale_of(codes)
    is_municipality = place.kind == "municipality"
    groups = groups_of(place, tale, alike=alike, language=get_language() or "nl")
    context = {
        "groups": groups,
        "compares": any(line.others for group in groups for line in group.lines),
        "alike": alike_words(alike, by_status=by_status),
        "own_figures": own_figures(request.organisation, place),
        "neighbourhoods": neighbourhoods_of(place.code) if is_municipality else [],
        "priorities": list(priorities_of(request.organisation, place.code).values())
        if is_municipality
        else [],
        "differences": differences_of(place, tale, language=get_language() or "nl")
        if is_municipality
        else None,
        "years": life_and_health() if is_municipality else None,
        "form": AreaForm(),
    }
    return page(request, "figures/area.html", place, context)


@member
@require_safe
def indicator(request: MemberRequest, area: str, indicator: str) -> HttpResponse:
    """Show one figure: per neighbourhood on a map and in a table, over the years, beside other areas."""
    place, one = known_place(area), catalogue().get(indicator)
    if one is None:
        raise Http404
    alike, by_status = resembling(place)
    compared = [place, *around(place)]
    wanted = {one.id, one.base or one.id}
    tale = tale_of([each.code for each in (*compared, *alike)], indicators=wanted)
    last = tale.latest(place.code, one.id)
    language = get_language() or "nl"
    context = {
        "indicator": one,
        "name": one.name.to(language),
        "explanation": one.explanation.to(language),
        "not_measured": one.not_measured.to(language),
        "frequency": one.frequency.to(language),
        "direction": direction(one),
        "line": line_of(last, place, tale, alike=alike, language=language) if last else None,
        "alike": alike_words(alike, by_status=by_status),
        "trend": trend_of(one, tale, compared, title=_("Hoe het veranderde")),
        **local(request, place, one.id),
    }
    return page(request, "figures/indicator.html", place, context)


def local(request: MemberRequest, place: Place, key: str) -> dict[str, Any]:
    """Return the neighbourhoods of a municipality on one figure: the map, the table, and which year."""
    one = catalogue().get(key)
    if place.kind != "municipality" or one is None:
        return {}
    nearby = neighbourhood_tale(place.code, {key, one.base or key})
    year = nearby.newest_period({code for code, _indicator in nearby.told}, key)
    places = neighbourhoods_of(place.code, year=year) or neighbourhoods_of(place.code)
    told: dict[str, Told] = {
        each.code: found for each in places if (found := nearby.at(each.code, key, year))
    }
    if not told:
        return {}
    marked = priorities_of(request.organisation, place.code)
    words = {"name": one.name.to(get_language() or "nl"), "place": place.name, "year": year}
    title = _("%(name)s per buurt in %(place)s, %(year)s") % words
    drawing = neighbourhood_map(one, places, told, marked=marked, title=title)
    lines = rows(places, told)
    return {
        "map": drawing,
        "year": year,
        "borders": max(each.since for each in places),
        "nearby": lines,
        "careful": any(line["cells"][3] for line in lines),
    }


def rows(places: list[Place], told: dict[str, Told]) -> list[dict[str, Any]]:
    """Return the neighbourhoods as a table, the highest first and what is not known last."""
    ordered = sorted(
        places,
        key=lambda one: (one.code not in told, -(told[one.code].reading.value if one.code in told else 0)),
    )
    return [{"place": one, "cells": cells(one, told.get(one.code))} for one in ordered]


def page(request: MemberRequest, template: str, place: Place, context: dict[str, Any]) -> HttpResponse:
    """Render a page about an area, with what all of these pages say."""
    home = home_of(request.organisation)
    municipality = municipality_of(place.code)
    borrowed = home.borrowed and home.place is not None and municipality == home.place.code
    frame = {
        "place": place,
        "municipality": known_place(municipality) if municipality else None,
        "borrowed": borrowed,
        "is_filled": is_filled(municipality) if municipality else place.code == COUNTRY,
    }
    return render(request, template, {**frame, **context})
