"""P7: deleted stays deleted, also after an older back-up is put back."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core import serializers
from django.core.management import call_command
from pytest_django import Settings

from samenspraak.conversations.models import Invitation, Participant, Remark, Response
from samenspraak.conversations.services.answering import erase_code, forget_remark
from samenspraak.conversations.services.inviting import forget
from tests.conftest import World
from tests.conversations.phones import Phone

KEPT = (Participant, Response, Remark, Invitation)


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
    for part in copy:
        for row in serializers.deserialize("json", part):
            row.save()


def a_sheet_with_a_remark(world: World) -> tuple[Phone, Response]:
    phone = Phone()
    phone.begin()
    phone.post("vragen/1/", A1="3")
    sheet = phone.sheet()
    Remark.objects.create(round=world.round, response=sheet, item="A-opmerking", text="Weg hiermee.")
    phone.send()
    return phone, sheet


def test_a_withdrawn_sheet_does_not_come_back_with_a_back_up(world: World, committed: Any) -> None:
    phone, sheet = a_sheet_with_a_remark(world)
    other = world.answer("beleid", A1="4")
    copy = back_up()
    with committed():
        phone.post("kaart/", actie="trek-in", zeker="1")
    assert not Response.objects.filter(pk=sheet.pk).exists()

    put_back(copy)
    assert Remark.objects.filter(text="Weg hiermee.").exists()
    call_command("erase_again")

    assert not Response.objects.filter(pk=sheet.pk).exists()
    assert not Remark.objects.exists()
    assert Response.objects.filter(pk=other.pk).exists()


def test_without_the_diary_the_sheet_would_come_back(world: World, committed: Any, diary: Path) -> None:
    phone, sheet = a_sheet_with_a_remark(world)
    copy = back_up()
    with committed():
        phone.post("kaart/", actie="trek-in", zeker="1")
    diary.unlink()

    put_back(copy)
    call_command("erase_again")

    assert Response.objects.filter(pk=sheet.pk).exists()


def test_an_erased_code_opens_nothing_after_a_restore(world: World, committed: Any) -> None:
    sheet = world.answer("beleid", A1="3")
    participant = sheet.participant
    assert participant is not None
    copy = back_up()
    with committed():
        erase_code(participant)

    put_back(copy)
    call_command("erase_again")

    assert not Participant.objects.exists()
    assert Response.objects.get(pk=sheet.pk).participant is None


def test_an_emptied_remark_and_a_removed_address_stay_away(world: World, committed: Any) -> None:
    _phone, sheet = a_sheet_with_a_remark(world)
    invitation = Invitation.objects.create(round=world.round, email="weg@example.org")
    copy = back_up()
    with committed():
        forget_remark(sheet, "A-opmerking")
        forget(invitation, actor=world.anna, now=world.now)

    put_back(copy)
    call_command("erase_again")

    assert not Remark.objects.exists()
    assert not Invitation.objects.exists()


def test_the_diary_holds_random_ids_and_nothing_else(world: World, committed: Any, diary: Path) -> None:
    phone, sheet = a_sheet_with_a_remark(world)
    with committed():
        phone.post("kaart/", actie="trek-in", zeker="1")

    words = diary.read_text(encoding="ascii").split()

    assert str(sheet.pk) in words
    assert set(words[::2]) <= {"response", "participant"}


def test_what_is_rolled_back_is_not_in_the_diary(world: World, diary: Path) -> None:
    phone, _sheet = a_sheet_with_a_remark(world)

    phone.post("kaart/", actie="trek-in", zeker="1")  # the test's own transaction is never committed

    assert not diary.exists()


def test_a_line_cut_off_by_a_power_failure_does_no_harm(world: World, diary: Path) -> None:
    sheet = world.answer("beleid", A1="3")
    diary.write_text(f"response {uuid4()}\nresponse {str(sheet.pk)[:20]}", encoding="ascii")

    call_command("erase_again")

    assert Response.objects.filter(pk=sheet.pk).exists()


def test_a_line_cut_off_by_a_power_failure_does_not_take_the_next_with_it(
    world: World, committed: Any, diary: Path
) -> None:
    sheet = world.answer("beleid", A1="3")
    participant = sheet.participant
    assert participant is not None
    copy = back_up()
    diary.write_text(f"response {str(uuid4())[:20]}", encoding="ascii")
    with committed():
        erase_code(participant)

    put_back(copy)
    call_command("erase_again")

    assert not Participant.objects.exists()
