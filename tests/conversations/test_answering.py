"""Answering: pages of questions, saving at every step, checking, sending, and what comes after."""

from __future__ import annotations

from datetime import timedelta
from html import escape
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from samenspraak.conversations import access
from samenspraak.conversations.models import Conversation, Participant, Remark, Response, Round
from samenspraak.conversations.queries.answering import Visit, response_of, visit_of
from samenspraak.conversations.queries.overview import Standing
from samenspraak.conversations.queries.tokens import Token, signed
from samenspraak.conversations.services.answering import finish_due_rounds, finish_round, withdraw
from samenspraak.conversations.views.own_result import own_wheel, own_words
from tests.conftest import World, plan_of
from tests.conversations.phones import HERE, Phone, checked, hidden, move, text_of


@pytest.fixture(autouse=True)
def no_wrong_codes_yet() -> None:
    cache.clear()


@pytest.fixture
def phone(world: World) -> Phone:
    one = Phone()
    one.begin()
    return one


def lay_out(world: World, pages: str) -> None:
    world.round.pages = pages
    world.round.save(update_fields=["pages"])


def cells(phone: Phone) -> str:
    return phone.sheet().sheet


# Pages


def test_one_question_per_page_says_which_one_in_title_and_heading(phone: Phone) -> None:
    page = text_of(phone.get("vragen/2/"))

    assert "<title>Vraag 2 van 6 · Rondkomen in Waterdorp</title>" in page
    assert 'Vraag 2 van 6<span class="visually-hidden">: </span></span> We werken samen.</h1>' in page
    assert page.count("<h1>") == 1


def test_a_page_explains_and_preselects_nothing(phone: Phone) -> None:
    response = phone.get("vragen/1/")

    assert "Kijk naar je eigen buurt." in text_of(response)
    assert "Werkt en is geborgd" in text_of(response)
    assert 'answer--aside"><input type="radio" name="A1" value="?">' in text_of(response)
    assert checked(response) == set()


def test_the_remark_of_a_theme_stands_on_its_last_page(phone: Phone) -> None:
    pages = [text_of(phone.get(f"vragen/{number}/")) for number in range(1, 7)]

    assert ["<textarea" in page for page in pages] == [False, False, True, False, False, True]


def test_a_theme_per_page_says_which_theme(world: World, phone: Phone) -> None:
    lay_out(world, Conversation.Pages.THEME)

    page = text_of(phone.get("vragen/2/"))

    assert "<title>Thema 2 van 2: Samen doen · " in page
    assert "<h1>Thema 2 van 2: Samen doen</h1>" in page
    assert page.count("<fieldset") == 3


def test_everything_on_one_page_has_every_question(world: World, phone: Phone) -> None:
    lay_out(world, Conversation.Pages.ALL)

    page = text_of(phone.get("vragen/1/"))

    assert page.count("<fieldset") == 6
    assert page.count("<textarea") == 2
    assert phone.get("vragen/2/").status_code == 404


def test_a_sheet_of_a_visit_knows_what_it_has_not_read(phone: Phone) -> None:
    Response.objects.update(shown_group="beleid")

    sheet = response_of("WATER234", phone.sheet().pk)
    assert sheet is not None
    sheet.save()

    assert sheet.shown_group == Response.objects.get().shown_group == "beleid"


def test_residents_skip_what_is_not_for_them(world: World) -> None:
    phone = Phone()
    phone.begin("bewoners")

    assert "Vraag 1 van 5" in text_of(phone.get("vragen/1/"))
    assert "We werken samen." not in text_of(phone.get("vragen/2/"))


def test_an_answer_to_a_question_for_others_is_ignored(world: World) -> None:
    lay_out(world, Conversation.Pages.ALL)
    phone = Phone()
    phone.begin("bewoners")

    phone.post("vragen/1/", A1="3", A2="3")

    assert cells(phone) == "3-----"


def test_the_page_can_be_read_in_english(phone: Phone) -> None:
    phone.client.cookies["taal"] = "en"

    assert "We work together." in text_of(phone.get("vragen/2/"))


def test_choosing_a_language_leads_back_to_the_question(phone: Phone) -> None:
    page = phone.get("vragen/2/")

    response = phone.client.post("/taal/", {"language": "en", "next": hidden(page, "next")})

    assert response["Location"] == "/mee/WATER234/vragen/2/"


