"""Writes of whom to reach: kept with consent only, gone at once when that is asked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from samenspraak.organisations.models import User
from samenspraak.socialbase.models import Actor, ConfirmLink, Contact
from samenspraak.socialbase.services import erasing
from samenspraak.socialbase.services.entries import log_entry


@transaction.atomic
def keep_contact(
    actor: Actor, *, name: str, email: str, phone: str, by: User | None, now: datetime
) -> Contact | None:
    """Keep whom to reach, with their consent of today; nothing filled in erases it. Returns what is kept now.

    The old contact goes, with its id: it stays erased after a restore (P7). So does nobody's contact come on an
    entry that was taken off the map a moment ago.
    """
    if not Actor.objects.select_for_update().filter(pk=actor.pk, status=Actor.Status.ACTIVE).exists():
        return None
    told = (name, email, phone)
    old = Contact.objects.select_for_update().filter(actor=actor).first()
    if old and (old.name, old.email, old.phone) == told:
        return old
    if old:
        forget(old)
    if not any(told):
        if old:
            log_entry(actor, "contact_erased", by=by, now=now)
        return None
    log_entry(actor, "contact_kept", by=by, now=now)
    return Contact.objects.create(actor=actor, name=name, email=email, phone=phone, consent_on=localdate(now))


@transaction.atomic
def erase_contact(actor: Actor, *, by: User | None, now: datetime) -> bool:
    """Erase whom to reach, at once; False when there was nobody."""
    found = Contact.objects.select_for_update().filter(actor=actor).first()
    if found is None:
        return False
    forget(found)
    log_entry(actor, "contact_erased", by=by, now=now)
    return True


def forget(contact: Contact) -> None:
    """Take a contact away, and the links that it may hold: these show whoever comes after it."""
    erasing.note_contact(contact)
    ConfirmLink.objects.filter(actor=contact.actor_id, used_on=None).delete()
    contact.delete()
