"""Reads of what an organisation adds: where it is, its own figures, the neighbourhoods it gives priority."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from samenspraak.figures.models import OwnFigure, Priority
from samenspraak.figures.queries.areas import Place, place_of
from samenspraak.organisations.models import Organisation

# The demo's municipality does not exist; the figures beside it are those of a real one, named wherever they stand.
LENDER = "GM0308"


@dataclass(frozen=True)
class Home:
    """The area an organisation works in; ``borrowed``: it is another's, because the organisation is invented."""

    place: Place | None
    borrowed: bool


def home_of(organisation: Organisation, *, area: str = "") -> Home:
    """Return the area of a conversation or its organisation."""
    code = area or organisation.area_code
    if not code and organisation.is_demo:
        return Home(place_of(LENDER), borrowed=True)
    return Home(place_of(code) if code else None, borrowed=False)


def known_place(code: str) -> Place:
    """Return an area; Http404 when nobody knows it."""
    place = place_of(code)
    if place is None:
        raise Http404
    return place


def own_figures(organisation: Organisation, place: Place) -> QuerySet[OwnFigure]:
    """Return the organisation's own figures about an area and what lies in it."""
    found = OwnFigure.objects.filter(organisation=organisation)
    if place.kind == "municipality":
        digits = place.code[2:]
        return found.filter(area__in=[place.code]) | found.filter(area__regex=rf"^(WK|BU){digits}")
    return found.filter(area=place.code)


def own_figure_for(organisation: Organisation, figure_id: int) -> OwnFigure:
    """Return one own figure; Http404 for a stranger (P3)."""
    found = OwnFigure.objects.filter(organisation=organisation, pk=figure_id).first()
    if found is None:
        raise Http404
    return found


def priorities_of(organisation: Organisation, municipality: str) -> dict[str, Priority]:
    """Return the neighbourhoods of a municipality to which the organisation gives priority, by code."""
    found = Priority.objects.filter(organisation=organisation, area__startswith=f"BU{municipality[2:]}")
    return {one.area: one for one in found.select_related("marked_by")}


def priority_for(organisation: Organisation, area: str) -> Priority | None:
    """Return the mark on one neighbourhood."""
    return Priority.objects.filter(organisation=organisation, area=area).first()
