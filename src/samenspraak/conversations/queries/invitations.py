"""The personal link of an invitation: derived from the round's key, kept nowhere."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

from samenspraak.conversations.models import Invitation, Round
from samenspraak.core.codes import derived

ID_LENGTH = 22
PROOF_BYTES = 16


def personal_token(invitation: Invitation) -> str:
    """Return the token of ``/u/<token>/``: always the same until the round's key is erased."""
    return encoded(invitation.pk.bytes) + encoded(proof(invitation.round, invitation.pk))


def invitation_for(token: str) -> Invitation | None:
    """Return the invitation of a personal link; None for a wrong link or one whose round is over."""
    identifier = decoded(token[:ID_LENGTH])
    if identifier is None:
        return None
    found = Invitation.objects.select_related("round__conversation", "group").filter(pk=identifier).first()
    if found is None or not found.round.invitation_key:
        return None
    return found if hmac.compare_digest(personal_token(found).encode(), token.encode()) else None


def personal_code(invitation: Invitation) -> str:
    """Return the return code of whoever answers by this link: the same on every device."""
    return derived(invitation.round.invitation_key.encode(), b"code" + invitation.pk.bytes)


def invitation_of_code(round: Round, code: str) -> Invitation | None:
    """Return the invitation whose return code this is, while the round's key exists."""
    if not round.invitation_key:
        return None
    found = (one for one in round.invitations.all() if hmac.compare_digest(personal_code(one), code))
    return next(found, None)


def proof(round: Round, identifier: UUID) -> bytes:
    """Return what only the holder of the round's key can make."""
    return hmac.digest(round.invitation_key.encode(), b"link" + identifier.bytes, "sha256")[:PROOF_BYTES]


def encoded(raw: bytes) -> str:
    """Return bytes as text for an address."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def decoded(text: str) -> UUID | None:
    """Return the id in the first part of a token; None when there is none."""
    try:
        return UUID(bytes=urlsafe_b64decode(text.encode("ascii") + b"=="))
    except ValueError:
        return None
