"""Reads of how a conversation goes on: how far stops 4 to 7 are, and the rounds before and after this one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Count, Exists, OuterRef, Subquery

from samenspraak.conversations.models import Round
from samenspraak.conversations.queries.rounds import rounds_with_questions
from samenspraak.outcomes.models import Action, JointPosition, Passage

MEMORY = "_outcomes_course"


@dataclass(frozen=True)
class Course:
    """How far a round is in stops 4 to 7."""

    positions: int
    actions: int
    passages: int
    followed: bool


def course_of(round: Round) -> Course:
    """Return how far a round is; read once for all stops of the path."""
    known = cast(Course | None, round.__dict__.get(MEMORY))
    if known is None:
        known = round.__dict__[MEMORY] = read_course(round)
    return known


def read_course(round: Round) -> Course:
    """Read how far a round is, in one query."""
    later = Round.objects.filter(conversation=OuterRef("conversation"), number__gt=OuterRef("number"))
    counts = Round.objects.filter(pk=round.pk).values_list(
        Subquery(counted(JointPosition.objects.filter(now__isnull=False))),
        Subquery(counted(Action.objects.all())),
        Subquery(counted(Passage.objects.all())),
        Exists(later),
    )
    positions, actions, passages, followed = counts.get()
    return Course(positions=positions or 0, actions=actions or 0, passages=passages or 0, followed=followed)


def counted(rows: Any) -> Any:
    """Return a subquery that counts the rows of the outer round."""
    per_round = rows.filter(round=OuterRef("pk")).order_by().values("round")
    return per_round.annotate(number=Count("pk")).values("number")


def round_before(round: Round) -> Round | None:
    """Return the round before this one."""
    return neighbour(round, round.number - 1)


def round_after(round: Round) -> Round | None:
    """Return the round after this one, also while it is prepared."""
    return neighbour(round, round.number + 1)


def neighbour(round: Round, number: int) -> Round | None:
    """Return the round of the same conversation with this number."""
    return rounds_with_questions().filter(conversation=round.conversation_id, number=number).first()
