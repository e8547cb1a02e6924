"""Remarks: in batches of at least k, without group or time, released one by one, gone when taken back."""

from __future__ import annotations

import re
from uuid import uuid4

from django.test import Client

from samenspraak.conversations.models import Remark, Response
from samenspraak.conversations.queries.answering import Visit
from samenspraak.conversations.queries.tokens import Token
from samenspraak.conversations.services.answering import finish_round, save_remark, withdraw
from samenspraak.results.models import Release
from samenspraak.results.queries.releases import latest_release
from samenspraak.results.queries.remarks import shown_remarks
from tests.conftest import World
from tests.conversations.phones import text_of
from tests.results.rounds import add, cells_of_xlsx, close, fill, made, phone_of, remark, reveal, url


def with_remarks(
    world: World, number: int, *, item: str = "A-opmerking", group: str = "beleid"
) -> list[Remark]:
    return [
        remark(world, one, f"Zin {item} {i}", item=item) for i, one in enumerate(add(world, group, number))
    ]


def author(one: Remark) -> Response:
    assert one.response is not None
    return one.response


def readable(client: Client, world: World) -> list[str]:
    return re.findall(
        r'<blockquote class="quote">(.*?)</blockquote>', text_of(client.get(url(world, "opmerkingen/"))), re.S
    )


def last_number(world: World) -> str:
    last = latest_release(world.round)
    return str(last.number) if last else ""


def choose(client: Client, world: World, *shown: Remark, hidden: tuple[Remark, ...] = ()) -> None:
    choices = {str(one.pk): "show" for one in shown} | {str(one.pk): "hide" for one in hidden}
    choices["release"] = last_number(world)
    assert client.post(url(world, "opmerkingen/"), choices).status_code == 302


def test_no_remark_is_read_before_the_first_picture(world: World, anna: Client) -> None:
    with_remarks(world, 8)
    close(world)

    assert readable(anna, world) == []


def test_four_remarks_stay_unread_and_five_can_be_read(world: World, anna: Client) -> None:
    with_remarks(world, 4)
    add(world, "beleid", 4)
    reveal(world)
    made(world)
    assert readable(anna, world) == []

    with_remarks(world, 1)
    add(world, "beleid", 4)
    made(world)

    assert len(readable(anna, world)) == 5


def test_a_single_late_remark_is_not_read_though_five_were(world: World, anna: Client) -> None:
    with_remarks(world, 6)
    reveal(world)
    made(world)
    with_remarks(world, 1)
    add(world, "beleid", 4)
    made(world)

    assert len(readable(anna, world)) == 6


def test_themes_with_few_remarks_are_read_together_without_their_theme(world: World, anna: Client) -> None:
    with_remarks(world, 3)
    with_remarks(world, 3, item="B-opmerking", group="uitvoering")
    close(world)
    made(world)

    page = text_of(anna.get(url(world, "opmerkingen/")))

    assert "Alle thema&#x27;s samen" in page
    assert len(readable(anna, world)) == 6


def test_remarks_stand_in_the_order_of_their_themes(world: World, anna: Client) -> None:
    with_remarks(world, 5, item="B-opmerking")
    close(world)
    made(world)
    with_remarks(world, 5)
    made(world)

    page = text_of(anna.get(url(world, "opmerkingen/")))

    assert page.index("Zin A-opmerking") < page.index("Zin B-opmerking")


def test_one_person_who_writes_five_remarks_is_one_writer(world: World, anna: Client) -> None:
    people = add(world, "beleid", 6)
    for one in people[:3]:
        remark(world, one, "Eerste", item="A-opmerking")
        remark(world, one, "Tweede", item="B-opmerking")
    close(world)
    made(world)

    assert readable(anna, world) == []


def test_the_facilitator_sees_no_group_and_no_time(world: World, anna: Client) -> None:
    with_remarks(world, 6, group="bewoners")
    close(world)
    made(world)

    page = text_of(anna.get(url(world, "opmerkingen/")))
    form = page[page.index('<form class="form"') : page.index("Bewaar je keuzes")]

    assert "Bewoners" not in form
    assert "<time" not in form


def test_only_chosen_remarks_reach_the_group_and_every_choice_is_a_release(
    world: World, anna: Client
) -> None:
    fill(world)
    first, second, *rest = with_remarks(world, 6)
    close(world)
    made(world)
    before = Release.objects.count()

    choose(anna, world, first, hidden=(second,))

    assert Release.objects.count() == before + 1
    last = latest_release(world.round)
    assert last is not None
    assert shown_remarks(last) == {"A": (first.text,)}
    page = text_of(phone_of(world, world.round.responses.all()[0]).get("beeld/"))
    assert first.text in page
    assert second.text not in page
    assert rest[0].text not in page
    assert first.text in text_of(anna.get(url(world, "?thema=A")))
    assert [row[-1] for row in cells_of_xlsx(anna, world)[2]][1:] == [first.text]


