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
from samenspraak.figures.queries.areas import Place, around, neighbourhoods_of, shipped
from samenspraak.figures.queries.catalogue import catalogue
from samenspraak.figures.queries.comparing import comparison_of
from samenspraak.figures.queries.own import home_of, known_place, own_figures, priorities_of
from samenspraak.figures.queries.told import tale_of
from samenspraak.figures.views.parts import parts
from samenspraak.figures.wording.comparing import alike_words, missing_words
from samenspraak.figures.wording.differences import differences_of
from samenspraak.figures.wording.drawings import life_and_health, trend_of
from samenspraak.figures.wording.numbers import as_typed
from samenspraak.figures.wording.overview import overview_of
from samenspraak.figures.wording.pages import direction, line_of
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
    comparison = comparison_of(place)
    tale = tale_of([place.code])
    is_municipality = place.kind == "municipality"
    language = get_language() or "nl"
    overview = overview_of(place, tale, comparison, language=language)
    context = {
        "overview": overview,
        "alike": alike_words(comparison.alike, by_status=comparison.by_status),
        "own_figures": [(one, as_typed(one.value)) for one in own_figures(request.organisation, place)],
        "neighbourhoods": neighbourhoods_of(place.code) if is_municipality else [],
        "priorities": list(priorities_of(request.organisation, place.code).values())
        if is_municipality
        else [],
        "differences": differences_of(place, tale, overview.nearby, language=language)
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
    wanted = {one.id, one.base or one.id}
    comparison = comparison_of(place, indicators=wanted)
    lines = [place] if one.together == "none" else [place, *around(place)]
    tale = tale_of({each.code for each in lines}, indicators=wanted)
    last = tale.latest(place.code, one.id)
    language = get_language() or "nl"
    line = line_of(last, place, tale, comparison=comparison, language=language) if last else None
    context = {
        "indicator": one,
        "name": one.name.to(language),
        "explanation": one.explanation.to(language),
        "not_measured": one.not_measured.to(language),
        "frequency": one.frequency.to(language),
        "direction": direction(one),
        "line": line,
        "missing": missing_words(comparison, (each.key for each in line.others))
        if line and one.together != "none"
        else "",
        "alike": alike_words(comparison.alike, by_status=comparison.by_status),
        "province": shipped().get(place.province) if place.kind == "municipality" else None,
        "trend": trend_of(one, tale, lines, title=_("Hoe het veranderde")),
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
