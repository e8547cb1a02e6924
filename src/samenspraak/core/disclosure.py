"""What may be shown without giving away the answers of fewer than k people (promise P4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from samenspraak.core.derivation import derivable
from samenspraak.core.kinds.kind import Tally
from samenspraak.core.scoring import NO_GROUP, Cells, total

__all__ = ["Plan", "PlannedGroup", "Preview", "derivable", "is_enough", "opened", "preview", "showable"]

FEWEST_FOR_PROTECTION = 8
"""Below this number of people expected, the named mode is the honest one (P4)."""


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
    ``merge`` proposes display groups (lists of group keys) under which nobody stays hidden: only
    the groups to put together, those that can stay as they are are not in it (empty when no
    proposal is needed or possible); ``named_advised`` when fewer than eight are expected or no
    group could ever be shown.
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
    parts = _parts(plan)
    expected = sum(part.expected for part in parts)
    counts = {part.displays[0]: part.expected for part in parts}
    shown = showable(counts, k=plan.k)
    everybody = expected >= plan.k
    return Preview(
        expected=expected,
        shown=tuple(key for key in counts if key in shown),
        hidden=tuple(key for key in counts if key not in shown),
        total_shown=everybody,
        merge=_proposal(parts, plan.k) if everybody else (),
        named_advised=plan.mode == "protected" and expected < max(FEWEST_FOR_PROTECTION, plan.k),
    )


def is_enough(people: int, *, k: int) -> bool:
    """Say whether a figure of so many people gives nobody away: it is of nobody, or of at least k."""
    return people == 0 or people >= k


def showable(
    counts: Mapping[str, int], *, k: int, hidden_rest: int = 0, entered: Mapping[str, int] | None = None
) -> frozenset[str]:
    """Return the display groups that may be shown beside their total (complement rule).

    *counts* has the number of people per display group, *hidden_rest* those in no display group;
    *entered* how many of them had their answers typed in by somebody else (under NO_GROUP those of the rest).
    A shown group has at least k people, and those not shown together are none or at least k: where
    they are fewer, the smallest group shown is hidden with them (of equal groups the last by key). Of those
    who answered themselves there are none or at least k as well, in each shown group and in the rest.
    """
    typed = entered or {}
    own = {key: counts[key] - typed.get(key, 0) for key in counts}
    large = (key for key in counts if counts[key] >= k and is_enough(own[key], k=k))
    shown = sorted(large, key=lambda key: (-counts[key], key))
    rest = hidden_rest + sum(counts[key] for key in counts if key not in shown)
    own_rest = hidden_rest - typed.get(NO_GROUP, 0) + sum(own[key] for key in counts if key not in shown)
    while shown and not (is_enough(rest, k=k) and is_enough(own_rest, k=k)):
        hidden = shown.pop()
        rest, own_rest = rest + counts[hidden], own_rest + own[hidden]
    return frozenset(shown)


def opened(cells: Cells, *, k: int, entered: Mapping[str, int] | None = None) -> dict[str, Tally] | None:
    """Return the tallies of one item that may be shown: per display group, and the others as one.

    The others (everybody who is not shown in a group) stand under NO_GROUP and only count in the
    total. None when fewer than k people answered the item, "weet ik niet" included. *entered* has per cell
    how many of these answers somebody else typed in: None too when 1 … k−1 people answered themselves.
    """
    counts = {key: tally.answered for key, tally in cells.items()}
    people = sum(counts.values())
    if people < k or not is_enough(people - sum((entered or {}).values()), k=k):
        return None
    hidden_rest = counts.pop(NO_GROUP, 0)
    shown = showable(counts, k=k, hidden_rest=hidden_rest, entered=entered)
    rest = total(tally for key, tally in cells.items() if key not in shown)
    return {**{key: cells[key] for key in cells if key in shown}, NO_GROUP: rest}


@dataclass(frozen=True)
class _Part:
    """A display group in the making: the display keys and group keys it holds."""

    place: int
    displays: tuple[str, ...]
    groups: tuple[str, ...]
    audiences: frozenset[str]
    expected: int


def _parts(plan: Plan) -> list[_Part]:
    return [_part(plan, place, display) for place, display in enumerate(plan.displays)]


def _part(plan: Plan, place: int, display: str) -> _Part:
    members = [group for group in plan.groups if group.display == display]
    return _Part(
        place=place,
        displays=(display,),
        groups=tuple(group.key for group in members),
        audiences=frozenset(group.audience for group in members),
        expected=sum(group.expected for group in members),
    )


def _proposal(parts: Iterable[_Part], k: int) -> tuple[tuple[str, ...], ...]:
    """Put the smallest hidden group with its nearest, until nobody stays hidden."""
    remaining = [part for part in parts if part.expected]
    while len(remaining) > 1:
        smallest = min(remaining, key=lambda part: (part.expected, part.place))
        if smallest.expected >= k:
            break
        others = [part for part in remaining if part is not smallest]
        nearest = min(others, key=lambda part: _distance(smallest, part, k))
        remaining = [part for part in others if part is not nearest] + [_joined(smallest, nearest)]
    merged = (part for part in remaining if len(part.displays) > 1)
    return tuple(part.groups for part in sorted(merged, key=lambda part: part.place))


def _distance(part: _Part, other: _Part, k: int) -> tuple[bool, bool, int, int]:
    """Rank candidates: the same audience first, then one that is hidden as well, then the smallest."""
    return not part.audiences & other.audiences, other.expected >= k, other.expected, other.place


def _joined(part: _Part, other: _Part) -> _Part:
    first, second = sorted((part, other), key=lambda each: each.place)
    return _Part(
        place=first.place,
        displays=first.displays + second.displays,
        groups=first.groups + second.groups,
        audiences=first.audiences | second.audiences,
        expected=first.expected + second.expected,
    )
