"""The map of the neighbourhoods, with where everything is and how fresh that is."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspraak.organisations.access import MemberRequest, member
from samenspraak.socialbase.queries.listing import NOWHERE, freshness_per_area
from samenspraak.socialbase.views.frame import page
from samenspraak.socialbase.views.shown import shown
from samenspraak.socialbase.wording.listing import found_words
from samenspraak.socialbase.wording.places import area_drawing, beside_map, cells, header, spread


@member
@require_safe
def areas(request: MemberRequest) -> HttpResponse:
    """Show the neighbourhoods with how many entries each has, and how fresh they are."""
    asked = shown(request)
    part = replace(asked.social_map, entries=tuple(asked.entries))
    lines = freshness_per_area(part, asked.surroundings.names)
    title = _("Hoeveel er per buurt is")
    context = {
        "asked": asked,
        "form": asked.form,
        "filters": asked.filters,
        "found": found_words(len(asked.entries), asked.filters),
        "drawing": area_drawing(asked.surroundings.neighbourhoods, lines, asked.entries, title=title),
        "title": title,
        "spread": spread(lines),
        "said": beside_map(asked.entries),
        "header": header(),
        "lines": [(line.code, cells(line)) for line in lines],
        "nowhere": NOWHERE,
    }
    return page(request, "map.html", context, tab="map")
