"""A next release holds what may enter next to all earlier ones, and keeps what it may not change."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspraak.core.disclosure import Plan
from samenspraak.core.kinds.kind import Tally
from samenspraak.core.releasing import Ledger, ReleaseDecision, Voice, next_release
from samenspraak.core.scoring import NO_GROUP
from tests.core.rounds import QUESTIONS, plan_of, sheet

PLAN = plan_of({"beleid": 8, "bewoners": 8})
NOBODY = Tally((0, 0, 0, 0, 0), 0)


def people(group: str | None, marks: str, *, start: str = "") -> dict[str, Voice]:
    """Return one voice per mark, answering A1; ids from the group, *start* and a number."""
    return {f"{group}{start}{number}": Voice(group, sheet(A1=mark)) for number, mark in enumerate(marks)}


def decide(
    sent: Mapping[str, Voice], before: ReleaseDecision | None = None, plan: Plan = PLAN
) -> ReleaseDecision:
    return next_release(
        sent,
        questions=QUESTIONS,
        plan=plan,
        released=before.sheets if before else None,
        ledger=before.ledger if before else None,
    )


def figures(decision: ReleaseDecision, item: str = "A1") -> Mapping[str, Tally]:
    assert decision.ledger is not None
    return decision.ledger.figures[item]


def test_the_first_release_holds_every_sheet() -> None:
    sent = people("beleid", "11223") | people("bewoners", "44455?")

    decision = decide(sent)

    assert decision.allowed
    assert decision.entering == sent.keys()
    assert decision.sheets == {each: voice.sheet for each, voice in sent.items()}
    assert figures(decision) == {
        "beleid": Tally((2, 2, 1, 0, 0), 0),
        "bewoners": Tally((0, 0, 0, 3, 2), 1),
        NO_GROUP: NOBODY,
    }


def test_fewer_than_k_sheets_are_no_release() -> None:
    decision = decide(people("beleid", "1122"))

    assert (decision.allowed, decision.reason, decision.changed) == (False, "too-few", 4)
    assert decision.ledger is None
    assert decision.sheets == {}


def test_fewer_than_k_changes_are_no_next_release() -> None:
    sent = people("beleid", "11223") | people("bewoners", "44455")
    first = decide(sent)

    second = decide(sent | people("beleid", "5555", start="later"), first)

    assert (second.allowed, second.reason, second.changed) == (False, "too-few", 4)
    assert second.ledger == first.ledger


def test_changes_spread_too_thin_over_the_groups_stay_out() -> None:
    sent = people("beleid", "11223") | people("bewoners", "44455")
    first = decide(sent)

    late = people("beleid", "555", start="later") | people("bewoners", "111", start="later")
    second = decide(sent | late, first)

    assert (second.allowed, second.reason, second.changed) == (False, "spread", 6)


def test_a_group_with_enough_changes_enters_and_the_other_keeps_its_figure() -> None:
    sent = people("beleid", "11223") | people("bewoners", "44455")
    first = decide(sent)

    late = people("beleid", "55555", start="later") | people("bewoners", "1", start="later")
    second = decide(sent | late, first)

    assert second.allowed
    assert second.entering == people("beleid", "55555", start="later").keys()
    assert "bewonerslater0" not in second.sheets
    assert figures(second)["beleid"] == Tally((2, 2, 1, 0, 5), 0)
    assert figures(second)["bewoners"] == figures(first)["bewoners"]


def test_who_waited_enters_with_the_next_who_come() -> None:
    sent = people("beleid", "11223") | people("bewoners", "44455")
    second = decide(
        sent | people("beleid", "55555", start="b") | people("bewoners", "1", start="b"), decide(sent)
    )

    everybody = sent | people("beleid", "55555", start="b") | people("bewoners", "1", start="b")
    third = decide(everybody | people("bewoners", "2222", start="c"), second)

    assert third.allowed
    assert figures(third)["bewoners"] == Tally((1, 4, 0, 3, 2), 0)


def test_changed_answers_enter_together_or_not_at_all() -> None:
    sent = people("beleid", "111111") | people("bewoners", "44444")
    first = decide(sent)

    four = {each: Voice("beleid", sheet(A1="5")) for each in sorted(people("beleid", "1111"))}
    assert not decide(sent | four, first).allowed

    five = {each: Voice("beleid", sheet(A1="5")) for each in sorted(people("beleid", "11111"))}
    second = decide(sent | five, first)
    assert figures(second)["beleid"] == Tally((1, 0, 0, 0, 5), 0)


def test_a_withdrawn_sheet_leaves_with_others_and_until_then_the_figure_stays() -> None:
    sent = people("beleid", "1111122222") | people("bewoners", "44444")
    first = decide(sent)
    without_one = {each: voice for each, voice in sent.items() if each != "beleid0"}

    second = decide(without_one | people("bewoners", "55555", start="later"), first)
    third = decide(
        without_one | people("bewoners", "55555", start="later") | people("beleid", "3333", start="b"), second
    )

    assert figures(second)["beleid"] == Tally((5, 5, 0, 0, 0), 0)
    assert "beleid0" not in second.sheets
    assert figures(third)["beleid"] == Tally((4, 5, 4, 0, 0), 0)


def test_who_would_be_left_alone_keeps_the_others_in() -> None:
    """Five of six withdraw: the figure of the one who stays would be one person's answer."""
    sent = people("beleid", "111112") | people("bewoners", "44444")
    first = decide(sent)

    second = decide({"beleid5": sent["beleid5"]} | people("bewoners", "4444455555"), first)

    assert second.allowed
    assert figures(second)["beleid"] == Tally((5, 1, 0, 0, 0), 0)


