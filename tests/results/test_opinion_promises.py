"""P4, P6, P7, P8 and P9 with opinion groups, through every door; each with a fault planted against it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import numpy as np
import pytest
from django.test import Client

from samenspraak.conversations.models import AnswerBatch, Participant, Response, Round
from samenspraak.conversations.queries.tokens import code_hash
from samenspraak.conversations.services import erasing
from samenspraak.conversations.services.answering import finish_round
from samenspraak.conversations.services.erasing import erase_again
from samenspraak.core.change import Wave, may_show
from samenspraak.core.derivation import derivable
from samenspraak.core.opinions import publishing
from samenspraak.core.opinions.picture import OpinionPicture
from samenspraak.core.releasing import Ledger
from samenspraak.results import services
from samenspraak.results.models import OpinionGroups
from samenspraak.results.queries.looking import hindrance
from samenspraak.results.queries.opinions import known_of
from samenspraak.results.queries.pairing import wave_of
from samenspraak.results.queries.releases import latest_release, ledger_of
from samenspraak.results.services import look_for_groups
from samenspraak.results.views import participant
from tests.conftest import World, signed_in
from tests.conversations.phones import Phone, text_of
from tests.results.crowds import (
    STATEMENTS,
    ask_more,
    camps,
    in_turn,
    let_answer,
    sheet_of,
    two_camps,
)
from tests.results.rounds import cells_of_xlsx, close, made, phone_of, reveal, rows_of_csv, url

FOUND = "Er zijn 2 meningsgroepen"


def look(world: World) -> OpinionGroups:
    """Look for groups as the button does."""
    kept = look_for_groups(world.round, now=world.now)
    assert kept
    return kept


def report(world: World, kind: str, extension: str = "html") -> str:
    return f"/gesprekken/{world.conversation.pk}/1/verslag/bestand.{extension}?kind={kind}&themes=A"


def every_door(world: World, anna: Client, phone: Phone) -> dict[str, str]:
    """Return the text of every page and file that tells of opinion groups."""
    return {
        "picture": without_token(text_of(anna.get(url(world)))),
        "opinions": without_token(text_of(anna.get(url(world, "meningsgroepen/")))),
        "csv": str(rows_of_csv(anna, world)),
        "xlsx": str(cells_of_xlsx(anna, world)),
        "report": anna.get(report(world, "report")).content.decode(),
        "summary": anna.get(report(world, "summary")).content.decode(),
        "participant": text_of(phone.get("beeld/")),
        "thanks": text_of(phone.get("klaar/")),
        "api": anna.get(api(world, "opinions")).content.decode(),
        "api tables": anna.get(api(world, "tables")).content.decode(),
    }


def without_token(page: str) -> str:
    """Return a page without what is new at every visit."""
    return re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", page)


def api(world: World, rest: str) -> str:
    return f"/api/v1/conversations/{world.conversation.pk}/rounds/1/{rest}"


def with_them(pages: dict[str, str]) -> set[str]:
    """Return the doors that tell of opinion groups."""
    return {door for door, page in pages.items() if "meningsgroep" in page.lower() or '"groups": [{' in page}


def open_again(world: World) -> None:
    """Open the round again, as the facilitator can."""
    Round.objects.filter(pk=world.round.pk).update(
        status=Round.Status.OPEN, closes_at=world.now + timedelta(days=3)
    )
    world.round.refresh_from_db()


def change_minds(people: list[Response], world: World) -> None:
    """Let people answer the other way round."""
    for one, row in zip(people, 6 - two_camps(len(people)), strict=True):
        Response.objects.filter(pk=one.pk).update(sheet=sheet_of(row, world.questions))


# P4


def test_p4_every_door_has_the_same_groups_and_nobody_in_them(world: World, anna: Client) -> None:
    people = camps(world)
    look(world)

    pages = every_door(world, anna, phone_of(world, people[0]))

    assert with_them(pages) == {
        *("picture", "opinions", "csv", "xlsx", "report", "summary", "participant"),
        *("api", "api tables"),
    }
    assert not [door for door, page in pages.items() for one in people if str(one.pk) in page]


def test_p4_after_opinion_groups_no_answer_makes_a_difference(world: World, anna: Client) -> None:
    people = camps(world)
    look(world)
    open_again(world)
    before = every_door(world, anna, phone_of(world, people[0]))

    change_minds(people[1:25], world)
    anna.post(url(world))
    look(world)

    after = every_door(world, anna, phone_of(world, people[0]))
    changed = {door for door in before if before[door] != after[door]}
    assert changed <= {"picture"}  # it counts how many sheets changed, nothing else
    assert world.round.releases.count() == 1


def test_p4_planted_fault_a_second_search_makes_a_difference(
    world: World, anna: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = camps(world)
    look(world)
    before = every_door(world, anna, phone_of(world, people[0]))
    OpinionGroups.objects.all().delete()
    change_minds(people[1:25], world)
    monkeypatch.setattr(services, "are_groups_searched", lambda _round: False)

    look(world)

    after = every_door(world, anna, phone_of(world, people[0]))
    assert {"csv", "report", "participant"} <= {door for door in before if before[door] != after[door]}


def leaks(world: World) -> list[str]:
    """Return the statements of which fewer than k people follow from the groups and all released figures."""
    ledger, kept = ledger_of(world.round), OpinionGroups.objects.get()
    assert ledger
    shown = {one.item for one in OpinionPicture.model_validate(kept.picture).statements}
    people = set(ledger.marks)
    return [
        item
        for item in sorted(shown)
        if derivable(
            [*tables_of(ledger, item), *(group[item] for group in known_of(kept))],
            dict.fromkeys(people, 1),
            k=5,
        )
    ]


def tables_of(ledger: Ledger, item: str) -> Iterator[frozenset[str]]:
    """Yield who is in each released figure of a statement, in the one release there is."""
    place, shown = ledger.questions.index(item), ledger.shown[-1].get(item, ())
    there = [one for one, marks in ledger.marks.items() if marks[-1][place] != "-"]
    names = {one: ledger.displays[one] if ledger.displays[one] in shown else "" for one in there}
    for name in set(names.values()):
        yield frozenset(one for one in there if names[one] == name)


def nearly_the_groups(world: World) -> None:
    """Let all policy people but one think one way, and all practitioners but one the other."""
    ask_more(world)
    groups = ["beleid"] * 29 + ["uitvoering"] + ["beleid"] + ["uitvoering"] * 29
    let_answer(world, two_camps(), groups)
    close(world)
    made(world)


def test_p4_groups_that_are_a_stakeholder_group_but_for_one_are_in_no_door(
    world: World, anna: Client
) -> None:
    nearly_the_groups(world)

    look(world)

    pages = every_door(world, anna, phone_of(world, world.round.responses.all()[0]))
    assert "De meningsgroepen blijven verborgen" in pages["picture"]
    assert not [door for door, page in pages.items() if "Groep 1" in page or "meningsgroep-1" in page]
    assert '"groups": []' in pages["api"]
    assert leaks(world) == []


def test_p4_planted_fault_without_the_rule_they_give_somebody_away(
    world: World, anna: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    nearly_the_groups(world)
    monkeypatch.setattr(publishing, "may_show", lambda *_, **__: True)

    look(world)

    assert leaks(world)
    assert FOUND in text_of(anna.get(url(world)))


def test_p4_a_later_comparison_that_would_tell_a_few_apart_is_not_made(world: World) -> None:
    """The figures of all but three of a group beside those of that group are those three people's."""
    people = camps(world)
    look(world)
    first = wave_of(world.round)
    assert first
    most = frozenset(sorted(first.published[0]["S00"])[:-3])

    allowed = [may_show(wave, "S00", [most], k=5) for wave in (first, unknowing(first))]

    assert allowed == [False, True]
    assert len(people) == 60


