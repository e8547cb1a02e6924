"""Stop 3: where people put their cards, who counts what in, and what they expect of it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from samenspraak.conversations.contributions import panels
from samenspraak.organisations.access import MemberRequest, member
from samenspraak.results.queries.releases import latest_release, picture_of
from samenspraak.results.views.shared import page, round_at
from samenspraak.results.wording.names import names_of
from samenspraak.results.wording.pages import Telling
from samenspraak.results.wording.spheres import spheres_of


@member
@require_safe
def spheres(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Show the spheres of the last release; Http404 for an instrument without cards."""
    round = round_at(request, conversation_id, number)
    names = names_of(round)
    if not names.has_cards:
        raise Http404
    last = latest_release(round)
    if last is None:
        return redirect("results:picture", conversation_id, number)
    telling = Telling(picture=picture_of(last), names=names)
    context = {
        "release": last,
        "telling": telling,
        "told": spheres_of(telling.placed, telling.picture, names),
        "panels": panels("spheres", request, round),
    }
    return page(request, "results/spheres.html", round, context)
