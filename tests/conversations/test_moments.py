"""Moments that a browser sends by mistake: years in which no calendar can count with them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from samenspraak.conversations.models import Round
from tests.conftest import World
from tests.conversations.facilitators import text, typed, url
from tests.conversations.phones import Phone

STRANGE = ["0001-01-01T00:00", "0202-06-01T12:00", "9999-12-31T23:59"]


def draft(world: World, *, opens_at: str, closes_at: str) -> tuple[str, dict[str, Any]]:
    Round.objects.update(status=Round.Status.DRAFT)
    fields = {"start": "later", "opens_at": opens_at, "closes_at": closes_at, "pages": "all"}
    return "voorbereiden/planning/", fields


def waiting(world: World, *, opens_at: str, closes_at: str) -> tuple[str, dict[str, Any]]:
    Round.objects.update(opens_at=world.now + timedelta(days=1))
    return "invullen/data/", {"opens_at": opens_at, "closes_at": closes_at}


def over(world: World, *, opens_at: str, closes_at: str) -> tuple[str, dict[str, Any]]:
    Round.objects.update(status=Round.Status.CLOSED, closes_at=world.now - timedelta(hours=1))
    return "herhalen/", {"opens_at": opens_at, "closes_at": closes_at}


@pytest.mark.parametrize("strange", STRANGE)
@pytest.mark.parametrize("door", [draft, waiting, over])
def test_a_strange_year_of_opening_is_refused_in_words(
    world: World, anna: Client, door: Any, strange: str
) -> None:
    address, fields = door(world, opens_at=strange, closes_at=typed(world.now + timedelta(days=9)))

    page = text(anna.post(url(world.round, address), fields))

    assert "Controleer het jaartal." in page
    assert f'value="{strange}"' in page
    assert not Round.objects.filter(number=2).exists()


@pytest.mark.parametrize("strange", STRANGE)
def test_a_round_is_not_opened_again_for_longer_than_a_phone_can_count(
    world: World, anna: Client, strange: str
) -> None:
    """A closing in the last minute of the year 9999 once gave every participant an error page."""
    over(world, opens_at="", closes_at="")

    page = text(
        anna.post(url(world.round, "invullen/heropenen/"), {"reason": "Nog even", "closes_at": strange})
    )

    assert "Controleer het jaartal." in page
    assert Round.objects.get().status == Round.Status.CLOSED
    assert Phone().get().status_code == 410


def test_a_round_is_opened_again_for_two_years_at_most(world: World, anna: Client) -> None:
    over(world, opens_at="", closes_at="")
    fields = {"reason": "Nog even", "closes_at": typed(world.now + timedelta(days=800))}

    assert "meer dan twee jaar vooruit" in text(anna.post(url(world.round, "invullen/heropenen/"), fields))
