"""The list and its entries: found, added, changed, confirmed, taken off; freshness in sight; strangers outside."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from samenspraak.organisations.models import AuditEvent
from samenspraak.socialbase.models import Actor, Contact, Part, Tie
from tests.conftest import World
from tests.socialbase.maps import FADED, FADING, bind, neighbourhoods, part, put, reach, text_of, words_of

FORM = {
    "name": "Buurthuis De Linde",
    "kind": "provision",
    "sphere": "institutional",
    "formal": "ja",
    "reach": "neighbourhood",
    "does": "Koffie en taal.",
    "topics": ["ontmoeten", "taal"],
    "target_groups": ["iedereen"],
    "version": "1",
}


def test_an_empty_map_says_how_to_begin(world: World, anna: Client) -> None:
    page = anna.get("/sociale-basis/")

    assert "Begin met vijf die iedereen kent" in words_of(page)
    assert "/sociale-basis/nieuw/" in text_of(page)


def test_an_entry_is_added_and_stands_in_the_list_and_the_log(world: World, anna: Client) -> None:
    page = anna.post("/sociale-basis/nieuw/", {**FORM, "confirmed": "on"}, follow=True)

    made = Actor.objects.get()
    assert (made.organisation, made.formal, made.topics) == (world.organisation, True, ["ontmoeten", "taal"])
    assert made.confirmed_on == timezone.localdate()
    assert "staat op de kaart" in words_of(page)
    assert "Buurthuis De Linde" in words_of(anna.get("/sociale-basis/"))
    assert AuditEvent.objects.get().verb == "entry_added"


def test_what_nobody_asked_them_does_not_count_yet(world: World, anna: Client) -> None:
    anna.post("/sociale-basis/nieuw/", FORM)

    page = words_of(anna.get("/sociale-basis/"))

    assert Actor.objects.get().confirmed_on is None
    assert "0 organisaties en initiatieven tellen mee" in page
    assert "Eén is verbleekt" in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "Vul de naam in."),
        ({"kind": ""}, "Kies wat het is."),
        ({"sphere": "elders"}, "Kies"),
        ({"latitude": "52,2"}, "allebei"),
        ({"latitude": "48,85", "longitude": "2,35"}, "niet in Nederland"),
        ({"latitude": "5,29", "longitude": "52,21"}, "verwisseld"),
        ({"latitude": "155000", "longitude": "463000"}, "Rijksdriehoek"),
        ({"website": "javascript:alert(1)"}, "webadres"),
        ({"topics": ["sterren"]}, "sterren"),
        ({"does": "x" * 501}, "500"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_nothing_is_kept(
    world: World, anna: Client, changed: dict[str, Any], said: str
) -> None:
    page = anna.post("/sociale-basis/nieuw/", {**FORM, **changed})

    assert page.status_code == 422
    assert said in words_of(page)
    assert not Actor.objects.exists()


def test_a_point_in_the_country_is_taken_with_a_comma(world: World, anna: Client) -> None:
    anna.post("/sociale-basis/nieuw/", {**FORM, "latitude": "52,2117", "longitude": "5.2877"})

    assert (Actor.objects.get().latitude, Actor.objects.get().longitude) == (52.2117, 5.2877)


def test_the_same_name_in_the_same_area_is_refused(world: World, anna: Client) -> None:
    put(world, "buurthuis de linde")

    page = anna.post("/sociale-basis/nieuw/", FORM)

    assert "staat al op de kaart" in words_of(page)
    assert Actor.objects.count() == 1


def test_a_change_says_what_changed_and_can_confirm(world: World, anna: Client) -> None:
    actor = put(world, "De Linde", confirmed=None)

    anna.post(f"/sociale-basis/{actor.pk}/wijzigen/", {**FORM, "confirmed": "on"})

    actor.refresh_from_db()
    assert (actor.name, actor.kind, actor.version) == ("Buurthuis De Linde", "provision", 2)
    assert actor.confirmed_on == timezone.localdate()
    assert "Gewijzigd: wat ze doen, rechtsvorm" in words_of(anna.get(f"/sociale-basis/{actor.pk}/"))


def test_two_colleagues_at_one_entry_lose_nothing(world: World, anna: Client, bram: Client) -> None:
    actor = put(world, "De Linde")
    anna.post(f"/sociale-basis/{actor.pk}/wijzigen/", {**FORM, "does": "Van Anna."})

    page = bram.post(f"/sociale-basis/{actor.pk}/wijzigen/", {**FORM, "does": "Van Bram."})

    actor.refresh_from_db()
    assert (page.status_code, actor.does) == (409, "Van Anna.")
    assert "Van Anna." in words_of(page)
    assert "Van Bram." in words_of(page)
    bram.post(f"/sociale-basis/{actor.pk}/wijzigen/", {**FORM, "does": "Van Bram.", "version": "2"})
    actor.refresh_from_db()
    assert actor.does == "Van Bram."


def test_the_list_finds_by_words_and_filters(world: World, anna: Client) -> None:
    neighbourhoods(world)
    put(world, "Café Één", area_code="BU03080000", topics=["taal"], target_groups=["ouderen"])
    put(world, "Kookclub", does="Samen eten", kind=Actor.Kind.PROVISION, area_code="BU03080001")
    put(world, "Ver weg", confirmed=FADED)

    found = {
        query: [
            name
            for name in ("Café Één", "Kookclub", "Ver weg")
            if f">{name}</a>" in text_of(anna.get(f"/sociale-basis/?{query}"))
        ]
        for query in (
            *("zoek=cafe een", "zoek=eten samen", "buurt=BU03080001", "buurt=-", "soort=provision"),
            *("onderwerp=taal", "groep=ouderen", "vers=faded", "sfeer=personal", "soort=onzin", "zoek=niets"),
        )
    }

    assert found == {
        "zoek=cafe een": ["Café Één"],
        "zoek=eten samen": ["Kookclub"],
        "buurt=BU03080001": ["Kookclub"],
        "buurt=-": ["Ver weg"],
        "soort=provision": ["Kookclub"],
        "onderwerp=taal": ["Café Één"],
        "groep=ouderen": ["Café Één"],
        "vers=faded": ["Ver weg"],
        "sfeer=personal": [],
        "soort=onzin": ["Café Één", "Kookclub", "Ver weg"],
        "zoek=niets": [],
    }


def test_what_fades_is_in_sight_and_drops_out_of_the_count_per_neighbourhood(
    world: World, anna: Client
) -> None:
    neighbourhoods(world)
    for name, days in (("Vers", 10), ("Vaag", FADING), ("Bleek", FADED)):
        put(world, name, confirmed=days, area_code="BU03080000")

    page = anna.get("/sociale-basis/")

    assert "Centrum 2 1 1 1" in words_of(page)
    assert "Oosterhei 0 0 0 0" in words_of(page)
    assert text_of(page).count("entry--faded") == 1
    assert all(word in words_of(page) for word in ("Bevestigd", "Vervaagt", "Verbleekt"))


def test_a_long_list_is_turned_over_without_losing_the_filter(world: World, anna: Client) -> None:
    for number in range(30):
        put(world, f"Club {number:02}")

    page = anna.get("/sociale-basis/?zoek=club&pagina=2")

    assert "Club 29" in words_of(page)
    assert "?zoek=club&pagina=1" in text_of(page)


def test_asking_them_by_telephone_confirms(world: World, anna: Client) -> None:
    actor = put(world, "De Linde", confirmed=FADED)

    page = anna.post(f"/sociale-basis/{actor.pk}/klopt/", follow=True)

    actor.refresh_from_db()
    assert actor.confirmed_on == timezone.localdate()
    assert "Bevestigd: het klopt (Anna)" in words_of(page)


def test_taken_off_the_map_leaves_only_the_name(world: World, anna: Client) -> None:
    actor, other = put(world, "De Linde", does="Koffie", place="Dorpsstraat 1"), put(world, "De Brug")
    reach(actor)
    bind(actor, other)
    part(actor)

    assert "1 verbinding" in words_of(anna.get(f"/sociale-basis/{actor.pk}/weg/"))
    anna.post(f"/sociale-basis/{actor.pk}/weg/", {"hoe": "naam"})

    actor.refresh_from_db()
    assert (actor.status, actor.name, actor.does, actor.place) == ("removed", "De Linde", "", "")
    assert not (Contact.objects.exists())
    assert not (Tie.objects.exists())
    assert not (Part.objects.exists())
    assert anna.get(f"/sociale-basis/{actor.pk}/").status_code == 404
    assert ">De Linde</a>" not in text_of(anna.get("/sociale-basis/"))


def test_erased_altogether_leaves_not_even_a_name_in_the_log(world: World, anna: Client) -> None:
    actor, other = put(world, "Eetclub van Ans"), put(world, "De Brug")
    anna.post(f"/sociale-basis/{actor.pk}/klopt/")
    anna.post(
        f"/sociale-basis/{other.pk}/verbinden/",
        {"kind": "works_with", "other": str(actor.pk), "strength": "1"},
    )

    anna.post(f"/sociale-basis/{actor.pk}/weg/", {"hoe": "wissen"})

    assert not Actor.objects.filter(pk=actor.pk).exists()
    assert "Ans" not in str(list(AuditEvent.objects.values("detail")))
    assert "Ans" not in words_of(anna.get("/organisatie/logboek/"))


def test_a_contact_is_kept_with_consent_only_and_never_in_the_log(world: World, anna: Client) -> None:
    actor = put(world, "De Linde")
    told = {"contact_name": "An de Boer", "contact_email": "an@linde.example"}

    refused = anna.post(f"/sociale-basis/{actor.pk}/contact/", told)
    assert "Zonder toestemming" in words_of(refused)
    assert not Contact.objects.exists()

    anna.post(f"/sociale-basis/{actor.pk}/contact/", {**told, "consent": "on"})
    assert Contact.objects.get().consent_on == timezone.localdate()
    assert "Boer" not in str(list(AuditEvent.objects.values()))
    assert "An de Boer" in words_of(anna.get(f"/sociale-basis/{actor.pk}/"))


def test_a_contact_is_gone_with_one_click(world: World, anna: Client) -> None:
    actor = put(world, "De Linde")
    reach(actor)

    page = anna.post(f"/sociale-basis/{actor.pk}/contact/wissen/", follow=True)

    assert not Contact.objects.exists()
    assert "Contact gewist" in words_of(page)


def test_promise_p3_a_stranger_finds_no_entry_and_changes_none(world: World, chris: Client) -> None:
    actor, other = put(world, "De Linde"), put(world, "De Brug")
    tie, role = bind(actor, other), part(actor)
    doors = [
        "",
        "wijzigen/",
        "klopt/",
        "vragen/",
        "link/",
        "contact/",
        "contact/wissen/",
        "weg/",
        "verbinden/",
    ]
    doors += [f"verbindingen/{tie.pk}/{one}/" for one in ("wijzigen", "klopt", "weg")]

    answers = {chris.post(f"/sociale-basis/{actor.pk}/{door}", FORM).status_code for door in doors}

    assert answers <= {404, 405}
    assert chris.post(f"/sociale-basis/wie-doet-wat/{role.pk}/weg/").status_code == 404
    assert "De Linde" not in words_of(chris.get("/sociale-basis/"))
    assert Actor.objects.filter(version=1, status="active").count() == 2
    assert (Tie.objects.count(), Part.objects.count()) == (1, 1)


def test_promise_p3_a_tie_never_leaves_the_map(world: World, chris: Client, anna: Client) -> None:
    mine, theirs = put(world, "De Linde"), put(world, "Elders", organisation=world.elsewhere)

    page = anna.post(
        f"/sociale-basis/{mine.pk}/verbinden/",
        {"kind": "works_with", "other": str(theirs.pk), "strength": "1"},
    )

    assert page.status_code == 422
    assert not Tie.objects.exists()


def test_an_entry_stays_fresh_for_a_year(world: World, anna: Client) -> None:
    put(world, "De Linde", confirmed=365)

    assert "entry--fresh" in text_of(anna.get("/sociale-basis/"))
