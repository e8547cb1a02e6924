"""What may be shown without giving away the answers of fewer than k people (promise P4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class PlannedGroup(BaseModel):
    """A stakeholder group as frozen in the plan; *display* is the key of its display group."""

    model_config = ConfigDict(frozen=True)

    key: str
    name: str
    audience: str
    expected: int
    display: str


class Plan(BaseModel):
    """The promises of one round, frozen when it opens.

    In named mode k is 1 and every person agreed beforehand to be seen by name. ``displays``
    names the display groups (several groups shown as one, or a group by itself).
    """

    model_config = ConfigDict(frozen=True)

    k: Annotated[int, Field(ge=1, le=100)]
    mode: Literal["protected", "named"]
    groups: tuple[PlannedGroup, ...]
    displays: Mapping[str, str]

    def display_of(self, group: str | None) -> str | None:
        """Return the display group of a group key; None for a mixed table."""
        return next((planned.display for planned in self.groups if planned.key == group), None)


class Preview(BaseModel):
    """What the expected numbers will let a group see, worded by the rooms.

    ``shown`` and ``hidden`` hold display keys; ``total_shown`` says whether the whole is shown;
    ``merge`` proposes display groups (lists of group keys) under which nobody stays hidden
    (empty when no proposal is needed or possible); ``named_advised`` when fewer than eight are
    expected or no group could ever be shown.
    """

    model_config = ConfigDict(frozen=True)

    expected: int
    shown: tuple[str, ...]
    hidden: tuple[str, ...]
    total_shown: bool
    merge: tuple[tuple[str, ...], ...]
    named_advised: bool


def preview(plan: Plan) -> Preview:
    """Return what this plan will show if everybody who is expected answers."""
    raise NotImplementedError


def showable(counts: Mapping[str, int], *, k: int, hidden_rest: int = 0) -> frozenset[str]:
    """Return the display groups that may be shown beside their total (complement rule).

    *counts* has the number of people per display group, *hidden_rest* those in no display group.
    A shown group has at least k people, and those not shown together are none or at least k.
    """
    raise NotImplementedError


def derivable(tables: Iterable[frozenset[str]], sizes: Mapping[str, int], *, k: int) -> list[frozenset[str]]:
    """Return the sets of atoms holding 1 … k−1 people whose sum follows from the released tables.

    *tables* are released sums, each over a set of atoms (disjoint sets of people-at-a-moment);
    *sizes* the people per atom. Solved over the rationals, so any combination of tables counts.
    """
    raise NotImplementedError
