"""The API's way in, and who one is there: a member who is signed in, or a program with a member's key."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from ninja.errors import HttpError
from ninja.security import HttpBearer, SessionAuth

from samenspraak.organisations.access import seen_from
from samenspraak.organisations.models import Membership
from samenspraak.organisations.queries.people import membership_of, token_with
from samenspraak.organisations.services import note_use, token_hash

LONGEST_KEY = 200
WINDOW = 600
MANY_WRONG = 100

router = Router(tags=["organisation"])


class ApiRequest(HttpRequest):
    """A request that was let in: ``auth`` is the member for whom, every read starts at its organisation (P3)."""

    auth: Membership


class KeyAuth(HttpBearer):
    """A member's key, in the header ``Authorization: Bearer …``."""

    def authenticate(self, request: HttpRequest, token: str) -> Membership | None:
        """Return whose key this is; many wrong ones from one place never shut out a right one from there."""
        found = token_with(token_hash(token)) if len(token) <= LONGEST_KEY else None
        if found is None:
            self.count_wrong(request)
            return None
        note_use(found, today=timezone.localdate())
        return found.membership

    def count_wrong(self, request: HttpRequest) -> None:
        """Count a wrong key, and say so when there are too many."""
        counter = f"wrong-key:{seen_from(request)}"
        wrong = int(cache.get(counter, 0))
        if wrong > MANY_WRONG:
            raise HttpError(429, "Too many wrong keys. Try again in ten minutes.")
        cache.set(counter, wrong + 1, WINDOW)


class MemberAuth(SessionAuth):
    """The session of a member who is signed in, for looking around in a browser."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Membership | None:  # noqa: ARG002
        """Return for which organisation somebody who is signed in works now."""
        if not request.user.is_authenticated:
            return None
        return membership_of(request.user, request.session.get("organisation", ""))


AUTH = [KeyAuth(), MemberAuth()]


class Me(Schema):
    """Who one is, and for which organisation."""

    name: str
    organisation: str
    organisation_id: str


@router.get("/me", response=Me, url_name="me", summary="Who you are, and for which organisation")
def me(request: ApiRequest) -> Me:
    """Return who asks."""
    organisation = request.auth.organisation
    return Me(
        name=str(request.auth.user), organisation=organisation.name, organisation_id=str(organisation.pk)
    )