def unknowing(wave: Wave) -> Wave:
    """Return the round as if its opinion groups were not known: the planted fault."""
    return Wave(wave.questions, wave.plan, wave.ledger, wave.sheets)


# P6 and P7


def members(world: World) -> str:
    return json.dumps(OpinionGroups.objects.get(round=world.round).members)


def test_p6_a_code_that_is_erased_is_in_no_group_and_the_order_tells_nothing(world: World) -> None:
    people = camps(world)
    kept = look(world)

    assert not any(str(one.participant_id) in members(world) for one in people)
    assert all(group["in"] == sorted(group["in"]) for group in kept.members)


def test_p7_who_takes_a_sheet_back_is_gone_from_the_groups_at_once(world: World) -> None:
    people = camps(world)
    look(world)
    open_again(world)
    before = members(world)

    phone_of(world, people[7]).post("kaart/", actie="trek-in", zeker="1")

    assert str(people[7].pk) in before
    assert str(people[7].pk) not in members(world)
    assert str(people[8].pk) in members(world)


def test_p7_answers_that_were_entered_and_taken_back_are_gone_from_the_groups(
    world: World, anna: Client
) -> None:
    people = camps(world)
    batch = AnswerBatch.objects.create(round=world.round, digest="b" * 64, day=world.now.date())
    Response.objects.filter(pk__in=[one.pk for one in people[:9]]).update(batch=batch)
    look(world)

    anna.post(f"/gesprekken/{world.conversation.pk}/1/invullen/invoeren/{batch.pk}/weghalen/")

    assert not any(str(one.pk) in members(world) for one in people[:9])
    assert str(people[9].pk) in members(world)
    assert wave_of(world.round) is None


def test_p7_after_somebody_is_forgotten_nothing_is_compared(world: World) -> None:
    people = camps(world)
    look(world)
    open_again(world)

    phone_of(world, people[7]).post("kaart/", actie="trek-in", zeker="1")

    assert wave_of(world.round) is None


