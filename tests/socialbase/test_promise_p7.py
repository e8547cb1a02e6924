"""P7 on the map: an erased contact, and an entry that was taken off, stay away after an older back-up is put back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core import serializers
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from samenspraak.organisations.models import AuditEvent
from samenspraak.socialbase.models import Actor, Contact, Import, Part, Tie
from tests.conftest import World
from tests.socialbase.maps import Volunteer, bind, part, put, reach

KEPT = (Import, Actor, Contact, Tie, Part, AuditEvent)


@pytest.fixture(autouse=True)
def diary(settings: Settings, tmp_path: Path) -> Path:
    settings.ERASURES = tmp_path / "erasures.log"
    return tmp_path / "erasures.log"


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Any:
    return lambda: django_capture_on_commit_callbacks(execute=True)


def back_up() -> list[str]:
    return [serializers.serialize("json", model.objects.all()) for model in KEPT]


def put_back(copy: list[str]) -> None:
    for model in reversed(KEPT):
        model.objects.all().delete()
    for rows in copy:
        for row in serializers.deserialize("json", rows):
            row.save()


def test_promise_p7_an_erased_contact_stays_erased_and_a_new_one_stays(
    world: World, anna: Client, committed: Any
) -> None:
    actor = put(world, "De Linde")
    reach(actor)
    url, told = f"/sociale-basis/{actor.pk}/contact/", {"contact_email": "bo@linde.example", "consent": "on"}
    copy = back_up()
    with committed():
        anna.post(f"{url}wissen/")
    put_back(copy)
    assert Contact.objects.exists()

    call_command("erase_again")
    assert not Contact.objects.exists()

    anna.post(url, told)
    call_command("erase_again")
    assert Contact.objects.get().email == "bo@linde.example"


def test_promise_p7_a_contact_that_was_replaced_does_not_come_back(
    world: World, anna: Client, committed: Any
) -> None:
    actor = put(world, "De Linde")
    reach(actor)
    copy = back_up()
    with committed():
        anna.post(
            f"/sociale-basis/{actor.pk}/contact/", {"contact_email": "bo@linde.example", "consent": "on"}
        )
    put_back(copy)

    call_command("erase_again")

    assert not Contact.objects.exists()


def test_promise_p7_who_left_the_map_by_link_stays_off(world: World, committed: Any) -> None:
    actor, other = put(world, "De Linde", does="Koffie"), put(world, "De Brug")
    reach(actor)
    bind(actor, other)
    part(actor)
    volunteer, copy = Volunteer(actor), back_up()
    with committed():
        volunteer.say("weg")
    put_back(copy)
    assert Actor.objects.get(pk=actor.pk).status == "active"

    call_command("erase_again")

    kept = Actor.objects.get(pk=actor.pk)
    assert (kept.status, kept.does) == ("removed", "")
    assert not (Contact.objects.exists())
    assert not (Tie.objects.exists())
    assert not (Part.objects.exists())
    assert Actor.objects.get(pk=other.pk).status == "active"


def test_promise_p7_what_was_erased_altogether_is_gone_from_the_log_too(
    world: World, anna: Client, committed: Any
) -> None:
    actor = put(world, "Eetclub van Ans")
    anna.post(f"/sociale-basis/{actor.pk}/klopt/")
    copy = back_up()
    with committed():
        anna.post(f"/sociale-basis/{actor.pk}/weg/", {"hoe": "wissen"})
    put_back(copy)
    assert "Ans" in str(list(AuditEvent.objects.values("detail")))

    call_command("erase_again")

    assert not Actor.objects.exists()
    assert "Ans" not in str(list(AuditEvent.objects.values("detail")))


def test_promise_p7_the_diary_holds_no_words_of_people(
    world: World, anna: Client, committed: Any, diary: Path
) -> None:
    actor = put(world, "Eetclub van Ans")
    reach(actor)
    with committed():
        anna.post(f"/sociale-basis/{actor.pk}/contact/wissen/")
        anna.post(f"/sociale-basis/{actor.pk}/weg/", {"hoe": "naam"})

    assert "Ans" not in diary.read_text()
    assert "linde.example" not in diary.read_text()
