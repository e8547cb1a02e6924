"""Where the group puts its cards, and the first text that follows: worked by hand, and whatever the answers are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspraak.core.analysis import analyse
from samenspraak.core.delimiting import SECTIONS, Draft, Point, drafted, feasibility, moved
from samenspraak.core.findings import weighed
from samenspraak.core.instrument import load_instrument
from samenspraak.core.picture import Distribution, Picture
from samenspraak.core.releasing import Voice
from samenspraak.core.sheet import empty_sheet, patch, question_list
from samenspraak.core.spheres import (
    PlacedCard,
    SpherePicture,
    belonging,
    card_moves,
    chosen,
    sphere_picture,
)
from tests.core.rounds import plan_of, sheets_of

CARDS = Path(__file__).parents[1] / "data" / "kaarten.yaml"
QUESTIONS = question_list(load_instrument(CARDS.read_text(encoding="utf-8"), name=CARDS.name))
SPHERES = ("persoonlijk", "gemeenschappelijk", "institutioneel")
AUDIENCES = {"beleid": "gemeente", "uitvoering": "organisaties", "bewoners": "bewoners"}
FACETS = ("hoort", "sfeer", "verwacht", "haalbaar", "sterk")


def voices(group: str, number: int, **cards: str) -> list[Voice]:
    """Return so many people with the same answers: per card its cells in the order of asking (P1_buren="1213-")."""
    cells = {
        f"{card.replace('_', '-')}-{facet}": mark
        for card, marks in cards.items()
        for facet, mark in zip(FACETS, marks, strict=False)
        if f"{card.replace('_', '-')}-{facet}" in QUESTIONS.offsets
    }
    return [Voice(group, patch(empty_sheet(QUESTIONS), QUESTIONS, cells)) for _ in range(number)]


def picture_of(people: Iterable[Voice], expected: Mapping[str, int] | None = None) -> Picture:
    plan = plan_of(expected or {"beleid": 30, "uitvoering": 30, "bewoners": 30}, audiences=AUDIENCES)
    made = analyse(QUESTIONS, sheets_of(people), plan)
    assert made is not None
    return made


def laid(people: Iterable[Voice]) -> SpherePicture:
    found = sphere_picture(picture_of(people), QUESTIONS)
    assert found is not None
    return found


def card(people: Iterable[Voice], name: str = "P1-buren") -> PlacedCard:
    found = laid(people).card(name)
    assert found is not None
    return found


def counts(*shares: float, n: int = 30, doubt: str = "") -> Distribution:
    """Return how so many people answered whether a card belongs."""
    return Distribution.model_validate(
        {
            "n": n, "shares": shares, "unknown": 0.0, "mean": None, "median": None, "agreement": None,
            "certainty": "uncertain" if doubt else "clear", "doubt": doubt,
        }
    )  # fmt: skip


# Belonging: the worked example of docs/methods.md


@pytest.mark.parametrize(
    ("shares", "n", "verdict", "reason"),
    [
        ((0.88, 0.07, 0.05), 43, "in", ""),
        ((0.67, 0.2, 0.13), 30, "in", ""),  # 20 of 30 is two thirds
        ((0.66, 0.34, 0.0), 50, "open", "unsure"),
        ((0.48, 0.21, 0.31), 42, "open", "split"),
        ((0.4, 0.5, 0.1), 40, "open", "unsure"),
        ((0.02, 0.1, 0.88), 42, "out", ""),
        ((0.7, 0.2, 0.1), 12, "in", ""),  # below twenty people shares are in tenths
        ((0.6, 0.1, 0.3), 12, "open", "split"),
        ((0.6, 0.2, 0.2), 12, "open", "unsure"),
    ],
)
def test_two_thirds_decide_and_everything_else_is_open(
    shares: tuple[float, ...], n: int, verdict: str, reason: str
) -> None:
    found = belonging(counts(*shares, n=n))

    assert found is not None
    assert (found.verdict, found.reason) == (verdict, reason)
    assert found.certainty == ("uncertain" if reason else "clear")


def test_the_card_of_the_methods_by_hand() -> None:
    """42 people on the library: 20 wel, 9 twijfel, 13 niet; 17 of the 29 others call it institutional."""
    people = [
        *voices("beleid", 17, I1_bieb="13"),
        *voices("beleid", 3, I1_bieb="11"),
        *voices("beleid", 9, I1_bieb="22"),
        *voices("beleid", 13, I1_bieb="3"),
    ]

    found = card(people, "I1-bieb")
    weight = next(
        one for one in weighed(picture_of(people).themes, k=5) if one.finding.kind == "divided"
    ).weight

    assert found.belonging is not None
    assert (found.belonging.yes, found.belonging.doubt, found.belonging.no) == (0.48, 0.21, 0.31)
    assert round(weight, 3) == 0.415
    assert found.sphere is not None
    assert (found.sphere.n, found.sphere.chosen, found.sphere.share) == (29, "institutioneel", 0.59)


def test_cards_that_lie_elsewhere_than_before_are_told_and_no_others() -> None:
    before = laid([*voices("beleid", 13, P1_buren="11", P1_familie="11", I1_bieb="13", I1_loket="2")])
    after = laid([*voices("beleid", 12, P1_buren="12", P1_familie="11", I1_bieb="3")])

    moves = {one.card: one for one in card_moves(before, after)}

    assert set(moves) == {"P1-buren", "I1-bieb"}
    assert (moves["P1-buren"].was_in, moves["P1-buren"].now_in) == ("persoonlijk", "gemeenschappelijk")
    assert (moves["I1-bieb"].was, moves["I1-bieb"].was_n) == ("in", 13)
    assert (moves["I1-bieb"].now, moves["I1-bieb"].now_n) == ("out", 12)


def test_promise_p9_a_card_that_few_answered_is_uncertain_whatever_they_say() -> None:
    found = belonging(counts(1.0, 0.0, 0.0, n=5, doubt="thin"))

    assert found is not None
    assert (found.verdict, found.certainty, found.reason) == ("in", "uncertain", "thin")


@pytest.mark.parametrize(
    ("shares", "sphere"),
    [
        ((0.5, 0.3, 0.2), "persoonlijk"),
        ((0.49, 0.31, 0.2), ""),
        ((0.5, 0.5, 0.0), ""),
        ((0.1, 0.1, 0.8), "institutioneel"),
    ],
)
def test_a_card_lies_in_the_sphere_of_at_least_half(shares: tuple[float, ...], sphere: str) -> None:
    found = chosen(counts(*shares), QUESTIONS.card("P1-buren").facets["sphere"].options)

    assert found is not None
    assert found.chosen == sphere
    assert found.certainty == ("clear" if sphere else "uncertain")


def test_promise_p9_a_sphere_that_few_chose_is_not_where_the_card_lies() -> None:
    """Ten of thirty counted it in or out, eight of these were asked where: fewer than 2k and than half."""
    found = card([*voices("beleid", 8, P1_buren="11"), *voices("beleid", 2, P1_buren="3")])

    assert found.is_in
    assert found.sphere is not None
    assert (found.sphere.chosen, found.place) == ("persoonlijk", "")


# From answers to the picture


def test_the_picture_of_a_card_by_hand() -> None:
    """Twelve of the municipality and eight residents; four leave the card out and answer nothing more of it."""
    found = card(
        [
            *voices("beleid", 12, P1_buren="11223"),
            *voices("bewoners", 4, P1_buren="12--2"),
            *voices("bewoners", 4, P1_buren="3"),
        ]
    )

    assert found.belonging is not None
    assert found.sphere is not None
    assert found.expectation is not None
    assert (found.belonging.n, found.belonging.yes, found.belonging.no) == (20, 0.8, 0.2)
    assert found.is_in
    assert (found.sphere.n, found.sphere.chosen, found.sphere.share) == (16, "persoonlijk", 0.8)
    assert (found.expectation.n, found.expectation.chosen) == (12, "eenzaamheid")
    assert found.realism is not None
    assert found.realism.mean == 2.0
    assert found.strength is not None
    assert (found.strength.n, found.strength.mean) == (16, 2.8)


def test_a_group_that_counts_a_card_out_stands_beside_one_that_counts_it_in() -> None:
    found = card([*voices("beleid", 10, P1_buren="11"), *voices("bewoners", 10, P1_buren="3")])

    assert found.contrast is not None
    assert (found.contrast.more, found.contrast.less) == ("beleid", "bewoners")
    assert {key: one.verdict for key, one in found.groups.items() if one} == {
        "beleid": "in",
        "bewoners": "out",
    }


def test_groups_that_count_alike_are_not_called_different() -> None:
    found = card([*voices("beleid", 10, P1_buren="11"), *voices("bewoners", 10, P1_buren="11")])

    assert found.contrast is None


def test_who_is_not_asked_what_they_expect_is_not_in_it() -> None:
    found = card(voices("bewoners", 12, P1_buren="11--1"))

    assert found.expectation is None
    assert found.realism is None


def test_what_is_expected_is_set_against_how_feasible_it_is() -> None:
    """Loneliness is expected of two cards (feasible 2 and 3), health of the library by a third of those asked."""
    people = [
        *voices("beleid", 20, P1_buren="1122", P1_familie="1123", I1_bieb="1332"),
        *voices("uitvoering", 10, P1_buren="1122", P1_familie="1123", I1_bieb="1312"),
    ]

    goals = {goal.goal: goal for goal in laid(people).goals}

    assert list(goals) == ["eenzaamheid", "gezondheid", "waarde"]
    assert goals["eenzaamheid"].cards == ("P1-familie", "P1-buren")
    assert goals["eenzaamheid"].share == 0.67  # (1 + 1 + 0) / 3
    assert goals["eenzaamheid"].realism == 2.5
    interval = goals["eenzaamheid"].interval
    assert interval is not None
    assert (interval.low, interval.high) == (2.0, 3.0)
    assert goals["waarde"].share == 0.11
    assert goals["waarde"].cards == ()
    assert goals["waarde"].realism is None


def test_an_instrument_without_cards_has_no_spheres() -> None:
    small = Path(__file__).parents[1] / "data" / "klein.yaml"
    questions = question_list(load_instrument(small.read_text(encoding="utf-8"), name="klein"))

    assert sphere_picture(picture_of(voices("beleid", 9, P1_buren="11")), questions) is None


def test_disputed_cards_begin_with_those_on_which_groups_differ() -> None:
    people = [
        *voices("beleid", 12, P1_buren="11", P1_familie="11", I1_bieb="11"),
        *voices("uitvoering", 6, P1_buren="3", P1_familie="11", I1_bieb="11"),
        *voices("uitvoering", 6, P1_buren="3", P1_familie="3", I1_bieb="11"),
    ]

    found = laid(people).disputed

    assert [one.card for one in found] == ["P1-buren"] + [one.card for one in found if one.card != "P1-buren"]
    assert "I1-bieb" not in [one.card for one in found]


# Findings and topics


def test_a_disputed_card_is_found_and_makes_its_theme_a_topic() -> None:
    made = picture_of([*voices("beleid", 10, P1_buren="1113"), *voices("bewoners", 10, P1_buren="3")])

    found = next(one for one in made.findings if one.kind == "counted")
    assert (found.item, found.theme, found.low, found.high) == ("P1-buren-hoort", "P1", "bewoners", "beleid")
    assert (found.low_value, found.high_value, found.n) == (0.0, 1.0, 20)


def test_an_open_card_says_whether_people_are_divided_or_in_doubt() -> None:
    made = picture_of(
        [
            *voices("beleid", 6, P1_buren="11--3", P1_familie="2---3"),
            *voices("beleid", 6, P1_buren="3", P1_familie="11--3"),
            *voices("beleid", 2, P1_familie="2---2", P1_buren="11--2"),
        ]
    )

    kinds = {one.item: one.kind for one in made.findings if one.item.endswith("-hoort")}
    topic = next(one for one in made.topics if one.theme == "P1")
    assert kinds == {"P1-buren-hoort": "divided", "P1-familie-hoort": "doubted"}
    assert topic.finding.kind == "divided"
    assert topic.difference == 0.4  # of the card on which the two camps are equally large but for one in ten
    assert not topic.agreed


# The draft


def test_the_draft_by_hand() -> None:
    people = [
        *voices("beleid", 16, P1_familie="11133", P1_buren="12223", I1_bieb="13312"),
        *voices("uitvoering", 10, P1_familie="11133", P1_buren="12223", I1_bieb="3"),
        *voices("bewoners", 8, P1_familie="11--3", P1_buren="12--3", I1_bieb="13--2", I1_loket="3"),
    ]

    draft = drafted(laid(people), spheres=SPHERES)

    assert draft.of("in") == (
        Point(kind="sphere", cards=("P1-familie",), sphere="persoonlijk"),
        Point(kind="sphere", cards=("P1-buren",), sphere="gemeenschappelijk"),
        Point(kind="sphere", cards=("I1-bieb",), sphere="institutioneel"),
        Point(kind="though", cards=("I1-bieb",), more="beleid", less="uitvoering"),
    )
    assert draft.of("out") == ()
    assert draft.of("open") == (Point(kind="thin", cards=("I1-loket",)),)
    assert draft.of("expect") == (Point(kind="in_itself", cards=("P1-familie",)),)
    assert draft.of("not_promise") == (
        Point(kind="unrealistic", cards=("I1-bieb",), goal="gezondheid"),
        Point(kind="uncertain", cards=("P1-buren",), goal="eenzaamheid"),
    )


@pytest.mark.parametrize(
    ("mean", "certainty", "answer"),
    [(2.4, "clear", "yes"), (2.0, "clear", "unsure"), (1.4, "clear", "no"), (2.9, "uncertain", "unsure")],
)
def test_feasible_is_surely_above_the_middle_of_the_scale(mean: float, certainty: str, answer: str) -> None:
    realism = counts(0.2, 0.3, 0.5).model_copy(update={"mean": mean, "certainty": certainty})

    assert feasibility(realism) == answer


def test_a_section_says_which_cards_came_and_went_and_of_which_it_now_says_something_else() -> None:
    before = (
        Point(kind="sphere", cards=("buren", "familie"), sphere="persoonlijk"),
        Point(kind="sphere", cards=("bieb",), sphere="institutioneel"),
    )
    after = (
        Point(kind="sphere", cards=("familie", "bieb"), sphere="persoonlijk"),
        Point(kind="sphere", cards=("loket",), sphere="institutioneel"),
    )

    found = moved(before, after)

    assert (found.come, found.gone, found.otherwise) == (("loket",), ("buren",), ("bieb",))
    assert not any(moved(after, after).model_dump().values())


# Whatever the answers are

marks = st.fixed_dictionaries(
    {card.id.replace("-", "_"): st.text("123", min_size=1, max_size=5) for card in QUESTIONS.cards}
)
crowds = st.lists(
    st.tuples(st.sampled_from(list(AUDIENCES)), st.integers(1, 9), marks), min_size=1, max_size=6
).map(lambda parts: [voice for group, number, cells in parts for voice in voices(group, number, **cells)])


@given(crowds)
def test_every_card_is_in_exactly_one_place_of_the_draft(people: list[Voice]) -> None:
    made = analyse(QUESTIONS, sheets_of(people), plan_of(dict.fromkeys(AUDIENCES, 30), audiences=AUDIENCES))
    found = sphere_picture(made, QUESTIONS) if made else None
    if found is None:
        return

    draft = drafted(found, spheres=SPHERES)

    named = {
        section: [name for point in draft.of(section) if point.kind != "though" for name in point.cards]
        for section in ("in", "out", "open")
    }
    every = [name for names in named.values() for name in names]
    assert sorted(every) == sorted(card.id for card in QUESTIONS.cards)
    promised = [
        name for section in ("expect", "not_promise") for point in draft.of(section) for name in point.cards
    ]
    assert set(promised) <= set(named["in"])
    assert len(promised) == len(set(promised))
    assert Draft.model_validate_json(draft.model_dump_json()) == draft
    assert [name for name, _points in draft.points] == list(SECTIONS)


@given(crowds)
def test_promise_p4_the_spheres_say_nothing_that_the_release_does_not(people: list[Voice]) -> None:
    made = analyse(QUESTIONS, sheets_of(people), plan_of(dict.fromkeys(AUDIENCES, 30), audiences=AUDIENCES))
    if made is None:
        return
    found = sphere_picture(made, QUESTIONS)
    released = {item.item: item for theme in made.themes for item in theme.items}

    assert found is not None
    for one in found.cards:
        belongs = released[f"{one.card}-hoort"]
        assert (one.belonging is None) == (belongs.total is None)
        for key, group in one.groups.items():
            assert (group is None) == (belongs.groups[key] is None)
            assert group is None or group.n >= made.k
        assert one.sphere is None or one.sphere.n >= made.k
        assert one.expectation is None or one.expectation.n >= made.k
    for finding in made.findings:
        if finding.kind == "counted":
            shown = released[finding.item].groups
            for key, value in ((finding.low, finding.low_value), (finding.high, finding.high_value)):
                assert value is None or shown[key] is not None
