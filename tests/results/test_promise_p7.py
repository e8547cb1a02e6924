"""P7: what somebody takes back is gone at once, also from pictures that were made, and from a conversation by name."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from samenspraak.conversations.models import Response
from samenspraak.core.picture import Named
from samenspraak.results.models import Release
from samenspraak.results.queries import releases
from tests.conftest import World
from tests.conversations.phones import text_of
from tests.results.rounds import by_name, cells_of_xlsx, made, phone_of, reveal, url

NAMES = ("Zoë", "Bob", "Ans")


@pytest.fixture
def named(world: World) -> World:
    """Three people who answered by name, and their picture."""
    by_name(world)
    for name in NAMES:
        sheet = world.answer("beleid", A1="4", A2="1")
        Response.objects.filter(pk=sheet.pk).update(name=name)
    reveal(world)
    made(world)
    return world


def sheet_of(name: str) -> Response:
    return Response.objects.get(name=name)


def everything_shown(world: World, anna: Client) -> str:
    """Return what the facilitator and a participant see, the files, and what releases keep."""
    ans = phone_of(world, sheet_of("Ans"))
    return "\n".join(
        [
            text_of(anna.get(url(world, "?thema=A"))),
            str(cells_of_xlsx(anna, world)),
            text_of(ans.get("beeld/")),
            json.dumps(
                list(Release.objects.values_list("picture", "remarks", "paired", "round__ledger__ledger")),
                ensure_ascii=False,
            ),
        ]
    )


def test_who_answered_by_name_is_seen_by_everybody(named: World, anna: Client) -> None:
    assert all(everything_shown(named, anna).count(name) >= 3 for name in NAMES)


def test_who_takes_a_named_answer_back_is_gone_from_every_screen_and_file(named: World, anna: Client) -> None:
    phone_of(named, sheet_of("Bob")).post("kaart/", actie="trek-in", zeker="1")

    shown = everything_shown(named, anna)

    assert "Bob" not in shown
    assert "Zoë" in shown


def test_no_release_keeps_who_answered_what(named: World) -> None:
    kept = json.dumps([one.picture for one in Release.objects.all()], ensure_ascii=False)

    assert not any(name in kept for name in NAMES)


def test_the_order_of_names_does_not_tell_who_came_first(named: World, anna: Client) -> None:
    page = text_of(anna.get(url(named, "?thema=A")))

    assert page.index("Ans") < page.index("Bob") < page.index("Zoë")


def test_an_answer_changed_since_the_picture_enters_with_the_next(named: World, anna: Client) -> None:
    before = cells_of_xlsx(anna, named)
    Response.objects.filter(name="Bob").update(sheet="1-----")
    meanwhile = cells_of_xlsx(anna, named)

    made(named)

    assert meanwhile == before
    assert cells_of_xlsx(anna, named) != before


def test_planted_fault_names_in_the_picture_itself_would_stay(
    named: World, anna: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    bob = Named(name="Bob", group="beleid", cells={"A1": "4"})
    monkeypatch.setattr(releases, "people_of", lambda _release: (bob,))
    phone_of(named, sheet_of("Bob")).post("kaart/", actie="trek-in", zeker="1")

    assert "Bob" in text_of(anna.get(url(named, "?thema=A")))
