"""The personal link of an action's owner: signed over the action and its link key, kept nowhere."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from samenspraak.outcomes.models import Action

SALT = "samenspraak.outcomes.owner"


def owner_token(action: Action) -> str:
    """Return the token of this owner's link; it dies when somebody else becomes the owner."""
    return signer(action).sign(action.pk.hex)


def owner_url(action: Action) -> str:
    """Return the whole address of this owner's link."""
    return settings.BASE_URL + reverse("outcomes:owner", args=[owner_token(action)])


def action_for(token: str) -> Action | None:
    """Return the action of a link; None for a link that is wrong or no longer somebody's."""
    try:
        identifier = UUID(hex=token.partition(".")[0])
    except ValueError:
        return None
    found = (
        Action.objects.select_related("conversation__organisation", "round__instrument")
        .defer("round__instrument__source")
        .filter(pk=identifier)
        .first()
    )
    return found if found is not None and belongs_to(token, found) else None


def belongs_to(token: str, action: Action) -> bool:
    """Say whether this is the token of the action's present owner."""
    if not token.isascii():
        return False
    try:
        return signer(action).unsign(token) == action.pk.hex
    except signing.BadSignature:
        return False


def signer(action: Action) -> signing.Signer:
    """Return what signs the link of this action's present owner."""
    return signing.Signer(salt=f"{SALT}:{action.link_key.hex}", sep=".")
