"""Stop 1: from the first step to the opening, and what is refused on the way."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from samenspraak.conversations.models import Conversation, Round
from samenspraak.conversations.queries.plans import plan_for
from samenspraak.conversations.queries.rounds import is_open
from samenspraak.conversations.services.preparing import join_code
from samenspraak.core.codes import ALPHABET
from samenspraak.organisations.models import AuditEvent
from tests.conftest import World
from tests.conversations.facilitators import (
    draft_of,
    group_fields,
    queries_of,
    ready_draft,
    started,
    step,
    text,
    typed,
    url,
    with_groups,
)


def test_the_list_is_empty_at_first_and_says_what_will_come(world: World, chris: Client) -> None:
    page = text(chris.get("/gesprekken/"))

    assert "Nog geen gesprekken" in page
    assert page.count("utrecht-button--primary-action") == 1


def test_five_steps_and_a_check_lead_to_an_open_round(world: World, anna: Client) -> None:
    first = started(anna)
    round = Round.objects.get(conversation__title="Samen in Waterdorp")
    assert first["Location"] == url(round, "voorbereiden/waarvoor/")

    second = step(anna, round, "waarvoor", {"purpose": "Om te leren.", "area_code": "baarn"})
    assert second["Location"] == url(round, "voorbereiden/groepen/")

    third = with_groups(anna, round, 8, 8, 8)
    assert third["Location"] == url(round, "voorbereiden/bescherming/")

    fourth = step(anna, round, "bescherming", {"mode": "protected", "k": 6})
    assert fourth["Location"] == url(round, "voorbereiden/planning/")

    closes = world.now + timedelta(days=10)
    fifth = step(anna, round, "planning", {"start": "now", "closes_at": typed(closes), "pages": "theme"})
    assert fifth["Location"] == url(round)

    opened = anna.post(url(round, "voorbereiden/openen/"))
    assert opened["Location"] == url(round, "uitnodigen/")
    round.refresh_from_db()
    assert round.status == Round.Status.OPEN
    plan = plan_for(round)
    assert (round.purpose, round.pages, plan.k) == ("Om te leren.", "theme", 6)
    assert round.conversation.area_code == "GM0308"
    assert round.questions == world.questions.digest
    assert round.instrument == round.conversation.instrument
    assert [group.name for group in plan.groups] == ["Beleid", "Uitvoering", "Bewoners"]
    assert len(round.invitation_key) == 64


@pytest.mark.parametrize(
    ("number", "slug"),
    [(1, "instrument"), (2, "waarvoor"), (3, "groepen"), (4, "bescherming"), (5, "planning")],
)
def test_every_step_says_which_it_is_in_title_and_heading(
    world: World, anna: Client, number: int, slug: str
) -> None:
    page = text(anna.get(url(draft_of(anna), f"voorbereiden/{slug}/")))

    assert f"<title>Stap {number} van 5" in page
    assert f'<p class="step">Stap {number} van 5</p>' in page
    assert page.count("<h1>") == 1


def test_the_first_step_sent_twice_makes_one_conversation(world: World, anna: Client) -> None:
    key = str(uuid4())

    first, second = started(anna, key=key), started(anna, key=key)

    assert first["Location"] == second["Location"]
    assert Conversation.objects.filter(pk=key).count() == 1


def test_the_key_of_a_conversation_elsewhere_makes_nothing(world: World, chris: Client) -> None:
    response = started(chris, key=str(world.conversation.pk))

    assert response.status_code == 200
    assert "Dit formulier is al gebruikt" in text(response)
    assert not world.elsewhere.conversations.exists()


def test_a_draft_stays_when_the_facilitator_goes_back(world: World, anna: Client) -> None:
    round = draft_of(anna)

    response = step(anna, round, "waarvoor", {"purpose": "Bewaar dit.", "area_code": "", "to": "back"})

    assert response["Location"] == url(round, "voorbereiden/instrument/")
    assert "Bewaar dit." in text(anna.get(url(round, "voorbereiden/waarvoor/")))


def test_an_unknown_municipality_is_refused_with_a_suggestion_and_nothing_is_lost(
    world: World, anna: Client
) -> None:
    response = step(anna, draft_of(anna), "waarvoor", {"purpose": "Mijn tekst", "area_code": "Utregt"})

    page = text(response)
    assert "Bedoel je: Utrecht" in page
    assert "Mijn tekst" in page
    assert 'value="Utregt"' in page
    assert "<title>Fout:" in page


def test_the_suggested_groups_stand_ticked_at_first(world: World, anna: Client) -> None:
    page = anna.get(url(draft_of(anna), "voorbereiden/groepen/")).content.decode()

    assert page.count("checked") == 3
    assert "Beleid" in page
    assert "9 van" not in page


def test_groups_can_be_added_renamed_ordered_and_left_out(world: World, anna: Client) -> None:
    round = ready_draft(world, anna)
    conversation = round.conversation

    fields = group_fields(
        ("beleid", "Beleid en bestuur", "gemeente", 5),
        ("bewoners", "Bewoners", "bewoners", 9),
        ("", "Ondernemers", "praktijk", 4),
    )
    step(anna, round, "groepen", fields | {"move": "2"})

    kept = conversation.groups.values_list("key", "name", "expected", "display_name")
    assert list(kept) == [
        ("beleid", "Beleid en bestuur", 5, "Beleid en bestuur"),
        ("ondernemers", "Ondernemers", 4, "Ondernemers"),
        ("bewoners", "Bewoners", 9, "Bewoners"),
    ]


def test_two_groups_with_one_name_are_refused_and_stay_on_screen(world: World, anna: Client) -> None:
    fields = group_fields(("beleid", "Zelfde", "gemeente", 5), ("", "ZELFDE", "praktijk", 7))

    page = text(step(anna, draft_of(anna), "groepen", fields))

    assert "Er is al een groep met deze naam." in page
    assert 'value="ZELFDE"' in page


@pytest.mark.parametrize(
    ("field", "value"), [("expected", "-1"), ("expected", "veel"), ("audience", "niemand")]
)
def test_a_wrong_value_in_a_group_is_named(world: World, anna: Client, field: str, value: str) -> None:
    fields = group_fields(("beleid", "Beleid", "gemeente", 5)) | {f"groep-0-{field}": value}

    response = step(anna, draft_of(anna), "groepen", fields)

    assert response.status_code == 200
    assert "Er is nog iets niet goed ingevuld" in text(response)


def test_more_rows_than_fit_are_refused_without_an_error_page(world: World, anna: Client) -> None:
    fields = {"groep-TOTAL_FORMS": 5000, "groep-INITIAL_FORMS": 0}

    assert step(anna, draft_of(anna), "groepen", fields).status_code == 200


def test_a_group_that_nobody_may_be_missing_from_is_called_so(world: World, anna: Client) -> None:
    round = ready_draft(world, anna, 9, 5, 6)

    page = text(anna.get(url(round, "voorbereiden/bescherming/")))

    assert (
        "<strong>Uitvoering</strong> (5 mensen): jullie zien wat deze groep antwoordt, als niemand ontbreekt."
        in page
    )
    assert "<strong>Bewoners</strong> (6 mensen): jullie zien wat deze groep antwoordt.</span>" in page


def test_the_screen_says_what_will_be_seen_and_why_not(world: World, anna: Client) -> None:
    round = ready_draft(world, anna, 9, 6, 4)

    page = text(anna.get(url(round, "voorbereiden/bescherming/")))

    assert "<strong>Iedereen samen</strong> (19 mensen): jullie zien wat iedereen samen antwoordt." in page
    assert "<strong>Beleid</strong> (9 mensen): jullie zien wat deze groep antwoordt." in page
    assert (
        "<strong>Bewoners</strong> (4 mensen): dit antwoord blijft verborgen, want een groep van minder dan 5"
        in page
    )
    assert (
        "<strong>Uitvoering</strong> (6 mensen): dit antwoord blijft verborgen, want anders is uit te rekenen"
        in page
    )


def test_the_proposal_is_one_button_and_nobody_stays_hidden(world: World, anna: Client) -> None:
    round = ready_draft(world, anna, 9, 6, 4)

    response = step(anna, round, "bescherming", {"mode": "protected", "k": 5, "merge": "uitvoering,bewoners"})

    assert response["Location"] == url(round, "voorbereiden/bescherming/")
    page = text(anna.get(response["Location"]))
    assert "<strong>Uitvoering + Bewoners</strong> (10 mensen): jullie zien" in page
    assert "verborgen</span>" not in page


def test_groups_can_be_put_together_and_named_by_hand_and_taken_apart(world: World, anna: Client) -> None:
    round = ready_draft(world, anna, 4, 4, 9)
    groups = round.conversation.groups
    together = {"mode": "protected", "k": 5, "with_uitvoering": "beleid"}

    step(anna, round, "bescherming", together)
    assert set(groups.filter(display="beleid").values_list("display_name", flat=True)) == {
        "Beleid + Uitvoering"
    }

    step(anna, round, "bescherming", together | {"name_beleid": "Vakmensen"})
    assert set(groups.filter(display="beleid").values_list("display_name", flat=True)) == {"Vakmensen"}

    step(
        anna,
        round,
        "bescherming",
        {"mode": "protected", "k": 5, "with_uitvoering": "uitvoering", "name_beleid": "Vakmensen"},
    )
    assert list(groups.values_list("display", "display_name")) == [
        ("beleid", "Beleid"),
        ("uitvoering", "Uitvoering"),
        ("bewoners", "Bewoners"),
    ]


def test_following_each_other_in_a_circle_ends_in_one_group(world: World, anna: Client) -> None:
    round = ready_draft(world, anna)
    circle = {"with_beleid": "uitvoering", "with_uitvoering": "bewoners", "with_bewoners": "beleid"}

    step(anna, round, "bescherming", {"mode": "protected", "k": 5, **circle})

    assert round.conversation.groups.values("display").distinct().count() == 1


def test_a_renamed_group_is_renamed_where_it_is_shown_together(world: World, anna: Client) -> None:
    round = ready_draft(world, anna, 4, 4, 9)
    step(anna, round, "bescherming", {"mode": "protected", "k": 5, "merge": "beleid,uitvoering"})

    step(
        anna,
        round,
        "groepen",
        group_fields(("beleid", "Bestuur", "gemeente", 4), ("uitvoering", "Uitvoering", "praktijk", 4)),
    )

    names = round.conversation.groups.values_list("display_name", flat=True)
    assert list(names) == ["Bestuur + Uitvoering", "Bestuur + Uitvoering"]


def test_few_people_get_the_advice_to_answer_by_name(world: World, anna: Client) -> None:
    round = ready_draft(world, anna, 3, 2, 2)

    assert "Overweeg een gesprek met naam" in text(anna.get(url(round, "voorbereiden/bescherming/")))

    step(anna, round, "bescherming", {"mode": "named", "k": 5})
    page = text(anna.get(url(round, "voorbereiden/bescherming/")))
    assert "Er blijft niets verborgen" in page
    assert "Overweeg" not in page


@pytest.mark.parametrize("k", ["4", "0", "-5", "51", "vijf", ""])
def test_k_is_a_number_of_at_least_five(world: World, anna: Client, k: str) -> None:
    round = ready_draft(world, anna)

    response = step(anna, round, "bescherming", {"mode": "protected", "k": k})

    assert response.status_code == 200
    assert Conversation.objects.get(pk=round.conversation_id).k == 5


def test_moments_that_cannot_be_are_refused_in_words(world: World, anna: Client) -> None:
    round = draft_of(anna)
    past, soon, later = (world.now + timedelta(days=days) for days in (-1, 2, 5))

    def refused(**fields: object) -> str:
        return text(step(anna, round, "planning", {"pages": "question", "start": "now", **fields}))

    assert "Dit moment is al voorbij" in refused(closes_at=typed(past))
    assert "De ronde moet sluiten nadat hij is opengegaan" in refused(
        start="later", opens_at=typed(later), closes_at=typed(soon)
    )
    assert "Vul in wanneer de ronde opengaat" in refused(start="later", closes_at=typed(soon))
    assert "Klopt het jaar?" in refused(closes_at="2099-01-01T12:00")
    assert "Vul een dag en een tijd in" in refused(closes_at="morgen")


def test_a_typed_dutch_date_is_understood(world: World, anna: Client) -> None:
    round = draft_of(anna)
    closes = world.now + timedelta(days=5)

    step(
        anna,
        round,
        "planning",
        {"start": "now", "closes_at": closes.strftime("%d-%m-%Y 17:00"), "pages": "all"},
    )

    assert Round.objects.get(pk=round.pk).closes_at.strftime("%M") == "00"
    assert Conversation.objects.get(pk=round.conversation_id).pages == "all"


def test_a_round_can_stand_ready_and_open_at_its_moment(world: World, anna: Client) -> None:
    round = ready_draft(world, anna)
    opens, closes = world.now + timedelta(days=2), world.now + timedelta(days=9)
    step(
        anna,
        round,
        "planning",
        {"start": "later", "opens_at": typed(opens), "closes_at": typed(closes), "pages": "question"},
    )

    page = text(anna.post(url(round, "voorbereiden/openen/"), follow=True))

    round.refresh_from_db()
    assert "De ronde staat klaar en gaat open op" in page
    assert not is_open(round, world.now)
    assert is_open(round, opens + timedelta(minutes=1))
    assert "Opent op" in text(anna.get("/gesprekken/"))


def test_a_round_without_groups_does_not_open_and_the_page_says_where_to_mend_it(
    world: World, anna: Client
) -> None:
    round = draft_of(anna)

    page = text(anna.post(url(round, "voorbereiden/openen/"), follow=True))

    assert "De ronde kan nog niet open" in page
    assert f'<a href="{url(round, "voorbereiden/groepen/")}">Kies minstens één groep.</a>' in page
    assert Round.objects.get(pk=round.pk).status == Round.Status.DRAFT


@pytest.mark.parametrize(
    ("slug", "fields", "kept"),
    [
        ("waarvoor", {"purpose": "Te late tekst", "area_code": ""}, "Te late tekst"),
        ("instrument", {"title": "Te late titel", "instrument": "1"}, "Te late titel"),
        ("groepen", group_fields(("", "Te late groep", "gemeente", 3)), "Te late groep"),
        ("bescherming", {"mode": "named", "k": "7"}, 'value="7"'),
        ("planning", {"start": "now", "closes_at": "2031-05-04T12:13", "pages": "all"}, "2031-05-04T12:13"),
    ],
)
def test_a_form_from_an_old_tab_is_refused_in_words_and_keeps_what_was_typed(
    world: World, anna: Client, slug: str, fields: dict[str, object], kept: str
) -> None:
    before = Conversation.objects.filter(pk=world.conversation.pk).values().get()

    response = step(anna, world.round, slug, fields)

    page = text(response)
    assert response.status_code == 409
    assert "Deze ronde is intussen opengezet" in page
    assert kept in page
    assert "Bewaren en verder" not in page
    assert Conversation.objects.filter(pk=world.conversation.pk).values().get() == before
    assert world.conversation.groups.count() == 3


def test_opening_twice_opens_once(world: World, anna: Client) -> None:
    round = ready_draft(world, anna)

    anna.post(url(round, "voorbereiden/openen/"))
    key = Round.objects.get(pk=round.pk).invitation_key
    again = anna.post(url(round, "voorbereiden/openen/"), follow=True)

    assert "De ronde stond al open" in text(again)
    assert Round.objects.get(pk=round.pk).invitation_key == key
    assert AuditEvent.objects.filter(verb="round_opened").count() == 1


def test_what_was_promised_stays_when_a_draft_of_the_next_round_changes(world: World, anna: Client) -> None:
    promised = plan_for(world.round)
    world.round.status = Round.Status.CLOSED
    world.round.save()
    following = Round.objects.create(
        conversation=world.conversation,
        number=2,
        code=join_code(),
        opens_at=world.now,
        closes_at=world.now + timedelta(days=3),
    )
    world.answer("uitvoering")

    step(anna, following, "groepen", group_fields(("beleid", "Nieuw", "gemeente", 50)))

    world.round.refresh_from_db()
    assert plan_for(world.round) == promised
    left_out = world.conversation.groups.get(key="uitvoering")
    assert not left_out.active
    assert not world.conversation.groups.filter(key="bewoners").exists()
    assert "Nieuw" in text(anna.get(url(following)))
    assert "Uitvoering" not in text(anna.get(url(following, "uitnodigen/")))


def test_a_draft_can_be_thrown_away_and_an_opened_round_cannot(world: World, anna: Client) -> None:
    round = draft_of(anna)

    gone = anna.post(url(round, "voorbereiden/weggooien/"))
    kept = anna.post(url(world.round, "voorbereiden/weggooien/"))

    assert gone["Location"] == "/gesprekken/"
    assert not Conversation.objects.filter(pk=round.conversation_id).exists()
    assert kept["Location"] == url(world.round)
    assert Round.objects.filter(pk=world.round.pk).exists()


def test_markup_formulas_and_unseen_characters_stay_text(world: World, anna: Client) -> None:
    nasty = "=1+1<script>alert(1)</script>{{ 7|add:7 }}\u202egnirts\x00\u200b"
    round = draft_of(anna, "Eerst")
    step(anna, round, "instrument", {"title": nasty, "instrument": round.conversation.instrument_id})
    step(anna, round, "groepen", group_fields(("", nasty, "gemeente", 6)))
    anna.post(url(round, "voorbereiden/openen/"))

    for rest in (
        "",
        "voorbereiden/",
        "uitnodigen/",
        "uitnodigen/poster/",
        "uitnodigen/kaartjes/",
        "invullen/",
        "invullen/scherm/",
    ):
        address = url(round, rest) if rest else f"/gesprekken/{round.conversation_id}/"
        page = anna.get(address).content.decode()
        assert "<script>alert" not in page, rest
        assert not {"\x00", "\u202e", "\u200b"} & set(page), rest
        assert "{{ 7" in page or "7|add" in page, rest
    assert "&lt;script&gt;" in anna.get(url(round)).content.decode()


def test_codes_have_no_look_alikes_and_are_unique(world: World) -> None:
    codes = {join_code() for _ in range(50)}

    assert len(codes) == 50
    assert all(len(code) == 8 and set(code) <= set(ALPHABET) for code in codes)
    assert not set("01ILO") & set(ALPHABET)


def test_all_questions_can_be_read_beforehand_with_whom_they_are_for(world: World, anna: Client) -> None:
    page = text(anna.get(url(world.round, "voorbereiden/vragen/")))

    assert "We weten hoe het gaat." in page
    assert 'We werken samen. <span class="muted">(niet voor: Bewoners)</span>' in page


def test_every_change_is_in_the_log_with_a_name(world: World, anna: Client) -> None:
    round = ready_draft(world, anna)
    step(anna, round, "waarvoor", {"purpose": "Nieuw doel", "area_code": ""})
    step(anna, round, "waarvoor", {"purpose": "Nieuw doel", "area_code": ""})
    anna.post(url(round, "voorbereiden/openen/"))

    page = text(anna.get(f"/gesprekken/{round.conversation_id}/"))

    assert page.count("Doel of gebied gewijzigd") == 1
    for sentence in ("Gesprek begonnen", "Groepen gewijzigd: 3 groepen", "Ronde 1 opengezet"):
        assert sentence in page
    assert "(Anna)" in page


def test_the_list_asks_as_much_for_twenty_conversations_as_for_two(world: World, anna: Client) -> None:
    ready_draft(world, anna)
    few = queries_of(anna, "/gesprekken/")
    for number in range(18):
        draft_of(anna, f"Gesprek {number}")

    assert queries_of(anna, "/gesprekken/") == few
