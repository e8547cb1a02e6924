"""Doors to the figures of an area: all of them on a page, and one of them on a map, over time and compared."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspraak.core.regions import municipality_of
from samenspraak.figures.forms import AreaForm
from samenspraak.figures.queries.areas import Place, around, in_province, neighbourhoods_of, shipped
from samenspraak.figures.queries.catalogue import catalogue
from samenspraak.figures.queries.own import home_of, known_place, own_figures, priorities_of
from samenspraak.figures.queries.told import (
    resembling,
    tale_of,
)
from samenspraak.figures.views.parts import parts
from samenspraak.figures.wording.differences import differences_of
from samenspraak.figures.wording.drawings import life_and_health, trend_of
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
    province = in_province(place)
    tale = tale_of({each.code for each in (*compared, *alike, *province)}, indicators=wanted)
    last = tale.latest(place.code, one.id)
    language = get_language() or "nl"
    context = {
        "indicator": one,
        "name": one.name.to(language),
        "explanation": one.explanation.to(language),
        "not_measured": one.not_measured.to(language),
        "frequency": one.frequency.to(language),
        "direction": direction(one),
        "line": line_of(last, place, tale, alike=alike, province=province, language=language)
        if last
        else None,
        "alike": alike_words(alike, by_status=by_status),
        "province": shipped().get(place.province) if place.kind == "municipality" else None,
        "trend": trend_of(one, tale, compared, title=_("Hoe het veranderde")),
        **parts(request, place, one),
    }
    return page(request, "figures/indicator.html", place, context)


def page(request: MemberRequest, template: str, place: Place, context: dict[str, Any]) -> HttpResponse:
    """Render a page about an area, with what all of these pages say."""
    home = home_of(request.organisation)
    municipality = municipality_of(place.code)
    borrowed = home.borrowed and home.place is not None and municipality == home.place.code
    frame = {
        "place": place,
        "municipality": known_place(municipality) if municipality else None,
        "borrowed": borrowed,
    }
    return render(request, template, {**frame, **context})
