"""The participant's second step: their own place beside the group's, once P8 allows."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samenspraak.conversations.access import visitor
from samenspraak.conversations.models import Response
from samenspraak.conversations.queries.answering import Visit
from samenspraak.conversations.views.afterwards import own_path
from samenspraak.conversations.views.answering import around
from samenspraak.core.opinions.picture import OpinionPicture
from samenspraak.results.models import Release
from samenspraak.results.queries.opinions import opinions_of
from samenspraak.results.queries.releases import picture_of, visible_release
from samenspraak.results.queries.remarks import shown_remarks
from samenspraak.results.wording.findings import story
from samenspraak.results.wording.names import Names, names_of
from samenspraak.results.wording.opinions import opinions_told
from samenspraak.results.wording.own import own_drawing, own_themes
from samenspraak.results.wording.own_opinions import OwnStanding, own_standing
from samenspraak.results.wording.pages import Telling
from samenspraak.results.wording.remarks import quotes
from samenspraak.results.wording.spheres import spheres_of


@visitor
def picture(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the group's picture to whoever sent a sheet, after the reveal or the closing; else say when."""
    last = visible_release(visit.round) if visit.has_sent else None
    if last is None:
        return render(request, "results/not_yet.html", frame(visit))
    return render(request, "results/participant.html", {**frame(visit), **told(visit, last)})


def frame(visit: Visit) -> dict[str, object]:
    """Return what the frame of a participant's page needs, and their own path."""
    return {**around(visit), "path": own_path(visit, "beeld")}


def told(visit: Visit, last: Release) -> dict[str, object]:
    """Return what this person may see: the release, and their own sheet."""
    names = names_of(visit.round)
    telling = Telling(picture=picture_of(last), names=names)
    sheet = own_sheet(visit.response)
    opinions = opinions_of(visit.round)
    return {
        "release": last,
        "telling": telling,
        "themes": own_themes(sheet, telling.picture, names),
        "drawing": own_drawing(sheet, telling.picture, names),
        "spheres": spheres_of(telling.placed, telling.picture, names),
        "story": story(telling.picture, names),
        "quotes": quotes(shown_remarks(last), names),
        "has_sheet": bool(sheet),
        "opinions": opinions_told(opinions, names) if opinions else None,
        "own_place": own_place(visit.response, opinions, names),
    }


def own_place(response: Response | None, opinions: OpinionPicture | None, names: Names) -> OwnStanding | None:
    """Return where this person's sheet, or that of their table, stands among the opinion groups."""
    if response is None or opinions is None:
        return None
    is_table = response.source == Response.Source.TABLE
    return own_standing(own_sheet(response), opinions, names, is_table=is_table)


def own_sheet(response: Response | None) -> str:
    """Return a person's own sent sheet; nothing once the tie is cut."""
    return response.sheet if response and response.status == Response.Status.SENT else ""
