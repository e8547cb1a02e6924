"""The instrument armoede-en-gezondheid 1.0.0 holds what its issue asks."""

from __future__ import annotations

import re

import pytest

from samenspraak.core.instrument import Item, Theme
from tests.core.shipped import length, load, sentences, texts_in

THEMES = {
    "A": "Visie op armoede, schulden en gezondheid",
    "B": "Zicht op de lokale problematiek en kansen",
    "C": "Combineren van beleid",
    "D": "Focus: signaleren, bereiken en ondersteunen",
    "E": "De rol van de gemeente",
    "F": "Draagvlak en randvoorwaarden",
}
ASPECTS = ["inzicht", "beleid", "samenhang", "partners", "uitvoering"]
GROUPS = {
    "beleid-armoede": "gemeente",
    "beleid-gezondheid": "gemeente",
    "beleid-aanpalend": "gemeente",
    "aanjagers": "gemeente",
    "uitvoering": "praktijk",
    "organisaties": "praktijk",
    "bewoners": "bewoners",
}

INSTRUMENT = load("armoede-en-gezondheid")
THEME_PARAMS = pytest.mark.parametrize("theme", INSTRUMENT.themes, ids=lambda theme: theme.id)


def statements(theme: Theme) -> list[Item]:
    return [item for item in theme.items if item.kind == "ordinal"]


def asked_of(audience: str, kind: str) -> list[Item]:
    items = [item for theme in INSTRUMENT.themes for item in theme.items if item.kind == kind]
    return [item for item in items if not item.audience or audience in item.audience]


def test_there_are_six_themes_with_the_names_of_the_framework() -> None:
    assert {theme.id: theme.name.nl for theme in INSTRUMENT.themes} == THEMES
    assert [theme.id for theme in INSTRUMENT.themes] == list(THEMES)


def test_there_are_three_steps() -> None:
    assert [step.name.nl for step in INSTRUMENT.steps] == ["De balans opmaken", "Verdiepen", "Afspreken"]


def test_it_says_whose_framework_it_follows_and_that_the_words_are_our_own() -> None:
    statement = INSTRUMENT.provenance.statement.nl

    assert statement.startswith("Eigen uitwerking naar het raamwerk van de Gesprekstool")
    assert "niet vergelijken met de originele tekst" in statement
    assert INSTRUMENT.provenance.licence == "CC-BY-SA-4.0"
    assert all(source.url for source in INSTRUMENT.provenance.sources)


@THEME_PARAMS
def test_a_theme_asks_five_statements_one_per_aspect_then_importance_then_a_remark(theme: Theme) -> None:
    numbered = [f"{theme.id}{number}" for number in range(1, 6)]

    assert [item.id for item in theme.items] == [*numbered, f"{theme.id}-belang", f"{theme.id}-opmerking"]
    assert [item.kind for item in theme.items] == ["ordinal"] * 5 + ["importance", "text"]
    assert [item.aspect for item in statements(theme)] == ASPECTS
    assert {item.scale for item in statements(theme)} == {"ontwikkeling"}
    assert theme.items[5].scale == "belang"


@THEME_PARAMS
def test_a_statement_is_short_about_the_municipality_and_explained(theme: Theme) -> None:
    for item in statements(theme):
        assert item.text.nl.endswith("."), item.id
        assert len(sentences(item.text.nl)) == 1, item.id
        assert length(item.text.nl) <= 18, item.id
        assert item.explanation is not None, item.id
        assert len(sentences(item.explanation.nl)) <= 2, item.id
        assert item.example is not None, item.id


@THEME_PARAMS
def test_importance_and_remark_are_asked_of_everybody_and_the_remark_asks_for_no_names(theme: Theme) -> None:
    importance, remark = theme.items[5], theme.items[6]

    assert importance.audience == remark.audience == ()
    assert importance.text.nl.startswith("Hoe belangrijk is het om samen te praten over ")
    assert remark.text.nl == "Wat gaat hier goed? Wat kan beter?"
    assert remark.explanation is not None
    assert "geen namen" in remark.explanation.nl


@THEME_PARAMS
def test_a_theme_has_three_to_five_open_questions_for_the_table(theme: Theme) -> None:
    numbered = [f"{theme.id}-v{number}" for number in range(1, len(theme.deepening) + 1)]

    assert 3 <= len(theme.deepening) <= 5
    assert [question.id for question in theme.deepening] == numbered
    assert all(question.text.nl.endswith("?") for question in theme.deepening)


@THEME_PARAMS
def test_a_theme_has_enough_inspiration_and_each_entry_names_its_source(theme: Theme) -> None:
    least = 6 if theme.id == "E" else 3

    assert len(theme.inspiration) >= least
    for entry in theme.inspiration:
        assert entry.source.url, entry.title.nl
        assert entry.source.publisher, entry.title.nl
        assert 2 <= len(sentences(entry.text.nl)) <= 4, entry.title.nl


def test_all_suggested_groups_are_there_with_their_audience_and_who_belongs_to_them() -> None:
    assert {group.id: group.audience for group in INSTRUMENT.groups} == GROUPS
    assert all(group.explanation for group in INSTRUMENT.groups)


def test_the_development_scale_runs_from_not_yet_to_works_and_is_secured() -> None:
    scale = next(scale for scale in INSTRUMENT.scales if scale.id == "ontwikkeling")

    assert len(scale.anchors) == 5
    assert scale.anchors[0].name.nl == "Nog niet"
    assert scale.anchors[-1].name.nl == "Werkt en is geborgd"
    assert scale.anchors[-1].explanation is not None
    assert scale.anchors[-1].explanation.nl.startswith("Geborgd betekent")


def test_residents_get_twelve_to_sixteen_statements_and_none_about_the_town_hall() -> None:
    for_residents = asked_of("bewoners", "ordinal")
    internal = [item for item in asked_of("gemeente", "ordinal") if item.audience]

    assert 12 <= len(for_residents) <= 16
    assert all(item.audience == () for item in for_residents)
    assert not {item.id for item in for_residents} & {item.id for item in internal}
    assert len(for_residents) + len(internal) == 30


@THEME_PARAMS
def test_residents_get_two_or_three_statements_of_every_theme(theme: Theme) -> None:
    for_residents = [item for item in statements(theme) if not item.audience]

    assert len(for_residents) in {2, 3}


def test_residents_never_read_about_visions_contracts_or_aldermen() -> None:
    for item in asked_of("bewoners", "ordinal"):
        read = " ".join(text.nl for text in texts_in(item))
        assert not re.search(r"(?i)\bvisie|wethouder|subsidie|begroting|beleid", read), item.id


def test_statements_are_asked_of_everybody_of_officials_or_of_officials_and_practice() -> None:
    tagged = {tag for theme in INSTRUMENT.themes for item in theme.items for tag in item.audience}

    assert tagged == {"gemeente", "praktijk"}
