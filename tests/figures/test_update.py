"""The update from the sources: the real client against a stand-in that answers, and fails, as they do."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from samenspraak.figures.models import Area, Edition, Sheet
from samenspraak.figures.sources.source import SourceFault
from samenspraak.figures.sources.wire import Wire
from tests.figures.statline import INHABITANTS, LONELY, LOW, Sources, answering, kwb_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def sources(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sources]:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    told = Sources(
        records=[
            kwb_record("NL00", "Nederland", **{INHABITANTS: 17_900_000}),
            kwb_record("GM0308", "Baarn", **{INHABITANTS: 24_900, LOW: 2.6}),
            kwb_record("BU03080000", "Centrum", **{LOW: 4.3}),
            kwb_record(
                "BU03080001", "Schoonoordpark", **{LOW: -99997, "IndelingswijzigingWijkenEnBuurten_4": "2"}
            ),
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
    assert Area.objects.get(code="BU03080000").name == "Centrum"


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
