"""A table of organisations: headings in two languages, doubts left out, faults in words' reach, nothing raised."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspraak.core.actor_columns import HEADINGS, column_of
from samenspraak.core.actor_table import ActorTable, Meanings, read_actors
from samenspraak.core.answer_table import BrokenTable, TableFault

TODAY = date(2026, 11, 30)
MEANINGS = Meanings(
    kinds={"vereniging": "association", "buurthuis": "provision"},
    spheres={"institutioneel": "institutional"},
    reaches={"buurt": "neighbourhood"},
    target_groups={"ouderen": "ouderen", "kinderen": "kinderen"},
    topics={"geld": "geld", "armoede": "geld", "taal": "taal", "zorg en steun": "zorg"},
    pillars={"cohesie": "cohesion"},
    areas={"centrum": "BU03080000"},
)


def read(*rows: list[str], consented: bool = False) -> ActorTable:
    meanings = Meanings(**{**vars(MEANINGS), "consented": consented})
    return read_actors(rows, meanings, today=TODAY)


def test_a_row_says_what_it_says_and_no_more() -> None:
    table = read(
        ["Naam", "Soort", "Buurt", "Doelgroep", "Thema’s", "Lat", "Lon", "Website", "Bevestigd op"],
        [
            "De Linde",
            "Buurthuis",
            "centrum",
            "Ouderen, kinderen",
            "armoede; taal",
            "52,21",
            "5.29",
            "www.linde.nl",
            "1-6-2026",
        ],
        ["De Brug", "", "", "", "", "", "", "", ""],
    )

    assert table.faults == ()
    assert dict(table.rows[0].values) == {
        "name": "De Linde",
        "kind": "provision",
        "area_code": "BU03080000",
        "target_groups": ["ouderen", "kinderen"],
        "topics": ["geld", "taal"],
        "latitude": 52.21,
        "longitude": 5.29,
        "website": "https://www.linde.nl",
        "confirmed_on": date(2026, 6, 1),
    }
    assert dict(table.rows[1].values) == {"name": "De Brug"}


@pytest.mark.parametrize("column", HEADINGS)
def test_a_column_has_a_heading_in_dutch_and_in_english(column: str) -> None:
    assert len(HEADINGS[column]) >= 2
    assert all(column_of(f" {one.upper()}: ") == column for one in HEADINGS[column])


def test_a_list_of_words_may_have_a_comma_in_a_word() -> None:
    table = read(["naam", "onderwerpen"], ["De Linde", "zorg en steun"], ["De Brug", "geld, zorg en steun"])

    assert [row.values["topics"] for row in table.rows] == [["zorg"], ["geld", "zorg"]]


def test_what_is_not_understood_is_left_out_and_told() -> None:
    table = read(
        ["naam", "soort", "buurt", "onderwerpen", "website", "e-mail", "bevestigd op", "kleur"],
        ["De Linde", "ruimteschip", "Atlantis", "geld; sterren", "geen", "geen", "morgen", "rood"],
        consented=True,
    )

    assert dict(table.rows[0].values) == {"name": "De Linde", "topics": ["geld"]}
    assert {one.kind for one in table.doubts} == {
        *("unknown-word", "unknown-area", "no-address", "no-email", "no-day"),
    }
    assert table.unread == ("kleur",)


@pytest.mark.parametrize("heading", ["Wijk/buurt", "Buurt of wijk", "wijk"])
def test_a_neighbourhood_is_read_under_the_headings_that_lists_have(heading: str) -> None:
    table = read(["naam", heading], ["De Linde", "Centrum"])

    assert table.unread == ()
    assert table.rows[0].values["area_code"] == "BU03080000"


def test_a_day_that_is_still_to_come_is_no_confirmation() -> None:
    table = read(["naam", "bevestigd op"], ["De Linde", "2027-01-01"], ["De Brug", "46000"])

    assert "confirmed_on" not in table.rows[0].values
    assert table.rows[1].values["confirmed_on"] == date(2025, 12, 9)


def test_nobody_is_kept_without_consent() -> None:
    rows = [
        ["naam", "contactpersoon", "e-mail", "toestemming"],
        ["De Linde", "An", "an@linde.example", ""],
        ["De Brug", "Bo", "bo@brug.example", "ja"],
        ["De Stap", "Co", "co@stap.example", "nee"],
    ]

    without, with_consent = read(*rows), read(*rows, consented=True)

    assert [dict(row.contact) for row in without.rows] == [{}, {"name": "Bo", "email": "bo@brug.example"}, {}]
    assert [bool(row.contact) for row in with_consent.rows] == [True, True, False]
    assert [one.row for one in without.doubts if one.kind == "no-consent"] == [2, 4]


def test_ties_are_names_each_once_and_never_to_itself() -> None:
    table = read(
        ["naam", "werkt samen met", "verwijst naar"],
        ["De Linde", "De Brug; de linde; De Brug", "De Stap"],
    )

    assert table.rows[0].ties == (("works_with", "De Brug"), ("refers_to", "De Stap"))
    assert [one.kind for one in table.doubts] == ["tie-to-itself"]


@pytest.mark.parametrize(
    ("latitude", "longitude", "kind"),
    [
        ("5.29", "52.21", "swapped"),
        ("155000", "463000", "national-grid"),
        ("48.85", "2.35", "outside"),
        ("nan", "5.29", "outside"),
        ("52.21", "", "half-a-point"),
        ("hier", "5.29", "no-number"),
    ],
)
def test_a_place_that_is_not_in_the_country_is_refused_in_words(
    latitude: str, longitude: str, kind: str
) -> None:
    table = read(["naam", "lat", "lon"], ["De Linde", latitude, longitude])

    assert kind in [one.kind for one in table.faults]
    assert table.faults[0].row == 2
    assert table.rows == ()


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([], "empty"),
        ([["naam"]], "no-rows"),
        ([["titel", "kleur"], ["De Linde", "rood"]], "no-name-column"),
        ([["naam", "organisatie"], ["De Linde", "x"]], "double-column"),
        ([["naam"], ["De Linde", "te veel"]], "row-too-long"),
        ([["naam", "soort"], ["", "vereniging"]], "no-name"),
        ([["naam"], ["x" * 161]], "too-long"),
        ([["naam", "wat ze doen"], ["De Linde", "x" * 501]], "too-long"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(rows: list[list[str]], kind: str) -> None:
    assert kind in [one.kind for one in read(*rows).faults]


def test_wrong_columns_are_told_with_what_stands_there_and_what_may_be_meant() -> None:
    fault = read(["Naaam", "Kleur"], ["De Linde", "rood"]).faults[0]

    assert (fault.kind, fault.value, fault.choices) == ("no-name-column", "Naaam, Kleur", ("naam",))


def test_reading_stops_after_fifty_faults() -> None:
    table = read(["naam", "lat", "lon"], *[["De Linde", "1", "1"] for _ in range(60)])

    assert (len(table.faults), table.stopped) == (50, True)


def test_a_file_that_breaks_off_is_a_fault_of_the_table() -> None:
    def broken() -> object:
        yield ["naam"]
        raise BrokenTable(TableFault("too-many-rows", row=3))

    table = read_actors(broken(), MEANINGS, today=TODAY)  # type: ignore[arg-type]

    assert [(one.kind, one.row) for one in table.faults] == [("too-many-rows", 3)]


@given(st.lists(st.lists(st.text(max_size=30), max_size=6), max_size=6))
def test_nothing_in_a_table_raises(rows: list[list[str]]) -> None:
    header = ["naam", "lat", "lon", "bevestigd op", "toestemming", "onderwerpen"]

    assert isinstance(read(header, *rows), ActorTable)
    assert isinstance(read(*rows), ActorTable)


def test_an_endless_address_is_left_out_at_once() -> None:
    begun = process_time()

    table = read(["naam", "e-mail"], ["De Linde", f"a@{'.' * 20_000}@"])

    assert [fault.kind for fault in table.faults] == ["too-long"]
    assert (
        process_time() - begun < 2
    )  # milliseconds; it took eight seconds a cell to see that it is no address
