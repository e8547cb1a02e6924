"""A stand-in for the sources on this machine: it answers in the shapes they document, and can go wrong as they do."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

MOST = 10_000
KWB = "85984NED"
INHABITANTS, HOUSEHOLDS, LOW, MEN = (
    "AantalInwoners_5",
    "HuishoudensTotaal_29",
    "HuishoudensMetEenLaagInkomen_87",
    "Mannen_6",
)
LONELY = "Eenzaam_27"
CHANGES = "IndelingswijzigingGemeenteWijkBuurt_4"
DIMENSIONS = {"WijkenEnBuurten": "GeoDimension", "Perioden": "TimeDimension", "Leeftijd": "Dimension"}
DIMENSIONS["Marges"] = "Dimension"


def kwb_record(code: str, name: str, **values: Any) -> dict[str, Any]:
    """Return one record of the key figures, padded as StatLine pads it."""
    return {
        "ID": 1,
        "WijkenEnBuurten": f"{code:10}",
        "Gemeentenaam_1": f"{name:40}",
        CHANGES: "1",
        INHABITANTS: 1000,
        HOUSEHOLDS: 500,
        LOW: 8.1,
        **values,
    }


def dimensions(*keys: str) -> list[dict[str, Any]]:
    """Return dimensions as StatLine lists them among its columns."""
    return [
        {"ID": place, "ParentID": None, "Type": DIMENSIONS[key], "Key": key, "Title": key}
        for place, key in enumerate(keys)
    ]


@dataclass
class Sources:
    """What the stand-in tells, and how often it fails before it answers."""

    records: list[dict[str, Any]] = field(default_factory=list)
    health: list[dict[str, Any]] = field(default_factory=list)
    features: list[dict[str, Any]] = field(default_factory=list)
    titles: dict[str, str] = field(
        default_factory=lambda: {
            INHABITANTS: "Aantal inwoners",
            HOUSEHOLDS: "Huishoudens totaal",
            LOW: "Huishoudens met een laag inkomen",
        }
    )
    most: int = MOST
    faults: list[str] = field(default_factory=list)
    modified: str = "2026-03-31T02:00:00"
    columns: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    base: str = ""

    def answer(self, path: str, options: dict[str, str]) -> Any:
        """Return the answer to one request, None when there is no such address."""
        condition = options.get("$filter", "")
        table = {"Identifier": KWB, "Title": "Kerncijfers wijken en buurten 2024", "Modified": self.modified}
        if path.endswith(("/ODataCatalog/Tables", "/Datasets")):
            return {"value": [table] if "Kerncijfers" in condition else []}
        if path.endswith("/50120NED/TableInfos"):
            return {
                "value": [{"Title": "Gezondheid per wijk en buurt; 2012/2016/2020/2022", "Modified": "x"}]
            }
        if path.endswith("/50120NED/DataProperties"):
            topic = {"ID": 9, "ParentID": None, "Type": "Topic", "Key": LONELY, "Title": "Eenzaam"}
            return {"value": [*dimensions(*DIMENSIONS), topic]}
        if path.endswith("/50120NED/TypedDataSet"):
            return self.page(self.health, condition, options.get("$select", ""))
        if path.endswith("/DataProperties"):
            return {"value": self.columns or [*dimensions("WijkenEnBuurten"), *self.topics()]}
        if path.endswith("/TypedDataSet"):
            return self.page(self.records, condition, options.get("$select", ""))
        if path.endswith("/items"):
            return {"type": "FeatureCollection", "features": self.features if "/buurten/" in path else []}
        return self.version4(path, condition)

    def topics(self) -> list[dict[str, Any]]:
        """Return the columns as version 3 describes them."""
        titles = {"Gemeentenaam_1": "Gemeentenaam", CHANGES: "Indelingswijziging gemeente, wijk, buurt"}
        return [
            {"ID": number, "ParentID": None, "Type": "Topic", "Key": key, "Title": title}
            for number, (key, title) in enumerate({**titles, **self.titles}.items(), start=10)
        ]

    def page(self, records: list[dict[str, Any]], condition: str, select: str) -> Any:
        """Return the asked columns of the records below a prefix, or refuse when these are too many."""
        prefix = re.findall(r"startswith\(WijkenEnBuurten,'(\w+)'\)", condition)[0]
        found = [one for one in records if one["WijkenEnBuurten"].startswith(prefix)]
        if len(found) > self.most:
            return "The query returns more than 10000 records"
        asked = select.split(",")
        return {"odata.metadata": "…", "value": [{key: one.get(key) for key in asked} for one in found]}

    def version4(self, path: str, condition: str) -> Any:
        """Answer as the newer protocol does: observations, in pages."""
        if path.endswith("/MeasureGroups"):
            return {"value": []}
        if path.endswith("/MeasureCodes"):
            return {
                "value": [
                    {"Identifier": key, "Title": title, "MeasureGroupId": None}
                    for key, title in {**self.titles, CHANGES: "Indelingswijziging gemeente"}.items()
                ]
            }
        if path.endswith("/WijkenEnBuurtenCodes"):
            return {
                "value": [
                    {"Identifier": one["WijkenEnBuurten"], "Title": one["Gemeentenaam_1"].strip()}
                    for one in self.records
                ]
            }
        if "/Observations" not in path:
            return None
        prefix = re.findall(r"'(\w+)'", condition)[0]
        found = [
            {"Measure": key, "WijkenEnBuurten": one["WijkenEnBuurten"], **observed(one.get(key))}
            for one in self.records
            if one["WijkenEnBuurten"].startswith(prefix)
            for key in (*self.titles, CHANGES)
        ]
        if path.endswith("/next"):
            return {"value": found[2:]}
        return {"value": found[:2], "@odata.nextLink": f"{self.base}{path}/next?$filter={condition}"}


def observed(value: Any) -> dict[str, Any]:
    """Return a value as version 4 gives it: texts apart from numbers."""
    return {"Value": None, "StringValue": value} if isinstance(value, str) else {"Value": value}


def handler_of(sources: Sources) -> type[BaseHTTPRequestHandler]:
    """Return a handler that tells what *sources* hold."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_arguments: Any) -> None:
            """Keep the screen quiet."""

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            options = {key: values[0] for key, values in parse_qs(parts.query).items()}
            sources.asked.append(self.path)
            if sources.faults:
                return self.go_wrong(sources.faults.pop(0))
            told = sources.answer(parts.path, options)
            if told is None:
                return self.send(404, b"{}")
            if isinstance(told, str):
                return self.send(500, told.encode())
            return self.send(200, json.dumps(told).encode())

        def go_wrong(self, how: str) -> None:
            if how == "cut":
                self.send_response(200)
                self.send_header("Content-Length", "5000")
                self.end_headers()
                self.wfile.write(b'{"value": [')
                self.close_connection = True
            elif how == "latin":
                self.send(200, '{"value": [{"naam": "Súdwest"}]}'.encode("latin-1"))
            elif how == "elsewhere":
                self.send_response(302)
                self.send_header("Location", "http://example.com/")
                self.end_headers()
            elif how == "page":
                self.send(200, b"<html>maintenance</html>")
            else:
                self.send(int(how), b"busy")

        def send(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


@contextmanager
def answering(sources: Sources) -> Iterator[str]:
    """Answer on this machine until the end; yields the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(sources))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    sources.base = f"http://127.0.0.1:{server.server_port}"
    try:
        yield sources.base
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
