"""Opinion groups: found where they are planted, and nowhere else."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from math import comb
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspraak.core.opinions.groups import OpinionGroups, opinion_groups, search
from samenspraak.core.opinions.judging import Standards, stability, valleys
from samenspraak.core.opinions.parting import partings, silhouette, spots_of
from samenspraak.core.opinions.plane import laid_out
from samenspraak.core.opinions.profile import common_ground, counted, typical
from tests.core.crowds import KINDS, noise, planted

POLIS = Path(__file__).parents[1] / "data" / "polis" / "brexit-consensus.csv"
MOST_FALSE_ALARMS = 0.02

RUSPINI = """
4,53 5,63 10,59 9,77 13,49 13,69 12,88 15,75 18,61 19,65 22,74 27,72 28,76 24,58 27,55 28,60 30,52 31,60
32,61 36,72 28,147 32,149 35,153 33,154 38,151 41,150 38,145 38,143 32,143 34,141 44,156 44,149 44,143
46,142 47,149 49,152 50,142 53,144 52,152 55,155 54,124 60,136 63,139 86,132 85,115 85,96 78,94 74,96
97,122 98,116 98,124 99,119 99,128 101,115 108,111 110,111 108,116 111,126 115,117 117,115 70,4 77,12
83,21 61,15 69,15 78,16 66,18 58,13 64,20 69,21 66,23 61,25 76,27 72,31 64,30
"""
"""E. Ruspini, Numerical methods for fuzzy clustering, Information Sciences 2 (1970)."""


def found(values: np.ndarray, steps: int, **options: object) -> OpinionGroups | None:
    return opinion_groups(values, [steps] * values.shape[1], **options)  # type: ignore[arg-type]


def certainly(values: np.ndarray, steps: int, **options: object) -> OpinionGroups:
    groups = found(values, steps, **options)
    assert groups is not None
    return groups


def alike(one: np.ndarray, other: np.ndarray) -> float:
    """Return the adjusted Rand index of two ways to part the same people (Hubert and Arabie, 1985)."""
    both = Counter(zip(one.tolist(), other.tolist(), strict=True))
    pairs = [
        sum(comb(size, 2) for size in table.values())
        for table in (both, Counter(one.tolist()), Counter(other.tolist()))
    ]
    expected = pairs[1] * pairs[2] / comb(len(one), 2)
    return float((pairs[0] - expected) / ((pairs[1] + pairs[2]) / 2 - expected))


def polis() -> tuple[np.ndarray, np.ndarray]:
    """Return the votes (1 disagree, 2 pass, 3 agree, 0 unseen) and Polis's own group of each (−1: none)."""
    with POLIS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    votes = [[int(row[str(number)]) + 2 if row[str(number)] else 0 for number in range(50)] for row in rows]
    return np.array(votes, dtype=np.uint8), np.array([int(row["group-id"] or -1) for row in rows])


# What is there is found


@pytest.mark.parametrize(
    ("people", "statements", "steps", "groups", "effect"),
    [(24, 15, 5, 2, 2.5), (40, 15, 5, 2, 2.5), (60, 15, 5, 3, 2.5), (150, 40, 5, 3, 1.5), (200, 30, 3, 2, 1.5), (900, 40, 5, 4, 2), (900, 40, 5, 5, 2), (3000, 40, 7, 3, 2)],
)  # fmt: skip
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_planted_groups_are_found(
    people: int, statements: int, steps: int, groups: int, effect: float, seed: int
) -> None:
    values, group_of = planted(people, statements, steps, groups, effect=effect, seed=seed)

    there = certainly(values, steps)

    assert len(there.sizes) == groups
    assert alike(there.group_of, group_of) > 0.95


def test_a_small_group_beside_a_large_one_is_found() -> None:
    values, group_of = planted(120, 20, 5, 2, effect=2.5, seed=4, sizes=[0.85, 0.15])

    there = certainly(values, 5)

    assert there.sizes == (102, 18)
    assert alike(there.group_of, group_of) == 1


