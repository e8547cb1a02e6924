"""Doors to the neighbourhoods that get priority: a ranking with visible weights, and marks with reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenspraak.conversations.services.editing import Overtaken
from samenspraak.core.indicators import Indicator
from samenspraak.core.ranking import Ranked, Ranking
from samenspraak.core.regions import municipality_of
from samenspraak.figures.forms import PriorityForm, WeightsForm
from samenspraak.figures.models import Priority
from samenspraak.figures.queries.own import known_place, priorities_of, priority_for
from samenspraak.figures.queries.told import Told
from samenspraak.figures.queries.weighing import Weighed, weighed
from samenspraak.figures.services.own import mark, unmark
from samenspraak.figures.views.areas import page
from samenspraak.figures.wording.numbers import n_of, source_of, value_of
from samenspraak.figures.wording.weighing import sureness, top_words, weight_words
from samenspraak.organisations.access import MemberRequest, member


@dataclass(frozen=True)
class Head:
    """A figure that is weighed: its name, its year and how heavily it counts."""

    name: str
    year: int
    weight: str


@dataclass(frozen=True)
class RankedRow:
    """One neighbourhood in the ranking as a page shows it."""

    code: str
    name: str
    rank: int
    score: str
    figures: tuple[tuple[Head, str, str], ...]
    sureness: str
    always: bool
    is_marked: bool


@member
@require_safe
def priorities(request: MemberRequest, area: str) -> HttpResponse:
    """Show the ranking with its weights, and the neighbourhoods that were marked."""
    place = known_place(area)
    if place.kind != "municipality":
        raise Http404
    found = weighed(place.code)
    language = get_language() or "nl"
    choices = [(one.id, one.name.to(language)) for one in found.indicators]
    form = WeightsForm(request.GET if "weeg" in request.GET else None, indicators=choices, first=found.first)
    weights = form.weights() if not form.is_bound or form.is_valid() else {}
    ranking = found.ranking(weights)
    chosen = [one for one in found.indicators if weights.get(one.id)]
    marked = priorities_of(request.organisation, place.code)
    heads = [Head(one.name.to(language), found.year(one.id), weight_words(weights[one.id])) for one in chosen]
    context = {
        "form": form,
        "weights": weights,
        "heads": heads,
        "sources": [source_line(one, found, language) for one in chosen],
        "rows": [
            row_of(one, ranking, found, dict(zip(heads, chosen, strict=True)), marked)
            for one in ranking.areas
        ],
        "top": top_words(ranking, {code: each.name for code, each in found.places.items()}),
        "unranked": [found.places[code].name for code in ranking.unranked],
        "marked": [(known_place(code), one) for code, one in marked.items()],
        "can_weigh": bool(found.indicators),
    }
    return page(request, "figures/priorities.html", place, context)


def source_line(indicator: Indicator, found: Weighed, language: str) -> str:
    """Return where the figures of one column come from."""
    told = next(iter(found.figures[indicator.id].values()))
    return f"{indicator.name.to(language)}: {source_of(told, language)}"


def row_of(
    one: Ranked, ranking: Ranking, found: Weighed, heads: dict[Head, Indicator], marked: dict[str, Priority]
) -> RankedRow:
    """Return one neighbourhood as a row."""
    return RankedRow(
        code=one.area,
        name=found.places[one.area].name,
        rank=one.rank,
        score=f"{one.score:.0f}",
        figures=tuple(shown(head, found.figures[each.id].get(one.area)) for head, each in heads.items()),
        sureness=sureness(one, ranking),
        always=one.always,
        is_marked=one.area in marked,
    )


def shown(head: Head, told: Told | None) -> tuple[Head, str, str]:
    """Return one figure of one neighbourhood with what it rests on (P9)."""
    return head, value_of(told), n_of(told) if told else ""


def facts_of(area: str) -> list[tuple[str, str, str]]:
    """Return what is known of one neighbourhood on everything that can be weighed: name, value, on what it rests."""
    language = get_language() or "nl"
    found = weighed(municipality_of(area))
    told = [(one, found.figures[one.id].get(area)) for one in found.indicators]
    return [
        (one.name.to(language), value_of(each), f"{n_of(each)}, {source_of(each, language)}")
        for one, each in told
        if each
    ]


@member
@require_http_methods(["GET", "HEAD", "POST"])
def priority(request: MemberRequest, area: str) -> HttpResponse:
    """Mark one neighbourhood, change why, or take the mark away."""
    place = known_place(area)
    if place.kind != "neighbourhood":
        raise Http404
    found = priority_for(request.organisation, place.code)
    now = timezone.now()
    if request.method == "POST" and "weg" in request.POST and found:
        unmark(found, name=place.name, actor=request.user, now=now)
        messages.success(request, _("%(area)s is geen aandachtsbuurt meer.") % {"area": place.name})
        return redirect("figures:priorities", municipality_of(place.code))
    initial = {"reason": found.reason, "version": found.version} if found else {}
    form = PriorityForm(request.POST if request.method == "POST" else None, initial=initial)
    context: dict[str, Any] = {"form": form, "priority": found, "facts": facts_of(place.code)}
    if request.method == "POST" and form.is_valid():
        try:
            mark(
                request.organisation,
                place.code,
                name=place.name,
                **form.cleaned_data,
                actor=request.user,
                now=now,
            )
        except Overtaken as first:
            again = {**form.cleaned_data, "version": getattr(first.current, "version", 0)}
            context |= {"form": PriorityForm(again), "overtaken": first.current}
            response = page(request, "figures/priority.html", place, context)
            response.status_code = 409
            return response
        messages.success(request, _("Bewaard."))
        return redirect("figures:priorities", municipality_of(place.code))
    return page(request, "figures/priority.html", place, context)
