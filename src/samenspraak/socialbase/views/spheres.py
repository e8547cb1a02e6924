"""The three spheres with who is in which."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from samenspraak.organisations.access import MemberRequest, member
from samenspraak.socialbase.views.frame import page
from samenspraak.socialbase.views.shown import shown
from samenspraak.socialbase.wording.listing import found_words
from samenspraak.socialbase.wording.spheres import spheres_of


@member
@require_safe
def spheres(request: MemberRequest) -> HttpResponse:
    """Show the entries in their spheres."""
    asked = shown(request)
    context = {
        "asked": asked,
        "form": asked.form,
        "filters": asked.filters,
        "found": found_words(len(asked.entries), asked.filters),
        "spheres": spheres_of(asked.entries),
    }
    return page(request, "spheres.html", context, tab="spheres")
