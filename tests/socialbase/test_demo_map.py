"""The demo's map is believable: who counts, who fades, who is missing, and what participants suggested."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from samenspraak.conversations.services.instruments import sync_instruments
from samenspraak.core.freshness import tally
from samenspraak.demo import Demo, fill_demo
from samenspraak.organisations.models import Organisation
from samenspraak.socialbase.queries.map import SocialMap, social_map
from samenspraak.socialbase.queries.vocabulary import vocabulary
from tests.socialbase.maps import words_of


@pytest.fixture
def demo(db: None) -> Demo:
    sync_instruments()
    return fill_demo()


@pytest.fixture
def drawn(demo: Demo) -> SocialMap:
    return social_map(Organisation.objects.get(is_demo=True), today=timezone.localdate())


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


def test_a_newcomer_sees_it_all(demo: Demo, client: Client) -> None:
    client.post("/account/login/", {"login": demo.email, "password": demo.password})

    assert "Stichting Buurtkracht" in words_of(client.get("/sociale-basis/?zoek=buurtkracht"))
    assert "P1. Familie, vrienden en buren Schrijf iets op" in words_of(
        client.get("/sociale-basis/wie-doet-wat/")
    )
    assert "Taalhuis (hoort bij: Moskee Lindeveen)" in words_of(client.get("/sociale-basis/suggesties/"))
