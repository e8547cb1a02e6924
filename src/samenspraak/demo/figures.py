"""Real figures for an invented municipality: those of Baarn, which is named wherever they stand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any

from samenspraak.conversations.models import Round
from samenspraak.core.regions import municipality_of, unpacked
from samenspraak.figures.queries.areas import place_of
from samenspraak.figures.queries.beside import chosen_for
from samenspraak.figures.services.beside import choose, note_known
from samenspraak.figures.services.loading import load_borders, load_table
from samenspraak.figures.services.own import add_own_figure, mark
from samenspraak.figures.sources.borders import Border
from samenspraak.figures.sources.source import Row, Table
from samenspraak.organisations.models import Organisation, User

SOURCE = "kwb"
MONTH = timedelta(days=30)
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


def add_of_our_own(
    organisation: Organisation, told: Mapping[str, Any], *, actor: User, now: datetime
) -> None:
    """Mark a neighbourhood and add a figure; both say of themselves that they are invented."""
    priority, figure = told["priority"], told["own_figure"]
    place = place_of(priority["area"])
    mark(
        organisation,
        priority["area"],
        name=place.name if place else "",
        reason=priority["reason"],
        version=0,
        actor=actor,
        now=now,
    )
    add_own_figure(organisation, {**figure, "day": now.date() - MONTH}, actor=actor, now=now)


def lay_beside(round: Round, told: Mapping[str, Any], *, actor: User, now: datetime) -> None:
    """Put the story's figures beside its theme, with what the invented table said of them."""
    choose(
        round,
        theme=told["theme"],
        figures=[(one["area"], one["indicator"]) for one in told["figures"]],
        actor=actor,
        now=now,
    )
    for row, one in zip(chosen_for(round, told["theme"]), told["figures"], strict=True):
        if one.get("known"):
            note_known(
                row, known=one["known"], said=one.get("said", ""), version=row.version, actor=actor, now=now
            )
