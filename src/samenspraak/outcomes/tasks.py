"""Mail to action owners: the link, and a reminder when a date comes near or has passed."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django_tasks import task

from samenspraak.delivery.mail import message, send
from samenspraak.organisations.models import User
from samenspraak.outcomes.models import Action
from samenspraak.outcomes.queries.agenda import action_by_id, actions_to_remind
from samenspraak.outcomes.queries.links import owner_url
from samenspraak.outcomes.services.actions import ask_owner, mark_reminded


@transaction.atomic
def ask(action: Action, *, actor: User, now: datetime) -> None:
    """Ask the owner: the note and the mail to be sent are kept together, or neither is."""
    ask_owner(action, actor=actor, now=now, today=localdate(now))
    send_owner_link.enqueue(action_id=str(action.pk), kind="ask")


def remind_owners(now: datetime) -> int:
    """Send the reminders that are due; return how many. Running it twice sends nothing twice."""
    today = localdate(now)
    return sum(remind(action, today=today) for action in actions_to_remind(today))


@transaction.atomic
def remind(action: Action, *, today: date) -> bool:
    """Remind one owner, unless another worker just did."""
    if not mark_reminded(action, today=today):
        return False
    kind = "overdue" if action.deadline and action.deadline < today else "soon"
    send_owner_link.enqueue(action_id=str(action.pk), kind=kind)
    return True


@task
def send_owner_link(*, action_id: str, kind: str) -> None:
    """Send the owner the link: as a first question ("ask"), or because a date is near ("soon") or past ("overdue")."""
    action = action_by_id(action_id)
    if action is None or not action.owner_email:
        return
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Jouw afspraak: %(what)s") if kind == "ask" else _("Herinnering: %(what)s")
        body = owner_mail(action, kind)
        send([message(subject=subject % {"what": action.what}, body=body, to=action.owner_email)])


def owner_mail(action: Action, kind: str) -> str:
    """Return the text of the mail."""
    names = {"title": action.conversation.title, "organisation": action.conversation.organisation.name}
    lines = [
        _("Beste %(owner)s,") % {"owner": action.owner or _("trekker")},
        opening(kind) % names,
        action.what,
        deadline_line(action, kind),
        what_you_can_do(kind),
        owner_url(action),
        _("De link is alleen voor jou. Stuur hem niet door."),
    ]
    return "\n\n".join(line for line in lines if line)


def opening(kind: str) -> str:
    """Return why this mail comes."""
    if kind == "ask":
        return _(
            "In het gesprek ‘%(title)s’ van %(organisation)s is deze afspraak gemaakt. Jij staat erbij als trekker."
        )
    return _("Je bent trekker van deze afspraak uit het gesprek ‘%(title)s’ van %(organisation)s.")


def deadline_line(action: Action, kind: str) -> str:
    """Return the sentence about the date, if there is one."""
    if action.deadline is None:
        return ""
    day = date_format(action.deadline, "j F Y")
    if kind == "overdue":
        return _("De afgesproken datum was %(day)s. Is het gelukt, of is er meer tijd nodig?") % {"day": day}
    return _("Klaar op: %(day)s.") % {"day": day}


def what_you_can_do(kind: str) -> str:
    """Return what the link is for."""
    if kind == "ask":
        return _(
            "Via deze link kun je de afspraak aannemen, een wijziging voorstellen of teruggeven. "
            "Later laat je er weten hoe het gaat. Je hebt geen account nodig."
        )
    return _(
        "Via deze link laat je weten hoe het gaat. Je kunt ook een wijziging voorstellen of de afspraak teruggeven."
    )
