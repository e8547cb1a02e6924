"""The conversation about the social base: one round of cards with what came of it, and one that is open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from samenspraak.conversations.models import GRACE, Round, StakeholderGroup
from samenspraak.conversations.queries.rounds import questions_of
from samenspraak.conversations.services.answering import finish_round
from samenspraak.conversations.services.local_cards import add_card
from samenspraak.conversations.services.rounds import close_round, open_round, reveal
from samenspraak.demo.outcomes import agree_actions, agree_positions, settle_delimitation, take_notes
from samenspraak.demo.placing import crowd
from samenspraak.demo.playing import Cast, Draw, answer, prepared, show_remarks, write_remarks
from samenspraak.demo.social_map import suggest_on_map
from samenspraak.results.services import release

OPENED = timedelta(days=84)
OPEN_FOR = timedelta(days=21)
SEED = 2027


def laid_cards(cast: Cast, told: dict[str, Any]) -> None:
    """Play the conversation that is finished, with what came of it."""
    at, random = cast.now - OPENED, np.random.default_rng(SEED)
    round = with_own_cards(cast, told, "finished", at=at)
    round.closes_at = at + OPEN_FOR
    open_round(round, actor=cast.anna, now=at)
    answer(round, chances(round, told, random), share=0.95)
    write_remarks(round, told["remarks"], random)
    suggest_on_map(round)
    conclude(round, cast, told)


def with_own_cards(cast: Cast, told: dict[str, Any], part: str, *, at: datetime) -> Round:
    """Prepare a conversation with the cards that the municipality adds."""
    round = prepared(cast, told, part, at=at)
    for one in told["local_cards"]:
        add_card(
            round,
            theme=one["theme"],
            title=one["title"],
            explanation=one["explanation"],
            actor=cast.anna,
            now=at,
        )
    return round


def chances(round: Round, told: dict[str, Any], random: np.random.Generator) -> Draw:
    """Return what draws the sheets of a group by the chances of the story."""
    questions = questions_of(round)

    def draw(group: StakeholderGroup, people: int) -> Iterator[str]:
        those = crowd(told, questions, group.key, group.audience, people=people, random=random)
        return those.sheets()

    return draw


def conclude(round: Round, cast: Cast, told: dict[str, Any]) -> None:
    """Close the round and do what the group does afterwards: picture, remarks, boundaries, positions, actions."""
    closed = round.closes_at
    close_round(round, actor=cast.anna, now=closed)
    release(round, now=closed, actor=cast.anna)
    show_remarks(round, actor=cast.anna)
    finish_round(round, now=closed + GRACE)
    evening = closed + timedelta(days=6, hours=3)
    settle_delimitation(round, told["delimitation"], actor=cast.anna, now=evening)
    agree_positions(round, told["positions"], actor=cast.anna, now=evening)
    take_notes(round, told["notes"], actor=cast.bram, now=evening)
    agree_actions(round, told["actions"], actor=cast.bram, made=evening.date(), today=cast.now.date())


def cards_to_lay(cast: Cast, told: dict[str, Any]) -> Round:
    """Play the start of the conversation that is open now, and return its round.

    Whoever has laid the cards may see the picture at once.
    """
    opened, shown = cast.now - timedelta(days=4), cast.now - timedelta(days=1)
    round = with_own_cards(cast, told, "open", at=opened)
    round.closes_at = cast.now + timedelta(days=17)
    open_round(round, actor=cast.bram, now=opened)
    answer(round, chances(round, told, np.random.default_rng(SEED + 1)), share=0.3)
    reveal(round, actor=cast.bram, now=shown)
    release(round, now=shown, actor=cast.bram)
    return round
