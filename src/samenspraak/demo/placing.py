"""Plays the conversation on the social base: cards that people place, and what the group makes of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from importlib.resources import files
from typing import Any
from uuid import uuid4

import numpy as np
import yaml

from samenspraak.conversations.models import GRACE, Remark, Response, Round
from samenspraak.conversations.queries.rounds import questions_of
from samenspraak.conversations.services.answering import finish_round
from samenspraak.conversations.services.rounds import close_round, open_round
from samenspraak.core.cards import NO, Card
from samenspraak.core.kinds.kind import DONT_KNOW
from samenspraak.core.kinds.marks import CODES
from samenspraak.core.parts import Item
from samenspraak.core.sheet import QuestionList, empty_sheet, patch
from samenspraak.demo.history import Cast, participant, prepared, round_half_up, show_remarks
from samenspraak.demo.outcomes import agree_actions, agree_positions, settle_delimitation, take_notes
from samenspraak.demo.simulation import SKIPPED, UNSURE
from samenspraak.demo.social_base import suggest_on_map
from samenspraak.results.services import release

SLUG = "sociale-basis"
HELD = timedelta(days=32)
OPEN_FOR = timedelta(days=14)
SEED = 2027
ALL_CAME = 0.94
SPREAD = 0.8
UNSURE_ABOUT = {
    "gemeente": UNSURE["gemeente"],
    "organisaties": UNSURE["praktijk"],
    "bewoners": UNSURE["bewoners"],
}


@dataclass(frozen=True)
class Crowd:
    """The people of one group: what their audience leans to, what this group sees otherwise, and luck."""

    told: Mapping[str, Any]
    audience: str
    group: str
    random: np.random.Generator

    def row(self, card: str) -> dict[str, Any]:
        """Return how this group leans on a card."""
        others = (
            one for one in self.told["exceptions"] if one["group"] == self.group and one["card"] == card
        )
        return dict(self.told["cards"][card][self.audience]) | next(others, {})

    def step(self, middle: float, steps: int) -> str:
        """Return a step around *middle*."""
        return str(int(np.clip(np.rint(self.random.normal(middle, SPREAD)), 1, steps)))

    def option(self, chances: Sequence[float]) -> str:
        """Return one of the options by its chance in percents."""
        return CODES[int(self.random.choice(len(chances), p=np.array(chances) / sum(chances)))]

    def happens(self, chance: float) -> bool:
        """Say whether something with this chance happens."""
        return bool(self.random.random() < chance)


def story() -> dict[str, Any]:
    """Return the invented texts and numbers."""
    text = files("samenspraak").joinpath("demo", "sociale_basis.yaml").read_text(encoding="utf-8")
    told: dict[str, Any] = yaml.safe_load(text)
    return told


def talk_on_cards(cast: Cast) -> None:
    """Play the conversation from its invitation to its actions."""
    told = story()
    own = replace(cast, told={"talk": told["conversation"], "groups": told["groups"]})
    opened, random = cast.now - HELD, np.random.default_rng(SEED)
    round = prepared(own, "talk", at=opened, slug=SLUG)
    for card in told["local_cards"]:
        round.conversation.local_cards.create(
            key=card["id"], theme=card["theme"], title=card["title"], explanation=card["explanation"]
        )
    round.closes_at = opened + OPEN_FOR
    open_round(round, actor=cast.anna, now=opened)
    answer(round, told, random)
    suggest_on_map(round)
    conclude(round, cast, told)


def answer(round: Round, told: Mapping[str, Any], random: np.random.Generator) -> None:
    """Let the invented people place their cards, and write their remarks."""
    questions = questions_of(round)
    groups = {group.key: group for group in round.conversation.groups.all()}
    made = []
    for one in told["groups"]:
        group = groups[one["key"]]
        crowd = Crowd(told, group.audience, group.key, random)
        for _person in range(round_half_up(one["expected"] * ALL_CAME)):
            made.append(
                Response(
                    round=round,
                    participant=participant(round),
                    group=group,
                    status=Response.Status.SENT,
                    sheet=sheet(questions, crowd),
                    begun_key=uuid4(),
                    day=round.opens_at.date(),
                )
            )
    Response.objects.bulk_create(made)
    write_remarks(round, told["remarks"], random)


def sheet(questions: QuestionList, crowd: Crowd) -> str:
    """Return the sheet of one person."""
    cells: dict[str, str] = {}
    for _theme, items in questions.for_audience(crowd.audience):
        for item in items:
            if item.kind == "importance":
                theme = questions.theme_of(item.id).id
                cells[item.id] = crowd.step(crowd.told["effort"][crowd.audience][theme], 5)
            elif item.kind == "choice" and questions.card_of(item) is None:
                cells[item.id] = crowd.option(crowd.told["look"][crowd.audience])
    asked = {item.id for _theme, items in questions.for_audience(crowd.audience) for item in items}
    for card in questions.cards:
        cells |= dict(placed(card, asked, crowd, questions))
    return patch(empty_sheet(questions), questions, cells)


def placed(card: Card, asked: set[str], crowd: Crowd, questions: QuestionList) -> Iterator[tuple[str, str]]:
    """Yield what one person says about a card: whether it belongs, and if so the rest."""
    row = crowd.row(card.id)
    if crowd.happens(SKIPPED):
        return
    belongs = crowd.option(row["belongs"])
    yield card.facets["belongs"].id, belongs
    if belongs == NO:
        return
    yield card.facets["sphere"].id, crowd.option(row["spheres"])
    for name in ("expectation", "realism", "strength"):
        facet = card.facets.get(name)
        if facet is not None and facet.id in asked:
            yield facet.id, said(facet, row, crowd, questions)


def said(facet: Item, row: Mapping[str, Any], crowd: Crowd, questions: QuestionList) -> str:
    """Return one answer: the favourite goal or another, or a step around the middle."""
    if facet.kind == "choice":
        goals = [goal.id for goal in facet.options]
        others = (100 - crowd.told["favourite"]) / (len(goals) - 1)
        return crowd.option([crowd.told["favourite"] if goal == row["goal"] else others for goal in goals])
    if crowd.happens(UNSURE_ABOUT[crowd.audience]):
        return DONT_KNOW
    steps = len(questions.instrument.scale(facet.scale or "").anchors)
    return crowd.step(row["realism" if facet.kind == "realism" else "strength"], steps)


def write_remarks(round: Round, told: Mapping[str, Sequence[str]], random: np.random.Generator) -> None:
    """Spread the story's remarks over people, at most one per person and question."""
    responses = list(round.responses.order_by("id"))
    for item, texts in told.items():
        writers = random.choice(len(responses), size=len(texts), replace=False)
        Remark.objects.bulk_create(
            Remark(round=round, response=responses[writer], item=item, text=text)
            for writer, text in zip(writers, texts, strict=True)
        )


def conclude(round: Round, cast: Cast, told: Mapping[str, Any]) -> None:
    """Close the round and do what the group does afterwards: picture, remarks, the text, positions, actions."""
    closed = round.closes_at
    close_round(round, actor=cast.anna, now=closed)
    release(round, now=closed, actor=cast.anna)
    show_remarks(round, cast)
    finish_round(round, now=closed + GRACE)
    evening = closed + timedelta(days=6)
    settle_delimitation(round, told["delimitation"], actor=cast.anna, now=evening)
    agree_positions(round, told["positions"], actor=cast.anna, now=evening)
    take_notes(round, told["notes"], actor=cast.bram, now=evening)
    agree_actions(round, told["actions"], actor=cast.bram, made=evening.date(), today=cast.now.date())
