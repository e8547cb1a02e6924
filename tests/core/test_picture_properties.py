"""What must hold of every picture: names change only names, numbers of people no share, and a scale has two ends."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspraak.core.analysis import analyse
from samenspraak.core.disclosure import Plan
from samenspraak.core.picture import Distribution, ItemPicture, Picture
from samenspraak.core.releasing import Voice
from tests.core.rounds import QUESTIONS, plan_of, sheet, sheets_of

GROUPS = ("beleid", "uitvoering", "bewoners")
MIRRORED = {
    "ordinal": dict(zip("12345", "54321", strict=True)),
    "importance": dict(zip("123", "321", strict=True)),
}
SCALES = {
    "A1": "ordinal",
    "A2": "ordinal",
    "B1": "ordinal",
    "A-belang": "importance",
    "B-belang": "importance",
}
Cells = dict[str, str]


def crowd(seed: int, *, each: int) -> list[tuple[str, Cells]]:
    """Return people of three groups that lean to different sides, some of them silent or not knowing."""
    random = Random(seed)
    leaning = {group: random.choice(["12345", "112233", "334455"]) for group in GROUPS}
    return [
        (group, {item: answer(random, leaning[group], kind) for item, kind in SCALES.items()})
        for group in GROUPS
        for _ in range(each)
    ]


def answer(random: Random, leaning: str, kind: str) -> str:
    return random.choice((leaning if kind == "ordinal" else "123") + "?-")


def drawn(people: list[tuple[str, Cells]], plan: Plan) -> Picture:
    voices = [
        Voice(group, sheet(**{item.replace("-", "_"): mark for item, mark in cells.items()}))
        for group, cells in people
    ]
    picture = analyse(QUESTIONS, sheets_of(voices), plan)
    assert picture is not None
    return picture


def plan(names: tuple[str, ...] = GROUPS, *, expected: int) -> Plan:
    return plan_of(dict.fromkeys(names, expected))


def distributions(picture: Picture) -> Iterator[tuple[ItemPicture, str, Distribution]]:
    for theme in picture.themes:
        for item in theme.items:
            for group, figure in {"": item.total, **item.groups}.items():
                if figure is not None:
                    yield item, group, figure


@settings(max_examples=30)
@given(st.integers(0, 10_000), st.permutations(["zuid", "aanpak", "midden"]))
def test_other_names_for_the_groups_change_only_the_names(seed: int, others: list[str]) -> None:
    people = crowd(seed, each=12)
    renamed = dict(zip(GROUPS, others, strict=True))
    told = drawn(people, plan(expected=20)).model_dump_json()
    for name, other in renamed.items():
        told = told.replace(f'"{name}"', f'"{other}"')

    same = drawn([(renamed[group], cells) for group, cells in people], plan(tuple(others), expected=20))

    assert same == Picture.model_validate_json(told)


@settings(max_examples=30)
@given(st.integers(0, 10_000), st.integers(2, 3))
def test_everybody_several_times_changes_no_share(seed: int, times: int) -> None:
    people = crowd(seed, each=70)
    once = drawn(people, plan(expected=70))
    more = drawn(people * times, plan(expected=70 * times))

    pairs = list(zip(distributions(once), distributions(more), strict=True))
    assert len(pairs) >= 12
    for (_, _, one), (_, _, many) in pairs:
        assert many.n == times * one.n
        assert (many.shares, many.unknown) == (one.shares, one.unknown)
        assert (many.mean, many.median, many.agreement) == (one.mean, one.median, one.agreement)


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_a_scale_turned_round_gives_the_mirror_image(seed: int) -> None:
    people = crowd(seed, each=24)
    turned = [
        (group, {item: MIRRORED[SCALES[item]].get(mark, mark) for item, mark in cells.items()})
        for group, cells in people
    ]
    here, there = (drawn(each, plan(expected=30)) for each in (people, turned))

    for (item, _, one), (mirrored, _, other) in zip(distributions(here), distributions(there), strict=True):
        assert other.shares == one.shares[::-1]
        assert (other.n, other.unknown, other.agreement) == (one.n, one.unknown, one.agreement)
        assert (other.certainty, other.doubt) == (one.certainty, one.doubt)
        if one.mean is not None and other.mean is not None:
            assert one.mean + other.mean == pytest.approx(len(one.shares) + 1, abs=0.101)
        assert differing(mirrored) == differing(item)[::-1]


def differing(item: ItemPicture) -> tuple[str, ...]:
    """Return the groups a clear difference is about, the lower one first; else only the verdict."""
    found = item.difference
    if found is None or found.verdict != "difference":
        return (found.verdict,) if found else ()
    return (found.low, found.verdict, found.high)
