"""Erasing entries and contacts, and erasing them again after an older back-up was put back (P7)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from samenspraak.conversations.services.erasing import erased
from samenspraak.organisations.services import forget_details
from samenspraak.socialbase.models import Actor, Contact, Import, Tie

# What is kept of an entry that was taken off the map: its name, its kind and where it was.
EMPTIED: dict[str, Any] = {
    "status": Actor.Status.REMOVED,
    "does": "",
    "target_groups": [],
    "topics": [],
    "pillars": [],
    "place": "",
    "latitude": None,
    "longitude": None,
    "website": "",
    "source": "",
    "keeper": None,
    "confirmed_on": None,
}


def note_contact(contact: Contact) -> None:
    """Write in the diary that a contact was erased."""
    erased("contact", contact.pk)


def note_taken_off(actor: Actor) -> None:
    """Write in the diary that an entry was taken off the map."""
    erased("actor", actor.pk)


def note_erased(actor: Actor) -> None:
    """Write in the diary that an entry was erased altogether."""
    erased("actor-wholly", actor.pk)


def empty(actor: Actor) -> None:
    """Take everything from an entry but what recognises it, and all that hangs on it.

    Its version goes on, so that whoever was still typing does not fill it again.
    """
    Contact.objects.filter(actor=actor).delete()
    Tie.objects.filter(source=actor).delete()
    Tie.objects.filter(target=actor).delete()
    actor.parts.all().delete()
    forget_in_imports(actor)
    Actor.objects.filter(pk=actor.pk).update(**EMPTIED, version=F("version") + 1)
    actor.refresh_from_db()


def forget_in_imports(*actors: Actor) -> None:
    """Take entries out of what imports remember of them."""
    keys = {str(one.pk) for one in actors}
    for one in Import.objects.filter(organisation__in={one.organisation_id for one in actors}):
        if keys.intersection(one.before):
            one.before = {key: told for key, told in one.before.items() if key not in keys}
            one.save(update_fields=["before"])


def erase_wholly(actor: Actor) -> None:
    """Take an entry away, and its name out of the log."""
    forget_in_imports(actor)
    forget_details(actor)
    actor.delete()


def erase_contact(identifier: UUID) -> int:
    """Take a contact away."""
    return Contact.objects.filter(pk=identifier).delete()[0]


@transaction.atomic
def take_off_again(identifier: UUID) -> int:
    """Take an entry off the map."""
    actor = Actor.objects.filter(pk=identifier, status=Actor.Status.ACTIVE).first()
    if actor is None:
        return 0
    empty(actor)
    return 1


@transaction.atomic
def erase_again(identifier: UUID) -> int:
    """Take an entry away altogether."""
    actor = Actor.objects.filter(pk=identifier).first()
    if actor is None:
        return 0
    erase_wholly(actor)
    return 1


ERASERS: dict[str, Callable[[UUID], int]] = {
    "contact": erase_contact,
    "actor": take_off_again,
    "actor-wholly": erase_again,
}
