"""P4 beside sheets that a facilitator typed in: whoever subtracts those learns of no 1 … k−1 people who answered themselves."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from samenspraak.conversations.models import AnswerBatch, Remark, Response
from samenspraak.conversations.services.answering import finish_round
from samenspraak.core import releasing
from samenspraak.core.derivation import derivable
from samenspraak.results import services
from samenspraak.results.models import Release
from samenspraak.results.queries import remarks, sheets
from samenspraak.results.queries.releases import ledger_of
from tests.conftest import World
from tests.conversations.phones import text_of
from tests.conversations.test_entering import type_sheet
from tests.results.rounds import GROUPS, add, close, made, people_in, refused, remark, reveal, url
from tests.results.test_promise_p4 import K, Witness, released, take_back


@pytest.fixture(autouse=True)
def diary(settings: Settings, tmp_path: Path) -> None:
    settings.ERASURES = tmp_path / "erasures.log"


@pytest.fixture
def typed_like_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant the fault that a sheet that was typed in counts like any other."""
    monkeypatch.setattr(sheets, "is_entered", lambda **_: False)
    monkeypatch.setattr(remarks, "is_entered", lambda **_: False)


def type_in(
    client: Client, world: World, group: str, number: int, *, people: int = 1, said: str = ""
) -> None:
    """Let the facilitator type in sheets of paper, through the screen."""
    for _ in range(number):
        type_sheet(client, world, group, A1="4", B1="3", A_opmerking=said, people_number=str(people))


def shown_of(world: World, item: str = "A1") -> dict[str, int]:
    """Return per group, and for everybody together under "", of how many people figures are shown."""
    return {group: people for (of, group), people in people_in(released(world)).items() if of == item}


def four_of_five(world: World, anna: Client) -> None:
    type_in(anna, world, "beleid", 4)
    add(world, "beleid", 1)
    add(world, "uitvoering", 4)
    add(world, "bewoners", 7)
    close(world)


def test_who_typed_in_four_of_five_sheets_does_not_see_that_group(world: World, anna: Client) -> None:
    four_of_five(world, anna)
    made(world)

    assert shown_of(world) == {"": 16, "bewoners": 7}


@pytest.mark.usefixtures("typed_like_others")
def test_planted_fault_when_typed_sheets_count_like_others_the_fifth_is_exposed(
    world: World, anna: Client
) -> None:
    add(world, "uitvoering", 1)
    four_of_five(world, anna)
    made(world)

    assert shown_of(world) == {"": 17, "bewoners": 7, "uitvoering": 5, "beleid": 5}


def test_a_group_wholly_on_paper_is_shown_and_its_sheets_count(world: World, anna: Client) -> None:
    type_in(anna, world, "beleid", 6)
    add(world, "uitvoering", 6)
    close(world)
    made(world)

    assert shown_of(world) == {"": 12, "beleid": 6, "uitvoering": 6}


def test_a_small_group_wholly_on_paper_stays_hidden_from_others(world: World, anna: Client) -> None:
    type_in(anna, world, "beleid", 3)
    add(world, "uitvoering", 8)
    close(world)
    made(world)

    assert shown_of(world) == {"": 11}


def test_a_few_beside_much_paper_wait_and_the_screen_says_why(world: World, anna: Client) -> None:
    type_in(anna, world, "beleid", 6)
    add(world, "beleid", 4)
    close(world)

    said = text_of(anna.post(url(world), follow=True))

    assert not Release.objects.exists()
    assert (
        "4 mensen antwoordden zelf, de andere bladen zijn ingevoerd. Een beeld komt als 5 mensen zelf" in said
    )

    add(world, "beleid", 1)
    anna.post(url(world))

    assert shown_of(world) == {"": 11, "beleid": 11}


def first_picture(world: World, anna: Client) -> None:
    add(world, "beleid", 6)
    type_in(anna, world, "beleid", 1)
    reveal(world)
    made(world)


def test_one_answer_among_typed_sheets_waits_for_a_next_picture(world: World, anna: Client) -> None:
    first_picture(world, anna)
    type_in(anna, world, "beleid", 5)
    add(world, "beleid", 1)

    assert refused(world).reason == "spread"

    add(world, "beleid", 4)
    made(world)
    assert shown_of(world) == {"": 17, "beleid": 17}


@pytest.mark.usefixtures("typed_like_others")
def test_planted_fault_one_answer_among_typed_sheets_is_exposed(world: World, anna: Client) -> None:
    first_picture(world, anna)
    type_in(anna, world, "beleid", 5)
    add(world, "beleid", 1)

    made(world)
    assert shown_of(world) == {"": 13, "beleid": 13}


