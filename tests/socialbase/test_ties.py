"""Ties: laid from either end, one-sided until both say so, never twice, never to oneself, never both ways where that cannot be."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from samenspraak.socialbase.models import Actor, Tie
from samenspraak.socialbase.queries.map import social_map
from samenspraak.socialbase.services.ties import TieExists, TieTheOtherWay, TieToItself, tie
from tests.conftest import World
from tests.socialbase.maps import bind, put, words_of

Kind = Tie.Kind


def lay(world: World, source: Actor, target: Actor, kind: str = Kind.WORKS_WITH, *, said: Any = ()) -> Tie:
    return tie(
        source, target, kind=kind, strength=1, note="", said_by=frozenset(said), by=world.anna, now=world.now
    )


@pytest.mark.parametrize("kind", [Kind.WORKS_WITH, Kind.WANTS_TO_WORK_WITH])
def test_a_tie_both_ways_is_stored_once_whoever_says_it_first(world: World, kind: str) -> None:
    one, two = put(world, "Een"), put(world, "Twee")
    lay(world, one, two, kind)

    with pytest.raises(TieExists):
        lay(world, two, one, kind)
    assert Tie.objects.count() == 1


def test_who_said_so_stays_with_that_end_however_the_tie_is_stored(world: World) -> None:
    one, two = put(world, "Een"), put(world, "Twee")

    for first, second in ((one, two), (two, one)):
        made = lay(world, first, second, said=["source"])
        said = made.source if made.confirmed_by_source else made.target
        assert said == first
        assert bool(made.confirmed_by_source) != bool(made.confirmed_by_target)
        made.delete()


def test_nobody_is_tied_to_themselves_not_even_by_the_database(world: World) -> None:
    one = put(world, "Een")

    with pytest.raises(TieToItself):
        lay(world, one, one)
    with pytest.raises(IntegrityError), transaction.atomic():
        Tie.objects.create(organisation=world.organisation, source=one, target=one, kind=Kind.HOSTS)


@pytest.mark.parametrize("kind", [Kind.HOSTS, Kind.FINANCES])
def test_what_cannot_go_both_ways_is_refused(world: World, kind: str) -> None:
    one, two = put(world, "Een"), put(world, "Twee")
    lay(world, one, two, kind)

    with pytest.raises(TieTheOtherWay):
        lay(world, two, one, kind)


@pytest.mark.parametrize("kind", [Kind.REFERS_TO, Kind.SUPPORTS])
def test_what_can_go_both_ways_may(world: World, kind: str) -> None:
    one, two = put(world, "Een"), put(world, "Twee")
    lay(world, one, two, kind)
    lay(world, two, one, kind)

    assert Tie.objects.count() == 2


def test_a_circle_of_referrals_is_no_trouble(world: World, anna: Client) -> None:
    ring = [put(world, name) for name in ("Een", "Twee", "Drie")]
    for source, target in zip(ring, [*ring[1:], ring[0]], strict=True):
        lay(world, source, target, Kind.REFERS_TO)

    assert "Een verwijst naar" in words_of(anna.get(f"/sociale-basis/{ring[0].pk}/"))
    assert len(social_map(world.organisation, today=world.now.date()).ties) == 3


def test_a_tie_is_laid_on_the_page_in_either_direction(world: World, anna: Client) -> None:
    house, club = put(world, "Buurthuis"), put(world, "Kookclub")

    anna.post(
        f"/sociale-basis/{club.pk}/verbinden/",
        {
            "kind": "hosts<",
            "other": str(house.pk),
            "strength": "3",
            "note": "Elke dinsdag",
            "said_by": ["self"],
        },
    )

    made = Tie.objects.get()
    assert (made.source, made.target, made.strength) == (house, club, 3)
    assert (made.confirmed_by_source, made.confirmed_by_target) == (None, timezone.localdate())
    assert "Kookclub krijgt onderdak van" in words_of(anna.get(f"/sociale-basis/{club.pk}/"))
    assert "Buurthuis geeft onderdak aan" in words_of(anna.get(f"/sociale-basis/{house.pk}/"))


def test_the_page_says_why_a_tie_cannot_be(world: World, anna: Client) -> None:
    one, two = put(world, "Een"), put(world, "Twee")
    bind(one, two)
    bind(one, two, Kind.HOSTS)
    form = {"other": str(one.pk), "strength": "1"}

    twice = anna.post(f"/sociale-basis/{two.pk}/verbinden/", {**form, "kind": "works_with"})
    back = anna.post(f"/sociale-basis/{two.pk}/verbinden/", {**form, "kind": "hosts"})
    itself = anna.post(f"/sociale-basis/{one.pk}/verbinden/", {**form, "kind": "works_with"})

    assert "staat er al" in words_of(twice)
    assert "Andersom staat deze verbinding er al" in words_of(back)
    assert {twice.status_code, back.status_code, itself.status_code} == {422}
    assert Tie.objects.count() == 2


def test_a_tie_stands_one_sided_until_the_other_end_says_so_too(world: World, anna: Client) -> None:
    one, two = put(world, "Een"), put(world, "Twee")
    made = bind(one, two, Kind.REFERS_TO, said="s")
    page = f"/sociale-basis/{one.pk}/"

    assert "Alleen deze kant" in words_of(anna.get(page))
    assert "Alleen de andere kant" in words_of(anna.get(f"/sociale-basis/{two.pk}/"))

    anna.post(f"{page}verbindingen/{made.pk}/klopt/", {"kant": "ander"})

    assert "Beide kanten" in words_of(anna.get(page))
    made.refresh_from_db()
    assert made.confirmed_by_target == timezone.localdate()


def test_a_tie_is_changed_and_taken_away(world: World, anna: Client) -> None:
    one, two = put(world, "Een"), put(world, "Twee")
    made = bind(one, two)
    url = f"/sociale-basis/{two.pk}/verbindingen/{made.pk}/"

    anna.post(f"{url}wijzigen/", {"strength": "3", "note": "Samen koken"})
    made.refresh_from_db()
    assert (made.strength, made.note) == (3, "Samen koken")

    anna.post(f"{url}weg/")
    assert not Tie.objects.exists()
    assert "Verbinding weggehaald" in words_of(anna.get(f"/sociale-basis/{two.pk}/"))


def test_the_whole_map_takes_three_selects(world: World, django_assert_num_queries: Any) -> None:
    ring = [put(world, f"Club {number}") for number in range(20)]
    for source, target in itertools.pairwise(ring):
        bind(source, target)

    with django_assert_num_queries(3):
        whole = social_map(world.organisation, today=world.now.date())

    assert len(whole.ties_of[ring[1].pk]) == 2
