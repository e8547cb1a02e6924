"""Progress between rounds is honest: same questions only, and the same people only where nobody is uncovered."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from samenspraak.core.analysis import Picture, analyse
from samenspraak.core.change import (
    Paired,
    PairedTheme,
    ThemeChange,
    Wave,
    answered_twice,
    paired,
    paired_allowed,
    theme_change,
)
from samenspraak.core.releasing import Voice, next_release
from tests.core.rounds import QUESTIONS, answers, plan_of, sheet, sheets_of

PLAN = plan_of({"beleid": 12, "bewoners": 12})


def picture_of(voices: list[Voice]) -> Picture:
    picture = analyse(QUESTIONS, sheets_of(voices), PLAN)
    assert picture is not None
    return picture


def wave(sent: Mapping[str, Voice]) -> Wave:
    decision = next_release(sent, questions=QUESTIONS, plan=PLAN)
    assert decision.ledger is not None
    return Wave(questions=QUESTIONS, plan=PLAN, ledger=decision.ledger, sheets=decision.sheets)


def people(group: str, marks: str, *, start: int = 0) -> dict[str, Voice]:
    return {
        f"{group}{number}": Voice(group, sheet(A1=mark)) for number, mark in enumerate(marks, start=start)
    }


def same(*responses: str) -> dict[str, str]:
    return {response: response for response in responses}


def test_a_theme_moves_by_the_difference_of_its_positions() -> None:
    earlier = picture_of(answers("beleid", "A1", "222233333333"))
    later = picture_of(answers("beleid", "A1", "3333444444"))

    assert theme_change(earlier, later) == (
        ThemeChange(
            theme="A",
            items=("A1",),
            left_out=(),
            earlier=2.7,
            later=3.6,
            earlier_n=12,
            later_n=10,
            difference=0.9,
            certainty="clear",
            doubt="",
        ),
    )


def test_only_questions_of_both_rounds_are_compared() -> None:
    earlier = picture_of([Voice("beleid", sheet(A1="2", A2="5")) for _ in range(12)])
    later = picture_of([Voice("beleid", sheet(A1="3", B1="1")) for _ in range(12)])

    (change,) = theme_change(earlier, later)

    assert (change.theme, change.items, change.left_out) == ("A", ("A1",), ("A2",))
    assert (change.earlier, change.later, change.difference) == (2.0, 3.0, 1.0)


def test_a_change_from_or_to_an_uncertain_position_is_uncertain() -> None:
    earlier = picture_of(answers("beleid", "A1", "111115555555"))
    later = picture_of(answers("beleid", "A1", "333333333333"))

    (change,) = theme_change(earlier, later)

    assert (change.certainty, change.doubt) == ("uncertain", "split")


def test_without_a_question_in_common_nothing_is_compared() -> None:
    assert (
        theme_change(
            picture_of(answers("beleid", "A1", "11111")), picture_of(answers("beleid", "B1", "11111"))
        )
        == ()
    )


@pytest.mark.parametrize(
    ("numbers", "allowed"),
    [
        ((5, 5, 5), True),
        ((9, 0, 0), True),
        ((0, 9, 9), True),
        ((4, 9, 9), False),
        ((9, 1, 9), False),
        ((9, 9, 4), False),
    ],
)
def test_stayers_newcomers_and_leavers_are_each_nobody_or_at_least_k(
    numbers: tuple[int, int, int], allowed: bool
) -> None:
    assert paired_allowed(*numbers, k=5) is allowed


# Worked by hand in docs/methods.md: six people stayed, six left, five came.
STAYED = tuple(f"beleid{number}" for number in range(6))
FIRST = wave(people("beleid", "122334" + "555555"))
SECOND = wave(people("beleid", "233333") | people("beleid", "11111", start=20))


def test_the_worked_example_of_the_same_people_has_the_figures_worked_out_by_hand() -> None:
    assert paired(FIRST, SECOND, same(*STAYED)) == Paired(
        stayers=6,
        newcomers=5,
        leavers=6,
        themes=(
            PairedTheme(
                theme="A",
                items=("A1",),
                n=6,
                first=2.5,
                second=2.8,
                difference=0.3,
                up=0.5,
                same=0.3,
                down=0.2,
            ),
        ),
    )


def test_one_leaver_would_be_uncovered_so_nothing_is_shown() -> None:
    first = wave(people("beleid", "1223345"))

    assert paired(first, wave(people("beleid", "233333")), same(*STAYED)) is None


def test_two_leavers_among_typed_sheets_would_be_uncovered_so_nothing_is_shown() -> None:
    """Whoever typed in six of the eight sheets that are not there again would be left with two."""
    others = people("beleid", "55555555", start=6)
    typed = {
        each: Voice("beleid", voice.sheet, entered=each not in ("beleid6", "beleid7"))
        for each, voice in others.items()
    }
    stayed = people("beleid", "122334")

    assert paired(wave(stayed | others), SECOND, same(*STAYED)) is not None
    assert paired(wave(stayed | typed), SECOND, same(*STAYED)) is None


def test_one_stayer_alone_in_a_group_would_be_uncovered_so_the_question_is_left_out() -> None:
    """Everyone of "bewoners" stays, one of "beleid" does: the stayers less "bewoners" are one person."""
    first = wave(people("beleid", "111222") | people("bewoners", "333344"))
    second = wave(people("beleid", "1") | people("beleid", "33333", start=20) | people("bewoners", "444455"))
    stayed = same("beleid0", *people("bewoners", "444455"))

    comparison = paired(first, second, stayed)

    assert comparison == Paired(stayers=7, newcomers=5, leavers=5, themes=())


def test_who_did_not_know_one_of_the_times_counts_with_those_who_left() -> None:
    first = wave(people("beleid", "12233?" + "555555"))

    comparison = paired(first, SECOND, same(*STAYED))

    assert comparison is not None
    assert comparison.themes[0].n == 5


def test_fewer_than_k_who_answered_twice_are_not_shown() -> None:
    comparison = paired(wave(people("beleid", "1223??" + "555555")), SECOND, same(*STAYED))

    assert comparison == Paired(stayers=6, newcomers=5, leavers=6, themes=())


def test_a_comparison_that_is_known_already_counts_with_the_next_one() -> None:
    """Those of the round before and those of the round after may differ in one person only."""
    third = wave(people("beleid", "23333") | people("beleid", "11111", start=40))
    five = same(*STAYED[:5])
    known = frozenset(answered_twice(FIRST, SECOND, same(*STAYED))["A1"].values())
    after = Wave(
        questions=QUESTIONS,
        plan=PLAN,
        ledger=SECOND.ledger,
        sheets=SECOND.sheets,
        published=({"A1": known},),
    )

    assert answered_twice(SECOND, third, five).keys() == {"A1"}
    assert answered_twice(after, third, five) == {}


def test_nobody_in_both_rounds_is_no_comparison() -> None:
    assert paired(FIRST, SECOND, {}) is None


def test_a_comparison_is_exactly_its_json() -> None:
    comparison = paired(FIRST, SECOND, same(*STAYED))
    (change,) = theme_change(
        picture_of(answers("beleid", "A1", "22223")), picture_of(answers("beleid", "A1", "33333"))
    )

    assert comparison is not None
    assert Paired.model_validate_json(comparison.model_dump_json()) == comparison
    assert ThemeChange.model_validate_json(change.model_dump_json()) == change
