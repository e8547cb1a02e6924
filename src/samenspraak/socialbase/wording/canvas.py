"""The network as the page's element draws it: where everybody stands, and how marks and lines look."""

from __future__ import annotations

from typing import Any

from samenspraak.core.charts import corners, fill_of
from samenspraak.core.charts.drawing import FONT
from samenspraak.core.charts.network import LineKind
from samenspraak.core.charts.palette import GROUPS, INK, PAPER, SUBTLE
from samenspraak.core.freshness import Freshness
from samenspraak.socialbase.queries.network import MapNetwork
from samenspraak.socialbase.wording.network import KINDS, SPHERES, layout_of

FRESH: tuple[Freshness, ...] = ("fresh", "fading", "faded")
MANY = 400
LINES: list[tuple[LineKind, int]] = [
    *((kind, strength) for kind in ("both", "one") for strength in (1, 2, 3)),
    ("wish", 1),
]
Style = dict[str, Any]


def canvas(network: MapNetwork, *, narrow: bool) -> dict[str, Any]:
    """Return the network for the library on the page: numbers that point into its lists, to keep it small.

    Who has the most ties comes first, and gets room for its name first.
    """
    layout = layout_of(network.drawn(), narrow=narrow)
    places = {key: place for place, key in enumerate(network.ordered)}
    many = len(places) > MANY
    return {
        "many": many,
        "width": layout.width,
        "height": layout.height,
        "entries": [
            [key, one.name, *layout.spots[key], f"{one.kind} {one.sphere}-{one.freshness}"]
            for key, one in ((key, network.entries[key]) for key in network.ordered)
        ],
        "ties": [
            [places[line.one], places[line.other], LINES.index((line.kind, line.strength))]
            for line in network.lines
        ],
        "looks": [line_look(kind, strength, many=many) for kind, strength in LINES],
        "styles": styles(many=many, narrow=narrow),
    }


def styles(*, many: bool, narrow: bool) -> list[Style]:
    """Return the looks of marks and lines, the same as in the drawing; smaller and paler where there are many."""
    size = 7 if many else 13 if narrow else 18
    return [
        style("node", {"width": size, "height": size, "border-width": 1.2, "border-color": INK}),
        *(style(f".{kind}", shape_of(place)) for kind, place in KINDS.items()),
        *(
            style(f".{sphere}-{fresh}", {"background-color": fill_of(place, fresh)})
            for sphere, place in SPHERES.items()
            for fresh in FRESH
        ),
        *(
            style(f".{sphere}-faded", {"border-style": "dashed", "border-color": SUBTLE})
            for sphere in SPHERES
        ),
        style(".named, .told, node.near, node:selected", NAME),
        style(".dim", {"opacity": 0.18}),
        style(".told", {"z-index": 9}),
        style("node:selected", {"border-width": 4, "z-index": 10}),
    ]


def line_look(kind: LineKind, strength: int, *, many: bool) -> Style:
    """Return how one sort of line looks, the same as in the drawing."""
    if kind == "wish":
        return {
            "colour": GROUPS[1],
            "width": 1 if many else 1.8,
            "dash": [2, 4],
            "opacity": 0.5 if many else 1,
        }
    return {
        "colour": SUBTLE,
        "width": (0.4 + 0.7 * strength) / (2 if many else 1),
        "dash": [6, 4] if kind == "one" else [],
        "opacity": 0.3 if many else 0.55,
    }


def style(selector: str, looks: Style) -> Style:
    """Return one rule."""
    return {"selector": selector, "style": looks}


def shape_of(place: int) -> Style:
    """Return the outline of one kind."""
    points = corners(place)
    return {"shape": "polygon", "shape-polygon-points": points} if points else {"shape": "ellipse"}


NAME: Style = {
    "label": "data(name)",
    "font-size": 12,
    "font-family": FONT,
    "color": INK,
    "text-wrap": "wrap",
    "text-max-width": "110px",
    "text-valign": "bottom",
    "text-margin-y": 2,
    "text-outline-color": PAPER,
    "text-outline-width": 1.5,
}
