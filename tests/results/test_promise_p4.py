"""P4: no released result is of 1 … k−1 people, nor follows by subtraction; through every door of this room."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import pytest
from django.test import Client

from samenspraak.conversations.models import Invitation, Response, Round
from samenspraak.conversations.queries.answering import Visit
from samenspraak.conversations.queries.counts import counts_of
from samenspraak.conversations.queries.invitations import personal_token
from samenspraak.conversations.queries.tokens import Token
from samenspraak.conversations.services.answering import withdraw
from samenspraak.core import ledger, quality, releasing
from samenspraak.core.derivation import derivable
from samenspraak.core.kinds.kind import Tally
from samenspraak.core.picture import Picture, QualityNote
from samenspraak.results import services
from samenspraak.results.models import Release, RoundLedger
from samenspraak.results.queries.releases import latest_release, ledger_of, picture_of
from tests.conftest import World
from tests.conversations.phones import Phone, hidden, text_of
from tests.results.rounds import (
    GROUPS,
    add,
    cells_of_xlsx,
    change,
    close,
    fill,
    made,
    people_in,
    picture,
    refused,
    remark,
    reveal,
    rows_of_csv,
    smallest_gap,
    url,
)

K = 5


def released(world: World) -> dict[str, Any]:
    last = latest_release(world.round)
    assert last is not None
    return dict(last.picture)


def test_nobody_sees_anything_before_the_first_release(world: World, anna: Client) -> None:
    fill(world)

    page = text_of(anna.get(url(world)))

    assert "Werkt en is geborgd" not in page
    assert '<svg class="chart' not in page
    assert anna.get(url(world, "tabellen.csv")).status_code == 404
    assert anna.get(url(world, "tabellen.xlsx")).status_code == 404
    assert anna.get(url(world, "agenda/"))["Location"] == url(world)


def test_the_facilitator_cannot_make_a_picture_before_the_reveal_or_the_closing(
    world: World, anna: Client
) -> None:
    fill(world)

    answer = anna.post(url(world), follow=True)

    assert not Release.objects.exists()
    assert "ziet niemand antwoorden van anderen" in text_of(answer)


def test_four_sheets_make_no_picture_and_five_do(world: World, anna: Client) -> None:
    add(world, "beleid", K - 1)
    close(world)
    few = text_of(anna.post(url(world), follow=True))
    assert "Er zijn 4 antwoorden. Een beeld komt bij 5, zodat niemand te herkennen is." in few
    assert not Release.objects.exists()

    add(world, "beleid", 1)
    anna.post(url(world))

    assert Release.objects.count() == 1


def test_sheets_that_were_only_begun_do_not_count(world: World, anna: Client) -> None:
    add(world, "beleid", K - 1)
    for _ in range(5):
        world.answer("beleid", status=Response.Status.BEGUN, A1="5", B1="5")
    close(world)

    assert refused(world).reason == "too-few"

    add(world, "beleid", 1)
    made(world)
    assert picture(world).n == K
    assert people_in(released(world))["A1", ""] == K


def test_a_small_group_is_nowhere_to_be_seen(world: World, anna: Client) -> None:
    add(world, "beleid", 8, A1="4", B1="4", A_belang="3")
    add(world, "uitvoering", 7, A1="4", B1="4", A_belang="3")
    add(world, "bewoners", 3, A1="1", B1="1", A_belang="1")
    close(world)
    anna.post(url(world))

    shown = picture(world)
    assert all(item.groups["bewoners"] is None for theme in shown.themes for item in theme.items)
    assert all(theme.groups["bewoners"] is None for theme in shown.themes)
    lines = [row for row in rows_of_csv(anna, world) if row["groep"] == "bewoners"]
    assert lines
    assert {row["n"] + row["gemiddelde"] + row["aandeel stap 1"] for row in lines} == {""}
    assert all("minder dan 5 mensen" in row["toelichting"] for row in lines)
    tabs = cells_of_xlsx(anna, world)
    figures = [row for row in tabs[0] if len(row) > 7 and row[7] == "bewoners"]
    assert figures
    assert {"".join(row[9:15]) for row in figures} == {""}
    page = text_of(anna.get(url(world, "?thema=A")))
    assert page.count("niet apart te zien") >= 2
    assert "Deze groep is niet apart te zien" in text_of(anna.get(url(world, "?groep=bewoners")))


def test_a_hidden_group_does_not_follow_from_the_total(world: World) -> None:
    add(world, "beleid", 8)
    add(world, "uitvoering", 7)
    add(world, "bewoners", 3)
    close(world)
    made(world)

    assert smallest_gap(world) >= K


def test_a_second_picture_needs_five_changes(world: World, anna: Client) -> None:
    fill(world)
    reveal(world)
    made(world)
    add(world, "beleid", K - 1, A1="1", B1="1")

    few = text_of(anna.post(url(world), follow=True))

    assert "Er kwamen 4 antwoorden bij of anders terug sinds het vorige beeld." in few
    assert "Een nieuw beeld komt bij 5" in few
    assert Release.objects.count() == 1

    add(world, "beleid", 1, A1="1", B1="1")
    anna.post(url(world))

    assert Release.objects.count() == 2
    assert picture(world).n == 23
    assert smallest_gap(world) >= K


def test_five_changes_spread_over_groups_wait_for_more(world: World, anna: Client) -> None:
    fill(world)
    reveal(world)
    made(world)
    add(world, "beleid", 3)
    add(world, "uitvoering", 2)

    answer = text_of(anna.post(url(world), follow=True))

    assert Release.objects.count() == 1
    assert "een nieuw beeld zou laten zien wie dat waren" in answer


def test_changed_answers_count_as_changes(world: World) -> None:
    people = add(world, "beleid", 6, A1="4", B1="3")
    add(world, "uitvoering", 6, A1="2", B1="3")
    reveal(world)
    made(world)
    change(people[: K - 1], world, A1="1")
    assert refused(world).reason == "too-little-new"
    assert refused(world).changed == K - 1

    change(people[K - 1 : K], world, A1="1")
    made(world)

    groups = picture(world).themes[0].items[0].groups["beleid"]
    assert groups is not None
    assert groups.mean == 1.5


def test_withdrawn_answers_stay_counted_until_a_picture_has_gone_without_them(world: World) -> None:
    people = add(world, "beleid", 8, A1="4", B1="3")
    add(world, "uitvoering", 6, A1="2", B1="3")
    reveal(world)
    made(world)
    for one in people[:2]:
        take_back(world, one)
    assert refused(world).changed == 2
    assert Response.objects.filter(status=Response.Status.WITHDRAWN).count() == 2

    add(world, "beleid", 4, A1="4", B1="3")
    made(world)

    assert picture(world).n == 16
    assert not Response.objects.filter(status=Response.Status.WITHDRAWN).exists()
    assert smallest_gap(world) == 0 or smallest_gap(world) >= 2


def take_back(world: World, response: Response) -> None:
    response.refresh_from_db()
    token = Token(round=world.round.pk, code="X", response=response.pk)
    withdraw(Visit(world.round, token, response, response.participant, world.now))


@pytest.mark.parametrize("seed", range(3))
def test_no_series_of_pictures_gives_away_fewer_than_five(world: World, seed: int) -> None:
    """Random moves with a release asked after each; what is shown is solved from the database itself."""
    chance = random.Random(seed)
    reveal(world)
    people: list[Response] = []
    witness = Witness(world)
    for _ in range(45):
        people = one_move(world, people, chance)
        if isinstance(services.release(world.round, now=world.now), Release):
            witness.look()

    assert world.round.releases.count() > 2
    assert witness.exposed("A1") == []
    assert witness.exposed("A2") == []


def one_move(world: World, people: list[Response], chance: random.Random) -> list[Response]:
    """Let somebody answer, answer differently, or take everything back."""
    move = chance.random()
    if move < 0.65 or not people:
        first, second = chance.choice("12345?"), chance.choice("12345-")
        return [*people, world.answer(chance.choice(GROUPS[:2]), A1=first, A2=second)]
    one = chance.choice(people)
    if move < 0.9:
        change([one], world, A1=chance.choice("12345"))
        return people
    take_back(world, one)
    return [other for other in people if other != one]


class Witness:
    """Somebody who keeps every picture and knows exactly whose answers each of its figures holds."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.tables: dict[str, list[frozenset[str]]] = {}
        self.owners: dict[str, str] = {}
        self.cells: dict[tuple[str, str], tuple[str, int]] = {}

    def look(self) -> None:
        """Note of the newest picture which answers are in every figure it shows."""
        shown = people_in(released(self.world))
        for item in ("A1", "A2"):
            held = {group: self.atoms(item, group) for group in GROUPS}
            figures = [held[group] for group in GROUPS if (item, group) in shown]
            total = [frozenset().union(*held.values())] if (item, "") in shown else []
            self.tables.setdefault(item, []).extend([*figures, *total])

    def atoms(self, item: str, group: str) -> frozenset[str]:
        """Return the answers to one question that the last release holds of one group."""
        place = self.world.questions.offsets[item]
        shown = self.world.round.responses.filter(shown_group=group).exclude(shown_sheet="")
        sent = shown.filter(status=Response.Status.SENT)
        found = {
            self.version(str(row.pk), item, row.shown_sheet[place])
            for row in sent
            if row.shown_sheet[place] != "-"
        }
        gone = shown.filter(status=Response.Status.WITHDRAWN)
        return frozenset(
            found | {self.version(str(row.pk), item) for row in gone if self.still_counts(row, item)}
        )

    def still_counts(self, row: Response, item: str) -> bool:
        """Say whether the figures still hold what somebody took back: no picture could go without it yet."""
        ledger = ledger_of(self.world.round)
        assert ledger is not None
        return ledger.marks[str(row.pk)][-1][ledger.questions.index(item)] != "-"

    def version(self, owner: str, item: str, cell: str = "") -> str:
        """Return the name of somebody's present answer: a changed answer is another."""
        before, number = self.cells.get((owner, item), ("", 0))
        number += cell not in ("", before)
        cell = cell or before
        self.cells[owner, item] = (cell, number)
        atom = f"{owner}/{number}"
        self.owners[atom] = owner
        return atom

    def exposed(self, item: str) -> list[frozenset[str]]:
        """Return the answers of 1 … k−1 people that follow from everything shown so far."""
        return derivable(self.tables[item], dict.fromkeys(self.owners, 1), k=K, owners=self.owners)


