"""Who has ties with whom, who bridges and where little is: worked cases from the literature, and properties."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspraak.core.network import (
    WISH,
    Entry,
    Link,
    Network,
    Wish,
    alone,
    arranged,
    between,
    bridges,
    components,
    cut_off,
    drawn_pieces,
    laid_out,
    network_of,
    partners,
    thin_spots,
    unmet_wishes,
)

KITE = (
    "Andre-Beverly Andre-Carol Andre-Diane Andre-Fernando Beverly-Diane Beverly-Ed Beverly-Garth Carol-Diane "
    "Carol-Fernando Diane-Ed Diane-Fernando Diane-Garth Ed-Garth Fernando-Garth Fernando-Heather Garth-Heather "
    "Heather-Ike Ike-Jane"
)


def links(words: str, kind: str = "works_with") -> list[Link]:
    pairs = (pair.split("-") for pair in words.split())
    return [Link(one, other, kind) for one, other in pairs]


def network(words: str, *also: str) -> Network:
    told = links(words)
    return network_of({*also, *(end for link in told for end in link.pair)}, told)


edges = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=40)
networks = edges.map(
    lambda pairs: network_of(
        [f"p{place:02}" for place in range(12)],
        [Link(f"p{one:02}", f"p{other:02}", "works_with") for one, other in pairs],
    )
)


def test_krackhardts_kite_as_it_was_published() -> None:
    """D. Krackhardt, Administrative Science Quarterly 35 (1990): Diane is central, Heather bridges."""
    kite = network(KITE)

    shares = {name: round(share, 3) for name, share in between(kite).items()}

    assert partners(kite)["Diane"] == 6
    assert shares == {
        "Andre": 0.023,
        "Beverly": 0.023,
        "Carol": 0,
        "Diane": 0.102,
        "Ed": 0,
        "Fernando": 0.231,
        "Garth": 0.231,
        "Heather": 0.389,
        "Ike": 0.222,
        "Jane": 0,
    }


@pytest.mark.parametrize(
    ("words", "shares"),
    [
        # L. Freeman, Sociometry 40 (1977): the middle of a star lies between all others, a ring has no middle.
        ("m-a m-b m-c m-d", {"m": 1, "a": 0, "b": 0, "c": 0, "d": 0}),
        ("a-b b-c c-d d-a", {"a": 1 / 6, "b": 1 / 6, "c": 1 / 6, "d": 1 / 6}),
        ("a-b b-c c-d d-e", {"a": 0, "b": 1 / 2, "c": 2 / 3, "d": 1 / 2, "e": 0}),
        ("a-b a-c b-c", {"a": 0, "b": 0, "c": 0}),
        ("a-b", {"a": 0, "b": 0}),
        ("a-b b-c d-e", {"a": 0, "b": 1 / 6, "c": 0, "d": 0, "e": 0}),
    ],
)
def test_between_by_hand(words: str, shares: dict[str, float]) -> None:
    assert between(network(words)) == pytest.approx(shares)


@given(networks)
def test_between_is_a_share_and_follows_its_definition(drawn: Network) -> None:
    found = between(drawn)

    assert all(0 <= share <= 1 for share in found.values())
    assert found == pytest.approx(by_definition(drawn))


def by_definition(drawn: Network) -> dict[str, float]:
    """Return betweenness from every pair's shortest ways, counted one by one."""
    lying = dict.fromkeys(range(drawn.size), 0.0)
    for one, other in combinations(range(drawn.size), 2):
        ways = shortest_ways(drawn, one, other)
        for way in ways:
            for place in way[1:-1]:
                lying[place] += 1 / len(ways)
    pairs = (drawn.size - 1) * (drawn.size - 2) / 2
    return {drawn.keys[place]: share / pairs for place, share in lying.items()}


def shortest_ways(drawn: Network, one: int, other: int) -> list[list[int]]:
    ways, seen = [[one]], {one}
    while ways and not any(way[-1] == other for way in ways):
        ways = [[*way, step] for way in ways for step in drawn.beside(way[-1]).tolist() if step not in seen]
        seen |= {way[-1] for way in ways}
    return [way for way in ways if way[-1] == other]


