"""Writes of whom to reach: kept with consent only, gone at once when that is asked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from samenspraak.organisations.models import User
from samenspraak.socialbase.models import Actor, Contact
from samenspraak.socialbase.services import erasing
from samenspraak.socialbase.services.entries import log_entry


@transaction.atomic
def keep_contact(
    actor: Actor, *, name: str, email: str, phone: str, by: User | None, now: datetime
) -> Contact | None:
    """Keep whom to reach, with their consent of today; nothing filled in erases it. Returns what is kept now.

    The old contact goes, with its id: it stays erased after a restore (P7).
    """
    told = (name, email, phone)
    old = Contact.objects.select_for_update().filter(actor=actor).first()
    if old and (old.name, old.email, old.phone) == told:
        return old
    if old:
        erasing.note_contact(old)
        old.delete()
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
    erasing.note_contact(found)
    found.delete()
    log_entry(actor, "contact_erased", by=by, now=now)
    return True
