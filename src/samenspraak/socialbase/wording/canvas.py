"""The network as the page's element draws it: where everybody stands, and how marks and lines look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from samenspraak.core.charts import corners, fill_of
from samenspraak.core.charts.drawing import FONT
from samenspraak.core.charts.palette import GROUPS, INK, PAPER, SUBTLE
from samenspraak.core.freshness import Freshness
from samenspraak.core.network import arranged
from samenspraak.socialbase.queries.map import Entry, SocialMap
from samenspraak.socialbase.queries.network import lines_among, pieces_among
from samenspraak.socialbase.wording.network import KINDS, SPHERES, most_tied

FRESH: tuple[Freshness, ...] = ("fresh", "fading", "faded")
MANY = 400
Style = dict[str, Any]


def canvas(entries: Sequence[Entry], social_map: SocialMap) -> dict[str, Any]:
    """Return the network for the library on the page: numbers that point into its lists, to keep it small.

    Who has the most ties comes first, and gets room for its name first.
    """
    ordered, _weights = most_tied(entries, social_map, len(entries))
    places = {one.id: place for place, one in enumerate(ordered)}
    layout = arranged(pieces_among(social_map.ties, places.keys()))
    lines = lines_among(social_map.ties, places.keys())
    many = len(entries) > MANY
    return {
        "many": many,
        "width": layout.width,
        "height": layout.height,
        "entries": [
            [str(one.id), one.name, *layout.spots[str(one.id)], f"{one.kind} {one.sphere}-{one.freshness}"]
            for one in ordered
        ],
        "ties": [
            [places[UUID(line.one)], places[UUID(line.other)], f"{line.kind} strength{line.strength}"]
            for line in lines
        ],
        "styles": styles(many=many),
    }


def styles(*, many: bool) -> list[Style]:
    """Return the looks of marks and lines, the same as in the drawing; smaller and paler where there are many."""
    size = 9 if many else 18
    return [
        style("node", {"width": size, "height": size, "border-width": 1.2, "border-color": INK}),
        *(style(f".{kind}", shape_of(place)) for place, kind in enumerate(KINDS)),
        *(
            style(f".{sphere}-{fresh}", {"background-color": fill_of(place, fresh)})
            for place, sphere in enumerate(SPHERES)
            for fresh in FRESH
        ),
        *(
            style(f".{sphere}-faded", {"border-style": "dashed", "border-color": SUBTLE})
            for sphere in SPHERES
        ),
        style(".named, node.near, node:selected", NAME),
        style("edge", {"curve-style": "haystack", "line-color": SUBTLE, "opacity": 0.35 if many else 0.55}),
        *(style(f".strength{one}", {"width": (0.4 + 0.7 * one) / (2 if many else 1)}) for one in (1, 2, 3)),
        style(".one", {"line-style": "dashed"}),
        style(".wish", {"line-style": "dotted", "line-color": GROUPS[1], "opacity": 1, "width": 2}),
        style(".dim", {"opacity": 0.18}),
        style("node:selected", {"border-width": 4, "z-index": 10}),
        style("edge.near", {"opacity": 0.9, "line-color": INK}),
    ]


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
