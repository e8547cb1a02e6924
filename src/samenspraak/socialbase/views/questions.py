"""Questions to the map: who is central, who bridges, who stands alone, where is little, who would work together."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from samenspraak.organisations.access import MemberRequest, member
from samenspraak.socialbase.queries.map import social_map
from samenspraak.socialbase.queries.network import MapNetwork
from samenspraak.socialbase.views.frame import around, page
from samenspraak.socialbase.wording.questions import basis, questions_to


@member
@require_safe
def questions(request: MemberRequest) -> HttpResponse:
    """Show the questions with their answers."""
    network = MapNetwork(social_map(request.organisation, today=timezone.localdate()))
    context = {
        "basis": basis(network),
        "questions": questions_to(network, around(request)) if network.entries else [],
    }
    return page(request, "questions.html", context, tab="questions")
