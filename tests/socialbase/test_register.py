"""Who does what, per theme, with gaps; and who is on the map for a theme without a role."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from samenspraak.socialbase.models import Part
from tests.conftest import World
from tests.socialbase.maps import FADED, neighbourhoods, part, put, text_of, words_of

URL = "/sociale-basis/wie-doet-wat/"


def test_an_empty_register_says_how_to_begin(world: World, anna: Client) -> None:
    assert "Zet eerst organisaties" in words_of(anna.get(URL))
    put(world, "De Linde")
    assert "Er is nog niets opgeschreven" in words_of(anna.get(URL))


def test_a_role_and_a_gap_are_written_down_per_theme(world: World, anna: Client) -> None:
    neighbourhoods(world)
    actor = put(world, "De Linde")

    anna.post(f"{URL}nieuw/", {"theme": "klein:A", "role": "leads", "actor": str(actor.pk)})
    page = anna.post(
        f"{URL}nieuw/",
        {
            "theme": "klein:A",
            "role": "gap",
            "area_code": "BU03080001",
            "note": "Geen plek om binnen te lopen",
        },
        follow=True,
    )

    assert page.redirect_chain[-1][0] == f"{URL}?instrument=klein#thema-A"
    assert "De Linde trekt overal" in words_of(page)
    assert "Dit ontbreekt Geen plek om binnen te lopen (Oosterhei)" in words_of(page)
    assert "trekt : A." in words_of(anna.get(f"/sociale-basis/{actor.pk}/"))


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"role": "does"}, "Kies wie dit doet"),
        ({"role": "gap", "note": ""}, "Schrijf op wat er ontbreekt"),
        ({"role": ""}, "Kies een rol"),
        ({"theme": "elders:Z", "role": "gap", "note": "x"}, "elders:Z"),
    ],
)
def test_half_a_line_is_refused_in_words(world: World, anna: Client, form: dict[str, str], said: str) -> None:
    put(world, "De Linde")

    page = anna.post(f"{URL}nieuw/", {"theme": "klein:A", **form})

    assert page.status_code == 422
    assert said in words_of(page)
    assert not Part.objects.exists()


def test_a_gap_is_nobodys_even_for_the_database(world: World) -> None:
    actor = put(world, "De Linde")

    for role, whose in ((Part.Role.GAP, actor), (Part.Role.DOES, None)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Part.objects.create(organisation=world.organisation, theme="klein:A", role=role, actor=whose)


def test_the_same_line_twice_is_one(world: World, anna: Client) -> None:
    actor = put(world, "De Linde")
    line = {"theme": "klein:A", "role": "does", "actor": str(actor.pk)}

    anna.post(f"{URL}nieuw/", line)
    page = anna.post(f"{URL}nieuw/", line, follow=True)

    assert "Dit stond er al" in words_of(page)
    assert Part.objects.count() == 1


def test_a_theme_without_anybody_who_leads_says_so(world: World, anna: Client) -> None:
    part(put(world, "De Linde"))

    assert "Niemand trekt dit." in words_of(anna.get(URL))


def test_a_faded_entry_is_shown_as_such_and_a_line_is_taken_away(world: World, anna: Client) -> None:
    line = part(put(world, "De Linde", confirmed=FADED))

    assert "entry--faded" in text_of(anna.get(URL))
    anna.post(f"{URL}{line.pk}/weg/")
    assert not Part.objects.exists()
