"""Charts: the picture and its table say the same, to everybody, on every screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspraak.core.charts import (
    Axes,
    Bar,
    Chart,
    Cloud,
    Column,
    Counted,
    CountedRow,
    Dot,
    DotRow,
    ExpectedGoal,
    Frame,
    GoalWords,
    Heat,
    HeatRow,
    Look,
    MapHeader,
    NetworkField,
    NetworkLine,
    NetworkMark,
    NetworkWords,
    Pill,
    Place,
    Slope,
    SphereWords,
    Spoke,
    Words,
    counted_in,
    diverging_bars,
    dot_range,
    expected_goals,
    heat_table,
    importance_position,
    lettering,
    network_chart,
    opinion_map,
    palette,
    slope,
    spheres,
    stacked_bars,
    theme_wheel,
)
from samenspraak.core.charts.chart import Layout
from samenspraak.core.charts.diverging import below
from samenspraak.core.charts.numbers import decimal
from samenspraak.core.freshness import Freshness

STEPS = ("Nog niet", "Eerste ideeën", "Begin gemaakt", "Werkt", "Geborgd")
NAMES = (
    "Visie op armoede, schulden en gezondheid",
    "Zicht op de lokale problematiek",
    "Combineren van beleid",
)
WORDS = Words(
    language="nl",
    theme="Thema",
    row="Stelling",
    group="Groep",
    position="Gemiddelde",
    unknown="Weet ik niet",
    people="Aantal mensen",
    remark="Opmerking",
    uncertain="onzeker",
    hidden="te weinig mensen",
)
TOKENS = Path(__file__).parents[2] / "src/samenspraak/static/css/tokens.css"
LAYOUTS: tuple[Layout, ...] = ("wide", "narrow")


def frame(layout: Layout = "wide", *, key: str = "k", language: str = "nl") -> Frame:
    words = WORDS if language == "nl" else Words(**{**WORDS.__dict__, "language": language})
    return Frame(key, "Waar staan jullie?", "Wat er te zien is, in woorden.", words, layout)


def wheel(told: Frame) -> Chart:
    spokes = [
        Spoke("A", NAMES[0], 3.4, 43, second=4.0),
        Spoke("B", NAMES[1], 2.1, 41, certain=False),
        Spoke("C", NAMES[2], None),
    ]
    return theme_wheel(spokes, steps=STEPS, frame=told, second="Over twee jaar")


def bars(told: Frame) -> Chart:
    rows = [
        Bar("Iedereen", 43, (0.1, 0.2, 0.4, 0.2, 0.1), 0.2, whole=True),
        Bar("Bewoners", 12, (0.5, 0, 0, 0, 0.5), 0.1, certain=False),
        Bar("Uitvoering", None, None),
    ]
    return stacked_bars(rows, steps=STEPS, frame=told)


def around(told: Frame) -> Chart:
    rows = [
        Bar("Iedereen", 43, (0.1, 0.2, 0.4, 0.2, 0.1), 0.2, whole=True),
        Bar("Bewoners", 12, (0.5, 0, 0, 0, 0.5), 0.1, certain=False),
        Bar("Uitvoering", None, None),
    ]
    return diverging_bars(rows, steps=STEPS, ends=(STEPS[0], STEPS[-1]), frame=told)


def heat(told: Frame) -> Chart:
    columns = [Column(letter, name) for letter, name in zip("ABC", NAMES, strict=True)]
    rows = [
        HeatRow("Iedereen", (Heat(3.4, 43), Heat(2.1, 41), Heat(5.0, 40)), whole=True),
        HeatRow("Bewoners", (Heat(1.8, 12, certain=False), Heat(None), Heat(1.0, 9))),
    ]
    return heat_table(rows, columns, steps=STEPS, frame=told)


def dots(told: Frame) -> Chart:
    rows = [
        DotRow(
            NAMES[0],
            (Dot("Bewoners", 1.8, 12), Dot("Beleid", 3.6, 8, certain=False), Dot("Uitvoering", None)),
        ),
        DotRow(NAMES[1], (Dot("Bewoners", None), Dot("Beleid", None), Dot("Uitvoering", None))),
    ]
    return dot_range(rows, steps=STEPS, frame=told)


def places(told: Frame) -> Chart:
    axes = Axes(
        "Verder ontwikkeld", 5, "Belangrijker", 5, ("Eerst over praten", "Vasthouden", "Later", "Loopt al")
    )
    shown = [Place("A", NAMES[0], 3.4, 4.2, 43), Place("B", NAMES[1], 2.1, 4.3, 41, certain=False)]
    return importance_position([*shown, Place("C", NAMES[2], None, None)], axes=axes, frame=told)


def slopes(told: Frame) -> Chart:
    shown = [Slope("A", NAMES[0], 2.4, 3.4, 43, 38), Slope("B", NAMES[1], 2.9, 2.5, 40, 31, certain=False)]
    missing = Slope("C", NAMES[2], None, 3.1, None, 35)
    return slope([*shown, missing], rounds=("Najaar 2025", "Najaar 2026"), steps=STEPS, frame=told)


CLOUDS = [
    Cloud("Groep 1", 30, -0.42, 0.02, 0.3, 0.2, 12),
    Cloud("Groep 2", 21, 0.51, 0.1, 0.35, 0.15, -64),
    Cloud("Groep 3", 9, 0.5, 0.08, 0.12, 0.1, 90, certain=False),
]


def opinions(told: Frame) -> Chart:
    header = MapHeader("Van links naar rechts", "Van onder naar boven", "Lengte", "Breedte")
    return opinion_map(CLOUDS, header=header, frame=told)


def network(told: Frame) -> Chart:
    words = NetworkWords(
        shapes=("Netwerk", "Bewonersinitiatief"),
        colours=("Persoonlijk", "Gemeenschappelijk"),
        lines={"both": "beide kanten zeggen het", "one": "één kant zegt het", "wish": "wil samenwerken"},
        fading="onzeker: lang niet bevestigd",
        faded="te weinig mensen bevestigden het",
        alone="Nog zonder verbinding",
        header=("Naam", "Soort"),
    )
    spots = [(place % 7 * 0.6, place // 7 * 0.6) for place in range(30)]
    freshness: list[Freshness] = ["fresh", "fading", "faded"]
    marks = [
        NetworkMark(
            str(place), NAMES[place % 3], Look(place % 2, place % 2, freshness[place % 3]), spot, ("", "")
        )
        for place, spot in enumerate(spots)
    ]
    lines = [NetworkLine("1", "2", "both"), NetworkLine("3", "9", "one"), NetworkLine("4", "20", "wish")]
    field = NetworkField(width=3.6, height=2.4, alone=2.4)
    return network_chart(marks, lines, field=field, words=words, frame=told)


DOMES = ("Persoonlijk", "Gemeenschappelijk", "Institutioneel")
SPHERE_WORDS = SphereWords(
    card="Kaart",
    belongs="Hoort het erbij?",
    sphere="Sfeer",
    strength="Hoe sterk hier",
    outside="Hoort er niet bij",
    anywhere="Hoort erbij, de sfeer is verdeeld",
    edge="onzeker of het erbij hoort",
    differs="groepen verschillen",
    unsure="onzeker hoe sterk",
    unknown="niet te zien hoe sterk",
)
PILLS = [
    Pill("Familie die helpt", "inside", 0, 3.4, n=43, belongs="88% wel"),
    Pill("Buren die opletten", "edge", 1, 2.1, certain=False, n=41, note="48% wel", belongs="48% wel"),
    Pill(
        "De bibliotheek, met alles wat daar te doen is voor jong en oud",
        "inside",
        2,
        None,
        n=43,
        differs=True,
    ),
    Pill("Samen eten", "inside", None, 4.0, n=40, belongs="70% wel"),
    Pill("De politie", "outside", None, 1.2, n=43, belongs="9% wel"),
    Pill("Het loket", "unseen"),
]


def laid(told: Frame) -> Chart:
    return spheres(PILLS, DOMES, steps=STEPS, words=SPHERE_WORDS, frame=told)


def counted(told: Frame) -> Chart:
    rows = [
        CountedRow(NAMES[0], (Counted((0.6, 0.2, 0.2), 43), Counted((0.2, 0.5, 0.3), 5, certain=False))),
        CountedRow(NAMES[1], (Counted((1.0, 0.0, 0.0), 43), Counted(None))),
    ]
    return counted_in(rows, ["Iedereen", "Bewoners"], answers=("Wel", "Twijfel", "Niet"), frame=told)


def goals(told: Frame) -> Chart:
    shown = [
        ExpectedGoal("Minder eenzaamheid", 0.31, 43, 3.4, 2.9, 4.0),
        ExpectedGoal("Minder zorg nodig, ook op de lange duur", 0.2, 43, 2.0, 2.0, 2.0, certain=False),
        ExpectedGoal("Veiligheid", 0.04, 43),
    ]
    return expected_goals(shown, steps=STEPS, words=GoalWords("Doel", "Verwacht", "Haalbaar"), frame=told)


Make = Callable[[Frame], Chart]
CHARTS: list[Make] = [
    wheel,
    bars,
    around,
    heat,
    dots,
    places,
    slopes,
    opinions,
    laid,
    counted,
    goals,
    network,
]
every_chart = pytest.mark.parametrize("make", CHARTS)
both_layouts = pytest.mark.parametrize("layout", LAYOUTS)


def tree(chart: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(chart.svg)


def named(root: ElementTree.Element, name: str) -> Iterable[ElementTree.Element]:
    return root.iter(f"{{http://www.w3.org/2000/svg}}{name}")


def words_in(chart: Chart) -> str:
    return " ".join("".join(text.itertext()) for text in named(tree(chart), "text"))


@every_chart
@both_layouts
def test_a_picture_names_itself_to_who_cannot_see_it(make: Make, layout: Layout) -> None:
    root = tree(make(frame(layout)))

    ids = {element.get("id"): element.text for element in root.iter() if element.get("id")}
    assert root.get("role") == "img"
    assert [ids[name] for name in (root.get("aria-labelledby") or "").split()] == [
        "Waar staan jullie?",
        "Wat er te zien is, in woorden.",
    ]


@every_chart
def test_two_charts_on_a_page_share_no_id(make: Make) -> None:
    one, other = (set(re.findall(r'id="([^"]+)"', make(frame(key=key)).svg)) for key in ("een", "twee"))

    assert one
    assert not one & other


@every_chart
def test_both_layouts_share_no_id(make: Make) -> None:
    wide, narrow = (set(re.findall(r'id="([^"]+)"', make(told).svg)) for told in (frame(), frame().narrow()))

    assert not wide & narrow


@every_chart
@both_layouts
def test_a_picture_satisfies_the_strict_content_policy(make: Make, layout: Layout) -> None:
    root = tree(make(frame(layout)))

    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not tags & {"style", "script", "image", "use", "foreignObject", "a"}
    assert not attributes & {"style", "href"}
    assert not [name for name in attributes if name.startswith("on")]


@every_chart
@both_layouts
def test_letters_are_never_smaller_than_twelve(make: Make, layout: Layout) -> None:
    sizes = [float(text.get("font-size", 0)) for text in named(tree(make(frame(layout))), "text")]

    assert min(sizes) >= 12


@every_chart
@both_layouts
def test_every_word_stays_inside_the_picture(make: Make, layout: Layout) -> None:
    told = frame(layout)
    for text in named(tree(make(told)), "text"):
        size, bold = float(text.get("font-size", 0)), text.get("font-weight") is not None
        width = lettering.text_width(text.text or "", size=size, bold=bold)
        left = (
            float(text.get("x", 0))
            - {"start": 0, "middle": width / 2, "end": width}[text.get("text-anchor", "start")]
        )
        assert left >= -1, text.text
        assert left + width <= told.width + 1, text.text


@both_layouts
def test_a_merged_group_with_a_long_name_stays_inside_the_legend(layout: Layout) -> None:
    told = frame(layout)
    merged = "Beleid armoede en schulden + Maatschappelijke organisaties + Aanjagers"
    chart = dot_range([DotRow(NAMES[0], (Dot(merged, 2.0, 12),))], steps=STEPS, frame=told)

    for text in named(tree(chart), "text"):
        width = lettering.text_width(text.text or "", size=float(text.get("font-size", 0)))
        assert float(text.get("x", 0)) + width <= told.width + 1 or text.get("text-anchor"), text.text
    assert "Beleid armoede en schulden" in words_in(chart)


def test_labels_of_lines_that_lie_close_stand_around_their_ends() -> None:
    shown = [
        Slope(letter, letter, value, 3.0, 9, 9) for letter, value in (("A", 2.1), ("B", 2.2), ("C", 2.2))
    ]
    chart = slope(shown, rounds=("Toen", "Nu"), steps=STEPS, frame=frame("narrow"))

    circles = [float(one.get("cy", 0)) for one in named(tree(chart), "circle")][0:6:2]
    before = [one for one in named(tree(chart), "text") if one.get("text-anchor") == "end"]
    labels = [float(one.get("y", 0)) - 5 for one in before]
    assert len(labels) == 3
    assert abs(sum(circles) / 3 - sum(labels) / 3) < 3


@pytest.mark.parametrize("make", [make for make in CHARTS if make not in (opinions, network)])
@both_layouts
def test_uncertain_and_hidden_are_said_in_words(make: Make, layout: Layout) -> None:
    chart = make(frame(layout))

    assert "onzeker" in words_in(chart)
    assert "te weinig mensen" in words_in(chart)
    assert {"onzeker", "te weinig mensen"} <= {row[-1] for row in chart.rows}


@every_chart
def test_every_row_of_the_table_is_as_wide_as_its_header(make: Make) -> None:
    chart = make(frame())

    assert {len(row) for row in chart.rows} == {len(chart.header)}


@every_chart
def test_the_table_does_not_depend_on_the_layout(make: Make) -> None:
    wide, narrow = make(frame()), make(frame().narrow())

    assert (wide.header, wide.rows) == (narrow.header, narrow.rows)


@every_chart
def test_a_chart_is_the_same_each_time(make: Make) -> None:
    assert make(frame()) == make(frame())


@both_layouts
def test_bars_meet_the_middle_of_the_scale_where_the_middle_of_the_scale_is(layout: Layout) -> None:
    """Nobody low and nobody high: a bar lies on one side, an odd middle step on both."""
    rows = [
        Bar("Laag", 10, (1.0, 0, 0, 0, 0)),
        Bar("Hoog", 10, (0, 0, 0, 0, 1.0)),
        Bar("Midden", 10, (0, 0, 1.0, 0, 0)),
    ]
    chart = diverging_bars(rows, steps=STEPS, ends=("laag", "hoog"), frame=frame(layout))

    middles = [one for one in named(tree(chart), "path") if one.get("stroke-width") == "2"]
    zero = float((middles[0].get("d") or "")[1:].split()[0])
    blocks = [one for one in named(tree(chart), "rect") if one.get("height") == "25"]
    ends = [(float(one.get("x", 0)), float(one.get("x", 0)) + float(one.get("width", 0))) for one in blocks]
    low, high, middle = ends
    assert low[1] <= zero <= high[0]
    assert abs((middle[0] + middle[1]) / 2 - zero) < 1


def test_the_steps_of_a_scale_are_numbered_and_the_options_of_a_choice_are_not() -> None:
    rows, options = [Bar("Iedereen", 10, (0.4, 0.6))], ("de buurt", "het stadhuis")

    scaled = words_in(stacked_bars(rows, steps=options, frame=frame()))
    chosen = words_in(stacked_bars(rows, steps=options, frame=frame(), numbered=False))

    assert "1 de buurt" in scaled
    assert "de buurt" in chosen
    assert "1 de buurt" not in chosen


def test_an_even_scale_has_its_middle_between_two_steps() -> None:
    assert below(Bar("Even", 10, (0.2, 0.3, 0.4, 0.1))) == pytest.approx(0.5)
    assert below(Bar("Oneven", 10, (0.2, 0.2, 0.4, 0.1, 0.1))) == pytest.approx(0.6)


def test_a_cell_that_is_sure_is_readable_on_its_colour_and_one_that_is_not_stands_on_white() -> None:
    root = tree(heat(frame()))
    fills = {one.get("fill") for one in named(root, "rect")}

    assert "url(#k-hatch)" in fills
    assert palette.position_colour(5, 5) in fills
    assert {"3,4", "2,1", "5,0", "1,8", "1,0"} <= set(words_in(heat(frame())).split())


def test_the_wheel_and_its_table_show_the_same_numbers() -> None:
    chart = wheel(frame())

    assert chart.header == ("Thema", "Gemiddelde", "Over twee jaar", "Aantal mensen", "Opmerking")
    assert chart.rows[0] == (f"A {NAMES[0]}", "3,4", "4,0", "43", "")
    assert "3,4 · n = 43" in words_in(chart)
    assert "2,1 · onzeker · n = 41" in words_in(chart)


def test_an_uncertain_theme_has_no_colour_in_the_wheel() -> None:
    told = frame()
    sure, unsure = (
        theme_wheel(
            [Spoke(letter, "Thema", 4.0, 12, certain) for letter in "ABC"], steps=STEPS, frame=told
        ).svg
        for certain in (True, False)
    )

    paths = re.findall(r'<path [^>]*fill="(#[0-9a-f]{6})"', unsure)
    assert palette.POSITIONS[3] in re.findall(r'<path [^>]*fill="(#[0-9a-f]{6})"', sure)
    assert not set(paths) & set(palette.POSITIONS)
    assert 'fill="url(#k-hatch)"' in unsure


def test_a_hidden_theme_gives_nothing_away() -> None:
    hidden = theme_wheel([Spoke(letter, "Thema", None) for letter in "ABC"], steps=STEPS, frame=frame())

    assert "n =" not in words_in(hidden)
    assert [row[1:] for row in hidden.rows] == [("", "", "te weinig mensen")] * 3


def test_a_bar_is_as_long_as_its_shares() -> None:
    root = tree(stacked_bars([Bar("Iedereen", 40, (0.25, 0.75), 0.5)], steps=("nee", "ja"), frame=frame()))

    blocks = [
        (float(box.get("width", 0)), box.get("fill", ""))
        for box in named(root, "rect")
        if box.get("height") == "25"
    ]
    first, second, unknown = (width + 2 for width, _ in blocks)
    assert second == pytest.approx(3 * first, abs=0.1)
    assert unknown == pytest.approx(0.5 * (first + second), abs=0.1)
    assert blocks[2][1] == "url(#k-hatch)"


def test_do_not_know_stands_apart_and_outside_the_hundred_percent() -> None:
    chart = bars(frame())

    assert chart.header == ("Groep", *STEPS, "Weet ik niet", "Aantal mensen", "Opmerking")
    assert chart.rows[0] == ("Iedereen", "10%", "20%", "40%", "20%", "10%", "20%", "43", "")
    assert chart.rows[2] == ("Uitvoering", "", "", "", "", "", "", "", "te weinig mensen")


def test_every_group_has_its_own_shape_and_colour() -> None:
    groups = [f"Groep {number}" for number in range(8)]
    row = DotRow("Stelling", tuple(Dot(group, 1 + place / 2, 9) for place, group in enumerate(groups)))
    root = tree(dot_range([row], steps=STEPS, frame=frame()))

    marks = {
        (path.get("d"), path.get("fill"))
        for path in named(root, "path")
        if path.get("fill") in palette.GROUPS
    }
    assert len({shape for shape, _ in marks}) == len({colour for _, colour in marks}) == len(marks) == 8


def test_dots_on_one_place_do_not_cover_each_other() -> None:
    row = DotRow("Stelling", tuple(Dot(f"Groep {place}", 3.0, 9) for place in range(6)))
    root = tree(dot_range([row], steps=STEPS, frame=frame()))

    moved = [group.get("transform", "") for group in named(root, "g")]
    heights = sorted(float(found[1]) for one in moved[6:] if (found := re.search(r" ([\d.]+)\)", one)))
    assert len(heights) == 6
    assert all(later - earlier >= 16 for earlier, later in pairwise(heights))


def test_a_row_of_dots_adds_up_the_people_it_shows() -> None:
    assert "n = 20" in words_in(dots(frame()))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(1, 5), st.floats(1, 5)), min_size=1, max_size=8))
def test_themes_on_the_plane_never_cover_each_other(points: list[tuple[float, float]]) -> None:
    axes = Axes("Stand", 5, "Belang", 5, ("a", "b", "c", "d"))
    shown = [Place("ABCDEFGH"[place], "Thema", *point, n=9) for place, point in enumerate(points)]
    root = tree(importance_position(shown, axes=axes, frame=frame()))

    rings = [circle for circle in named(root, "circle") if circle.get("fill") == "none"]
    spots = [(float(ring.get("cx", 0)), float(ring.get("cy", 0))) for ring in rings]
    assert len(spots) == len(points)
    for place, one in enumerate(spots):
        for other in spots[:place]:
            assert (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 >= 24**2


def test_slopes_say_both_rounds_with_both_numbers_of_people() -> None:
    chart = slopes(frame())

    assert chart.header[1:5] == (
        "Najaar 2025",
        "Aantal mensen, Najaar 2025",
        "Najaar 2026",
        "Aantal mensen, Najaar 2026",
    )
    assert chart.rows[0] == (f"A {NAMES[0]}", "2,4", "43", "3,4", "38", "")
    assert "n = 43 → 38" in words_in(chart)


@pytest.mark.parametrize("count", range(3, 9))
@both_layouts
def test_the_wheel_holds_three_to_eight_themes(count: int, layout: Layout) -> None:
    spokes = [Spoke("ABCDEFGH"[place], NAMES[place % 3], 1 + place / 2, 12) for place in range(count)]

    chart = theme_wheel(spokes, steps=STEPS, frame=frame(layout))

    assert len(chart.rows) == count


@pytest.mark.parametrize(("language", "written"), [("nl", "3,4"), ("en", "3.4")])
def test_numbers_follow_the_language(language: str, written: str) -> None:
    assert decimal(3.44, language) == written
    assert wheel(frame(language=language)).rows[0][1] == written


def test_the_palette_is_that_of_the_style_sheet() -> None:
    css = TOKENS.read_text(encoding="utf-8")

    assert tuple(re.findall(r"--position-\d: (#\w+);", css)) == palette.POSITIONS
    assert len(re.findall(r"--group-\d: ", css)) == len(palette.GROUPS)


@pytest.mark.parametrize("steps", range(2, 11))
def test_every_step_is_darker_than_the_one_before_and_its_number_reads(steps: int) -> None:
    colours = [palette.position_colour(step, steps) for step in range(1, steps + 1)]

    assert all(palette.luminance(later) < palette.luminance(earlier) for earlier, later in pairwise(colours))
    assert min(palette.contrast(palette.ink_on(colour), colour) for colour in colours) >= 4.5


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.integers(20, 300), st.integers(1, 3))
def test_wrapped_lines_fit(text: str, width: int, lines: int) -> None:
    made = lettering.wrapped(text, width=width, size=14, lines=lines)

    assert 1 <= len(made) <= lines
    assert all(lettering.text_width(line, size=14) <= width for line in made)


# The opinion map


@both_layouts
def test_the_map_has_an_ellipse_per_group_within_the_picture_and_nothing_per_person(layout: Layout) -> None:
    root = tree(opinions(frame(layout)))

    ellipses = list(named(root, "ellipse"))
    width, height = (float(number) for number in (root.get("viewBox") or "").split()[2:])
    assert len(ellipses) == len(CLOUDS)
    assert not list(named(root, "circle"))
    for ellipse in ellipses:
        place = {key: float(ellipse.get(key) or 0) for key in ("cx", "cy", "rx", "ry")}
        assert place["rx"] <= place["cx"] <= width - place["rx"]
        assert place["ry"] <= place["cy"] <= height - place["ry"]


@both_layouts
def test_groups_on_the_map_can_be_told_without_colour(layout: Layout) -> None:
    root = tree(opinions(frame(layout)))

    assert len({ellipse.get("stroke-dasharray") for ellipse in named(root, "ellipse")}) == len(CLOUDS)
    assert len({path.get("d") for path in named(root, "path") if path.get("stroke-width") == "1"}) >= len(
        CLOUDS
    )


@both_layouts
def test_names_on_the_map_do_not_cover_each_other(layout: Layout) -> None:
    root = tree(opinions(frame(layout)))

    names = {cloud.name for cloud in CLOUDS}
    spots = {(text.get("x"), text.get("y")) for text in named(root, "text") if text.text in names}
    heights = sorted(float(y or 0) for _x, y in spots)
    assert len(spots) == len(CLOUDS)
    assert all(lower - upper >= 14 or abs(lower - upper) < 9 for upper, lower in pairwise(heights))


def test_a_small_group_on_the_map_is_called_uncertain() -> None:
    chart = opinions(frame())

    assert "Groep 3, n = 9 · onzeker" in words_in(chart)
    assert [row[-1] for row in chart.rows] == ["", "", "onzeker"]


def test_the_map_turns_an_ellipse_as_the_group_lies() -> None:
    """Up on the map is up on paper, where y runs down: a turn to the left becomes one to the right."""
    root = tree(opinions(frame()))

    turns = [(one.get("transform") or "").split("(")[1].split()[0] for one in named(root, "ellipse")]
    assert turns == ["-12.0", "64.0", "-90.0"]


def pills_in(chart: Chart) -> dict[str, tuple[float, float, float]]:
    """Return per name of a pill in which box it stands: left, right and top."""
    boxes = [
        (float(one.get("x", 0)), float(one.get("width", 0)), float(one.get("y", 0)))
        for one in named(tree(chart), "rect")
        if one.get("rx") == "14"
    ]
    return {
        text.text or "": (left, left + width, top)
        for text in named(tree(chart), "text")
        for left, width, top in boxes
        if left < float(text.get("x", 0)) < left + width and top < float(text.get("y", 0)) < top + 28
    }


@both_layouts
def test_every_card_lies_in_the_picture_and_covers_no_other(layout: Layout) -> None:
    many = [Pill(f"Kaart nummer {number}", "inside", number % 3, n=9) for number in range(36)]

    boxes = pills_in(spheres(many, DOMES, steps=STEPS, words=SPHERE_WORDS, frame=frame(layout)))

    assert set(boxes) == {f"Kaart nummer {number}" for number in range(36)}
    placed = sorted((top, left, right) for left, right, top in boxes.values())
    for (top, _left, right), (next_top, next_left, _right) in pairwise(placed):
        assert next_top >= top + 28 or (next_top == top and next_left >= right)


@both_layouts
def test_a_card_lies_in_the_dome_of_its_sphere_and_doubt_nearest_the_edge(layout: Layout) -> None:
    told = [
        Pill("Zeker", "inside", 1, n=9),
        Pill("Twijfel", "edge", 1, n=9),
        Pill("Dichtbij", "inside", 0, n=9),
        Pill("Ver weg", "inside", 2, n=9),
        Pill("Buiten", "outside", n=9),
        Pill("Ergens", "inside", None, n=9),
    ]

    boxes = pills_in(spheres(told, DOMES, steps=STEPS, words=SPHERE_WORDS, frame=frame(layout)))

    order = ["Buiten", "Ver weg", "Twijfel", "Zeker", "Dichtbij", "Ergens"]
    assert [name for name, _box in sorted(boxes.items(), key=lambda one: one[1][2])] == order


def test_promise_p9_a_card_of_uncertain_strength_has_no_colour_and_doubt_is_dashed() -> None:
    shades = {palette.position_colour(step / 10, 5) for step in range(10, 51)}
    pill = Pill("Buren", "edge", 1, 2.1, certain=False, n=9)
    unsure = spheres([pill], DOMES, steps=STEPS, words=SPHERE_WORDS, frame=frame())

    assert not {one.get("fill") for one in named(tree(unsure), "path")} & shades
    assert any(one.get("stroke-dasharray") for one in named(tree(unsure), "rect"))
    assert "onzeker of het erbij hoort" in words_in(unsure)
    assert "onzeker hoe sterk" in words_in(unsure)


def test_a_card_that_is_not_shown_gives_nothing_away() -> None:
    row = next(row for row in laid(frame()).rows if row[0] == "Het loket")

    assert row == ("Het loket", "", "", "", "", "te weinig mensen")


def test_a_bar_of_who_counts_it_in_is_as_long_as_its_shares() -> None:
    rows = [CountedRow("Een kaart", (Counted((0.6, 0.2, 0.2), 43),))]
    chart = counted_in(rows, ["Iedereen"], answers=("Wel", "Twijfel", "Niet"), frame=frame())

    bars = [one for one in named(tree(chart), "rect") if one.get("height") == "15"]
    widths = [float(one.get("width", 0)) for one in bars if one.get("fill") != "none"]
    assert [round(width / sum(widths), 2) for width in widths] == [0.6, 0.2, 0.2]
    assert chart.rows == (("Een kaart", "Iedereen", "60%", "20%", "20%", "43", ""),)


def test_how_feasible_a_goal_is_stands_on_the_scale_and_in_the_table() -> None:
    chart = goals(frame())

    assert chart.rows[0] == ("Minder eenzaamheid", "31%", "3,4", "43", "")
    assert chart.rows[1][-1] == "onzeker"
    assert chart.rows[2][2:] == ("", "43", "te weinig mensen")


@both_layouts
def test_a_long_name_of_a_card_gets_two_lines_and_none_is_cut(layout: Layout) -> None:
    name = "Kerken, moskeeën en andere geloofsgroepen in de buurt"
    chart = spheres(
        [Pill(name, "inside", 0, n=9)], DOMES, steps=STEPS, words=SPHERE_WORDS, frame=frame(layout)
    )

    assert "…" not in words_in(chart)
    assert all(word in words_in(chart) for word in name.split())


def test_a_card_that_more_leave_out_than_count_in_lies_outside_with_a_dashed_edge() -> None:
    chart = spheres(
        [Pill("Het loket", "rim", None, n=9, note="45% niet"), Pill("Familie", "inside", 0, n=9)],
        DOMES,
        steps=STEPS,
        words=SPHERE_WORDS,
        frame=frame(),
    )
    boxes = pills_in(chart)

    assert boxes["Het loket"][2] < boxes["Familie"][2]
    assert "Hoort er niet bij" in words_in(chart)
    assert "onzeker of het erbij hoort" in words_in(chart)


@pytest.mark.parametrize("width", [40, 60, 200])
def test_a_word_that_is_too_wide_is_broken_with_a_hyphen_and_loses_no_letter(width: int) -> None:
    name = "Vrijwilligersorganisaties en bewonersinitiatieven"

    parts = lettering.hyphenated(name, width=width, size=12)

    assert parts.replace("- ", "") == name
    assert all(lettering.text_width(part, size=12) <= max(width, 40) for part in parts.split())
