"""P8: nobody sees others' answers before having sent their own and before the reveal or the closing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from samenspraak.conversations.models import Response
from samenspraak.conversations.services.answering import finish_round
from samenspraak.results.queries import releases
from samenspraak.results.views import participant
from tests.conftest import World
from tests.conversations.phones import Phone, text_of
from tests.results.rounds import add, by_name, change, close, fill, made, phone_of, reveal, url

OTHERS = ("Werkt en is geborgd", "n = 18", "De groep</dt>", "<svg xmlns")


def shows_others(phone: Phone) -> bool:
    """Say whether a participant's picture or thank-you page holds anything of other people's answers."""
    sources = [text_of(phone.get("beeld/", follow=True)), text_of(phone.get("klaar/", follow=True))]
    return (
        "n = 18" in sources[0]
        or "tegenover" in sources[0]
        or "De groep</dt>" in sources[0]
        or "n = 1" in sources[1]
    )


def test_who_sent_sees_the_group_after_the_closing(world: World) -> None:
    fill(world)
    close(world)
    made(world)
    phone = phone_of(world, world.round.responses.filter(group__key="beleid")[0])

    page = text_of(phone.get("beeld/"))

    assert "Jij en de groep" in page
    assert "n = 18" in page
    assert "Jij staat" in page
    assert shows_others(phone)


def test_who_sent_sees_nothing_while_the_round_is_open(world: World) -> None:
    fill(world)
    phone = phone_of(world, world.round.responses.all()[0])

    answer = phone.get("beeld/")

    assert answer.status_code == 200
    assert "pas als de ronde sluit" in text_of(answer)
    assert not shows_others(phone)


def test_after_the_reveal_who_sent_sees_the_group(world: World) -> None:
    fill(world)
    reveal(world)
    made(world)

    assert shows_others(phone_of(world, world.round.responses.all()[0]))


def test_who_only_began_sees_nothing_even_after_the_reveal(world: World) -> None:
    fill(world)
    begun = world.answer("beleid", status=Response.Status.BEGUN, A1="5")
    reveal(world)
    made(world)
    phone = phone_of(world, begun)

    page = text_of(phone.get("beeld/"))

    assert "als je je eigen antwoorden hebt verstuurd" in page
    assert not any(words in page for words in OTHERS)


def test_between_the_reveal_and_the_first_picture_there_is_a_kind_word(world: World) -> None:
    fill(world, each=1)
    reveal(world)
    phone = phone_of(world, world.round.responses.all()[0])

    assert "als er genoeg antwoorden zijn" in text_of(phone.get("beeld/"))


def test_who_is_not_known_goes_to_the_page_where_one_joins(world: World) -> None:
    fill(world)
    close(world)
    made(world)

    answer = Phone(code=world.round.code).get("beeld/")

    assert answer.status_code == 302
    assert answer["Location"] == f"/mee/{world.round.code}/"


def test_answers_after_the_picture_enter_only_with_the_next(world: World) -> None:
    fill(world)
    reveal(world)
    made(world)
    mine = world.answer("beleid", A1="5", A2="5")
    phone = phone_of(world, mine)

    page = text_of(phone.get("beeld/"))

    assert "n = 18" in page
    assert "n = 19" not in page


def test_a_changed_answer_of_somebody_else_stays_unseen(world: World, anna: Client) -> None:
    fill(world)
    reveal(world)
    made(world)
    before = anna.get(url(world, "tabellen.csv")).content
    change([world.round.responses.all()[3]], world, A1="5")

    assert anna.get(url(world, "tabellen.csv")).content == before


def test_a_reopened_round_hides_the_picture_from_participants_again(world: World) -> None:
    fill(world)
    close(world)
    made(world)
    world.round.status, world.round.closes_at = "open", world.now + timedelta(days=1)
    world.round.save(update_fields=["status", "closes_at"])

    assert not shows_others(phone_of(world, world.round.responses.all()[0]))


def test_who_comes_back_after_the_ties_are_cut_sees_the_group_without_their_own_answers(world: World) -> None:
    fill(world)
    phone = phone_of(world, world.round.responses.all()[0], with_sheet=False)
    close(world)
    made(world)
    finish_round(world.round, now=world.now)

    page = text_of(phone.get("beeld/"))

    assert "Het beeld van de groep" in page
    assert "<dt>Jij</dt>" not in page


def test_a_participant_never_sees_names_in_the_protected_mode(world: World) -> None:
    fill(world)
    Response.objects.update(name="Dunya Zwart")
    close(world)
    made(world)

    assert "Dunya" not in text_of(phone_of(world, world.round.responses.all()[0]).get("beeld/"))


def test_in_the_named_mode_everybody_who_took_part_sees_who_answered_what(world: World, anna: Client) -> None:
    by_name(world)
    for name in ("Dunya Zwart", "Ed Bakker"):
        one = add(world, "beleid", 1, A1="4")[0]
        Response.objects.filter(pk=one.pk).update(name=name)
    close(world)
    made(world)

    seen = text_of(phone_of(world, world.round.responses.all()[0]).get("beeld/"))
    facilitator = text_of(anna.get(url(world, "?thema=A")))

    assert "Ed Bakker: Werkt" in seen
    assert "Dunya Zwart" in facilitator


@pytest.mark.parametrize("kept", ["private", "no-store"])
def test_the_participants_picture_is_kept_by_no_cache(world: World, kept: str) -> None:
    fill(world)
    close(world)
    made(world)

    assert kept in phone_of(world, world.round.responses.all()[0]).get("beeld/")["Cache-Control"]


def test_planted_fault_without_the_reveal_rule_the_picture_shows_in_an_open_round(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(world)
    close(world)
    made(world)
    world.round.status, world.round.closes_at = "open", world.now + timedelta(days=1)
    world.round.save(update_fields=["status", "closes_at"])
    monkeypatch.setattr(participant, "visible_release", releases.latest_release)

    assert shows_others(phone_of(world, world.round.responses.all()[0]))
