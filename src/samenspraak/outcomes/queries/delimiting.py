"""Reads of the delimitation of a round: the group's own words beside what the picture says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samenspraak.conversations.models import Round
from samenspraak.core.delimiting import SECTIONS, Draft, Moves, Point, Section, drafted, moved
from samenspraak.core.picture import Picture
from samenspraak.core.sheet import QuestionList
from samenspraak.core.spheres import SpherePicture, sphere_picture
from samenspraak.organisations.models import AuditEvent
from samenspraak.outcomes.models import Delimitation, Passage

EMPTY = Draft(points=())
NO_MOVES = Moves(come=(), gone=(), otherwise=())


@dataclass(frozen=True)
class Part:
    """One section: the passage, what the picture says now, and what that says otherwise than before.

    A section nobody wrote has an empty passage of version 0; of one that was written in an earlier round,
    ``inherited`` is that round's number, and its words stand here as a start.
    """

    section: Section
    passage: Passage
    points: tuple[Point, ...]
    moves: Moves
    inherited: int | None

    @property
    def is_written(self) -> bool:
        """Say whether the group of this round has kept a text."""
        return self.passage.version > 0

    @property
    def has_text(self) -> bool:
        """Say whether there is a text of the group, of this round or an earlier one."""
        return self.is_written or self.inherited is not None

    @property
    def has_moved(self) -> bool:
        """Say whether the picture says something else than when the text was written."""
        return self.has_text and self.moves != NO_MOVES


@dataclass(frozen=True)
class Delimiting:
    """The whole delimitation of a round. ``placed`` is None before there is a picture."""

    round: Round
    placed: SpherePicture | None
    parts: tuple[Part, ...]
    agreed: Delimitation

    def of(self, section: str) -> Part | None:
        """Return one section; None when there is no such section."""
        return next((part for part in self.parts if part.section == section), None)

    @property
    def first(self) -> Part | None:
        """Return the section to write next; None when all are written."""
        return next((part for part in self.parts if not part.is_written), None)

    @property
    def written(self) -> tuple[Part, ...]:
        """Return the sections of which the group of this round kept a text."""
        return tuple(part for part in self.parts if part.is_written)


@dataclass(frozen=True)
class Change:
    """Something that happened to a section: who did it, when, and what the text was before."""

    at: datetime
    who: str
    before: str


def delimiting_of(round: Round, questions: QuestionList, picture: Picture | None) -> Delimiting | None:
    """Return the delimitation of a round; None for an instrument without cards."""
    if not questions.cards:
        return None
    placed = sphere_picture(picture, questions) if picture else None
    placing = questions.instrument.placing
    spheres = [sphere.id for sphere in placing.spheres] if placing else []
    draft = drafted(placed, spheres=spheres) if placed else EMPTY
    kept = passages_up_to(round)
    return Delimiting(
        round=round,
        placed=placed,
        parts=tuple(part(section, draft, kept, round) for section in SECTIONS),
        agreed=Delimitation.objects.filter(round=round).first() or Delimitation(round=round, version=0),
    )


def passages_up_to(round: Round) -> dict[str, list[Passage]]:
    """Return the passages per section of this round and those before it, the latest first."""
    found = Passage.objects.filter(
        round__conversation=round.conversation_id, round__number__lte=round.number
    ).select_related("round")
    kept: dict[str, list[Passage]] = {}
    for passage in found.order_by("-round__number"):
        kept.setdefault(passage.section, []).append(passage)
    return kept


def part(section: Section, draft: Draft, kept: dict[str, list[Passage]], round: Round) -> Part:
    """Return one section: its own passage, or that of an earlier round to begin with."""
    points = draft.of(section)
    latest = next(iter(kept.get(section, ())), None)
    if latest is None:
        return Part(section, Passage(round=round, section=section, version=0), points, NO_MOVES, None)
    moves = moved(points_of(latest.basis), points) if draft.points else NO_MOVES
    if latest.round_id == round.pk:
        return Part(section, latest, points, moves, None)
    start = Passage(
        round=round,
        section=section,
        text=latest.text,
        reason=latest.reason,
        reservations=latest.reservations,
        basis=latest.basis,
        version=0,
    )
    return Part(section, start, points, moves, latest.round.number)


def points_of(basis: Iterable[Any]) -> tuple[Point, ...]:
    """Return kept points; those of a kind that this version does not know say nothing."""
    found = []
    for one in basis:
        try:
            found.append(Point.model_validate(one))
        except ValueError:
            continue
    return tuple(found)


def history_of(round: Round, section: str) -> list[Change]:
    """Return what happened to a section in this round, the latest first."""
    events = AuditEvent.objects.filter(subject_id=str(round.conversation_id), verb="delimitation_saved")
    events = events.filter(detail__round=round.number, detail__section=section).select_related("actor")
    return [
        Change(
            at=event.at,
            who=str(event.actor) if event.actor else "",
            before=str((event.detail.get("changed", {}).get("text") or [""])[0] or ""),
        )
        for event in events.order_by("-at", "-id")
    ]


def last_writer(round: Round, section: str) -> str:
    """Return the name of whoever last kept a section; empty when nobody did."""
    return next((change.who for change in history_of(round, section)), "")
