"""What groups think of each other: asked on the phone, told on the theme page, in the files and beside one's own."""

from __future__ import annotations

import re
from functools import cache

import pytest
from django.test import Client

from samenspraak.conversations.models import InstrumentVersion
from samenspraak.core import ledger, releasing
from samenspraak.core.instrument import load_instrument
from samenspraak.core.sheet import QuestionList, question_list
from tests.conftest import SMALL, World
from tests.conversations.phones import Phone, text_of
from tests.results.rounds import (
    add,
    cells_of_xlsx,
    change,
    close,
    made,
    phone_of,
    picture,
    promise,
    rows_of_csv,
    url,
)

BEFORE = "      - {id: A-belang"
GUESS = (
    "      - {id: A-bewoners, kind: guess, scale: ontwikkeling, of_group: bewoners,"
    ' audience: [gemeente, praktijk], text: {nl: "Hoe ver zijn we hiermee?", en: "How far are we?"}}\n'
)
LEAD = "Wat denk je dat de groep ‘Bewoners’ hier zou zeggen?"


def source() -> str:
    return SMALL.read_text(encoding="utf-8").replace(BEFORE, GUESS + BEFORE)


@cache
def guessing_questions() -> QuestionList:
    return question_list(load_instrument(source(), name="vermoeden.yaml"))


@pytest.fixture
def world(world: World) -> World:
    """The world with an instrument in which policy and delivery guess what residents say of theme A."""
    world.questions = guessing_questions()
    InstrumentVersion.objects.update(digest="9" * 64, source=source())
    world.conversation.instrument.refresh_from_db()
    world.round.questions = world.questions.digest
    world.round.save(update_fields=["questions"])
    world.round.refresh_from_db()
    return world


def answered(world: World, *, residents: int = 8) -> None:
    """Policy thinks that residents see it two steps higher than they do; delivery knows them well."""
    add(world, "beleid", 8, A1="4", A_bewoners="4")
    add(world, "uitvoering", 8, A1="3", A_bewoners="2")
    add(world, "bewoners", residents, A1="2")
    close(world)


def between(page: str, heading: str) -> str:
    found = re.search(rf'<section[^>]*aria-labelledby="{heading}".*?</section>', page, re.S)
    return found.group() if found else ""


def test_the_phone_says_whose_answer_is_guessed_and_on_which_step(world: World) -> None:
    phone = Phone()
    phone.begin()

    page = text_of(phone.get("vragen/3/"))

    assert f"</span></span> {LEAD}</h1>" in page
    assert '<span class="muted">Hoe ver zijn we hiermee?</span></legend>' in page
    assert page.count('type="radio" name="A-bewoners"') == 6


def test_a_guess_is_kept_checked_and_changed_like_any_answer(world: World) -> None:
    phone = Phone()
    phone.begin()
    phone.post("vragen/3/", **{"A-bewoners": "4", "blad": phone.client.cookies["blad"].value})

    page = text_of(phone.get("controleren/"))

    assert "Wat de groep ‘Bewoners’ zou zeggen: Hoe ver zijn we hiermee?</dt><dd>Werkt</dd>" in page


def test_who_is_guessed_is_not_asked(world: World) -> None:
    phone = Phone()
    phone.begin("bewoners")

    pages = [text_of(phone.get(f"vragen/{number}/")) for number in (1, 2, 3)]

    assert not any(LEAD in page for page in pages)


def test_the_theme_page_sets_what_they_thought_beside_what_was_said(world: World, anna: Client) -> None:
    answered(world)
    made(world)

    said = between(text_of(anna.get(url(world, "?thema=A"))), "elkaar")

    assert (
        "De groep ‘Beleid’ denkt dat de groep ‘Bewoners’ kiest: ‘Werkt’. Die groep zelf kiest lager" in said
    )
    assert "Dat scheelt twee stappen." in said
    assert "n = 8 en 8" in said
    assert "De groep ‘Uitvoering’ weet goed wat de groep ‘Bewoners’ kiest: ‘Eerste stappen’." in said
    assert said.count("<svg") == 2
    assert '<th scope="row">Beleid over Bewoners</th>' in said


def test_the_overview_names_only_the_guesses_that_are_off(world: World, anna: Client) -> None:
    answered(world)
    made(world)

    said = between(text_of(anna.get(url(world))), "elkaar")

    assert "De groep ‘Beleid’ denkt" in said
    assert "Uitvoering" not in said


