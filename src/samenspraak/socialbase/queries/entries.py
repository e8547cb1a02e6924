"""Reads of one entry: itself, whom to reach, its ties from both sides, its roles and its history."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from samenspraak.core.text import searchable
from samenspraak.organisations.models import AuditEvent, Organisation
from samenspraak.socialbase.models import SYMMETRIC, Actor, Contact, Part, Tie
from samenspraak.socialbase.queries.map import on_map


@dataclass(frozen=True)
class TieLine:
    """A tie as one of its ends sees it. *said* and *heard*: this end, and the other, confirmed it."""

    tie: Tie
    other: Actor
    outgoing: bool
    said: bool
    heard: bool

    @property
    def symmetric(self) -> bool:
        """Say whether it means the same in both directions."""
        return self.tie.kind in SYMMETRIC

    @property
    def one_sided(self) -> bool:
        """Say whether at most one end confirmed it."""
        return not (self.said and self.heard)


def entry_for(organisation: Organisation, actor_id: UUID) -> Actor:
    """Return an entry on the map; Http404 for a stranger (P3) and for what was taken off."""
    one = on_map(organisation).filter(pk=actor_id).select_related("keeper", "organisation").first()
    if one is None:
        raise Http404
    return one


def contact_of(actor: Actor) -> Contact | None:
    """Return whom to reach; None when nobody gave consent."""
    return Contact.objects.filter(actor=actor).first()


def ties_of(actor: Actor) -> list[TieLine]:
    """Return the ties of an entry with other entries on the map, its own first."""
    ends = Q(source=actor, target__status=Actor.Status.ACTIVE) | Q(
        target=actor, source__status=Actor.Status.ACTIVE
    )
    found = Tie.objects.filter(ends).select_related("source", "target")
    lines = [line_of(tie, actor) for tie in found]
    return sorted(lines, key=lambda line: (not line.outgoing, line.tie.kind, line.other.name.casefold()))


def line_of(tie: Tie, actor: Actor) -> TieLine:
    """Return a tie as one of its ends sees it; what means the same both ways counts as its own."""
    is_source = tie.source_id == actor.pk
    sides = (tie.confirmed_by_source is not None, tie.confirmed_by_target is not None)
    return TieLine(
        tie=tie,
        other=tie.target if is_source else tie.source,
        outgoing=is_source or tie.kind in SYMMETRIC,
        said=sides[0 if is_source else 1],
        heard=sides[1 if is_source else 0],
    )


def tie_for(actor: Actor, tie_id: UUID) -> Tie:
    """Return a tie of an entry; Http404 for any other."""
    found = Tie.objects.filter(Q(source=actor) | Q(target=actor), pk=tie_id)
    one = found.select_related("source", "target").first()
    if one is None:
        raise Http404
    return one


def others_of(actor: Actor) -> QuerySet[Actor]:
    """Return the entries that one can be tied to: all others on the map."""
    return on_map(actor.organisation).exclude(pk=actor.pk)


def parts_of(actor: Actor) -> QuerySet[Part]:
    """Return the roles of an entry in the register."""
    return Part.objects.filter(actor=actor)


def history_of(actor: Actor) -> QuerySet[AuditEvent]:
    """Return what happened to an entry, and to ties that others laid with it, newest first."""
    about = Q(subject="actor", subject_id=str(actor.pk)) | Q(detail__other_id=str(actor.pk))
    return AuditEvent.objects.filter(about, organisation=actor.organisation_id).select_related("actor")


def name_taken(organisation: Organisation, name: str, area_code: str, *, but: UUID | None = None) -> bool:
    """Say whether an entry of this name is on the map already, in the same area."""
    same_place = on_map(organisation).filter(area_code=area_code)
    names = {searchable(one) for pk, one in same_place.values_list("pk", "name") if pk != but}
    return searchable(name) in names


def part_for(organisation: Organisation, part_id: UUID) -> Part:
    """Return a line of the register; Http404 for a stranger (P3)."""
    found = Part.objects.filter(organisation=organisation, pk=part_id).select_related("actor").first()
    if found is None:
        raise Http404
    return found