def test_groups_are_found_through_missing_answers() -> None:
    values, group_of = planted(100, 30, 5, 2, effect=2, seed=5)
    values[np.random.default_rng(5).uniform(size=values.shape) < 0.3] = 0

    assert alike(certainly(values, 5).group_of, group_of) > 0.95


# What is not there is not found


def test_of_ninety_crowds_without_groups_hardly_any_gets_them() -> None:
    alarms = [kind for values, steps, kind in map(noise, range(90)) if found(values, steps)]

    assert len(alarms) <= MOST_FALSE_ALARMS * 90, alarms


@pytest.mark.slow
def test_of_a_thousand_crowds_without_groups_at_most_one_in_fifty_gets_them() -> None:
    alarms = Counter(kind for values, steps, kind in map(noise, range(1000)) if found(values, steps))

    assert sum(alarms.values()) <= MOST_FALSE_ALARMS * 1000, alarms
    assert max(alarms.values()) <= 0.1 * 1000 / len(KINDS), alarms


def test_people_who_score_higher_or_lower_are_one_crowd_however_many_they_are() -> None:
    random = np.random.default_rng(6)
    level = random.uniform(-1, 1, (5000, 1))
    values = np.clip(np.rint(3 + level + random.normal(0, 1, (5000, 20))), 1, 5).astype(np.uint8)

    assert found(values, 5) is None


def test_no_group_is_smaller_than_k() -> None:
    values, _ = planted(60, 20, 5, 2, effect=3, seed=7, sizes=[0.9, 0.1])

    assert certainly(values, 5, k=5).sizes == (54, 6)
    assert found(values, 5, k=7) is None


def test_one_statement_that_divides_people_makes_no_groups() -> None:
    random = np.random.default_rng(8)
    values = random.integers(3, 5, (80, 12)).astype(np.uint8)
    values[:, 4] = np.where(np.arange(80) % 2, 1, 10)

    assert found(values, 10) is None


def test_a_question_that_some_did_not_get_makes_no_group_of_them() -> None:
    """Officials are divided over fifteen statements that residents never saw, and over nothing else."""
    values, _ = planted(90, 15, 5, 1, effect=0, seed=9)
    only_officials, _ = planted(90, 15, 5, 2, effect=3, seed=9)
    resident = np.arange(90) >= 60
    only_officials[resident] = 0
    both = np.hstack([values, only_officials])

    there = search(both, [5] * 30, audiences=resident.astype(int).tolist())

    assert there is not None
    assert there.crowd.statements == tuple(range(15))
    assert found(both, 5, audiences=resident.astype(int).tolist()) is None


@pytest.mark.parametrize(("people", "statements"), [(0, 10), (9, 10), (50, 3)])
def test_too_few_people_or_statements_have_no_groups(people: int, statements: int) -> None:
    values = np.ones((people, statements), dtype=np.uint8)

    assert search(values, [5] * statements) is None
    assert found(values, 5) is None


def test_people_who_all_answer_the_same_are_no_groups() -> None:
    assert found(np.full((40, 10), 3, dtype=np.uint8), 5) is None


def test_values_outside_their_scale_are_refused() -> None:
    with pytest.raises(ValueError, match="outside its scale"):
        found(np.full((40, 10), 6, dtype=np.uint8), 5)


