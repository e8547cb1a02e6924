"""The signed token a participant carries: which sheet, which return code, which invitation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.core import signing
from django.utils.crypto import salted_hmac

from samenspraak.core.codes import derived

SALT = "samenspraak.conversations.token"
CODE_SALT = "samenspraak.conversations.return-code"
BEGUN_SALT = "samenspraak.conversations.begun"


@dataclass(frozen=True)
class Token:
    """What a participant's device holds for one round. No time is in it (P6)."""

    round: UUID
    code: str
    response: UUID | None = None
    invitation: UUID | None = None


@lru_cache(maxsize=1)
def signer() -> signing.Signer:
    """Return the signer of this purpose."""
    return signing.Signer(salt=SALT, sep=".")


def signed(token: Token) -> str:
    """Return the token as text for a cookie and a hidden field."""
    return signer().sign(
        f"{token.round.hex}-{token.code}-{hex_of(token.response)}-{hex_of(token.invitation)}"
    )


def token_in(text: str) -> Token | None:
    """Return the token in *text*; None when somebody changed it or made it up."""
    if not text.isascii():
        return None
    try:
        round, code, response, invitation = signer().unsign(text).split("-")
    except (signing.BadSignature, ValueError):
        return None
    return Token(round=UUID(hex=round), code=code, response=uuid_of(response), invitation=uuid_of(invitation))


def hex_of(identifier: UUID | None) -> str:
    """Return an id as text; empty for none."""
    return identifier.hex if identifier else ""


def uuid_of(text: str) -> UUID | None:
    """Return the id in *text*; None when it is empty."""
    return UUID(hex=text) if text else None


def code_hash(code: str) -> str:
    """Return what is kept of a return code."""
    return salted_hmac(CODE_SALT, code, algorithm="sha256").hexdigest()


def code_of_key(round: UUID, key: UUID) -> str:
    """Return the return code of a form's key in a round, so that a repeated form gets the same code.

    The key itself is not kept (see ``kept_key``): the code cannot be found back from the database.
    """
    return derived(salted_hmac(BEGUN_SALT, "code", algorithm="sha256").digest(), round.bytes + key.bytes)


def kept_key(round: UUID, key: UUID) -> UUID:
    """Return what is kept of a form's key, to recognise it by in its round."""
    return UUID(bytes=salted_hmac(BEGUN_SALT, f"{round.hex}{key.hex}", algorithm="sha256").digest()[:16])
