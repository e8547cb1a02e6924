"""Placing cards: one card a screen, saved apart, told in one line; on the phone, on paper and in a file."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samenspraak.conversations.wording.questions import audience_words, minutes
from samenspraak.core.cards import LocalCard, with_cards
from samenspraak.core.sheet import cell, question_list
from tests.conftest import World
from tests.conversations.cards import lay_cards
from tests.conversations.facilitators import url
from tests.conversations.phones import Phone, checked, hidden, text_of


@pytest.fixture
def cards(world: World) -> World:
    return lay_cards(world)


def begun(group: str = "beleid") -> Phone:
    phone = Phone()
    phone.begin(group)
    return phone


def said(phone: Phone, world: World) -> dict[str, str]:
    sheet = phone.sheet().sheet
    marks = {item.id: cell(sheet, world.questions, item) for item in world.questions.closed}
    return {item: mark for item, mark in marks.items() if mark != "-"}


def words(response: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text_of(response)).split())


# The pages


def test_one_card_is_one_screen(cards: World) -> None:
    phone = begun()

    first, second, third = (phone.get(f"vragen/{number}/") for number in (1, 2, 3))

    assert "Vraag 1 van 1" in words(first)
    assert "Kaart 1 van 3" in words(second)
    assert "Kaart 2 van 3" in words(third)
    assert text_of(second).count("data-card=") == 1
    assert re.findall(r'data-facet="(\w+)"', text_of(second)) == [
        "belongs", "sphere", "expectation", "realism", "strength",
    ]  # fmt: skip


def test_a_card_shows_its_own_name_and_each_question_once(cards: World) -> None:
    page = words(begun().get("vragen/3/"))

    assert "Buren die opletten" in page
    assert "Hoort dit erbij?" in page
    assert "Buren die opletten: Hoort dit erbij?" not in page
    assert "Wat mensen samen opzetten." in page


def test_all_cards_of_a_theme_are_one_page(world: World) -> None:
    lay_cards(world, pages="theme")
    page = begun().get("vragen/2/")

    assert "Thema 2 van 3: Familie en buren" in words(page)
    assert text_of(page).count("data-card=") == 2


def test_residents_are_not_asked_what_they_expect(cards: World) -> None:
    page = text_of(begun("bewoners").get("vragen/2/"))

    assert re.findall(r'data-facet="(\w+)"', page) == ["belongs", "sphere", "strength"]


def test_a_mixed_table_gets_every_question_about_every_card(cards: World) -> None:
    phone = Phone()
    phone.begin(group="", together="on", people="4", mixed="on")

    cards_there = [text_of(phone.get(f"vragen/{number}/")) for number in range(1, 6)]

    assert "Het loket" in cards_there[4]
    assert 'name="P1-buren-verwacht"' in cards_there[2]


def test_the_makers_own_sphere_is_never_told(cards: World) -> None:
    page = begun().get("vragen/2/")

    assert checked(page) == set()
    assert 'laid=""' in text_of(page)


def test_the_drawing_knows_where_the_cards_of_other_pages_lie(cards: World) -> None:
    phone = begun()
    phone.post("vragen/2/", P1__familie__hoort="2", P1__familie__sfeer="1")
    phone.post("vragen/3/", P1__buren__hoort="3")

    assert 'laid="P1-familie:1? P1-buren:out"' in text_of(phone.get("vragen/4/"))
    assert 'laid="P1-buren:out"' in text_of(phone.get("vragen/2/"))


# Saving


def test_a_card_is_kept_with_all_its_answers(cards: World) -> None:
    phone = begun()
    phone.post(
        "vragen/2/",
        P1__familie__hoort="1",
        P1__familie__sfeer="2",
        P1__familie__verwacht="2",
        P1__familie__haalbaar="?",
        P1__familie__sterk="4",
    )

    assert said(phone, cards) == {
        "P1-familie-hoort": "1",
        "P1-familie-sfeer": "2",
        "P1-familie-verwacht": "2",
        "P1-familie-haalbaar": "?",
        "P1-familie-sterk": "4",
    }
    assert checked(phone.get("vragen/2/")) == {f"{item}={mark}" for item, mark in said(phone, cards).items()}


def test_what_was_said_of_a_card_goes_when_it_does_not_belong(cards: World) -> None:
    phone = begun()
    phone.post("vragen/2/", P1__familie__hoort="1", P1__familie__sfeer="2", P1__familie__sterk="4")

    phone.post("vragen/2/", P1__familie__hoort="3", P1__familie__sfeer="2", P1__familie__sterk="4")

    assert said(phone, cards) == {"P1-familie-hoort": "3"}


def test_a_tab_that_stayed_behind_does_not_bring_a_card_back(cards: World) -> None:
    phone = begun()
    phone.post("vragen/2/", P1__familie__hoort="1", P1__familie__sfeer="2")
    behind = phone.get("vragen/2/")
    phone.post("vragen/2/", P1__familie__hoort="3")

    phone.post(
        "vragen/2/",
        getoond=hidden(behind, "getoond"),
        P1__familie__hoort="1",
        P1__familie__sfeer="2",
        P1__familie__sterk="4",
    )

    assert said(phone, cards) == {"P1-familie-hoort": "3"}


def test_two_tabs_each_keep_their_own_card(cards: World) -> None:
    phone = begun()
    one, other = phone.get("vragen/2/"), phone.get("vragen/3/")

    phone.post("vragen/2/", getoond=hidden(one, "getoond"), P1__familie__hoort="1")
    phone.post("vragen/3/", getoond=hidden(other, "getoond"), P1__buren__hoort="2", P1__buren__sfeer="1")

    assert said(phone, cards) == {"P1-familie-hoort": "1", "P1-buren-hoort": "2", "P1-buren-sfeer": "1"}


def test_a_mark_that_does_not_exist_is_refused_and_the_rest_is_kept(cards: World) -> None:
    phone = begun()

    answer = phone.post("vragen/2/", P1__familie__hoort="1", P1__familie__sfeer="9")

    assert answer.status_code == 422
    assert "Familie die helpt: Waar hoort het het meest?" in words(answer)
    assert said(phone, cards) == {"P1-familie-hoort": "1"}


def test_changing_to_a_group_that_is_asked_less_takes_those_answers_off(cards: World) -> None:
    phone, key = Phone(), str(uuid4())
    phone.begin("beleid", key=key)
    phone.post("vragen/2/", P1__familie__hoort="1", P1__familie__verwacht="2", P1__familie__sterk="4")

    phone.begin("bewoners", key=key)

    assert said(phone, cards) == {"P1-familie-hoort": "1", "P1-familie-sterk": "4"}


# Checking and one's own result


def test_the_overview_tells_each_card_in_one_line(cards: World) -> None:
    phone = begun()
    phone.post(
        "vragen/2/",
        P1__familie__hoort="1",
        P1__familie__sfeer="2",
        P1__familie__verwacht="2",
        P1__familie__haalbaar="3",
        P1__familie__sterk="4",
    )
    phone.post("vragen/3/", P1__buren__hoort="3")

    page = words(phone.get("controleren/"))

    line = "Hoort erbij · Gemeenschappelijk · verwacht: Tegen eenzaamheid · haalbaar: Goed haalbaar · hier: Hier sterk"
    assert line in page
    assert "Buren die opletten Hoort er niet bij Wijzig" in page
    assert "Je hebt 2 van de 3 kaarten gelegd en 0 van de 1 andere vragen beantwoord." in page


def test_what_is_still_open_is_told_per_card(cards: World) -> None:
    phone = begun()
    phone.post("vragen/2/", P1__familie__hoort="2", P1__familie__sfeer="2", P1__familie__sterk="?")
    phone.post("vragen/3/", P1__buren__hoort="3")

    page = text_of(phone.get("controleren/"))

    left = page[page.index("Nog niet ingevuld") : page.index('<form class="form"')]
    assert re.findall(r"#([\w-]+)", left) == ["V-kijk", "P1-familie", "I1-bieb"]
    assert "(nog 2 vragen)" in left


def test_the_next_thing_to_do_skips_a_card_that_does_not_belong(cards: World) -> None:
    phone = begun()
    phone.post("vragen/1/", V__kijk="1")
    phone.post("vragen/2/", P1__familie__hoort="3")

    assert phone.get("vragen/")["Location"].endswith("/vragen/3/")


def test_ones_own_result_shows_the_cards_where_they_were_put(cards: World) -> None:
    phone = begun()
    phone.post("vragen/2/", P1__familie__hoort="1", P1__familie__sfeer="2", P1__familie__sterk="4")
    phone.post("vragen/3/", P1__buren__hoort="3")
    phone.send()

    page = words(phone.get("klaar/"))

    own = page[page.index("Zo heb jij de kaarten gelegd") :]
    assert own.index("Gemeenschappelijk 1 kaart") < own.index("Familie die helpt")
    assert (
        own.index("Familie die helpt")
        < own.index("Hoort er niet bij 1 kaart")
        < own.index("Buren die opletten")
    )
    assert "De bibliotheek" not in own
    assert "stellingen" not in page


# On paper and in a file


def test_a_card_of_paper_is_typed_in_one_row(cards: World, anna: Client) -> None:
    page = text_of(anna.get(url(cards.round, "invullen/papier/beleid/")))

    assert page.count("Zo typ je een kaart") == 1
    assert page.count("1 Hoort erbij · 2 Twijfel · 3 Hoort er niet bij") == 1
    assert re.findall(r"<legend>([^<]+)</legend>", page) == [
        "Familie die helpt", "Buren die opletten", "De bibliotheek",
    ]  # fmt: skip


def test_a_typed_sheet_keeps_nothing_of_a_card_that_does_not_belong(cards: World, anna: Client) -> None:
    typed = {"P1-familie-hoort": "1", "P1-familie-sfeer": "3", "P1-buren-hoort": "3", "P1-buren-sterk": "2"}
    anna.post(
        url(cards.round, "invullen/papier/beleid/"),
        {**typed, "sheet_key": str(uuid4()), "people_number": "1"},
    )

    sheet = cards.round.responses.get().sheet
    marks = {item.id: cell(sheet, cards.questions, item) for item in cards.questions.closed}
    assert {item: mark for item, mark in marks.items() if mark != "-"} == {
        "P1-familie-hoort": "1",
        "P1-familie-sfeer": "3",
        "P1-buren-hoort": "3",
    }


def test_what_cannot_be_typed_is_told_at_its_card_and_stays(cards: World, anna: Client) -> None:
    typed = {"P1-familie-hoort": "1", "P1-familie-sfeer": "7"}
    page = text_of(
        anna.post(
            url(cards.round, "invullen/papier/beleid/"),
            {**typed, "sheet_key": str(uuid4()), "people_number": "1"},
        )
    )

    assert "Familie die helpt: Waar hoort het het meest?" in page
    assert "“7” kan hier niet. Kies uit: 1, 2, 3." in page
    assert 'name="P1-familie-sfeer" value="7"' in page


def test_a_row_of_a_file_is_read_back_card_by_card(cards: World, anna: Client) -> None:
    rows = "groep;V-kijk;P1-familie-hoort;P1-familie-sfeer;P1-familie-sterk;P1-buren-hoort;P1-buren-sfeer\n"
    rows += "beleid;samen;yes;Institutioneel;?;no;2\n"
    file = SimpleUploadedFile("bladen.csv", rows.encode("utf-8"))

    page = words(anna.post(url(cards.round, "invullen/invoeren/"), {"file": file, "source": "paper"}))

    assert "P1-familie Hoort erbij · Institutioneel · Weet ik niet" in page
    assert "P1-buren Hoort er niet bij Voer" in page


def test_the_empty_file_explains_every_question_about_a_card(cards: World, anna: Client) -> None:
    csv = anna.get(url(cards.round, "invullen/invoeren/leeg.csv")).content.decode("utf-8-sig")
    book = anna.get(url(cards.round, "invullen/invoeren/leeg.xlsx"))

    assert "P1-familie-hoort,P1-familie-sfeer" in csv.replace(";", ",")
    assert b"P1-familie-haalbaar" in ZipFile(BytesIO(book.content)).read("xl/sharedStrings.xml")


# For who prepares


def test_all_questions_are_told_with_each_card_once(cards: World, anna: Client) -> None:
    page = words(anna.get(url(cards.round, "voorbereiden/vragen/")))

    assert "Dit vragen we: 4 kaarten en 1 vraag." in page
    assert page.count("De bibliotheek") == 1
    assert page.count("Hoort dit erbij?") == 1
    assert "Waar is het vooral goed voor? (niet voor: Bewoners)" in page
    assert "Persoonlijk · Gemeenschappelijk · Institutioneel" in page


def test_who_is_asked_less_is_told_at_the_groups(cards: World) -> None:
    told = {
        audience: audience_words(cards.questions.instrument, audience, cards.questions, "nl")
        for audience in ("gemeente", "bewoners")
    }

    assert told == {"gemeente": "Korter, zoals Beleid", "bewoners": "Korter, zoals Bewoners"}


def test_the_time_that_answering_takes_runs_from_who_is_asked_least_to_who_is_asked_most(
    cards: World,
) -> None:
    many = LocalCard("lokaal-kaart", "P1", "Kaart")
    questions = question_list(
        with_cards(cards.questions.instrument, [replace(many, id=f"lokaal-{n}") for n in range(12)])
    )

    assert (minutes(cards.questions), minutes(questions)) == ("5", "10 tot 15")