def test_saving_the_same_choices_makes_no_new_release(world: World, anna: Client) -> None:
    first, *_rest = with_remarks(world, 6)
    close(world)
    made(world)
    choose(anna, world, first)
    number = Release.objects.count()

    choose(anna, world, first)

    assert Release.objects.count() == number


def test_a_remark_that_may_not_be_read_cannot_be_released(world: World, anna: Client) -> None:
    with_remarks(world, 6)
    few = with_remarks(world, 2, item="B-opmerking")
    close(world)
    made(world)

    choose(anna, world, few[0])

    few[0].refresh_from_db()
    assert few[0].status == Remark.Status.WAITING
    assert Release.objects.count() == 1


def test_a_remark_that_was_taken_back_is_gone_from_every_release(world: World, anna: Client) -> None:
    first, *_rest = with_remarks(world, 6)
    reveal(world)
    made(world)
    choose(anna, world, first)
    response = author(first)
    token = Token(round=world.round.pk, code="X", response=response.pk)

    withdraw(Visit(world.round, token, response, response.participant, world.now))

    for one in Release.objects.all():
        assert shown_remarks(one) == {}
        assert first.text not in str(one.remarks)
    assert first.text not in text_of(anna.get(url(world, "?thema=A")))


def test_a_remark_its_author_changes_is_gone_until_it_is_chosen_again(world: World, anna: Client) -> None:
    first, *rest = with_remarks(world, 6)
    reveal(world)
    made(world)
    choose(anna, world, first)

    save_remark(author(first), first.item, "Iets heel anders")

    last = latest_release(world.round)
    assert last is not None
    assert shown_remarks(last) == {}
    assert len(readable(anna, world)) == len(rest)
    assert "Iets heel anders" not in text_of(anna.get(url(world, "opmerkingen/")))


def test_remarks_can_still_be_chosen_after_the_ties_are_cut(world: World, anna: Client) -> None:
    first, *_rest = with_remarks(world, 6)
    close(world)
    finish_round(world.round, now=world.now)
    made(world)

    choose(anna, world, first)

    assert len(readable(anna, world)) == 6
    assert first.text in text_of(anna.get(url(world, "?thema=A")))


def test_a_remark_with_markup_is_shown_as_text(world: World, anna: Client) -> None:
    one, *_rest = with_remarks(world, 6)
    Remark.objects.filter(pk=one.pk).update(text="<script>alert(1)</script> =1+1 {{ settings }}")
    one.refresh_from_db()
    close(world)
    made(world)
    choose(anna, world, one)

    page = text_of(anna.get(url(world, "?thema=A")))

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; =1+1 {{ settings }}" in page


def test_the_others_are_shown_at_once_and_what_was_hidden_stays_hidden(world: World, anna: Client) -> None:
    made_remarks = with_remarks(world, 6)
    close(world)
    made(world)
    assert "Bij 6 moet je nog kiezen" in text_of(anna.get(url(world, "opmerkingen/")))

    anna.post(url(world, "opmerkingen/"), {str(made_remarks[0].pk): "hide", "rest": "on", "release": "1"})

    last = latest_release(world.round)
    assert last is not None
    assert sorted(shown_remarks(last)["A"]) == sorted(one.text for one in made_remarks[1:])
    assert "Bewaar, en laat alle andere zien" not in text_of(anna.get(url(world, "opmerkingen/")))


def test_nobody_shows_at_once_what_came_after_the_page_was_read(world: World, anna: Client) -> None:
    read = with_remarks(world, 6)
    reveal(world)
    made(world)
    page = text_of(anna.get(url(world, "opmerkingen/")))
    number = re.findall(r'name="release" value="(\d+)"', page)[0]
    later = with_remarks(world, 6)
    made(world)

    anna.post(url(world, "opmerkingen/"), {"rest": "on", "release": number, str(later[0].pk): "show"})

    last = latest_release(world.round)
    assert last is not None
    assert len(readable(anna, world)) == 12
    assert sorted(shown_remarks(last)["A"]) == sorted(one.text for one in read)


def test_choices_about_more_than_a_thousand_remarks_go_in_one_form(world: World, anna: Client) -> None:
    one, *_others = with_remarks(world, 6)
    close(world)
    made(world)
    many = {str(uuid4()): "show" for _ in range(2_500)}

    answer = anna.post(url(world, "opmerkingen/"), {**many, str(one.pk): "show", "release": "1"})

    assert answer.status_code == 302
    last = latest_release(world.round)
    assert last is not None
    assert shown_remarks(last) == {"A": (one.text,)}
