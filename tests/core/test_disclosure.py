"""What stays hidden stays hidden: the complement rule, the preview, and the solver that checks them."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspraak.core import derivation
from samenspraak.core.derivation import Undecided, is_safe
from samenspraak.core.disclosure import derivable, opened, preview, showable
from samenspraak.core.kinds.kind import Tally
from samenspraak.core.scoring import NO_GROUP, total
from tests.core.rounds import plan_of


@pytest.mark.parametrize(
    ("counts", "rest", "shown"),
    [
        ({"a": 5, "b": 5}, 0, {"a", "b"}),
        ({"a": 5, "b": 4}, 0, set()),
        ({"a": 9, "b": 6, "c": 4}, 0, {"a"}),
        ({"a": 9, "b": 6, "c": 4, "d": 1}, 0, {"a", "b"}),
        ({"a": 9, "b": 6}, 1, {"a"}),
        ({"a": 9, "b": 6}, 5, {"a", "b"}),
        ({"a": 6, "b": 6, "c": 2}, 0, {"a"}),
        ({"a": 6, "b": 0}, 0, {"a"}),
        ({"a": 4, "b": 4}, 0, set()),
        ({}, 7, set()),
    ],
)
def test_a_hidden_rest_is_nobody_or_at_least_k(counts: dict[str, int], rest: int, shown: set[str]) -> None:
    assert showable(counts, k=5, hidden_rest=rest) == shown


@pytest.mark.parametrize(
    ("counts", "entered", "shown"),
    [
        ({"a": 9, "b": 9}, {"a": 4, "b": 9}, {"a", "b"}),
        ({"a": 9, "b": 9}, {"a": 5}, set()),
        ({"a": 20, "b": 9, "c": 5}, {"c": 4}, {"a"}),
        ({"a": 20, "b": 9, "c": 5}, {"c": 5}, {"a", "b", "c"}),
        ({"a": 9, "b": 4}, {"b": 4}, set()),
    ],
    ids=["5 and 0 themselves", "4 themselves", "1, hidden with b", "all typed in", "too few in all"],
)
def test_of_who_answered_themselves_there_are_none_or_k(
    counts: dict[str, int], entered: dict[str, int], shown: set[str]
) -> None:
    assert showable(counts, k=5, entered=entered) == shown


def test_nothing_of_an_item_is_shown_when_few_answered_it_themselves() -> None:
    cells = {"a": Tally((12, 8), 0), "b": Tally((2, 1), 0)}

    assert opened(cells, k=5, entered={"a": 20}) is None
    assert opened(cells, k=5, entered={"a": 18}) is not None
    assert opened(cells, k=5, entered={"a": 20, "b": 3}) is not None


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 12)), st.integers(0, 6), st.integers(1, 8))
def test_whatever_the_numbers_every_part_of_the_total_is_nobody_or_at_least_k(
    counts: dict[str, int], rest: int, k: int
) -> None:
    shown = showable(counts, k=k, hidden_rest=rest)
    hidden = rest + sum(count for key, count in counts.items() if key not in shown)

    assert all(counts[key] >= k for key in shown)
    assert hidden == 0 or hidden >= k or not shown


def test_opened_figures_hold_the_groups_shown_and_everybody_else_as_one() -> None:
    cells = {"a": Tally((5, 1), 0), "b": Tally((1, 1), 2), NO_GROUP: Tally((0, 1), 0)}

    assert opened(cells, k=5) == {"a": Tally((5, 1), 0), NO_GROUP: Tally((1, 2), 2)}
    assert opened(cells, k=6) is not None
    assert opened(cells, k=12) is None


def test_weet_ik_niet_counts_as_a_person_when_deciding_what_to_show() -> None:
    cells = {"a": Tally((1, 0), 4), NO_GROUP: Tally((0, 0), 0)}

    figures = opened(cells, k=5)

    assert figures is not None
    assert figures["a"] == Tally((1, 0), 4)


def test_the_preview_says_what_the_expected_numbers_will_show() -> None:
    seen = preview(plan_of({"beleid": 8, "uitvoering": 6, "bewoners": 5}))

    assert seen.shown == ("beleid", "uitvoering", "bewoners")
    assert (seen.hidden, seen.merge, seen.total_shown, seen.named_advised) == ((), (), True, False)


def test_twelve_people_in_six_groups_see_the_total_and_get_a_proposal_by_audience() -> None:
    audiences = dict(zip("abcdef", ["gemeente"] * 3 + ["praktijk"] * 2 + ["bewoners"], strict=True))

    seen = preview(plan_of(dict.fromkeys("abcdef", 2), audiences=audiences))

    assert seen.shown == ()
    assert seen.total_shown
    assert seen.merge == (("a", "b", "c"), ("d", "e", "f"))


def test_a_small_group_joins_the_group_of_its_own_audience_before_a_hidden_one_of_another() -> None:
    audiences = {
        "armoede": "gemeente",
        "gezondheid": "gemeente",
        "organisaties": "praktijk",
        "bewoners": "bewoners",
    }
    expected = {"armoede": 8, "gezondheid": 2, "organisaties": 3, "bewoners": 9}

    seen = preview(plan_of(expected, audiences=audiences))

    assert seen.merge[0] == ("armoede", "gezondheid")


@pytest.mark.parametrize("expected", [{"a": 2, "b": 2}, {"a": 0}, {}])
def test_where_even_all_together_are_too_few_there_is_no_proposal_but_named_mode(
    expected: dict[str, int],
) -> None:
    seen = preview(plan_of(expected))

    assert seen.merge == ()
    assert not seen.total_shown
    assert seen.named_advised


def test_named_mode_hides_nobody() -> None:
    seen = preview(plan_of({"a": 1, "b": 2}, k=1, mode="named"))

    assert seen.shown == ("a", "b")
    assert not seen.named_advised


@given(
    st.lists(st.integers(0, 9), min_size=1, max_size=8),
    st.lists(st.sampled_from(["gemeente", "praktijk", "bewoners"]), min_size=8, max_size=8),
    st.integers(2, 9),
)
def test_after_the_proposal_nobody_who_is_expected_stays_hidden(
    numbers: list[int], audiences: list[str], k: int
) -> None:
    expected = {f"g{place}": number for place, number in enumerate(numbers)}
    plan = plan_of(expected, k=k, audiences=dict(zip(expected, audiences, strict=False)))

    merge = preview(plan).merge
    merged = {key for keys in merge for key in keys}
    alone = [expected[key] for key in expected if key not in merged]
    together = [sum(expected[key] for key in keys) for keys in merge]

    assert len(merged) == sum(map(len, merge))
    assert sum(numbers) < k or all(size == 0 or size >= k for size in alone + together)


SIZES = {"a": 5, "b": 6, "c": 3, "d": 1, "e": 9}


@pytest.mark.parametrize(
    ("tables", "given_away"),
    [
        (["abc", "ab"], ["c"]),
        (["abcd", "ab", "cd"], ["cd"]),
        (["abcde", "ab"], []),
        (["ae", "be"], []),
        (["ce", "de"], ["cd"]),
        (["abcd", "ab", "bc", "ad"], ["cd"]),
        (["ac", "bd", "abe", "cde"], ["cd"]),
        ([], []),
    ],
)
def test_known_leaks_are_found_and_nothing_else(tables: list[str], given_away: list[str]) -> None:
    assert derivable(map(frozenset, tables), SIZES, k=5) == [frozenset(atoms) for atoms in given_away]


def test_people_at_two_moments_are_counted_once() -> None:
    sizes = {"rest": 9, "before": 3, "after": 3}
    releases = [frozenset({"rest", "before"}), frozenset({"rest", "after"})]

    assert derivable(releases, sizes, k=5) == []
    assert derivable(releases, sizes, k=5, owners={"before": "x", "after": "x"}) == [
        frozenset({"before", "after"})
    ]


def test_three_releases_give_away_what_no_two_of_them_do() -> None:
    """Five leave after five others came: each step is large enough, the one who stayed is not."""
    sizes = {"left": 5, "came": 5, "stayed": 1}
    releases = [
        frozenset({"left", "stayed"}),
        frozenset({"left", "came", "stayed"}),
        frozenset({"came", "stayed"}),
    ]

    assert all(derivable(pair, sizes, k=5) == [] for pair in combinations(releases, 2))
    assert derivable(releases, sizes, k=5) == [frozenset({"stayed"})]


def test_a_search_that_takes_too_long_counts_as_not_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derivation, "MOST_STEPS", 3)
    tables = [frozenset(pair) for pair in combinations("abcdefgh", 2)]
    sizes = dict.fromkeys("abcdefgh", 1)

    with pytest.raises(Undecided):
        derivable(tables, sizes, k=5)
    assert not is_safe([frozenset("abcdef"), frozenset("abcdgh"), *tables[5:9]], sizes, k=5)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.frozensets(st.sampled_from("abcdefg"), min_size=1), max_size=6),
    st.lists(st.integers(1, 6), min_size=7, max_size=7),
    st.lists(st.integers(0, 4), min_size=7, max_size=7),
    st.integers(2, 7),
)
def test_the_solver_finds_what_trying_everything_finds(
    tables: list[frozenset[str]], numbers: list[int], people: list[int], k: int
) -> None:
    owners = {atom: f"person {number}" for atom, number in zip("abcdefg", people, strict=True)}
    sizes = {atom: numbers[people[place]] for place, atom in enumerate("abcdefg")}

    found = derivable(tables, sizes, k=k, owners=owners)

    assert found == by_trying(tables, sizes, k=k, owners=owners)
    assert is_safe(tables, sizes, k=k, owners=owners) is (found == [])


def by_trying(
    tables: list[frozenset[str]], sizes: dict[str, int], *, k: int, owners: dict[str, str]
) -> list[frozenset[str]]:
    """Try every set of people: they are given away when zeros everywhere else leave a combination over."""
    used = frozenset().union(*tables)
    weight = {owners[atom]: sizes[atom] for atom in used}
    leaks: dict[frozenset[str], frozenset[str]] = {}
    for number in range(1, len(weight) + 1):
        for people in map(frozenset, combinations(sorted(weight), number)):
            theirs = frozenset(atom for atom in used if owners[atom] in people)
            if sum(weight[person] for person in people) < k and freedom(tables, used, theirs):
                leaks[people] = frozenset(
                    atom
                    for atom in theirs
                    if freedom(tables, used, theirs - {atom}) < freedom(tables, used, theirs)
                )
    smallest = [leaks[people] for people in leaks if not any(other < people for other in leaks)]
    return sorted(smallest, key=lambda atoms: (len(atoms), sorted(atoms)))


def freedom(tables: list[frozenset[str]], used: frozenset[str], atoms: frozenset[str]) -> int:
    """Return in how many independent ways tables combine to something over *atoms* only."""
    every = [[Fraction(atom in table) for atom in used] for table in tables]
    outside = [[Fraction(atom in table) for atom in used - atoms] for table in tables]
    return rank(every) - rank(outside)


def rank(rows: list[list[Fraction]]) -> int:
    left = [row for row in rows if any(row)]
    if not left:
        return 0
    pivot = next(column for column, value in enumerate(left[0]) if value)
    cleared = [
        [value - row[pivot] / left[0][pivot] * first for value, first in zip(row, left[0], strict=True)]
        for row in left[1:]
    ]
    return 1 + rank(cleared)


def test_the_total_is_the_sum_of_its_parts() -> None:
    assert total([Tally((1, 2), 3), Tally((4, 5), 6)]) == Tally((5, 7), 9)
