"""Released tallies together with how many people were expected: all that a measure may know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from samenspraak.core.disclosure import Plan, PlannedGroup
from samenspraak.core.kinds.kind import Tally
from samenspraak.core.parts import Item
from samenspraak.core.scoring import NO_GROUP, Cells, total
from samenspraak.core.sheet import QuestionList

Samples = Mapping[str, "Sample"]
"""One item: what is known per display group, and of everybody else together under NO_GROUP."""


@dataclass(frozen=True)
class Sample:
    """A released tally of a set of people, and how many were expected to answer (0: not known)."""

    tally: Tally
    expected: int

    @property
    def counts(self) -> tuple[int, ...]:
        """The people per step."""
        return self.tally.counts

    @cached_property
    def positions(self) -> int:
        """The number of people who took a position."""
        return sum(self.tally.counts)

    @cached_property
    def population(self) -> Fraction | None:
        """How many would take a position if everybody answered, with "weet ik niet" as often as now.

        None when nobody was expected: then those who answered are a few out of many.
        """
        if not self.expected or not self.tally.answered:
            return None
        return self.positions * max(Fraction(1), Fraction(self.expected, self.tally.answered))

    @cached_property
    def missing(self) -> Fraction | None:
        """How many of the population did not answer; None when that is not known."""
        return None if self.population is None else self.population - self.positions


def samples(
    figures: Mapping[str, Cells], questions: QuestionList, plan: Plan
) -> dict[str, dict[str, Sample]]:
    """Return the released tallies with the number expected: item → display group (or NO_GROUP) → sample."""
    return {item: _samples(cells, questions.item(item), plan) for item, cells in figures.items()}


def everybody(cells: Samples) -> Sample | None:
    """Add all groups of one item together; None when there are none."""
    every = list(cells.values())
    if not every:
        return None
    return Sample(tally=total(each.tally for each in every), expected=sum(each.expected for each in every))


def groups_of(cells: Samples) -> dict[str, Sample]:
    """Return the display groups that are shown by themselves and took a position."""
    return {key: each for key, each in cells.items() if key != NO_GROUP and each.positions}


def _samples(cells: Cells, item: Item, plan: Plan) -> dict[str, Sample]:
    asked = [group for group in plan.groups if not item.audience or group.audience in item.audience]
    shown = {key: _expected(asked, [key]) for key in cells if key != NO_GROUP}
    rest = {group.display for group in asked} - shown.keys()
    return {
        key: Sample(tally=tally, expected=shown[key] if key in shown else _expected(asked, rest))
        for key, tally in cells.items()
    }


def _expected(asked: Iterable[PlannedGroup], displays: Iterable[str]) -> int:
    wanted = set(displays)
    return sum(group.expected for group in asked if group.display in wanted)