def test_a_release_remembers_no_answers_of_anybody(world: World) -> None:
    fill(world)
    close(world)
    last = made(world)

    sheets = set(Response.objects.values_list("sheet", flat=True))
    assert not any(
        sheet in json.dumps(RoundLedger.objects.get().ledger) + json.dumps(last.picture) for sheet in sheets
    )


def test_a_reopened_round_shows_no_new_answers(world: World, anna: Client) -> None:
    fill(world)
    close(world)
    made(world)
    world.round.status = Round.Status.OPEN
    world.round.save(update_fields=["status"])
    world.round.closes_at = world.now.replace(year=world.now.year + 1)
    world.round.save(update_fields=["closes_at"])
    add(world, "beleid", 9, A1="1")

    anna.post(url(world))

    assert Release.objects.count() == 1
    assert picture(world).n == 18


def by_personal_link(world: World) -> Phone:
    """Let Jan answer by his own link, and be in the picture with his remark."""
    invitation = Invitation.objects.create(
        round=world.round, email="jan@elders.example", sent_on=world.now.date()
    )
    phone = Phone(code=world.round.code)
    phone.client.get(f"/u/{personal_token(invitation)}/")
    page = phone.get("?stap=wie")
    phone.post("", stap="begin", group="beleid", key=hidden(page, "key"), blad=hidden(page, "blad"))
    return phone


