"""A list is read in after a preview: all or nothing, twice is once, doubtful is asked, wrong is said, and it can be taken back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from samenspraak.organisations.models import AuditEvent
from samenspraak.socialbase.forms import importing
from samenspraak.socialbase.models import Actor, Contact, Import, Tie
from tests.conftest import World
from tests.conversations.phones import hidden
from tests.socialbase.lists import URL, as_csv, as_json, as_xlsx, read_in, upload
from tests.socialbase.maps import bind, neighbourhoods, put, reach, text_of, words_of

HEADER = ["naam", "soort", "buurt", "wat ze doen", "onderwerpen", "website", "werkt samen met"]
LINDE = [
    "Buurthuis De Linde",
    "Voorziening",
    "Centrum",
    "Koffie",
    "taal; ontmoeten",
    "www.linde.example",
    "De Brug",
]
BRUG = ["De Brug", "Vereniging", "Oosterhei", "", "", "", "Buurthuis De Linde; De Brug; Niemand"]


def names() -> list[str]:
    return sorted(Actor.objects.filter(status="active").values_list("name", flat=True))


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_a_list_is_shown_first_and_then_read_in(world: World, anna: Client, make: Any) -> None:
    neighbourhoods(world)
    preview = upload(anna, make([HEADER, LINDE, BRUG]))

    assert "Nieuw 2" in words_of(preview)
    assert not Actor.objects.exists()

    page = read_in(anna, make([HEADER, LINDE, BRUG]))

    linde = Actor.objects.get(name="Buurthuis De Linde")
    assert (linde.kind, linde.sphere, linde.area_code, linde.formal) == (
        "provision",
        "institutional",
        "BU03080000",
        True,
    )
    assert (linde.topics, linde.website) == (["taal", "ontmoeten"], "https://www.linde.example")
    assert "2 toegevoegd, 1 verbinding gelegd" in words_of(page)
    assert "staan niet op de kaart: Niemand" in words_of(page)
    assert Tie.objects.count() == 1
    assert [one.verb for one in AuditEvent.objects.all()] == ["list_read_in"]


def test_the_same_list_twice_adds_nothing(world: World, anna: Client) -> None:
    content = as_csv([HEADER, LINDE, BRUG])
    preview = upload(anna, content)
    form = {"lijst": hidden(preview, "lijst")}

    anna.post(f"{URL}bewaren/", form)
    again = anna.post(f"{URL}bewaren/", form, follow=True)

    assert "niets nieuws" in words_of(again)
    assert (Actor.objects.count(), Tie.objects.count(), Import.objects.count()) == (2, 1, 1)
    assert "Staat er al zo 2" in words_of(upload(anna, content))


def test_what_is_known_is_changed_where_the_list_says_more(world: World, anna: Client) -> None:
    actor = put(world, "De Linde", does="Thee", place="Dorpsstraat 1")

    preview = upload(anna, as_csv([["naam", "wat ze doen", "plek"], ["de linde", "Koffie", ""]]))
    assert "Verandert 1" in words_of(preview)
    assert "wat ze doen" in words_of(preview)
    read_in(anna, as_csv([["naam", "wat ze doen", "plek"], ["de linde", "Koffie", ""]]))

    actor.refresh_from_db()
    assert (actor.does, actor.place, actor.version) == ("Koffie", "Dorpsstraat 1", 2)


def test_what_may_be_the_same_is_asked_and_left_out_without_an_answer(world: World, anna: Client) -> None:
    actor = put(world, "Stichting De Linde")
    content = as_csv([["naam", "wat ze doen"], ["De Lindde", "Koffie"]])

    assert "Is dit dezelfde?" in words_of(upload(anna, content))
    read_in(anna, content)
    assert (names(), Actor.objects.get().does) == (["Stichting De Linde"], "")

    read_in(anna, content, {"rij-2": str(actor.pk)})
    actor.refresh_from_db()
    assert (actor.name, actor.does) == ("De Lindde", "Koffie")


def test_what_may_be_the_same_is_added_when_it_is_another(world: World, anna: Client) -> None:
    put(world, "Stichting De Linde")

    read_in(anna, as_csv([["naam"], ["De Lindde"]]), {"rij-2": "new"})

    assert names() == ["De Lindde", "Stichting De Linde"]


def test_promise_p3_a_row_is_never_another_organisations_entry(world: World, anna: Client) -> None:
    theirs = put(world, "Stichting De Linde", organisation=world.elsewhere)
    put(world, "De Linden")

    read_in(
        anna,
        as_csv([["id", "naam", "wat ze doen"], [theirs.pk, "De Lindde", "Weg ermee"]]),
        {"rij-2": str(theirs.pk)},
    )

    theirs.refresh_from_db()
    assert (theirs.name, theirs.does) == ("Stichting De Linde", "")


def test_who_asked_to_be_removed_is_not_put_back_by_a_list(world: World, anna: Client) -> None:
    actor = put(world, "De Linde")
    anna.post(f"/sociale-basis/{actor.pk}/weg/", {"hoe": "naam"})
    content = as_csv([["naam"], ["De Linde"]])

    assert "Vroeg om van de kaart te gaan 1" in words_of(upload(anna, content))
    read_in(anna, content)
    assert names() == []

    read_in(anna, content, {"rij-2": "new"})
    assert names() == ["De Linde"]


def test_a_row_that_stands_twice_is_read_once_and_told(world: World, anna: Client) -> None:
    content = as_csv([["naam", "wat ze doen"], ["De Linde", "Koffie"], ["De  linde", "Thee"]])

    assert "Rij 3, De linde: staat ook op rij 2" in words_of(upload(anna, content))
    read_in(anna, content)
    assert Actor.objects.get().does == "Koffie"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [["titel", "kleur"], ["x", "rood"]],
            "Er is geen kolom met de naam “naam”. We vonden: titel, kleur.",
        ),
        ([["Naamm"], ["x"]], "Bedoel je “naam”?"),
        (
            [["naam", "lat", "lon"], ["x", "48,85", "2,35"]],
            "Rij 2: 48.85; 2.35: Deze plek ligt niet in Nederland",
        ),
        ([["naam", "lat", "lon"], ["x", "5,2", "52,1"]], "verwisseld"),
        ([["naam", "lat", "lon"], ["x", "155000", "463000"]], "Rijksdriehoek"),
        ([["naam", "soort"], ["", "club"]], "Rij 2: Hier mist de naam."),
        ([["naam"], ["x" * 200]], "Rij 2, kolom “naam”: Deze tekst is te lang"),
        ([["naam", "organisatie"], ["x", "y"]], "betekenen hetzelfde"),
        ([["naam"]], "Onder de namen van de kolommen staat niets."),
    ],
)
def test_a_wrong_list_is_explained_per_row_and_nothing_is_read_in(
    world: World, anna: Client, rows: list[list[str]], said: str
) -> None:
    page = upload(anna, as_csv([*rows, *([] if len(rows) == 1 else [["Goed"]])]))

    assert page.status_code == 422
    assert said in words_of(page)
    assert not Actor.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "leeg"),
        (b"%PDF-1.7", "geen tabel"),
        (b"naam\nCaf\xe9\n", "niet in UTF-8"),
        (b"PK\x03\x04broken", "niet lezen"),
        (b"{nonsense", "geen tabel"),
        (b'{"a": 1}', "geen tabel"),
        (b"[1, 2]", "staat niets"),
    ],
)
def test_what_is_no_list_is_refused_in_words(world: World, anna: Client, content: bytes, said: str) -> None:
    page = upload(anna, content)

    assert page.status_code == 422
    assert said in words_of(page)


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_more_rows_than_fit_are_refused_politely(world: World, anna: Client, make: Any) -> None:
    content = make([["naam"], *([f"Club {number}"] for number in range(5_001))])

    page = upload(anna, content)

    assert page.status_code == 422
    assert "Er passen hoogstens 5000 rijen in. Splits het bestand." in words_of(page)


def test_a_larger_file_is_taken_here_and_nowhere_else(world: World, anna: Client) -> None:
    content = b"naam\n" + b"x" * 1_200_000

    assert upload(anna, content).status_code == 422
    assert anna.post("/sociale-basis/nieuw/", {"does": "x" * 1_200_000}).status_code == 413


def test_a_formula_stays_text(world: World, anna: Client) -> None:
    read_in(anna, as_csv([["naam", "wat ze doen"], ["=HYPERLINK(1)", "@SUM(1+1)"]]))

    assert (Actor.objects.get().name, Actor.objects.get().does) == ("=HYPERLINK(1)", "@SUM(1+1)")
    assert "'=HYPERLINK(1)" in anna.get("/sociale-basis/bestand.csv").content.decode("utf-8-sig")


def test_contacts_come_along_with_consent_only(world: World, anna: Client) -> None:
    rows = [["naam", "contactpersoon", "e-mail"], ["De Linde", "An", "an@linde.example"]]

    assert "er geen toestemming" in words_of(upload(anna, as_csv(rows)))
    read_in(anna, as_csv(rows))
    assert not Contact.objects.exists()

    read_in(anna, as_csv(rows), consented="on")
    assert (Contact.objects.get().name, Contact.objects.get().consent_on) == ("An", timezone.localdate())


def test_a_known_contact_is_never_overwritten(world: World, anna: Client) -> None:
    reach(put(world, "De Linde"))

    read_in(anna, as_csv([["naam", "e-mail"], ["De Linde", "ander@linde.example"]]), consented="on")

    assert Contact.objects.get().email == "an@linde.example"


def test_a_list_is_taken_back_with_what_it_changed(world: World, anna: Client) -> None:
    actor = put(world, "De Brug", does="Thee", confirmed=10)
    read_in(
        anna,
        as_csv(
            [
                ["naam", "wat ze doen", "bevestigd op", "werkt samen met", "e-mail", "toestemming"],
                ["De Linde", "Koffie", "", "De Brug", "an@linde.example", "ja"],
                ["De Brug", "Soep", timezone.localdate().isoformat(), "", "bo@brug.example", "ja"],
            ]
        ),
    )
    done = Import.objects.get()
    assert "1 die is toegevoegd, gaat weg." in words_of(anna.get(f"{URL}{done.pk}/terug/"))

    page = anna.post(f"{URL}{done.pk}/terug/", follow=True)

    actor.refresh_from_db()
    assert names() == ["De Brug"]
    assert (actor.does, actor.confirmed_on) == ("Thee", timezone.localdate() - timedelta(days=10))
    assert not (Tie.objects.exists())
    assert not (Contact.objects.exists())
    assert not (Import.objects.exists())
    assert "1 weggehaald, 1 teruggezet" in words_of(page)


def test_what_somebody_did_since_stays_when_a_list_is_taken_back(world: World, anna: Client) -> None:
    actor = put(world, "De Brug", does="Thee")
    read_in(
        anna,
        as_csv(
            [["naam", "wat ze doen"], ["De Linde", ""], ["De Stap", ""], ["Weg", ""], ["De Brug", "Soep"]]
        ),
    )
    confirmed, tied = Actor.objects.get(name="De Linde"), Actor.objects.get(name="De Stap")
    anna.post(f"/sociale-basis/{confirmed.pk}/klopt/")
    anna.post(
        f"/sociale-basis/{actor.pk}/verbinden/", {"kind": "refers_to", "other": str(tied.pk), "strength": "1"}
    )
    Actor.objects.filter(pk=actor.pk).update(does="Soep met brood")

    page = anna.post(f"{URL}{Import.objects.get().pk}/terug/", follow=True)

    actor.refresh_from_db()
    assert names() == ["De Brug", "De Linde", "De Stap"]
    assert actor.does == "Soep met brood"
    assert "2 blijven staan" in words_of(page)


def test_promise_p7_an_import_remembers_nothing_of_who_left_the_map(world: World, anna: Client) -> None:
    actor = put(world, "De Linde", does="Bij Ans thuis")
    read_in(anna, as_csv([["naam", "wat ze doen"], ["De Linde", "Koffie"]]))
    assert "Ans" in str(Import.objects.get().before)

    anna.post(f"/sociale-basis/{actor.pk}/weg/", {"hoe": "naam"})

    assert Import.objects.get().before == {}


def test_promise_p3_a_stranger_takes_nothing_back_and_sends_no_list_of_others(
    world: World, anna: Client, chris: Client
) -> None:
    preview = upload(anna, as_csv([["naam"], ["De Linde"]]))
    read_in(anna, as_csv([["naam"], ["De Brug"]]))
    done = Import.objects.get()

    assert chris.post(f"{URL}{done.pk}/terug/").status_code == 404
    page = chris.post(f"{URL}bewaren/", {"lijst": hidden(preview, "lijst")}, follow=True)

    assert "verlopen" in words_of(page)
    assert names() == ["De Brug"]
    assert "Door Anna" not in words_of(chris.get(URL))


def test_a_list_that_was_tampered_with_is_not_read(world: World, anna: Client) -> None:
    page = anna.post(f"{URL}bewaren/", {"lijst": "zelf gemaakt"}, follow=True)

    assert "verlopen" in words_of(page)


def test_duplicate_and_contradicting_ties_in_a_list_are_laid_once(world: World, anna: Client) -> None:
    one, two = put(world, "Een"), put(world, "Twee")
    bind(one, two)
    rows = [
        ["naam", "werkt samen met", "geeft onderdak aan", "verwijst naar"],
        ["Een", "Twee; Twee; Een", "Twee", "Twee"],
        ["Twee", "Een", "Een", "Een"],
    ]

    assert "Hier staat een verbinding met zichzelf" in words_of(upload(anna, as_csv(rows)))
    read_in(anna, as_csv(rows))

    kinds = sorted(Tie.objects.values_list("kind", flat=True))
    assert kinds == ["hosts", "refers_to", "refers_to", "works_with"]


def test_the_empty_file_and_its_own_columns_are_understood(world: World, anna: Client) -> None:
    empty = anna.get(f"{URL}leeg.csv").content
    header = empty.decode("utf-8-sig").strip()

    page = upload(anna, f"{header}\nDe Linde\n".encode())

    assert page.status_code == 200
    assert "kolommen kennen we niet" not in words_of(page)
    assert anna.get(f"{URL}leeg.xlsx").content.startswith(b"PK")
    assert anna.get(f"{URL}leeg.pdf").status_code == 404


SERVICES = {
    "contents": [
        {
            "id": "1",
            "name": "Spreekuur",
            "description": "Hulp bij post.",
            "status": "active",
            "assured_date": "2026-05-01",
            "organization": {"id": "9", "name": "Stichting De Linde", "website": "https://linde.example"},
            "service_at_locations": [
                {"location": {"name": "Buurthuis", "latitude": 52.2, "longitude": 5.3}},
            ],
            "attributes": [
                {"taxonomy_term": {"code": "geld", "name": "Geld"}},
                {"taxonomy_term": {"name": "Ruimtevaart"}},
            ],
        },
        {"id": "2", "name": "De Brug", "status": "defunct", "assured_date": "2026-05-01"},
    ]
}
TABLES = {
    "organizations": [{"id": "9", "name": "Stichting De Linde"}, {"id": "8", "name": "De Brug"}],
    "services": [{"id": "1", "organization_id": "9", "name": "Spreekuur", "description": "Hulp bij post."}],
    "locations": [{"id": "7", "latitude": 52.2, "longitude": 5.3, "name": "Buurthuis"}],
    "service_at_locations": [{"id": "6", "service_id": "1", "location_id": "7"}],
}


@pytest.mark.parametrize("told", [SERVICES, SERVICES["contents"], TABLES])
def test_open_referral_is_read_in_each_of_its_forms(world: World, anna: Client, told: Any) -> None:
    read_in(anna, as_json(told), name="kaart.json")

    made = Actor.objects.get(name="Spreekuur (Stichting De Linde)")
    assert (made.does, made.place, made.latitude) == ("Hulp bij post.", "Buurthuis", 52.2)
    assert names() == ["De Brug", "Spreekuur (Stichting De Linde)"]


def test_open_referral_tells_when_it_was_assured_and_what_it_is_about(world: World, anna: Client) -> None:
    page = upload(anna, as_json(SERVICES), name="kaart.json")
    assert "“Ruimtevaart”" in text_of(page)

    read_in(anna, as_json(SERVICES), name="kaart.json")

    kept = {one.name: (one.confirmed_on, one.topics) for one in Actor.objects.all()}
    assert kept == {
        "Spreekuur (Stichting De Linde)": (date(2026, 5, 1), ["geld"]),
        "De Brug": (None, []),
    }


@pytest.mark.parametrize("length", [292, 293, 300])
def test_a_web_address_fits_with_the_scheme_that_is_put_before_it(
    world: World, anna: Client, length: int
) -> None:
    address = f"a.nl/{'x' * (length - 5)}"

    page = upload(anna, as_csv([["naam", "website"], ["De Linde", address]]))

    assert page.status_code == (200 if length == 292 else 422)


def test_a_choice_about_a_row_that_cannot_be_is_no_choice(world: World, anna: Client) -> None:
    preview = upload(anna, as_csv([["naam"], ["De Linde"]]))
    form = urlencode({"lijst": hidden(preview, "lijst"), f"rij-{'9' * 5000}": "new"})

    page = anna.post(f"{URL}bewaren/", form, content_type="application/x-www-form-urlencoded")

    assert page.status_code == 302
    assert names() == ["De Linde"]


def test_two_rows_about_one_entry_are_taken_back_to_what_stood_there_first(
    world: World, anna: Client
) -> None:
    actor = put(world, "De Linde", does="Koffie", place="Kerkstraat 1")
    rows = [
        ["id", "naam", "wat ze doen", "plek"],
        [str(actor.pk), "De Linde", "Thee", ""],
        [str(actor.pk), "Buurthuis De Linde", "Soep", "Markt 2"],
    ]
    read_in(anna, as_csv(rows))
    actor.refresh_from_db()
    assert (actor.name, actor.does, actor.place) == ("Buurthuis De Linde", "Soep", "Markt 2")

    anna.post(f"{URL}{Import.objects.get().pk}/terug/")

    actor.refresh_from_db()
    assert (actor.name, actor.does, actor.place) == ("De Linde", "Koffie", "Kerkstraat 1")


@pytest.mark.parametrize(
    ("column", "cell"),
    [("wat ze doen", "Soep"), ("e-mail", "an@linde.example"), ("werkt samen met", "De Brug")],
)
def test_what_a_later_list_added_to_stays_when_the_first_is_taken_back(
    world: World, anna: Client, column: str, cell: str
) -> None:
    put(world, "De Brug")
    read_in(anna, as_csv([["naam"], ["De Linde"], ["De Eik"]]))
    first = Import.objects.get()
    read_in(anna, as_csv([["naam", column, "toestemming"], ["De Linde", cell, "ja"]]))

    page = anna.post(f"{URL}{first.pk}/terug/", follow=True)

    assert names() == ["De Brug", "De Linde"]
    assert "1 blijven staan" in words_of(page)


def test_more_ties_than_one_list_lays_are_refused_in_words(
    world: World, anna: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "MOST_TIES", 3)
    rows = [["naam", "werkt samen met"], ["De Linde", "Een; Twee"], ["De Brug", "Een; Twee"]]

    page = upload(anna, as_csv(rows))

    assert page.status_code == 422
    assert "te veel tekst" in words_of(page)
