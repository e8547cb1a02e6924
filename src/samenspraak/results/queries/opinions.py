"""Reads of opinion groups: what was published of a round, and which sheets are known through it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from samenspraak.conversations.models import Response, Round
from samenspraak.core.opinions.picture import OpinionPicture
from samenspraak.results.models import OpinionGroups

Known = Mapping[str, frozenset[str]]
"""Statement → the responses that a figure of one opinion group was made of."""


def opinion_groups_of(round: Round) -> OpinionGroups | None:
    """Return what was kept of the search for opinion groups in a round; None when nobody looked yet."""
    return OpinionGroups.objects.filter(round=round).first()


def opinions_of(round: Round) -> OpinionPicture | None:
    """Return what may be shown of the opinion groups of a round, to whoever may see its release (P8).

    Who is in them can be a megabyte: pages do without.
    """
    found = OpinionGroups.objects.filter(round=round).values_list("picture", flat=True).first()
    return OpinionPicture.model_validate(found) if found else None


def are_groups_searched(round: Round) -> bool:
    """Say whether opinion groups were looked for; then the pictures of this round stay as they are (P4)."""
    return OpinionGroups.objects.filter(round=round).exists()


def kept_members(known: Iterable[Known]) -> list[dict[str, Any]]:
    """Return who is in each group as it is kept: everybody once, and per statement who did not answer."""
    return [kept_group(group) for group in known]


def kept_group(group: Known) -> dict[str, Any]:
    """Return one group as it is kept, in the order of random ids (P6)."""
    inside = frozenset[str]().union(*group.values())
    without = {item: sorted(inside - members) for item, members in group.items()}
    return {"in": sorted(inside), "without": without}


def known_of(found: OpinionGroups) -> tuple[dict[str, frozenset[str]], ...]:
    """Return per opinion group and statement whose answers its figures were made of."""
    return tuple(known_group(group) for group in found.members)


def known_group(group: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Return one group as ``core.change.Wave`` wants it."""
    inside = frozenset(group["in"])
    return {item: inside.difference(without) for item, without in group["without"].items()}


def groups_with(responses: Collection[UUID]) -> list[OpinionGroups]:
    """Return what was found in the rounds of these responses where one is a member, locked for a change."""
    rounds = Response.objects.filter(pk__in=responses).values("round")
    found = OpinionGroups.objects.select_for_update(of=("self",)).filter(round__in=rounds)
    return [one for one in found if any(not is_apart(group, responses) for group in one.members)]


def is_apart(group: Mapping[str, Any], responses: Collection[UUID]) -> bool:
    """Say whether none of these responses is in a group."""
    return {str(one) for one in responses}.isdisjoint(group["in"])