def test_a_page_is_the_same_for_everybody_but_for_what_is_theirs(world: World) -> None:
    one, other = Phone(), Phone()
    one.begin()
    other.begin()
    one.post("vragen/1/", A1="4")

    assert checked(one.get("vragen/1/")) == {"A1=4"}
    assert checked(other.get("vragen/1/")) == set()
    assert hidden(one.get("vragen/1/"), "blad") != hidden(other.get("vragen/1/"), "blad")


def test_a_title_cannot_bring_markup_or_slots_into_a_page(world: World) -> None:
    world.conversation.title = "<script>x</script> \ue000token\ue001"
    world.conversation.save()
    phone = Phone()
    phone.begin()

    page = text_of(phone.get("vragen/1/"))

    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page
    assert page.count(hidden(phone.get("vragen/1/"), "blad")) == 1


def test_no_page_of_a_person_is_kept_by_a_cache(phone: Phone) -> None:
    for rest in ("", "vragen/", "vragen/1/", "controleren/", "kaart/"):
        assert phone.get(rest)["Cache-Control"] == "no-store, private"


# Steps


def test_next_saves_and_goes_on(phone: Phone) -> None:
    response = phone.post("vragen/1/", A1="4", naar="volgende")

    assert (response.status_code, response["Location"]) == (303, "/mee/WATER234/vragen/2/")
    assert cells(phone) == "4-----"


def test_previous_saves_too(phone: Phone) -> None:
    response = phone.post("vragen/2/", A2="?", naar="vorige")

    assert response["Location"] == "/mee/WATER234/vragen/1/"
    assert cells(phone) == "-?----"


def test_a_question_may_be_skipped(phone: Phone) -> None:
    assert phone.post("vragen/1/")["Location"] == "/mee/WATER234/vragen/2/"
    assert phone.post("vragen/6/")["Location"] == "/mee/WATER234/controleren/"


def test_going_on_later_saves_and_shows_the_code(phone: Phone) -> None:
    assert phone.post("vragen/1/", A1="4", naar="kaart")["Location"] == "/mee/WATER234/kaart/"
    assert cells(phone) == "4-----"


def test_starting_again_leads_to_the_first_open_question(phone: Phone) -> None:
    phone.post("vragen/1/", A1="4")
    phone.post("vragen/2/", A2="4")

    assert phone.get("vragen/")["Location"] == "/mee/WATER234/vragen/3/"


def test_the_script_gets_the_next_address_as_json(phone: Phone) -> None:
    response = phone.client.post(
        "/mee/WATER234/vragen/1/", {"A1": "2"}, headers={**HERE, "accept": "application/json"}
    )

    assert response.json() == {"next": "/mee/WATER234/vragen/2/"}
    assert cells(phone) == "2-----"


def test_fields_of_another_page_and_unknown_fields_change_nothing(world: World, phone: Phone) -> None:
    phone.post("vragen/1/", A1="4", A2="4", Z9="x", status="sent", group="bewoners")

    assert cells(phone) == "4-----"
    assert phone.sheet().group == world.group("beleid")


@pytest.mark.parametrize("mark", ["6", "x", "33", "3 ", "<b>", "\x00", "-1"])
def test_an_unknown_mark_is_refused_in_words_and_the_rest_is_kept(
    world: World, phone: Phone, mark: str
) -> None:
    lay_out(world, Conversation.Pages.THEME)

    response = phone.post("vragen/1/", A1=mark, A2="2")

    assert response.status_code == 422
    assert "<title>Fout: Thema 1" in text_of(response)
    assert '<a href="#A1">We weten hoe het gaat.</a>' in text_of(response)
    assert 'id="A1_fout"' in text_of(response)
    assert cells(phone) == "-2----"
    assert checked(response) == {"A2=2"}


def test_a_remark_that_is_too_long_stays_in_the_field(phone: Phone) -> None:
    long = "é<b>" + "x" * 1000

    response = phone.post("vragen/3/", A__belang="2", A__opmerking=long)

    assert response.status_code == 422
    assert escape(long) in text_of(response)
    assert "<b>xx" not in text_of(response)
    assert "er passen 1000 tekens in" in text_of(response)
    assert 'aria-invalid="true"' in text_of(response)
    assert cells(phone) == "--2---"
    assert Remark.objects.count() == 0


