"""How a participant comes in: the signed token, the Origin check, and the limit on wrong codes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from samenspraak.conversations.models import GRACE, Round
from samenspraak.conversations.queries.answering import Visit, visit_of
from samenspraak.conversations.queries.tokens import Token, signed, token_in
from samenspraak.core.codes import plain
from samenspraak.organisations.access import seen_from

P = ParamSpec("P")

COOKIE = "blad"
FIELD = "blad"
WINDOW = 600
MANY_WRONG = 30
FAR_TOO_MANY_WRONG = 1000


def visitor(view: Callable[Concatenate[HttpRequest, Visit, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in whoever we know at this round; others go to the page where one joins.

    The token in a form's hidden field goes before the cookie: an old tab of somebody else stays theirs.
    """

    @participant_page
    def guarded(request: HttpRequest, code: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if code != plain(code):
            return to_join(code)
        token = token_of(request)
        visit = visit_of(code, token, timezone.now()) if token else None
        if visit is not None:
            return view(request, visit, *args, **kwargs)
        return other_form(request, code) if request.method == "POST" else to_join(code)

    return wraps(view)(guarded)


def to_join(code: str) -> HttpResponse:
    """Go to where one joins with this code, however it was written; to where one types it when nothing is left."""
    typed = plain(code)
    return redirect("conversations:join", code=typed) if typed else redirect("conversations:join_code")


def other_form(request: HttpRequest, code: str) -> HttpResponse:
    """Say that a form belongs to no sheet, or to one that was withdrawn meanwhile: nothing was kept."""
    return render(request, "conversations/participant/other_form.html", {"code": code}, status=409)


def participant_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Serve a page that needs no account: no login, no CSRF cookie but an Origin check, never kept by a cache."""

    @csrf_exempt
    @login_not_required
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def served(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not comes_from_here(request):
            return render(request, "conversations/participant/elsewhere.html", status=403)
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store, private"
        return response

    return served


def comes_from_here(request: HttpRequest) -> bool:
    """Say whether a POST was sent by one of our own pages, going by what the browser says of it."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        parts = urlsplit(request.headers.get("Referer", ""))
        origin = f"{parts.scheme}://{parts.netloc}"
    return origin == f"{request.scheme}://{request.get_host()}" or origin in settings.CSRF_TRUSTED_ORIGINS


def token_of(request: HttpRequest) -> Token | None:
    """Return the token in the form, or else in the cookie; a form's bad token is not mended by the cookie."""
    text = request.POST.get(FIELD) or request.COOKIES.get(COOKIE, "")
    return token_in(text)


def give_token(response: HttpResponse, token: Token, round: Round, now: datetime) -> None:
    """Put the token in a cookie for this round's pages, until a moment that is the same for everybody."""
    response.set_cookie(
        COOKIE,
        signed(token),
        path=reverse("conversations:join", args=[round.code]),
        expires=cookie_end(round, now),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def take_token(response: HttpResponse, round: Round) -> None:
    """Take the token from this device."""
    response.delete_cookie(COOKIE, path=reverse("conversations:join", args=[round.code]), samesite="Lax")


def cookie_end(round: Round, now: datetime) -> datetime | None:
    """Return midnight after the round's last minute; None (till the browser closes) once that is past."""
    day = timezone.localdate(round.closes_at + GRACE) + timedelta(days=1)
    end = timezone.make_aware(datetime.combine(day, time.min))
    return end if end > now else None


def note_wrong_code(request: HttpRequest) -> bool:
    """Count a wrong code; say whether this address typed too many of them lately."""
    key = wrong_code_key(request)
    cache.add(key, 0, WINDOW)
    try:
        return cache.incr(key) > MANY_WRONG
    except ValueError:
        return False


def is_shut_out(request: HttpRequest) -> bool:
    """Say whether no code at all is looked up for this address.

    A hall of a thousand phones is one address, so right codes are never counted and stay welcome after
    many wrong ones. Only a machine types a thousand wrong codes in ten minutes: that ends the guessing.
    """
    return int(cache.get(wrong_code_key(request), 0)) > FAR_TOO_MANY_WRONG


def wrong_code_key(request: HttpRequest) -> str:
    """Return the counter of wherever a request comes from."""
    return f"wrong-code:{seen_from(request)}"
