"""Figures from a file: what StatLine gives, and what people make of it in a spreadsheet."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from samenspraak.figures.models import Area, Edition, Sheet

pytestmark = pytest.mark.django_db
HEAD = '"Codering";"Gemeentenaam";"Aantal inwoners (aantal)";"Huishoudens totaal";"Huishoudens met een laag inkomen (%)"'


def read(path: Path, *options: str, source: str = "kwb") -> str:
    said = StringIO()
    call_command("figures", "update", "--source", source, "--from", str(path), *options, stdout=said)
    return said.getvalue()


def written(folder: Path, *lines: str, name: str = "kwb-2024.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path


def test_a_file_of_statline_is_read_as_it_is(tmp_path: Path) -> None:
    head = '"Perioden";"Wijken en buurten";"Regiocode (gemeente, wijk, buurt) (code)";"Particuliere huishoudens (Aantal)";"SES-WOA/Totaalscore/Gemiddelde score (Getal)"'
    path = written(
        tmp_path,
        head,
        '"2019";"Amsterdam";"GM0363    ";"  457400";"  -0.100"',
        '"2019";"Weesperzijde";"BU03630001";"       .";"       ."',
        name="SES_WOA_85163NED.csv",
    )

    read(path, source="ses-woa")

    sheet = Sheet.objects.get(area="GM0363")
    assert (sheet.figures["ses-woa"], sheet.edition.table, sheet.edition.period) == (-0.1, "85163NED", 2019)
    assert Sheet.objects.get(area="BU03630001").figures == {}


def test_a_decimal_comma_is_understood(tmp_path: Path) -> None:
    read(written(tmp_path, HEAD, "GM0308    ;Baarn;24900;11500;2,6"))

    assert Sheet.objects.get().figures["laag-inkomen"] == 2.6


def test_older_windows_files_keep_their_accents(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD, "BU19000001;Súdwest;100;50;2,6", encoding="cp1252")

    read(path)

    assert Area.objects.get().name == "Súdwest"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["Codering;Naam;Iets anders", "GM0308;Baarn;3"], "another table"),
        (["Naam;Aantal inwoners", "Baarn;3"], "no column holds codes"),
        ([HEAD, "GM0308;Baarn;24900;11500;2,6", "GM0363;Amsterdam;9;8;2.6"], "one decimal sign"),
        ([HEAD, "GM0308;Baarn;24900;11500;26,5", "GM0308;Baarn;24900;11500;2,6"], "GM0308 occurs twice"),
        ([HEAD, "GM0308;Baarn;24900;11500;265"], "line 2.*decimal sign"),
        ([HEAD, "GM0308;Baarn;24900;11500;veel"], "not a number"),
        ([HEAD, "GM0308;Baarn;24.900;11.500;2.6"], "do thousands have a sign"),
        ([HEAD, "GM0308;Baarn;24900"], "line 2 has 3 cells"),
        ([HEAD], "nothing in this file"),
    ],
)
def test_a_bad_file_changes_nothing_and_is_told_why(tmp_path: Path, lines: list[str], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        read(written(tmp_path, *lines))

    assert not Edition.objects.exists()


def test_a_fault_at_the_end_of_a_large_file_undoes_its_beginning(tmp_path: Path) -> None:
    lines = [f"BU0308{place:04};Buurt;100;50;2,6" for place in range(5000)]

    with pytest.raises(CommandError, match="line 5002"):
        read(written(tmp_path, HEAD, *lines, "BU03089999;Buurt;100;50;veel"))

    assert not Sheet.objects.exists()


def test_the_columns_of_an_earlier_year_are_known_by_their_titles_then(tmp_path: Path) -> None:
    head = "Codering;Aantal inwoners;Huishoudens totaal;Gemiddelde woningwaarde;Een kolom van toen"

    said = read(written(tmp_path, head, "GM0308;24900;11500;412;3", name="kwb-2016.csv"))

    assert Sheet.objects.get().figures["woz"] == 412
    assert "30 of our figures are not in it" in said


def test_no_year_no_guess(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD, "GM0308;Baarn;24900;11500;2,6", name="cijfers.csv")

    with pytest.raises(CommandError, match="--year"):
        read(path)
    read(path, "--year", "2023")

    assert Edition.objects.get().period == 2023


def test_utf_16_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Save it as CSV"):
        read(written(tmp_path, HEAD, encoding="utf-16"))


def test_a_municipality_of_an_earlier_division_is_told(tmp_path: Path) -> None:
    said = read(written(tmp_path, HEAD, "GM0370;Beemster;9000;4000;2,6", name="kwb-2020.csv"))

    assert "1 municipalities of an earlier division" in said
    assert Sheet.objects.get().area == "GM0370"


def test_reading_the_same_file_again_replaces_it(tmp_path: Path) -> None:
    read(written(tmp_path, HEAD, "GM0308;Baarn;24900;11500;2,6"))

    read(written(tmp_path, HEAD, "GM0308;Baarn;24900;11500;3,6"))

    assert Sheet.objects.get().figures["laag-inkomen"] == 3.6


def test_a_saved_answer_of_statline_is_read(tmp_path: Path) -> None:
    records = [{"WijkenEnBuurten": "GM0308    ", "AantalInwoners_5": 24900, "HuishoudensTotaal_29": 11500}]
    path = tmp_path / "85984NED-2024.json"
    path.write_text(json.dumps({"value": records}), encoding="utf-8")

    read(path)

    assert Sheet.objects.get().figures["inwoners"] == 24900


def test_borders_come_from_a_file_too(tmp_path: Path) -> None:
    feature: dict[str, Any] = {
        "properties": {"buurtcode": "BU03080000", "buurtnaam": "Centrum", "jaar": 2024},
        "geometry": {
            "type": "Polygon",
            "coordinates": [[[5.28, 52.2], [5.3, 52.2], [5.3, 52.22], [5.28, 52.2]]],
        },
    }
    path = tmp_path / "buurten.geojson"
    path.write_text(json.dumps({"features": [feature]}), encoding="utf-8")

    read(path, source="gebieden")

    outline = Area.objects.get(code="BU03080000", since=2024).outline
    assert outline
    assert outline["rings"]


@pytest.mark.parametrize(
    "text",
    ["", "{}", '{"features": [{"properties": {"buurtcode": "BU03080000"}, "geometry": {"type": "Point"}}]}'],
)
def test_a_file_without_areas_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "buurten.geojson"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(CommandError):
        read(path, source="gebieden")
    assert not Area.objects.exists()
