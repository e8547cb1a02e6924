"""Mail to organisations and initiatives: once a year whether their entry is still right, and one reminder."""

from __future__ import annotations

from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django_tasks import task

from samenspraak.delivery.mail import message, send
from samenspraak.organisations.models import User
from samenspraak.socialbase.models import Actor
from samenspraak.socialbase.queries.links import DAYS_VALID, entry_to_mail, to_ask, to_remind
from samenspraak.socialbase.services.entries import log_entry
from samenspraak.socialbase.services.links import make_link, mark_asked, mark_reminded


def ask_due(now: datetime) -> int:
    """Ask every entry whose year has passed; return how many. Running it twice asks nobody twice."""
    return sum(ask(actor, by=None, now=now) for actor in to_ask(localdate(now)))


def remind_due(now: datetime) -> int:
    """Send the reminders that are due; return how many."""
    return sum(remind(actor, now=now) for actor in to_remind(localdate(now)))


@transaction.atomic
def ask(actor: Actor, *, by: User | None, now: datetime) -> bool:
    """Ask one entry by mail: the day and the mail are kept together, or neither is."""
    if not mark_asked(actor, today=localdate(now)):
        return False
    log_entry(actor, "entry_asked", by=by, now=now)
    send_confirm_link.enqueue(actor_id=str(actor.pk), kind="ask")
    return True


@transaction.atomic
def remind(actor: Actor, *, now: datetime) -> bool:
    """Remind one entry, unless another worker just did."""
    if not mark_reminded(actor, today=localdate(now)):
        return False
    send_confirm_link.enqueue(actor_id=str(actor.pk), kind="remind")
    return True


@task
def send_confirm_link(*, actor_id: str, kind: str) -> None:
    """Send a new link ("ask" or "remind"); the token is made here, so that it stands in no table of work.

    A mail that cannot go out is told in the history of the entry: an error here would be kept, with the address in it.
    """
    actor = entry_to_mail(actor_id)
    if actor is None:
        return
    url = link_url(make_link(actor, now=timezone.now()))
    with translation.override(settings.LANGUAGE_CODE):
        subject = (
            _("Staat %(name)s er nog goed op?")
            if kind == "ask"
            else _("Herinnering: staat %(name)s er nog goed op?")
        )
        reply_to = actor.keeper.email if actor.keeper else ""
        mail = message(
            subject=subject % {"name": actor.name},
            body=confirm_mail(actor, url=url),
            to=actor.contact.email,
            reply_to=reply_to,
        )
        try:
            send([mail])
        except (SMTPException, OSError, ValueError):
            log_entry(actor, "entry_unreached", by=None, now=timezone.now())


def link_url(token: str) -> str:
    """Return the whole address of a confirm link."""
    return settings.BASE_URL + reverse("socialbase:confirm", args=[token])


def confirm_mail(actor: Actor, *, url: str) -> str:
    """Return the text of the mail."""
    names = {"name": actor.name, "organisation": actor.organisation.name, "days": DAYS_VALID}
    lines = [
        _("Beste %(who)s,") % {"who": actor.contact.name or actor.name},
        _(
            "%(name)s staat op de kaart van %(organisation)s. Daarop staat wie er in de buurt iets doet voor en met inwoners."
        )
        % names,
        _("Klopt het nog wat er staat? Kijk even. Het kost één minuut, en je hebt geen account nodig."),
        url,
        _("Je kunt er ook iets veranderen, of jullie van de kaart laten halen.") % names,
        _("De link werkt %(days)s dagen en één keer.") % names,
        _("We vragen dit één keer per jaar. Zo blijft de kaart kloppen."),
    ]
    return "\n\n".join(lines)
