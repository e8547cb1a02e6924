"""Stop 6: what stands in the documents, in every format, and what may never stand in them."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from typing import Any

import pytest
from django.test import Client
from docx import Document as Word
from pypdf import PdfReader

from samenspraak.conversations.models import Remark
from samenspraak.outcomes.models import Action, JointPosition, Note
from samenspraak.results.services import publish_remarks, release
from tests.conftest import World
from tests.outcomes.screens import (
    HOSTILE,
    SHOWN,
    add_action,
    answer_as,
    in_days,
    keepers,
    released,
    second_round,
    text_of,
    url,
)
from tests.results.rounds import add, close

pytestmark = pytest.mark.once

FORMATS = ("html", "pdf", "odt", "docx")
ALL = "?kind=report&notes=on&remarks=on&themes=A&themes=B"


def words_of(content: bytes, extension: str) -> str:
    """Return the text a reader of this file sees, on one line."""
    if extension == "pdf":
        text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    elif extension == "docx":
        document = Word(io.BytesIO(content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        text = " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    elif extension == "odt":
        xml = zipfile.ZipFile(io.BytesIO(content)).read("content.xml").decode()
        text = unescape(re.sub(r"<[^>]+>", " ", xml))
    else:
        body = re.sub(r"<(style|svg).*?</\1>", " ", content.decode(), flags=re.DOTALL)
        text = unescape(re.sub(r"<[^>]+>", " ", body))
    return " ".join(text.split())


def document(client: Client, world: World, extension: str, query: str = ALL, *, number: int = 1) -> str:
    response = client.get(url(world, f"verslag/bestand.{extension}{query}", number=number))
    assert response.status_code == 200
    assert f'.{extension}"' in response["Content-Disposition"]
    return words_of(response.content, extension)


def decide(world: World) -> Action:
    """Let the group decide something about theme A."""
    JointPosition.objects.create(
        round=world.round,
        theme="A",
        now=2,
        wanted=4,
        reason="De wachtlijst is lang.",
        reservations="Niet overal.",
    )
    Note.objects.create(round=world.round, theme="A", question="A-v1", text="Aan tafel gezegd.")
    return add_action(
        world, owner="Fatima", owner_email="geheim@wijk.example", means="€ 5.000", deadline=in_days(40)
    )


@pytest.mark.parametrize("extension", FORMATS)
def test_the_full_report_has_everything_in_every_format(anna: Client, world: World, extension: str) -> None:
    released(world)
    decide(world)

    text = document(anna, world, extension)

    for expected in (
        "Rondkomen in Waterdorp",
        "18 antwoordbladen",
        "A. Samen kijken",
        "We weten hoe het gaat",
        "2, Eerste stappen",
        "4, Werkt",
        "De wachtlijst is lang.",
        "Niet overal.",
        "Aan tafel gezegd.",
        "Een inloop openen",
        "Fatima",
        "€ 5.000",
        "Uitkomsten van minder dan 5 mensen staan er niet in.",
        "Klein gesprek, versie 1.0.0, ronde 1",
        "beeld 1 van",
    ):
        assert expected in text, expected
    assert "geheim@" not in text


@pytest.mark.parametrize("extension", FORMATS)
def test_the_summary_answers_the_five_questions_of_an_alderman(
    anna: Client, world: World, extension: str
) -> None:
    released(world)
    decide(world)

    text = document(anna, world, extension, "?kind=summary")

    for expected in (
        "Waar staan we?",
        "Waar verschillen we?",
        "Wat kiezen we?",
        "Wie doet wat, en wat kost het?",
        "€ 5.000",
    ):
        assert expected in text, expected
    assert "Aan tafel gezegd." not in text


def test_the_summary_is_one_page_however_much_was_agreed(anna: Client, world: World) -> None:
    released(world)
    for number in range(30):
        add_action(
            world, what=f"Actie {number} " + "met een lange omschrijving " * 5, deadline=in_days(number)
        )

    content = anna.get(url(world, "verslag/bestand.pdf?kind=summary")).content

    assert len(PdfReader(io.BytesIO(content)).pages) == 1
    assert "Actie 0" in words_of(content, "pdf")


@pytest.mark.parametrize("extension", FORMATS)
def test_hostile_text_is_text_in_every_format(anna: Client, world: World, extension: str) -> None:
    released(world)
    JointPosition.objects.create(
        round=world.round, theme="A", now=2, wanted=3, reason=HOSTILE, reservations=HOSTILE
    )
    Note.objects.create(round=world.round, theme="A", question="", text=HOSTILE)
    add_action(world, what=HOSTILE[:200], owner=HOSTILE[:100], means=HOSTILE)
    world.conversation.title = HOSTILE[:110]
    world.conversation.save()

    for query in (ALL, "?kind=summary"):
        raw = anna.get(url(world, f"verslag/bestand.{extension}{query}")).content
        text = words_of(raw, extension)
        assert "49" not in text.replace("7*7", "")
        assert "\u202e" not in text
        if extension != "pdf":  # a PDF breaks lines anywhere, and keeps its title as a plain string
            assert SHOWN.encode() not in raw
            assert "{{ 7*7 }}" in text
            assert "<script>alert(1)</script>" in text


@pytest.mark.parametrize("extension", FORMATS)
def test_a_hidden_group_is_in_no_document(anna: Client, world: World, extension: str) -> None:
    add(world, "beleid", 9, A1="1", B1="1", A_belang="2", B_belang="2")
    add(world, "uitvoering", 9, A1="1", B1="1", A_belang="2", B_belang="2")
    add(world, "bewoners", 3, A1="5", B1="5", A_belang="3", B_belang="3")
    close(world)
    release(world.round, now=world.now)

    text = document(anna, world, extension)

    assert "Niet apart te zien" in text
    assert "5,0" not in text
    assert "5.0" not in text


@pytest.mark.parametrize("extension", FORMATS)
def test_before_a_release_no_answer_is_in_any_document(anna: Client, world: World, extension: str) -> None:
    add(world, "beleid", 9, A1="5", B1="5")
    close(world)

    for query in (ALL, "?kind=summary"):
        text = document(anna, world, extension, query)
        assert "5,0" not in text
        assert "nog geen beeld" in text


def test_remarks_come_in_only_when_chosen_and_released(anna: Client, world: World) -> None:
    written = [world.answer("beleid", A1="3", B1="3", A_belang="2", B_belang="2") for _ in range(9)]
    remarks = [
        Remark.objects.create(
            round=world.round, response=one, item="A-opmerking", text=f"Opmerking {number}."
        )
        for number, one in enumerate(written)
    ]
    close(world)
    release(world.round, now=world.now)
    publish_remarks(world.round, {one.pk: one != remarks[0] for one in remarks}, now=world.now)

    without, with_remarks = document(anna, world, "html", "?kind=report"), document(anna, world, "html", ALL)

    assert "Opmerking 1." not in without
    assert "Opmerking 1." in with_remarks
    assert "Opmerking 0." not in with_remarks


def test_notes_are_left_out_unless_asked(anna: Client, world: World) -> None:
    decide(world)

    assert "Aan tafel gezegd." not in document(anna, world, "html", "?kind=report")
    assert "Aan tafel gezegd." in document(anna, world, "html", "?kind=report&notes=on")


def test_only_the_chosen_themes_are_in(anna: Client, world: World) -> None:
    released(world)
    add_action(world, theme="B", what="Iets bij B")

    text = document(anna, world, "html", "?kind=report&themes=A")

    assert "A. Samen kijken" in text
    assert "Samen doen" not in text
    assert "Iets bij B" not in text


def test_the_document_can_be_in_english_while_the_screen_is_dutch(anna: Client, world: World) -> None:
    released(world)

    page = anna.get(url(world, "verslag/") + "?kind=report&language=en")

    assert "Looking together" in text_of(page)
    assert '<html lang="nl">' in text_of(page)


def test_the_preview_shows_what_the_file_holds_and_where_it_comes_from(anna: Client, world: World) -> None:
    released(world)
    decide(world)

    page = text_of(anna.get(url(world, "verslag/") + "?kind=report"))

    assert "De wachtlijst is lang." in page
    assert 'id="thema-A"' in page
    assert url(world, "verdiepen/A/") in page
    assert url(world, "beeld/") + "?thema=A" in page
    assert url(world, "afspreken/") + "#thema-A" in page
    assert url(world, "beeld/tabellen.xlsx") in page
    assert "kind=report" in page.partition("bestand.pdf?")[2][:60]


@pytest.mark.parametrize(
    "query", ["?kind=x", "?kind=report&themes=Q", "?kind=report&language=zz", "?kind=%00&themes="]
)
def test_choices_that_do_not_exist_give_a_page_all_the_same(anna: Client, world: World, query: str) -> None:
    assert anna.get(url(world, "verslag/") + query).status_code == 200


def test_a_format_that_does_not_exist_is_404(anna: Client, world: World) -> None:
    assert anna.get(url(world, "verslag/bestand.rtf")).status_code == 404


@pytest.mark.parametrize("extension", FORMATS)
def test_a_second_round_tells_what_changed_and_what_became_of_the_actions(
    anna: Client, world: World, extension: str
) -> None:
    released(world)
    add_action(world, what="Afgemaakt", status=Action.Status.DONE)
    second = second_round(world)
    answer_as(world, keepers(world, 9), second, A1="5", A2="5", B1="3", A_belang="2", B_belang="2")
    release(second, now=world.now)

    full = document(anna, world, extension, "?kind=report", number=2)
    short = document(anna, world, extension, "?kind=summary", number=2)

    assert "Wat veranderde sinds de vorige ronde?" in full
    assert "n = 18" in full
    assert "n = 9" in full
    assert "Afgemaakt" in full
    assert "1 actie: 1 gedaan" in short


def test_the_pdf_says_that_it_is_accessible_and_made_to_last(anna: Client, world: World) -> None:
    released(world)

    raw = anna.get(url(world, "verslag/bestand.pdf?kind=report")).content

    assert b"pdfuaid" in raw
    assert b"pdfaid" in raw


def chapters(client: Client, world: World) -> Any:
    return re.findall(r'<h2 id="(thema-\w+)"', text_of(client.get(url(world, "verslag/") + "?kind=report")))


def test_every_theme_has_a_passage_that_can_be_linked_to(anna: Client, world: World) -> None:
    assert chapters(anna, world) == ["thema-A", "thema-B"]


def apart(world: World) -> None:
    """Let policy and delivery differ clearly on A1."""
    add(world, "beleid", 12, A1="5", B1="3", A_belang="2", B_belang="2")
    add(world, "uitvoering", 12, A1="2", B1="3", A_belang="2", B_belang="2")
    close(world)
    release(world.round, now=world.now)


@pytest.mark.parametrize("extension", FORMATS)
def test_the_report_says_where_groups_differ_and_what_hangs_on_their_size(
    anna: Client, world: World, extension: str
) -> None:
    apart(world)

    text = document(anna, world, extension)

    assert "een duidelijk verschil bij 1 van de 2 stellingen" in text
    assert "drie stappen lager dan bij Beleid. (n = 24)" in text
    assert "Telt iedereen even zwaar mee?" in text


def test_a_report_on_other_themes_says_nothing_of_where_groups_differ_elsewhere(
    anna: Client, world: World
) -> None:
    apart(world)

    text = document(anna, world, "html", "?kind=report&themes=B")

    assert "een duidelijk verschil" not in text
    assert "Geen duidelijke verschillen gevonden" not in text
    assert "Telt iedereen even zwaar mee?" not in text