def undone(world: World, anna: Client) -> None:
    """Make a picture with five typed sheets, take those back, and let one person answer."""
    add(world, "beleid", 6)
    type_in(anna, world, "beleid", 5)
    reveal(world)
    made(world)
    for batch in AnswerBatch.objects.all():
        anna.post(f"/gesprekken/{world.conversation.pk}/1/invullen/invoeren/{batch.pk}/weghalen/")
    assert Response.objects.filter(status=Response.Status.WITHDRAWN).count() == 5
    add(world, "beleid", 1)


def test_typed_sheets_that_are_taken_back_stay_known(world: World, anna: Client) -> None:
    undone(world, anna)

    assert refused(world).reason == "spread"
    ledger = ledger_of(world.round)
    assert ledger is not None
    assert len(ledger.entered) == 5


def test_planted_fault_when_what_is_taken_back_is_forgotten_one_person_is_exposed(
    world: World, anna: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    undone(world, anna)
    planned = releasing._state
    monkeypatch.setattr(
        releasing,
        "_state",
        lambda sent, questions, plan, released, ledger: planned(
            sent, questions, plan, released, ledger and ledger.model_copy(update={"entered": ()})
        ),
    )

    made(world)
    assert shown_of(world)[""] == 7


def test_a_typed_sheet_of_a_table_is_known_as_well(world: World, anna: Client) -> None:
    type_in(anna, world, "beleid", 4, people=3)
    add(world, "beleid", 1)
    close(world)
    finish_round(world.round, now=world.now)

    assert refused(world).reason == "too-few-own"


def readable(world: World) -> int:
    listed = Release.objects.order_by("number").last()
    assert listed is not None
    return sum(map(len, listed.remarks["readable"].values()))


def four_remarks_typed_in(world: World, anna: Client) -> None:
    type_in(anna, world, "beleid", 4, said="Van papier.")
    own = add(world, "beleid", 6)
    remark(world, own[0], "Zelf geschreven.")
    close(world)
    made(world)


def test_a_remark_among_typed_ones_is_not_read(world: World, anna: Client) -> None:
    four_remarks_typed_in(world, anna)

    assert Remark.objects.count() == 5
    assert readable(world) == 0


@pytest.mark.usefixtures("typed_like_others")
def test_planted_fault_a_remark_among_typed_ones_is_known(world: World, anna: Client) -> None:
    four_remarks_typed_in(world, anna)

    assert readable(world) == 5


def test_remarks_of_five_who_wrote_themselves_are_read_with_the_typed_ones(
    world: World, anna: Client
) -> None:
    type_in(anna, world, "beleid", 1, said="Van papier.")
    for one in add(world, "beleid", K):
        remark(world, one, "Zelf geschreven.")
    close(world)
    made(world)

    assert readable(world) == K + 1


def move(world: World, people: list[Response], chance: random.Random) -> list[Response]:
    """Let somebody answer, on paper or not, or take everything back."""
    if chance.random() < 0.85 or not people:
        source = chance.choice([Response.Source.PAPER, Response.Source.IMPORT, *[Response.Source.PERSON] * 2])
        group, mark = chance.choice(GROUPS[:2]), chance.choice("12345?")
        return [*people, world.answer(group, source=source, A1=mark)]
    one = chance.choice(people)
    take_back(world, one)
    return [other for other in people if other != one]


def series(world: World, seed: int) -> list[frozenset[str]]:
    """Return what follows about fewer than five who answered themselves, from a release after each move."""
    chance = random.Random(seed)
    reveal(world)
    people: list[Response] = []
    typed: set[str] = set()
    witness = Witness(world)
    for _ in range(70):
        people = move(world, people, chance)
        typed |= {str(one.pk) for one in people if one.source != Response.Source.PERSON}
        if isinstance(services.release(world.round, now=world.now), Release):
            witness.look()
    owners = witness.owners
    unknown = [
        frozenset(atom for atom in table if owners[atom] not in typed) for table in witness.tables["A1"]
    ]
    assert world.round.releases.count() > 1
    return derivable(unknown, dict.fromkeys(owners, 1), k=K, owners=owners)


@pytest.mark.parametrize("seed", range(3))
def test_no_series_of_pictures_tells_who_typed_of_fewer_than_five_others(world: World, seed: int) -> None:
    assert series(world, seed) == []


@pytest.mark.usefixtures("typed_like_others")
def test_planted_fault_a_series_of_pictures_tells_who_typed_of_few_others(world: World) -> None:
    assert series(world, 0)
