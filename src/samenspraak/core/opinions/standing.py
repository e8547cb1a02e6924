"""Where one person stands among the published opinion groups, from their own sheet alone."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Literal

from samenspraak.core.kinds.marks import CODES
from samenspraak.core.opinions.picture import OpinionPicture
from samenspraak.core.sheet import QuestionList, cell

CLEARLY_NEARER = 0.85
"""The nearest group is yours when it is at most this part as far as the next; otherwise you are in between."""

FAR = 1 / 3
"""A statement on which you are at least this part of the scale away from your group's mean is named."""

MOST_NAMED = 3


@dataclass(frozen=True)
class Standing:
    """Where a person stands: "in" a group, "between" groups, or "too-few" answers in common to say.

    ``groups`` has the nearest group (two when in between, the nearest first); ``alike`` and ``unlike`` are
    statements where this person's answer is within a step of that group's mean, of those typical of it, and far off.
    """

    kind: Literal["in", "between", "too-few"]
    groups: tuple[int, ...] = ()
    alike: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Answer:
    """One answer beside the groups' means, all as parts of the scale (0 … 1)."""

    item: str
    place: float
    means: tuple[float, ...]
    step: float

    def off(self, group: int) -> float:
        """Return how far the answer is from a group's mean."""
        return abs(self.place - self.means[group])


def where_do_i_stand(sheet: str, questions: QuestionList, opinions: OpinionPicture) -> Standing | None:
    """Return where the person of this sheet stands; None when there are no opinion groups.

    Nearest is the smallest root mean square distance to the published means, every scale taken as equally
    long, over the shown statements this person took a position on: at least half of them.
    """
    if not opinions.groups:
        return None
    answers = _positions(sheet, questions, opinions)
    if len(answers) * 2 < len(opinions.statements):
        return Standing("too-few")
    distances = [_distance(answers, group) for group in range(len(opinions.groups))]
    first, second, *_ = sorted(range(len(distances)), key=lambda group: distances[group])
    if distances[first] > CLEARLY_NEARER * distances[second]:
        return Standing("between", groups=(first, second))
    named = [each for each in answers if each.item in {one.item for one in opinions.groups[first].typical}]
    alike = [each.item for each in named if each.off(first) <= each.step]
    far = sorted((each for each in answers if each.off(first) >= FAR), key=lambda each: -each.off(first))
    return Standing(
        "in",
        groups=(first,),
        alike=tuple(alike[:MOST_NAMED]),
        unlike=tuple(each.item for each in far[:MOST_NAMED]),
    )


def _positions(sheet: str, questions: QuestionList, opinions: OpinionPicture) -> list[_Answer]:
    """Return the answers to the shown statements on which this person took a position."""
    found = []
    for statement in opinions.statements:
        item = questions.item(statement.item)
        mark = cell(sheet, questions, item)
        if mark not in CODES:
            continue
        length = len(questions.instrument.scale(item.scale or "").anchors) - 1
        means = tuple((mean - 1) / length for mean in statement.means)
        found.append(_Answer(statement.item, CODES.index(mark) / length, means, 1 / length))
    return found


def _distance(answers: list[_Answer], group: int) -> float:
    return sqrt(sum(each.off(group) ** 2 for each in answers) / len(answers))