def test_p7_a_back_up_brings_nobody_back_into_the_groups(world: World) -> None:
    people = camps(world)
    kept = look(world)
    back_up = Response.objects.get(pk=people[7].pk)
    open_again(world)
    phone_of(world, people[7]).post("kaart/", actie="trek-in", zeker="1")
    back_up.participant = None
    back_up.save()
    kept.save()
    erasing.write("response", people[7].pk)

    assert str(people[7].pk) in members(world)
    erase_again()

    assert str(people[7].pk) not in members(world)


def test_p7_planted_fault_without_forgetting_the_sheet_stays_a_member(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = camps(world)
    look(world)
    open_again(world)
    monkeypatch.setattr(erasing, "forget_elsewhere", lambda _sheets: None)

    phone_of(world, people[7]).post("kaart/", actie="trek-in", zeker="1")

    assert str(people[7].pk) in members(world)


# P8


def test_p8_nobody_looks_before_the_round_is_over(world: World, anna: Client) -> None:
    ask_more(world)
    let_answer(world, two_camps(), in_turn(60))
    reveal(world)
    made(world)

    anna.post(url(world, "meningsgroepen/"))
    close(world)
    Round.objects.update(closes_at=world.now - timedelta(minutes=1))
    anna.post(url(world, "meningsgroepen/"))

    assert not OpinionGroups.objects.exists()


def test_p8_whoever_opens_a_round_again_hides_the_groups_from_participants(world: World) -> None:
    people = camps(world)
    look(world)
    open_again(world)
    begun = Response.objects.create(
        round=world.round,
        participant=Participant.objects.create(conversation=world.conversation, code_hash=uuid4().hex),
        group=world.group("beleid"),
        sheet=people[0].sheet,
        begun_key=uuid4(),
        day=world.now.date(),
    )

    pages = [text_of(phone_of(world, one).get("beeld/")) for one in (people[0], begun)]

    assert not any("meningsgroep" in page for page in pages)


def test_p8_planted_fault_a_picture_shown_too_early_has_the_groups(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = camps(world)
    look(world)
    open_again(world)
    monkeypatch.setattr(participant, "visible_release", latest_release)

    assert FOUND in text_of(phone_of(world, people[0]).get("beeld/"))


def test_p8_after_the_ties_are_cut_a_code_without_a_sheet_has_no_own_place(world: World) -> None:
    people = camps(world)
    look(world)
    Participant.objects.update(keep=False)
    finish_round(world.round, now=world.now)

    page = text_of(phone_of_code(world, people[0]).get("beeld/"))

    assert FOUND in page
    assert "Waar sta jij?" in page
    assert "Jij staat" not in page


def phone_of_code(world: World, response: Response) -> Phone:
    """Return the phone of who comes back with the code only."""
    assert response.participant_id
    phone = phone_of(world, response, with_sheet=False)
    code = f"CODE{response.pk.hex[:8].upper()}"
    Participant.objects.filter(pk=response.participant_id).update(code_hash=code_hash(code))
    return phone


def test_p3_a_stranger_cannot_look(world: World) -> None:
    camps(world)
    chris = signed_in(world.chris)

    assert chris.post(url(world, "meningsgroepen/")).status_code == 404
    assert not OpinionGroups.objects.exists()


# P9


def small_camps(world: World) -> None:
    """Let a small group think otherwise than a large one."""
    ask_more(world)
    random = np.random.default_rng(3)
    side = np.where(np.arange(30)[:, None] < 7, 1, 4)
    values = np.clip(side + random.integers(0, 2, (30, len(STATEMENTS))), 1, 5).astype(np.uint8)
    let_answer(world, values, in_turn(30))
    close(world)
    made(world)


def test_p9_a_small_group_is_called_uncertain_in_every_door(world: World, anna: Client) -> None:
    small_camps(world)
    look(world)

    pages = every_door(world, anna, phone_of(world, world.round.responses.all()[0]))

    assert "7 van de 30 mensen" in pages["opinions"]
    for door in ("opinions", "participant", "report", "csv"):
        assert "onzeker" in pages[door].lower(), door
    rows = [row for row in rows_of_csv(anna, world) if row["groep"] == "meningsgroep-2"]
    assert {(row["n"], row["zekerheid"]) for row in rows} == {("7", "onzeker")}


def test_p9_every_figure_of_a_group_has_its_n(world: World, anna: Client) -> None:
    camps(world)
    look(world)
    page = text_of(anna.get(url(world, "meningsgroepen/")))
    part = page[page.index(FOUND) : page.index("Hoe zoekt Samenspraak naar groepen?")]

    differing = part[
        part.index("Waarin verschillen ze het meest?") : part.index("En de deelnemende groepen?")
    ]
    for line in differing.split("‘Stelling")[1:]:
        assert line.count("(n = ") == 2
    rows = [row for row in rows_of_csv(anna, world) if row["groep"].startswith("meningsgroep-")]
    assert all(row["n"] and row["gemiddelde"] for row in rows)


def test_the_page_and_the_button_agree_on_when_it_can_be_done(world: World) -> None:
    camps(world)
    moments = (world.now, world.now + timedelta(days=1))

    assert [hindrance(world.round, moment) for moment in moments] == ["", ""]
    look(world)
    assert hindrance(world.round, world.now) == "searched"
