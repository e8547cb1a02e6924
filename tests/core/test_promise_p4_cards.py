"""P4 for cards: who says that a card does not belong leaves its other questions, and no series of releases tells who."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from samenspraak.core.analysis import Picture
from samenspraak.core.instrument import load_instrument
from samenspraak.core.sheet import empty_sheet, patch, question_list
from samenspraak.core.spheres import PlacedCard, sphere_picture
from tests.core import playing

CARDS = Path(__file__).parents[1] / "data" / "kaarten.yaml"
QUESTIONS = question_list(load_instrument(CARDS.read_text(encoding="utf-8"), name=CARDS.name))
ASKED = QUESTIONS.cards[:2]
MARKS = {"belongs": "123", "sphere": "123-", "expectation": "123-", "realism": "123?-", "strength": "1234?-"}
ITEMS = tuple(facet.id for card in ASKED for facet in card.facets.values())


@pytest.fixture(autouse=True)
def cards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the rounds be about cards: people place them, change their mind, and take a card out or back in."""
    monkeypatch.setattr(playing, "QUESTIONS", QUESTIONS)
    monkeypatch.setattr(playing, "ITEMS", ITEMS)
    monkeypatch.setattr(playing, "filled", filled)
    monkeypatch.setattr(playing, "sheet", lambda **cells: patch(empty_sheet(QUESTIONS), QUESTIONS, cells))


def filled(random: Random) -> dict[str, str]:
    """Answer the questions about some cards; what is said of a card that is out, is cleared with it."""
    marks: dict[str, str] = {}
    for card in ASKED:
        belongs = random.choice("1112233")
        marks |= {facet.id: random.choice(MARKS[name]) for name, facet in card.facets.items()}
        marks[card.facets["belongs"].id] = belongs if random.random() < 0.9 else "-"
    return marks


@pytest.mark.parametrize("start", range(0, 30, 10))
def test_promise_p4_cards_in_and_out_give_fewer_than_k_people_away_in_no_series_of_releases(
    start: int,
) -> None:
    rounds = [playing.play(seed) for seed in range(start, start + 10)]

    assert [
        (start + place, playing.leaks(one)) for place, one in enumerate(rounds) if playing.leaks(one)
    ] == []
    assert sum(len(one.pictures) for one in rounds) > 8


def test_promise_p4_every_figure_about_a_card_rests_on_k_people() -> None:
    rounds = [playing.play(seed) for seed in range(12)]
    pictures = [(one.plan.k, picture) for one in rounds for picture in one.pictures]

    ns = [(k, n) for k, picture in pictures for card in placed(picture) for n in people_behind(card)]

    assert len(ns) > 100
    assert all(n >= k for k, n in ns)


def placed(picture: Picture) -> tuple[PlacedCard, ...]:
    found = sphere_picture(picture, QUESTIONS)
    return found.cards if found else ()


def people_behind(card: PlacedCard) -> list[int]:
    told = [card.belonging, card.sphere, card.expectation, card.realism, card.strength, *card.groups.values()]
    return [one.n for one in told if one]
