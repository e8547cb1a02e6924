"""What a group thinks another thinks is set against what that group says; a guess is a question like any other."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from samenspraak.core.disclosure import Plan
from samenspraak.core.instrument import Item, Text
from samenspraak.core.kinds import guess
from samenspraak.core.kinds.kind import ItemFault, Tally
from samenspraak.core.perception import perception_gaps
from samenspraak.core.samples import Sample
from samenspraak.core.scoring import NO_GROUP
from samenspraak.core.sheet import QuestionList, question_list
from samenspraak.core.standpoints import PerceptionGap
from tests.core.rounds import QUESTIONS, plan_of
from tests.core.rounds_of_samples import sample

PLAN = plan_of({"beleid": 8, "uitvoering": 8, "bewoners": 8})


def guessing(
    of_group: str | None = "bewoners", scale: str | None = "ontwikkeling", name: str = "A-raad"
) -> Item:
    return Item(id=name, kind="guess", scale=scale, text=Text(nl="Wat denken bewoners?"), of_group=of_group)


@pytest.fixture
def questions() -> QuestionList:
    """The small instrument, with a guess in theme A of what residents say."""
    first, second = QUESTIONS.themes
    themes = (first.model_copy(update={"items": (*first.items, guessing())}), second)
    return question_list(QUESTIONS.instrument.model_copy(update={"themes": themes}))


def gaps(
    questions: QuestionList, *, said: Mapping[str, Sample], thought: Mapping[str, Sample], plan: Plan = PLAN
) -> tuple[PerceptionGap, ...]:
    return perception_gaps(questions, {"A1": dict(said), "A-raad": dict(thought)}, plan)


def test_a_guess_is_set_against_what_the_group_says_of_the_theme(questions: QuestionList) -> None:
    found = perception_gaps(
        questions,
        {
            "A1": {"bewoners": sample(4, 4, 0, 0, 0), "beleid": sample(0, 0, 0, 8, 0)},
            "A2": {"bewoners": sample(0, 8, 0, 0, 0)},
            "A-raad": {"beleid": sample(0, 0, 2, 6, 0), NO_GROUP: sample(0, 0, 0, 6, 0)},
        },
        PLAN,
    )

    assert found == (
        PerceptionGap(
            theme="A",
            item="A-raad",
            guessing="beleid",
            about="bewoners",
            verdict="higher",
            thought=3.8,
            said=1.8,
            gap=2.0,
            thought_n=8,
            said_n=8,
        ),
    )


@pytest.mark.parametrize(
    ("thought", "verdict"),
    [
        (sample(8, 0, 0, 0, 0), "lower"),
        (sample(0, 0, 5, 3, 0), "close"),
        (sample(0, 0, 0, 8, 0), "higher"),
        (sample(0, 1, 3, 2, 2, expected=80), "uncertain"),
        (sample(0, 0, 4, 0, 0, unknown=4), "too few"),
        (sample(0, 0, 6, 0, 0, unknown=7), "too few"),
    ],
)
def test_a_gap_is_only_called_one_when_it_is_wide_and_sure(
    questions: QuestionList, thought: Sample, verdict: str
) -> None:
    found = gaps(questions, said={"bewoners": sample(0, 1, 6, 1, 0)}, thought={"beleid": thought})

    assert [each.verdict for each in found] == [verdict]
    assert (found[0].gap is None) is (verdict == "too few")


def test_p9_a_guess_that_is_near_is_not_called_right_while_most_are_missing(questions: QuestionList) -> None:
    """Eight of sixty on either side, spread out: the means agree, but that says little."""
    found = gaps(
        questions,
        said={"bewoners": sample(2, 2, 0, 2, 2, expected=60)},
        thought={"beleid": sample(2, 2, 0, 2, 2, expected=60)},
    )

    assert [(one.gap, one.verdict) for one in found] == [(0.0, "uncertain")]


def test_who_guesses_about_their_own_display_group_is_left_out(questions: QuestionList) -> None:
    plan = PLAN.model_copy(
        update={
            "groups": tuple(group.model_copy(update={"display": "samen"}) for group in PLAN.groups[1:]),
            "displays": {"samen": "Samen"},
        }
    )
    cells = {"samen": sample(0, 0, 8, 0, 0)}

    assert gaps(questions, said=cells, thought=cells, plan=plan) == ()


@pytest.mark.parametrize(
    "said", [{}, {"beleid": sample(0, 8, 0, 0, 0)}, {"bewoners": sample(0, 0, 0, unknown=8)}]
)
def test_without_an_answer_of_the_group_itself_there_is_no_gap(
    questions: QuestionList, said: Mapping[str, Sample]
) -> None:
    assert gaps(questions, said=said, thought={"beleid": sample(0, 0, 8, 0, 0)}) == ()


def test_a_guess_on_another_scale_is_not_compared(questions: QuestionList) -> None:
    said = {"bewoners": sample(0, 8, 0, 0, 0)}

    assert gaps(questions, said=said, thought={"beleid": sample(0, 8, 0)}) == ()


# --- the kind ------------------------------------------------------------------------------------


def test_a_guess_is_answered_and_counted_on_its_scale(questions: QuestionList) -> None:
    item, instrument = questions.item("A-raad"), questions.instrument
    cells = np.frombuffer(b"1?-55", dtype=np.uint8)

    control = guess.KIND.control(item, instrument, "nl")

    assert "".join(mark.code for mark in control.marks) == "12345?"
    assert guess.KIND.parse("5", item, instrument) == "5"
    assert guess.KIND.tally(cells, item, instrument) == Tally(counts=(1, 0, 0, 0, 2), unknown=1)


def test_a_guess_names_its_group_and_a_theme_asks_it_once() -> None:
    assert guess.KIND.faults(guessing(), []) == []
    assert guess.KIND.faults(guessing("beleid", name="A-raad2"), [guessing()]) == []
    assert guess.KIND.faults(guessing(None), []) == [
        ItemFault(
            "of_group",
            'kind "guess" needs the group whose answer is guessed',
            "Add: of_group: <id of a group>.",
        )
    ]
    assert [fault.field for fault in guess.KIND.faults(guessing(name="A-raad2"), [guessing()])] == [
        "of_group"
    ]
    assert [fault.field for fault in guess.KIND.faults(guessing(scale=None), [])] == ["scale"]
