"""Mail to people who are invited, one address at a time so that one failure stops nobody else's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from samenspraak.conversations.models import Invitation
from samenspraak.conversations.queries.invitations import personal_token
from samenspraak.conversations.queries.inviting import to_send
from samenspraak.conversations.queries.rounds import questions_of
from samenspraak.conversations.services.inviting import mark_failed, mark_sent
from samenspraak.conversations.wording.mails import (
    invitation_body,
    invitation_subject,
    reminder_body,
    reminder_subject,
)
from samenspraak.conversations.wording.questions import minutes
from samenspraak.delivery import mail

BATCH = 50


def in_batches(invitations: Sequence[Invitation]) -> list[list[str]]:
    """Return the ids in small lists, so that a stopped worker has little to do again."""
    ids = [str(one.pk) for one in invitations]
    return [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]


@task()
def send_invitations(ids: list[str]) -> None:
    """Send the first mail to those who have not had it."""
    for invitation in to_send(ids):
        if invitation.sent_on is None and invitation.round.invitation_key:
            send(invitation, invitation_mail)


@task()
def send_reminders(ids: list[str]) -> None:
    """Send the reminder to those who have still not answered."""
    for invitation in to_send(ids):
        if not invitation.answered and invitation.round.invitation_key:
            send(invitation, reminder_mail)


def send(invitation: Invitation, made: Callable[[Invitation], EmailMessage]) -> None:
    """Send one mail in Dutch and note whether it went out."""
    with translation.override(settings.LANGUAGE_CODE):
        try:
            mail.send([made(invitation)])
        except SMTPRecipientsRefused:
            mark_failed(invitation, why=_("De mailserver weigert dit adres."))
        except (SMTPException, OSError):
            mark_failed(invitation, why=_("De mail kon niet weg. Probeer het later opnieuw."))
        else:
            mark_sent(invitation, today=invitation.sent_on or timezone.localdate())


def invitation_mail(invitation: Invitation) -> EmailMessage:
    """Return the first mail."""
    round = invitation.round
    body = invitation_body(round, link=link(invitation), minutes=minutes(questions_of(round)))
    return message(invitation, invitation_subject(round), body)


def reminder_mail(invitation: Invitation) -> EmailMessage:
    """Return the reminder."""
    round = invitation.round
    body = reminder_body(round, link=link(invitation), minutes=minutes(questions_of(round)))
    return message(invitation, reminder_subject(round), body)


def message(invitation: Invitation, subject: str, body: str) -> EmailMessage:
    """Return a mail that can be answered to whoever made the conversation."""
    maker = invitation.round.conversation.created_by
    return mail.message(
        subject=subject, body=body, to=invitation.email, reply_to=maker.email if maker else ""
    )


def link(invitation: Invitation) -> str:
    """Return the personal link."""
    return settings.BASE_URL + reverse("conversations:personal", args=[personal_token(invitation)])
