"""Figures from a file: what StatLine gives, and what people make of it in a spreadsheet."""

from __future__ import annotations

import json
import subprocess
import sys
import tracemalloc
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from samenspraak.figures.models import Area, Edition, Sheet
from samenspraak.figures.queries.areas import shipped
from samenspraak.figures.queries.catalogue import catalogue
from samenspraak.figures.queries.comparing import comparison_of
from samenspraak.figures.sources.from_file import file_table
from samenspraak.figures.sources.json_file import items_in
from samenspraak.figures.sources.source import SourceFault

pytestmark = pytest.mark.django_db
COMPILED = Path(__file__).parent / "compiled-columns.csv"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "kwb-2021-gemeenten.csv"
LOW = [one.id for one in catalogue().indicators].index("laag-inkomen")
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


def test_the_excel_file_of_cbs_saved_as_csv_is_read(tmp_path: Path) -> None:
    head = (
        "gwb_code_10;regio;recs;ind_wbi;a_inw;a_hh;g_pau_hh;p_ink_ar;p_hh_lkk;a_opl_bvm ;a_opl_hvm;a_opl_hw"
    )
    path = written(
        tmp_path,
        head,
        "NL00;Nederland;Land;.;17942942;8393684;1.1;3,1;.;3550000;5560000;4390000",
        "BU03080000;Centrum;Buurt;3;1825;1075;0.9;2,4;,;320;470;580",
        name="kwb-2024.csv",
    )

    read(path)

    sheet = Sheet.objects.get(area="BU03080000")
    assert sheet.redrawn
    assert sheet.figures == {
        "inwoners": 1825,
        "huishoudens": 1075,
        "autos": 0.9,
        "armoede": 2.4,
        "opleiding-bekend": 1370,
        "basis-vmbo-mbo1": 23.3577,
    }


def test_the_short_code_of_a_region_is_no_municipality(tmp_path: Path) -> None:
    read(written(tmp_path, HEAD, "GG2514;GGD regio Utrecht;1387642;600000;4,1", "VR09;Utrecht;1;1;4,1"))

    assert set(Sheet.objects.values_list("area", "municipality")) == {("GG2514", ""), ("VR09", "")}


def test_older_windows_files_keep_their_accents(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD, "BU19000001;Súdwest;100;50;2,6", encoding="cp1252")

    read(path)

    assert Area.objects.get().name == "Súdwest"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["Codering;Naam;Iets anders", "GM0308;Baarn;3"], "another table"),
        (["Naam;Aantal inwoners", "Baarn;3"], "no column holds codes"),
        (
            ["Codering;Personen per soort uitkering; Bijstand", "GM0308;30;1"],
            "another table|a share of is missing",
        ),
        (
            [
                HEAD,
                *["GM0308;Baarn;24900;11500;2,6"] * 1,
                *[f"BU0308{n:04};B;1;1;2,6" for n in range(450)],
                "BU03089998;B;1;1;2.6",
            ],
            "line 453.*not a number",
        ),
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


def test_a_line_without_end_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD, "GM0308;Baarn;24900;11500;2,6")
    with path.open("a", encoding="utf-8") as stream:
        stream.write("x" * 1_200_000)

    with pytest.raises(CommandError, match="Is this CSV"):
        read(path)


def test_more_areas_than_there_can_be_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samenspraak.figures.sources.tables.MOST_PLACES", 3)
    lines = [f"BU0308{place:04};Buurt;100;50;2,6" for place in range(4)]

    with pytest.raises(CommandError, match="more than 3 areas"):
        read(written(tmp_path, HEAD, *lines))

    assert not Sheet.objects.exists()