def test_drawn_starts_find_the_same_bridges(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(7)
    camps = [f"{camp}-{place:03}" for camp in "abc" for place in range(60)]
    told = [Link(one, other, "works_with") for one, other in pairwise(camps)]
    told += [
        Link(f"{camp}-{one:03}", f"{camp}-{other:03}", "works_with")
        for camp in "abc"
        for one, other in rng.integers(0, 60, (150, 2)).tolist()
    ]
    whole = between(network_of(camps, told))
    monkeypatch.setattr(bridges, "MOST_STARTS", 60)

    estimated = between(network_of(camps, told))

    first = sorted(whole, key=lambda key: -whole[key])[:4]
    assert set(first) <= set(sorted(estimated, key=lambda key: -estimated[key])[:6])
    assert estimated == between(network_of(reversed(camps), reversed(told)))


@given(edges, st.randoms())
def test_the_order_in_which_ties_are_told_never_matters(pairs: list[tuple[int, int]], random: object) -> None:
    told = [Link(f"p{one}", f"p{other}", "works_with") for one, other in pairs]
    shuffled = [Link(one.target, one.source, one.kind) for one in told]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    keys = [f"p{place}" for place in range(12)]

    one, other = network_of(keys, told), network_of(reversed(keys), shuffled)

    assert partners(one) == partners(other)
    assert components(one) == components(other)
    assert laid_out(one) == laid_out(other)


def test_two_parties_count_once_however_many_ties_they_have() -> None:
    told = [Link("a", "b", "works_with"), Link("b", "a", "finances"), Link("a", "a", "hosts")]

    assert partners(network_of("ab", told)) == {"a": 1, "b": 1}


def test_a_wish_and_a_tie_with_who_does_not_count_are_no_ties() -> None:
    told = [Link("a", "b", WISH), Link("a", "faded", "works_with")]

    assert partners(network_of("ab", told)) == {"a": 0, "b": 0}


def test_pieces_come_largest_first_and_who_stands_alone_is_one() -> None:
    drawn = network("a-b b-c d-e", "f")

    assert components(drawn) == [("a", "b", "c"), ("d", "e"), ("f",)]
    assert alone(drawn) == ["f"]


@given(networks)
def test_every_party_is_in_one_piece(drawn: Network) -> None:
    pieces = components(drawn)

    assert sorted(key for piece in pieces for key in piece) == list(drawn.keys)
    assert [piece[0] for piece in pieces if len(piece) == 1] == alone(drawn)


@pytest.mark.parametrize(
    ("words", "key", "number"),
    [("a-b b-c c-d", "b", 1), ("a-b b-c c-d", "a", 0), ("a-b b-c c-a", "a", 0), ("m-a m-b m-c", "m", 2)],
)
def test_who_would_be_cut_off(words: str, key: str, number: int) -> None:
    assert cut_off(network(words), key) == number


def test_a_wish_that_became_a_tie_is_no_longer_a_wish() -> None:
    told = [
        Link("a", "b", WISH),
        Link("b", "a", "refers_to"),
        Link("c", "a", WISH),
        Link("d", "a", WISH),
        Link("a", "d", WISH),
        Link("b", "e", WISH, both=True),
        Link("a", "gone", WISH),
    ]

    assert unmet_wishes("abcde", told) == [
        Wish("a", "d", both=True),
        Wish("b", "e", both=True),
        Wish("a", "c", both=False),
    ]


def entry(key: str, themes: str, areas: str, *, fresh: bool = True) -> Entry:
    return Entry(key, frozenset(themes), frozenset(areas), fresh)


def test_thin_is_where_at_most_one_works_for_that_neighbourhood_in_particular() -> None:
    entries = [
        entry("k", "A", "12"),
        entry("l", "A", "1"),
        entry("m", "A", "1"),
        entry("n", "AB", "2", fresh=False),
    ]

    spots = thin_spots(entries, themes="AB", areas="12")

    assert [(one.theme, one.area, one.counting, one.faded, one.near, one.thin) for one in spots] == [
        ("B", "1", 0, 0, 0, True),
        ("B", "2", 0, 1, 0, True),
        ("A", "2", 1, 1, 0, True),
        ("A", "1", 3, 0, 2, False),
    ]


def test_in_a_place_of_one_neighbourhood_everybody_works_there_in_particular() -> None:
    spots = thin_spots([entry("k", "A", "1"), entry("l", "A", "1")], themes="A", areas="1")

    assert (spots[0].near, spots[0].wide, spots[0].thin) == (2, 0, False)


@given(networks)
@settings(max_examples=40)
def test_a_drawing_holds_everybody_and_nobody_stands_on_another(drawn: Network) -> None:
    for layout in (laid_out(drawn), arranged(drawn_pieces(drawn), wider=0.6)):
        spots = np.array(list(layout.spots.values()))

        assert list(layout.spots) == list(drawn.keys)
        assert np.isfinite(spots).all()
        assert spots.min() >= 0
        assert spots[:, 0].max() <= layout.width + 1e-6
        assert spots[:, 1].max() <= layout.height + 1e-6
        assert len({*layout.spots.values()}) == drawn.size


def test_who_is_near_in_the_network_is_near_on_paper() -> None:
    camps = " ".join(
        f"{camp}{one}-{camp}{other}" for camp in "xy" for one, other in combinations(range(6), 2)
    )

    spots = laid_out(network(f"{camps} x0-y0")).spots

    within = [
        np.hypot(*np.subtract(spots[f"x{one}"], spots[f"x{other}"]))
        for one, other in combinations(range(6), 2)
    ]
    across = [
        np.hypot(*np.subtract(spots[f"x{one}"], spots[f"y{other}"]))
        for one in range(1, 6)
        for other in range(1, 6)
    ]
    assert max(within) < min(across)


def test_nobody_makes_an_empty_drawing() -> None:
    nobody = network_of([], [])

    assert laid_out(nobody).spots == {}
    assert between(nobody) == {}
    assert components(nobody) == []