# What must not matter


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), people=st.sampled_from([30, 120, 700]), holes=st.sampled_from([0.0, 0.2]))
def test_the_order_of_people_never_matters(seed: int, people: int, holes: float) -> None:
    values, _ = planted(people, 20, 5, 3, effect=1.5, seed=seed)
    random = np.random.default_rng(seed)
    values[random.uniform(size=values.shape) < holes] = 0
    order = random.permutation(people)

    one, other = search(values, [5] * 20), search(values[order], [5] * 20)

    assert one is not None
    assert other is not None
    for before, after in zip(one.candidates, other.candidates, strict=True):
        assert np.array_equal(before.group_of[order], after.group_of)
        assert before.silhouette == after.silhouette
    assert (found(values, 5) is None) == (found(values[order], 5) is None)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_order_of_statements_never_matters(seed: int) -> None:
    values, _ = planted(80, 20, 5, 2, effect=2.5, seed=seed)
    order = np.random.default_rng(seed).permutation(20)

    one, other = found(values, 5), found(np.ascontiguousarray(values[:, order]), 5)

    assert (one is None) == (other is None)
    assert one is None or other is None or alike(one.group_of, other.group_of) == 1


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), steps=st.sampled_from([2, 4, 5, 10]))
def test_reversing_every_scale_leaves_the_groups_and_mirrors_what_is_typical(seed: int, steps: int) -> None:
    values, _ = planted(80, 24, steps, 2, effect=steps / 2, seed=seed)
    mirrored = (steps + 1 - values).astype(np.uint8)

    one, other = found(values, steps), found(mirrored, steps)

    assert (one is None) == (other is None)
    if one is None or other is None:
        return
    assert alike(one.group_of, other.group_of) == 1
    scales = np.full(24, steps)
    for group in range(2):
        before = typical(counted(values, one.group_of, 2, steps), scales, group)
        after = typical(counted(mirrored, one.group_of, 2, steps), scales, group)
        assert [(each.statement, round(each.effect, 9)) for each in after] == [
            (each.statement, round(-each.effect, 9)) for each in before
        ]


@pytest.mark.parametrize("times", [2, 5, 40])
def test_taking_everybody_several_times_changes_no_share(times: int) -> None:
    values, _ = planted(60, 20, 5, 3, effect=2.5, seed=10)

    once, often = certainly(values, 5), certainly(np.repeat(values, times, axis=0), 5)

    assert often.sizes == tuple(size * times for size in once.sizes)
    assert np.array_equal(often.group_of, np.repeat(once.group_of, times))


def test_one_sheet_sent_many_times_does_not_make_a_group() -> None:
    values, _ = planted(40, 20, 5, 1, effect=0, seed=10)
    stuffed = np.vstack([values, np.repeat(5 * np.ones((1, 20), dtype=np.uint8), 30, axis=0)])

    assert found(stuffed, 5) is None


def test_another_process_finds_the_same() -> None:
    program = (
        "from tests.core.crowds import planted; from samenspraak.core.opinions.groups import opinion_groups\n"
        "values, _ = planted(500, 30, 5, 3, effect=1.5, seed=11)\n"
        "groups = opinion_groups(values, [5] * 30)\n"
        "print(groups.group_of.tolist(), groups.evidence)"
    )
    root = Path(__file__).parents[2]

    outcomes = {
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            cwd=root,
            env={"PYTHONPATH": "src:.", "PYTHONHASHSEED": seed, "OPENBLAS_NUM_THREADS": threads},
        ).stdout
        for seed, threads in (("1", "1"), ("2", "2"))
    }

    assert len(outcomes) == 1


# Who answered little


def test_who_answered_less_than_half_is_in_no_group() -> None:
    values, _ = planted(80, 20, 5, 2, effect=2.5, seed=12)
    values[:6, 8:] = 0

    there = certainly(values, 5)

    assert (there.group_of[:6] == -1).all()
    assert sum(there.sizes) == 74


def test_fewer_than_k_who_answered_little_are_placed_after_all_because_a_rest_would_give_them_away() -> None:
    values, group_of = planted(80, 20, 5, 2, effect=2.5, seed=12)
    values[:4, 8:] = 0

    there = certainly(values, 5)

    assert sum(there.sizes) == 80
    assert alike(there.group_of, group_of) > 0.95