def test_a_guess_is_no_statement_of_the_theme(world: World, anna: Client) -> None:
    answered(world)
    made(world)

    page = between(text_of(anna.get(url(world, "?thema=A"))), "stellingen")

    assert "Hoe ver zijn we hiermee" not in page


def test_a_participant_sees_what_the_group_said_itself_beside_the_guess(world: World) -> None:
    answered(world)
    made(world)
    one = world.round.responses.filter(group__key="beleid").first()
    assert one is not None

    page = text_of(phone_of(world, one).get("beeld/"))

    assert "<dt>Jij</dt><dd>Werkt</dd><dt>Bewoners zelf</dt><dd>‘Eerste stappen’" in page


def test_p4_nothing_is_said_of_a_guess_about_or_by_a_group_that_stays_hidden(
    world: World, anna: Client
) -> None:
    promise(world, k=5)
    answered(world, residents=4)
    made(world)

    assert picture(world).perceptions == ()
    assert between(text_of(anna.get(url(world, "?thema=A"))), "elkaar") == ""
    assert between(text_of(anna.get(url(world))), "elkaar") == ""


def test_p9_where_too_few_guessed_there_is_no_figure_and_no_count(world: World, anna: Client) -> None:
    add(world, "beleid", 4, A1="4", A_bewoners="4")
    add(world, "beleid", 4, A1="4", A_bewoners="?")
    add(world, "bewoners", 8, A1="2")
    close(world)
    made(world)

    said = between(text_of(anna.get(url(world, "?thema=A"))), "elkaar")

    assert "Te weinig antwoorden om te zeggen of de groep ‘Beleid’ weet" in said
    assert "n = 4" not in said
    assert "<td>4</td>" not in said


def read(client: Client, world: World) -> str:
    """Return all that the facilitator's doors say of guesses."""
    pages = [text_of(client.get(url(world, place))) for place in ("", "?thema=A", "?thema=A&groep=beleid")]
    parts = [part for page in pages for part in (between(page, "elkaar"), between(page, "stellingen"))]
    return "".join(parts) + str(rows_of_csv(client, world))


def leaks(world: World, client: Client) -> bool:
    """Say whether it shows who of the hidden people guessed what: four of delivery, and four at mixed tables."""
    add(world, "beleid", 8, A1="4", A_bewoners="4")
    add(world, "bewoners", 8, A1="2")
    few = add(world, "uitvoering", 4, A1="3")
    mixed = [world.answer(None, A1="3") for _ in range(4)]
    close(world)
    said = []
    for one, other in (("1", "5"), ("5", "1")):
        world.round.releases.all().delete()
        world.round.responses.update(shown_sheet="", shown_group="")
        change(few, world, A_bewoners=one)
        change(mixed, world, A_bewoners=other)
        made(world)
        said.append(read(client, world))
    return said[0] != said[1]


def test_p4_what_hidden_people_guess_makes_no_difference(world: World, anna: Client) -> None:
    assert not leaks(world, anna)


def test_p4_a_planted_fault_that_tells_of_the_hidden_rest_is_seen(
    world: World, anna: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(releasing, "opened", lambda cells, *, k: dict(cells))
    monkeypatch.setattr(ledger, "is_safe", lambda *_tables, **_options: True)

    assert leaks(world, anna)


def test_p9_a_guess_that_the_missing_could_make_right_is_uncertain(world: World, anna: Client) -> None:
    groups = (world.round.plan or {})["groups"]
    promise(world, groups=[{**one, "expected": 60} for one in groups])
    add(world, "beleid", 4, A1="4", A_bewoners="4")
    add(world, "beleid", 4, A1="4", A_bewoners="2")
    add(world, "bewoners", 4, A1="1")
    add(world, "bewoners", 4, A1="3")
    close(world)
    made(world)

    said = between(text_of(anna.get(url(world, "?thema=A"))), "elkaar")

    assert "Of dat echt verschilt, is onzeker" in said


def test_the_files_hold_the_guesses_beside_what_was_said(world: World, anna: Client) -> None:
    answered(world)
    made(world)

    row = next(
        row for row in rows_of_csv(anna, world) if row["vraag"] == "A-bewoners" and row["groep"] == "beleid"
    )
    tabs = cells_of_xlsx(anna, world)

    assert (row["soort"], row["gemiddelde"]) == ("vermoeden", "4,0")
    assert (row["zegt die groep zelf"], row["kloof"], row["oordeel over verschil"]) == (
        "2,0",
        "2,0",
        "te hoog geraden",
    )
    assert "kloof" in {row[1] for row in tabs[-1]}
