"""P4: no series of pictures gives away the answers of 1 … k−1 people, whatever one adds and subtracts.

The attacker here sees every picture of a round, knows who is in which figure and when each answer changed,
and may combine all figures with any weights. Random rounds of six to forty people in two to seven
groups are played: people come, change answers, skip questions, withdraw and sit at mixed tables, while the
facilitator asks for one release after the other. In half of the rounds somebody types in some of the sheets,
and the attacker knows those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations, islice
from random import Random
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from samenspraak.core import change, disclosure, ledger, releasing
from samenspraak.core.change import Wave, paired
from samenspraak.core.derivation import derivable, is_safe
from samenspraak.core.kinds.kind import Tally
from samenspraak.core.releasing import Voice
from samenspraak.core.scoring import NO_GROUP, total
from tests.core.playing import (
    ITEMS,
    Played,
    figures_of,
    hardly_typed_round,
    leaks,
    partly_typed_round,
    play,
    protected_round,
    released_tables,
    shown_groups,
)
from tests.core.rounds import QUESTIONS

pytestmark = pytest.mark.xdist_group("rounds played")  # in one process, which plays each round once


@pytest.mark.parametrize("start", range(0, 240, 40))
def test_no_round_however_it_goes_gives_fewer_than_k_people_away(start: int) -> None:
    rounds = [protected_round(seed) for seed in range(start, start + 40)]

    assert [(start + place, leaks(played)) for place, played in enumerate(rounds) if leaks(played)] == []
    assert sum(len(played.pictures) for played in rounds) > 40


def test_the_rounds_played_show_groups_and_several_releases() -> None:
    """Hiding everything would keep the promise as well, so count what is shown."""
    rounds = [protected_round(seed) for seed in range(60)]
    shown = [
        group
        for played in rounds
        for picture in played.pictures
        for item in ITEMS
        for group in shown_groups(picture, item)
    ]

    assert sum(len(played.pictures) >= 3 for played in rounds) > 5
    assert sum(group is not None for group in shown) > 150


@pytest.mark.parametrize("seed", range(20))
def test_the_figures_shown_are_those_of_the_people_the_attacker_counts(seed: int) -> None:
    """The attack is only worth something when it knows what is in the figures."""
    played = protected_round(seed)

    for picture, inside in zip(played.pictures, played.inside, strict=True):
        for item in ITEMS:
            every, groups = figures_of(picture, item)
            for group, figure in [(None, every), *groups.items()]:
                marks = [inside[each][item] for each in inside if group in {None, played.groups[each]}]
                given = [mark for mark in marks if mark != "-"]
                if figure is not None:
                    positions = [int(mark) for mark in given if mark != "?"]
                    assert figure.n == len(given)
                    assert (
                        figure.mean is None or abs(figure.mean - sum(positions) / len(positions)) <= 0.05001
                    )


Leaking = Iterator[int]


def more_than(number: int, leaking: Leaking) -> bool:
    """Say whether more rounds leak than this; the rounds after that need not be played."""
    return next(islice(leaking, number, None), None) is not None


@pytest.fixture
def without_protection(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Leaking]:
    """Return those of sixty rounds that leak when one part of the guard is replaced."""

    def rounds_with_leaks(
        room: ModuleType,
        part: str,
        instead: Callable[..., object],
        before_release: Callable[[Played], None] = lambda played: None,
    ) -> Leaking:
        monkeypatch.setattr(room, part, instead)
        return (seed for seed in range(60) if leaks(play(seed, before_release)))

    return rounds_with_leaks


def test_without_the_complement_rule_the_attack_succeeds(without_protection: Callable[..., Leaking]) -> None:
    def only_large_enough(
        counts: Mapping[str, int], *, k: int, hidden_rest: int = 0, entered: Mapping[str, int]
    ) -> frozenset[str]:
        return frozenset(key for key, count in counts.items() if count >= k)

    assert more_than(3, without_protection(disclosure, "showable", only_large_enough))


def test_without_comparing_with_earlier_releases_the_attack_succeeds(
    without_protection: Callable[..., Leaking],
) -> None:
    assert more_than(20, without_protection(ledger, "is_safe", lambda *_, **__: True))


def test_without_combining_more_than_two_figures_the_attack_succeeds(
    without_protection: Callable[..., Leaking],
) -> None:
    """Comparing figures two by two is not enough: who withdraws uncovers who stays."""

    def two_by_two(
        tables: Iterable[frozenset[str]], sizes: Mapping[str, int], *, k: int, owners: Mapping[str, str]
    ) -> bool:
        return all(is_safe(pair, sizes, k=k, owners=owners) for pair in combinations(list(tables), 2))

    assert more_than(0, without_protection(ledger, "is_safe", two_by_two))


def test_without_hiding_per_question_the_attack_succeeds(without_protection: Callable[..., Leaking]) -> None:
    """Groups that are large enough, but of whom too few answered this question."""
    sizes: Counter[str] = Counter()

    def count(played: Played) -> None:
        sizes.clear()
        sizes.update(played.groups[each] for each in played.sent)

    def by_group_size(
        cells: Mapping[str, Tally], *, k: int, entered: Mapping[str, int]
    ) -> dict[str, Tally] | None:
        if sizes.total() < k:
            return None
        groups = {key: sizes[key] for key in cells if key != NO_GROUP}
        shown = disclosure.showable(groups, k=k, hidden_rest=sizes[NO_GROUP])
        rest = total(tally for key, tally in cells.items() if key not in shown)
        return {**{key: cells[key] for key in cells if key in shown}, NO_GROUP: rest}

    assert more_than(10, without_protection(releasing, "opened", by_group_size, count))


@pytest.mark.parametrize("start", range(0, 240, 40))
def test_who_typed_in_sheets_and_subtracts_them_finds_fewer_than_k_others_nowhere(start: int) -> None:
    """The attacker also knows every sheet that was typed in, those that were taken back included."""
    rounds = [partly_typed_round(seed) for seed in range(start, start + 40)]

    assert [place for place, played in enumerate(rounds) if leaks(played, known=played.entered)] == []
    assert [place for place, played in enumerate(rounds) if leaks(played)] == []


def test_the_rounds_with_typed_sheets_show_groups_and_several_releases() -> None:
    rounds = [partly_typed_round(seed) for seed in range(240)]
    beside_others = [
        (picture, item)
        for played in rounds
        for picture, inside in zip(played.pictures, played.inside, strict=True)
        for item in ITEMS
        if any(shown_groups(picture, item))
        and {each in played.entered for each in inside if inside[each][item] != "-"} == {True, False}
    ]

    assert sum(len(played.pictures) >= 2 for played in rounds) > 20
    assert len(beside_others) > 60


@pytest.fixture
def typed_rounds_with_leaks() -> Callable[[], Leaking]:
    """Return those of sixty rounds that leak to who typed in sheets; for a test that switches something off."""

    def rounds_with_leaks() -> Leaking:
        rounds = ((seed, play(seed, typed=(0.3, 0.6, 0.9)[seed % 3])) for seed in range(60))
        return (seed for seed, played in rounds if leaks(played, known=played.entered))

    return rounds_with_leaks


def test_when_typed_sheets_count_like_others_the_attack_succeeds(
    monkeypatch: pytest.MonkeyPatch, typed_rounds_with_leaks: Callable[[], Leaking]
) -> None:
    def nobody(ids: Iterable[str], *_: object) -> np.ndarray:
        return np.zeros(len(list(ids)), dtype=bool)

    monkeypatch.setattr(releasing, "_entered", nobody)

    assert more_than(20, typed_rounds_with_leaks())


def test_when_only_a_question_s_first_figures_spare_who_answered_themselves_the_attack_succeeds(
    monkeypatch: pytest.MonkeyPatch, typed_rounds_with_leaks: Callable[[], Leaking]
) -> None:
    def forgetting(marks: np.ndarray, *, entered: np.ndarray, **rest: Any) -> bool:
        return ledger.stays_safe(marks, entered=np.zeros_like(entered), **rest)

    monkeypatch.setattr(releasing, "stays_safe", forgetting)

    assert more_than(5, typed_rounds_with_leaks())


def test_when_a_question_s_first_figures_do_not_spare_who_answered_themselves_the_attack_succeeds(
    monkeypatch: pytest.MonkeyPatch, typed_rounds_with_leaks: Callable[[], Leaking]
) -> None:
    def counting_all_alike(
        cells: Mapping[str, Tally], *, k: int, entered: Mapping[str, int]
    ) -> dict[str, Tally] | None:
        return disclosure.opened(cells, k=k)

    monkeypatch.setattr(releasing, "opened", counting_all_alike)

    assert more_than(20, typed_rounds_with_leaks())


def test_when_sheets_that_were_taken_back_are_forgotten_the_attack_succeeds(
    monkeypatch: pytest.MonkeyPatch, typed_rounds_with_leaks: Callable[[], Leaking]
) -> None:
    def those_still_there(ids: Iterable[str], sent: Mapping[str, Voice], *_: object) -> np.ndarray:
        return np.array([each in sent and sent[each].entered for each in ids], dtype=bool)

    monkeypatch.setattr(releasing, "_entered", those_still_there)

    assert more_than(0, typed_rounds_with_leaks())


def two_rounds(seed: int, first: Played, second: Played) -> tuple[Played, Played, dict[str, str]] | None:
    """Let some people be in both rounds; None when either showed nothing."""
    random = Random(seed)
    stays = random.choice([0.3, 0.6, 0.9, 1.0])
    staying = [one for one in first.groups if one in second.groups and random.random() < stays]
    both = {one: one for one in staying if one not in first.entered | second.entered}  # typed: tied to nobody
    return (first, second, both) if first.pictures and second.pictures else None


def wave(played: Played) -> Wave:
    assert played.ledger is not None
    return Wave(questions=QUESTIONS, plan=played.plan, ledger=played.ledger, sheets=played.released)


def paired_leaks(number: int, played: Callable[[int], Played] = protected_round) -> tuple[int, int]:
    """Return how many comparisons of the same people were shown, and how many gave somebody away.

    Each of *number* rounds is followed by another of them, so every round is played once.
    """
    shown = leaking = 0
    pairs = (two_rounds(seed, played(seed), played((seed + 37) % number)) for seed in range(number))
    for rounds in filter(None, pairs):
        first, second, both = rounds
        comparison = paired(wave(first), wave(second), both)
        items = {item for theme in comparison.themes for item in theme.items} if comparison else set()
        k = max(first.plan.k, second.plan.k)
        for item in items:
            twice = {one for one in both if answered(first, one, item) and answered(second, one, item)}
            shown += 1
            leaking += any(gives_away(one, item, twice, k) for one in (first, second))
    return shown, leaking


def answered(played: Played, response: str, item: str) -> bool:
    """Say whether somebody whose sheet is in the last picture took a position."""
    return response in played.released and played.inside[-1][response][item] not in "?-"


def gives_away(played: Played, item: str, people: set[str], k: int) -> bool:
    """Say whether the figures of *people*, beside all figures and typed sheets of their round, leave fewer than k."""
    tables, owners = released_tables(played, item)
    last = frozenset().union(*tables)
    newest = {owners[atom]: atom for atom in sorted(last, key=lambda atom: int(atom.split("/")[1]))}
    theirs = frozenset(newest[one] for one in people)
    unknown = [
        frozenset(atom for atom in table if owners[atom] not in played.entered) for table in (*tables, theirs)
    ]
    views = ([*tables, theirs], unknown)
    return any(derivable(view, dict.fromkeys(owners, 1), k=k, owners=owners) for view in views)


def test_the_same_people_in_two_rounds_are_shown_without_giving_fewer_than_k_away() -> None:
    shown, leaking = paired_leaks(240)

    assert shown > 20
    assert leaking == 0


def test_who_typed_in_sheets_learns_of_nobody_by_comparing_the_same_people() -> None:
    shown, leaking = paired_leaks(160, hardly_typed_round)

    assert shown > 10
    assert leaking == 0


def test_when_a_comparison_does_not_spare_who_answered_themselves_the_attack_succeeds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ledger.Ledger, "typed_in", lambda _, responses: np.zeros(len(responses), dtype=bool))

    assert paired_leaks(160, hardly_typed_round)[1] > 0


def test_without_comparing_the_same_people_with_the_groups_the_attack_succeeds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """That stayers, newcomers and leavers are each nobody or at least k is not enough by itself."""
    monkeypatch.setattr(change, "stays_safe", lambda *_, **__: True)

    assert paired_leaks(100)[1] > 10