def test_a_position_that_is_missing_is_the_mean_also_when_only_the_late_miss_some() -> None:
    values, _ = planted(40, 10, 5, 2, effect=2.5, seed=15)
    late = np.zeros((1, 10), dtype=np.uint8)

    plane = laid_out(np.vstack([values, late]), np.full(10, 5), fitted=np.arange(41) < 40)

    assert plane.places[:40].mean(axis=0) == pytest.approx([0, 0], abs=0.02)
    assert plane.places[40] == pytest.approx([0, 0], abs=0.02)


# Against published values and other software


@pytest.mark.parametrize(
    ("groups", "sizes", "squares", "score"),
    [
        (2, [35, 40], 89337.83214285714, 0.5827264208152947),
        (3, [17, 23, 35], 51063.475045670435, 0.6327047140348644),
        (4, [15, 17, 20, 23], 12881.051236146628, 0.7376569908806615),
    ],
)
def test_ruspini_is_parted_as_by_scikit_learn(
    groups: int, sizes: list[int], squares: float, score: float
) -> None:
    """scikit-learn 1.9.1: the best of 200 starts of KMeans, and silhouette_score."""
    spots = spots_of(np.array([[float(part) for part in pair.split(",")] for pair in RUSPINI.split()]))

    *_, parting = partings(spots, spots.people[None, :], most=groups)

    group_of = parting.group_of[0]
    assert sorted(np.bincount(group_of).tolist()) == sizes
    assert ((spots.places - parting.centres[0][group_of]) ** 2).sum() == pytest.approx(squares, rel=1e-12)
    assert silhouette(spots, group_of, groups) == pytest.approx(score, rel=1e-12)


def test_the_plane_is_that_of_scikit_learn_on_real_votes() -> None:
    """scikit-learn 1.9.1: PCA(2) after SimpleImputer, explained_variance_ × 203 / 204 on scales of length 1."""
    values, _ = polis()

    assert laid_out(values, np.full(50, 3)).spread == pytest.approx((0.64893059, 0.28688124), rel=1e-4)


def test_real_votes_are_parted_as_polis_did_but_are_not_called_groups() -> None:
    """Polis cut these people in two. They stand evenly along a line: nowhere in between is it emptier."""
    values, own = polis()

    there = search(values, [3] * 50, statement_part=0, fewest_positions=7)

    assert there is not None
    halves = there.candidates[0]
    grouped = (own >= 0) & (halves.group_of >= 0)
    assert alike(halves.group_of[grouped], own[grouped]) > 0.85
    assert [each.silhouette for each in there.candidates] == pytest.approx(
        [0.4262, 0.4362, 0.3973, 0.4122], abs=0.005
    )
    assert next(valleys(halves.spots, halves.parting, there.plane.blur)).depth > 1
    assert found(values, 3) is None


def test_a_grid_of_spots_stands_for_all_people() -> None:
    """scikit-learn 1.9.1's silhouette_score over all 2,000 people is what the formula gives without a grid."""
    values, _ = planted(2000, 40, 5, 3, effect=1, seed=13)
    places = laid_out(values, np.full(40, 5)).places
    rough = spots_of(places)
    *_, parting = partings(rough, rough.people[None, :], most=3)
    group_of = parting.group_of[0][rough.spot_of]

    distances = np.sqrt(((places[:, None] - places) ** 2).sum(axis=2))
    member = group_of[:, None] == np.arange(3)
    sums, sizes, rows = distances @ member, member.sum(axis=0), np.arange(2000)
    own = sums[rows, group_of] / (sizes[group_of] - 1)
    others = sums / sizes
    others[rows, group_of] = np.inf
    exact = ((others.min(axis=1) - own) / np.maximum(others.min(axis=1), own)).mean()

    assert len(rough.people) < 400
    assert silhouette(rough, parting.group_of[0], 3) == pytest.approx(exact, abs=0.01)


# The standards, by hand


