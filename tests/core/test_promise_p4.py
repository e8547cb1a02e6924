"""P4: no series of pictures gives away the answers of 1 … k−1 people, whatever one adds and subtracts.

The attacker here sees every picture of a round, knows who is in which figure and when each answer changed,
and may combine all figures with any weights. Random rounds of six to forty people in two to seven
groups are played: people come, change answers, skip questions, withdraw and sit at mixed tables, while the
facilitator asks for one release after the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from random import Random
from types import ModuleType

import pytest

from samenspraak.core import change, disclosure, ledger, releasing
from samenspraak.core.change import Wave, paired
from samenspraak.core.derivation import derivable, is_safe
from samenspraak.core.kinds.kind import Tally
from samenspraak.core.scoring import NO_GROUP, total
from tests.core.playing import (
    ITEMS,
    Played,
    figures_of,
    leaks,
    play,
    protected_round,
    released_tables,
    shown_groups,
)
from tests.core.rounds import QUESTIONS


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


@pytest.fixture
def without_protection(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Return how many of sixty rounds leak when one part of the guard is replaced."""

    def rounds_with_leaks(
        room: ModuleType,
        part: str,
        instead: Callable[..., object],
        before_release: Callable[[Played], None] = lambda played: None,
    ) -> int:
        monkeypatch.setattr(room, part, instead)
        return sum(bool(leaks(play(seed, before_release))) for seed in range(60))

    return rounds_with_leaks


def test_without_the_complement_rule_the_attack_succeeds(without_protection: Callable[..., int]) -> None:
    def only_large_enough(counts: Mapping[str, int], *, k: int, hidden_rest: int = 0) -> frozenset[str]:
        return frozenset(key for key, count in counts.items() if count >= k)

    assert without_protection(disclosure, "showable", only_large_enough) > 3


def test_without_comparing_with_earlier_releases_the_attack_succeeds(
    without_protection: Callable[..., int],
) -> None:
    assert without_protection(ledger, "is_safe", lambda *_, **__: True) > 20


def test_without_combining_more_than_two_figures_the_attack_succeeds(
    without_protection: Callable[..., int],
) -> None:
    """Comparing figures two by two is not enough: who withdraws uncovers who stays."""

    def two_by_two(
        tables: Iterable[frozenset[str]], sizes: Mapping[str, int], *, k: int, owners: Mapping[str, str]
    ) -> bool:
        return all(is_safe(pair, sizes, k=k, owners=owners) for pair in combinations(list(tables), 2))

    assert without_protection(ledger, "is_safe", two_by_two) > 0


def test_without_hiding_per_question_the_attack_succeeds(without_protection: Callable[..., int]) -> None:
    """Groups that are large enough, but of whom too few answered this question."""
    sizes: Counter[str] = Counter()

    def count(played: Played) -> None:
        sizes.clear()
        sizes.update(played.groups[each] for each in played.sent)

    def by_group_size(cells: Mapping[str, Tally], *, k: int) -> dict[str, Tally] | None:
        if sizes.total() < k:
            return None
        groups = {key: sizes[key] for key in cells if key != NO_GROUP}
        shown = disclosure.showable(groups, k=k, hidden_rest=sizes[NO_GROUP])
        rest = total(tally for key, tally in cells.items() if key not in shown)
        return {**{key: cells[key] for key in cells if key in shown}, NO_GROUP: rest}

    assert without_protection(releasing, "opened", by_group_size, count) > 10


def two_rounds(seed: int) -> tuple[Played, Played, dict[str, str]] | None:
    """Play two rounds, with some people in both; None when either showed nothing."""
    random = Random(seed)
    first, second = protected_round(seed), protected_round(seed + 1000)
    stays = random.choice([0.3, 0.6, 0.9, 1.0])
    both = {one: one for one in first.groups if one in second.groups and random.random() < stays}
    return (first, second, both) if first.pictures and second.pictures else None


def wave(played: Played) -> Wave:
    assert played.ledger is not None
    return Wave(questions=QUESTIONS, plan=played.plan, ledger=played.ledger, sheets=played.released)


def paired_leaks(seeds: range) -> tuple[int, int]:
    """Return how many comparisons of the same people were shown, and how many gave somebody away."""
    shown = leaking = 0
    for rounds in filter(None, map(two_rounds, seeds)):
        first, second, both = rounds
        comparison = paired(wave(first), wave(second), both)
        items = {item for theme in comparison.themes for item in theme.items} if comparison else set()
        k = max(first.plan.k, second.plan.k)
        for item in items:
            twice = {one for one in both if answered(first, one, item) and answered(second, one, item)}
            shown += 1
            leaking += any(gives_away(played, item, twice, k) for played in (first, second))
    return shown, leaking


def answered(played: Played, response: str, item: str) -> bool:
    """Say whether somebody whose sheet is in the last picture took a position."""
    return response in played.released and played.inside[-1][response][item] not in "?-"


def gives_away(played: Played, item: str, people: set[str], k: int) -> bool:
    """Say whether the figures of *people*, beside all figures of their round, leave fewer than k."""
    tables, owners = released_tables(played, item)
    last = frozenset().union(*tables)
    newest = {owners[atom]: atom for atom in sorted(last, key=lambda atom: int(atom.split("/")[1]))}
    theirs = frozenset(newest[one] for one in people)
    return derivable([*tables, theirs], dict.fromkeys(owners, 1), k=k, owners=owners) != []


def test_the_same_people_in_two_rounds_are_shown_without_giving_fewer_than_k_away() -> None:
    shown, leaking = paired_leaks(range(240))

    assert shown > 20
    assert leaking == 0


def test_without_comparing_the_same_people_with_the_groups_the_attack_succeeds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """That stayers, newcomers and leavers are each nobody or at least k is not enough by itself."""
    monkeypatch.setattr(change, "stays_safe", lambda *_, **__: True)

    assert paired_leaks(range(100))[1] > 10
