"""The list of everything on the map, with search, filters and how fresh each neighbourhood is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from samenspraak.core.freshness import tally
from samenspraak.organisations.access import MemberRequest, member
from samenspraak.socialbase.forms.entries import FilterForm
from samenspraak.socialbase.models import Actor
from samenspraak.socialbase.queries.asking import asking_of
from samenspraak.socialbase.queries.listing import (
    Filters,
    TieCount,
    freshness_per_area,
    matching,
    number_of_ties,
    tie_counts,
)
from samenspraak.socialbase.queries.map import Entry, SocialMap, entries_of
from samenspraak.socialbase.queries.suggestions import waiting_count
from samenspraak.socialbase.views.frame import area_choices, around, page
from samenspraak.socialbase.wording.entries import (
    Badge,
    area_words,
    confirmed_month,
    freshness_badge,
    listed,
    topic_words,
)
from samenspraak.socialbase.wording.listing import counted, found_words

PER_PAGE = 25


@dataclass(frozen=True)
class Row:
    """One entry as the list shows it."""

    entry: Entry
    kind: str
    sphere: str
    area: str
    topics: str
    ties: int
    one_sided: int
    badge: Badge
    confirmed: str


@member
@require_safe
def listing(request: MemberRequest) -> HttpResponse:
    """Show the entries that match, and how fresh the map is."""
    surroundings, today = around(request), timezone.localdate()
    entries = entries_of(request.organisation, today=today)
    form = FilterForm(request.GET, areas=area_choices(surroundings))
    filters = form.filters()
    found = matching(entries, filters)
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    names, ties = surroundings.names, tie_counts([one.id for one in shown])
    context = {
        "form": form,
        "filters": filters,
        "rows": [row(one, ties.get(one.id, TieCount()), names) for one in shown],
        "page": shown,
        "chosen": chosen(filters),
        "total": len(entries),
        "counted": counted(tally(one.freshness for one in entries), number_of_ties(request.organisation)),
        "found": found_words(len(found), filters),
        "areas": freshness_per_area(SocialMap(today, entries, ()), names),
        "lender": surroundings.lender,
        "asking": asking_of(request.organisation, today=today),
        "suggestions": waiting_count(request.organisation),
    }
    return page(request, "list.html", context, tab="list")


def row(one: Entry, ties: TieCount, names: dict[str, str]) -> Row:
    """Return one entry as the list shows it."""
    return Row(
        entry=one,
        kind=str(Actor.Kind(one.kind).label),
        sphere=str(Actor.Sphere(one.sphere).label),
        area=area_words(one.area_code, names),
        topics=listed(topic_words(one.topics)),
        ties=ties.all,
        one_sided=ties.one_sided,
        badge=freshness_badge(one.freshness),
        confirmed=confirmed_month(one.confirmed_on),
    )


def chosen(filters: Filters) -> str:
    """Return the filters as the start of an address, for the links to other pages of the list."""
    fields: dict[str, Any] = {field: getattr(filters, name) for field, name in FilterForm.FILTERS.items()}
    told = urlencode({field: value for field, value in fields.items() if value})
    return f"{told}&" if told else ""
