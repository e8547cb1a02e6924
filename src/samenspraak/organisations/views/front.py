"""The front page and the pages that everybody may read."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

SECURITY_TXT_LASTS = timedelta(days=180)


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Let a visitor join by code or sign in; members go to their conversations."""
    if request.user.is_authenticated:
        return redirect("conversations:list")
    return render(request, "organisations/home.html")


@csrf_exempt
@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the chosen language and go back to the page.

    Without a CSRF token: participants' pages have none, and another language harms nobody.
    """
    back = request.POST.get("next", "/")
    if not back.startswith("/") or not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=365 * 24 * 3600,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


@login_not_required
def nowhere(_request: HttpRequest) -> HttpResponse:
    """Close the door where the sign-in library lets people take another address.

    Whoever invites names somebody by address: who could take any address would be let in by it (P3).
    """
    raise Http404


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what happens with answers and addresses."""
    return render(request, "organisations/privacy.html", {"contact": settings.CONTACT_EMAIL})


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible this site is and where to report a barrier."""
    return render(request, "organisations/accessibility.html", {"contact": settings.CONTACT_EMAIL})


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say what Samenspraak is and who made it."""
    return render(request, "organisations/about.html", {"version": settings.VERSION})


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Say where to report a weakness (RFC 9116)."""
    expires = timezone.now().replace(microsecond=0) + SECURITY_TXT_LASTS
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.BASE_URL}{request.path}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
