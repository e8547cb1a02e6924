"""Writes of ties: claimed by one side, confirmed by the other, taken away by either."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from samenspraak.organisations.models import User
from samenspraak.socialbase.models import ONE_WAY, SYMMETRIC, Actor, Tie
from samenspraak.socialbase.services.entries import hold, log_entry


class TieToItself(Exception):
    """Nobody has a tie to themselves."""


class TieExists(Exception):
    """There is such a tie already, perhaps written down from the other side."""

    def __init__(self, tie: Tie) -> None:
        self.tie = tie
        super().__init__(tie)


class TieTheOtherWay(Exception):
    """There is such a tie the other way round, and both cannot be."""

    def __init__(self, tie: Tie) -> None:
        self.tie = tie
        super().__init__(tie)


@dataclass(frozen=True)
class Ends:
    """The two ends of a tie as it is stored: symmetric ones from the lower id to the higher."""

    source: Actor
    target: Actor
    turned: bool


def ends(source: Actor, target: Actor, kind: str) -> Ends:
    """Return how a tie is stored, so that the same one is recognised from either side."""
    turned = kind in SYMMETRIC and target.pk.int < source.pk.int
    return Ends(target, source, turned) if turned else Ends(source, target, turned)


@transaction.atomic
def tie(
    source: Actor,
    target: Actor,
    *,
    kind: str,
    strength: int,
    note: str,
    said_by: frozenset[str],
    by: User | None,
    now: datetime,
) -> Tie:
    """Lay a tie; *said_by* has "source" and "target" for whoever says so themselves, as they were given.

    TieToItself, TieExists, TieTheOtherWay; EntryGone when one of them is not on the map any more.
    """
    if source.pk != target.pk:
        hold(source, target)
    refuse_impossible(source, target, kind)
    stored, today = ends(source, target, kind), localdate(now)
    sides = ("target", "source") if stored.turned else ("source", "target")
    made, is_new = Tie.objects.get_or_create(
        source=stored.source,
        target=stored.target,
        kind=kind,
        defaults={
            "organisation": source.organisation,
            "strength": strength,
            "note": note,
            "confirmed_by_source": today if sides[0] in said_by else None,
            "confirmed_by_target": today if sides[1] in said_by else None,
        },
    )
    if not is_new:
        raise TieExists(made)
    log_tie(made, "tie_added", by=by, now=now)
    return made


def refuse_impossible(source: Actor, target: Actor, kind: str) -> None:
    """Refuse a tie to itself, to another organisation's entry, and one that contradicts the other way round."""
    if source.pk == target.pk:
        raise TieToItself
    if source.organisation_id != target.organisation_id:
        raise ValueError("a tie stays within one map")
    back = Tie.objects.filter(source=target, target=source, kind=kind).first() if kind in ONE_WAY else None
    if back is not None:
        raise TieTheOtherWay(back)


@transaction.atomic
def change_tie(tie: Tie, *, strength: int, note: str, by: User, now: datetime) -> None:
    """Change how strong a tie is and what is noted with it."""
    if (tie.strength, tie.note) == (strength, note):
        return
    tie.strength, tie.note = strength, note
    tie.save(update_fields=["strength", "note"])
    log_tie(tie, "tie_changed", by=by, now=now)


@transaction.atomic
def confirm_tie(tie: Tie, *, side: Actor, by: User | None, now: datetime) -> None:
    """Note that one side says that the tie is right."""
    day: date = localdate(now)
    field = "confirmed_by_source" if tie.source_id == side.pk else "confirmed_by_target"
    if getattr(tie, field) == day:
        return
    setattr(tie, field, day)
    tie.save(update_fields=[field])
    log_tie(tie, "tie_confirmed", by=by, now=now)


@transaction.atomic
def remove_tie(tie: Tie, *, by: User | None, now: datetime, refused: bool = False) -> bool:
    """Take a tie away; *refused*: one of its sides says it is not so. False when it was gone already."""
    known = Tie.objects.select_related("source", "target").filter(pk=tie.pk).first()
    if known is None:
        return False
    log_tie(known, "tie_refused" if refused else "tie_removed", by=by, now=now)
    known.delete()
    return True


def log_tie(tie: Tie, verb: str, *, by: User | None, now: datetime) -> None:
    """Record what happened to a tie, at its source."""
    target = tie.target
    log_entry(tie.source, verb, by=by, now=now, other=target.name, other_id=str(target.pk), kind=tie.kind)
