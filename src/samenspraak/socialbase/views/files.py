"""The map as a file to keep: a table, a workbook, a network, places, or Open Referral."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspraak.delivery.geojson import geojson, json_text
from samenspraak.delivery.graphml import graphml
from samenspraak.delivery.names import file_name
from samenspraak.delivery.tables import csv, workbook
from samenspraak.organisations.access import MemberRequest, member
from samenspraak.socialbase.queries.map import social_map
from samenspraak.socialbase.views.frame import around
from samenspraak.socialbase.wording.entries import language
from samenspraak.socialbase.wording.files import (
    TYPES,
    code_book,
    edges,
    entry_sheet,
    nodes,
    places,
    tie_sheet,
)
from samenspraak.socialbase.wording.hsds import hsds


@member
@require_safe
def export(request: MemberRequest, extension: str) -> HttpResponse:
    """Give the whole map, without whom to reach."""
    if extension not in TYPES:
        raise Http404
    now = timezone.now()
    title = _("Sociale basis %(name)s") % {"name": request.organisation.name}
    name = file_name(title, extension, day=timezone.localdate(now))
    content = content_of(request, extension, title=title)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=TYPES[extension], headers=headers)


def content_of(request: MemberRequest, extension: str, *, title: str) -> bytes:
    """Return the map in one of its forms."""
    now, areas = timezone.now(), around(request).names
    whole = social_map(request.organisation, today=timezone.localdate(now))
    if extension == "graphml":
        return graphml(nodes(whole, areas), edges(whole))
    if extension == "geojson":
        return geojson(places(whole, areas))
    if extension == "json":
        return json_text(hsds(whole, areas))
    sheet = entry_sheet(whole, areas)
    if extension == "csv":
        return csv(sheet, language=language())
    author = request.organisation.name
    return workbook(
        [sheet, tie_sheet(whole)], code_book=code_book(areas), title=title, author=author, now=now
    )
