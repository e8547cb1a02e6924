"""GraphML and GeoJSON hold people's texts as texts, and say only what is known."""

from __future__ import annotations

import json
from xml.etree import ElementTree

from samenspraak.delivery.geojson import Place, geojson
from samenspraak.delivery.graphml import Edge, Node, graphml

HOSTILE = "</data><script>alert(1)</script>&amp;\x00\u202e=1+1"
SPACE = {"g": "http://graphml.graphdrawing.org/xmlns"}


def test_a_network_is_read_back_as_it_was() -> None:
    nodes = [
        Node("a", {"label": HOSTILE, "formal": True, "latitude": 52.2}),
        Node("b", {"label": "B", "formal": False}),
    ]
    made = graphml(nodes, [Edge("t", "a", "b", False, {"weight": 3})])

    root = ElementTree.fromstring(made)
    keys = {one.get("attr.name"): one.get("attr.type") for one in root.findall("g:key", SPACE)}
    texts = [one.text for one in root.findall(".//g:node/g:data", SPACE)]
    edge = root.find(".//g:edge", SPACE)

    assert keys == {"label": "string", "formal": "boolean", "latitude": "double", "weight": "int"}
    assert "</data><script>alert(1)</script>&amp;=1+1" in texts
    assert edge is not None
    assert (edge.get("source"), edge.get("target"), edge.get("directed")) == ("a", "b", "false")


def test_a_place_without_a_point_has_no_geometry_and_longitude_comes_first() -> None:
    made = json.loads(geojson([Place("a", 52.2, 5.3, {"name": HOSTILE}), Place("b", None, None, {})]))

    assert [one["geometry"] for one in made["features"]] == [
        {"type": "Point", "coordinates": [5.3, 52.2]},
        None,
    ]
    assert "\u202e" not in made["features"][0]["properties"]["name"]
