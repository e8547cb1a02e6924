"""Asking everybody on the map once a year whether it is still right."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspraak.organisations.access import MemberRequest, member
from samenspraak.socialbase.queries.asking import asking_of
from samenspraak.socialbase.services.links import ask_yearly
from samenspraak.socialbase.views.frame import GET_AND_POST, page


@member
@require_http_methods(GET_AND_POST)
def asking(request: MemberRequest) -> HttpResponse:
    """Show whom the clock asks, and turn it on or off."""
    now = timezone.now()
    if request.method == "POST":
        on = request.POST.get("vragen") == "aan"
        ask_yearly(request.organisation, on=on, by=request.user, now=now)
        messages.success(
            request,
            _("De organisaties krijgen voortaan één keer per jaar de vraag of alles nog klopt.")
            if on
            else _("Er gaan geen vragen meer uit."),
        )
        return redirect("socialbase:asking")
    context = {"asking": asking_of(request.organisation, today=timezone.localdate(now))}
    return page(request, "asking.html", context)
