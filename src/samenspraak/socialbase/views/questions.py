"""Questions to the map: who is central, who bridges, who stands alone, where is little, who would work together."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from samenspraak.organisations.access import MemberRequest, member
from samenspraak.socialbase.queries.map import social_map
from samenspraak.socialbase.views.frame import around, page
from samenspraak.socialbase.wording.questions import questions_to


@member
@require_safe
def questions(request: MemberRequest) -> HttpResponse:
    """Show the questions with their answers."""
    whole = social_map(request.organisation, today=timezone.localdate())
    told = questions_to(whole, around(request)) if whole.entries else None
    return page(request, "questions.html", {"told": told}, tab="questions")
