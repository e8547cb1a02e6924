"""The API of what was released: the picture of a round, and its tables (P4, P8: nothing but releases)."""

from __future__ import annotations

import hashlib
from typing import Literal
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.formats import date_format
from django.utils.http import quote_etag
from django.utils.translation import override
from ninja import Router, Schema

from samenspraak.conversations.queries.rounds import questions_of, round_for
from samenspraak.conversations.services.rounds import settle
from samenspraak.core.opinions.picture import OpinionPicture
from samenspraak.core.picture import Picture
from samenspraak.core.spheres import SpherePicture, sphere_picture
from samenspraak.delivery.tables import Cell, Sheet
from samenspraak.organisations.api import ApiRequest
from samenspraak.results.models import Release
from samenspraak.results.queries.opinions import opinions_of
from samenspraak.results.queries.releases import latest_release, picture_of
from samenspraak.results.queries.remarks import shown_remarks
from samenspraak.results.wording.card_tables import cards_table
from samenspraak.results.wording.names import Names, names_of
from samenspraak.results.wording.opinion_tables import opinions_table
from samenspraak.results.wording.tables import Released, groups_table, long_table, remarks_table

router = Router(tags=["results"])


class TableOut(Schema):
    """One table: its name, the names of its columns, and rows as wide as these."""

    name: str
    columns: list[str]
    rows: list[list[str | int | float | None]]


def released(request: ApiRequest, conversation_id: UUID, number: int) -> Release:
    """Return the last release of a round; Http404 for a stranger, and before there is one."""
    round = settle(round_for(request.auth.organisation, conversation_id, number), now=timezone.now())
    last = latest_release(round)
    if last is None:
        raise Http404
    return last


@router.get(
    "/conversations/{uuid:conversation_id}/rounds/{int:number}/picture",
    response=Picture,
    url_name="picture",
    summary="The picture of a round, as it was released last",
)
def picture(request: ApiRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Return exactly the released picture. The ETag names the release: ask with If-None-Match, 304 is no news."""
    last = released(request, conversation_id, number)
    shown = picture_of(last)
    tag = tag_of(last, shown)
    response = get_conditional_response(request, etag=tag) or HttpResponse(
        shown.model_dump_json(), content_type="application/json; charset=utf-8"
    )
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def tag_of(last: Release, shown: Picture) -> str:
    """Return the key of the release as ETag; by name also of who is in it, for that can change between releases."""
    people = repr(shown.people).encode() if shown.people else b""
    key = f"{last.key}:{hashlib.sha256(people).hexdigest()[:16]}" if people else last.key
    return quote_etag(key)


@router.get(
    "/conversations/{uuid:conversation_id}/rounds/{int:number}/opinions",
    response=OpinionPicture,
    url_name="opinions",
    summary="The opinion groups of a round, or why there are none",
)
def opinions(request: ApiRequest, conversation_id: UUID, number: int) -> OpinionPicture:
    """Return exactly what was published of opinion groups; not there until somebody looked for them."""
    found = opinions_of(released(request, conversation_id, number).round)
    if found is None:
        raise Http404
    return found


@router.get(
    "/conversations/{uuid:conversation_id}/rounds/{int:number}/spheres",
    response=SpherePicture,
    url_name="spheres",
    summary="Where people put the cards of a round, as it was released last",
)
def spheres(request: ApiRequest, conversation_id: UUID, number: int) -> SpherePicture:
    """Return what follows from the released picture for every card; not there for an instrument without cards."""
    last = released(request, conversation_id, number)
    placed = sphere_picture(picture_of(last), questions_of(last.round))
    if placed is None:
        raise Http404
    return placed


@router.get(
    "/conversations/{uuid:conversation_id}/rounds/{int:number}/tables",
    response=list[TableOut],
    url_name="tables",
    summary="The released tables of a round, as in the files",
)
def tables(
    request: ApiRequest, conversation_id: UUID, number: int, language: Literal["nl", "en"] = "nl"
) -> list[dict[str, object]]:
    """Return the outcomes, the groups, the cards, the opinion groups, and the remarks that the facilitator released."""
    last = released(request, conversation_id, number)
    with override(language):
        names = names_of(last.round)
        shown = Released(
            title=last.round.conversation.title,
            round_number=last.round.number,
            number=last.number,
            day=date_format(last.day, "j F Y"),
            picture=picture_of(last),
            remarks=shown_remarks(last),
            opinions=opinions_of(last.round),
        )
        return [table(one) for one in sheets_of(shown, names)]


def sheets_of(shown: Released, names: Names) -> list[Sheet]:
    """Return the tables of a release."""
    sheets = [long_table(shown, names), groups_table(shown, names)]
    if placed := sphere_picture(shown.picture, names.questions):
        sheets.append(cards_table(placed, names, k=shown.picture.k))
    if shown.opinions:
        sheets.append(opinions_table(shown.opinions, names))
    if shown.remarks:
        sheets.append(remarks_table(shown, names))
    return sheets


def table(sheet: Sheet) -> dict[str, object]:
    """Return one table as JSON has it."""
    rows: list[list[Cell]] = [list(row) for row in sheet.rows]
    return {"name": sheet.name, "columns": list(sheet.header), "rows": rows}
