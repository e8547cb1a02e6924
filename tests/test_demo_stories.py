"""The stories of the demo about the social base: everything that is named in them exists, and the gaps are there."""

from __future__ import annotations

import json
from collections import Counter
from importlib.resources import files

import pytest

from samenspraak.demo.stories import story
from tests.core.shipped import load

SIDES = (("from", "to"), ("to", "from"))
AUDIENCES = {"gemeente", "organisaties", "bewoners"}


STORY, MAP, INSTRUMENT = story("cards"), story("social_map"), load("sociale-basis")
THEMES = [theme.id for theme in INSTRUMENT.themes]
CARDS = {item.id: theme.id for theme in INSTRUMENT.themes for item in theme.items if item.kind == "placing"}
CARDS |= {card["id"]: card["theme"] for card in STORY["local_cards"]}
ACTORS = {actor["id"]: actor for actor in MAP["actors"]}
AREAS = json.loads(files("samenspraak").joinpath("demo", "baarn.json").read_text(encoding="utf-8"))["areas"]


# The conversation


def test_all_groups_of_the_instrument_take_part() -> None:
    assert {one["key"] for one in STORY["groups"]} == {group.id for group in INSTRUMENT.groups}


@pytest.mark.parametrize("card", CARDS)
def test_every_audience_leans_on_every_card(card: str) -> None:
    assert INSTRUMENT.placing is not None
    goals = {goal.id for goal in INSTRUMENT.placing.goals}
    rows = STORY["cards"][card]

    assert set(rows) == AUDIENCES
    for audience, row in rows.items():
        assert sum(row["belongs"]) == sum(row["spheres"]) == 100
        assert 1 <= row["strength"] <= 5
        assert {"goal", "realism"} <= set(row) or audience == "bewoners"
        assert row.get("goal", "waarde") in goals


def test_exceptions_notes_positions_and_actions_name_what_exists() -> None:
    questions = {question.id: theme.id for theme in INSTRUMENT.themes for question in theme.deepening}
    open_questions = {item.id for theme in INSTRUMENT.themes for item in theme.items if item.kind == "text"}

    assert {one["card"] for one in STORY["exceptions"]} <= set(CARDS) == set(STORY["cards"])
    assert {one["group"] for one in STORY["exceptions"]} <= {group.id for group in INSTRUMENT.groups}
    assert all(questions[one["question"]] == one["theme"] for one in STORY["notes"])
    assert set(STORY["positions"]) == set(THEMES) - {"V"}
    assert set(STORY["remarks"]) == open_questions
    assert all(CARDS[one["item"].removesuffix("-sterk")] == one["theme"] for one in STORY["actions"])


def test_every_open_question_has_enough_remarks_to_be_read() -> None:
    assert min(len(texts) for texts in STORY["remarks"].values()) >= 5


# The map


def test_ties_and_register_name_actors_that_exist_once() -> None:
    ends = {tie[side] for tie in MAP["ties"] for side in ("from", "to")}

    assert len(ACTORS) == len(MAP["actors"]) == len({actor["name"] for actor in MAP["actors"]})
    assert ends | {line["actor"] for line in MAP["register"]} <= set(ACTORS)
    assert all(tie["from"] != tie["to"] for tie in MAP["ties"])
    named = {line["theme"] for line in [*MAP["register"], *MAP["gaps"]]}
    assert named <= {f"{INSTRUMENT.id}:{theme}" for theme in THEMES}


def test_every_actor_lies_in_a_neighbourhood_of_the_demo() -> None:
    known = {area["code"] for area in AREAS}

    assert {actor["area"] for actor in ACTORS.values()} <= known
    assert {gap["area"] for gap in MAP["gaps"] if "area" in gap} <= known


def test_the_gaps_of_the_story_are_on_the_map() -> None:
    ties = Counter(tie[side] for tie in MAP["ties"] for side in ("from", "to"))
    real = [tie for tie in MAP["ties"] if tie["kind"] != "wants_to_work_with"]
    partners = {
        name: {ACTORS[tie[other]]["kind"] for tie in real for side, other in SIDES if tie[side] == name}
        for name in ("moskee", "voedselbank")
    }

    assert ties.most_common(1)[0][0] == "buurtkracht"
    assert [actor["id"] for actor in ACTORS.values() if actor["area"] == "BU03080103"] == [
        "buurtgroep-schilderswijk"
    ]
    assert not any(kinds & {"professional", "municipality", "provision"} for kinds in partners.values())
