"""What is shown of opinion groups: the figures by hand, and P4 against somebody who sees every release."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from samenspraak.core.change import Wave, answered_twice
from samenspraak.core.derivation import derivable
from samenspraak.core.disclosure import Plan
from samenspraak.core.instrument import load_instrument
from samenspraak.core.opinions import publishing
from samenspraak.core.opinions.picture import OpinionPicture
from samenspraak.core.opinions.publishing import Publication, publish
from samenspraak.core.opinions.standing import Standing, where_do_i_stand
from samenspraak.core.releasing import Ledger, Voice, next_release
from samenspraak.core.scoring import NO_GROUP
from samenspraak.core.sheet import question_list
from tests.core.crowds import planted
from tests.core.rounds import SMALL, plan_of

COMMON, SOME = 12, 2


def _instrument() -> object:
    """Return the small instrument with twelve statements for everybody and two that residents do not get."""
    small = load_instrument(SMALL.read_text(encoding="utf-8"), name=SMALL.name)
    theme, statement = small.themes[0], small.themes[0].items[0]
    everybody = [statement.model_copy(update={"id": f"S{number:02}"}) for number in range(COMMON)]
    some = [
        statement.model_copy(update={"id": f"T{number}", "audience": ("gemeente",)}) for number in range(SOME)
    ]
    return small.model_copy(update={"themes": (theme.model_copy(update={"items": (*everybody, *some)}),)})


QUESTIONS = question_list(_instrument())  # type: ignore[arg-type]
PLAN = plan_of({"beleid": 30, "uitvoering": 30, "bewoners": 30}, audiences={"bewoners": "bewoners"})


def sheets_from(values: np.ndarray, *, unknown: str = "-") -> list[str]:
    """Return one sheet per row; 0 becomes *unknown*."""
    marks = [unknown, *"123456789"]
    return ["".join(marks[value] for value in row) + "-" * SOME for row in values]


def wave_from(sheets: list[str], groups: Sequence[str | None], plan: Plan = PLAN) -> Wave:
    """Return a round after one release."""
    voices = {f"r{number:03}": Voice(group, sheet) for number, (group, sheet) in enumerate(zip(groups, sheets, strict=True))}  # fmt: skip
    decision = next_release(voices, questions=QUESTIONS, plan=plan)
    assert decision.ledger is not None
    return Wave(questions=QUESTIONS, plan=plan, ledger=decision.ledger, sheets=decision.sheets)


def two_camps(people: int = 60, *, seed: int = 1) -> np.ndarray:
    values, _ = planted(people, COMMON, 5, 2, effect=2.5, seed=seed)
    return values


def shown(values: np.ndarray, groups: Sequence[str | None], plan: Plan = PLAN) -> OpinionPicture:
    return publish(wave_from(sheets_from(values), groups, plan)).picture


def in_turn(people: int) -> Sequence[str | None]:
    """Put people in the stakeholder groups in turn."""
    return [("beleid", "uitvoering", "bewoners")[number % 3] for number in range(people)]


# The figures


def test_the_figures_are_those_of_the_people_in_the_groups() -> None:
    values = two_camps()

    picture = shown(values, in_turn(60))

    assert (picture.reason, picture.n, picture.placed) == ("", 60, 60)
    assert [(group.n, group.share) for group in picture.groups] == [(30, 0.5), (30, 0.5)]
    assert [statement.item for statement in picture.statements] == [
        f"S{number:02}" for number in range(COMMON)
    ]
    halves = {tuple(values[half].mean(axis=0).round(1)) for half in (slice(0, 30), slice(30, 60))}
    assert {tuple(statement.means[group] for statement in picture.statements) for group in range(2)} == halves
    assert all(statement.n == (30, 30) for statement in picture.statements)


def test_a_statement_that_not_everybody_got_is_not_among_them() -> None:
    picture = shown(two_camps(), in_turn(60))

    assert not any(statement.item.startswith("T") for statement in picture.statements)


def test_typical_statements_say_on_which_side() -> None:
    picture = shown(two_camps(), in_turn(60))

    means = {statement.item: statement.means for statement in picture.statements}
    for group, other in ((0, 1), (1, 0)):
        assert picture.groups[group].typical
        for typical in picture.groups[group].typical:
            assert (typical.mean, typical.others) == (means[typical.item][group], means[typical.item][other])
            assert typical.side == ("higher" if typical.mean > typical.others else "lower")


def test_what_all_share_is_named_with_the_group_that_shares_it_least() -> None:
    values = two_camps()
    values[:, 3] = 5
    values[:3, 3] = 1
    values[:, 7] = 3

    shared = {each.item: (each.lean, each.least) for each in shown(values, in_turn(60)).shared}

    assert shared["S07"] == ("middle", 1.0)
    assert shared["S03"] == ("high", 0.9)


def test_shares_are_in_tenths_below_twenty_people() -> None:
    random = np.random.default_rng(3)
    camps = np.where(np.arange(18)[:, None] < 9, 2, 4) + random.integers(-1, 2, (18, COMMON))

    picture = shown(camps.astype(np.uint8), ["beleid"] * 18, plan_of({"beleid": 18}))

    assert [group.share for group in picture.groups] == [0.5, 0.5]
    assert all(round(share, 1) == share for row in picture.relations for share in row.shares)


@pytest.mark.parametrize(("people", "reason"), [(9, "too-few"), (60, "unclear")])
def test_it_says_why_there_are_no_groups(people: int, reason: str) -> None:
    values = np.random.default_rng(2).integers(1, 6, (people, COMMON)).astype(np.uint8)

    picture = shown(values, in_turn(people))

    assert (picture.reason, picture.groups, picture.statements) == (reason, (), ())


def test_the_map_has_a_middle_and_a_spread_per_group_and_nobody_on_it() -> None:
    picture = shown(two_camps(), in_turn(60))

    first, second = (group.region for group in picture.groups)
    assert first is not None
    assert second is not None
    assert abs(first.x - second.x) > 2 * max(first.long, second.long)
    assert first.x == pytest.approx(-second.x, abs=0.02)
    assert all(region.long >= region.short > 0 and -90 <= region.angle <= 90 for region in (first, second))


def test_the_order_of_responses_does_not_matter() -> None:
    values, groups = two_camps(), in_turn(60)
    order = np.random.default_rng(4).permutation(60)

    assert shown(values, groups) == shown(values[order], [groups[number] for number in order])


# How they relate to the stakeholder groups


def test_a_stakeholder_group_is_spread_over_the_opinion_groups_in_shares() -> None:
    groups: Sequence[str | None] = (
        ["beleid"] * 10 + ["uitvoering"] * 20 + ["beleid"] * 20 + ["uitvoering"] * 10
    )

    picture = shown(two_camps(), groups)

    shares = {row.display: sorted(row.shares) for row in picture.relations}
    assert shares == {"beleid": [0.33, 0.67], "uitvoering": [0.33, 0.67]}


def test_a_row_with_a_small_cell_is_left_out_and_so_is_the_one_that_would_give_it_away() -> None:
    """Three of the policy people stand with the others: their row stays hidden, and another with it."""
    groups: Sequence[str | None] = (
        ["beleid"] * 3 + ["uitvoering"] * 27 + ["beleid"] * 15 + ["uitvoering"] * 15
    )

    assert shown(two_camps(), groups).relations == ()


# Privacy


def test_groups_that_are_nearly_a_stakeholder_group_are_withheld() -> None:
    """All but one of the officials on one side: the difference between both groups would be two people."""
    groups: Sequence[str | None] = ["beleid"] * 29 + ["uitvoering"] + ["beleid"] + ["uitvoering"] * 29

    picture = shown(two_camps(), groups)

    assert picture == OpinionPicture(reason="withheld", n=60)


def test_groups_that_are_exactly_the_stakeholder_groups_may_be_shown() -> None:
    picture = shown(two_camps(), [*["beleid"] * 30, *["uitvoering"] * 30])

    assert [row.shares for row in picture.relations] in ([(1.0, 0.0), (0.0, 1.0)], [(0.0, 1.0), (1.0, 0.0)])


def test_one_who_says_nothing_on_a_statement_counts_and_one_who_does_not_know_too() -> None:
    """Four people of one camp took a position: their mean stays hidden, with all of that statement."""
    values = two_camps()
    values[4:30, 0] = 0

    with_unknown = publish(wave_from(sheets_from(values, unknown="?"), in_turn(60))).picture

    assert "S00" not in {statement.item for statement in with_unknown.statements}
    assert all(group.region is None for group in with_unknown.groups)


def test_who_withdrew_but_is_still_in_the_figures_is_guarded() -> None:
    """The picture still counts a sheet that is gone; all opinion groups together would miss just that one."""
    wave = wave_from(sheets_from(two_camps()), in_turn(60))
    left = {response: sheet for response, sheet in wave.sheets.items() if response != "r007"}

    assert publish(replace(wave, sheets=left)).picture.reason == "withheld"


def test_a_comparison_with_another_round_that_is_known_counts() -> None:
    """Figures are known of all but three people: the opinion groups would show what those three said."""
    wave = wave_from(sheets_from(two_camps()), in_turn(60))
    most = frozenset(sorted(wave.sheets)[:57])
    known = {f"S{number:02}": most for number in range(COMMON)}

    assert publish(wave).picture.reason == ""
    assert publish(replace(wave, published=(known,))).picture.reason == "withheld"


def released_twice(seed: int) -> Wave | None:
    """Play a round: stakeholder groups that more or less think alike, holes, two releases, some who withdraw."""
    random = Random(seed)
    people = random.choice([24, 40, 60])
    values, camp = planted(people, COMMON, 5, random.choice([2, 3]), effect=3, seed=seed)
    holes = np.random.default_rng(seed).uniform(size=values.shape) < random.choice([0, 0.02, 0.2])
    values[holes] = 0
    names = [f"g{number}" for number in range(random.randint(2, 4))]
    loyal = random.choice([0, 0.5, 0.95])
    groups = [
        names[int(own) % len(names)] if random.random() < loyal else random.choice(names) for own in camp
    ]
    plan = plan_of(dict.fromkeys(names, 10), k=random.choice([3, 5]))
    voices = {
        f"r{number:03}": Voice(groups[number], sheet) for number, sheet in enumerate(sheets_from(values))
    }
    early = random.sample(sorted(voices), people * random.choice([2, 3]) // 3)
    first = next_release({each: voices[each] for each in early}, questions=QUESTIONS, plan=plan)
    for each in random.sample(sorted(voices), random.choice([0, 0, 1, 6])):
        del voices[each]
    held = {each: sheet for each, sheet in first.sheets.items() if each in voices}
    last = next_release(voices, questions=QUESTIONS, plan=plan, released=held, ledger=first.ledger)
    ledger = last.ledger or first.ledger
    sheets = last.sheets if last.allowed else held
    return Wave(questions=QUESTIONS, plan=plan, ledger=ledger, sheets=sheets) if ledger else None


def leaks(wave: Wave, publication: Publication, items: Sequence[str] | None = None) -> list[str]:
    """Return the statements of which fewer than k people follow from all tables of all releases together."""
    found = []
    for item in items if items is not None else [one.item for one in publication.picture.statements]:
        owners: dict[str, str] = {}
        tables = [*released_tables(wave.ledger, item, owners)]
        last = {owner: atom for atom, owner in owners.items()}
        tables += [frozenset(last[response] for response in group[item]) for group in publication.known]
        if derivable(tables, dict.fromkeys(owners, 1), k=wave.plan.k, owners=owners):
            found.append(item)
    return found


def released_tables(ledger: Ledger, item: str, owners: dict[str, str]) -> Iterator[frozenset[str]]:
    """Yield whose answers were in each released table; an answer that changed is another atom of its owner."""
    place = ledger.questions.index(item)
    version = dict.fromkeys(ledger.marks, 0)
    count = len(ledger.shown)
    history = {
        each: "-" * (count - len(marks)) + "".join(one[place] for one in marks)
        for each, marks in ledger.marks.items()
    }
    for number, shown_groups in enumerate(ledger.shown):
        tables: dict[str, set[str]] = {}
        for response, marks in sorted(history.items()):
            version[response] += marks[number] == "+"
            if marks[number] != "-":
                atom = f"{response}/{version[response]}"
                owners[atom] = response
                display = ledger.displays[response]
                tables.setdefault(display if display in shown_groups.get(item, ()) else NO_GROUP, set()).add(
                    atom
                )
        if item in shown_groups:
            yield from map(frozenset, tables.values())


def played(seeds: range) -> Iterator[tuple[Wave, Publication]]:
    for seed in seeds:
        wave = released_twice(seed)
        if wave is not None:
            yield wave, publish(wave)


def test_no_series_of_releases_with_opinion_groups_gives_away_fewer_than_k_people() -> None:
    reasons: dict[str, int] = {}
    for wave, publication in played(range(60)):
        reasons[publication.picture.reason] = reasons.get(publication.picture.reason, 0) + 1
        assert leaks(wave, publication) == []
        assert all(group.n >= wave.plan.k for group in publication.picture.groups)
        assert_rows_are_safe(wave, publication)

    assert reasons[""] >= 5
    assert reasons["withheld"] >= 5


def assert_rows_are_safe(wave: Wave, publication: Publication) -> None:
    """Every cell of a row that is shown, and of the other rows together, is nobody or at least k people."""
    members = [frozenset().union(*group.values()) for group in publication.known]
    if sum(map(len, members)) < publication.picture.placed:
        return  # somebody is in a group of whom no statement is shown, so this test cannot see where they are
    rows = [row.display for row in publication.picture.relations]
    hidden = frozenset(each for each in wave.sheets if wave.ledger.displays[each] not in rows)
    parts = [frozenset(each for each in wave.sheets if wave.ledger.displays[each] == row) for row in rows]
    cells = [len(part & group) for part in (*parts, hidden) for group in members] if rows else []
    assert not [size for size in cells if 0 < size < wave.plan.k]


def test_the_attack_finds_leaks_when_the_guard_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "may_show", lambda *_, **__: True)

    assert any(leaks(wave, publication) for wave, publication in played(range(20)))


def test_a_second_publication_would_give_away_who_moved() -> None:
    """Why opinion groups are published once per round, however many sheets changed in between."""
    wave = wave_from(sheets_from(two_camps()), in_turn(60))
    before = [frozenset(group["S01"]) for group in publish(wave).known]
    after = [group ^ {"r000"} for group in before]

    given_away = derivable([*before, *after], dict.fromkeys(wave.sheets, 1), k=5)

    assert given_away == [frozenset({"r000"})]


def compared(wave: Wave, stayers: Sequence[str]) -> dict[str, frozenset[str]]:
    """Let these of the same people answer a next round; return per statement whose answers are compared."""
    voices = {
        f"later-{each}": Voice(wave.ledger.displays[each] or None, wave.sheets[each]) for each in stayers
    }
    decision = next_release(voices, questions=QUESTIONS, plan=wave.plan)
    if decision.ledger is None:
        return {}
    later = Wave(questions=QUESTIONS, plan=wave.plan, ledger=decision.ledger, sheets=decision.sheets)
    twice = answered_twice(wave, later, {each: f"later-{each}" for each in stayers})
    return {item: frozenset(pairs) for item, pairs in twice.items()}


def who_stay(publication: Publication, *, seed: int) -> list[str]:
    """Return most of the people, or all of one opinion group but a few."""
    random = Random(seed)
    groups = [sorted(frozenset[str]().union(*group.values())) for group in publication.known]
    if random.random() < 0.5:
        return groups[0][: -random.randint(1, 3)]
    everybody = [each for group in groups for each in group]
    return random.sample(everybody, len(everybody) * random.choice([6, 8, 9]) // 10)


def told_beside(wave: Wave, publication: Publication, *, seed: int, known: bool) -> list[str]:
    """Return the statements of which a later comparison beside the opinion groups gives fewer than k people away."""
    informed = replace(wave, published=publication.known) if known else wave
    sets = compared(informed, who_stay(publication, seed=seed))
    beside = replace(publication, known=(*publication.known, sets))
    items = {statement.item for statement in publication.picture.statements} & sets.keys()
    return leaks(wave, beside, sorted(items))


def groups_and_their_waves(seeds: range) -> Iterator[tuple[int, Wave, Publication]]:
    found = ((seed, released_twice(seed)) for seed in seeds)
    every = ((seed, wave, publish(wave)) for seed, wave in found if wave)
    return (one for one in every if one[2].picture.groups)


def test_a_comparison_after_opinion_groups_gives_away_nobody() -> None:
    played = list(groups_and_their_waves(range(60)))

    assert len(played) >= 5
    for seed, wave, publication in played:
        assert told_beside(wave, publication, seed=seed, known=True) == []


def test_the_attack_finds_leaks_when_a_comparison_does_not_know_the_groups() -> None:
    played = groups_and_their_waves(range(60))

    assert any(told_beside(wave, publication, seed=seed, known=False) for seed, wave, publication in played)


# What changes nothing


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_taking_everybody_twice_changes_no_share_and_no_mean(seed: int) -> None:
    values, groups = two_camps(seed=seed), in_turn(60)

    once, twice = (
        shown(values, groups),
        shown(np.repeat(values, 2, axis=0), [each for each in groups for _ in (1, 2)]),
    )

    assert twice.n == 2 * once.n
    assert [group.share for group in twice.groups] == [group.share for group in once.groups]
    assert [one.means for one in twice.statements] == [one.means for one in once.statements]
    assert [one.shares for one in twice.relations] == [one.shares for one in once.relations]


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_reversing_every_scale_mirrors_what_is_told(seed: int) -> None:
    values, groups = two_camps(seed=seed), in_turn(60)
    turned_side, turned_lean = {"higher": "lower", "lower": "higher"}, {"low": "high", "high": "low"}

    straight, turned = shown(values, groups), shown(6 - values, groups)

    order = [0, 1] if means_of(turned, 0) == mirrored(means_of(straight, 0)) else [1, 0]
    assert [means_of(turned, group) for group in order] == [
        mirrored(means_of(straight, group)) for group in (0, 1)
    ]
    for group in (0, 1):
        before = {one.item: turned_side[one.side] for one in straight.groups[group].typical}
        assert {one.item: one.side for one in turned.groups[order[group]].typical} == before
    assert {(one.item, one.lean, one.least) for one in turned.shared} == {
        (one.item, turned_lean.get(one.lean, one.lean), one.least) for one in straight.shared
    }


def means_of(picture: OpinionPicture, group: int) -> list[float]:
    return [statement.means[group] for statement in picture.statements]


def mirrored(means: list[float]) -> list[float]:
    return [round(6 - mean, 1) for mean in means]


# Where do I stand


def standing_in(picture: OpinionPicture, values: np.ndarray) -> list[Standing]:
    found = [where_do_i_stand(sheet, QUESTIONS, picture) for sheet in sheets_from(values)]
    return [each for each in found if each]


def test_people_find_their_own_group_from_their_own_sheet() -> None:
    values = two_camps()
    picture = shown(values, in_turn(60))

    found = standing_in(picture, values)

    halves = [{each.groups for each in part if each.kind == "in"} for part in (found[:30], found[30:])]
    assert halves in ([{(0,)}, {(1,)}], [{(1,)}, {(0,)}])
    assert sum(each.kind == "in" for each in found) >= 55


def test_somebody_halfway_is_told_so() -> None:
    values = two_camps()
    picture = shown(values, in_turn(60))
    means = np.array([statement.means for statement in picture.statements])
    order = np.argsort(-abs(means[:, 0] - means[:, 1]))
    halfway = np.zeros((1, COMMON), dtype=np.uint8)
    halfway[0, order] = np.rint(means[order, np.arange(COMMON) % 2])

    (one,) = standing_in(picture, halfway)

    assert (one.kind, sorted(one.groups)) == ("between", [0, 1])


def test_who_answered_little_is_not_told_where_they_stand() -> None:
    values = two_camps()
    picture = shown(values, in_turn(60))
    values[0, 5:] = 0

    standing = where_do_i_stand(sheets_from(values)[0], QUESTIONS, picture)

    assert standing is not None
    assert (standing.kind, standing.groups) == ("too-few", ())


def test_it_names_what_one_has_in_common_with_the_group_and_what_not() -> None:
    values = two_camps()
    picture = shown(values, in_turn(60))
    means = np.array([statement.means for statement in picture.statements])
    own = np.rint(means[:, 0]).astype(np.uint8)
    own[0] = 1 if means[0, 0] > 3 else 5

    standing = where_do_i_stand(sheets_from(own[None, :])[0], QUESTIONS, picture)

    assert standing is not None
    assert standing.groups == (0,)
    assert standing.unlike == ("S00",)
    assert set(standing.alike) <= {typical.item for typical in picture.groups[0].typical} - {"S00"}
    assert standing.alike


def test_without_groups_nobody_stands_anywhere() -> None:
    assert where_do_i_stand("1" * 14, QUESTIONS, OpinionPicture(reason="unclear", n=60)) is None
