"""Reads of how many answer sheets came in, per group; never what is on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Sum

from samenspraak.conversations.models import Response, Round
from samenspraak.conversations.queries.plans import plan_for
from samenspraak.core.disclosure import PlannedGroup

# What came in. A withdrawn sheet that was shown stays in the count until a picture has gone without it.
CAME_IN = (Response.Status.SENT, Response.Status.WITHDRAWN)


@dataclass(frozen=True)
class Sheets:
    """How many sheets of one group, source and status there are, and for how many people they speak."""

    group: str | None
    source: str
    status: str
    sheets: int
    people: int


@dataclass(frozen=True)
class GroupCount:
    """How many sheets one group sent and began; a table is one sheet for several people."""

    name: str
    expected: int
    sent: int
    begun: int
    tables: int
    people: int

    @property
    def is_above_expected(self) -> bool:
        """Say whether more people answered than were expected."""
        return self.people > self.expected > 0


@dataclass(frozen=True)
class RoundCounts:
    """The counts of all groups of a round, and of tables where groups sat mixed."""

    groups: tuple[GroupCount, ...]
    mixed: GroupCount
    sent: int
    begun: int
    people: int
    expected: int

    @property
    def has_tables(self) -> bool:
        """Say whether a table sent a sheet."""
        return any(group.tables for group in (*self.groups, self.mixed))

    @property
    def silent(self) -> tuple[str, ...]:
        """Return the names of the groups that were expected and from whom nothing came yet."""
        return tuple(group.name for group in self.groups if group.expected and not group.sent)

    @property
    def above_expected(self) -> tuple[GroupCount, ...]:
        """Return the groups from which more came than was expected."""
        return tuple(group for group in self.groups if group.is_above_expected)


def sheets_of(round: Round) -> list[Sheets]:
    """Return the numbers of sheets of a round, in one query."""
    counted = round.responses.annotate(key=F("group__key"))
    rows = counted.values_list("key", "source", "status").annotate(sheets=Count("pk"), speaking=Sum("people"))
    return [Sheets(*row) for row in rows]


def counts_of(round: Round) -> RoundCounts:
    """Return the counts of one round."""
    rows = sheets_of(round)
    groups = tuple(group_count(planned, rows) for planned in plan_for(round).groups)
    every = count_of("", sum(group.expected for group in groups), rows)
    return RoundCounts(
        groups=groups,
        mixed=count_of("", 0, [row for row in rows if row.group is None]),
        sent=every.sent,
        begun=every.begun,
        people=every.people,
        expected=every.expected,
    )


def group_count(group: PlannedGroup, rows: Iterable[Sheets]) -> GroupCount:
    """Return the counts of one group of the plan."""
    return count_of(group.name, group.expected, [row for row in rows if row.group == group.key])


def count_of(name: str, expected: int, rows: Iterable[Sheets]) -> GroupCount:
    """Return the sums of these rows."""
    every = list(rows)
    sent = [row for row in every if row.status in CAME_IN]
    return GroupCount(
        name=name,
        expected=expected,
        sent=sum(row.sheets for row in sent),
        begun=sum(row.sheets for row in every if row.status == Response.Status.BEGUN),
        tables=sum(row.sheets for row in sent if row.source == Response.Source.TABLE),
        people=sum(row.people for row in sent),
    )


def received_per_round(rounds: Iterable[UUID]) -> dict[UUID, int]:
    """Return for how many people sheets were sent, for many rounds in one query."""
    sent = Response.objects.filter(round__in=list(rounds), status__in=CAME_IN)
    return dict(sent.values_list("round").annotate(speaking=Sum("people")))
