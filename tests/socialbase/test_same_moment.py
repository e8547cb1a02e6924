"""Two people, two tabs or two clicks on the map at the same moment: one outcome, and no error page (P2)."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.test import Client

from samenspraak.socialbase.models import Actor, Contact, Import, Part, Suggested, Suggestion, Tie
from tests.conftest import World, signed_in
from tests.conversations.phones import hidden
from tests.socialbase.lists import URL, as_csv, upload
from tests.socialbase.maps import Volunteer, put, reach
from tests.socialbase.test_suggestions import end, give, sent_phone, switch
from tests.test_same_moment import AT_ONCE, at_once, posts

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tabs(world: World) -> list[Client]:
    """Anna, with some tabs open."""
    return [signed_in(world.anna) for _ in range(AT_ONCE)]


def test_an_entry_is_put_on_the_map_once(world: World, tabs: list[Client]) -> None:
    fields = {
        "name": "De Linde",
        "kind": "association",
        "sphere": "communal",
        "formal": "nee",
        "reach": "municipality",
    }

    statuses = posts(tabs, "/sociale-basis/nieuw/", fields)

    assert sorted(statuses) == [302] + [422] * (AT_ONCE - 1)
    assert Actor.objects.count() == 1


def test_a_contact_is_kept_once(world: World, tabs: list[Client]) -> None:
    actor = put(world, "De Linde")
    fields = {"contact_email": "an@linde.example", "consent": "on"}

    assert set(posts(tabs, f"/sociale-basis/{actor.pk}/contact/", fields)) == {302}
    assert Contact.objects.count() == 1


def test_a_tie_and_a_line_of_the_register_are_laid_once(world: World, tabs: list[Client]) -> None:
    actor, other = put(world, "De Linde"), put(world, "De Brug")
    laid = {"kind": "works_with", "other": str(other.pk), "strength": "1"}
    written = {"theme": "klein:A", "role": "does", "actor": str(actor.pk)}

    ties = posts(tabs, f"/sociale-basis/{actor.pk}/verbinden/", laid)
    parts = posts(tabs, "/sociale-basis/wie-doet-wat/nieuw/", written)

    assert sorted(ties) == [302] + [422] * (AT_ONCE - 1)
    assert (Tie.objects.count(), Part.objects.count()) == (1, 1)
    assert set(parts) <= {302, 422}


def test_a_link_works_once_for_who_press_together(world: World) -> None:
    actor = put(world, "De Linde")
    reach(actor)
    volunteers = [Volunteer(actor) for _ in range(2)]
    deeds = [
        lambda one=one, wish=wish: one.say(wish).status_code
        for one in volunteers
        for wish in ("klopt", "weg")
    ]

    assert sorted(at_once(deeds)) == [200, 410, 410, 410]


def test_who_leaves_the_map_is_gone_whatever_colleagues_do_at_that_moment(
    world: World, tabs: list[Client]
) -> None:
    actor, other = put(world, "De Linde"), put(world, "De Brug")
    reach(actor)
    volunteer, entry = Volunteer(actor), f"/sociale-basis/{actor.pk}/"
    person = {"contact_email": "bo@linde.example", "consent": "on"}
    laid = {"kind": "works_with", "other": str(other.pk), "strength": "1"}

    statuses = at_once(
        [
            lambda: volunteer.say("weg").status_code,
            lambda: tabs[0].post(f"{entry}contact/", person).status_code,
            lambda: tabs[1].post(f"{entry}klopt/").status_code,
            lambda: tabs[2].post(f"{entry}verbinden/", laid).status_code,
        ]
    )

    assert set(statuses) <= {200, 302, 404, 410, 422}
    if statuses[0] == 200:
        assert (Contact.objects.count(), Tie.objects.count()) == (0, 0)


def test_an_entry_is_erased_once(world: World, tabs: list[Client]) -> None:
    actor = put(world, "De Linde")

    statuses = posts(tabs, f"/sociale-basis/{actor.pk}/weg/", {"hoe": "wissen"})

    assert set(statuses) <= {302, 404}
    assert not Actor.objects.exists()


def test_a_list_is_read_in_once_and_taken_back_once(world: World, tabs: list[Client]) -> None:
    preview = upload(tabs[0], as_csv([["naam", "werkt samen met"], ["De Linde", "De Brug"], ["De Brug", ""]]))
    form = {"lijst": hidden(preview, "lijst")}

    assert set(posts(tabs, f"{URL}bewaren/", form)) == {302}
    assert (Actor.objects.count(), Tie.objects.count(), Import.objects.count()) == (2, 1, 1)

    undone = posts(tabs, f"{URL}{Import.objects.get().pk}/terug/", {})
    assert set(undone) <= {302, 404}
    assert not Actor.objects.exists()


def test_a_suggestion_is_given_and_decided_about_once(world: World, tabs: list[Client]) -> None:
    switch(world)
    phone = sent_phone()
    answers = at_once([lambda: phone.post("samen/", missing="De kookclub").status_code] * AT_ONCE)
    assert sorted(answers) == [200] + [409] * (AT_ONCE - 1)
    assert (Suggestion.objects.count(), Suggested.objects.count()) == (1, 1)

    give(world, 5)
    end(world)
    at_once([lambda: call_command("tick")] * 2)
    wish = {"what": "new", "name": "Kookclub", "kind": "association", "sphere": "communal"}
    address = f"/sociale-basis/suggesties/{Suggestion.objects.filter(batch=1)[0].pk}/"
    assert set(posts(tabs, address, wish)) <= {302, 422}
    assert Actor.objects.count() == 1
