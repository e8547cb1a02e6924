"""A sample knows who was expected: of a group, of everybody else, and of those a question was asked of."""

from __future__ import annotations

from fractions import Fraction

from samenspraak.core.kinds.kind import Tally
from samenspraak.core.samples import Sample, everybody, groups_of, samples
from samenspraak.core.scoring import NO_GROUP
from tests.core.rounds import QUESTIONS, plan_of
from tests.core.rounds_of_samples import sample

AUDIENCES = {"beleid": "gemeente", "uitvoering": "praktijk", "bewoners": "bewoners"}
PLAN = plan_of({"beleid": 8, "uitvoering": 10, "bewoners": 30}, audiences=AUDIENCES)
FIVE = Tally(counts=(1, 1, 1, 1, 1), unknown=1)
NOBODY = Tally(counts=(0, 0, 0, 0, 0), unknown=0)


def test_a_group_and_everybody_else_have_their_own_expected_number() -> None:
    found = samples({"A1": {"bewoners": FIVE, NO_GROUP: FIVE}}, QUESTIONS, PLAN)

    assert found == {"A1": {"bewoners": Sample(FIVE, 30), NO_GROUP: Sample(FIVE, 18)}}


def test_only_those_who_were_asked_are_expected() -> None:
    """A2 is not asked of residents."""
    found = samples({"A2": {"beleid": FIVE, NO_GROUP: FIVE}}, QUESTIONS, PLAN)

    assert {key: each.expected for key, each in found["A2"].items()} == {"beleid": 8, NO_GROUP: 10}


def test_everybody_is_all_groups_and_the_others_together() -> None:
    cells = {"een": sample(1, 2, 0, expected=9), NO_GROUP: sample(0, 1, 1, unknown=2, expected=6)}

    assert everybody(cells) == Sample(Tally(counts=(1, 3, 1), unknown=2), expected=15)
    assert everybody({}) is None


def test_only_groups_with_a_position_are_groups() -> None:
    cells = {"een": sample(1, 2), "twee": Sample(NOBODY, 8), NO_GROUP: sample(1, 2)}

    assert list(groups_of(cells)) == ["een"]


def test_the_population_says_do_not_know_as_often_as_those_who_answered() -> None:
    """Ten of twelve answers are positions, so of sixteen people thirteen and a third would take one."""
    found = sample(1, 2, 4, 3, 0, unknown=2, expected=16)

    assert found.population == Fraction(40, 3)
    assert found.missing == Fraction(10, 3)


def test_more_answers_than_expected_leave_nobody_missing() -> None:
    assert sample(5, 5, expected=8).missing == 0


def test_where_nobody_was_expected_nothing_is_known_of_the_missing() -> None:
    assert sample(5, 5, expected=0).population is None
