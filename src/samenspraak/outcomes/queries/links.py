"""The personal link of an action's owner: made from the action and the address, kept nowhere."""

from __future__ import annotations

from uuid import UUID

from django.core import signing

from samenspraak.outcomes.models import Action


def owner_token(action: Action) -> str:
    """Return the token of this owner's link; it dies when the action goes to another address."""
    return signing.Signer(salt=salt(action), sep=".").sign(action.pk.hex)


def action_for(token: str) -> Action | None:
    """Return the action of a link, or None for a link that is wrong or no longer somebody's."""
    try:
        found = Action.objects.select_related("conversation__organisation", "round").filter(
            pk=UUID(hex=token.partition(".")[0])
        ).first()
    except ValueError:
        return None
    if found is None or not found.owner_email:
        return None
    try:
        signing.Signer(salt=salt(found), sep=".").unsign(token)
    except signing.BadSignature:
        return None
    return found


def salt(action: Action) -> str:
    """Return what ties a token to this action's owner."""
    return f"samenspraak.outcomes.owner:{action.owner_email.lower()}"
