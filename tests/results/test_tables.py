"""The released tables as files: what is in them, what is not, and texts that stay texts."""

from __future__ import annotations

import pytest
from django.test import Client

from samenspraak.conversations.models import Response
from tests.conftest import World
from tests.results.rounds import (
    add,
    by_name,
    cells_of_xlsx,
    change,
    close,
    fill,
    made,
    rename,
    reveal,
    rows_of_csv,
    url,
)


def test_the_file_says_which_release_it_is_and_what_the_columns_mean(world: World, anna: Client) -> None:
    fill(world)
    close(world)
    made(world)

    outcomes, groups, code_book = cells_of_xlsx(anna, world)

    assert outcomes[0][:2] == ["ronde", "beeld"]
    assert [row[0] for row in groups[1:]] == ["", "beleid", "uitvoering", "bewoners"]
    told = {row[0]: row[-1] for row in code_book}
    assert told["gesprek"] == "Rondkomen in Waterdorp"
    assert told["instrument"] == "Klein gesprek 1.0.0"
    assert told["niet apart getoond"] == "geen"
    named = {row[1] for row in code_book if row[0] == "kolom"}
    assert {"n", "gemiddelde", "gemiddelde, minstens", "mediaan", "overeenstemming"} <= named
    width = outcomes[0].index("toelichting")
    assert outcomes[0].index("gemiddelde, hoogstens") == 12
    assert all(len(row) > width for row in outcomes)
    assert ["stap", "A1: 3", "Op weg"] in code_book


def test_the_file_names_the_hidden_groups_and_the_reason(world: World, anna: Client) -> None:
    add(world, "beleid", 8)
    add(world, "bewoners", 6)
    add(world, "uitvoering", 2)
    close(world)
    made(world)

    told = {row[0]: row[-1] for row in cells_of_xlsx(anna, world)[-1]}

    assert "Uitvoering" in told["niet apart getoond"]
    assert told["waarom niet"] == "anders zijn antwoorden van minder dan 5 mensen te herleiden"


def test_the_table_holds_what_the_screen_holds(world: World, anna: Client) -> None:
    fill(world)
    close(world)
    made(world)

    rows = {(row["vraag"], row["groep"]): row for row in rows_of_csv(anna, world)}

    assert rows["A1", "beleid"]["gemiddelde"] == "4,0"
    assert rows["A1", "beleid"]["n"] == "6"
    assert rows["A1", "beleid"]["aandeel stap 4"] == "1,0"
    assert rows["A1", ""]["n"] == "18"
    assert ("A2", "bewoners") not in rows
    assert rows["A-belang", "beleid"]["soort"] == "belang"
    assert rows["B2", ""]["gemiddelde"] == ""


def test_raw_sheets_are_in_the_file_only_in_the_named_mode(world: World, anna: Client) -> None:
    fill(world)
    Response.objects.update(name="Dunya Zwart")
    close(world)
    made(world)
    protected = str(cells_of_xlsx(anna, world))
    assert "Dunya" not in protected

    world.round.releases.all().delete()
    Response.objects.update(shown_sheet="", shown_group="")
    by_name(world)
    made(world)

    people = cells_of_xlsx(anna, world)[2]
    assert people[0][:3] == ["naam", "groep voluit", "A1"]
    assert people[1][0] == "Dunya Zwart"


def test_files_do_not_move_with_answers_after_the_release(world: World, anna: Client) -> None:
    fill(world)
    reveal(world)
    made(world)
    before = rows_of_csv(anna, world)
    change(list(Response.objects.all()), world, A1="5", B1="1")

    assert rows_of_csv(anna, world) == before


@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_a_name_that_looks_like_a_formula_stays_text(world: World, anna: Client, name: str) -> None:
    fill(world)
    rename(world, "beleid", name)
    close(world)
    made(world)

    rows = [row for row in rows_of_csv(anna, world) if row["groep"] == "beleid"]
    assert all(row["groep voluit"] == f"'{name}" for row in rows)
    assert name in str(cells_of_xlsx(anna, world)).replace('\\"', '"')


def test_the_file_has_a_name_that_every_system_accepts(world: World, anna: Client) -> None:
    fill(world)
    close(world)
    made(world)

    assert anna.get(url(world, "tabellen.xlsx"))["Content-Disposition"].endswith(
        'rondkomen-in-waterdorp.xlsx"'
    )
