"""Opinion groups: found in the answers, and only where they are clear and stable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from samenspraak.core.opinions.judging import Standards, stability, valleys
from samenspraak.core.opinions.parting import (
    Parting,
    Spots,
    different_places,
    nearest_centre,
    partings,
    silhouette,
    spots_of,
)
from samenspraak.core.opinions.plane import Plane, laid_out
from samenspraak.core.opinions.profile import counted, typical

MOST_GROUPS = 5

FEWEST_STATEMENTS = 4
"""With fewer statements the statements themselves say it all."""

FEWEST_TYPICAL = 2
"""A group on one statement only is that statement's distribution, not an opinion across statements."""

MANY_SPOTS = 100
"""A group at more spots than this is more than k different sheets for every k there can be."""

STRICT = Standards()


@dataclass(frozen=True)
class Crowd:
    """The people and statements that groups are looked for in.

    ``statements`` are the columns used; ``enough`` says who took a position on enough of them to decide
    on the groups; ``values`` is people × statements used, ``steps`` the steps of each.
    """

    values: np.ndarray
    steps: np.ndarray
    statements: tuple[int, ...]
    enough: np.ndarray


@dataclass(frozen=True)
class Candidate:
    """A parting of the crowd into groups, before it is judged.

    ``group_of`` has the group of each person, −1 for who is in none.
    """

    group_of: np.ndarray
    sizes: tuple[int, ...]
    parting: Parting
    spots: Spots

    @cached_property
    def silhouette(self) -> float:
        """The mean silhouette over those who decided on the groups."""
        return silhouette(self.spots, self.parting.group_of[0], self.parting.groups)


@dataclass(frozen=True)
class Search:
    """Everything found on the way to opinion groups, before judgement; it holds individual people."""

    crowd: Crowd
    plane: Plane
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class Evidence:
    """What groups were judged by: the silhouette, the depth of the shallowest valley, the stability."""

    silhouette: float
    depth: float
    stability: float


@dataclass(frozen=True)
class OpinionGroups:
    """Groups of people who answered alike; it holds individual people, so it is never shown itself.

    ``group_of`` has the group of each person (0 is the largest; −1: too few answers to say),
    ``statements`` the columns that counted, in which everybody is laid out in ``plane``. ``evidence`` is the weakest
    over the steps in which the groups were found.
    """

    group_of: np.ndarray
    sizes: tuple[int, ...]
    statements: tuple[int, ...]
    plane: Plane
    evidence: Evidence


def opinion_groups(
    values: np.ndarray,
    steps: Sequence[int],
    *,
    k: int = 5,
    audiences: Sequence[int] | None = None,
    standards: Standards = STRICT,
) -> OpinionGroups | None:
    """Return the opinion groups in people × statements; None where there are none that are clear and stable.

    *values* are steps from 1 (uint8), 0 = no position; *steps* has the steps per statement. *audiences* has a
    number per person: a statement counts only if at least half of every audience took a position, so that
    a question that was not put to some never makes a group of them. Of the partings into 2 … 5 groups of
    at least k that meet *standards* the one with the highest silhouette; then each of these is parted in two for
    as long as that meets *standards* as well, up to five groups (docs/methods.md, Opinion groups).
    """
    found = search(values, steps, k=k, audiences=audiences)
    first = _clearest(found, k, standards) if found else None
    if found is None or first is None:
        return None
    group_of, evidence = first
    groups = int(group_of.max()) + 1
    whole = list(range(groups))
    while whole and groups < MOST_GROUPS:
        members = np.flatnonzero(group_of == whole[0])
        halves = _halves(found.crowd, members, k, standards)
        if halves is None:
            whole.pop(0)
            continue
        group_of = group_of.copy()
        group_of[members[halves[0] == 1]] = groups
        evidence = _weakest(evidence, halves[1])
        whole.append(groups)
        groups += 1
    group_of, sizes = _largest_first(group_of, found.plane)
    return OpinionGroups(group_of, sizes, found.crowd.statements, found.plane, evidence)


def search(
    values: np.ndarray,
    steps: Sequence[int],
    *,
    k: int = 5,
    audiences: Sequence[int] | None = None,
    statement_part: float = 0.5,
    fewest_positions: int | None = None,
) -> Search | None:
    """Lay people out and part them into 2 … 5 groups, without judging; None with too few people or statements.

    A statement counts when *statement_part* of every audience took a position on it; a person decides on the
    groups with *fewest_positions* positions (None: half of the statements).
    """
    crowd = _crowd(values, steps, audiences, statement_part, fewest_positions)
    return _searched(crowd, k, most=MOST_GROUPS)


def _searched(crowd: Crowd, k: int, *, most: int) -> Search | None:
    if len(crowd.statements) < FEWEST_STATEMENTS or np.count_nonzero(crowd.enough) < 2 * k:
        return None
    plane = laid_out(crowd.values, crowd.steps, fitted=crowd.enough)
    spots = spots_of(plane.places[crowd.enough])
    everybody = crowd.enough.all() or _too_few_left(crowd, k)
    people = np.ones_like(crowd.enough) if everybody else crowd.enough
    candidates = tuple(_candidates(spots, plane, crowd, people, min(most, len(spots.people))))
    return Search(crowd=crowd, plane=plane, candidates=candidates)


def _crowd(
    values: np.ndarray,
    steps: Sequence[int],
    audiences: Sequence[int] | None,
    statement_part: float,
    fewest_positions: int | None,
) -> Crowd:
    lengths = np.asarray(steps, dtype=np.int64)
    _check(values, lengths)
    taken = _statements(values, audiences, statement_part)
    used = values if taken.all() else np.ascontiguousarray(values[:, taken])
    fewest = used.shape[1] / 2 if fewest_positions is None else fewest_positions
    return Crowd(
        values=used,
        steps=lengths[taken],
        statements=tuple(int(each) for each in np.flatnonzero(taken)),
        enough=_positions(used) >= max(fewest, 1),
    )


