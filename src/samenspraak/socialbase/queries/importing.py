"""Reads for a list that is read in: what its words mean, what is on the map already, and what was read in before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils import translation

from samenspraak.core.actor_matching import Known
from samenspraak.core.actor_table import Meanings
from samenspraak.core.text import searchable
from samenspraak.core.vocabulary import Word, spellings
from samenspraak.organisations.contributions import surroundings_of
from samenspraak.organisations.models import AuditEvent, Organisation
from samenspraak.socialbase.models import Actor, Contact, Import
from samenspraak.socialbase.queries.map import STORED
from samenspraak.socialbase.queries.vocabulary import vocabulary

# Other words for the kinds, as they stand in lists that organisations keep.
KINDS = {
    "netwerk": Actor.Kind.NETWORK,
    "gemeenschap": Actor.Kind.COMMUNITY,
    "kerk": Actor.Kind.COMMUNITY,
    "moskee": Actor.Kind.COMMUNITY,
    "initiatief": Actor.Kind.RESIDENT_INITIATIVE,
    "burgerinitiatief": Actor.Kind.RESIDENT_INITIATIVE,
    "bewoners initiatief": Actor.Kind.RESIDENT_INITIATIVE,
    "bewonersgroep": Actor.Kind.RESIDENT_INITIATIVE,
    "club": Actor.Kind.ASSOCIATION,
    "sportclub": Actor.Kind.ASSOCIATION,
    "sportvereniging": Actor.Kind.ASSOCIATION,
    "buurthuis": Actor.Kind.PROVISION,
    "dorpshuis": Actor.Kind.PROVISION,
    "wijkcentrum": Actor.Kind.PROVISION,
    "bibliotheek": Actor.Kind.PROVISION,
    "organisatie": Actor.Kind.PROFESSIONAL,
    "zorgorganisatie": Actor.Kind.PROFESSIONAL,
    "welzijnsorganisatie": Actor.Kind.PROFESSIONAL,
    "professioneel": Actor.Kind.PROFESSIONAL,
}
REACHES = {
    "buurt": Actor.Reach.NEIGHBOURHOOD,
    "wijk": Actor.Reach.DISTRICT,
    "gemeente": Actor.Reach.MUNICIPALITY,
    "regio": Actor.Reach.REGION,
}
VALUES = tuple(name for name in STORED if name not in ("id", "created_on"))


def meanings_for(organisation: Organisation, *, consented: bool) -> Meanings:
    """Return what words in a list of this organisation mean, in both languages."""
    words, near = vocabulary(), surroundings_of(organisation).names
    return Meanings(
        kinds={**KINDS, **labels(Actor.Kind)},
        spheres=labels(Actor.Sphere),
        reaches={**REACHES, **labels(Actor.Reach)},
        target_groups=keys(words.target_groups),
        topics=keys(words.topics),
        pillars=keys(words.pillars),
        areas={searchable(name): code for code, name in near.items()},
        consented=consented,
    )


def labels(choices: Any) -> dict[str, str]:
    """Return the values of a choice by their value and their words in both languages."""
    found = {searchable(value): str(value) for value in choices.values}
    for language in ("nl", "en"):
        with translation.override(language):
            found |= {searchable(str(one.label)): str(one.value) for one in choices}
    return found


def keys(words: Iterable[Word]) -> dict[str, str]:
    """Return the keys of the vocabulary by every way to write them."""
    return {searchable(spelling): one.id for one in words for spelling in spellings(one)}


def known_entries(organisation: Organisation) -> list[Known]:
    """Return what is on the map of an organisation, and what was taken off it."""
    found = Actor.objects.filter(organisation=organisation)
    return [known(one) for one in found.select_related("contact")]


def known(actor: Actor) -> Known:
    """Return an entry as rows are compared with it."""
    contact = getattr(actor, "contact", None)
    return Known(
        key=str(actor.pk),
        name=actor.name,
        area_code=actor.area_code,
        website=actor.website,
        email=contact.email if contact else "",
        on_map=actor.status == Actor.Status.ACTIVE,
        values={name: getattr(actor, name) for name in VALUES},
    )


def imports_of(organisation: Organisation) -> QuerySet[Import]:
    """Return what was read in and not taken back, the last first."""
    return Import.objects.filter(organisation=organisation).select_related("by")


def import_for(organisation: Organisation, import_id: UUID) -> Import:
    """Return one list that was read in; Http404 for a stranger (P3)."""
    found = imports_of(organisation).filter(pk=import_id).first()
    if found is None:
        raise Http404
    return found


def touched_since(done: Import) -> set[UUID]:
    """Return which entries of a list were changed, confirmed, asked or tied after it was read in, by hand or by a list."""
    entries = {str(pk): pk for pk in done.actors.values_list("pk", flat=True)}
    events = AuditEvent.objects.filter(organisation=done.organisation_id, subject="actor")
    subjects = events.filter(subject_id__in=list(entries)).values_list("subject_id", flat=True)
    others = AuditEvent.objects.filter(
        organisation=done.organisation_id, detail__other_id__in=list(entries)
    ).values_list("detail__other_id", flat=True)
    return {entries[one] for one in (*subjects, *others)} | touched_by_lists(done, entries)


def touched_by_lists(done: Import, entries: Mapping[str, UUID]) -> set[UUID]:
    """Return which entries of a list another list changed, tied, or gave a contact."""
    found: set[UUID] = set()
    for one in Import.objects.filter(organisation=done.organisation_id).exclude(pk=done.pk):
        found |= {entries[key] for key in one.before if key in entries}
        found |= set(Contact.objects.filter(pk__in=one.contacts).values_list("actor", flat=True))
        for ends in one.ties.values_list("source", "target"):
            found.update(ends)
    return found & set(entries.values())