def peak_of(folder: Path, *, columns: int) -> int:
    """Return the most memory that reading 600 areas with so many columns that we do not know takes."""
    head = ";".join(["Codering", "Aantal inwoners", *(f"Kolom {place}" for place in range(columns))])
    filling = ";".join(["12345"] * columns)
    path = written(folder, head, *(f"BU0308{place:04};100;{filling}" for place in range(600)))
    known = catalogue().of_source("kwb")
    table = file_table(path, source="kwb", indicators=known)
    tracemalloc.start()
    number = sum(1 for _row in table.rows([one for one in known if one.id in table.chosen]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert number == 600
    return peak


def test_a_file_of_any_size_is_read_in_little_memory(tmp_path: Path) -> None:
    small, large = peak_of(tmp_path, columns=20), peak_of(tmp_path, columns=1000)

    assert (tmp_path / "kwb-2024.csv").stat().st_size > 3_000_000
    assert large < small + 1_000_000


def test_margins_that_come_after_all_values_are_joined_without_keeping_rows(tmp_path: Path) -> None:
    head = '"Leeftijd";"Marges";"Wijken en buurten";"Codering";"Perioden";"Eenzaam (%)"'
    marks = (("Waarde", 40), ("Ondergrens 95%-interval", 35), ("Bovengrens 95%-interval", 45))
    lines = [
        f"18 jaar of ouder;{mark};Buurt;BU0308{place:04};2022;{value + place % 5}"
        for mark, value in marks
        for place in range(50)
    ]
    lines += ["65 jaar of ouder;Waarde;Buurt;BU03080000;2022;99"]

    read(written(tmp_path, head, *lines, name="50120NED.csv"), source="gezondheid")

    assert Sheet.objects.get(area="BU03080001").figures == {"eenzaam": [41, 36, 46]}
    assert Sheet.objects.count() == 50


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
    former = Area.objects.get()
    assert (former.name, former.since, former.until) == ("Beemster", 2020, 2020)


def test_a_former_municipality_lasts_as_long_as_its_figures(tmp_path: Path) -> None:
    for year in (2020, 2021, 2018):
        read(written(tmp_path, HEAD, "GM0370;Beemster;9000;4000;2,6", name=f"kwb-{year}.csv"))

    former = Area.objects.get()
    assert (former.since, former.until) == (2018, 2021)


def made_of_compiled(source: Path, target: Path) -> None:
    """Run the tool that makes a file of StatLine of the compiled table."""
    tool = Path(__file__).parents[2] / "tools" / "compiled_figures.py"
    subprocess.run([sys.executable, str(tool), str(source), str(target)], check=True, capture_output=True)


def test_the_compiled_table_becomes_a_file_of_statline(tmp_path: Path) -> None:
    source, target = tmp_path / "compiled.csv", tmp_path / "kwb-2021.csv"
    cells = dict.fromkeys(COMPILED.read_text(encoding="utf-8").strip().split(","), "")
    cells |= {"gm_code": "GM0308", "naam": "Baarn", "Population": "24792"}
    cells |= {
        "Low income threshold (%)": "4.6",
        "Median household wealth (x€1k)": "187.0",
        "Bijstand (per 1k)": "14.1",
    }
    source.write_text("\n".join(",".join(row) for row in (cells, cells.values())), encoding="utf-8")

    made_of_compiled(source, target)
    read(target)

    assert Sheet.objects.get().figures == {"inwoners": 24792, "laag-inkomen": 4.6, "vermogen": 187}


@pytest.mark.skipif(not SHARED.exists(), reason="the compiled table has no licence and does not come along")
def test_the_real_compiled_table_is_read_and_compares(tmp_path: Path) -> None:
    made_of_compiled(SHARED, tmp_path / "kwb-2021.csv")

    said = read(tmp_path / "kwb-2021.csv")

    assert "352 areas (2021)" in said
    assert "14 municipalities of an earlier division" in said
    found = comparison_of(shipped()["GM0308"]).of(catalogue().indicators[LOW], [2021])
    assert [one.group.key for one in found] == ["alike", "province", "country"]
    assert found[-1].gathered
    assert found[-1].gathered.known == 338


def test_reading_the_same_file_again_replaces_it(tmp_path: Path) -> None:
    read(written(tmp_path, HEAD, "GM0308;Baarn;24900;11500;2,6"))

    read(written(tmp_path, HEAD, "GM0308;Baarn;24900;11500;3,6"))

    assert Sheet.objects.get().figures["laag-inkomen"] == 3.6


@pytest.mark.parametrize("chunk", [7, 64, 1_000_000])
def test_a_saved_answer_is_read_item_by_item(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr("samenspraak.figures.sources.json_file.CHUNK", chunk)
    path = tmp_path / "answer.json"
    told = [{"naam": 'Súd "west", ]}', "n": place} for place in range(20)]
    path.write_text(json.dumps({"odata.metadata": "x", "value": told}, ensure_ascii=False), encoding="utf-8")

    assert list(items_in(path)) == told


@pytest.mark.parametrize(
    "text", ['{"value": [{"a": 1}, {"b": ', '{"value": [1]}', '{"value": [{"a": 1}', '{"a": []}']
)
def test_a_saved_answer_that_breaks_off_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "answer.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(SourceFault):
        list(items_in(path))


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
