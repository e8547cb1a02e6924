"""Mail to colleagues."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django_tasks import task

from samenspraak.delivery import mail
from samenspraak.organisations.queries.people import membership_by_id
from samenspraak.organisations.services import password_link


@task()
def welcome(membership_id: int) -> None:
    """Tell somebody that they have a place, with a link to choose a password when they have none."""
    membership = membership_by_id(membership_id)
    if membership is None:
        return
    user, organisation = membership.user, membership.organisation
    if user.has_usable_password():
        how = _("Log in met je eigen wachtwoord: %s") % f"{settings.BASE_URL}/"
    else:
        link = settings.BASE_URL + password_link(user)
        how = (
            _(
                "Kies eerst een wachtwoord. Deze link werkt drie dagen:\n%s\n\n"
                "Is de link verlopen? Vraag dan een nieuwe aan de collega die je heeft uitgenodigd."
            )
            % link
        )
    body = _(
        "Dag %(name)s,\n\nJe bent toegevoegd aan %(organisation)s in Samenspraak. "
        "Daarmee voer je gesprekken over armoede en gezondheid en maak je samen afspraken.\n\n%(how)s\n"
    ) % {"name": user, "organisation": organisation.name, "how": how}
    subject = _("Je plek bij %s in Samenspraak") % organisation.name
    mail.send([mail.message(subject=subject, body=body, to=user.email)])
