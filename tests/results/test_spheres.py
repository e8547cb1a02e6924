"""The spheres on the facilitator's pages, on a phone, in files and in the API: cards as cards, under P4, P8 and P9."""

from __future__ import annotations

import json
import re

from django.test import Client

from samenspraak.organisations.services import make_token
from tests.conftest import World
from tests.conversations.cards import lay_cards
from tests.conversations.phones import text_of
from tests.results.laid import lay, placed, shown
from tests.results.rounds import (
    by_name,
    cells_of_xlsx,
    close,
    fill,
    made,
    phone_of,
    promise,
    reveal,
    rows_of_csv,
    url,
)


def page(client: Client, world: World, rest: str = "sferen/") -> str:
    answer = client.get(url(world, rest))
    assert answer.status_code == 200
    return text_of(answer)


def rows_in(shown_page: str) -> list[str]:
    """Return the rows of all tables on a page, as text with a bar between cells."""
    rows = re.findall(r"<tr>(.*?)</tr>", shown_page, re.S)
    return [
        "|".join(re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S))
        for row in rows
    ]


# Stop 3


def test_the_spheres_show_every_card_with_its_place_and_its_n(world: World, anna: Client) -> None:
    shown(world)

    told = page(anna, world)

    assert "Van de 4 kaarten horen er 3 erbij, en 0 niet. Bij 1 kaart is dat nog open." in told
    rows = rows_in(told)
    assert "Familie die helpt|hoort erbij (100%)|Persoonlijk|3,0|30|" in rows
    assert "De bibliotheek|hoort erbij (67%)|Institutioneel|2,0|30|" in rows
    assert told.count("<svg") >= 4


def test_groups_that_do_not_count_a_card_in_alike_are_named(world: World, anna: Client) -> None:
    shown(world)

    told = page(anna, world)

    assert "Bij Beleid hoort het erbij volgens bijna iedereen, bij Uitvoering volgens bijna niemand." in told
    assert "De bibliotheek|Uitvoering|0%|0%|100%|10|" in rows_in(told)


def test_what_is_expected_stands_beside_how_feasible_it_is_found(world: World, anna: Client) -> None:
    shown(world)

    told = page(anna, world)

    assert "Het vaakst verwacht: ‘Tegen eenzaamheid’" in told
    assert "Wel verwacht, maar minder haalbaar gevonden: ‘Voor gezondheid’." in told
    assert "De gemeente is te gast." in told


def test_a_choice_has_no_low_and_high_and_a_scale_has(world: World, anna: Client) -> None:
    lay_cards(world)
    for number in range(12):
        world.answer("beleid", V_kijk=str(number % 2 + 1))
    close(world)
    made(world)

    choice = page(anna, world, "?thema=V")

    assert "Per vraag" in choice
    assert "welk deel van de mensen elk antwoord koos" in choice
    assert "van laag (licht) naar hoog (donker)" not in choice


def test_promise_p9_an_open_card_is_called_uncertain_and_so_is_one_that_few_answered(
    world: World, anna: Client
) -> None:
    shown(world)

    rows = rows_in(page(anna, world))

    assert "Het loket|nog open: wel 5 van de 10, niet bijna niemand|Gemeenschappelijk|2,0|8|onzeker" in rows


def test_promise_p9_a_card_that_few_of_those_asked_answered_is_uncertain(world: World, anna: Client) -> None:
    promise_many(world)
    lay(world, "bewoners", 8, I1_loket="12--2")
    close(world)
    made(world)

    row = next(row for row in rows_in(page(anna, world)) if row.startswith("Het loket"))

    unclear = "In welke sfeer? Dat is niet duidelijk"
    assert row == f"Het loket|hoort erbij (bijna iedereen)|{unclear}|2,0|8|onzeker"


def promise_many(world: World) -> None:
    """Ask for cards in a round in which many more are expected than came."""
    lay_cards(world)
    groups = [{**group, "expected": 40} for group in (world.round.plan or {})["groups"]]
    promise(world, groups=groups)


def test_promise_p4_a_card_that_too_few_answered_is_not_shown(world: World, anna: Client) -> None:
    lay_cards(world)
    lay(world, "beleid", 8, P1_familie="11133")
    lay(world, "bewoners", 4, I1_loket="12--2")
    close(world)
    made(world)

    rows = rows_in(page(anna, world))

    assert "Het loket|||||Te weinig antwoorden om te laten zien" in rows
    assert not [row for row in rows if row.startswith("Het loket|") and "100%" in row]


def test_promise_p4_a_hidden_group_is_nowhere_beside_a_card(world: World, anna: Client) -> None:
    lay_cards(world)
    lay(world, "beleid", 9, I1_bieb="13312")
    lay(world, "uitvoering", 9, I1_bieb="3")
    lay(world, "bewoners", 3, I1_bieb="2")
    close(world)
    made(world)

    told = page(anna, world)

    assert "|Bewoners|" not in "".join(rows_in(told))
    assert "|Beleid|" in "".join(rows_in(told))


def test_before_the_first_picture_the_spheres_lead_to_where_it_is_made(world: World, anna: Client) -> None:
    placed(world)

    answer = anna.get(url(world, "sferen/"))

    assert (answer.status_code, answer["Location"]) == (302, url(world))


def test_an_instrument_without_cards_has_no_spheres(world: World, anna: Client) -> None:
    assert anna.get(url(world, "sferen/")).status_code == 404
    assert "Sferen" not in text_of(anna.get(url(world)))


def test_the_other_pages_speak_of_cards(world: World, anna: Client) -> None:
    shown(world)

    overview, theme = page(anna, world, ""), page(anna, world, "?thema=P1")

    assert "Hoe sterk is het hier, per thema?" in overview
    assert "stelling" not in overview.lower()
    assert "Hoe sterk is het volgens elke groep?" in theme
    assert theme.count("Bekijk hoe de antwoorden verdeeld zijn") == 2
    assert "Per stelling" not in theme


