"""The catalogue of indicators: complete as it ships, and clear about what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

import samenspraak
from samenspraak.core.faults import InstrumentFault
from samenspraak.core.indicators import load_catalogue
from samenspraak.core.measured import NotANumber, number, uses_comma
from samenspraak.core.regions import (
    area_code,
    kind_of,
    municipality_of,
    outline,
    packed,
    unpacked,
)

SHIPPED = Path(samenspraak.__file__).parent / "figures" / "indicators.yaml"
TEXT = SHIPPED.read_text(encoding="utf-8")


def test_the_catalogue_ships_thirty_figures_and_more_in_two_languages() -> None:
    catalogue = load_catalogue(TEXT, name="indicators.yaml")

    assert len(catalogue.indicators) >= 30
    for one in catalogue.indicators:
        for text in (one.name, one.explanation, one.not_measured, one.frequency):
            assert text.en, one.id


@pytest.mark.parametrize(
    ("was", "becomes", "words"),
    [
        ("    unit: number\n", "", "unit"),
        ("direction: more-is-worse", "direction: bad", "direction"),
        ("source: kwb", "source: nergens", 'no source "nergens"'),
        ("base: huishoudens", "base: huizen", 'no indicator "huizen"'),
        ("id: huishoudens", "id: inwoners", "twice"),
        ("    per: 100\n", "    per: 7\n", "per"),
        ("    decimals: 0\n", "    decimalen: 0\n", "no such field"),
    ],
)
def test_a_fault_is_told_with_its_line(was: str, becomes: str, words: str) -> None:
    with pytest.raises(InstrumentFault) as refused:
        load_catalogue(TEXT.replace(was, becomes, 1), name="indicators.yaml")

    assert words in str(refused.value)
    assert all(fault.line > 1 for fault in refused.value.faults)


@pytest.mark.parametrize("missing", [None, "", ".", " . ", "-99997", -99995, "-99999.0", "x", float("nan")])
def test_missing_is_never_a_number(missing: object) -> None:
    assert number(missing) is None


def test_numbers_as_sources_write_them() -> None:
    assert number("  12.5") == 12.5
    assert number("12,5", comma=True) == 12.5
    for text in ("12,5", "1.234,5", "veel", True):
        with pytest.raises(NotANumber):
            number(text)


def test_a_comma_and_a_point_contradict_each_other() -> None:
    assert uses_comma(["1,5", "2"]) is True
    assert uses_comma(["1.5", "2"]) is False
    assert uses_comma(["1.5", "2,5"]) is None


def test_codes() -> None:
    assert area_code(" BU03080000  ") == "BU03080000"
    assert area_code("0308") == "GM0308"
    assert area_code("Baarn") == ""
    assert kind_of("WK030800") == "district"
    assert municipality_of("BU03080000") == "GM0308"


def test_an_outline_comes_back_as_it_was_packed() -> None:
    square = {"type": "Polygon", "coordinates": [[[5.0, 52.0], [5.1, 52.0], [5.1, 52.1], [5.0, 52.0]]]}
    shape = outline(square, per_degree=1000)

    assert unpacked(packed(shape)) == shape
    assert shape.rings[0][0] == (5000, 52000)
