"""Plays the demo's past through the product's own services, with an earlier clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import numpy as np

from samenspraak.conversations.models import GRACE, InstrumentVersion, Participant, Remark, Response, Round
from samenspraak.conversations.queries.rounds import questions_of
from samenspraak.conversations.services.answering import finish_round
from samenspraak.conversations.services.preparing import (
    GroupRow,
    describe,
    protect,
    set_groups,
    start_conversation,
)
from samenspraak.conversations.services.rounds import close_round, open_round, start_next_round
from samenspraak.demo.figures import lay_beside
from samenspraak.demo.outcomes import agree_actions, agree_positions, take_notes
from samenspraak.demo.simulation import leaning, sheets
from samenspraak.organisations.models import Organisation, User
from samenspraak.results.queries.releases import latest_release
from samenspraak.results.queries.remarks import bundles
from samenspraak.results.services import compare, look_for_groups, publish_remarks, release

SLUG = "armoede-en-gezondheid"
OPEN_FOR = timedelta(days=14)
FIRST = timedelta(days=390)
SECOND = timedelta(days=40)
STAYERS_PER_GROUP = 0.65
KEPT_FOR = timedelta(days=700)
SEED = 2026


@dataclass(frozen=True)
class Cast:
    """Who plays, the story they play, and when "now" is."""

    organisation: Organisation
    anna: User
    bram: User
    told: dict[str, Any]
    now: datetime


def prepared(cast: Cast, part: str, *, at: datetime, slug: str = SLUG) -> Round:
    """Prepare a conversation as a facilitator would, and return its draft round."""
    told = cast.told
    round = start_conversation(
        cast.organisation,
        key=uuid4(),
        title=told[part]["title"],
        instrument=InstrumentVersion.objects.filter(slug=slug, conversation=None).latest("pk"),
        actor=cast.anna,
        now=at,
    )
    describe(round, purpose=told[part]["purpose"], area_code="", actor=cast.anna, now=at)
    suggested = {group.id: group for group in questions_of(round).instrument.groups}
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
    share_displays(round, cast, at=at)
    return round


def share_displays(round: Round, cast: Cast, *, at: datetime) -> None:
    """Show the small groups together, under the name the story gives them."""
    first_of: dict[str, str] = {}
    for one in cast.told["groups"]:
        first_of.setdefault(one["display"], one["key"])
    protect(
        round,
        mode="protected",
        k=5,
        displays={one["key"]: first_of[one["display"]] for one in cast.told["groups"]},
        names={first_of[one["display"]]: one["display_name"] for one in cast.told["groups"]},
        actor=cast.anna,
        now=at,
    )


def finished_conversation(cast: Cast) -> None:
    """Play two rounds of the conversation that is finished, with what came of them."""
    random = np.random.default_rng(SEED)
    first = prepared(cast, "finished", at=cast.now - FIRST)
    first.closes_at = cast.now - FIRST + OPEN_FOR
    open_round(first, actor=cast.anna, now=cast.now - FIRST)
    answered = answer(first, cast, "first", share=0.95, random=random)
    conclude(first, cast, "first")
    closed_at = cast.now - SECOND + OPEN_FOR
    second = start_next_round(
        first.conversation,
        actor=cast.bram,
        now=cast.now - SECOND,
        opens_at=cast.now - SECOND,
        closes_at=closed_at,
    )
    open_round(second, actor=cast.bram, now=cast.now - SECOND)
    stayers = [one for group in answered for one in group[: int(len(group) * STAYERS_PER_GROUP)]]
    answer(second, cast, "second", share=0.97, random=random, stayers=stayers)
    conclude(second, cast, "second")
    compare(second, now=closed_at + GRACE, actor=cast.bram)
    look_for_groups(second, now=closed_at + GRACE, actor=cast.bram)


def conclude(round: Round, cast: Cast, name: str) -> None:
    """Close a round and do what the group does afterwards: picture, remarks, positions, actions."""
    closed = round.closes_at
    close_round(round, actor=cast.anna, now=closed)
    release(round, now=closed, actor=cast.anna)
    show_remarks(round, cast)
    finish_round(round, now=closed + GRACE)
    evening = closed + timedelta(days=6)
    agree_positions(round, cast.told["positions"][name], actor=cast.anna, now=evening)
    if name == "second":
        lay_beside(round, cast.told["figures"], actor=cast.bram, now=evening)
        take_notes(round, cast.told["notes"], actor=cast.bram, now=evening)
    agree_actions(
        round, cast.told["actions"][name], actor=cast.bram, made=evening.date(), today=cast.now.date()
    )


def show_remarks(round: Round, cast: Cast) -> None:
    """Let most remarks through, as a facilitator who reads them would."""
    last = latest_release(round)
    if last is None:
        return
    readable = [one.pk for bundle in bundles(last) for one in bundle.remarks]
    choices = {pk: place % 7 != 6 for place, pk in enumerate(readable)}
    publish_remarks(round, choices, now=round.closes_at, actor=cast.anna)


def open_conversation(cast: Cast) -> Round:
    """Play the start of the conversation that is open now, and return its round."""
    opened = cast.now - timedelta(days=5)
    round = prepared(cast, "open", at=opened)
    round.closes_at = cast.now + timedelta(days=16)
    open_round(round, actor=cast.anna, now=opened)
    answer(round, cast, "second", share=0.3, random=np.random.default_rng(SEED + 1), remarks=False)
    return round


def answer(
    round: Round,
    cast: Cast,
    name: str,
    *,
    share: float,
    random: np.random.Generator,
    stayers: list[Participant] | None = None,
    remarks: bool = True,
) -> list[list[Participant]]:
    """Let the invented people answer; return the participants per group."""
    questions = questions_of(round)
    groups = {group.key: group for group in round.conversation.groups.all()}
    returning = {group: [one for one in stayers or [] if group_of(one) == group] for group in groups}
    per_group = []
    for one in cast.told["groups"]:
        group = groups[one["key"]]
        people = max(2, round_half_up(one["expected"] * share))
        same = returning[group.key][:people]
        new = [participant(round) for _ in range(people - len(same))]
        drawn = sheets(
            questions, leaning(cast.told, name, group.key), group.audience, people=people, random=random
        )
        Response.objects.bulk_create(
            [
                Response(
                    round=round,
                    participant=who,
                    group=group,
                    status=Response.Status.SENT,
                    sheet=sheet,
                    begun_key=uuid4(),
                    day=round.opens_at.date(),
                )
                for who, sheet in zip([*same, *new], drawn, strict=True)
            ]
        )
        per_group.append([*same, *new])
    if remarks:
        write_remarks(round, cast.told["remarks"], random)
    return per_group


def round_half_up(number: float) -> int:
    """Return the nearest whole number."""
    return int(number + 0.5)


def participant(round: Round) -> Participant:
    """Make somebody who keeps the code for a next round."""
    return Participant.objects.create(
        conversation=round.conversation,
        code_hash=uuid4().hex + uuid4().hex,
        keep=True,
        kept_until=(round.opens_at + KEPT_FOR).date(),
    )


def group_of(participant: Participant) -> str:
    """Return the group this participant answered in."""
    response = participant.responses.select_related("group").first()
    return response.group.key if response and response.group else ""


def write_remarks(round: Round, told: dict[str, list[str]], random: np.random.Generator) -> None:
    """Spread the story's remarks over people, at most one per person and theme."""
    responses = list(round.responses.order_by("id"))
    for theme, texts in told.items():
        writers = random.choice(len(responses), size=len(texts), replace=False)
        Remark.objects.bulk_create(
            Remark(round=round, response=responses[writer], item=f"{theme}-opmerking", text=text)
            for writer, text in zip(writers, texts, strict=True)
        )
