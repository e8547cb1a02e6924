"""People who do not exist lay cards: answer sheets drawn from the chances of the story, the same every time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from samenspraak.core.cards import Facet, FacetName
from samenspraak.core.kinds.kind import DONT_KNOW, NOT_ANSWERED
from samenspraak.core.kinds.marks import CODES
from samenspraak.core.parts import Item
from samenspraak.core.sheet import QuestionList, settled

UNSURE: Mapping[str, float] = {"gemeente": 0.05, "organisaties": 0.05, "bewoners": 0.12}
SKIPPED = 0.02
SPREAD = 0.85
MOOD = 0.35


@dataclass(frozen=True)
class Crowd:
    """People of one group. ``mood`` is how much higher or lower each of them puts everything."""

    told: Mapping[str, Any]
    questions: QuestionList
    group: str
    audience: str
    mood: np.ndarray
    random: np.random.Generator

    def sheets(self) -> Iterator[str]:
        """Yield the answer sheet of each person."""
        marks = np.full((len(self.mood), self.questions.width), ord(NOT_ANSWERED), dtype=np.uint8)
        for item in self.questions.closed_for(self.audience):
            marks[:, self.questions.offsets[item.id]] = self.answers(item)
        for row in marks:
            yield settled(row.tobytes().decode("ascii"), self.questions)

    def answers(self, item: Item) -> np.ndarray:
        """Return what each person answers to one question."""
        if isinstance(item, Facet):
            return self.about_card(item)
        if item.kind == "importance":
            theme = self.questions.theme_of(item.id).id
            return self.steps(item, self.told["effort"][self.audience][theme])
        return self.choices(self.told["look"][self.audience])

    def about_card(self, facet: Facet) -> np.ndarray:
        """Return what each person answers to one question about a card."""
        card = self.leaning(facet.card)
        asked: FacetName = facet.facet
        if asked in {"belongs", "sphere"}:
            return self.choices(card["belongs" if asked == "belongs" else "spheres"])
        if asked == "expectation":
            return self.skipping(self.choices(self.favouring(card["goal"], facet)))
        return self.steps(facet, card[asked])

    def leaning(self, card: str) -> Mapping[str, Any]:
        """Return how this group sees a card: as its audience does, or otherwise where the story says so."""
        own = [one for one in self.told["exceptions"] if (one["group"], one["card"]) == (self.group, card)]
        return {**self.told["cards"][card][self.audience], **(own[0] if own else {})}

    def favouring(self, goal: str, item: Item) -> list[float]:
        """Return the chance of each option: most for one, the others share the rest."""
        favourite = self.told["favourite"]
        others = (100 - favourite) / (len(item.options) - 1)
        return [favourite if option.id == goal else others for option in item.options]

    def choices(self, chances: Sequence[float]) -> np.ndarray:
        """Return a mark per person: as many of each as its chance says, dealt out by luck.

        Drawn one by one, a group of ten would often come out otherwise than the story tells.
        """
        codes = np.frombuffer(CODES[: len(chances)].encode("ascii"), dtype=np.uint8)
        edges = np.cumsum(chances) / sum(chances)
        spread = (np.arange(len(self.mood)) + self.random.random()) / len(self.mood)
        return self.random.permutation(codes[np.searchsorted(edges, spread, side="right")])

    def steps(self, item: Item, middle: float) -> np.ndarray:
        """Return a step per person around *middle*; some do not know, and a few skip the question."""
        scale = self.questions.instrument.scale(item.scale or "")
        drawn = np.rint(self.random.normal(middle + self.mood, SPREAD))
        marks = np.clip(drawn, 1, len(scale.anchors)).astype(np.uint8) + ord("0")
        unsure = self.random.random(len(marks)) < UNSURE[self.audience]
        return self.skipping(np.where(unsure, ord(DONT_KNOW), marks))

    def skipping(self, marks: np.ndarray) -> np.ndarray:
        """Return the marks without those of the few who skip this question."""
        return np.where(self.random.random(len(marks)) < SKIPPED, ord(NOT_ANSWERED), marks)


def crowd(
    told: Mapping[str, Any],
    questions: QuestionList,
    group: str,
    audience: str,
    *,
    people: int,
    random: np.random.Generator,
) -> Crowd:
    """Return so many people of a group."""
    mood = random.normal(0.0, MOOD, size=people)
    return Crowd(told=told, questions=questions, group=group, audience=audience, mood=mood, random=random)
