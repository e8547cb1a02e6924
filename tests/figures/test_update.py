"""The update from the sources: the real client against a stand-in that answers, and fails, as they do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from samenspraak.figures.models import Area, Edition, Sheet, Spread
from samenspraak.figures.services import updating
from samenspraak.figures.sources.source import SourceFault
from samenspraak.figures.sources.wire import Wire
from tests.figures.statline import CHANGES, INHABITANTS, LONELY, LOW, Sources, answering, kwb_record

pytestmark = pytest.mark.django_db
COLUMNS = Path(__file__).parent / "kwb-2024-columns.json"


@pytest.fixture
def sources(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sources]:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    told = Sources(
        records=[
            kwb_record("NL00", "Nederland", **{INHABITANTS: 17_900_000}),
            kwb_record("GM0308", "Baarn", **{INHABITANTS: 24_900, LOW: 2.6}),
            kwb_record("BU03080000", "Centrum", **{LOW: 4.3}),
            kwb_record("BU03080001", "Schoonoordpark", **{LOW: -99997, CHANGES: "3"}),
        ]
    )
    with answering(told) as base:
        settings.DATA = tmp_path
        settings.FIGURES_ONLINE = True
        settings.FIGURES_STATLINE = settings.FIGURES_HEALTH = settings.FIGURES_BORDERS = base
        yield told


def update(*options: str) -> str:
    said = StringIO()
    call_command("figures", "update", *options, stdout=said)
    return said.getvalue()


def kwb(*options: str) -> str:
    return update("--source", "kwb", "--municipality", "Baarn", *options)


def figure(area: str, indicator: str) -> Any:
    return Sheet.objects.get(area=area).figures.get(indicator)


def test_nothing_is_asked_of_anybody_until_the_administrator_allows_it(
    sources: Sources, settings: Any
) -> None:
    settings.FIGURES_ONLINE = False

    with pytest.raises(CommandError, match="FIGURES_ONLINE"):
        kwb()

    assert sources.asked == []


def test_columns_are_found_by_title_and_padded_codes_are_bare(sources: Sources) -> None:
    said = kwb()

    edition = Edition.objects.get()
    assert figure("GM0308", "laag-inkomen") == 2.6
    assert (edition.table, edition.period, edition.division) == ("85984NED", 2024, 2024)
    assert edition.columns["laag-inkomen"] == "Huishoudens met een laag inkomen"
    assert "4 areas (2024)" in said
    assert Area.objects.get(code="BU03080000").name == "Centrum"


def test_a_code_for_missing_is_never_a_number(sources: Sources) -> None:
    kwb()

    assert figure("BU03080001", "laag-inkomen") is None
    assert Sheet.objects.get(area="BU03080001").redrawn


def test_how_far_neighbourhoods_lie_apart_follows_every_load(sources: Sources, tmp_path: Path) -> None:
    sources.records += [kwb_record("BU03080002", "Transvaal", **{LOW: 9.9})]
    kwb()
    first = Spread.objects.get()
    path = tmp_path / "kwb-2024-85984NED.csv"
    path.write_text("Codering;Huishoudens met een laag inkomen\nBU03080002;1.1\n", encoding="utf-8")

    update("--source", "kwb", "--from", str(path))

    assert (first.municipality, first.number, first.figures["laag-inkomen"]) == ("GM0308", 3, [4.3, 9.9, 2])
    assert Spread.objects.get().figures["laag-inkomen"] == [1.1, 4.3, 2]


def test_a_title_that_moved_to_another_column_is_found(sources: Sources) -> None:
    sources.titles = {INHABITANTS: "Aantal inwoners", "X_99": "Huishoudens met een laag inkomen"}
    for one in sources.records:
        one["X_99"] = one.pop(LOW)

    kwb()

    assert figure("BU03080000", "laag-inkomen") == 4.3


def test_version_4_gives_the_same_figures(sources: Sources, settings: Any) -> None:
    settings.FIGURES_STATLINE4 = f"{sources.base}/odata/v1/CBS"

    kwb()

    assert figure("GM0308", "laag-inkomen") == 2.6
    assert figure("BU03080001", "laag-inkomen") is None
    assert Sheet.objects.get(area="BU03080001").redrawn
    assert Area.objects.get(code="BU03080000").name == "Centrum"


def test_the_columns_of_2024_as_statline_described_them_are_known(sources: Sources) -> None:
    sources.columns = json.loads(COLUMNS.read_text(encoding="utf-8"))["value"]
    for one in sources.records:
        one |= {"HuishoudensMetEenLaagInkomen_89": one[LOW], "PersonenPerSoortUitkeringBijstand_94": 20}
        one |= {"BasisonderwijsVmboMbo1_75": 300, "HavoVwoMbo24_76": 500, "HboWo_77": 400}

    said = kwb()

    edition = Edition.objects.get()
    assert (
        "2 of our figures are not in it" in said
    )  # poverty, which took the place of low income later that year
    assert figure("BU03080000", "laag-inkomen") == 4.3
    assert figure("BU03080000", "basis-vmbo-mbo1") == 25
    assert figure("BU03080000", "opleiding-bekend") == 1200
    assert figure("BU03080000", "bijstand") == 20
    assert edition.columns["stroom"].endswith("Gemiddelde elektriciteitslevering totaal")
    assert "laag-inkomen" in edition.unsure
    assert "inwoners" not in edition.unsure


def test_only_the_columns_that_are_needed_are_asked(sources: Sources) -> None:
    sources.titles["Mannen_6"] = "Mannen"

    kwb()

    asked = [one for one in sources.asked if "TypedDataSet" in one]
    assert asked
    assert all("Mannen_6" not in one and LOW in one and CHANGES in one for one in asked)


@pytest.mark.parametrize(
    ("told", "apart"), [("1", False), ("2", True), ("3", True), (" . ", False), ("", False)]
)
def test_only_another_code_or_other_borders_break_a_series(sources: Sources, told: str, apart: bool) -> None:
    sources.records[2][CHANGES] = told

    kwb()

    assert Sheet.objects.get(area="BU03080000").redrawn is apart


def test_too_many_records_are_asked_in_parts(sources: Sources) -> None:
    sources.records += [kwb_record(f"BU030801{place:02}", f"Buurt {place}") for place in range(12)]
    sources.most = 5

    kwb()

    assert Sheet.objects.filter(area__startswith="BU").count() == 14


@pytest.mark.parametrize("fault", ["503", "429", "cut", "500"])
def test_a_source_that_falters_is_asked_again(sources: Sources, fault: str) -> None:
    sources.faults = [fault, fault]

    kwb()

    assert Sheet.objects.count() == 4


@pytest.mark.parametrize(
    ("faults", "words"),
    [
        (["503"] * 9, "503"),
        (["cut"] * 9, "after 4 tries"),
        (["latin"], "not UTF-8"),
        (["page"], "not JSON"),
        (["elsewhere"], "another address"),
        (["404"], "404"),
    ],
)
def test_a_source_that_fails_changes_nothing_and_says_why(
    sources: Sources, faults: list[str], words: str
) -> None:
    sources.faults = faults

    with pytest.raises(CommandError, match=words):
        kwb()

    assert not Edition.objects.exists()


def test_a_table_that_breaks_off_half_way_is_not_there_at_all(sources: Sources) -> None:
    sources.records[3][LOW] = 810

    with pytest.raises(CommandError, match="decimal sign"):
        kwb()

    assert not Edition.objects.exists()
    assert not Sheet.objects.exists()


def test_the_same_area_twice_is_refused(sources: Sources) -> None:
    sources.records.append(kwb_record("GM0308", "Baarn"))

    with pytest.raises(CommandError, match="GM0308 occurs twice"):
        kwb()

    assert not Sheet.objects.exists()


def test_another_table_is_recognised(sources: Sources) -> None:
    sources.titles = {"Iets_1": "Iets anders"}

    with pytest.raises(CommandError, match="is this another table"):
        kwb()


def test_an_interrupted_update_goes_on_where_it_was(sources: Sources) -> None:
    sources.records[3][LOW] = "onzin"
    with pytest.raises(CommandError):
        kwb()
    asked = len(sources.asked)

    with pytest.raises(CommandError):
        kwb()

    assert len(sources.asked) == asked


def test_an_unchanged_table_is_not_read_again(sources: Sources) -> None:
    kwb()

    assert "unchanged" in kwb()


def test_a_table_that_grew_or_a_new_figure_of_ours_is_read_anew(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    kwb()
    monkeypatch.setattr(updating, "digest_of", lambda _catalogue, _source: "another")

    assert "unchanged" not in kwb()
    assert "unchanged" in kwb()


def test_what_was_read_of_the_whole_country_is_not_asked_for_one_town(sources: Sources) -> None:
    sources.records = [one for one in sources.records if not one["WijkenEnBuurten"].startswith("GM0363")]
    update("--source", "kwb")

    assert "unchanged" in kwb()
    assert "unchanged" in update("--source", "kwb")


def test_one_town_does_not_count_for_the_country(sources: Sources) -> None:
    kwb()

    assert "unchanged" not in update("--source", "kwb")


def test_the_region_and_the_province_come_along_with_a_town(sources: Sources) -> None:
    sources.records += [kwb_record("PV26", "Utrecht"), kwb_record("GG2514", "GGD regio Utrecht")]
    sources.records += [kwb_record("PV27", "Noord-Holland")]

    kwb()

    codes = set(Sheet.objects.values_list("area", flat=True))
    assert {"PV26", "GG2514", "NL00"} <= codes
    assert "PV27" not in codes


def test_the_health_monitor_calls_the_country_by_another_code(sources: Sources) -> None:
    base = {"Leeftijd": "20300", "Perioden": "2022JJ00", "Marges": "MW00000"}
    sources.health = [
        {**base, "WijkenEnBuurten": "NL01        ", LONELY: 49.2},
        {**base, "WijkenEnBuurten": "GM0308      ", LONELY: 44.0},
    ]

    update("--source", "gezondheid", "--municipality", "Baarn")

    assert figure("NL00", "eenzaam") == 49.2


def test_health_comes_with_its_margins(sources: Sources) -> None:
    base = {"WijkenEnBuurten": "BU03080000", "Leeftijd": "20300", "Perioden": "2022JJ00"}
    sources.health = [
        {**base, "Marges": "MW00000", LONELY: 44.1},
        {**base, "Marges": "MOG0095", LONELY: 39.0},
        {**base, "Marges": "MBG0095", LONELY: 49.2},
    ]

    update("--source", "gezondheid", "--municipality", "Baarn")

    assert figure("BU03080000", "eenzaam") == [44.1, 39.0, 49.2]
    assert Edition.objects.get().period == 2022


def test_borders_last_until_they_change(sources: Sources) -> None:
    square = [[[5.28, 52.2], [5.3, 52.2], [5.3, 52.22], [5.28, 52.2]]]
    told = {"buurtcode": "BU03080000", "buurtnaam": "Centrum", "gemeentecode": "GM0308"}
    sources.features = [{"properties": told, "geometry": {"type": "Polygon", "coordinates": square}}]
    update("--source", "gebieden", "--municipality", "Baarn", "--year", "2024")
    sources.features[0]["geometry"]["coordinates"] = [
        [[5.28, 52.2], [5.31, 52.2], [5.3, 52.23], [5.28, 52.2]]
    ]

    update("--source", "gebieden", "--municipality", "Baarn", "--year", "2025")

    assert list(Area.objects.values_list("since", "until")) == [(2024, 2024), (2025, None)]


def test_only_configured_hosts_are_asked() -> None:
    with pytest.raises(SourceFault, match="not one of the configured sources"):
        Wire(["https://opendata.cbs.nl"]).json("https://example.com/")


def test_a_merged_municipality_is_named(sources: Sources) -> None:
    with pytest.raises(CommandError, match="may have merged"):
        update("--municipality", "GM0370")
