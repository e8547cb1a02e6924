"""P4: no series of pictures gives away the answers of 1 … k−1 people, whatever one adds and subtracts.

The attacker here sees every picture of a round, knows who is in which figure and when each answer changed,
and may combine all figures with any weights. Random rounds of six to forty people in two to seven
groups are played: people come, change answers, skip questions, withdraw and sit at mixed tables, while the
facilitator asks for one release after the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from random import Random
from types import ModuleType

import pytest

from samenspraak.core import disclosure, ledger, releasing
from samenspraak.core.analysis import Distribution, Picture, analyse
from samenspraak.core.derivation import derivable, is_safe
from samenspraak.core.disclosure import Plan
from samenspraak.core.kinds.kind import Tally
from samenspraak.core.releasing import Ledger, Voice, next_release
from samenspraak.core.scoring import NO_GROUP, total
from samenspraak.core.sheet import cell
from tests.core.rounds import QUESTIONS, plan_of, sheet, sheets_of

ITEMS = ("A1", "B1", "A-belang")
STEPS = {"A1": "12345?", "B1": "12345?", "A-belang": "123?"}


@dataclass
class Played:
    """A round as played: the pictures, and per picture whose answer was in it (response → question → mark)."""

    plan: Plan
    pictures: list[Picture] = field(default_factory=list)
    inside: list[dict[str, dict[str, str]]] = field(default_factory=list)
    groups: dict[str, str] = field(default_factory=dict)
    sent: dict[str, Voice] = field(default_factory=dict)
    released: dict[str, str] = field(default_factory=dict)
    ledger: Ledger | None = None


def play(seed: int, before_release: Callable[[Played], None] = lambda played: None) -> Played:
    """Play one random round; the same seed gives the same round."""
    random = Random(seed)
    names = [f"g{number}" for number in range(random.randint(2, 7))]
    played = Played(plan=plan_of(dict.fromkeys(names, 6), k=random.choice([3, 4, 5, 5, 5])))
    people = random.randint(6, 40)
    moments = random.randint(2, 5)
    for moment in range(moments):
        arrive(played, random, people // moments if moment else people // 2)
        leaving, changing = random.choice([(0.02, 0.1), (0.05, 0.3), (0.4, 0.1), (0.0, 0.7)])
        for response in sorted(played.sent):
            happen(played, random, response, leaving=leaving, changing=changing)
        before_release(played)
        release(played)
    return played


def arrive(played: Played, random: Random, number: int) -> None:
    for _ in range(number):
        group = random.choice([*(group.key for group in played.plan.groups), None])
        response = f"r{len(played.groups):03}"
        played.groups[response] = group or NO_GROUP
        played.sent[response] = Voice(group, sheet(**filled(random)))


def happen(played: Played, random: Random, response: str, *, leaving: float, changing: float) -> None:
    """Let somebody withdraw or change answers, now and then; at some moments many do."""
    if random.random() < leaving:
        del played.sent[response]
        played.released.pop(response, None)
    elif random.random() < changing:
        played.sent[response] = Voice(played.sent[response].group, sheet(**filled(random)))


@cache
def protected_round(seed: int) -> Played:
    """Play a round as the product does; not to be used where a test switches something off."""
    return play(seed)


def filled(random: Random) -> dict[str, str]:
    marks = {item: random.choice(STEPS[item]) if random.random() < 0.8 else "-" for item in ITEMS}
    return {item.replace("-", "_"): mark for item, mark in marks.items()}


def release(played: Played) -> None:
    decision = next_release(
        played.sent, questions=QUESTIONS, plan=played.plan, released=played.released, ledger=played.ledger
    )
    if not decision.allowed or decision.ledger is None:
        return
    played.released, played.ledger = dict(decision.sheets), decision.ledger
    held = [Voice(played.groups[each] or None, held) for each, held in sorted(decision.sheets.items())]
    picture = analyse(QUESTIONS, sheets_of(held), played.plan, ledger=decision.ledger)
    if picture is not None:
        played.inside.append(inside_now(played, decision.ledger))
        played.pictures.append(picture)


def inside_now(played: Played, ledger: Ledger) -> dict[str, dict[str, str]]:
    """Return whose answer is in the figures; who withdrew is in them until the figures say otherwise."""
    before = played.inside[-1] if played.inside else {}
    inside: dict[str, dict[str, str]] = {}
    for response in played.groups:
        held = played.released.get(response)
        for item in ITEMS:
            place = ledger.questions.index(item)
            if held is not None:
                mark = cell(held, QUESTIONS, QUESTIONS.item(item))
            elif response in ledger.marks and ledger.marks[response][-1][place] != "-":
                mark = before[response][item]
            else:
                mark = "-"
            inside.setdefault(response, {})[item] = mark
    return inside


def leaks(played: Played) -> list[tuple[str, list[frozenset[str]]]]:
    """Return what follows about fewer than k people, per question, from all pictures together."""
    found = []
    for item in ITEMS:
        tables, owners = released_tables(played, item)
        given_away = derivable(tables, dict.fromkeys(owners, 1), k=played.plan.k, owners=owners)
        if given_away:
            found.append((item, given_away))
    return found


def released_tables(played: Played, item: str) -> tuple[list[frozenset[str]], dict[str, str]]:
    """Return per figure shown the answers in it; an answer that changed is another answer of the same person."""
    tables: list[frozenset[str]] = []
    owners: dict[str, str] = {}
    version: dict[str, tuple[int, str]] = {}
    for picture, inside in zip(played.pictures, played.inside, strict=True):
        for response, marks in inside.items():
            number, mark = version.get(response, (0, "-"))
            if marks[item] != mark:
                version[response] = (number + 1, marks[item])
        present = {each: f"{each}/{number}" for each, (number, mark) in version.items() if mark != "-"}
        owners |= {atom: response for response, atom in present.items()}
        for group in shown_groups(picture, item):
            tables.append(
                frozenset(atom for each, atom in present.items() if group in {None, played.groups[each]})
            )
    return [table for table in tables if table], owners


def shown_groups(picture: Picture, item: str) -> Iterator[str | None]:
    """Yield None for everybody, and each display group that is shown."""
    every, groups = figures_of(picture, item)
    if every:
        yield None
    yield from (group for group, figure in groups.items() if figure)


def figures_of(picture: Picture, item: str) -> tuple[Distribution | None, dict[str, Distribution | None]]:
    for theme in picture.themes:
        if item == f"{theme.theme}-belang":
            return theme.importance, dict(theme.importance_groups)
        for each in theme.items:
            if each.item == item:
                return each.total, dict(each.groups)
    raise KeyError(item)


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
