"""The network: a drawing one can walk through, its data, and the same entries as a list."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspraak.organisations.access import MemberRequest, member
from samenspraak.socialbase.queries.map import social_map
from samenspraak.socialbase.queries.network import network_among
from samenspraak.socialbase.views.frame import around, page
from samenspraak.socialbase.views.listing import chosen
from samenspraak.socialbase.views.shown import shown
from samenspraak.socialbase.wording.canvas import canvas
from samenspraak.socialbase.wording.listing import found_words
from samenspraak.socialbase.wording.network import legend_of, network_drawing, row_of

PER_PAGE = 50
NOBODY = UUID(int=0)


@member
@require_safe
def network(request: MemberRequest) -> HttpResponse:
    """Show who works with whom, as a drawing and as a list."""
    asked = shown(request)
    names = asked.surroundings.names
    found = network_among(asked.social_map, asked.entries)
    entries = Paginator(asked.entries, PER_PAGE).get_page(request.GET.get("pagina"))
    context: dict[str, Any] = {
        "asked": asked,
        "form": asked.form,
        "filters": asked.filters,
        "drawing": network_drawing(found, title=_("Wie werkt met wie?")) if asked.entries else None,
        "legend": legend_of(found),
        "rows": [row_of(one, asked.social_map, names) for one in entries],
        "page": entries,
        "chosen": chosen(asked.filters),
        "found": found_words(len(asked.entries), asked.filters),
        "nobody": NOBODY,
    }
    return page(request, "network.html", context, tab="network")


@member
@require_safe
def network_data(request: MemberRequest) -> HttpResponse:
    """Return the network that was asked for as numbers for the drawing; ``?smal`` for one held upright."""
    asked = shown(request)
    return JsonResponse(canvas(network_among(asked.social_map, asked.entries), narrow="smal" in request.GET))


@member
@require_safe
def network_row(request: MemberRequest, actor_id: UUID) -> HttpResponse:
    """Return one entry as the list shows it, for a mark that is not on this page of the list."""
    whole = social_map(request.organisation, today=timezone.localdate())
    one = whole.by_id.get(actor_id)
    if one is None:
        raise Http404
    row = row_of(one, whole, around(request).names)
    return render(request, "socialbase/network_row.html", {"row": row})
