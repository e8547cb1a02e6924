"""What a group thinks that another group thinks, against what that group says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TypedDict

from samenspraak.core.disclosure import Plan
from samenspraak.core.intervals import joint_margin
from samenspraak.core.parts import Item, Theme
from samenspraak.core.positions import Place, places_of_groups
from samenspraak.core.samples import Sample, Samples
from samenspraak.core.scoring import tenth
from samenspraak.core.sheet import QuestionList
from samenspraak.core.standpoints import Guess, PerceptionGap

HALF_A_STEP_OF_FIVE = Fraction(1, 8)


class _Figures(TypedDict):
    verdict: Guess
    thought: float | None
    said: float | None
    gap: float | None


UNKNOWN = _Figures(verdict="too few", thought=None, said=None, gap=None)


def perception_gaps(
    questions: QuestionList, figures: Mapping[str, Samples], plan: Plan
) -> tuple[PerceptionGap, ...]:
    """Return every guess that can be set against what was said (docs/methods.md, Perception gap).

    What a group says is its position: the mean of its means over the theme's statements. A guess about one's own
    display group, about a group that nothing is shown of, or on another scale than the statements is left out.
    """
    return tuple(
        gap
        for theme in questions.themes
        for item in theme.items
        if item.kind == "guess"
        for gap in _gaps(theme, item, figures, plan)
    )


def _gaps(theme: Theme, item: Item, figures: Mapping[str, Samples], plan: Plan) -> Iterator[PerceptionGap]:
    about = plan.display_of(item.of_group) or ""
    statements = [figures[each.id] for each in theme.items if each.kind == "ordinal" and each.id in figures]
    said = places_of_groups(statements).get(about)
    guesses = figures.get(item.id, {})
    for guessing, thought in places_of_groups([guesses]).items():
        if said and guessing != about and thought.steps == said.steps:
            yield PerceptionGap(
                theme=theme.id,
                item=item.id,
                guessing=guessing,
                about=about,
                thought_n=thought.n,
                said_n=said.n,
                **(
                    _compared(thought, said)
                    if _is_enough(thought, said, guesses[guessing], plan.k)
                    else UNKNOWN
                ),
            )


def _is_enough(thought: Place, said: Place, guesses: Sample, k: int) -> bool:
    """Say whether a guess can be compared: k positions on either side, and not mostly "weet ik niet"."""
    return min(thought.n, said.n) >= k and guesses.tally.unknown * 2 <= guesses.tally.answered


def _compared(thought: Place, said: Place) -> _Figures:
    return _Figures(
        verdict=_verdict(thought, said),
        thought=tenth(thought.value),
        said=tenth(said.value),
        gap=tenth(thought.value - said.value),
    )


def _verdict(thought: Place, said: Place) -> Guess:
    gap = thought.value - said.value
    near, margin = HALF_A_STEP_OF_FIVE * (said.steps - 1), joint_margin([thought.margin, said.margin])
    if abs(gap) < near:
        return "close" if margin <= near else "uncertain"
    if abs(gap) <= margin:
        return "uncertain"
    return "higher" if gap > 0 else "lower"