def test_a_question_few_of_the_newcomers_answered_keeps_its_figure() -> None:
    sent = {f"a{n}": Voice("beleid", sheet(A1="1", B1="1")) for n in range(5)}
    first = decide(sent | people("bewoners", "44444"))

    late = {f"b{n}": Voice("beleid", sheet(A1="5", B1="5" if n < 4 else "-")) for n in range(5)}
    second = decide(sent | people("bewoners", "44444") | late, first)

    assert figures(second, "A1")["beleid"] == Tally((5, 0, 0, 0, 5), 0)
    assert figures(second, "B1")[NO_GROUP] == NOBODY
    assert figures(second, "B1")["beleid"] == Tally((5, 0, 0, 0, 0), 0)
    assert second.sheets["b0"] == sheet(A1="5")


def test_a_hidden_group_is_shown_as_soon_as_that_is_safe() -> None:
    plan = plan_of({"beleid": 8, "bewoners": 8, "werk": 8})
    sent = people("beleid", "1111111") | people("bewoners", "444") | people("werk", "33")
    first = decide(sent, plan=plan)

    second = decide(
        sent | people("bewoners", "55555", start="b") | people("werk", "33333", start="b"), first, plan
    )

    assert figures(first).keys() == {"beleid", NO_GROUP}
    assert figures(second).keys() == {"beleid", "bewoners", "werk", NO_GROUP}


def test_a_hidden_group_stays_hidden_when_showing_it_would_uncover_who_was_there_before() -> None:
    plan = plan_of({"beleid": 8, "bewoners": 8, "werk": 8})
    sent = people("beleid", "1111111") | people("bewoners", "4") | people("werk", "333333")
    first = decide(sent, plan=plan)

    second = decide(
        sent | people("bewoners", "5555", start="b") | people("werk", "3", start="b"), first, plan
    )

    assert second.allowed
    assert "bewoners" not in figures(second)


def test_a_mixed_table_counts_in_the_total_only() -> None:
    sent = people("beleid", "11111") | people("bewoners", "44444") | people(None, "33333")

    assert figures(decide(sent))[NO_GROUP] == Tally((0, 0, 5, 0, 0), 0)


def test_named_mode_lets_every_change_in_at_once() -> None:
    plan = plan_of({"beleid": 2, "bewoners": 2}, k=1, mode="named")
    sent = people("beleid", "1") | people("bewoners", "4")
    first = decide(sent, plan=plan)

    second = decide(sent | people("beleid", "2", start="later"), first, plan)

    assert second.allowed
    assert figures(second)["beleid"] == Tally((1, 1, 0, 0, 0), 0)


def test_once_released_a_response_keeps_the_group_it_counts_in() -> None:
    sent = people("beleid", "111111") | people("bewoners", "44444")
    first = decide(sent)

    moved = sent | {"beleid0": Voice("bewoners", sheet(A1="1"))}
    second = decide(moved | people("bewoners", "55555", start="later"), first)

    assert figures(second)["beleid"] == Tally((6, 0, 0, 0, 0), 0)


def test_the_ledger_is_json_and_holds_no_answers() -> None:
    first = decide(people("beleid", "11223") | people("bewoners", "44455"))

    assert first.ledger is not None
    assert Ledger.model_validate_json(first.ledger.model_dump_json()) == first.ledger
    assert set("".join(string for strings in first.ledger.marks.values() for string in strings)) == {"+", "-"}


def test_the_same_sheets_again_are_no_release() -> None:
    sent = people("beleid", "11223") | people("bewoners", "44455")

    again = decide(sent, decide(sent))

    assert (again.allowed, again.reason, again.changed) == (False, "too-few", 0)


@pytest.mark.parametrize("mode", ["protected", "named"])
def test_without_any_sheet_there_is_no_release(mode: str) -> None:
    plan = plan_of({"beleid": 2}, k=5 if mode == "protected" else 1, mode=mode)

    assert not decide({}, plan=plan).allowed


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["beleid", "bewoners"]), st.sampled_from("125?-")), max_size=25))
def test_the_order_in_which_sheets_come_never_matters(answers: list[tuple[str, str]]) -> None:
    sent = {f"r{number}": Voice(group, sheet(A1=mark)) for number, (group, mark) in enumerate(answers)}
    backwards = dict(reversed(sent.items()))

    assert decide(sent) == decide(backwards)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 24), st.sampled_from("125?-x")), min_size=1, max_size=25),
        min_size=2,
        max_size=5,
    )
)
def test_no_two_releases_differ_by_fewer_than_k_people(moments: list[list[tuple[int, str]]]) -> None:
    """Any sequence of answers, changes and withdrawals ("x") by two groups of people."""
    sent: dict[str, Voice] = {}
    decision = decide(sent)
    for moment in moments:
        for number, mark in moment:
            sent.pop(f"r{number}", None)
            if mark != "x":
                sent[f"r{number}"] = Voice("beleid" if number % 2 else "bewoners", sheet(A1=mark))
        before, decision = decision, decide(sent, decision)
        if decision.allowed:
            assert len(decision.entering) >= 5
            assert all(number == 0 or number >= 5 for number in moved(before, decision))


def moved(before: ReleaseDecision, after: ReleaseDecision) -> list[int]:
    """Return for how many people the figure of A1 changed, per group shown before and for the others."""
    assert after.ledger is not None
    place = after.ledger.questions.index("A1")
    apart = before.ledger.shown[-1].get("A1", ()) if before.ledger else ()
    numbers = dict.fromkeys((*apart, NO_GROUP), 0)
    for response, display in after.ledger.displays.items():
        last, new = (("-",) * 2 + tuple(marks[place] for marks in after.ledger.marks[response]))[-2:]
        numbers[display if display in apart else NO_GROUP] += new == "+" or (last != "-" and new == "-")
    return list(numbers.values())
