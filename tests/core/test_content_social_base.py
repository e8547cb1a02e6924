"""The instrument sociale-basis 1.0.0 holds what its issue asks."""

from __future__ import annotations

import re

import pytest

from samenspraak.core.instrument import Item, Theme
from samenspraak.core.sheet import question_list
from tests.core.shipped import length, load, sentences, texts_in

INSTRUMENT = load("sociale-basis")
QUESTIONS = question_list(INSTRUMENT)
THEMES = {
    "V": "Hoe kijk je naar de sociale basis?",
    "P1": "Familie, vrienden en buren",
    "P2": "Zorgen voor elkaar",
    "P3": "Zelf kunnen meedoen",
    "G1": "Ontmoeten en erbij horen",
    "G2": "Verenigingen en clubs",
    "G3": "Initiatieven en vrijwilligers",
    "I1": "Plekken om te zijn",
    "I2": "Hulp en steun dichtbij",
    "I3": "Mensen die er voor hun werk zijn",
}
SPHERE_OF = {"P": "persoonlijk", "G": "gemeenschappelijk", "I": "institutioneel"}
GOALS = ["waarde", "gezonder", "minder-eenzaam", "minder-zorg", "meedoen", "wonen", "rondkomen"]
GROUPS = {
    "sociaal-domein": "gemeente",
    "gezondheid": "gemeente",
    "ruimte-wonen-sport-cultuur": "gemeente",
    "welzijnswerk": "organisaties",
    "zorg-en-ondersteuning": "organisaties",
    "verenigingen": "organisaties",
    "vrijwilligersorganisaties": "organisaties",
    "bewonersinitiatieven": "bewoners",
    "inwoners": "bewoners",
}
STEERING = r"(?i)natuurlijk|gelukkig|helaas|kwetsba|eigen kracht|zelfredzaam|moeten|belangrijk|\bgoede?\b"

each = pytest.mark.parametrize("theme", INSTRUMENT.themes, ids=lambda theme: theme.id)
with_cards = pytest.mark.parametrize("theme", INSTRUMENT.themes[1:], ids=lambda theme: theme.id)


def cards(theme: Theme) -> list[Item]:
    return [item for item in theme.items if item.kind == "placing"]


def asked_of(audience: str) -> list[Item]:
    return [item for _theme, items in QUESTIONS.for_audience(audience) for item in items]


def test_there_are_ten_themes_three_per_sphere_after_a_first_look() -> None:
    assert {theme.id: theme.name.nl for theme in INSTRUMENT.themes} == THEMES
    assert [theme.id for theme in INSTRUMENT.themes] == list(THEMES)


def test_the_steps_go_from_delimiting_by_expecting_to_agreeing() -> None:
    assert [step.name.nl for step in INSTRUMENT.steps] == ["Afbakenen", "Verwachten", "Afspreken"]


def test_it_names_its_makers_and_says_what_was_not_seen_or_was_added() -> None:
    statement = " ".join(INSTRUMENT.provenance.statement.nl.split())

    for name in ("Movisie", "Verwey-Jonker", "Maarten Kwakernaak", "Jochum Deuten", "Sprinkhuizen (2019)"):
        assert name in statement
    assert "hebben we niet gezien" in statement
    assert "hebben wij toegevoegd" in statement
    assert "hebben we zelf uitgelegd" in statement


def test_nine_groups_are_suggested_with_their_audience() -> None:
    assert {group.id: group.audience for group in INSTRUMENT.groups} == GROUPS


def test_strength_has_five_steps_and_realism_four() -> None:
    steps = {scale.id: [anchor.name.nl for anchor in scale.anchors] for scale in INSTRUMENT.scales}

    assert (steps["sterkte"][0], steps["sterkte"][-1], len(steps["sterkte"])) == ("Bijna niets", "Sterk", 5)
    assert len(steps["haalbaarheid"]) == 4
    assert len(steps["inzet"]) == 5


