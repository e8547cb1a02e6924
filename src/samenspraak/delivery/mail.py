"""Plain-text mail that carries a person's words as text and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage, get_connection

from samenspraak.core.text import clean, one_line

LONGEST_SUBJECT = 150


def message(*, subject: str, body: str, to: str, reply_to: str = "") -> EmailMessage:
    """Return one mail to one address, from the sender in the settings."""
    return EmailMessage(
        subject=one_line(subject)[:LONGEST_SUBJECT],
        body=clean(body),
        to=[one_line(to)],
        reply_to=[one_line(reply_to)] if reply_to else None,
        headers={"Auto-Submitted": "auto-generated"},
    )


def send(messages: Sequence[EmailMessage]) -> int:
    """Send the mails over one connection; return how many went out."""
    return get_connection().send_messages(messages) or 0
