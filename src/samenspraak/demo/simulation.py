"""People who do not exist: answer sheets drawn from leanings, the same every time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from samenspraak.core.instrument import Item
from samenspraak.core.kinds.kind import DONT_KNOW, NOT_ANSWERED
from samenspraak.core.sheet import QuestionList, empty_sheet, patch

UNSURE = {"gemeente": 0.04, "praktijk": 0.08, "bewoners": 0.14}
SKIPPED = 0.02
SPREAD = 0.75
STEPS = 5


@dataclass(frozen=True)
class Leaning:
    """How a group answers: the middle per theme, shifts per statement, and how important themes are.

    ``view`` has the statements on which people of any group see it one way or the other: every second person
    that much higher, the others that much lower.
    """

    middle: Mapping[str, float]
    shifts: Mapping[str, float]
    importance: Mapping[str, float]
    split: frozenset[str]
    view: Mapping[str, float]


def leaning(story: Mapping[str, Any], round_name: str, group: str) -> Leaning:
    """Return how *group* leans in this round of the story."""
    shifts = {one["item"]: one["shift"] for one in story["exceptions"] if one["group"] == group}
    return Leaning(
        middle=story["leanings"][round_name][group],
        shifts=shifts,
        importance=story["importance"],
        split=frozenset(story["split"]),
        view=story["views"].get(round_name, {}),
    )


def sheets(
    questions: QuestionList, leaning: Leaning, audience: str, *, people: int, random: np.random.Generator
) -> Iterator[str]:
    """Yield the answer sheets of *people* people of one group."""
    asked = [item for _theme, items in questions.for_audience(audience) for item in items]
    for person in range(people):
        mood = random.normal(0.0, 0.4)
        side = 1 if person % 2 else -1
        cells = {
            item.id: cell(
                item, questions.theme_of(item.id).id, leaning, audience, mood=mood, side=side, random=random
            )
            for item in asked
            if item.kind in {"ordinal", "importance"}
        }
        yield patch(empty_sheet(questions), questions, cells)


def cell(
    item: Item,
    theme: str,
    leaning: Leaning,
    audience: str,
    *,
    mood: float,
    side: int,
    random: np.random.Generator,
) -> str:
    """Return one answer: a step, don't know, or nothing."""
    luck = random.random()
    if luck < SKIPPED:
        return NOT_ANSWERED
    if luck < SKIPPED + UNSURE[audience] and item.kind == "ordinal":
        return DONT_KNOW
    middle = leaning.importance[theme] if item.kind == "importance" else leaning.middle[theme]
    middle += leaning.shifts.get(item.id, 0.0) + mood + side * leaning.view.get(item.id, 0.0)
    if item.id in leaning.split:
        middle = 1.4 if random.random() < 0.5 else 4.5
    return str(int(np.clip(np.rint(random.normal(middle, SPREAD)), 1, STEPS)))
