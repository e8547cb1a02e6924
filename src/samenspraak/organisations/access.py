"""Who may come in: the one decorator of facilitators' pages, and accounts by invitation only."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from datetime import date
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from samenspraak.organisations.models import Membership, Organisation, User
from samenspraak.organisations.queries.people import membership_of
from samenspraak.organisations.services import note_sign_in
from samenspraak.organisations.wording import browser_name

P = ParamSpec("P")


class MemberRequest(HttpRequest):
    """A request of somebody who is signed in and works for an organisation."""

    user: User
    membership: Membership
    organisation: Organisation


def member(view: Callable[Concatenate[MemberRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only members of an organisation in; every read in *view* starts at ``request.organisation`` (P3).

    No page is left on a shared computer or in a proxy, unless the view says how it may be kept.
    """

    @wraps(view)
    @login_required
    def guarded(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        membership = membership_of(request.user, request.session.get("organisation", ""))
        if membership is None:
            raise Http404
        keep_list_of_sign_ins(request)
        request.membership = membership
        request.organisation = membership.organisation
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return guarded


def keep_list_of_sign_ins(request: Any) -> None:
    """Note the session on its first page, so that its owner can see it and end it (P6: no address)."""
    key = request.session.session_key
    if request.session.get("noted") == key:
        return
    browser = browser_name(request.headers.get("User-Agent", ""))
    note_sign_in(request.user, session_key=key, browser=browser, today=timezone.localdate())
    request.session["noted"] = key


def administrator(view: Callable[Concatenate[MemberRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only administrators of the organisation in; for others the page does not exist."""

    @member
    def guarded(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.membership.role != Membership.Role.ADMINISTRATOR:
            raise Http404
        return view(request, *args, **kwargs)

    return wraps(view)(guarded)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves: an administrator invites."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 (the library asks for it)
        """Refuse every open sign-up."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Count attempts per visitor without keeping an address, and not all visitors behind a proxy as one."""
        return seen_from(request)


def seen_from(request: HttpRequest) -> str:
    """Return by what attempts are counted: an address under a key that dies with the day, never itself (P6)."""
    return hmac.digest(key_of(timezone.localdate()), address_of(request).encode(), "sha256").hex()


def address_of(request: HttpRequest) -> str:
    """Return where a request comes from; behind a proxy that we trust, what the proxy saw."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


@lru_cache(maxsize=1)
def key_of(day: date) -> bytes:  # noqa: ARG001 (the day is what the key is kept by)
    """Return this process's random key of the day; yesterday's is forgotten."""
    return secrets.token_bytes(32)
