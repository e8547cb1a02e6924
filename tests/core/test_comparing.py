"""A difference between groups has the size others compute, and is only called one when it survives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspraak.core.comparing import (
    FALSE_ALARMS,
    OTHERS,
    Difference,
    adjusted,
    cliffs_delta,
    differences,
    superiority,
)
from samenspraak.core.samples import Sample
from samenspraak.core.scoring import NO_GROUP
from tests.core.rounds_of_samples import COUNTS, mirrored, sample

# effsize 0.8.1 (R): cliff.delta(c(10,10,20,20,20,30,30,30,40,50), c(10,20,30,40,40,50)) is −0.25. The hares and
# tortoises of Mann and Whitney's test (U = 25 and 11 of 36), and the two ends.
DELTAS = [
    ((2, 3, 3, 1, 1), (1, 1, 1, 2, 1), Fraction(-1, 4)),
    ((5, 0, 0), (0, 0, 7), Fraction(-1)),
    ((0, 0, 4), (3, 1, 0), Fraction(1)),
    ((1, 2, 3), (1, 2, 3), Fraction(0)),
]

# Benjamini and Hochberg 1995, section 3.2 (fifteen tests; four are called at 5 %), q by scipy 1.17.1.
THROMBOLYSIS = [
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000),
]
CONTROLLED = [
    *(0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.063857, 0.063857, 0.0645),
    *(0.0765, 0.486, 0.581182, 0.714875, 0.753231, 0.813214, 1.0),
]

Round = dict[str, dict[str, Sample]]


def judged(cells: Mapping[str, Sample], *, k: int = 5) -> Difference:
    """Judge one statement by itself."""
    return differences({"A1": dict(cells)}, k=k)[0]


def noise(random: np.random.Generator, sizes: Sequence[int], statements: int = 30) -> Round:
    """Return a round in which the groups do not differ."""
    return {
        f"A{number}": {
            f"groep-{place}": sample(*map(int, random.multinomial(size, [0.15, 0.25, 0.3, 0.2, 0.1])))
            for place, size in enumerate(sizes)
        }
        for number in range(statements)
    }


@pytest.mark.parametrize(("first", "second", "delta"), DELTAS)
def test_delta_has_the_values_of_other_software(
    first: tuple[int, ...], second: tuple[int, ...], delta: Fraction
) -> None:
    assert cliffs_delta(first, second) == delta
    assert superiority(first, second) == (delta + 1) / 2


def test_superiority_is_the_share_of_encounters_won() -> None:
    """Tortoise, hare ×5, tortoise ×5, hare: by race each tortoise beats 1 … 6 hares, 11 of 36 all together."""
    tortoises, hares = (1, 0, 0, 0, 0, 0, 5, 0), (0, 1, 1, 1, 1, 1, 0, 1)

    assert superiority(tortoises, hares) == Fraction(25, 36)
    assert superiority(hares, tortoises) == Fraction(11, 36)


def test_the_example_of_benjamini_and_hochberg_calls_four() -> None:
    assert adjusted(THROMBOLYSIS) == pytest.approx(CONTROLLED, abs=1e-6)
    assert sum(q <= FALSE_ALARMS for q in adjusted(THROMBOLYSIS)) == 4


def test_the_order_of_the_tests_does_not_matter() -> None:
    assert adjusted(THROMBOLYSIS[::-1]) == adjusted(THROMBOLYSIS)[::-1]
    assert adjusted([]) == []


def test_the_worked_example_is_a_difference_by_itself_and_not_among_others() -> None:
    """Worked in docs/methods.md: delta 39/64, p 484 of 12,870."""
    cells = {"beleid": sample(0, 2, 3, 2, 1), "uitvoering": sample(3, 3, 1, 1, 0)}
    alike = {"beleid": sample(1, 2, 3, 2, 0), "uitvoering": sample(1, 2, 2, 3, 0)}

    alone = judged(cells)
    among = differences({"A1": cells, "A2": alike}, k=5)[0]

    assert alone.widest is not None
    assert (alone.verdict, alone.q, alone.widest.delta) == ("difference", 0.04, 0.6)
    assert (among.verdict, among.q) == ("no clear difference", 0.08)


def test_groups_a_world_apart_differ_and_the_widest_pair_is_named() -> None:
    found = judged(
        {
            "beleid": sample(0, 0, 1, 4, 3),
            "uitvoering": sample(4, 4, 1, 0, 0),
            "bewoners": sample(0, 2, 4, 2, 0),
        }
    )

    assert found.verdict == "difference"
    assert found.widest is not None
    assert (found.widest.first, found.widest.second) == ("beleid", "uitvoering")
    assert (found.widest.first_n, found.widest.second_n, found.widest.delta) == (8, 9, 1.0)


def test_the_higher_group_comes_first_in_the_widest_pair() -> None:
    found = judged({"laag": sample(6, 3, 0), "hoog": sample(0, 2, 7)})

    assert found.widest is not None
    assert (found.widest.first, found.widest.second) == ("hoog", "laag")
    assert found.widest.delta == 0.9


def test_equal_groups_show_no_clear_difference() -> None:
    found = judged({"beleid": sample(2, 3, 4, 3), "bewoners": sample(2, 4, 3, 3)})

    assert found.verdict == "no clear difference"
    assert found.q is not None
    assert found.q > 0.5


def test_too_few_to_ever_differ_are_told_apart_from_no_difference() -> None:
    """Three against three can give one in ten at the least: whatever they answer says nothing."""
    apart = {"beleid": sample(3, 0), "bewoners": sample(0, 3)}

    assert judged(apart, k=3).verdict == "too few"
    assert judged(apart, k=5).verdict == "too few"
    assert judged(apart, k=5).q is None
    assert judged({"beleid": sample(5, 0), "bewoners": sample(0, 5)}).verdict == "difference"


def test_among_many_statements_the_same_answers_may_be_too_few() -> None:
    statements = {f"A{number}": {"een": sample(3, 2), "twee": sample(2, 3)} for number in range(20)}
    statements["B1"] = {"een": sample(5, 0), "twee": sample(0, 5)}

    assert {each.verdict for each in differences(statements, k=5)} == {"too few"}


def test_a_sure_difference_that_is_next_to_nothing_is_not_called() -> None:
    found = judged({"een": sample(30_000, 40_000, 30_000), "twee": sample(29_000, 40_000, 31_000)})

    assert (found.q, found.verdict) == (0.0, "no clear difference")


def test_a_group_that_stands_apart_from_all_others_is_found_where_no_pair_is() -> None:
    small = {f"groep-{number}": sample(0, 1, 2, 2, 0) for number in range(6)}
    found = judged({**small, "apart": sample(5, 0, 0, 0, 0)})

    apart = next(each for each in found.apart if each.first == "apart")
    assert (apart.verdict, apart.second, apart.delta) == ("difference", OTHERS, -1.0)


def test_people_who_are_shown_in_no_group_count_among_the_others_and_are_no_group() -> None:
    found = judged({"beleid": sample(0, 0, 8), NO_GROUP: sample(7, 1, 0)})

    assert found.pairs == ()
    assert found.verdict == "difference"
    assert found.widest is not None
    assert (found.widest.first, found.widest.second, found.widest.second_n) == ("beleid", OTHERS, 8)


def test_pairs_differ_only_within_a_statement_that_differs() -> None:
    for seed in range(10):
        for found in differences(noise(np.random.default_rng(seed), [6, 8, 10]), k=5):
            pairs = {pair.verdict for pair in (*found.pairs, *found.apart)}
            assert found.verdict == "difference" or "difference" not in pairs


def test_noise_seldom_gives_a_false_alarm() -> None:
    """Sixty rounds of thirty statements in which nobody differs; of a thousand, 4.0 % (docs/methods.md).

    Sixty rounds at one in twenty can give six.
    """
    random = np.random.default_rng(1995)
    rounds = [noise(random, sizes) for sizes in ([6, 8, 10], [12, 12], [5, 5, 5, 5, 9], [30, 8, 20]) * 15]

    alarms = [any(each.verdict == "difference" for each in differences(one, k=5)) for one in rounds]

    assert sum(alarms) <= 6


@pytest.mark.parametrize(("shift", "expected"), [(1, 0.05), (2, 0.8)])
def test_two_steps_between_groups_of_twelve_are_mostly_found(shift: int, expected: float) -> None:
    """The power the method has in a usual round: three groups of twelve, five of thirty statements differ."""
    random = np.random.default_rng(7)
    found = 0
    for _ in range(20):
        one = noise(random, [12, 12, 12])
        for statement in list(one)[:5]:
            counts = one[statement]["groep-0"].counts
            moved = (*(0,) * shift, *counts[: 4 - shift], sum(counts[4 - shift :]))
            one[statement]["groep-0"] = sample(*moved)
        found += sum(each.verdict == "difference" for each in differences(one, k=5)[:5])

    assert found / 100 >= expected


# --- properties ----------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.lists(COUNTS, min_size=2, max_size=4), st.permutations(range(4)))
def test_relabelling_the_groups_changes_only_the_labels(
    groups: list[tuple[int, ...]], order: list[int]
) -> None:
    places = [place for place in order if place < len(groups)]
    one = judged({f"g{place}": sample(*counts) for place, counts in enumerate(groups)})
    other = judged({f"g{place}": sample(*groups[place]) for place in places})

    assert (one.verdict, one.q) == (other.verdict, other.q)
    assert {each.first: each for each in one.apart} == {each.first: each for each in other.apart}
    assert abs(getattr(one.widest, "delta", None) or 0) == abs(getattr(other.widest, "delta", None) or 0)


@settings(deadline=None)
@given(COUNTS, COUNTS)
def test_turning_the_scale_round_mirrors_the_difference(
    first: tuple[int, ...], second: tuple[int, ...]
) -> None:
    one = judged({"een": sample(*first), "twee": sample(*second)})
    other = judged({"een": sample(*mirrored(first)), "twee": sample(*mirrored(second))})

    assert (one.verdict, one.q) == (other.verdict, other.q)
    for straight, turned in zip(one.pairs, other.pairs, strict=True):
        assert straight.delta is None or straight.delta == -(turned.delta or 0.0)


@settings(deadline=None)
@given(COUNTS, COUNTS, st.integers(2, 9))
def test_delta_is_about_shares_and_not_about_numbers(
    first: tuple[int, ...], second: tuple[int, ...], times: int
) -> None:
    many = tuple(times * count for count in first)

    assert cliffs_delta(many, second) == cliffs_delta(first, second)
    assert cliffs_delta(first, second) == -cliffs_delta(second, first)
    assert -1 <= cliffs_delta(first, second) <= 1