def counts_seen(world: World, anna: Client) -> tuple[object, ...]:
    """Return everything the facilitator sees that has a name or a group on it."""
    rounds = f"/gesprekken/{world.conversation.pk}/1/"
    pages = [anna.get(rounds + page) for page in ("invullen/", "uitnodigen/")]
    overviews = [anna.get("/gesprekken/"), anna.get(f"/gesprekken/{world.conversation.pk}/")]
    return (
        counts_of(world.round),
        *(re.sub(r"csrf\S+ value=\S+", "", text_of(one)) for one in [*pages, *overviews]),
    )


@pytest.mark.parametrize("answers", [{"A1": "4"}, {}], ids=["a sheet", "remarks only"])
def test_a_remark_that_is_taken_back_gets_no_group_and_no_name(
    world: World, anna: Client, answers: dict[str, str]
) -> None:
    """It is gone at once (P7); a count or a tick that goes with it would say whose it was."""
    jan = by_personal_link(world)
    jan.post("vragen/1/", **answers)
    jan.post("vragen/3/", A__opmerking="Alleen Jan zegt dit zo.")
    jan.send()
    for sheet in add(world, "beleid", 6) + add(world, "bewoners", 6):
        remark(world, sheet, "Het gaat.")
    reveal(world)
    made(world)
    remarks = url(world, "opmerkingen/")
    before = counts_seen(world, anna)
    assert "Alleen Jan" in text_of(anna.get(remarks))

    jan.post("kaart/", actie="trek-in", zeker="1")

    assert "Alleen Jan" not in text_of(anna.get(remarks))
    assert counts_seen(world, anna) == before