def test_a_valley_is_counted_in_three_windows() -> None:
    """Seven round either centre and one halfway: as rare as at most one head in eight throws, 9 / 256."""
    along = [0.0] * 7 + [0.5] + [1.0] * 7
    spots = spots_of(np.column_stack([along, np.arange(15) / 100]))
    *_, parting = partings(spots, spots.people[None, :], most=2)
    centred = type(parting)(group_of=parting.group_of, centres=np.array([[[0.0, 0.0], [1.0, 0.0]]]))

    (valley,) = valleys(spots, centred, np.zeros((2, 2)))

    assert valley.depth == pytest.approx(1 / 7)
    assert valley.chance == pytest.approx(9 / 256)


def test_gaps_between_whole_steps_are_no_valleys() -> None:
    """Everybody is on one of two places along the line because there are only two answers to give."""
    spots = spots_of(np.column_stack([np.repeat([0.0, 1.0], 20), np.arange(40) % 20 / 100]))
    *_, parting = partings(spots, spots.people[None, :], most=2)

    (sharp,) = valleys(spots, parting, np.zeros((2, 2)))
    (blurred,) = valleys(spots, parting, np.eye(2) / 12)

    assert sharp.chance < 1e-5
    assert blurred.depth == pytest.approx(1)


def test_a_stable_parting_comes_back_and_one_of_an_even_crowd_does_not() -> None:
    random = np.random.default_rng(14)
    apart = spots_of(np.vstack([random.normal(0, 1, (40, 2)), random.normal(8, 1, (40, 2))]))
    even = spots_of(random.normal(0, 1, (80, 2)))

    *_, two = partings(apart, apart.people[None, :], most=2)
    *_, five = partings(even, even.people[None, :], most=5)

    assert stability(apart, two, resamples=25) == 1
    assert stability(even, five, resamples=25) < Standards().stability


# What groups answered, by hand


def test_counts_are_per_group_and_leave_out_who_is_in_none() -> None:
    values = np.array([[1, 0], [2, 3], [2, 1], [3, 3]], dtype=np.uint8)

    counts = counted(values, np.array([0, 0, 1, -1]), 2, 3)

    assert counts.tolist() == [[[1, 1, 0], [0, 0, 1]], [[0, 1, 0], [1, 0, 0]]]


def test_what_is_typical_is_a_standardised_difference_from_all_others() -> None:
    """Means 4.5 and 2, variances within 0.25 and 0.5 over 4 and 8 people, and 1/12 because steps are whole."""
    counts = np.array([[[0, 0, 0, 2, 2]], [[2, 4, 2, 0, 0]]])

    (contrast,) = typical(counts, np.array([5]), 0)

    assert contrast.difference == 2.5
    assert contrast.effect == pytest.approx(2.5 / ((4 * 0.25 + 8 * 0.5) / 12 + 1 / 12) ** 0.5)


def test_a_small_difference_is_not_typical_however_sure() -> None:
    counts = np.array([[[0, 0, 100, 0, 0]], [[0, 40, 60, 0, 0]]])

    assert typical(counts, np.array([5]), 0) == []


def test_common_ground_multiplies_what_every_group_says() -> None:
    """Polis's group-informed consensus: (8 + 1) / (10 + 2) × (6 + 1) / (8 + 2)."""
    counts = np.array([[[0, 1, 1, 3, 5], [10, 0, 0, 0, 0]], [[1, 1, 0, 2, 4], [0, 0, 0, 0, 8]]])

    (common,) = common_ground(counts, np.array([5, 5]))

    assert (common.statement, common.lean, common.leaning, common.positions) == (0, "high", (8, 6), (10, 8))
    assert common.consensus == pytest.approx(9 / 12 * 7 / 10)


def test_a_group_that_hesitates_breaks_the_common_ground() -> None:
    counts = np.array([[[0, 0, 0, 5, 5]], [[0, 0, 5, 4, 1]]])

    assert common_ground(counts, np.array([5])) == []
