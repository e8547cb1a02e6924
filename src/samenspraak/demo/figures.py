"""Real figures for an invented municipality: those of Baarn, which is named wherever they stand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any

from samenspraak.core.regions import municipality_of, unpacked
from samenspraak.figures.services.loading import load_borders, load_table
from samenspraak.figures.sources.borders import Border
from samenspraak.figures.sources.source import Row, Table

SOURCE = "kwb"
TITLE = "Kerncijfers wijken en buurten"


def lend_figures() -> None:
    """Load the figures and borders that come with the demo."""
    text = files("samenspraak").joinpath("demo", "baarn.json").read_text(encoding="utf-8")
    told: dict[str, Any] = json.loads(text)
    names = {one["code"]: one["name"] for one in told["areas"]}
    load_borders(
        (
            Border(one["code"], one["name"], told["division"], unpacked(one["outline"]))
            for one in told["areas"]
        ),
        whole=False,
    )
    for year, areas in told["figures"].items():
        table = Table(
            source=SOURCE,
            id=told["tables"][year],
            title=f"{TITLE} {year}",
            period=int(year),
            division=int(year),
        )
        load_table(
            table,
            rows(int(year), areas, names),
            columns={},
            today=date.fromisoformat(told["retrieved"]),
            tell=lambda _words: None,
        )


def rows(year: int, areas: dict[str, dict[str, float]], names: dict[str, str]) -> Iterator[Row]:
    """Yield the figures of one year."""
    for code, figures in areas.items():
        if municipality_of(code):
            yield Row(area=code, name=names.get(code, ""), period=year, figures=figures)
