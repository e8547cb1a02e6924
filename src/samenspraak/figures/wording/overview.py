"""The page of an area in words: every figure on a line under its heading, compared in columns, with its sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.core.indicators import Indicator
from samenspraak.delivery.drawn import small_line
from samenspraak.figures.queries.areas import Place
from samenspraak.figures.queries.catalogue import catalogue
from samenspraak.figures.queries.comparing import Comparison, neighbourhoods_apart
from samenspraak.figures.queries.told import Tale
from samenspraak.figures.wording.comparing import Compared, missing_words, name_of, nearby_of
from samenspraak.figures.wording.pages import Line, line_of

GROUPS: dict[str | None, str | Promise] = {
    "security": _lazy("Geld, werk en wonen"),
    "empowerment": _lazy("Gezond en weerbaar"),
    "cohesion": _lazy("Elkaar kennen en helpen"),
    "inclusion": _lazy("Meedoen en voorzieningen"),
    None: _lazy("Wie er wonen"),
}


@dataclass(frozen=True)
class Cell:
    """One comparison in a column; ``note_number`` is that of its source where this is not the row's own."""

    head: str
    compared: Compared | None
    is_other_year: bool = False
    note_number: int = 0


@dataclass(frozen=True)
class Row:
    """One figure with its comparisons, each in its column, and the number of its source below the table."""

    line: Line
    spark: SafeString
    cells: tuple[Cell, ...]
    note_number: int


@dataclass(frozen=True)
class Group:
    """Figures under one heading."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Overview:
    """Everything that is told about an area."""

    heads: tuple[str, ...]
    groups: tuple[Group, ...]
    sources: tuple[str, ...]
    missing: str
    nearby: dict[str, Compared]


def overview_of(place: Place, tale: Tale, comparison: Comparison, *, language: str) -> Overview:
    """Return every figure that is told about an area or its neighbourhoods, under its heading."""
    lines = {
        one.id: line_of(told, place, tale, comparison=comparison, language=language)
        for one in catalogue().shown
        if (told := tale.latest(place.code, one.id))
    }
    nearby = nearby_lines(place, language) if place.kind == "municipality" else {}
    for one in catalogue().shown:
        if one.id in nearby and one.id not in lines:
            lines[one.id] = unknown_line(one, nearby[one.id], place, language)
    there = {each.key for line in lines.values() for each in line.others}
    columns = [("nearby", _("Buurten"))] if nearby else []
    columns += [(group.key, name_of(group)) for group in comparison.groups if group.key in there]
    sources: dict[str, int] = {}
    made = []
    for pillar, title in GROUPS.items():
        wanted = [one for one in catalogue().shown if one.pillar == pillar and one.id in lines]
        rows = []
        for one in wanted:
            line = lines[one.id]
            cells = cells_of(line, nearby.get(one.id), columns, sources)
            rows.append(Row(line, moves(tale, line), cells, sources[line.source]))
        if rows:
            made.append(Group(str(title), tuple(rows)))
    missing = missing_words(comparison, there) if lines else ""
    return Overview(tuple(name for _key, name in columns), tuple(made), tuple(sources), missing, nearby)


def nearby_lines(place: Place, language: str) -> dict[str, Compared]:
    """Return per figure between which values the neighbourhoods of a municipality lie."""
    apart = neighbourhoods_apart(place.code)
    found = ((one.id, nearby_of(one, apart.get(one.id), language=language)) for one in catalogue().shown)
    return {key: nearby for key, nearby in found if nearby}


def cells_of(
    line: Line, nearby: Compared | None, columns: Iterable[tuple[str, str]], sources: dict[str, int]
) -> tuple[Cell, ...]:
    """Return the comparisons of one figure, each in its column; their sources get a number."""
    numbered(sources, line.source)
    others = {one.key: one for one in (*line.others, *([nearby] if nearby else []))}
    made = []
    for key, name in columns:
        other = others.get(key)
        number = numbered(sources, other.source) if other and other.source != line.source else 0
        made.append(Cell(name, other, bool(other and other.year != line.period), number))
    return tuple(made)


def moves(tale: Tale, line: Line) -> SafeString:
    """Return a small drawing of how a figure moved."""
    history = tale.history(line.area, line.key)
    return small_line([(one.period, one.reading.value, one.redrawn) for one in history])


def unknown_line(indicator: Indicator, nearby: Compared, place: Place, language: str) -> Line:
    """Return the line of a figure that is only told of the neighbourhoods."""
    return Line(
        key=indicator.id,
        area=place.code,
        area_name=place.name,
        name=indicator.name.to(language),
        explanation=indicator.explanation.to(language),
        not_measured=indicator.not_measured.to(language),
        value=_("niet bekend"),
        n="",
        margin="",
        made="",
        period=nearby.year,
        before="",
        source=nearby.source,
        url="",
    )


def numbered(sources: dict[str, int], source: str) -> int:
    """Return the number of a source below the table."""
    return sources.setdefault(source, len(sources) + 1)
