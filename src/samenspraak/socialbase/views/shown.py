"""What a view of the map was asked to show: the map, the filters, and the entries that match."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from samenspraak.organisations.access import MemberRequest
from samenspraak.organisations.contributions import Surroundings
from samenspraak.socialbase.forms.entries import FilterForm
from samenspraak.socialbase.queries.listing import Filters, matching
from samenspraak.socialbase.queries.map import Entry, SocialMap, social_map
from samenspraak.socialbase.views.frame import area_choices, around


@dataclass(frozen=True)
class Shown:
    """The map of the organisation that looks, and the part of it that was asked for."""

    social_map: SocialMap
    surroundings: Surroundings
    form: FilterForm
    filters: Filters
    entries: list[Entry]


def shown(request: MemberRequest) -> Shown:
    """Return the map and what was asked for in the address."""
    surroundings = around(request)
    whole = social_map(request.organisation, today=timezone.localdate())
    form = FilterForm(request.GET, areas=area_choices(surroundings))
    filters = form.filters()
    return Shown(whole, surroundings, form, filters, matching(whole.entries, filters))
