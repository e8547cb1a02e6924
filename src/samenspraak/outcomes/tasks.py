"""Mail to action owners: the link, and a reminder when a date comes near or has passed."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_tasks import task

from samenspraak.delivery.mail import message, send
from samenspraak.outcomes.models import Action
from samenspraak.outcomes.queries.links import owner_token


@task
def send_owner_link(*, action_id: str, kind: str) -> None:
    """Send the owner the link, as a first question ("ask") or a reminder ("remind")."""
    action = Action.objects.select_related("conversation__organisation").filter(pk=action_id).first()
    if action is None or not action.owner_email:
        return
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Jouw afspraak: %(what)s") if kind == "ask" else _("Herinnering: %(what)s")
        send([message(subject=subject % {"what": action.what}, body=owner_mail(action, kind), to=action.owner_email)])


def owner_mail(action: Action, kind: str) -> str:
    """Return the text of the mail."""
    address = settings.BASE_URL + reverse("outcomes:owner", args=[owner_token(action)])
    opening = (
        _("In het gesprek ‘%(title)s’ van %(organisation)s is deze afspraak gemaakt. Jij staat erbij als trekker.")
        if kind == "ask"
        else _("Je bent trekker van deze afspraak uit het gesprek ‘%(title)s’ van %(organisation)s.")
    )
    lines = [
        _("Beste %(owner)s,") % {"owner": action.owner or _("trekker")},
        opening % {"title": action.conversation.title, "organisation": action.conversation.organisation.name},
        action.what,
        deadline_line(action),
        _("Via deze link kun je de afspraak aannemen, een wijziging voorstellen of teruggeven. "
          "Je laat er ook weten hoe het gaat. Je hebt geen account nodig."),
        address,
        _("De link is alleen voor jou. Stuur hem niet door."),
    ]
    return "\n\n".join(line for line in lines if line)


def deadline_line(action: Action) -> str:
    """Return the sentence about the date, if there is one."""
    if action.deadline is None:
        return ""
    return _("Klaar op: %(day)s.") % {"day": date_format(action.deadline, "j F Y")}
