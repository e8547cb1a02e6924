"""What participants suggest for the map: skippable, once, tied to nothing, read by the facilitator when P4 and P8 allow."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from samenspraak.conversations.models import Conversation, InstrumentVersion, Round
from samenspraak.conversations.services.rounds import close_round, reopen_round, reveal
from samenspraak.socialbase.models import Actor, AsksParticipants, Suggested, Suggestion, Tie
from samenspraak.socialbase.queries.suggestions import mark_of
from samenspraak.socialbase.services.suggestions import GivenAlready, suggest
from tests.conftest import World
from tests.conversations.phones import Phone
from tests.socialbase.maps import put, text_of, words_of

URL = "/sociale-basis/suggesties/"


def switch(world: World, *, on: bool = True) -> None:
    AsksParticipants.objects.update_or_create(conversation=world.conversation, defaults={"on": on})


def give(world: World, number: int = 1, *, missing: str = "Kookclub", **texts: str) -> None:
    """Let some people give suggestions."""
    for each in range(number):
        told = {"missing": f"{missing} {each}" if missing else "", **texts}
        suggest(world.answer(), told, about=texts.get("about", ""))


def end(world: World) -> None:
    """Close the round, so long ago that nobody can send any more."""
    Round.objects.filter(pk=world.round.pk).update(
        status=Round.Status.CLOSED, closes_at=world.now - timedelta(hours=1)
    )
    world.round.refresh_from_db()


def sent_phone() -> Phone:
    phone = Phone()
    phone.begin()
    phone.post("vragen/1/", A1="3")
    phone.send()
    return phone


def test_nobody_is_asked_unless_the_facilitator_wants_it(world: World, anna: Client) -> None:
    phone = sent_phone()
    assert "Samen sterker" not in words_of(phone.get("klaar/"))
    assert phone.get("samen/").status_code == 302

    page = anna.post(f"{URL}gesprek/{world.conversation.pk}/", {"vragen": "aan"}, follow=True)

    assert "Stel deze vragen niet" in words_of(page)
    assert "Samen sterker" in words_of(phone.get("klaar/"))
    assert phone.get("samen/").status_code == 200


def test_the_instrument_about_the_social_base_asks_by_itself(world: World, anna: Client) -> None:
    InstrumentVersion.objects.update(slug="sociale-basis")
    phone = sent_phone()
    assert "Samen sterker" in words_of(phone.get("klaar/"))

    anna.post(f"{URL}gesprek/{world.conversation.pk}/", {"vragen": "uit"})
    assert "Samen sterker" not in words_of(phone.get("klaar/"))


def test_only_who_sent_a_sheet_is_asked(world: World) -> None:
    switch(world)
    phone = Phone()
    phone.begin()

    assert phone.get("samen/").status_code == 302
    assert phone.post("samen/", missing="Kookclub").status_code == 302
    assert not Suggestion.objects.exists()


def test_a_suggestion_is_given_on_a_short_form_and_thanked_for(world: World) -> None:
    switch(world)
    phone = sent_phone()

    page = phone.post(
        "samen/", missing="De kookclub", works_with="Het buurthuis", about="De kerk", stronger=""
    )

    assert "Je suggesties zijn bewaard" in words_of(page)
    kept = sorted(Suggestion.objects.values_list("kind", "text", "about"))
    assert kept == [("missing", "De kookclub", ""), ("works_with", "Het buurthuis", "De kerk")]
    assert "Je gaf al door" in words_of(phone.get("klaar/"))


def test_an_empty_form_says_that_it_is_not_needed(world: World) -> None:
    switch(world)

    page = sent_phone().post("samen/", about="De kerk")

    assert page.status_code == 422
    assert "want dit hoeft niet" in words_of(page)


def test_promise_p8_before_they_write_people_read_from_when_it_is_read(world: World) -> None:
    switch(world)

    page = words_of(sent_phone().get("samen/"))

    assert "als het beeld er is, of als de ronde voorbij is" in page


def test_promise_p2_one_sheet_counts_once(world: World) -> None:
    switch(world)
    phone = sent_phone()

    answers = [phone.post("samen/", missing="De kookclub").status_code for _ in range(3)]

    assert answers == [200, 409, 409]
    assert (Suggestion.objects.count(), Suggested.objects.count()) == (1, 1)
    sheet = world.answer()
    suggest(sheet, {"missing": "x"}, about="")
    with pytest.raises(GivenAlready):
        suggest(sheet, {"missing": "y"}, about="")


def test_promise_p4_a_suggestion_is_tied_to_nobody(world: World) -> None:
    fields = {one.name for one in Suggestion._meta.get_fields()}
    sheet = world.answer()
    suggest(sheet, {"missing": "De kookclub"}, about="")

    assert fields == {"id", "round", "kind", "about", "text", "batch", "status", "actor"}
    assert {one.name for one in Suggested._meta.get_fields()} == {"id", "round", "mark", "batch"}
    rows = str(list(Suggestion.objects.values()) + list(Suggested.objects.values()))
    assert all(str(one) not in rows for one in (sheet.pk, sheet.participant_id, sheet.begun_key))
    assert mark_of(sheet) != mark_of(world.answer())


def test_promise_p8_nobody_reads_a_suggestion_while_the_round_is_open(world: World, anna: Client) -> None:
    give(world, 6)

    page = words_of(anna.get(URL))

    assert "Kookclub" not in page
    assert "als de ronde voorbij is" in page
    assert all(anna.get(f"{URL}{one.pk}/").status_code == 404 for one in Suggestion.objects.all())


@pytest.mark.parametrize("people", [1, 4])
def test_promise_p4_fewer_than_k_people_are_never_read(world: World, anna: Client, people: int) -> None:
    give(world, people)
    end(world)

    page = words_of(anna.get(URL))

    assert "Kookclub" not in page
    assert "als er 5 mensen zijn" in page
    assert anna.get(f"{URL}{Suggestion.objects.first().pk}/").status_code == 404  # type: ignore[union-attr]


def test_k_people_are_read_when_the_round_is_over_without_group_or_time(world: World, anna: Client) -> None:
    give(world, 5)
    end(world)

    page = words_of(anna.get(URL))

    assert all(f"Kookclub {number}" in page for number in range(5))
    assert "Beleid" not in page
    assert str(world.now.year) not in page


def test_promise_p4_in_the_grace_of_a_closed_round_nothing_is_read_yet(world: World, anna: Client) -> None:
    give(world, 5)
    close_round(world.round, actor=world.anna, now=world.now)

    assert "Kookclub" not in words_of(anna.get(URL))


def test_promise_p4_after_a_reveal_late_ones_wait_for_enough_others(world: World, anna: Client) -> None:
    give(world, 5)
    reveal(world.round, actor=world.anna, now=world.now)
    assert "Kookclub 4" in words_of(anna.get(URL))

    give(world, 1, missing="Laat")
    assert "Laat 0" not in words_of(anna.get(URL))
    assert "1 persoon gaf nog een suggestie" in words_of(anna.get(URL))

    give(world, 4, missing="Later")
    page = words_of(anna.get(URL))
    assert "Laat 0" in page
    assert "Later 3" in page


def test_promise_p4_a_round_that_is_opened_again_gives_away_no_single_late_one(
    world: World, anna: Client
) -> None:
    give(world, 5)
    end(world)
    anna.get(URL)
    reopen_round(
        world.round,
        reason="x",
        closes_at=world.now.replace(year=world.now.year + 1),
        actor=world.anna,
        now=world.now,
    )
    give(world, 1, missing="Laat")
    end(world)

    page = words_of(anna.get(URL))

    assert "Kookclub 0" in page
    assert "Laat" not in page


def test_in_named_mode_one_is_enough_when_the_round_is_over(world: World, anna: Client) -> None:
    Conversation.objects.update(mode="named", k=1)
    world.round.plan = {**(world.round.plan or {}), "k": 1, "mode": "named"}
    world.round.save()
    give(world, 1)
    assert "Kookclub" not in words_of(anna.get(URL))

    end(world)
    assert "Kookclub 0" in words_of(anna.get(URL))


def test_the_clock_makes_them_readable_too_and_the_conversation_says_so(world: World, anna: Client) -> None:
    give(world, 5)
    end(world)

    call_command("tick")

    assert set(Suggestion.objects.values_list("batch", flat=True)) == {1}
    assert "5 suggesties voor de kaart" in words_of(anna.get(f"/gesprekken/{world.conversation.pk}/"))
    put(world, "De Linde")
    assert "5 suggesties van deelnemers" in words_of(anna.get("/sociale-basis/"))


def readable(world: World, **texts: str) -> Suggestion:
    give(world, 5, **texts)
    end(world)
    call_command("tick")
    return (
        Suggestion.objects.filter(text__contains="0").first()
        or Suggestion.objects.filter(kind="works_with")[0]
    )


def test_a_suggestion_becomes_a_new_entry_that_nobody_confirmed(world: World, anna: Client) -> None:
    one = readable(world)

    page = anna.get(f"{URL}{one.pk}/")
    assert 'value="Kookclub 0"' in text_of(page)
    anna.post(
        f"{URL}{one.pk}/",
        {"what": "new", "name": "Kookclub", "kind": "resident_initiative", "sphere": "communal"},
    )

    made = Actor.objects.get()
    assert (made.name, made.confirmed_on, made.source) == ("Kookclub", None, "suggestie van een deelnemer")
    one.refresh_from_db()
    assert (one.status, one.actor) == ("accepted", made)
    assert "na een suggestie" in words_of(anna.get(f"/sociale-basis/{made.pk}/"))


def test_a_suggestion_is_recognised_as_somebody_on_the_map_and_tied(world: World, anna: Client) -> None:
    actor, other = put(world, "Kookclub"), put(world, "De Linde")
    one = readable(world)

    page = anna.get(f"{URL}{one.pk}/")
    assert f'value="{actor.pk}" selected' in text_of(page)
    anna.post(f"{URL}{one.pk}/", {"what": "existing", "actor": str(actor.pk), "other": str(other.pk)})

    made = Tie.objects.get()
    assert {made.source, made.target} == {actor, other}
    assert (made.confirmed_by_source, made.confirmed_by_target) == (None, None)


def test_two_who_decide_about_one_suggestion_put_it_on_the_map_once(world: World, anna: Client) -> None:
    one = readable(world)
    wish = {"what": "new", "name": "Kookclub", "kind": "resident_initiative", "sphere": "communal"}

    anna.post(f"{URL}{one.pk}/", wish)
    second = anna.post(f"{URL}{one.pk}/", {**wish, "name": "De kookclub"}, follow=True)
    aside = anna.post(f"{URL}{one.pk}/", {"what": "aside"}, follow=True)

    assert Actor.objects.get().name == "Kookclub"
    assert "is al beslist" in words_of(second)
    assert "is al beslist" in words_of(aside)
    one.refresh_from_db()
    assert one.status == "accepted"


def test_a_suggestion_does_not_put_a_name_on_the_map_twice(world: World, anna: Client) -> None:
    put(world, "Kookclub")
    one = readable(world)
    wish = {"what": "new", "name": "kookclub", "kind": "resident_initiative", "sphere": "communal"}

    page = anna.post(f"{URL}{one.pk}/", wish)

    assert page.status_code == 422
    assert "Deze naam staat al op de kaart" in words_of(page)
    assert Actor.objects.count() == 1


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "Kies wat je hiermee doet"),
        ({"what": "existing"}, "Kies wie op de kaart je bedoelt"),
        ({"what": "new", "name": ""}, "Vul de naam in"),
        ({"what": "new", "name": "x"}, "Kies wat het is"),
    ],
)
def test_half_a_decision_is_refused_in_words(
    world: World, anna: Client, form: dict[str, str], said: str
) -> None:
    put(world, "De Linde")
    one = readable(world)

    page = anna.post(f"{URL}{one.pk}/", form)

    assert page.status_code == 422
    assert said in words_of(page)


def test_an_idea_is_kept_for_the_conversation_and_puts_nobody_on_the_map(world: World, anna: Client) -> None:
    readable(world, stronger="Samen eten")
    one = Suggestion.objects.filter(kind="stronger")[0]
    page = anna.get(f"{URL}{one.pk}/")
    assert "Bewaar als idee voor het gesprek" in words_of(page)
    assert "Wie op de kaart?" not in words_of(page)

    anna.post(f"{URL}{one.pk}/", {"what": "idea"})

    assert "Ideeën om mee te nemen naar het gesprek Samen eten" in words_of(anna.get(URL))
    assert not Actor.objects.exists()


def test_who_is_meant_on_both_sides_is_filled_in(world: World, anna: Client) -> None:
    mosque, house = put(world, "Moskee Lindeveen"), put(world, "Taalhuis")
    give(world, 5, missing="", works_with="Taalhuis", about="moskee lindeveen")
    end(world)
    call_command("tick")
    one = Suggestion.objects.filter(kind="works_with")[0]

    page = text_of(anna.get(f"{URL}{one.pk}/"))

    assert f'value="{house.pk}" selected' in page
    assert f'value="{mosque.pk}" selected' in page


def test_a_suggestion_is_put_aside_and_taken_back(world: World, anna: Client) -> None:
    one = readable(world)

    anna.post(f"{URL}{one.pk}/", {"what": "aside"})
    assert "1 suggestie is bekeken" in words_of(anna.get(URL))
    anna.post(f"{URL}{one.pk}/terug/")

    one.refresh_from_db()
    assert one.status == "waiting"


def test_promise_p3_a_stranger_reads_and_sorts_nothing(world: World, chris: Client) -> None:
    one = readable(world)

    answers = [
        chris.get(f"{URL}{one.pk}/").status_code,
        chris.post(f"{URL}{one.pk}/", {"what": "aside"}).status_code,
        chris.post(f"{URL}{one.pk}/terug/").status_code,
        chris.post(f"{URL}gesprek/{world.conversation.pk}/", {"vragen": "aan"}).status_code,
        chris.get(f"{URL}{uuid4()}/").status_code,
    ]

    assert answers == [404] * 5
    assert "Kookclub" not in words_of(chris.get(URL))
    one.refresh_from_db()
    assert one.status == "waiting"


def test_promise_p7_suggestions_go_with_their_conversation(world: World) -> None:
    give(world, 5)

    world.conversation.rounds.all().delete()

    assert not (Suggestion.objects.exists())
    assert not (Suggested.objects.exists())


def test_promise_p6_no_table_of_suggestions_has_a_time(world: World) -> None:
    with connection.cursor() as cursor:
        tables = [model._meta.db_table for model in (Suggestion, Suggested)]
        columns = {
            column.name: connection.introspection.get_field_type(column.type_code, column)
            for table in tables
            for column in connection.introspection.get_table_description(cursor, table)
        }

    assert not [name for name, kind in columns.items() if "Date" in str(kind) or "Time" in str(kind)]


def test_after_closing_the_facilitator_reads_what_was_asked_and_has_nothing_to_switch(
    world: World, anna: Client
) -> None:
    switch(world)
    address = f"/gesprekken/{world.conversation.pk}/1/invullen/"
    assert "Stel deze vragen niet" in words_of(anna.get(address))
    end(world)

    page = words_of(anna.get(address))

    assert "Stel deze vragen niet" not in page
    assert "kon daarna drie korte vragen beantwoorden" in page


def test_the_questions_are_offered_only_while_the_round_takes_answers(world: World) -> None:
    switch(world)
    phone = sent_phone()
    assert "Naar de drie vragen" in words_of(phone.get("klaar/"))
    end(world)

    assert "Naar de drie vragen" not in words_of(phone.get("klaar/"))
    assert phone.post("samen/", missing="Kookclub").status_code == 302
    assert not Suggestion.objects.exists()
