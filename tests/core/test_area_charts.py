"""The map, the lines over years and the blocks: readable by everybody, and text stays text (P10)."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from samenspraak.core.charts import (
    Chart,
    Frame,
    MapArea,
    MapSpot,
    MapWords,
    TrendLine,
    TrendPoint,
    Words,
    area_map,
    sparkline,
    trend,
    years_apart,
)
from samenspraak.core.classes import classes
from samenspraak.core.regions import Outline

WORDS = Words("nl", "Thema", "Rij", "Groep", "Plaats", "?", "n", "Opmerking", "onzeker", "verborgen")
FRAME = Frame("kaart", "Kaart", "Het hoogst in Oost.", WORDS)
MAP_WORDS = MapWords(("laag", "hoog"), "niet bekend", "aandacht", ("Buurt", "Waarde"))
EVIL = '<script>alert("x")</script>'


def square(x: int, y: int = 0, *, side: int = 100) -> Outline:
    return Outline(10_000, (((x, y), (x + side, y), (x + side, y + side), (x, y + side)),))


def area(name: str, value: float | None, place: int, *, marked: bool = False) -> MapArea:
    return MapArea(
        name, square(place * 100), value, "?" if value is None else f"{value:g}", (name, "x"), marked
    )


def drawn(*areas: MapArea, frame: Frame = FRAME) -> Chart:
    breaks = classes([one.value for one in areas if one.value is not None])
    return area_map(areas, breaks, words=MAP_WORDS, frame=frame)


def paths(chart: Chart) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(chart.svg)
    return [one for one in root.iter() if one.tag.endswith("path") and one.find("{*}title") is not None]


@pytest.mark.parametrize("frame", [FRAME, FRAME.narrow()])
def test_a_map_has_an_outline_per_area_and_a_line_in_the_table(frame: Frame) -> None:
    chart = drawn(area("West", 1.0, 0), area("Oost", 9.0, 1), frame=frame)

    assert len(paths(chart)) == 2
    assert chart.rows == (("West", "x"), ("Oost", "x"))
    assert "Het hoogst in Oost." in chart.svg


def test_a_higher_value_is_darker_and_what_is_not_known_is_hatched() -> None:
    fills = {
        str(one.findtext("{*}title")): one.get("fill")
        for one in paths(
            drawn(
                area("a", 1.0, 0), area("b", 1.0, 1), area("c", 9.0, 2), area("d", 9.0, 3), area("e", None, 4)
            )
        )
    }

    assert fills["a"] == fills["b"] != fills["c"] == fills["d"]
    assert str(fills["e"]).startswith("url(")


def test_a_mark_is_seen_without_colour() -> None:
    plain, marked = (
        drawn(area("a", 1.0, 0), area("b", 2.0, 1)),
        drawn(area("a", 1.0, 0, marked=True), area("b", 2.0, 1)),
    )

    assert marked.svg.count("<circle") > plain.svg.count("<circle")
    assert "aandacht" in marked.svg
    assert "aandacht" not in plain.svg


def test_names_stay_text() -> None:
    chart = drawn(area(EVIL, 1.0, 0), frame=replace(FRAME, title=EVIL, description=EVIL))

    assert "<script" not in chart.svg
    ElementTree.fromstring(chart.svg)


def test_an_area_of_a_single_spot_breaks_nothing() -> None:
    spot = replace(area("a", 1.0, 0), outline=Outline(10_000, (((5, 5), (5, 5), (5, 5)),)))

    ElementTree.fromstring(drawn(spot).svg)


def line(*points: tuple[int, float, bool]) -> TrendLine:
    return TrendLine(EVIL, tuple(TrendPoint(year, value, f"{value}", apart) for year, value, apart in points))


def test_no_line_leads_over_changed_borders() -> None:
    whole = trend(
        [line((2020, 1.0, False), (2021, 2.0, False))], header=("a", "b", "c"), say=str, frame=FRAME
    )
    broken = trend(
        [line((2020, 1.0, False), (2021, 2.0, True))], header=("a", "b", "c"), say=str, frame=FRAME
    )

    def strokes(chart: Chart) -> list[str]:
        root = ElementTree.fromstring(chart.svg)
        return [
            one.get("d", "") for one in root.iter() if one.get("fill") == "none" and one.tag.endswith("path")
        ]

    assert [one.count("M") for one in strokes(whole)] == [1]
    assert [one.count("M") for one in strokes(broken)] == [2]
    assert "<script" not in whole.svg


def test_a_flat_line_below_zero_is_drawn() -> None:
    chart = trend(
        [line((2020, -2.0, False), (2021, -2.0, False))], header=("a", "b", "c"), say=str, frame=FRAME
    )

    assert chart.rows[0] == (EVIL, "2020", "-2.0")


def test_every_year_is_a_block() -> None:
    chart = years_apart([("leven", 8), ("gezond", 24)], header=("Verschil", "Jaren"), frame=FRAME.narrow())

    assert chart.svg.count('rx="3"') == 32
    assert chart.rows == (("leven", "8"), ("gezond", "24"))


def test_spots_stand_where_they_are_and_those_outside_the_drawing_are_left_out() -> None:
    """A square of 0.02 by 0.01 degrees, 720 wide: the middle of the left half is at 180, 180."""
    areas = [area("West", 1.0, 0), area("Oost", 2.0, 1)]
    spots = [MapSpot(0.005, 0.005), MapSpot(0.01, 0.01, look=2), MapSpot(9, 9)]
    words = replace(MAP_WORDS, spots=("vers", "vervaagt", "verbleekt"))

    chart = area_map(areas, classes([1.0, 2.0]), words=words, frame=FRAME, spots=spots)

    dots = [
        one.get("d") for one in ElementTree.fromstring(chart.svg).iter() if one.get("stroke-width") == "6"
    ]
    assert dots[:2] == ["M360.0 0.0h.01", "M180.0 180.0h.01"]
    assert "verbleekt" in chart.svg
    assert "vervaagt" not in chart.svg


def test_a_map_of_hundreds_has_no_numbers_all_over_it() -> None:
    few = drawn(*(area(f"Buurt {place}", None if place else 3.0, place) for place in range(10)))
    many = drawn(*(area(f"Gemeente {place}", None if place else 3.0, place) for place in range(80)))

    assert few.svg.count(">?<") == 9
    assert many.svg.count(">?<") == many.svg.count(">3<") == 0
    assert len(many.rows) == 80


def test_a_small_line_breaks_where_an_area_is_another_one() -> None:
    whole = sparkline([(2019, 5.7, False), (2020, 5.1, False), (2021, 4.6, False)])
    broken = sparkline([(2019, 5.7, False), (2020, 5.1, True), (2021, 4.6, False)])

    assert (whole.count("M"), broken.count("M")) == (1, 2)
    assert ElementTree.fromstring(whole).get("aria-hidden") == "true"
    assert sparkline([(2021, 4.6, False)]) == ""
    assert sparkline([(2020, 4.6, False), (2021, 4.6, False)]).count("L") == 1