def test_a_theme_that_only_asks_how_people_look_has_no_position(world: World, anna: Client) -> None:
    lay_cards(world)
    for number in range(10):
        world.answer("beleid", V_kijk="1" if number % 2 else "2", P1_familie_hoort="1")
    close(world)
    made(world)

    theme = page(anna, world, "?thema=V")

    assert "Hoe sterk het hier is" not in theme
    assert "meest gekozen" in theme


def test_a_disputed_card_gets_a_question_on_the_agenda_and_a_card_to_cut_out(
    world: World, anna: Client
) -> None:
    shown(world)

    agenda, paper = page(anna, world, "agenda/"), page(anna, world, "agenda/?afdrukken=1")

    assert (
        "Hoort ‘De bibliotheek’ erbij? Ja, volgens bijna iedereen bij Beleid en bijna niemand bij Uitvoering."
        in agenda
    )
    card = paper.partition('<li class="dispute-card">')[2].partition("</li>")[0]
    assert "<h3>De bibliotheek</h3>" in card
    assert "dispute-card__question" in card
    assert "<span>Hoort erbij</span><span>Twijfel</span><span>Hoort er niet bij</span>" in card


def test_a_reader_of_english_gets_the_spheres_in_english(world: World, anna: Client) -> None:
    shown(world)
    anna.cookies["taal"] = "en"

    told = page(anna, world)

    assert "Of the 4 cards, 3 belong and 0 do not." in told
    assert "The municipality is a guest." in told
    assert "Kaart" not in told


# Whoever took part


def test_a_participant_sees_the_spheres_and_their_own_cards(world: World) -> None:
    placed(world)
    own = lay(world, "beleid", 1, P1_familie="12133", I1_bieb="3")[0]
    made(world)

    told = text_of(phone_of(world, own).client.get(f"/mee/{world.round.code}/beeld/"))

    assert "Van de 4 kaarten horen er" in told
    assert "<dt>Jij</dt><dd>Hoort erbij, Gemeenschappelijk</dd>" in told
    assert "<dt>Jij</dt><dd>Hoort er niet bij</dd>" in told
    assert "hoort erbij (100%), vooral Persoonlijk" in told


def test_promise_p8_nobody_sees_the_spheres_before_the_reveal(world: World) -> None:
    lay_cards(world)
    own = lay(world, "beleid", 12, P1_familie="11133")[0]
    reveal(world)
    made(world)
    world.round.revealed = False
    world.round.save(update_fields=["revealed"])

    told = text_of(phone_of(world, own).client.get(f"/mee/{world.round.code}/beeld/"))

    assert "Persoonlijk" not in told
    assert "kaarten horen er" not in told


def test_in_a_conversation_by_name_everybody_sees_who_placed_what(world: World, anna: Client) -> None:
    lay_cards(world)
    by_name(world)
    own = lay(world, "beleid", 6, P1_familie="11133")[0]
    own.name = "Fatima"
    own.save(update_fields=["name"])
    close(world)
    made(world)

    phone = text_of(phone_of(world, own).client.get(f"/mee/{world.round.code}/beeld/"))

    assert "<li>Fatima: Hoort erbij</li>" in phone
    assert "<summary>Familie die helpt: Hoe sterk is het hier?</summary>" in phone
    assert "<dt>Fatima</dt><dd>Hier redelijk</dd>" in page(anna, world, "?thema=P1")


# Files and programs


def key_of(world: World) -> str:
    """Return a key for a program of Anna's."""
    return make_token(world.anna.memberships.get(), "lezen", now=world.now)


def test_files_hold_the_cards_and_say_what_each_code_means(world: World, anna: Client) -> None:
    shown(world)

    kinds = {row["vraag"]: row["soort"] for row in rows_of_csv(anna, world)}
    tabs = cells_of_xlsx(anna, world)

    assert kinds["I1-bieb-hoort"] == "kaart: hoort het erbij"
    assert kinds["I1-bieb-haalbaar"] == "kaart: haalbaarheid"
    assert kinds["I1-bieb-sterk"] == "kaart: hoe sterk hier"
    cards = next(tab for tab in tabs if tab[0][1] == "kaart")
    assert next(row for row in cards if row[1] == "I1-bieb")[:3] == ["I1", "I1-bieb", "De bibliotheek"]
    codes = [row for row in tabs[-1] if len(row) > 2]
    assert ["stap", "…-hoort: 3", "Hoort er niet bij"] in codes
    assert len([row for row in codes if row[1].endswith("-hoort: 3")]) == 1


def test_programs_get_the_spheres_as_values(world: World, client: Client) -> None:
    shown(world)
    head = {"Authorization": f"Bearer {key_of(world)}"}
    base = f"/api/v1/conversations/{world.conversation.pk}/rounds/1/"

    answer = client.get(f"{base}spheres", headers=head)
    tables = client.get(f"{base}tables", headers=head).json()

    cards = {card["card"]: card for card in json.loads(answer.content)["cards"]}
    assert cards["I1-bieb"]["belonging"]["verdict"] == "in"
    assert cards["I1-bieb"]["contrast"] == {"more": "beleid", "less": "uitvoering", "n": 22}
    assert "Kaarten" in [table["name"] for table in tables]


def test_a_program_asking_for_spheres_without_cards_gets_404(world: World, client: Client) -> None:
    fill(world)
    close(world)
    made(world)
    address = f"/api/v1/conversations/{world.conversation.pk}/rounds/1/spheres"

    assert client.get(address, headers={"Authorization": f"Bearer {key_of(world)}"}).status_code == 404
