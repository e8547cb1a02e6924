"""The drawing of the network: readable in black and white, names that cover nothing, text that stays text (P10)."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspraak.core.charts import (
    Chart,
    Frame,
    Look,
    NetworkField,
    NetworkLine,
    NetworkMark,
    NetworkWords,
    Words,
    network_chart,
)
from samenspraak.core.charts.chart import Layout
from samenspraak.core.charts.network import Box, fitting

WORDS = NetworkWords(
    shapes=("Netwerk", "Gemeenschap", "Initiatief", "Vereniging", "Voorziening", "Professioneel", "Gemeente"),
    colours=("Persoonlijk", "Gemeenschappelijk", "Institutioneel"),
    lines={"both": "beide kanten", "one": "één kant", "wish": "een wens"},
    fading="vervaagt",
    faded="vervaagd",
    alone="Nog zonder verbinding",
    header=("Naam", "Soort"),
)
FRAME = Frame(
    "netwerk",
    "Wie werkt met wie",
    "Buurthuis heeft de meeste verbindingen.",
    Words("nl", "Thema", "Rij", "Groep", "Plaats", "?", "n", "Opmerking", "onzeker", "verborgen"),
)
FIELD = NetworkField(width=6, height=4, alone=4)
MARKS = [
    NetworkMark("b", "Buurthuis", Look(4, 2, "fresh"), (3, 1), ("Buurthuis", "Voorziening")),
    NetworkMark("m", "Moestuin", Look(2, 1, "fading"), (0, 0), ("Moestuin", "Initiatief")),
    NetworkMark("w", "Wandelclub", Look(0, 0, "fresh"), (6, 2), ("Wandelclub", "Netwerk")),
    NetworkMark("k", "Koor", Look(3, 1, "faded"), (0, 4), ("Koor", "Vereniging")),
]
LINES = [
    NetworkLine("b", "m", "both", 3),
    NetworkLine("w", "b", "one", 1),
    NetworkLine("m", "w", "wish"),
    NetworkLine("b", "who is not drawn", "both"),
]


def drawn(marks: list[NetworkMark] = MARKS, *, frame: Frame = FRAME, field: NetworkField = FIELD) -> Chart:
    return network_chart(marks, LINES, field=field, words=WORDS, frame=frame)


def parts(chart: Chart, name: str) -> list[ElementTree.Element]:
    return [one for one in ElementTree.fromstring(chart.svg).iter() if one.tag.endswith(f"}}{name}")]


def groups(chart: Chart) -> dict[str, ElementTree.Element]:
    marks = (one for one in parts(chart, "g") if one.find("{*}title") is not None)
    return {str(one.findtext("{*}title")): one for one in marks}


def test_the_drawing_worked_out_by_hand() -> None:
    """720 wide, 16 on either side: a unit is 688 / 6 = 114.67, and 4 units down fit as they are."""
    chart = drawn()

    spots = {name: one.get("transform") for name, one in groups(chart).items()}
    assert spots == {
        "Buurthuis": "translate(360.0 130.7)",
        "Moestuin": "translate(16.0 16.0)",
        "Wandelclub": "translate(704.0 245.3)",
        "Koor": "translate(16.0 474.7)",
    }


def test_a_tie_is_dashed_when_one_side_says_so_and_dotted_when_it_is_a_wish() -> None:
    lines = [one for one in parts(drawn(), "path") if one.get("stroke-opacity")]
    found = {one.get("d"): (one.get("stroke-dasharray"), one.get("stroke-width")) for one in lines}

    assert found["M360.0 130.7L16.0 16.0"] == (None, "2.5")
    assert found["M704.0 245.3L360.0 130.7"] == ("6 4", "1.1")
    assert found["M16.0 16.0L704.0 245.3"] == ("1 5", "1.8")
    assert len([one for one in found if not str(one).startswith("M-")]) == 3


def test_what_nobody_confirms_is_paler_and_then_loses_its_edge() -> None:
    shapes = {name: one.find("{*}path") for name, one in groups(drawn()).items()}
    fills = {name: str(one.get("fill")) for name, one in shapes.items() if one is not None}
    edges = {name: one.get("stroke-dasharray") for name, one in shapes.items() if one is not None}

    assert fills["Koor"] == "#ffffff"
    assert fills["Moestuin"] == "#bbe1f6"
    assert [name for name, dash in edges.items() if dash] == ["Koor"]


def test_every_kind_has_a_shape_of_its_own_and_its_name_in_the_legend() -> None:
    marks = [
        NetworkMark(str(kind), f"Naam {kind}", Look(kind, 0, "fresh"), (kind, 0), ("", ""))
        for kind in range(7)
    ]
    chart = drawn(marks, field=NetworkField(6, 0))

    outlines = {one.get("d") for group in groups(chart).values() for one in group.findall("{*}path")}
    assert len(outlines) == 7
    assert all(word in chart.svg for word in WORDS.shapes)


def test_who_stands_alone_stands_under_words_that_say_so() -> None:
    assert "Nog zonder verbinding" in drawn().svg
    assert "Nog zonder verbinding" not in drawn(MARKS[:3], field=NetworkField(6, 2)).svg


@pytest.mark.parametrize("frame", [FRAME, FRAME.narrow()])
def test_everybody_is_named_on_the_drawing_or_by_a_number_below_it(frame: Frame) -> None:
    marks = [
        NetworkMark(
            str(place), f"Stichting nummer {place}x", Look(0, 0, "fresh"), (place % 5, place // 5), ("", "")
        )
        for place in range(40)
    ]

    chart = drawn(marks, frame=frame, field=NetworkField(4, 7))

    texts = " ".join(str(one.text) for one in parts(chart, "text"))
    assert all(f"{place}x" in texts for place in range(40))


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300)), max_size=40))
def test_names_never_cover_each_other(spots: list[tuple[float, float]]) -> None:
    taken: list[Box] = []
    for spot in spots:
        fitting("Buurthuis De Linde aan de Vaart", spot, taken, Box(0, 0, 300, 300))

    assert not [1 for place, one in enumerate(taken) for other in taken[:place] if one.meets(other)]
    assert all(box.within(Box(0, 0, 300, 300)) for box in taken)


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_names_stay_text(layout: Layout) -> None:
    evil = '<script>alert("x")</script>'
    marks = [replace(one, name=evil) for one in MARKS]
    frame = replace(FRAME, title=evil, description=evil, layout=layout)

    chart = drawn(marks, frame=frame)

    assert "<script" not in chart.svg
    ElementTree.fromstring(chart.svg)


def test_one_party_alone_makes_a_drawing() -> None:
    chart = drawn([replace(MARKS[0], spot=(0, 0))], field=NetworkField(0, 0, alone=0))

    assert "Buurthuis" in chart.svg
    assert chart.rows == (("Buurthuis", "Voorziening"),)