def test_a_remark_is_kept_cleaned_and_comes_back_as_text(phone: Phone) -> None:
    phone.post(
        "vragen/3/", A__opmerking=" Goed\u202e werk\x00\r\n</textarea><script>alert(1)</script> \u200b"
    )

    page = text_of(phone.get("vragen/3/"))

    assert Remark.objects.get().text == "Goed werk\n</textarea><script>alert(1)</script>"
    assert "&lt;/textarea&gt;&lt;script&gt;" in page
    assert "<script>alert" not in page


def test_an_emptied_remark_is_gone(phone: Phone) -> None:
    phone.post("vragen/3/", A__opmerking="Goed werk")
    shown = hidden(phone.get("vragen/3/"), "getoond")

    phone.post("vragen/3/", A__opmerking="", getoond=shown)

    assert Remark.objects.count() == 0


def test_a_changed_remark_waits_for_the_facilitator_again(phone: Phone) -> None:
    phone.post("vragen/3/", A__opmerking="Goed werk")
    Remark.objects.update(status=Remark.Status.RELEASED)

    phone.post("vragen/3/", A__opmerking="Slecht werk")

    assert Remark.objects.get().status == Remark.Status.WAITING


def test_bytes_that_are_no_text_do_no_harm(phone: Phone) -> None:
    body = b"A-opmerking=%FF%FEslecht%C0&A-belang=%80&naar=volgende"

    response = phone.client.post(
        "/mee/WATER234/vragen/3/", body, content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 422
    assert Remark.objects.get().text.endswith("slecht\ufffd")


@pytest.mark.parametrize("path", ["vragen/3/", "", "controleren/"])
def test_a_body_of_ten_megabytes_gets_a_clear_answer(phone: Phone, path: str) -> None:
    response = phone.client.post(
        f"/mee/WATER234/{path}", b"A=" + b"x" * 10_000_000, content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 413
    assert "te groot" in text_of(response)


def test_two_tabs_with_everything_on_one_page_do_not_undo_each_other(world: World, phone: Phone) -> None:
    lay_out(world, Conversation.Pages.ALL)
    phone.post("vragen/1/", A1="1", A__opmerking="Eerst")
    old = hidden(phone.get("vragen/1/"), "getoond")

    phone.post("vragen/1/", A1="5", A__opmerking="Daarna", getoond=old)
    phone.post("vragen/1/", A1="1", B1="2", A__opmerking="Eerst", getoond=old)

    assert cells(phone) == "5--2--"
    assert Remark.objects.get().text == "Daarna"


def test_an_old_tab_without_the_hidden_field_still_saves(phone: Phone) -> None:
    phone.post("vragen/1/", A1="5", getoond="niet van hier")

    assert cells(phone) == "5-----"


def test_the_hidden_token_goes_before_the_cookie(world: World) -> None:
    anke, bert = Phone(), Phone()
    anke.begin()
    bert.begin()
    old_tab = hidden(anke.get("vragen/1/"), "blad")

    bert.post("vragen/1/", A1="5", blad=old_tab)

    assert cells(anke) == "5-----"
    assert cells(bert) == "------"


def test_a_changed_token_saves_nothing(phone: Phone) -> None:
    token = hidden(phone.get("vragen/1/"), "blad")

    response = phone.post("vragen/1/", A1="5", blad=token[:-1] + ("A" if token[-1] != "A" else "B"))

    assert response.status_code == 409
    assert cells(phone) == "------"


def test_a_token_of_another_round_saves_nothing(world: World, phone: Phone) -> None:
    elsewhere = second_round(world, code="VRQEG234")
    other = Phone(code=elsewhere.code)
    other.begin()

    response = phone.post("vragen/1/", A1="5", blad=hidden(other.get("vragen/1/"), "blad"))

    assert response.status_code == 409
    assert "hoort niet bij deze ronde" in text_of(response)
    assert cells(phone) == cells(other) == "------"


def test_a_stranger_is_led_to_the_start(world: World) -> None:
    for rest in ("vragen/", "vragen/1/", "controleren/", "klaar/", "kaart/"):
        assert Phone().get(rest)["Location"] == "/mee/WATER234/"


def test_a_page_takes_few_questions_to_the_database(phone: Phone, django_assert_max_num_queries: Any) -> None:
    phone.get("vragen/1/")

    with django_assert_max_num_queries(2):
        phone.get("vragen/1/")
    with django_assert_max_num_queries(5):
        phone.post("vragen/1/", A1="3")


# Checking and sending


def test_the_overview_shows_every_answer_in_words_with_a_way_to_change_it(phone: Phone) -> None:
    phone.post("vragen/1/", A1="4")
    phone.post("vragen/3/", A__opmerking="Het <i>buurthuis</i>")

    page = text_of(phone.get("controleren/"))

    assert "Werkt</dd>" in page
    assert "Het &lt;i&gt;buurthuis&lt;/i&gt;" in page
    assert 'href="/mee/WATER234/vragen/1/?na=controleren#A1"' in page
    assert "Je hebt 1 van de 6 vragen beantwoord" in page
    assert page.index("Nog niet ingevuld") < page.index("We werken samen.")


def test_changing_from_the_overview_leads_back_to_it(phone: Phone) -> None:
    page = phone.client.get("/mee/WATER234/vragen/2/?na=controleren")

    response = phone.post("vragen/2/?na=controleren", A2="1", naar="controleren")

    assert "Opslaan en terug naar het overzicht" in text_of(page)
    assert 'action="/mee/WATER234/vragen/2/?na=controleren"' in text_of(page)
    assert response["Location"] == "/mee/WATER234/controleren/"


def test_only_sending_makes_a_sheet_count(phone: Phone) -> None:
    phone.post("vragen/1/", A1="4")
    assert phone.sheet().status == Response.Status.BEGUN

    response = phone.send()

    assert response["Location"] == "/mee/WATER234/klaar/"
    assert phone.sheet().status == Response.Status.SENT


def test_an_empty_sheet_is_not_sent(phone: Phone) -> None:
    response = phone.send()

    assert response.status_code == 422
    assert "Vul eerst minstens één vraag in" in text_of(response)
    assert phone.sheet().status == Response.Status.BEGUN


def test_a_change_after_sending_is_part_of_what_was_sent(phone: Phone) -> None:
    phone.post("vragen/1/", A1="4")
    phone.send()

    phone.post("vragen/1/?na=controleren", A1="2", naar="controleren")

    assert cells(phone) == "2-----"
    assert phone.sheet().status == Response.Status.SENT
    assert "telt meteen mee" in text_of(phone.get("controleren/"))


def close(world: World, *, ago: timedelta) -> None:
    move(world.round, closes_at=timezone.now() - ago)


def test_a_sheet_begun_in_time_may_still_be_sent_for_a_quarter_of_an_hour(world: World, phone: Phone) -> None:
    close(world, ago=timedelta(minutes=14))

    assert "net gesloten" in text_of(phone.get("vragen/1/"))
    phone.post("vragen/1/", A1="4")
    phone.send()

    assert (phone.sheet().status, cells(phone)) == (Response.Status.SENT, "4-----")


def test_the_quarter_of_an_hour_holds_when_the_facilitator_closed(world: World, phone: Phone) -> None:
    close(world, ago=timedelta(minutes=1))
    Round.objects.update(status=Round.Status.CLOSED)

    assert phone.post("vragen/1/", A1="4").status_code == 303


def test_after_that_the_words_that_came_too_late_are_given_back(world: World, phone: Phone) -> None:
    phone.post("vragen/1/", A1="4")
    close(world, ago=timedelta(minutes=16))

    step = phone.post("vragen/3/", A__opmerking="Nog iets")
    sent = phone.send()

    assert step.status_code == sent.status_code == 410
    assert "Nog iets" in text_of(step)
    assert "Ze zijn niet weg" in text_of(sent)
    assert "Werkt</dd>" in text_of(sent)
    assert (phone.sheet().status, cells(phone)) == (Response.Status.BEGUN, "4-----")


# Afterwards


def test_thanks_comes_only_after_sending(phone: Phone) -> None:
    assert phone.get("klaar/")["Location"] == "/mee/WATER234/vragen/"


def test_thanks_says_where_you_stand_in_the_words_of_the_scale(phone: Phone) -> None:
    phone.post("vragen/1/", A1="4")
    phone.post("vragen/2/", A2="?")
    phone.send()

    page = text_of(phone.get("klaar/"))

    assert '‘Werkt’ <small class="n">1 van 2 stellingen</small>' in page
    assert "Geen antwoord, of “weet ik niet”" in page
    assert "Je antwoorden zijn verstuurd." in page


def standing(letter: str, value: float | None) -> Standing:
    return Standing(letter, f"Thema {letter}", value, 1, 2, ("Niet", "Op weg", "Wel"))


def test_the_own_wheel_has_the_own_numbers_in_its_table() -> None:
    drawing = own_wheel([standing("A", 2.5), standing("B", None), standing("C", 1)])

    assert drawing is not None
    assert [row[:2] for row in drawing.chart.rows] == [
        ("A Thema A", "2,5"),
        ("B Thema B", ""),
        ("C Thema C", "1,0"),
    ]
    assert "geen antwoord" in drawing.chart.rows[1]


def test_there_is_no_own_wheel_of_two_themes() -> None:
    assert own_wheel([standing("A", 2), standing("B", 2)]) is None


@pytest.mark.parametrize(
    ("value", "words"),
    [(1, "‘Niet’"), (1.5, "tussen ‘Niet’ en ‘Op weg’"), (1.8, "‘Op weg’"), (3, "‘Wel’"), (None, "")],
)
def test_the_own_place_is_named_as_the_groups_place_is(value: float | None, words: str) -> None:
    assert own_words(standing("A", value)) == words


def test_the_card_has_the_code_in_blocks_and_where_to_type_it(phone: Phone) -> None:
    code = phone.token().code

    page = text_of(phone.get("kaart/"))

    assert f"{code[:4]}-{code[4:8]}-{code[8:]}" in page
    assert "http://testserver/terug/" in page


def come_back(code: str) -> tuple[Phone, Any]:
    device = Phone()
    return device, device.client.post("/terug/", {"code": code})


def test_the_return_code_opens_the_same_sheet_elsewhere(phone: Phone) -> None:
    phone.post("vragen/1/", A1="4")
    code = phone.token().code.lower()

    laptop, response = come_back(f" {code[:4]} {code[4:8]}-{code[8:]} ")

    assert response["Location"] == "/mee/WATER234/vragen/"
    assert laptop.sheet().pk == phone.sheet().pk
    assert checked(laptop.get("vragen/1/")) == {"A1=4"}


def test_wrong_and_erased_codes_get_the_same_answer(phone: Phone) -> None:
    code = phone.token().code
    phone.post("kaart/", actie="wis", zeker="1")

    _, erased = come_back(code)
    _, wrong = come_back("ABCDABCDABCD")

    assert erased.status_code == wrong.status_code == 404
    assert text_of(erased).replace(code, "") == text_of(wrong).replace("ABCDABCDABCD", "")


def test_many_wrong_return_codes_are_slowed_down(phone: Phone) -> None:
    statuses = [come_back("ABCDABCDABCD")[1].status_code for _ in range(32)]

    assert statuses[0] == 404
    assert statuses[-1] == 429
    assert come_back(phone.token().code)[1].status_code == 302


def test_erasing_the_code_asks_once_more_and_leaves_the_answers(phone: Phone) -> None:
    phone.post("vragen/1/", A1="4")

    sure = phone.post("kaart/", actie="wis")
    assert Participant.objects.count() == 1
    phone.post("kaart/", actie="wis", zeker="1")

    assert "Wil je je code wissen?" in text_of(sure)
    assert Participant.objects.count() == 0
    assert cells(phone) == "4-----"
    assert "Je code is gewist" in text_of(phone.get("kaart/"))
    assert phone.post("vragen/1/", A1="5").status_code == 303


def test_withdrawing_deletes_answers_and_remarks_at_once(phone: Phone) -> None:
    phone.post("vragen/1/", A1="4")
    phone.post("vragen/3/", A__opmerking="Weg ermee")
    phone.send()

    response = phone.post("kaart/", actie="trek-in", zeker="1")

    assert "ingetrokken" in text_of(response)
    assert Response.objects.count() == Remark.objects.count() == Participant.objects.count() == 0
    assert phone.get("vragen/1/")["Location"] == "/mee/WATER234/"


def test_withdrawing_what_a_picture_has_shown_keeps_only_its_place(phone: Phone) -> None:
    phone.post("vragen/1/", A1="4")
    phone.send()
    sheet = phone.sheet()
    Response.objects.update(shown_sheet=sheet.sheet, shown_group="beleid", name="Sanne", people=4)

    phone.post("kaart/", actie="trek-in", zeker="1")

    sheet.refresh_from_db()
    assert (sheet.status, sheet.sheet, sheet.shown_sheet) == (Response.Status.WITHDRAWN, "-" * 6, "-" * 6)
    assert (sheet.participant, sheet.name) == (None, "")


def test_an_old_tab_cannot_write_on_a_withdrawn_sheet(phone: Phone) -> None:
    token = hidden(phone.get("vragen/1/"), "blad")
    phone.post("vragen/1/", A1="4")
    phone.send()
    Response.objects.update(shown_sheet="4-----")
    phone.post("kaart/", actie="trek-in", zeker="1")

    response = phone.post("vragen/1/", A1="5", blad=token)

    assert response.status_code == 409
    assert Response.objects.get().sheet == "------"


@pytest.mark.parametrize("shown", ["", "4-----"])
@pytest.mark.parametrize(
    ("page", "fields"),
    [
        ("vragen/3/", {"A__opmerking": "Goed"}),
        ("controleren/", {}),
        ("kaart/", {"actie": "trek-in", "zeker": "1"}),
    ],
)
def test_a_form_that_crosses_a_withdrawal_says_that_nothing_was_kept(
    phone: Phone, monkeypatch: pytest.MonkeyPatch, shown: str, page: str, fields: dict[str, str]
) -> None:
    """The other tab withdraws after this one was let in, and before it writes."""
    phone.post("vragen/1/", A1="4")
    Response.objects.update(shown_sheet=shown)

    def and_then_withdrawn(*args: Any) -> Visit | None:
        visit = visit_of(*args)
        monkeypatch.undo()
        if visit:
            withdraw(visit)
        return visit

    monkeypatch.setattr(access, "visit_of", and_then_withdrawn)

    response = phone.post(page, **fields)

    assert response.status_code == (200 if page == "kaart/" else 409)
    assert not Remark.objects.exists()
    assert not Response.objects.filter(status=Response.Status.SENT).exists()


def test_withdrawing_after_closing_is_explained(world: World, phone: Phone) -> None:
    phone.post("vragen/1/", A1="4")
    close(world, ago=timedelta(minutes=16))

    response = phone.post("kaart/", actie="trek-in", zeker="1")

    assert response.status_code == 410
    assert cells(phone) == "4-----"


def test_done_on_this_device_leaves_nothing_on_it(phone: Phone) -> None:
    phone.post("vragen/1/", A1="4")
    phone.send()

    response = phone.post("klaar/", actie="klaar")

    assert "Klaar op dit apparaat" in text_of(response)
    assert phone.client.cookies["blad"].value == ""
    assert phone.get("klaar/")["Location"] == "/mee/WATER234/"


# The next round


def second_round(world: World, *, code: str = "NEXT2345", number: int = 2) -> Round:
    first = world.round
    return Round.objects.create(
        conversation=world.conversation,
        number=number,
        status=Round.Status.OPEN,
        code=code,
        opens_at=world.now - timedelta(hours=1),
        closes_at=world.now + timedelta(days=7),
        instrument=first.instrument,
        questions=first.questions,
        plan=plan_of(world.conversation),
        purpose=first.purpose,
        pages=first.pages,
        invitation_key="a" * 64,
    )


def end(world: World) -> None:
    close(world, ago=timedelta(minutes=16))
    Round.objects.filter(pk=world.round.pk).update(status=Round.Status.CLOSED)
    world.round.refresh_from_db()


@pytest.fixture
def sent(phone: Phone) -> Phone:
    phone.post("vragen/1/", A1="4")
    phone.post("vragen/3/", A__opmerking="Goed")
    phone.send()
    return phone


def test_who_kept_the_code_is_the_same_person_in_the_next_round(world: World, sent: Phone) -> None:
    first = sent.sheet()
    sent.post("klaar/", actie="bewaar")
    end(world)
    finish_round(world.round, now=timezone.now())
    second_round(world)

    again, response = come_back(sent.token().code)
    again.code = "NEXT2345"
    welcome = again.get()
    page = again.client.get("/mee/NEXT2345/?stap=wie")
    again.post("", stap="begin", group="beleid", key=hidden(page, "key"), blad=hidden(page, "blad"))

    assert response["Location"] == "/mee/NEXT2345/"
    assert "als dezelfde persoon als de vorige keer" in text_of(welcome)
    new = Response.objects.get(round__code="NEXT2345")
    first.refresh_from_db()
    assert new.participant is not None
    assert new.participant == first.participant
    assert "Vorige keer zei je: Werkt." in text_of(again.get("vragen/1/"))
    assert checked(again.get("vragen/1/")) == set()


def test_who_did_not_keep_the_code_is_cut_loose_and_still_sees_what_came_out(
    world: World, sent: Phone
) -> None:
    sheet, code = sent.sheet(), sent.token().code
    end(world)
    finish_round(world.round, now=timezone.now())
    second_round(world)

    back, response = come_back(code)

    sheet.refresh_from_db()
    assert sheet.participant is None
    assert Participant.objects.get().sent_in == world.round
    assert response["Location"] == "/mee/WATER234/klaar/"
    page = text_of(back.get("klaar/"))
    assert "horen niet meer bij je code" in page
    assert "Zo zie jij het" not in page


def test_a_code_without_a_sent_sheet_is_erased_when_the_round_is_over(world: World, phone: Phone) -> None:
    code = phone.token().code
    end(world)

    finish_round(world.round, now=timezone.now())

    assert Participant.objects.count() == 0
    assert Response.objects.get().status == Response.Status.BEGUN
    assert come_back(code)[1].status_code == 404


def test_ties_stay_until_the_last_quarter_of_an_hour_is_over(world: World, sent: Phone) -> None:
    close(world, ago=timedelta(minutes=14))
    Round.objects.update(status=Round.Status.CLOSED)
    world.round.refresh_from_db()

    assert finish_round(world.round, now=timezone.now()) is False
    assert sent.sheet().participant is not None
    assert Round.objects.get().invitation_key


def test_finishing_twice_changes_nothing(world: World, sent: Phone) -> None:
    end(world)

    assert finish_due_rounds(timezone.now()) == 1
    before = list(Response.objects.values()), list(Participant.objects.values()), list(Round.objects.values())
    assert finish_due_rounds(timezone.now()) == 0
    finish_round(world.round, now=timezone.now())

    assert before == (
        list(Response.objects.values()),
        list(Participant.objects.values()),
        list(Round.objects.values()),
    )


def test_a_kept_code_is_kept_for_two_years_at_most_and_can_be_let_go(world: World, sent: Phone) -> None:
    sent.post("klaar/", actie="bewaar")
    kept = Participant.objects.get()
    assert kept.keep
    assert kept.kept_until is not None
    assert timedelta(days=670) < kept.kept_until - world.now.date() <= timedelta(days=731)

    finish_due_rounds(timezone.now() + timedelta(days=800))
    assert Participant.objects.count() == 0


def test_keeping_the_code_can_be_taken_back(sent: Phone) -> None:
    sent.post("klaar/", actie="bewaar")

    sent.post("klaar/", actie="laat-los")

    assert not Participant.objects.get().keep


def test_another_group_takes_the_answers_off_that_are_not_for_it(world: World) -> None:
    phone, key = Phone(), str(uuid4())
    phone.begin("beleid", key=key)
    phone.post("vragen/1/", A1="3")
    phone.post("vragen/2/", A2="3")

    phone.begin("bewoners", key=key)

    assert Response.objects.count() == 1
    assert phone.sheet().group == world.group("bewoners")
    assert cells(phone) == "3-----"


def test_the_path_shows_what_is_done_and_what_comes(sent: Phone) -> None:
    page = text_of(sent.get("klaar/"))

    assert "Invullen</a>" in page
    assert "(gedaan)" in page
    assert "Het beeld" in page


def test_a_token_made_for_nobody_opens_nothing(world: World) -> None:
    device = Phone()
    device.client.cookies["blad"] = signed(Token(round=world.round.pk, code="ABCDABCDABCD", response=uuid4()))

    assert device.get("vragen/1/")["Location"] == "/mee/WATER234/"


@pytest.mark.parametrize("cookie", ["", "x", "é", "a.b", "-" * 4000])
def test_a_cookie_that_is_nonsense_opens_nothing(world: World, cookie: str) -> None:
    response = Client(headers={**HERE, "cookie": f"blad={cookie}"}).get("/mee/WATER234/vragen/1/")

    assert response["Location"] == "/mee/WATER234/"