def _positions(values: np.ndarray) -> np.ndarray:
    """Return how many positions each person took."""
    if values.size and values.min():
        return np.full(len(values), values.shape[1])
    positions: np.ndarray = np.count_nonzero(values, axis=1)
    return positions


def _check(values: np.ndarray, steps: np.ndarray) -> None:
    if values.ndim != 2 or values.dtype != np.uint8 or values.shape[1] != len(steps):
        raise ValueError("expected people × statements as uint8, and the steps of each statement")
    if len(steps) and (steps.min() < 2 or (len(values) and (values.max(axis=0) > steps).any())):
        raise ValueError("a value lies outside its scale")


def _statements(values: np.ndarray, audiences: Sequence[int] | None, part: float) -> np.ndarray:
    """Return which statements count: enough positions in every audience."""
    groups = np.zeros(len(values), dtype=np.int64) if audiences is None else np.asarray(audiences)
    taken = np.ones(values.shape[1], dtype=bool)
    if len(values) and values.min():
        return taken
    for audience in np.unique(groups):
        members = values if audiences is None else values[groups == audience]
        taken &= np.count_nonzero(members, axis=0) >= max(part * len(members), 1)
    return taken


def _too_few_left(crowd: Crowd, k: int) -> bool:
    """Say whether those with too few answers are so few that leaving them out would give them away (P4)."""
    return int(np.count_nonzero(~crowd.enough)) < k


def _candidates(
    spots: Spots, plane: Plane, crowd: Crowd, people: np.ndarray, most: int
) -> Iterator[Candidate]:
    for parting in partings(spots, spots.people[None, :], most=most):
        group_of = np.full(len(people), -1, dtype=np.int64)
        group_of[crowd.enough] = parting.group_of[0][spots.spot_of]
        late = people & ~crowd.enough
        group_of[late] = nearest_centre(plane.places[late], parting.centres)[0]
        yield Candidate(
            group_of=group_of,
            sizes=tuple(np.bincount(group_of[people], minlength=parting.groups).tolist()),
            parting=parting,
            spots=spots,
        )


def _clearest(found: Search, k: int, standards: Standards) -> tuple[np.ndarray, Evidence] | None:
    """Return the group of each person in the best candidate that meets every standard."""
    apart = [
        (one, depth) for one in found.candidates if (depth := _depth(found, one, k, standards)) is not None
    ]
    for candidate, depth in sorted(apart, key=lambda one: (-one[0].silhouette, len(one[0].sizes))):
        evidence = _judged(found, candidate, k, depth, standards)
        if evidence:
            return candidate.group_of, evidence
    return None


def _halves(
    crowd: Crowd, members: np.ndarray, k: int, standards: Standards
) -> tuple[np.ndarray, Evidence] | None:
    """Look for two groups within one, in a plane of its own: four or five rarely all lie apart in one plane."""
    part = Crowd(
        values=crowd.values[members],
        steps=crowd.steps,
        statements=crowd.statements,
        enough=crowd.enough[members],
    )
    found = _searched(part, k, most=2)
    return _clearest(found, k, standards) if found else None


def _largest_first(group_of: np.ndarray, plane: Plane) -> tuple[np.ndarray, tuple[int, ...]]:
    """Number the groups by size; of equal groups the one with the higher answers first."""
    placed = group_of >= 0
    sizes = np.bincount(group_of[placed])
    along = np.bincount(group_of[placed], plane.places[placed, 0]) / sizes
    order = np.lexsort((-along, -sizes))
    rank = np.append(np.argsort(order), -1)
    return rank[group_of], tuple(sizes[order].tolist())


def _depth(found: Search, candidate: Candidate, k: int, standards: Standards) -> float | None:
    """Return the depth of the shallowest valley; None when it is too shallow, or a group is too small."""
    if min(candidate.sizes) < k:
        return None
    depth = 0.0
    for valley in valleys(candidate.spots, candidate.parting, found.plane.blur):
        depth = max(depth, valley.depth)
        if valley.chance > standards.chance or depth > standards.valley:
            return None
    return depth


def _judged(
    found: Search, candidate: Candidate, k: int, depth: float, standards: Standards
) -> Evidence | None:
    """Return the evidence when the candidate meets the other standards too, the cheapest asked first."""
    if candidate.silhouette < standards.silhouette or not _has_content(found, candidate, k):
        return None
    again = stability(candidate.spots, candidate.parting, resamples=standards.resamples)
    return Evidence(candidate.silhouette, depth, again) if again >= standards.stability else None


def _weakest(one: Evidence, other: Evidence) -> Evidence:
    return Evidence(
        silhouette=min(one.silhouette, other.silhouette),
        depth=max(one.depth, other.depth),
        stability=min(one.stability, other.stability),
    )


def _has_content(found: Search, candidate: Candidate, k: int) -> bool:
    """Say whether every group is k different sheets or more, and stands apart on more than one statement."""
    crowd, groups = found.crowd, range(len(candidate.sizes))
    if any(_different_sheets(found, candidate, group) < k for group in groups):
        return False
    counts = counted(crowd.values, candidate.group_of, len(groups), int(crowd.steps.max()))
    return all(len(typical(counts, crowd.steps, group)) >= FEWEST_TYPICAL for group in groups)


def _different_sheets(found: Search, candidate: Candidate, group: int) -> int:
    """Return how many places the people of a group are at, at least: a spot is one or more."""
    spots = int(np.count_nonzero(candidate.parting.group_of[0] == group))
    return spots if spots > MANY_SPOTS else different_places(found.plane.places[candidate.group_of == group])
