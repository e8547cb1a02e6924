"""The conversation about poverty and health: two rounds with what came of them, and one that is open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import numpy as np

from samenspraak.conversations.models import GRACE, Round, StakeholderGroup
from samenspraak.conversations.queries.rounds import questions_of
from samenspraak.conversations.services.answering import finish_round
from samenspraak.conversations.services.rounds import close_round, open_round, start_next_round
from samenspraak.demo.figures import lay_beside
from samenspraak.demo.outcomes import agree_actions, agree_positions, take_notes
from samenspraak.demo.playing import Cast, Draw, answer, prepared, show_remarks, write_remarks
from samenspraak.demo.simulation import leaning, sheets
from samenspraak.results.services import compare, look_for_groups, release

OPEN_FOR = timedelta(days=14)
FIRST = timedelta(days=390)
SECOND = timedelta(days=40)
STAYERS_PER_GROUP = 0.65
SEED = 2026


def finished_conversation(cast: Cast, told: dict[str, Any]) -> None:
    """Play two rounds of the conversation that is finished, with what came of them."""
    random = np.random.default_rng(SEED)
    first = prepared(cast, told, "finished", at=cast.now - FIRST)
    first.closes_at = cast.now - FIRST + OPEN_FOR
    open_round(first, actor=cast.anna, now=cast.now - FIRST)
    people = answer(first, leanings(first, told, "first", random), share=0.95)
    write_remarks(first, remarks(told), random)
    conclude(first, cast, told, "first")
    closed_at = cast.now - SECOND + OPEN_FOR
    second = start_next_round(
        first.conversation,
        actor=cast.bram,
        now=cast.now - SECOND,
        opens_at=cast.now - SECOND,
        closes_at=closed_at,
    )
    open_round(second, actor=cast.bram, now=cast.now - SECOND)
    stayers = {group: those[: int(len(those) * STAYERS_PER_GROUP)] for group, those in people.items()}
    answer(second, leanings(second, told, "second", random), share=0.97, stayers=stayers)
    write_remarks(second, remarks(told), random)
    conclude(second, cast, told, "second")
    compare(second, now=closed_at + GRACE, actor=cast.bram)
    look_for_groups(second, now=closed_at + GRACE, actor=cast.bram)


def leanings(round: Round, told: dict[str, Any], name: str, random: np.random.Generator) -> Draw:
    """Return what draws the sheets of a group from how it leans in this round of the story."""
    questions = questions_of(round)

    def draw(group: StakeholderGroup, people: int) -> Iterator[str]:
        leans = leaning(told, name, group.key)
        return sheets(questions, leans, group.audience, people=people, random=random)

    return draw


def remarks(told: dict[str, Any]) -> dict[str, list[str]]:
    """Return the story's remarks by the question they were written at."""
    return {f"{theme}-opmerking": texts for theme, texts in told["remarks"].items()}


def conclude(round: Round, cast: Cast, told: dict[str, Any], name: str) -> None:
    """Close a round and do what the group does afterwards: picture, remarks, positions, actions."""
    closed = round.closes_at
    close_round(round, actor=cast.anna, now=closed)
    release(round, now=closed, actor=cast.anna)
    show_remarks(round, actor=cast.anna)
    finish_round(round, now=closed + GRACE)
    evening = closed + timedelta(days=6)
    agree_positions(round, told["positions"][name], actor=cast.anna, now=evening)
    if name == "second":
        lay_beside(round, told["figures"], actor=cast.bram, now=evening)
        take_notes(round, told["notes"], actor=cast.bram, now=evening)
    agree_actions(round, told["actions"][name], actor=cast.bram, made=evening.date(), today=cast.now.date())


def open_conversation(cast: Cast, told: dict[str, Any]) -> Round:
    """Play the start of the conversation that is open now, and return its round."""
    opened = cast.now - timedelta(days=5)
    round = prepared(cast, told, "open", at=opened)
    round.closes_at = cast.now + timedelta(days=16)
    open_round(round, actor=cast.anna, now=opened)
    answer(round, leanings(round, told, "second", np.random.default_rng(SEED + 1)), share=0.3)
    return round
