"""The demo shows every stop of two finished conversations, and two that are open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils.timezone import localdate, localtime
from pytest_django import DjangoDbBlocker

from samenspraak.conversations.models import Conversation, Participant, Remark, Response, Round
from samenspraak.conversations.queries.rounds import questions_of
from samenspraak.conversations.services.instruments import sync_instruments
from samenspraak.core.freshness import tally
from samenspraak.core.spheres import PlacedCard, is_open, sphere_picture
from samenspraak.demo import CARD_CODE, JOIN_CODE, PASSWORD, Demo, fill_demo
from samenspraak.demo.stories import story
from samenspraak.organisations.models import Organisation
from samenspraak.outcomes.models import Action, JointPosition, Note, Passage
from samenspraak.results.models import OpinionGroups, Release
from samenspraak.results.queries.releases import latest_release, picture_of
from samenspraak.socialbase.queries.map import SocialMap, social_map
from samenspraak.socialbase.queries.vocabulary import vocabulary
from tests.socialbase.maps import words_of

pytestmark = pytest.mark.xdist_group("demo")

STOPS = ["voorbereiden", "invullen", "beeld", "verdiepen", "afspreken", "verslag", "herhalen"]
OF_CARDS = ["beeld/sferen", "beeld/agenda", "verdiepen/I1", "verdiepen/afbakening"]
# What the invented group left open; the story names them in so many words.
LEFT_OPEN = {"P1-buurtapp", "P3-geld", "P3-huis", "I1-bibliotheek", "I1-winkel", "I2-geld", "I3-zorg"}
# Who counts a card in most, and who least, by the key of the group that each is shown under.
SEEN_OTHERWISE = {
    "I1-bibliotheek": ("sociaal-domein", "verenigingen"),
    "I2-geld": ("welzijnswerk", "zorg-en-ondersteuning"),
    "G2-geloof": ("verenigingen", "zorg-en-ondersteuning"),
}


@pytest.fixture(scope="module")
def played(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Demo, int]]:
    """The demo with the number of mails that left while it was played: once, for it takes seconds."""
    with django_db_blocker.unblock(), transaction.atomic():
        mail.outbox.clear()
        sync_instruments()
        yield fill_demo(), len(mail.outbox)
        transaction.set_rollback(True)


@pytest.fixture
def demo(played: tuple[Demo, int], db: None) -> Demo:
    return played[0]


@pytest.fixture
def drawn(demo: Demo) -> SocialMap:
    return social_map(Organisation.objects.get(is_demo=True), today=localdate())


def finished() -> Conversation:
    return Conversation.objects.get(title=story("lindeveen")["finished"]["title"])


def laid() -> Round:
    return Round.objects.get(conversation__title=story("cards")["finished"]["title"])


def laid_cards(round: Round) -> dict[str, PlacedCard]:
    """Where the picture of *round* puts every card."""
    last = latest_release(round)
    assert last
    placed = sphere_picture(picture_of(last), questions_of(round))
    assert placed
    return {card.card: card for card in placed.cards}


def test_the_printed_words_let_a_newcomer_in(demo: Demo, client: Client) -> None:
    words = demo.describe("http://localhost:8000")
    signed_in = client.post("/account/login/", {"login": demo.email, "password": demo.password})

    assert all(part in words for part in ("http://localhost:8000", demo.email, PASSWORD))
    assert all(title in words for title in (finished().title, laid().conversation.title))
    assert all(f"/mee/{code}/" in words for code in (JOIN_CODE, CARD_CODE))
    assert max(len(line) for line in words.splitlines()) <= 80
    assert signed_in.status_code == 302
    for code in (JOIN_CODE, CARD_CODE):
        assert client.get(f"/mee/{code}/").status_code == 200


def test_every_stop_of_the_finished_conversations_opens(demo: Demo, client: Client) -> None:
    client.post("/account/login/", {"login": demo.email, "password": demo.password})
    pages = [f"{finished().pk}/2/{stop}/" for stop in STOPS]
    pages += [f"{laid().conversation_id}/1/{stop}/" for stop in (*STOPS, *OF_CARDS)]

    for address in pages:
        assert client.get(f"/gesprekken/{address}").status_code == 200, address


def test_who_is_running_comes_first_in_the_list(demo: Demo, client: Client) -> None:
    client.post("/account/login/", {"login": demo.email, "password": demo.password})
    page = client.get("/gesprekken/").content.decode()
    open_and_finished = [
        story(name)[part]["title"] for part in ("open", "finished") for name in ("cards", "lindeveen")
    ]

    places = [page.index(title) for title in open_and_finished]
    assert places == sorted(places)


def test_rounds_close_at_five_whenever_the_demo_begins(demo: Demo) -> None:
    moments = [localtime(round.closes_at) for round in Round.objects.all()]

    assert {(moment.hour, moment.minute) for moment in moments} == {(17, 0)}


def test_the_story_is_whole(demo: Demo) -> None:
    rounds = list(finished().rounds.order_by("number"))
    sent = Response.objects.filter(round__in=rounds, status=Response.Status.SENT)

    assert [round.status for round in rounds] == [Round.Status.CLOSED, Round.Status.CLOSED]
    assert sent.count() >= 120
    assert {response.group.key for response in sent.select_related("group") if response.group} == {
        "beleid-armoede",
        "beleid-gezondheid",
        "aanjagers",
        "uitvoering",
        "organisaties",
        "bewoners",
    }
    assert JointPosition.objects.filter(round=rounds[1]).count() == 6
    assert set(finished().actions.values_list("status", flat=True)) == set(Action.Status.values)
    assert Release.objects.filter(round=rounds[1]).latest("number").paired
    assert Round.objects.get(code=JOIN_CODE).status == Round.Status.OPEN


def test_two_opinion_groups_are_there_to_be_found(demo: Demo) -> None:
    """Every second person of every group sees it the other way; beside all other figures they may be shown."""
    groups = OpinionGroups.objects.get(round__conversation=finished(), round__number=2)

    assert groups.picture["reason"] == ""
    assert len(groups.picture["groups"]) == 2
    assert len(groups.picture["statements"]) == 15
    assert len(groups.picture["relations"]) == 4
    assert groups.picture["groups"][0]["region"]


def test_the_story_of_the_cards_is_whole(demo: Demo) -> None:
    round, told = laid(), story("cards")
    sent = round.responses.filter(status=Response.Status.SENT).select_related("group")
    remarks = Remark.objects.filter(round=round)
    written = sum(len(texts) for texts in told["remarks"].values())

    assert round.status == Round.Status.CLOSED
    assert sent.count() == 100
    assert {sheet.group.key for sheet in sent if sheet.group} == {one["key"] for one in told["groups"]}
    assert {card.id for card in questions_of(round).cards if card.is_local} == {"lokaal-het-veenfeest"}
    assert remarks.count() == written
    assert 0 < remarks.filter(status=Remark.Status.WITHHELD).count() < written / 5
    assert JointPosition.objects.filter(round=round).count() == 9
    assert Note.objects.filter(round=round).count() == len(told["notes"])
    assert Passage.objects.filter(round=round).exclude(text="").count() == len(Passage.Section)
    assert round.delimitation.agreed_on
    assert set(round.conversation.actions.values_list("status", flat=True)) == set(Action.Status.values)


def test_the_picture_of_the_cards_is_the_one_the_group_wrote_about(demo: Demo) -> None:
    """A group that leaves the library open, because the clubs doubt it, must have a picture that says so."""
    cards = laid_cards(laid())

    assert {name for name, card in cards.items() if is_open(card)} == LEFT_OPEN
    assert {name for name, card in cards.items() if card.is_out} == {"I3-wijkagent"}
    for name, (more, less) in SEEN_OTHERWISE.items():
        contrast = cards[name].contrast
        assert contrast, name
        assert (contrast.more, contrast.less) == (more, less)


def test_whoever_lays_the_cards_sees_the_picture_at_once(demo: Demo) -> None:
    round = Round.objects.get(code=CARD_CODE)

    assert (round.status, round.revealed) == (Round.Status.OPEN, True)
    assert len(laid_cards(round)) == 37


def test_the_map_has_about_eighty_entries_and_two_hundred_ties(drawn: SocialMap) -> None:
    fresh = tally(one.freshness for one in drawn.entries)

    assert 75 <= len(drawn.entries) <= 90
    assert 190 <= len(drawn.ties) <= 230
    assert fresh.fresh > fresh.fading > fresh.faded > 0
    assert any(not tie.mutual for tie in drawn.ties)
    assert any(one.actor is None for one in drawn.roles)


def test_the_map_speaks_the_words_of_the_vocabulary(drawn: SocialMap) -> None:
    words = vocabulary()
    known = ({one.id for one in words.topics}, {one.id for one in words.target_groups})

    assert {key for one in drawn.entries for key in one.topics} <= known[0]
    assert {key for one in drawn.entries for key in one.target_groups} <= known[1]


def test_a_newcomer_sees_all_of_the_map(demo: Demo, client: Client) -> None:
    client.post("/account/login/", {"login": demo.email, "password": demo.password})

    assert "Stichting Buurtkracht" in words_of(client.get("/sociale-basis/?zoek=buurtkracht"))
    assert "P1. Familie, vrienden en buren Schrijf iets op" in words_of(
        client.get("/sociale-basis/wie-doet-wat/")
    )
    assert "Taalhuis (hoort bij: Moskee Lindeveen)" in words_of(client.get("/sociale-basis/suggesties/"))


def test_nobody_is_sent_a_mail_and_nobody_has_a_real_address(played: tuple[Demo, int], demo: Demo) -> None:
    addresses = Action.objects.exclude(owner_email="").values_list("owner_email", flat=True)

    assert played[1] == 0
    assert all(address.endswith("@lindeveen.example") for address in addresses)
    assert "verzonnen" in Organisation.objects.get().name


def test_a_second_start_leaves_the_demo_as_it_is(demo: Demo) -> None:
    before = (Response.objects.count(), Participant.objects.count(), Action.objects.count())

    fill_demo()

    assert (Response.objects.count(), Participant.objects.count(), Action.objects.count()) == before