def test_what_is_asked_of_every_card_names_the_role_of_the_municipality_and_value_in_itself_first() -> None:
    placing = INSTRUMENT.placing

    assert placing is not None
    assert [sphere.id for sphere in placing.spheres] == list(SPHERE_OF.values())
    assert [goal.id for goal in placing.goals] == GOALS
    roles = [sphere.role.nl for sphere in placing.spheres]
    assert "basis op orde" in roles[0]
    assert "te gast" in roles[1]
    assert "subsidies en met opdrachten" in roles[2]
    assert (placing.strength_scale, placing.realism_scale) == ("sterkte", "haalbaarheid")


def test_residents_are_not_asked_what_investing_brings_and_are_done_in_a_quarter_of_an_hour() -> None:
    for_residents = asked_of("bewoners")

    assert not [item.id for item in for_residents if item.id.endswith(("-verwacht", "-haalbaar"))]
    assert len(for_residents) == 3 * 36 + 9 + 1 + 4
    assert len(asked_of("gemeente")) == len(asked_of("organisaties")) == len(for_residents) + 2 * 36


def test_there_are_36_cards_with_names_of_their_own() -> None:
    every = [card for theme in INSTRUMENT.themes for card in cards(theme)]

    assert len(every) == len(QUESTIONS.cards) == 36
    assert len({card.text.nl for card in every}) == len({card.text.en for card in every}) == 36


@with_cards
def test_a_theme_has_four_short_cards_each_explained_with_an_example(theme: Theme) -> None:
    assert len(cards(theme)) == 4
    for card in cards(theme):
        assert card.id.startswith(f"{theme.id}-")
        assert max(len(card.text.nl), len(card.text.en or "")) <= 45, card.id
        assert card.explanation is not None, card.id
        assert card.example is not None, card.id
        assert len(sentences(card.explanation.nl)) == len(sentences(card.example.nl)) == 1, card.id
        assert length(card.explanation.nl) + length(card.example.nl) <= 32, card.id


@with_cards
def test_a_card_does_not_steer(theme: Theme) -> None:
    read = [text for card in cards(theme) for text in texts_in(card)]

    assert [text.nl for text in read if re.search(STEERING, text.nl)] == []


@with_cards
def test_nearly_every_card_is_hinted_in_the_sphere_of_its_theme(theme: Theme) -> None:
    hints = [card.sphere for card in cards(theme)]

    assert hints.count(SPHERE_OF[theme.id[0]]) >= 3


@with_cards
def test_after_the_cards_comes_whether_more_effort_is_needed(theme: Theme) -> None:
    effort = theme.items[4]

    assert (effort.id, effort.kind, effort.scale) == (f"{theme.id}-inzet", "importance", "inzet")
    assert effort.text.nl.startswith("Is er hier meer inzet nodig ")
    assert effort.audience == ()


def test_a_remark_is_asked_once_per_sphere_so_that_the_list_stays_short() -> None:
    open_questions = [item.id for theme in INSTRUMENT.themes for item in theme.items if item.kind == "text"]

    assert open_questions == ["V-samen", "P3-opmerking", "G3-opmerking", "I3-opmerking"]


def test_the_first_theme_asks_which_of_four_ways_of_looking_and_explains_each() -> None:
    look, together = INSTRUMENT.theme("V").items

    assert [option.id for option in look.options] == [
        "niet-institutioneel",
        "halfde-lijn",
        "basisfunctie",
        "infrastructuur",
    ]
    assert all(option.explanation for option in look.options)
    assert together.kind == "text"


@each
def test_a_theme_has_four_to_six_open_questions_for_the_table(theme: Theme) -> None:
    numbered = [f"{theme.id}-v{number}" for number in range(1, len(theme.deepening) + 1)]

    assert 4 <= len(theme.deepening) <= 6
    assert [question.id for question in theme.deepening] == numbered
    assert all(question.text.nl.endswith("?") for question in theme.deepening)


@with_cards
def test_the_table_is_asked_about_doubt_difference_expectation_and_the_limits_of_the_municipality(
    theme: Theme,
) -> None:
    asked = " ".join(question.text.nl for question in theme.deepening).lower()

    for subject in ("twijfel", "telt", "verwacht", "gemeente"):
        assert subject in asked, subject


@each
def test_a_theme_has_two_to_four_examples_of_others(theme: Theme) -> None:
    assert 2 <= len(theme.inspiration) <= 4
