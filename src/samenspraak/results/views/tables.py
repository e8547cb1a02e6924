"""The released tables as files."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from samenspraak.conversations.models import Round
from samenspraak.core.spheres import sphere_picture
from samenspraak.delivery.names import file_name
from samenspraak.delivery.tables import csv, workbook
from samenspraak.organisations.access import MemberRequest, member
from samenspraak.results.models import Release
from samenspraak.results.queries.opinions import opinions_of
from samenspraak.results.queries.releases import latest_release, picture_of
from samenspraak.results.queries.remarks import shown_remarks
from samenspraak.results.views.shared import round_at
from samenspraak.results.wording.card_tables import cards_table
from samenspraak.results.wording.code_book import code_book
from samenspraak.results.wording.names import Names, names_of
from samenspraak.results.wording.opinion_tables import opinions_table
from samenspraak.results.wording.tables import Released, groups_table, long_table, people_table, remarks_table

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@member
@require_safe
def tables(request: MemberRequest, conversation_id: UUID, number: int, extension: str) -> HttpResponse:
    """Give the tables of the last release as a file; Http404 before there is one."""
    round = round_at(request, conversation_id, number)
    last = latest_release(round)
    if last is None or extension not in TYPES:
        raise Http404
    released, names = released_of(round, last), names_of(round)
    content = csv(long_table(released, names), language=names.language)
    if extension == "xlsx":
        content = book(released, names, author=request.organisation.name)
    name = file_name(round.conversation.title, extension, day=last.day)
    disposition = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-cache",
    }
    return HttpResponse(content, content_type=TYPES[extension], headers=disposition)


def released_of(round: Round, last: Release) -> Released:
    """Return a release as files need it."""
    return Released(
        title=round.conversation.title,
        round_number=round.number,
        number=last.number,
        day=date_format(last.day, "j F Y"),
        picture=picture_of(last),
        remarks=shown_remarks(last),
        opinions=opinions_of(round),
    )


def book(released: Released, names: Names, *, author: str) -> bytes:
    """Return the workbook: outcomes, groups, remarks, and raw sheets only in a conversation by name."""
    sheets = [long_table(released, names), groups_table(released, names)]
    if placed := sphere_picture(released.picture, names.questions):
        sheets.append(cards_table(placed, names, k=released.picture.k))
    if released.opinions:
        sheets.append(opinions_table(released.opinions, names))
    if released.remarks:
        sheets.append(remarks_table(released, names))
    if released.picture.mode == "named":
        sheets.append(people_table(released, names))
    code = code_book(released, names)
    return workbook(sheets, code_book=code, title=released.title, author=author, now=timezone.now())
