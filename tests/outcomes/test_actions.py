"""Stop 5: the action agenda, what asks for attention, and the files that go with it."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.db import models
from django.test import Client

from samenspraak.conversations.models import Conversation
from samenspraak.outcomes.models import Action, ActionStep
from samenspraak.outcomes.queries.links import owner_token
from samenspraak.outcomes.services import actions as services
from tests.conftest import World
from tests.outcomes.screens import (
    HOSTILE,
    SHOWN,
    add_action,
    events_in,
    form_with,
    in_days,
    owner_path,
    second_round,
    text_of,
    url,
)


def new_action(client: Client, world: World, **values: str) -> Any:
    page = client.get(url(world, "afspreken/nieuw/"))
    first = {"theme": "A", "what": "Een inloop openen"}
    return client.post(url(world, "afspreken/nieuw/"), {**form_with(page, "what"), **first, **values})


def change(client: Client, world: World, action: Action, **values: str) -> Any:
    address = url(world, f"afspreken/{action.pk}/wijzigen/")
    return client.post(address, {**form_with(client.get(address), "what"), **values})


def note(client: Client, world: World, action: Action, **values: str) -> Any:
    address = url(world, f"afspreken/{action.pk}/")
    return client.post(f"{address}noteren/", {**form_with(client.get(address), "review_on"), **values})


def test_the_form_has_the_fields_and_words_of_the_instrument(anna: Client, world: World) -> None:
    page = text_of(anna.get(url(world, "afspreken/nieuw/")))

    assert all(f">{label}" in page for label in ("Wat", "Trekker", "Wanneer klaar"))
    assert 'name="means"' not in page


def test_an_action_is_added_with_theme_statement_owner_and_date(anna: Client, world: World) -> None:
    day = in_days(30)

    response = new_action(
        anna, world, item="A1", owner="Fatima", owner_email="fatima@wijk.example", deadline=day.isoformat()
    )

    action = Action.objects.get()
    assert response["Location"] == url(world, f"afspreken/{action.pk}/")
    assert (action.theme, action.item, action.owner, action.deadline) == ("A", "A1", "Fatima", day)
    assert [step.kind for step in action.steps.all()] == ["made"]


def test_a_form_sent_twice_adds_one_action(anna: Client, world: World) -> None:
    page = form_with(anna.get(url(world, "afspreken/nieuw/")), "what")
    values = {**page, "theme": "A", "what": "Een inloop"}

    first, second = (anna.post(url(world, "afspreken/nieuw/"), values) for _ in range(2))

    assert Action.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_a_key_of_another_conversation_shows_and_changes_nothing_there(anna: Client, world: World) -> None:
    other = Conversation.objects.create(
        organisation=world.elsewhere,
        instrument=world.conversation.instrument,
        title="X",
        purpose="Y",
        created_at=world.now,
    )
    foreign = Action.objects.create(
        conversation=other,
        round=other.rounds.create(number=1, code="ELDERS23", opens_at=world.now, closes_at=world.now),
        theme="A",
        what="Geheim",
    )

    response = new_action(anna, world, key=str(foreign.pk))

    foreign.refresh_from_db()
    assert foreign.what == "Geheim"
    assert str(foreign.pk) not in response["Location"]


def test_the_theme_page_hands_over_its_theme(anna: Client, world: World) -> None:
    page = anna.get(url(world, "afspreken/nieuw/") + "?thema=B&stelling=B1")

    assert (form_with(page, "what")["theme"], form_with(page, "what")["item"]) == ("B", "B1")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("what", "", "verplicht"),
        ("what", "x" * 301, "300"),
        ("theme", "Q", "Kies een"),
        ("item", "B1", "Deze stelling hoort bij een ander thema"),
        ("owner_email", "geen adres", "e-mailadres"),
        ("deadline", "2020-01-01", "Kies een datum die nog komt"),
        ("deadline", "9999-12-31", "Controleer het jaartal"),
        ("deadline", "31 februari", "datum"),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(
    anna: Client, world: World, field: str, value: str, said: str
) -> None:
    response = new_action(anna, world, **{"owner": "Fatima van de wijk", field: value})

    assert response.status_code == 200
    assert "Fatima van de wijk" in text_of(response)
    assert said in text_of(response)
    assert not Action.objects.exists()


def test_the_agenda_is_empty_with_a_way_to_begin(anna: Client, world: World) -> None:
    page = text_of(anna.get(url(world, "afspreken/")))

    assert "Nog geen afspraken" in page
    assert url(world, "afspreken/nieuw/") in page


def test_overdue_and_unreviewed_actions_flag_themselves(anna: Client, world: World) -> None:
    add_action(world, what="Te laat", deadline=in_days(-1))
    add_action(world, what="Terugkijken", review_on=in_days(0))
    add_action(world, what="Rustig", deadline=in_days(1), review_on=in_days(1))
    add_action(world, what="Klaar", deadline=in_days(-9), status=Action.Status.DONE)

    attention = (
        text_of(anna.get(url(world, "afspreken/"))).partition('id="aandacht"')[2].partition("</section>")[0]
    )

    assert "Te laat" in attention
    assert "Over de datum" in attention
    assert "Tijd om terug te kijken" in attention
    assert "Rustig" not in attention
    assert "Klaar" not in attention


def test_looking_back_takes_the_flag_away_until_the_next_date(anna: Client, world: World) -> None:
    action = add_action(world, review_on=in_days(-1))

    note(anna, world, action, kind="reviewed", review_on=in_days(20).isoformat())

    action.refresh_from_db()
    assert action.review_on == in_days(20)
    assert "Tijd om terug te kijken" not in text_of(anna.get(url(world, "afspreken/")))


def test_the_load_of_each_owner_is_visible(anna: Client, world: World) -> None:
    add_action(world, what="Een", owner="Fatima", deadline=in_days(20))
    add_action(world, what="Twee", owner="fatima", deadline=in_days(10))
    add_action(world, what="Drie", owner="Fatima", status=Action.Status.DONE)
    add_action(world, what="Vier", owner="")

    page = text_of(anna.get(url(world, "afspreken/") + "?weergave=trekker"))

    assert "2 acties open" in page
    assert "Nog geen trekker" in page
    assert page.index("Nog geen trekker") < page.index("2 acties open")


def test_the_agenda_asks_as_many_queries_for_ten_actions_as_for_twenty(
    anna: Client, world: World, django_assert_num_queries: Any
) -> None:
    for number in range(10):
        add_action(world, what=f"Actie {number}", deadline=in_days(-number))
    anna.get(url(world, "afspreken/"))
    with django_assert_num_queries(100, exact=False) as ten:
        anna.get(url(world, "afspreken/"))
    for number in range(10):
        add_action(world, what=f"Nog {number}", deadline=in_days(-number))

    with django_assert_num_queries(len(ten)):
        anna.get(url(world, "afspreken/"))


def test_unfinished_actions_of_an_earlier_round_stay_on_the_agenda(anna: Client, world: World) -> None:
    add_action(world, what="Nog bezig")
    add_action(world, what="Allang klaar", status=Action.Status.DONE)
    second_round(world)

    page = text_of(anna.get(url(world, "afspreken/", number=2)))

    assert "Nog bezig" in page
    assert "uit ronde 1" in page
    assert "Allang klaar" not in page


def test_two_editors_of_an_action_both_keep_their_text(anna: Client, bram: Client, world: World) -> None:
    action = add_action(world)
    address = url(world, f"afspreken/{action.pk}/wijzigen/")
    seen_by_anna, seen_by_bram = (form_with(one.get(address), "what") for one in (anna, bram))
    anna.post(address, {**seen_by_anna, "what": "Van Anna", "deadline": in_days(9).isoformat()})

    overtaken = bram.post(address, {**seen_by_bram, "what": "Van Bram"})

    assert overtaken.status_code == 409
    kept = form_with(overtaken, "what")
    assert "Van Anna" in text_of(overtaken)
    assert (kept["what"], kept["deadline"]) == ("Van Bram", in_days(9).isoformat())
    assert bram.post(address, kept).status_code == 302
    action.refresh_from_db()
    assert (action.what, action.deadline) == ("Van Bram", in_days(9))


def overwrite_without_looking(
    row: models.Model, values: Mapping[str, Any], *, version: int
) -> dict[str, list[Any]]:
    """The planted fault: whoever comes last wins."""
    type(row)._default_manager.filter(pk=row.pk).update(**values)
    return {name: ["", new] for name, new in values.items()}


def test_without_the_version_check_the_test_of_two_editors_fails(
    anna: Client, bram: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "overwrite", overwrite_without_looking)

    with pytest.raises(AssertionError):
        test_two_editors_of_an_action_both_keep_their_text(anna, bram, world)


def test_an_edit_notices_that_the_owner_answered_meanwhile(anna: Client, world: World) -> None:
    action = add_action(world, status=Action.Status.ASKED, owner_email="f@wijk.example")
    address = url(world, f"afspreken/{action.pk}/wijzigen/")
    seen = form_with(anna.get(address), "what")
    owner = Client(headers={"origin": "http://testserver"})
    owner.post(owner_path(action), {"kind": "accepted", "key": str(uuid4()), "text": ""})

    assert anna.post(address, {**seen, "what": "Anders"}).status_code == 409


def test_asking_the_owner_sends_one_mail_with_the_link_and_never_a_second_that_day(
    anna: Client, world: World
) -> None:
    action = add_action(world, owner_email="fatima@wijk.example", deadline=in_days(30))
    address = url(world, f"afspreken/{action.pk}/vragen/")

    anna.post(address)
    anna.post(address)

    action.refresh_from_db()
    assert action.status == Action.Status.ASKED
    assert [message.to for message in mail.outbox] == [["fatima@wijk.example"]]
    assert owner_token(action) in mail.outbox[0].body
    assert "Een inloop openen" in mail.outbox[0].body


def test_without_an_address_nobody_is_asked(anna: Client, world: World) -> None:
    action = add_action(world)

    response = anna.post(url(world, f"afspreken/{action.pk}/vragen/"), follow=True)

    assert "Vul eerst een e-mailadres" in text_of(response)
    assert mail.outbox == []


def test_a_new_owner_is_asked_anew(anna: Client, world: World) -> None:
    action = add_action(
        world,
        owner_email="oud@wijk.example",
        status=Action.Status.ACCEPTED,
        promised=True,
        asked_on=in_days(0),
    )
    old = owner_path(action)

    change(anna, world, action, owner="Joost", owner_email="nieuw@wijk.example")

    action.refresh_from_db()
    assert (action.status, action.promised, action.asked_on) == (Action.Status.PROPOSED, False, None)
    assert anna.get(old).status_code == 404
    assert anna.get(owner_path(action)).status_code == 200


def test_a_better_spelled_name_keeps_the_link(anna: Client, world: World) -> None:
    action = add_action(world, owner="Fatma", owner_email="f@wijk.example", promised=True, status="accepted")

    change(anna, world, action, owner="Fatima")

    action.refresh_from_db()
    assert (action.owner, action.promised) == ("Fatima", True)


def test_changing_what_an_owner_promised_says_to_ask_again(anna: Client, world: World) -> None:
    action = add_action(world, promised=True, status="accepted", owner_email="f@wijk.example")

    response = change(anna, world, action, what="Twee inlopen openen")

    assert "De trekker zei ja op de eerdere afspraak" in text_of(anna.get(response["Location"]))


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("accepted", "accepted"),
        ("progress", "underway"),
        ("done", "done"),
        ("stopped", "stopped"),
        ("reviewed", "asked"),
    ],
)
def test_what_the_facilitator_notes_moves_the_action_once(
    anna: Client, world: World, kind: str, status: str
) -> None:
    action = add_action(world, status=Action.Status.ASKED)
    address = url(world, f"afspreken/{action.pk}/")
    values = {**form_with(anna.get(address), "review_on"), "kind": kind, "text": "Zo staat het."}

    for _ in range(2):
        assert anna.post(f"{address}noteren/", values).status_code == 302

    action.refresh_from_db()
    assert action.status == status
    assert [step.kind for step in action.steps.all()] == [kind]


def test_stopping_needs_a_reason_and_what_was_typed_stays(anna: Client, world: World) -> None:
    action = add_action(world)

    response = note(anna, world, action, kind="stopped")

    assert response.status_code == 422
    assert "Schrijf in een paar woorden" in text_of(response)
    assert not ActionStep.objects.exists()


def test_an_action_leads_back_to_its_theme_and_to_the_picture(anna: Client, world: World) -> None:
    action = add_action(world, item="A1")

    page = text_of(anna.get(url(world, f"afspreken/{action.pk}/")))

    assert url(world, "verdiepen/A/") in page
    assert url(world, "beeld/") + "?thema=A" in page
    assert "We weten hoe het gaat" in page


def test_an_action_on_a_theme_the_instrument_no_longer_has_stays_readable(anna: Client, world: World) -> None:
    action = add_action(world, theme="Q", item="Q9")

    assert anna.get(url(world, "afspreken/")).status_code == 200
    assert anna.get(url(world, f"afspreken/{action.pk}/")).status_code == 200
    assert anna.get(url(world, f"afspreken/{action.pk}/wijzigen/")).status_code == 200
    assert anna.get(url(world, "verslag/") + "?kind=report").status_code == 200


def test_the_calendar_has_every_open_date_and_reads_as_a_calendar(anna: Client, world: World) -> None:
    add_action(world, what="Een; met, tekens\\ en\nregels", deadline=in_days(5), review_on=in_days(9))
    add_action(world, what="Klaar", deadline=in_days(5), status=Action.Status.DONE)

    response = anna.get(url(world, "afspreken/agenda.ics"))

    events = events_in(response)
    assert response["Content-Type"].startswith("text/calendar")
    assert sorted(event["DTSTART"].dt for event in events) == [in_days(5), in_days(9)]
    assert len({str(event["UID"]) for event in events}) == 2
    assert all(str(event["URL"]).startswith("http") for event in events)


def test_the_tables_hold_text_that_stays_text_and_no_address(anna: Client, world: World) -> None:
    add_action(world, what="=HYPERLINK(1)", owner=HOSTILE[:100], owner_email="geheim@wijk.example")

    as_csv = anna.get(url(world, "afspreken/acties.csv")).content.decode("utf-8-sig")
    book = zipfile.ZipFile(io.BytesIO(anna.get(url(world, "afspreken/acties.xlsx")).content))
    whole_book = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))

    row = next(csv.DictReader(io.StringIO(as_csv), delimiter=";"))
    assert row["Wat"] == "'=HYPERLINK(1)"
    assert "geheim@" not in as_csv + whole_book
    assert "<f>" not in whole_book
    assert SHOWN not in whole_book


def test_a_file_of_another_kind_is_404(anna: Client, world: World) -> None:
    assert anna.get(url(world, "afspreken/acties.exe")).status_code == 404


def test_what_asks_for_attention_stands_on_the_conversations_page(anna: Client, world: World) -> None:
    action = add_action(world, status=Action.Status.HANDED_BACK)
    action.steps.create(kind="handed_back", text="Het lukt niet", by_owner=True, on=in_days(0))

    page = text_of(anna.get(f"/gesprekken/{world.conversation.pk}/"))

    assert "Dit vraagt aandacht" in page
    assert "Het lukt niet" in page


def test_another_conversations_action_cannot_be_reached_through_ones_own(anna: Client, world: World) -> None:
    other = Conversation.objects.create(
        organisation=world.elsewhere,
        instrument=world.conversation.instrument,
        title="X",
        purpose="Y",
        created_at=world.now,
    )
    round = other.rounds.create(number=1, code="ELDERS23", opens_at=world.now, closes_at=world.now)
    foreign = Action.objects.create(conversation=other, round=round, theme="A", what="Geheim")

    for rest in ("", "wijzigen/"):
        assert anna.get(url(world, f"afspreken/{foreign.pk}/{rest}")).status_code == 404
    for rest in ("vragen/", "link/", "noteren/"):
        assert anna.post(url(world, f"afspreken/{foreign.pk}/{rest}")).status_code == 404
