"""Stop 3: the opinion groups, and looking for them once, when the round is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspraak.conversations.models import GRACE, Round
from samenspraak.organisations.access import MemberRequest, member
from samenspraak.results.queries.looking import Hindrance, hindrance
from samenspraak.results.queries.opinions import opinions_of
from samenspraak.results.queries.releases import latest_release, picture_of
from samenspraak.results.services import look_for_groups
from samenspraak.results.views.shared import page, round_at
from samenspraak.results.wording.names import Names, names_of
from samenspraak.results.wording.opinions import OpinionsTold, opinions_told
from samenspraak.results.wording.pages import Telling


@dataclass(frozen=True)
class Search:
    """The opinion groups of a round, or whether they can be looked for and what stands in the way."""

    told: OpinionsTold | None
    hindrance: Hindrance
    after: datetime | None = None


def search_of(round: Round, names: Names) -> Search:
    """Return what there is to show of opinion groups."""
    found = opinions_of(round)
    if found is not None:
        return Search(told=opinions_told(found, names), hindrance="searched")
    now = timezone.now()
    ends = round.closes_at + GRACE if round.status == Round.Status.CLOSED else None
    return Search(told=None, hindrance=hindrance(round, now), after=ends)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def opinions(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Show the opinion groups; POST looks for them, and the picture of this round stays as it is from then on."""
    round = round_at(request, conversation_id, number)
    if request.method == "POST":
        return look(request, round)
    last = latest_release(round)
    if last is None:
        return redirect("results:picture", conversation_id, number)
    telling = Telling(picture=picture_of(last), names=names_of(round))
    context = {"release": last, "telling": telling, "opinions": search_of(round, telling.names)}
    return page(request, "results/opinions.html", round, context)


def look(request: MemberRequest, round: Round) -> HttpResponse:
    """Look for opinion groups, and show what was found."""
    if look_for_groups(round, now=timezone.now(), actor=request.user) is None:
        messages.info(request, _("Zoeken naar meningsgroepen kan nu niet."))
    return redirect("results:opinions", round.conversation_id, round.number)
