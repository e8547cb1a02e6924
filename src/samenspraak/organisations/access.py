"""Who may come in: the one decorator of facilitators' pages, and accounts by invitation only."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from allauth.account.adapter import DefaultAccountAdapter
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
    """Let only members of an organisation in; every read in *view* starts at ``request.organisation`` (P3)."""

    @wraps(view)
    @login_required
    def guarded(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        membership = membership_of(request.user, request.session.get("organisation", ""))
        if membership is None:
            raise Http404
        keep_list_of_sign_ins(request)
        request.membership = membership
        request.organisation = membership.organisation
        return view(request, *args, **kwargs)

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
