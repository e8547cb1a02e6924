"""Plain-text mail that carries a person's words as text and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage


def message(*, subject: str, body: str, to: str, reply_to: str = "") -> EmailMessage:
    """Return one mail to one address, from the sender in the settings."""
    raise NotImplementedError


def send(messages: Sequence[EmailMessage]) -> int:
    """Send the mails over one connection; return how many went out."""
    raise NotImplementedError