def test_who_took_an_answer_back_leaves_the_counts_with_the_next_picture(world: World) -> None:
    jan = by_personal_link(world)
    jan.post("vragen/1/", A1="4")
    jan.send()
    add(world, "beleid", 6)
    reveal(world)
    made(world)
    jan.post("kaart/", actie="trek-in", zeker="1")
    assert counts_of(world.round).sent == 7
    add(world, "beleid", 6, A1="3")

    made(world)

    assert counts_of(world.round).sent == 12


def test_who_took_an_answer_back_may_answer_by_the_same_link_again(world: World, anna: Client) -> None:
    jan = by_personal_link(world)
    jan.post("vragen/1/", A1="4")
    jan.send()
    jan.post("kaart/", actie="trek-in", zeker="1")
    jan.client.get(f"/u/{personal_token(Invitation.objects.select_related('round').get())}/")
    page = jan.get("?stap=wie")
    jan.post("", stap="begin", group="beleid", key=hidden(page, "key"), blad=hidden(page, "blad"))
    jan.post("vragen/1/", A1="2")

    assert jan.send()["Location"] == f"/mee/{world.round.code}/klaar/"
    assert counts_of(world.round).sent == 1


# What these tests are worth: with a protection taken away the attack must succeed.


def test_planted_fault_without_the_guard_the_witness_finds_who_is_exposed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "is_safe", lambda *_tables, **_options: True)
    chance = random.Random(1)
    reveal(world)
    people: list[Response] = []
    witness = Witness(world)
    for _ in range(45):
        people = one_move(world, people, chance)
        if isinstance(services.release(world.round, now=world.now), Release):
            witness.look()

    assert witness.exposed("A1")


def test_planted_fault_without_the_guard_over_time_one_person_is_exposed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "is_safe", lambda *_tables, **_options: True)
    fill(world)
    reveal(world)
    made(world)
    add(world, "beleid", 4)
    add(world, "uitvoering", 1)

    made(world)

    assert smallest_gap(world) == 1


def test_planted_fault_without_the_complement_rule_the_small_group_is_exposed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def everything(cells: Mapping[str, Tally], **_options: object) -> dict[str, Tally]:
        return dict(cells)

    monkeypatch.setattr(releasing, "opened", everything)
    add(world, "beleid", 8)
    add(world, "uitvoering", 7)
    add(world, "bewoners", 3)
    close(world)
    made(world)

    assert people_in(released(world))["A1", "bewoners"] == 3


def test_planted_fault_without_the_reveal_rule_the_facilitator_sees_it_all(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "may_show", lambda _round: True)
    fill(world)

    made(world)

    assert Release.objects.count() == 1


def test_what_the_guard_knows_is_not_lost_on_a_way_back() -> None:
    moved = import_module("samenspraak.results.migrations.0004_round_ledger").Migration.operations

    assert not all(operation.reversible for operation in moved)


def straight(picture: Picture) -> list[QualityNote]:
    return [note for note in picture.notes if note.kind == "straight"]


def test_what_is_said_of_whole_sheets_is_said_once(
    world: World, anna: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quality, "FEWEST_STATEMENTS", 2)
    add(world, "uitvoering", 8, A1="3", A2="3", B1="3")
    add(world, "beleid", 8, A1="2", A2="4", B1="3")
    reveal(world)
    first = picture_of(made(world))
    add(world, "beleid", 8, A1="5", A2="5", B1="5")
    second = picture_of(made(world))

    assert [(note.share, note.n) for note in straight(first)] == [(0.5, 16)]
    assert straight(second) == straight(first)
    assert (first.n, second.n) == (16, 24)
    assert "50% van 16 mensen koos bij het eerste beeld overal dezelfde stap" in text_of(anna.get(url(world)))


def test_planted_fault_said_twice_it_tells_of_those_in_between(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quality, "FEWEST_STATEMENTS", 2)
    monkeypatch.setattr(services, "judged_once", lambda picture, _last: picture)
    add(world, "uitvoering", 8, A1="3", A2="3", B1="3")
    add(world, "beleid", 8, A1="2", A2="4", B1="3")
    reveal(world)
    first = picture_of(made(world))
    add(world, "beleid", 8, A1="5", A2="5", B1="5")

    assert straight(picture_of(made(world))) != straight(first)
