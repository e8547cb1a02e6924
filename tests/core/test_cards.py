"""A card is written once and asked as closed questions, each with its own place in the answer sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspraak.core.answer_table import Layout, read_answers
from samenspraak.core.cards import NO, SUFFIXES, YES, facet_id
from samenspraak.core.faults import Fault
from samenspraak.core.instrument import Instrument, InstrumentFault, load_instrument
from samenspraak.core.kinds import KINDS
from samenspraak.core.sheet import (
    QuestionList,
    answered_count,
    cell,
    empty_sheet,
    is_laid,
    is_out,
    missing,
    patch,
    question_list,
    settled,
)

CARDS = (Path(__file__).parents[1] / "data" / "kaarten.yaml").read_text(encoding="utf-8")


def instrument(old: str = "", new: str = "") -> Instrument:
    assert not old or CARDS.count(old) == 1, f"{old!r} must stand once in kaarten.yaml"
    return load_instrument(CARDS.replace(old, new) if old else CARDS, name="kaarten.yaml")


QUESTIONS = question_list(instrument())
CODES = {
    item.id: [mark.code for mark in KINDS[item.kind].control(item, QUESTIONS.instrument, "nl").marks] + ["-"]
    for item in QUESTIONS.closed
}

cells = st.fixed_dictionaries({}, optional={item: st.sampled_from(codes) for item, codes in CODES.items()})
sheets = st.fixed_dictionaries({item: st.sampled_from(codes) for item, codes in CODES.items()}).map(
    lambda full: patch(empty_sheet(QUESTIONS), QUESTIONS, full)
)


def asked(questions: QuestionList, audience: str | None) -> list[str]:
    return [item.id for _, items in questions.for_audience(audience) for item in items]


# Asking


def test_a_card_is_asked_as_its_facets_in_its_own_place() -> None:
    assert [item.id for item in QUESTIONS.items] == [
        "V-kijk", "V-elkaar",
        "P1-familie-hoort", "P1-familie-sfeer", "P1-familie-verwacht", "P1-familie-haalbaar", "P1-familie-sterk",
        "P1-buren-hoort", "P1-buren-sfeer", "P1-buren-verwacht", "P1-buren-haalbaar", "P1-buren-sterk",
        "P1-opmerking",
        "I1-bieb-hoort", "I1-bieb-sfeer", "I1-bieb-verwacht", "I1-bieb-haalbaar", "I1-bieb-sterk",
        "I1-loket-hoort", "I1-loket-sfeer", "I1-loket-sterk",
    ]  # fmt: skip
    assert QUESTIONS.width == 1 + 3 * 5 + 3


def test_each_facet_is_answered_in_its_own_way() -> None:
    facets = QUESTIONS.card("P1-familie").facets

    assert {name: facet.kind for name, facet in facets.items()} == {
        "belongs": "choice",
        "sphere": "choice",
        "expectation": "choice",
        "realism": "realism",
        "strength": "ordinal",
    }
    assert [option.id for option in facets["belongs"].options] == ["yes", "doubt", "no"]
    assert [option.id for option in facets["sphere"].options] == [
        "persoonlijk", "gemeenschappelijk", "institutioneel",
    ]  # fmt: skip
    assert [option.id for option in facets["expectation"].options] == ["waarde", "eenzaamheid", "gezondheid"]
    assert (facets["realism"].scale, facets["strength"].scale) == ("haalbaar", "sterk")


def test_a_sphere_is_drawn_with_what_it_means() -> None:
    facet = QUESTIONS.card("P1-buren").facets["sphere"]

    marks = KINDS["choice"].control(facet, QUESTIONS.instrument, "en").marks

    assert [(mark.name, mark.explanation) for mark in marks][:2] == [
        ("Personal", "What people do for each other."),
        ("Communal", "What people set up together."),
    ]


def test_a_facet_names_its_card_where_it_stands_alone() -> None:
    facet = QUESTIONS.item("P1-buren-sterk")

    assert facet.text.to("nl") == "Buren die opletten: Hoe sterk is het hier?"
    assert facet.text.to("en") == "Neighbours who look out: How strong is it here?"
    assert QUESTIONS.card_of(facet) is QUESTIONS.card("P1-buren")
    assert QUESTIONS.card("P1-buren").facets["strength"].question.nl == "Hoe sterk is het hier?"
    assert QUESTIONS.card_of(QUESTIONS.item("V-kijk")) is None


def test_who_is_not_asked_what_they_expect_places_the_card_all_the_same() -> None:
    placed = ["P1-buren-hoort", "P1-buren-sfeer", "P1-buren-sterk"]
    expecting = ["P1-buren-verwacht", "P1-buren-haalbaar"]

    residents, town_hall = asked(QUESTIONS, "bewoners"), asked(QUESTIONS, "gemeente")

    assert [name for name in residents if name.startswith("P1-buren")] == placed
    assert set(placed + expecting) <= set(town_hall)
    assert set(placed + expecting) <= set(asked(QUESTIONS, None))


def test_a_question_that_nobody_would_get_is_not_asked() -> None:
    card = QUESTIONS.card("I1-loket")

    assert list(card.facets) == ["belongs", "sphere", "strength"]
    assert not [name for name in asked(QUESTIONS, "gemeente") if name.startswith("I1-loket")]


def test_everybody_is_asked_everything_where_no_audience_is_named() -> None:
    questions = question_list(instrument("  expectation_audience: [gemeente, organisaties]\n", ""))

    assert "P1-buren-verwacht" in asked(questions, "bewoners")
    assert list(questions.card("I1-loket").facets) == list(SUFFIXES)


def test_an_instrument_without_cards_is_asked_as_it_was_written() -> None:
    small = (Path(__file__).parents[1] / "data" / "klein.yaml").read_text(encoding="utf-8")
    questions = question_list(load_instrument(small, name="klein.yaml"))

    assert questions.cards == ()
    assert questions.themes == questions.instrument.themes


def test_another_sphere_or_goal_is_another_coding_other_words_are_not() -> None:
    def digest(old: str, new: str) -> str:
        return question_list(instrument(old, new)).digest

    assert digest("Buren die opletten", "Buren die elkaar zien") == QUESTIONS.digest
    assert digest("De gemeente is te gast.", "De gemeente luistert.") == QUESTIONS.digest
    assert digest("{id: gezondheid,", "{id: gezond,") != QUESTIONS.digest
    assert digest("id: P1-buren,", "id: P1-buurt,") != QUESTIONS.digest


# Answering


def laid(card: str, belongs: str, sphere: str, *, start: str = "") -> str:
    new = {facet_id(card, "belongs"): belongs, facet_id(card, "sphere"): sphere}
    return patch(start or empty_sheet(QUESTIONS), QUESTIONS, new)


def test_a_card_that_does_not_belong_keeps_no_other_answers() -> None:
    full = patch(
        empty_sheet(QUESTIONS),
        QUESTIONS,
        {"P1-buren-hoort": YES, "P1-buren-sfeer": "2", "P1-buren-verwacht": "1",
         "P1-buren-haalbaar": "?", "P1-buren-sterk": "4", "P1-familie-sfeer": "1", "V-kijk": "1"},
    )  # fmt: skip

    out = patch(full, QUESTIONS, {"P1-buren-hoort": NO})

    said = {item.id: cell(out, QUESTIONS, item) for item in QUESTIONS.closed}
    assert {name: mark for name, mark in said.items() if mark != "-"} == {
        "V-kijk": "1",
        "P1-familie-sfeer": "1",
        "P1-buren-hoort": NO,
    }


def test_a_late_answer_about_a_card_that_does_not_belong_is_not_kept() -> None:
    out = laid("P1-buren", NO, "2")
    later = patch(out, QUESTIONS, {"P1-buren-sterk": "4"})

    assert later == out
    assert cell(later, QUESTIONS, QUESTIONS.item("P1-buren-sfeer")) == "-"


def test_a_card_that_does_not_belong_misses_nothing() -> None:
    out = laid("P1-buren", NO, "-")
    left = [item.id for item in missing(out, QUESTIONS, "gemeente")]

    assert not [name for name in left if name.startswith("P1-buren")]
    assert [name for name in left if name.startswith("P1-familie")] == [
        facet_id("P1-familie", facet) for facet in SUFFIXES
    ]
    assert answered_count(out, QUESTIONS, "gemeente") == 1


@pytest.mark.parametrize(
    ("belongs", "sphere", "has_its_place"),
    [("1", "2", True), ("2", "2", True), ("3", "-", True), ("1", "-", False), ("-", "2", False), ("-", "-", False)],
)  # fmt: skip
def test_a_card_is_laid_when_it_is_out_or_has_a_sphere(
    belongs: str, sphere: str, has_its_place: bool
) -> None:
    sheet = laid("P1-buren", belongs, sphere)

    assert is_laid(sheet, QUESTIONS, QUESTIONS.card("P1-buren")) is has_its_place
    assert not is_laid(sheet, QUESTIONS, QUESTIONS.card("P1-familie"))


def test_an_imported_row_keeps_nothing_of_a_card_that_does_not_belong() -> None:
    rows = [["P1-buren-hoort", "P1-buren-sfeer", "P1-buren-sterk"], ["Hoort er niet bij", "2", "4"]]

    table = read_answers(rows, QUESTIONS, Layout())

    assert table.faults == ()
    assert table.respondents[0].sheet == laid("P1-buren", NO, "-")


@given(sheet=sheets, new=cells)
def test_what_is_out_is_empty_and_the_rest_is_what_was_said(sheet: str, new: dict[str, str]) -> None:
    later = patch(sheet, QUESTIONS, new)

    for card in QUESTIONS.cards:
        others = [facet for name, facet in card.facets.items() if name != "belongs"]
        if is_out(later, QUESTIONS, card):
            assert {cell(later, QUESTIONS, facet) for facet in others} == {"-"}
        else:
            for facet in others:
                assert cell(later, QUESTIONS, facet) == new.get(facet.id, cell(sheet, QUESTIONS, facet))
    assert settled(later, QUESTIONS) == later
    assert cell(later, QUESTIONS, QUESTIONS.item("V-kijk")) == new.get("V-kijk", sheet[0])


@given(sheet=sheets, one=cells, other=cells)
def test_two_tabs_on_different_cards_never_overwrite_each_other(
    sheet: str, one: dict[str, str], other: dict[str, str]
) -> None:
    first = {item: mark for item, mark in one.items() if item.startswith("P1")}
    second = {item: mark for item, mark in other.items() if not item.startswith("P1")}

    assert patch(patch(sheet, QUESTIONS, first), QUESTIONS, second) == patch(
        patch(sheet, QUESTIONS, second), QUESTIONS, first
    )


# Writing


def faults_in(old: str, new: str) -> tuple[Fault, ...]:
    with pytest.raises(InstrumentFault) as refused:
        instrument(old, new)
    return refused.value.faults


# old text, new text, the path that is blamed, part of the problem, part of the remedy
BROKEN = [
    ("realism_scale: haalbaar", "realism_scale: haalbar", "placing.realism_scale", '"haalbar"', "haalbaar, sterk"),
    ("strength_scale: sterk", "strength_scale: sterck", "placing.strength_scale", '"sterck"', "haalbaar, sterk"),
    ("expectation_audience: [gemeente, organisaties]", "expectation_audience: [gemeente, raad]",
     "placing.expectation_audience[1]", '"raad"', "gemeente, organisaties, bewoners"),
    ("{id: waarde,", "{id: geluk,", "placing.goals[0].id", "worth something in itself", "id waarde first"),
    ("{id: gezondheid,", "{id: eenzaamheid,", "placing.goals[2].id", "used before", "its own id"),
    ("- {id: institutioneel,", "- {id: persoonlijk,", "placing.spheres[2].id", "used before", "its own id"),
    (", role: {nl: De gemeente is te gast., en: The municipality is a guest.}", "",
     "placing.spheres[1].role", "missing", "Add role"),
    ("  yes: {nl: Hoort erbij, en: Belongs}\n", "", "placing.yes", "missing", "Add yes"),
    ("id: P1-buren, kind: placing, sphere: gemeenschappelijk", "id: P1-buren, kind: placing, sphere: buurt",
     "themes[1].items[1].sphere", '"buurt"', "persoonlijk, gemeenschappelijk, institutioneel"),
    ("id: V-elkaar, kind: text", "id: V-elkaar, kind: text, sphere: persoonlijk",
     "themes[0].items[1].sphere", 'only kind "placing"', "Remove"),
    ("id: P1-buren, kind: placing", "id: P1-buren, scale: sterk, kind: placing",
     "themes[1].items[1].scale", "no scale", "Remove"),
    ("id: I1-loket, kind: placing", "id: I1-loket, options: [{id: ja, name: {nl: Ja}}], kind: placing",
     "themes[2].items[1].options", "no options", "Remove"),
    ("id: P1-buren,", "id: P1-buren-die-op-elkaar-letten-elke-dag,", "themes[1].items[1].id",
     "at most 30 characters", "Shorten"),
    ("nl: Buren die opletten", f"nl: {'Buren ' * 21}", "themes[1].items[1].text", "at most 120 characters", "Shorten"),
    ("id: P1-opmerking,", "id: P1-BUREN-sterk,", "themes[1].items[1].id", '"P1-buren-sterk"', "another id"),
    ("id: P1-opmerking, kind: text", "id: P1-opmerking, kind: ordinal, scale: haalbaar",
     "themes[1].items[2].scale", 'on another scale ("sterk")', "same scale"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "path", "problem", "remedy"), BROKEN, ids=lambda part: part[:40])
def test_a_fault_in_a_card_says_where_and_what_to_do(
    old: str, new: str, path: str, problem: str, remedy: str
) -> None:
    named = [fault for fault in faults_in(old, new) if fault.path == path]

    assert len(named) == 1, [str(fault) for fault in faults_in(old, new)]
    assert problem in named[0].problem
    assert remedy in named[0].remedy


def test_cards_need_to_know_what_is_asked_of_them() -> None:
    start, end = CARDS.index("placing:\n"), CARDS.index("themes:\n")

    faults = faults_in(CARDS[start:end], "")

    assert ("themes[1].items[0].kind", "Add to the file: placing: …") in [
        (fault.path, fault.remedy) for fault in faults
    ]


def test_what_is_asked_of_cards_needs_cards() -> None:
    start, end = CARDS.index("  - id: P1\n"), CARDS.index("agenda:\n")

    faults = faults_in(CARDS[start:end], "")

    assert [(fault.path, fault.problem) for fault in faults] == [("placing", "this file has no cards")]
