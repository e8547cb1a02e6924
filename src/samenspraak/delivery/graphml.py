"""A network as GraphML, for programs that draw or measure networks; every text escaped and stripped of what XML cannot hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element, SubElement, tostring

from samenspraak.core.text import clean

Value = str | int | float | bool | None
Type = Literal["string", "int", "double", "boolean"]
TYPES: dict[type, Type] = {bool: "boolean", int: "int", float: "double", str: "string"}
NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


@dataclass(frozen=True)
class Node:
    """A point of the network."""

    id: str
    told: Mapping[str, Value]


@dataclass(frozen=True)
class Edge:
    """A line of the network; *directed* False when it means the same both ways."""

    id: str
    source: str
    target: str
    directed: bool
    told: Mapping[str, Value]


def graphml(nodes: Sequence[Node], edges: Sequence[Edge]) -> bytes:
    """Return a network as GraphML, with a key for everything that is told of nodes and edges."""
    root = Element("graphml", xmlns=NAMESPACE)
    keys = {
        "node": declared(root, "node", [one.told for one in nodes]),
        "edge": declared(root, "edge", [one.told for one in edges]),
    }
    graph = SubElement(root, "graph", id="G", edgedefault="directed")
    for node in nodes:
        tell(SubElement(graph, "node", id=node.id), node.told, keys["node"])
    for edge in edges:
        made = SubElement(
            graph,
            "edge",
            id=edge.id,
            source=edge.source,
            target=edge.target,
            directed="true" if edge.directed else "false",
        )
        tell(made, edge.told, keys["edge"])
    made_text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made_text


def declared(root: Element, of: str, told: Sequence[Mapping[str, Value]]) -> dict[str, str]:
    """Declare a key for every name that occurs, typed by its first value; return the keys by name."""
    types: dict[str, Type] = {}
    for each in told:
        for name, value in each.items():
            if value is not None:
                types.setdefault(name, TYPES[type(value)])
    keys = {name: f"{of[0]}{number}" for number, name in enumerate(types)}
    for name, key in keys.items():
        SubElement(root, "key", {"id": key, "for": of, "attr.name": name, "attr.type": types[name]})
    return keys


def tell(element: Element, told: Mapping[str, Value], keys: Mapping[str, str]) -> None:
    """Write what is told of a node or an edge; what is not known is left out."""
    for name, value in told.items():
        if value is not None and value != "":
            SubElement(element, "data", key=keys[name]).text = written(value)


def written(value: Value) -> str:
    """Return a value as GraphML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return clean(str(value))
