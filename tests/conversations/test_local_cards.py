"""Cards of one's own: added while preparing, fixed when the round opens, the same question in the next."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from samenspraak.conversations.forms.local_cards import LocalCardForm
from samenspraak.conversations.models import InstrumentVersion, LocalCard, Response, Round
from samenspraak.conversations.queries.instruments import newest_versions
from samenspraak.conversations.queries.rounds import questions_of
from samenspraak.conversations.services.instruments import sync, written
from samenspraak.conversations.services.local_cards import MOST_CARDS
from samenspraak.conversations.services.preparing import start_conversation
from samenspraak.conversations.services.rounds import close_round, open_round, start_next_round
from samenspraak.core.cards import LocalCard as Card
from samenspraak.core.cards import with_cards
from samenspraak.core.instrument import content_digest, load_instrument
from tests.conftest import World
from tests.conversations.cards import CARDS, cards_version
from tests.conversations.facilitators import group_fields, step, text, url

SOUP = {"title": "De soepmiddag", "theme": "P1", "explanation": "Elke week koken buren samen soep."}
INSTRUMENT = load_instrument(CARDS.read_text(encoding="utf-8"), name="kaarten.yaml")


@pytest.fixture
def version(world: World) -> InstrumentVersion:
    return cards_version()


@pytest.fixture
def draft(world: World, version: InstrumentVersion, anna: Client) -> Round:
    return draft_of(world, version, anna)


def draft_of(world: World, version: InstrumentVersion, client: Client, key: str = "1") -> Round:
    round = start_conversation(
        world.organisation,
        key=f"00000000-0000-4000-8000-00000000000{key}",  # type: ignore[arg-type]
        title=f"Sociale basis {key}",
        instrument=version,
        actor=world.anna,
        now=world.now,
    )
    round = Round.objects.get(pk=round.pk)
    step(client, round, "groepen", group_fields(("beleid", "Beleid", "gemeente", 8)))
    return round


def add(client: Client, round: Round, **changed: str) -> Any:
    return client.post(url(round, "voorbereiden/kaarten/"), {**SOUP, **changed})


def asked(round: Round) -> list[str]:
    return [card.id for card in questions_of(Round.objects.get(pk=round.pk)).cards]


def open_now(world: World, round: Round) -> Round:
    open_round(Round.objects.get(pk=round.pk), actor=world.anna, now=world.now)
    return Round.objects.get(pk=round.pk)


# In the draft


def test_a_card_stands_after_the_other_cards_of_its_theme(draft: Round, anna: Client) -> None:
    assert add(anna, draft)["Location"] == url(draft, "voorbereiden/kaarten/")

    assert asked(draft) == ["P1-familie", "P1-buren", "lokaal-de-soepmiddag", "I1-bieb", "I1-loket"]
    assert "De soepmiddag" in text(anna.get(url(draft)))
    assert "De soepmiddag" in text(anna.get(url(draft, "voorbereiden/vragen/")))


def test_a_card_is_changed_and_stays_the_same_question(draft: Round, anna: Client) -> None:
    add(anna, draft)
    page = text(anna.get(url(draft, "voorbereiden/kaarten/lokaal-de-soepmiddag/")))
    assert 'value="De soepmiddag"' in page

    anna.post(
        url(draft, "voorbereiden/kaarten/lokaal-de-soepmiddag/"),
        {"title": "De soepavond", "theme": "I1", "explanation": ""},
    )

    card = draft.conversation.local_cards.get()
    assert (card.key, card.title, card.theme, card.explanation) == (
        "lokaal-de-soepmiddag",
        "De soepavond",
        "I1",
        "",
    )


def test_a_card_is_taken_away(draft: Round, anna: Client) -> None:
    add(anna, draft)
    address = url(draft, "voorbereiden/kaarten/lokaal-de-soepmiddag/weghalen/")

    assert "is weggehaald" in text(anna.post(address, follow=True))
    assert anna.post(address).status_code == 302

    assert not draft.conversation.local_cards.exists()


def test_what_is_typed_in_a_card_that_is_gone_can_be_added_again(draft: Round, anna: Client) -> None:
    add(anna, draft)
    anna.post(url(draft, "voorbereiden/kaarten/lokaal-de-soepmiddag/weghalen/"))

    page = anna.post(url(draft, "voorbereiden/kaarten/lokaal-de-soepmiddag/"), SOUP)

    assert "Deze kaart is intussen weggehaald." in text(page)
    assert f'action="{url(draft, "voorbereiden/kaarten/")}"' in text(page)
    assert 'value="De soepmiddag"' in text(page)
    assert anna.get(url(draft, "voorbereiden/kaarten/lokaal-de-soepmiddag/")).status_code == 404


def test_the_same_form_twice_is_one_card(draft: Round, anna: Client) -> None:
    add(anna, draft)
    again = add(anna, draft)

    assert draft.conversation.local_cards.count() == 1
    assert "Er is al een kaart met deze naam." in text(again)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": " "}, "Geef de kaart een naam."),
        ({"title": "x" * 81}, "80 tekens"),
        ({"title": "de BIBLIOTHEEK"}, "Er is al een kaart met deze naam."),
        ({"theme": ""}, "Kies een thema."),
        ({"theme": "V"}, "Bij dit thema kan geen kaart."),
        ({"explanation": "y" * 301}, "300 tekens"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    draft: Round, anna: Client, changed: dict[str, str], said: str
) -> None:
    page = text(add(anna, draft, **changed))

    assert said in page
    assert {**SOUP, **changed}["explanation"] in page
    assert not draft.conversation.local_cards.exists()


def test_there_is_room_for_twelve(draft: Round, anna: Client) -> None:
    for number in range(MOST_CARDS):
        assert add(anna, draft, title=f"Kaart {number}").status_code == 302

    page = text(add(anna, draft, title="Nog een"))

    assert "Jullie hebben al 12 eigen kaarten." in page
    assert 'value="Nog een"' in page
    assert draft.conversation.local_cards.count() == MOST_CARDS


@pytest.mark.parametrize(
    "title", ["!!!", "日本", "Een heel lange naam voor een kaart over van alles en nog wat"]
)
def test_every_name_gives_an_id_that_a_card_may_have(draft: Round, anna: Client, title: str) -> None:
    add(anna, draft, title=title)
    add(anna, draft, title=f"{title} hoort")
    add(anna, draft, title=f"{title} hoort bij")

    keys = list(draft.conversation.local_cards.values_list("key", flat=True))
    assert len(set(keys)) == 3
    assert len({item.id for item in questions_of(draft).items}) == len(questions_of(draft).items)


@given(title=st.text(max_size=90), explanation=st.text(max_size=310))
@settings(max_examples=40)
def test_whatever_is_typed_is_refused_or_can_be_asked(title: str, explanation: str) -> None:
    posted = {"title": title, "theme": "P1", "explanation": explanation}
    form = LocalCardForm(posted, themes=[("P1", "Familie en buren")], others=[])
    assume(form.is_valid())

    asked = with_cards(INSTRUMENT, [Card(id="lokaal-kaart", **form.cleaned_data)])

    assert content_digest(load_instrument(written(asked), name="eigen")) == content_digest(asked)


def test_a_name_from_a_text_document_can_be_asked(world: World, draft: Round, anna: Client) -> None:
    add(anna, draft, title="Dorps\u00adhuis \u200e“’t Hart” \\ é 👩\u200d👧 {yes: no}")

    card = questions_of(open_now(world, draft)).cards[2]

    assert card.item.text.nl == "Dorpshuis “’t Hart” \\ é 👩👧 {yes: no}"


def test_persons_texts_stay_text(draft: Round, anna: Client) -> None:
    nasty = "<img src=x onerror=alert(1)> {{ 7 }}"
    add(anna, draft, title=nasty, explanation=nasty)

    for page in ("voorbereiden/", "voorbereiden/kaarten/", "voorbereiden/vragen/"):
        shown = text(anna.get(url(draft, page)))
        assert "<img" not in shown
        assert "{{ 7 }}" in shown


def test_promise_p3_strangers_see_and_change_no_cards(draft: Round, anna: Client, chris: Client) -> None:
    add(anna, draft)
    addresses = ["kaarten/", "kaarten/lokaal-de-soepmiddag/", "kaarten/lokaal-de-soepmiddag/weghalen/"]

    for address in addresses:
        assert chris.post(url(draft, f"voorbereiden/{address}"), SOUP).status_code == 404

    assert chris.get(url(draft, "voorbereiden/kaarten/")).status_code == 404
    assert draft.conversation.local_cards.count() == 1


def test_an_instrument_without_cards_takes_none(world: World, anna: Client) -> None:
    round = draft_of(world, world.conversation.instrument, anna)

    assert anna.get(url(round, "voorbereiden/kaarten/"))["Location"] == url(round)
    assert add(anna, round)["Location"] == url(round)
    assert not round.conversation.local_cards.exists()
    assert "Eigen kaarten" not in text(anna.get(url(round)))


def test_another_instrument_without_that_theme_must_be_settled_first(
    world: World, draft: Round, anna: Client
) -> None:
    add(anna, draft)
    LocalCard.objects.update(theme="X9")

    assert "Kies een ander thema voor 1 eigen kaart." in text(anna.get(url(draft)))
    assert asked(draft) == ["P1-familie", "P1-buren", "I1-bieb", "I1-loket"]
    anna.post(url(draft, "voorbereiden/openen/"))
    assert Round.objects.get(pk=draft.pk).status == Round.Status.DRAFT


def test_cards_wait_while_another_instrument_is_tried(world: World, draft: Round, anna: Client) -> None:
    add(anna, draft)
    other = world.conversation.instrument
    step(anna, draft, "instrument", {"title": "Anders", "instrument": other.pk})

    assert draft.conversation.local_cards.count() == 1
    assert asked(draft) == []


# Opening


def test_opening_fixes_the_cards(world: World, draft: Round, anna: Client) -> None:
    add(anna, draft)

    opened = open_now(world, draft)

    assert opened.instrument is not None
    assert opened.instrument.conversation == draft.conversation
    assert (opened.instrument.slug, opened.instrument.version) == ("kaarten", "1.0.0")
    assert asked(opened)[2] == "lokaal-de-soepmiddag"
    assert questions_of(opened).digest == opened.questions


def test_what_is_typed_while_somebody_opens_the_round_is_given_back(
    world: World, draft: Round, anna: Client
) -> None:
    open_now(world, draft)

    page = add(anna, draft)

    assert page.status_code == 409
    assert "Deze ronde is intussen opengezet" in text(page)
    assert 'value="De soepmiddag"' in text(page)
    assert not draft.conversation.local_cards.exists()


def test_an_open_round_keeps_its_cards_whatever_is_asked(world: World, draft: Round, anna: Client) -> None:
    add(anna, draft)
    open_now(world, draft)

    anna.post(url(draft, "voorbereiden/kaarten/lokaal-de-soepmiddag/weghalen/"))
    assert anna.get(url(draft, "voorbereiden/kaarten/"))["Location"] == url(draft)

    assert draft.conversation.local_cards.count() == 1


def test_without_cards_of_its_own_a_round_asks_the_instrument_itself(
    world: World, draft: Round, version: InstrumentVersion
) -> None:
    assert open_now(world, draft).instrument == version


def test_two_conversations_with_the_same_cards_share_nothing(
    world: World, draft: Round, version: InstrumentVersion, anna: Client
) -> None:
    other = draft_of(world, version, anna, key="2")
    add(anna, draft)
    add(anna, other)

    one, two = open_now(world, draft), open_now(world, other)

    assert one.instrument != two.instrument
    assert one.questions == two.questions


def test_a_version_of_ones_own_is_offered_to_nobody(
    world: World, draft: Round, version: InstrumentVersion, anna: Client
) -> None:
    add(anna, draft)
    open_now(world, draft)

    assert version in newest_versions()
    assert all(one.conversation is None for one in newest_versions())
    assert sync("kaarten/1.0.0.yaml", version.source).problem == ""


def test_a_shipped_version_stands_once(version: InstrumentVersion) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        InstrumentVersion.objects.create(slug="kaarten", version="1.0.0", digest="a" * 64, source="")


def test_the_next_round_asks_the_same_cards_again(world: World, draft: Round, anna: Client) -> None:
    add(anna, draft)
    first = open_now(world, draft)
    close_round(first, actor=world.anna, now=world.now + timedelta(hours=1))
    following = start_next_round(
        first.conversation,
        actor=world.anna,
        now=world.now + timedelta(days=1),
        opens_at=world.now + timedelta(days=1),
        closes_at=world.now + timedelta(days=9),
    )

    assert "lokaal-de-soepmiddag" in asked(following)
    open_round(following, actor=world.anna, now=world.now + timedelta(days=2))
    assert following.instrument == first.instrument


def test_a_card_that_changes_in_the_next_round_leaves_the_first_as_it_was(
    world: World, draft: Round, anna: Client
) -> None:
    add(anna, draft)
    first = open_now(world, draft)
    close_round(first, actor=world.anna, now=world.now)
    following = start_next_round(
        first.conversation,
        actor=world.anna,
        now=world.now,
        opens_at=world.now,
        closes_at=world.now + timedelta(days=9),
    )
    anna.post(
        url(following, "voorbereiden/kaarten/lokaal-de-soepmiddag/"),
        {**SOUP, "title": "De soepmiddag op maandag"},
    )
    following = open_now(world, following)

    names = [questions_of(round).card("lokaal-de-soepmiddag").item.text.nl for round in (first, following)]
    assert names == ["De soepmiddag", "De soepmiddag op maandag"]
    assert following.instrument != first.instrument
    assert following.questions == first.questions


def test_a_conversation_goes_with_the_version_of_its_own(world: World, draft: Round, anna: Client) -> None:
    add(anna, draft)
    opened = open_now(world, draft)
    Response.objects.filter(round=opened).delete()

    opened.conversation.delete()

    assert not InstrumentVersion.objects.filter(conversation__isnull=False).exists()
    assert not Round.objects.filter(pk=opened.pk).exists()
