"""The owner's link: what an owner sees and answers without an account, and what the facilitator sees of it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from samenspraak.outcomes.models import Action, ActionStep
from samenspraak.outcomes.queries.links import owner_token
from tests.conftest import World
from tests.outcomes.screens import (
    HOSTILE,
    SHOWN,
    add_action,
    events_in,
    form_with,
    in_days,
    owner_path,
    text_of,
    url,
)

ORIGIN = {"origin": "http://testserver"}


@pytest.fixture
def action(world: World) -> Action:
    return add_action(
        world,
        owner="Fatima",
        owner_email="fatima@wijk.example",
        status=Action.Status.ASKED,
        deadline=in_days(30),
    )


@pytest.fixture
def owner() -> Client:
    return Client(headers=ORIGIN)


def answer(owner: Client, action: Action, kind: str, text: str = "", **more: str) -> Any:
    """Open the page and answer on it, as a phone does."""
    page = form_with(owner.get(owner_path(action)), "key")
    return owner.post(owner_path(action), {"key": page["key"], "kind": kind, "text": text, **more})


def test_an_owner_reads_what_was_agreed_and_who_asks(owner: Client, action: Action, world: World) -> None:
    action.steps.create(kind="made", on=in_days(-2), actor=world.anna)
    action.steps.create(kind="asked", on=in_days(-1), actor=world.bram)

    page = text_of(owner.get(owner_path(action)))

    assert "Een inloop openen" in page
    assert "Rondkomen in Waterdorp" in page
    assert "Bram vraagt jou als trekker" in page
    assert "fatima@wijk.example" not in page


def test_looking_changes_nothing(owner: Client, action: Action) -> None:
    before = Action.objects.filter(pk=action.pk).values().get()

    for _ in range(3):
        owner.get(owner_path(action))

    assert Action.objects.filter(pk=action.pk).values().get() == before
    assert not ActionStep.objects.exists()


def test_the_life_of_a_link_from_question_to_done(owner: Client, action: Action) -> None:
    for kind, text, status in [
        ("change_asked", "Mag het een maand later?", "change_asked"),
        ("accepted", "", "accepted"),
        ("progress", "De sleutel is er.", "underway"),
        ("done", "Vandaag geopend.", "done"),
    ]:
        response = answer(owner, action, kind, text)
        action.refresh_from_db()
        assert response.status_code == 302
        assert action.status == status

    page = text_of(owner.get(owner_path(action)))
    assert "De sleutel is er." in page
    assert [step.by_owner for step in action.steps.all()] == [True] * 4
    assert action.promised


def test_handing_back_needs_a_reason_and_stands_out_on_the_agenda(
    owner: Client, action: Action, anna: Client, world: World
) -> None:
    refused = answer(owner, action, "handed_back")
    answer(owner, action, "handed_back", "Ik ben ziek.")

    agenda = text_of(anna.get(url(world, "afspreken/")))
    assert refused.status_code == 422
    assert "Schrijf waarom" in text_of(refused)
    assert "Dit vraagt aandacht" in agenda
    assert "Teruggegeven" in agenda
    assert "Ik ben ziek." in agenda


def test_words_that_are_too_long_are_refused_and_kept_in_the_page(owner: Client, action: Action) -> None:
    response = answer(owner, action, "change_asked", "Begin van het verhaal " + "x" * 2000)

    assert response.status_code == 422
    assert "Begin van het verhaal" in text_of(response)


def test_a_repeated_post_counts_once(owner: Client, action: Action) -> None:
    values = {"key": str(uuid4()), "kind": "change_asked", "text": "Iets later."}

    for _ in range(3):
        assert owner.post(owner_path(action), values).status_code == 302

    assert ActionStep.objects.count() == 1


def test_other_words_from_the_same_page_are_another_answer(owner: Client, action: Action) -> None:
    key = str(uuid4())
    for text in ("Iets later.", "Of juist eerder."):
        owner.post(owner_path(action), {"key": key, "kind": "change_asked", "text": text})

    assert [step.text for step in ActionStep.objects.all()] == ["Iets later.", "Of juist eerder."]


def test_an_answer_that_no_longer_fits_is_said_kindly(owner: Client, action: Action) -> None:
    Action.objects.filter(pk=action.pk).update(status=Action.Status.STOPPED)

    response = owner.post(
        owner_path(action), {"key": str(uuid4()), "kind": "accepted", "text": ""}, follow=True
    )

    assert "intussen veranderd" in text_of(response)
    assert "De groep gaat hier niet mee door" in text_of(response)
    assert not ActionStep.objects.exists()


def test_a_proposed_change_stays_open_while_progress_is_reported(owner: Client, action: Action) -> None:
    answer(owner, action, "change_asked", "Later graag.")
    answer(owner, action, "progress", "Wel begonnen.")

    action.refresh_from_db()
    assert action.status == Action.Status.CHANGE_ASKED


@pytest.mark.parametrize(
    "make",
    [
        lambda token: token + "x",
        lambda token: token[:-1],
        lambda _token: "onzin",
        lambda token: "é" + token,
        lambda token: token.partition(".")[0] + ".",
    ],
)
def test_a_wrong_link_gives_one_kind_page(owner: Client, action: Action, make: Any) -> None:
    path = f"/actie/{make(owner_token(action))}/"

    for response in (owner.get(path), owner.post(path, {"kind": "accepted"}), owner.get(path + "agenda.ics")):
        assert response.status_code == 404
        assert "Deze link werkt niet (meer)" in text_of(response)


def test_a_renewed_link_kills_the_old_one(owner: Client, action: Action, anna: Client, world: World) -> None:
    old = owner_path(action)

    anna.post(url(world, f"afspreken/{action.pk}/link/"))

    action.refresh_from_db()
    assert owner.get(old).status_code == 404
    assert owner.get(owner_path(action)).status_code == 200


def test_a_link_of_one_action_does_not_open_another(owner: Client, action: Action, world: World) -> None:
    other = add_action(world, what="Iets anders", owner_email="fatima@wijk.example")
    mixed = other.pk.hex + "." + owner_token(action).partition(".")[2]

    assert owner.get(f"/actie/{mixed}/").status_code == 404


@pytest.mark.parametrize("headers", [{}, {"origin": "https://evil.example"}, {"origin": "null"}])
def test_a_post_from_elsewhere_is_refused(action: Action, headers: dict[str, str]) -> None:
    response = Client(headers=headers).post(
        owner_path(action), {"key": str(uuid4()), "kind": "accepted", "text": ""}
    )

    action.refresh_from_db()
    assert response.status_code == 403
    assert action.status == Action.Status.ASKED


def test_the_page_is_kept_by_no_cache_and_no_index(owner: Client, action: Action) -> None:
    response = owner.get(owner_path(action))

    assert "no-store" in response["Cache-Control"]
    assert 'name="robots" content="noindex"' in text_of(response)


def test_hostile_words_stay_words(owner: Client, action: Action, anna: Client, world: World) -> None:
    answer(owner, action, "handed_back", HOSTILE)

    for page in (
        owner.get(owner_path(action)),
        anna.get(url(world, "afspreken/")),
        anna.get(url(world, f"afspreken/{action.pk}/")),
    ):
        assert SHOWN not in text_of(page)
        assert "&lt;script&gt;" in text_of(page)


def test_the_calendar_of_one_action_is_valid_and_leads_back(owner: Client, action: Action) -> None:
    (event,) = events_in(owner.get(owner_path(action) + "agenda.ics"))

    assert event["DTSTART"].dt == in_days(30)
    assert owner_path(action) in str(event["URL"])


def test_what_a_facilitator_writes_in_the_log_is_not_shown_to_the_owner_as_theirs(
    owner: Client, action: Action, world: World
) -> None:
    action.steps.create(kind="progress", text="Gebeld.", on=in_days(0), actor=world.anna)

    page = text_of(owner.get(owner_path(action)))

    assert "Gebeld." in page
    assert "(Anna)" in page
