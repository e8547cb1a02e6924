"""The delimitation: drafted from the cards, written by the group, kept when the picture changes."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from samenspraak.organisations.models import AuditEvent
from samenspraak.organisations.services import make_token
from samenspraak.outcomes.models import Delimitation, Passage
from samenspraak.outcomes.queries.delimiting import Delimiting, delimiting_of
from samenspraak.outcomes.wording.drafting import draft_text
from samenspraak.results.queries.releases import latest_release, picture_of
from samenspraak.results.wording.names import names_of
from tests.conftest import World
from tests.conversations.cards import lay_cards
from tests.outcomes.screens import HOSTILE, SHOWN, form_with, second_round, text_of, url
from tests.results.laid import lay, shown
from tests.results.rounds import close, made, phone_of

SLUGS = ("erbij", "niet-erbij", "open", "verwachten", "niet-beloven")
PLACE = "verdiepen/afbakening/"


def save(client: Client, world: World, slug: str, *, number: int = 1, **changes: str) -> Any:
    """Open a section, change some fields and save, as one person does."""
    address = url(world, f"{PLACE}{slug}/", number=number)
    return client.post(address, {**form_with(client.get(address), "text"), **changes})


def found(world: World) -> Delimiting:
    last = latest_release(world.round)
    names = names_of(world.round)
    delimiting = delimiting_of(world.round, names.questions, picture_of(last) if last else None)
    assert delimiting is not None
    return delimiting


def drafts(world: World) -> dict[str, list[str]]:
    names = names_of(world.round)
    return {
        part.section: draft_text(part.section, part.points, names).splitlines() for part in found(world).parts
    }


def again(world: World) -> None:
    """Hold a second round in which the neighbours and the library are left out, and look at it."""
    world.round = second_round(world)
    lay(world, "beleid", 12, P1_familie="11133", P1_buren="3", I1_bieb="3")
    lay(world, "uitvoering", 10, P1_familie="11133", P1_buren="3", I1_bieb="3")
    made(world)


# The draft


def test_the_draft_says_in_sentences_what_the_picture_shows(world: World) -> None:
    shown(world)

    assert drafts(world) == {
        "in": [
            "Dit rekenen wij erbij:",
            "Persoonlijk: familie die helpt. De gemeente zorgt voor de basis.",
            "Gemeenschappelijk: buren die opletten. De gemeente is te gast.",
            "Institutioneel: de bibliotheek. De gemeente stuurt.",
            "Groepen kijken anders naar ‘de bibliotheek’: bij Beleid rekent een groter deel dit erbij dan bij "
            "Uitvoering.",
        ],
        "out": ["Wij sluiten nu niets uit."],
        "open": ["Hierover zijn wij het nog niet genoeg eens: het loket."],
        "expect": ["Dit verwachten wij, en waarvan:", "Het is op zichzelf waardevol: familie die helpt."],
        "not_promise": [
            "Dit beloven wij niet, omdat wij het niet haalbaar vinden:",
            "Voor gezondheid: de bibliotheek.",
            "Onzeker of het lukt: tegen eenzaamheid, met buren die opletten.",
        ],
    }


def test_the_draft_is_there_in_english_too(world: World) -> None:
    shown(world)

    with override("en"):
        told = drafts(world)

    assert told["in"][1] == "Personal: family that helps. The municipality secures the basics."
    assert told["out"] == ["We leave nothing out now."]
    assert told["not_promise"][1] == "For health: the library."


def test_without_a_picture_a_section_can_be_written_all_the_same(anna: Client, world: World) -> None:
    lay_cards(world)

    page = text_of(anna.get(url(world, f"{PLACE}erbij/")))
    answer = save(anna, world, "erbij", text="Wat mensen samen doen.")

    assert "Er is nog geen beeld" in page
    assert answer.status_code == 302
    assert Passage.objects.get().text == "Wat mensen samen doen."


# Writing


def test_a_section_begins_with_the_draft_and_becomes_the_text_of_the_group(
    anna: Client, world: World
) -> None:
    shown(world)
    before = form_with(anna.get(url(world, f"{PLACE}erbij/")), "text")

    answer = save(
        anna,
        world,
        "erbij",
        text="Familie en buren.\nDe bibliotheek.",
        stance="reserved",
        reason="Zo leven mensen hier.",
        reservations="Uitvoering telt de bibliotheek niet mee.",
    )

    passage = Passage.objects.get(section="in")
    assert before["text"].startswith("Dit rekenen wij erbij:")
    assert answer.status_code == 302
    assert (passage.text, passage.stance, passage.version) == (
        "Familie en buren.\nDe bibliotheek.",
        "reserved",
        1,
    )
    overview = text_of(anna.get(url(world, PLACE)))
    assert "Familie en buren." in overview
    assert "Eens, met een voorbehoud" in overview
    assert "Uitvoering telt de bibliotheek niet mee." in overview


def test_saving_the_draft_as_it_is_makes_it_the_text_of_the_group(anna: Client, world: World) -> None:
    shown(world)

    save(anna, world, "open", stance="agreed")

    assert Passage.objects.get().text == "Hierover zijn wij het nog niet genoeg eens: het loket."


def test_saving_leads_to_the_next_section_when_that_is_asked(anna: Client, world: World) -> None:
    shown(world)

    assert save(anna, world, "erbij", then="niet-erbij")["Location"] == url(world, f"{PLACE}niet-erbij/")
    assert save(anna, world, "niet-beloven", then="all")["Location"] == url(world, PLACE)


def test_an_empty_text_is_refused_with_a_message_and_nothing_typed_is_lost(
    anna: Client, world: World
) -> None:
    shown(world)

    answer = save(anna, world, "erbij", text=" ", reason="Daarom.")

    assert answer.status_code == 200
    assert "Schrijf de tekst van dit deel." in text_of(answer)
    assert "Daarom." in text_of(answer)
    assert not Passage.objects.exists()


def test_the_second_of_two_writers_sees_both_texts_and_loses_none(
    anna: Client, bram: Client, world: World
) -> None:
    shown(world)
    begun = form_with(anna.get(url(world, f"{PLACE}erbij/")), "text")
    save(bram, world, "erbij", text="Van Bram.")

    clash = anna.post(url(world, f"{PLACE}erbij/"), {**begun, "text": "Van Anna."})
    kept = Passage.objects.get().text
    settled = anna.post(url(world, f"{PLACE}erbij/"), form_with(clash, "text"))

    assert (clash.status_code, kept) == (409, "Van Bram.")
    assert "Van Bram." in text_of(clash)
    assert "Van Anna." in text_of(clash)
    assert "Dit staat er nu, van Bram" in text_of(clash)
    assert settled.status_code == 302
    assert Passage.objects.get().text == "Van Anna."


def test_two_writers_of_a_kept_section_are_told_too(anna: Client, bram: Client, world: World) -> None:
    shown(world)
    save(anna, world, "open", text="Eerst.")
    begun = form_with(anna.get(url(world, f"{PLACE}open/")), "text")
    save(bram, world, "open", text="Toen Bram.")

    clash = anna.post(url(world, f"{PLACE}open/"), {**begun, "reason": "Van Anna."})

    assert clash.status_code == 409
    assert "Toen Bram." in text_of(clash)
    assert "Van Anna." in text_of(clash)


def test_the_history_says_who_wrote_when_and_what_stood_there(
    anna: Client, bram: Client, world: World
) -> None:
    shown(world)
    save(anna, world, "open", text="Eerste tekst.")
    save(bram, world, "open", text="Tweede tekst.")

    page = text_of(anna.get(url(world, f"{PLACE}open/")))

    history = page.partition("Wie schreef wanneer?")[2]
    assert history.index("(Bram)") < history.index("(Anna)")
    assert "Eerste tekst." in history
    assert AuditEvent.objects.filter(verb="delimitation_saved").count() == 2


def test_the_group_settles_on_its_text_on_a_day(anna: Client, world: World) -> None:
    shown(world)
    form = form_with(anna.get(url(world, PLACE)), "agreed_on")

    anna.post(url(world, PLACE), {**form, "agreed_on": "2026-11-18"})
    stale = anna.post(url(world, PLACE), {**form, "agreed_on": "2026-11-19"}, follow=True)

    assert str(Delimitation.objects.get().agreed_on) == "2026-11-18"
    assert "Een collega veranderde deze dag" in text_of(stale)
    assert "Vastgesteld op 18 november 2026." in text_of(stale)


def test_an_instrument_without_cards_has_no_delimitation(anna: Client, world: World) -> None:
    assert anna.get(url(world, PLACE)).status_code == 404
    assert anna.get(url(world, f"{PLACE}erbij/")).status_code == 404
    assert "Afbakening" not in text_of(anna.get(url(world, "verdiepen/")))


def test_promise_p3_a_stranger_finds_no_delimitation(chris: Client, world: World) -> None:
    shown(world)

    for rest in (PLACE, f"{PLACE}erbij/"):
        assert chris.get(url(world, rest)).status_code == 404
        assert chris.post(url(world, rest), {"text": "Van Chris."}).status_code == 404
    assert not Passage.objects.exists()


def test_a_section_that_does_not_exist_is_not_found(anna: Client, world: World) -> None:
    shown(world)

    assert anna.get(url(world, f"{PLACE}anders/")).status_code == 404


# A new picture


def test_the_text_stays_when_the_picture_changes_and_the_change_is_told(anna: Client, world: World) -> None:
    shown(world)
    save(anna, world, "erbij", text="Familie, buren en de bibliotheek.")
    again(world)

    page = text_of(anna.get(url(world, f"{PLACE}erbij/", number=2)))

    assert "Familie, buren en de bibliotheek." in page
    assert "Dit is de tekst uit ronde 1." in page
    assert "Staat er volgens het beeld niet meer: buren die opletten; de bibliotheek." in page


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        ("keep", "Familie, buren en de bibliotheek."),
        ("take", "Dit rekenen wij erbij:\nPersoonlijk: familie die helpt. De gemeente zorgt voor de basis."),
    ],
)
def test_the_group_keeps_its_text_or_takes_the_new_draft(
    anna: Client, world: World, choice: str, text: str
) -> None:
    shown(world)
    save(anna, world, "erbij", text="Familie, buren en de bibliotheek.", reason="Daarom.")
    again(world)
    address = url(world, f"{PLACE}erbij/", number=2)

    anna.post(address, {"draft": choice, "version": "0"})

    passage = Passage.objects.get(round__number=2)
    assert (passage.text, passage.reason) == (text, "Daarom.")
    assert "Het beeld zegt nu iets anders" not in text_of(anna.get(address))
    assert Passage.objects.get(round__number=1).text == "Familie, buren en de bibliotheek."


def test_taking_the_draft_over_the_work_of_a_colleague_is_refused(
    anna: Client, bram: Client, world: World
) -> None:
    shown(world)
    save(anna, world, "erbij", text="Eerst.")
    save(bram, world, "erbij", text="Van Bram.")

    answer = anna.post(url(world, f"{PLACE}erbij/"), {"draft": "take", "version": "1"}, follow=True)

    assert Passage.objects.get().text == "Van Bram."
    assert "Een collega schreef hier net in." in text_of(answer)


def test_the_next_round_begins_with_the_text_and_must_agree_on_it_again(anna: Client, world: World) -> None:
    shown(world)
    save(anna, world, "open", text="Het loket blijft open.", stance="agreed")
    again(world)

    save(anna, world, "open", number=2)

    passage = Passage.objects.get(round__number=2)
    assert (passage.text, passage.stance) == ("Het loket blijft open.", "")


def test_herhalen_says_which_cards_lie_elsewhere(anna: Client, world: World) -> None:
    shown(world)
    again(world)

    page = text_of(anna.get(url(world, "herhalen/", number=2)))

    assert "Buren die opletten: eerst erbij, Gemeenschappelijk (n = 30), nu niet erbij (n = 22)." in page
    assert "Familie die helpt: eerst" not in page


# Whoever took part, and the report


def test_a_participant_reads_what_the_group_wrote_and_no_draft(anna: Client, world: World) -> None:
    shown(world)
    own = world.round.responses.filter(group__key="beleid")[0]
    phone = phone_of(world, own)
    save(anna, world, "erbij", text="Familie en buren.", stance="agreed", reservations="De bibliotheek niet.")

    page = text_of(phone.client.get(f"/mee/{world.round.code}/gedaan/"))

    assert "Familie en buren." in page
    assert "We zijn het eens." in page
    assert "Niet iedereen ziet dat zo: De bibliotheek niet." in page
    assert "Hierover zijn wij het nog niet genoeg eens" not in page


def test_a_participant_reads_who_counts_a_card_in_before_how_strong_groups_find_one(
    anna: Client, world: World
) -> None:
    lay_cards(world)
    lay(world, "beleid", 12, P1_familie="11133", P1_buren="12223", I1_bieb="13312")
    lay(world, "uitvoering", 12, P1_familie="11131", P1_buren="12223", I1_bieb="3")
    close(world)
    made(world)
    phone = phone_of(world, world.round.responses.filter(group__key="beleid")[0])
    save(anna, world, "erbij", text="Familie en buren.", stance="agreed")

    page = text_of(phone.client.get(f"/mee/{world.round.code}/gedaan/"))

    assert page.index("Hoort ‘De bibliotheek’ erbij?") < page.index("hoe sterk ‘Familie die helpt’ hier is")


def test_promise_p8_who_did_not_answer_reads_no_draft_of_the_picture(world: World) -> None:
    shown(world)

    page = text_of(Client().get(f"/mee/{world.round.code}/gedaan/"))

    assert "Persoonlijk" not in page
    assert "familie die helpt" not in page


@pytest.mark.parametrize("kind", ["summary", "report"])
def test_the_report_holds_the_delimitation(anna: Client, world: World, kind: str) -> None:
    shown(world)
    save(anna, world, "erbij", text="Familie en buren.", stance="agreed", reason="Zo is het hier.")

    document = text_of(anna.get(url(world, f"verslag/bestand.html?kind={kind}&language=nl")))

    assert "Wat hoort erbij, en wat niet?" in document
    assert "Familie en buren." in document
    assert "Van de 4 kaarten horen er 3 erbij" in document
    if kind == "report":
        assert "Zo is het hier." in document
        assert "Dit blijft open (concept)" in document
        assert "De gemeente is te gast." in document
        assert "Alle kaarten" in document
        assert "ja, 67% (30)" in document
        assert "stelling" not in document


@pytest.mark.parametrize("extension", ["pdf", "odt", "docx"])
def test_the_report_of_cards_can_be_taken_home(anna: Client, world: World, extension: str) -> None:
    shown(world)

    answer = anna.get(url(world, f"verslag/bestand.{extension}?kind=report&language=nl"))

    assert answer.status_code == 200
    assert len(answer.content) > 10_000


def test_promise_p10_a_text_of_the_group_is_shown_as_text(anna: Client, world: World) -> None:
    shown(world)
    save(anna, world, "erbij", text=HOSTILE, reason=HOSTILE, reservations=HOSTILE)
    own = world.round.responses.filter(group__key="beleid")[0]

    pages = [
        text_of(anna.get(url(world, PLACE))),
        text_of(anna.get(url(world, f"{PLACE}erbij/"))),
        text_of(anna.get(url(world, "verslag/bestand.html?kind=report&language=nl"))),
        text_of(phone_of(world, own).client.get(f"/mee/{world.round.code}/gedaan/")),
    ]

    for page in pages:
        assert SHOWN not in page
        assert "\u202e" not in page
        assert "{{ 7*7 }}" in page


def test_programs_read_what_the_group_wrote_and_no_draft(anna: Client, world: World) -> None:
    shown(world)
    save(anna, world, "erbij", text="Familie en buren.", stance="agreed")
    key = make_token(world.anna.memberships.get(), "lezen", now=world.now)
    address = f"/api/v1/conversations/{world.conversation.pk}/rounds/1/delimitation"

    told = Client().get(address, headers={"Authorization": f"Bearer {key}"}).json()

    assert told == {
        "agreed_on": None,
        "passages": [
            {
                "section": "in",
                "text": "Familie en buren.",
                "stance": "agreed",
                "reason": "",
                "reservations": "",
            }
        ],
    }
