"""What every conversation of the demo goes through, by the product's own services with an earlier clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import numpy as np

from samenspraak.conversations.models import (
    InstrumentVersion,
    Participant,
    Remark,
    Response,
    Round,
    StakeholderGroup,
)
from samenspraak.conversations.queries.instruments import instrument_of
from samenspraak.conversations.services.preparing import (
    GroupRow,
    describe,
    protect,
    set_groups,
    start_conversation,
)
from samenspraak.organisations.models import Organisation, User
from samenspraak.results.queries.releases import latest_release
from samenspraak.results.queries.remarks import bundles
from samenspraak.results.services import publish_remarks

KEPT_FOR = timedelta(days=700)
WITHHELD = 7  # of so many remarks the facilitator keeps one back

Draw = Callable[[StakeholderGroup, int], Iterable[str]]
"""Draws the answer sheets of so many people of a group."""


@dataclass(frozen=True)
class Cast:
    """Who plays, and when "now" is."""

    organisation: Organisation
    anna: User
    bram: User
    now: datetime


def prepared(cast: Cast, told: Mapping[str, Any], part: str, *, at: datetime) -> Round:
    """Prepare a conversation as a facilitator would, and return its draft round."""
    shipped = InstrumentVersion.objects.filter(slug=told["instrument"], conversation=None)
    round = start_conversation(
        cast.organisation,
        key=uuid4(),
        title=told[part]["title"],
        instrument=shipped.latest("pk"),
        actor=cast.anna,
        now=at,
    )
    describe(round, purpose=told[part]["purpose"], area_code="", actor=cast.anna, now=at)
    suggested = {group.id: group for group in instrument_of(round.conversation.instrument).groups}
    rows = [
        GroupRow(
            key=one["key"],
            name=suggested[one["key"]].name.nl,
            audience=suggested[one["key"]].audience,
            expected=one["expected"],
        )
        for one in told["groups"]
    ]
    set_groups(round, rows, actor=cast.anna, now=at)
    share_displays(round, told["groups"], actor=cast.anna, at=at)
    return round


def share_displays(round: Round, told: Sequence[Mapping[str, Any]], *, actor: User, at: datetime) -> None:
    """Show the small groups together, under the name the story gives them."""
    first_of: dict[str, str] = {}
    for one in told:
        first_of.setdefault(one["display"], one["key"])
    protect(
        round,
        mode="protected",
        k=5,
        displays={one["key"]: first_of[one["display"]] for one in told},
        names={first_of[one["display"]]: one["display_name"] for one in told},
        actor=actor,
        now=at,
    )


def answer(
    round: Round,
    draw: Draw,
    *,
    share: float,
    stayers: Mapping[str, Sequence[Participant]] | None = None,
) -> dict[str, list[Participant]]:
    """Let this share of the expected people answer; return them by group, those who were here before first."""
    per_group: dict[str, list[Participant]] = {}
    for group in round.conversation.groups.all():
        people = max(2, round_half_up(group.expected * share))
        same = list((stayers or {}).get(group.key, ()))[:people]
        new = [participant(round) for _ in range(people - len(same))]
        Participant.objects.bulk_create(new)
        per_group[group.key] = [*same, *new]
        Response.objects.bulk_create(
            Response(
                round=round,
                participant=who,
                group=group,
                status=Response.Status.SENT,
                sheet=sheet,
                begun_key=uuid4(),
                day=round.opens_at.date(),
            )
            for who, sheet in zip(per_group[group.key], draw(group, people), strict=True)
        )
    return per_group


def round_half_up(number: float) -> int:
    """Return the nearest whole number."""
    return int(number + 0.5)


def participant(round: Round) -> Participant:
    """Return somebody who keeps the code for a next round."""
    return Participant(
        conversation=round.conversation,
        code_hash=uuid4().hex + uuid4().hex,
        keep=True,
        kept_until=(round.opens_at + KEPT_FOR).date(),
    )


def write_remarks(round: Round, told: Mapping[str, Sequence[str]], random: np.random.Generator) -> None:
    """Spread the story's remarks over people, at most one per person and question."""
    responses = list(round.responses.order_by("id"))
    for item, texts in told.items():
        writers = random.choice(len(responses), size=len(texts), replace=False)
        Remark.objects.bulk_create(
            Remark(round=round, response=responses[writer], item=item, text=text)
            for writer, text in zip(writers, texts, strict=True)
        )


def show_remarks(round: Round, *, actor: User) -> None:
    """Let most remarks through, as a facilitator who reads them would."""
    last = latest_release(round)
    if last is None:
        return
    readable = [one.pk for bundle in bundles(last) for one in bundle.remarks]
    choices = {pk: place % WITHHELD != WITHHELD - 1 for place, pk in enumerate(readable)}
    publish_remarks(round, choices, now=round.closes_at, actor=actor)
