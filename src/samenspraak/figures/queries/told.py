"""Reads of figures: what sources told about areas, with where each number comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count

from samenspraak.core.indicators import Indicator, SourceTable
from samenspraak.core.measured import Kept, Reading, reading
from samenspraak.core.ranking import alike
from samenspraak.core.regions import kind_of
from samenspraak.figures.models import Edition, Sheet
from samenspraak.figures.queries.areas import Place, municipalities, shipped
from samenspraak.figures.queries.catalogue import catalogue

MOST_ALIKE = 5
RECENT = 3
COLUMNS = ("edition", "area", "figures", "redrawn", "retrieved")
RESIDENTS = "inwoners"
# What tells of wealth, the best first: poverty and low income where the score is missing.
WEALTH = {"ses-woa": ("ses-woa",), "kwb": ("armoede", "laag-inkomen")}


@dataclass(frozen=True)
class Told:
    """One figure about one area in one period.

    ``n`` is on how many people or households it rests, ``residents`` how many people live there; where known.
    """

    indicator: Indicator
    area: str
    reading: Reading
    n: int | None
    residents: int | None
    edition: Edition
    redrawn: bool
    retrieved: date

    @property
    def period(self) -> int:
        """Return the year it is about."""
        return self.edition.period

    @property
    def source(self) -> SourceTable:
        """Return where it comes from."""
        return catalogue().source(self.edition.source)

    @property
    def is_provisional(self) -> bool:
        """Say whether the source may still change this number."""
        return self.edition.provisional or self.indicator.id in self.edition.unsure

    @property
    def estimated(self) -> bool:
        """Say whether a model made this number: the source did not ask enough people here."""
        return self.source.estimated and kind_of(self.area) in ("district", "neighbourhood")


@dataclass(frozen=True)
class Tale:
    """Everything that is told about some areas: per area and indicator, the earliest first."""

    told: dict[tuple[str, str], list[Told]]

    def history(self, area: str, indicator: str) -> list[Told]:
        """Return all years of one figure."""
        return self.told.get((area, indicator), [])

    def latest(self, area: str, indicator: str) -> Told | None:
        """Return the newest."""
        return next(reversed(self.history(area, indicator)), None)

    def at(self, area: str, indicator: str, period: int) -> Told | None:
        """Return the figure of one year."""
        return next((one for one in self.history(area, indicator) if one.period == period), None)

    def newest_period(self, areas: Iterable[str], indicator: str) -> int:
        """Return the last year in which most of these areas have a figure, 0 when none has."""
        counts: dict[int, int] = {}
        for area in areas:
            for one in self.history(area, indicator):
                counts[one.period] = counts.get(one.period, 0) + 1
        most = max(counts.values(), default=0)
        return max((year for year, number in counts.items() if number * 2 >= most), default=0)


def tale_of(
    areas: Collection[str], *, indicators: Collection[str] = (), editions: Collection[int] = ()
) -> Tale:
    """Return what is told about these areas, about all indicators or some, in all editions or some."""
    wanted = [one for one in catalogue().indicators if not indicators or one.id in indicators]
    sheets = Sheet.objects.filter(area__in=areas).order_by("edition__period", "edition__table")
    if editions:
        sheets = sheets.filter(edition__in=editions)
    known = Edition.objects.defer("columns").in_bulk()
    made: dict[tuple[str, str], dict[int, Told]] = {}
    for edition, area, figures, redrawn, retrieved in sheets.values_list(*COLUMNS):
        paper = Paper(known[edition], area, figures, redrawn, retrieved)
        for one in told_in(paper, wanted):
            made.setdefault((area, one.indicator.id), {})[one.period] = one
    return Tale({place: list(by_year.values()) for place, by_year in made.items()})


class Paper(NamedTuple):
    """A sheet as it is read: without the cost of a row of its own."""

    edition: Edition
    area: str
    figures: dict[str, Kept]
    redrawn: bool
    retrieved: date


def told_in(paper: Paper, wanted: Iterable[Indicator]) -> Iterator[Told]:
    """Yield the figures of one sheet."""
    for one in wanted:
        kept = paper.figures.get(one.id)
        if kept is None:
            continue
        yield Told(
            indicator=one,
            area=paper.area,
            reading=reading(kept),
            n=counted(paper, one.base),
            residents=counted(paper, RESIDENTS),
            edition=paper.edition,
            redrawn=paper.redrawn,
            retrieved=paper.retrieved,
        )


def counted(paper: Paper, indicator: str | None) -> int | None:
    """Return a number of people or households in a sheet."""
    kept = paper.figures.get(indicator) if indicator else None
    return round(kept) if isinstance(kept, int | float) else None


def neighbourhood_tale(municipality: str, indicators: Collection[str]) -> Tale:
    """Return what is told about all neighbourhoods of a municipality on some indicators, in the last years."""
    sheets = Sheet.objects.filter(municipality=municipality, area__startswith="BU")
    codes = set(sheets.values_list("area", flat=True))
    return tale_of(codes, indicators=indicators, editions=last_editions())


def last_editions() -> list[int]:
    """Return the editions of the last years of every source: figures of income come two years late."""
    kept: dict[str, set[int]] = {}
    found = []
    for key, source, period in Edition.objects.order_by("-period").values_list("pk", "source", "period"):
        periods = kept.setdefault(source, set())
        if period in periods or len(periods) < RECENT:
            periods.add(period)
            found.append(key)
    return found


def resembling(place: Place) -> tuple[list[Place], bool]:
    """Return the municipalities most like this one, and whether status counted (else only size did)."""
    if place.kind != "municipality" or not place.inhabitants:
        return [], False
    others = [one for one in municipalities() if one.code != place.code and one.inhabitants]
    status = status_of([place.code, *(one.code for one in others)])
    sizes = {one.code: (float(one.inhabitants or 1), status.get(one.code)) for one in others}
    found = alike((float(place.inhabitants), status.get(place.code)), sizes, number=MOST_ALIKE)
    return [shipped()[code] for code in found], place.code in status and len(status) > MOST_ALIKE


def status_of(codes: Collection[str]) -> dict[str, float]:
    """Return the socio-economic status of municipalities, or how many people have little where that is missing."""
    counted = (
        Sheet.objects.filter(area__in=codes, edition__source__in=WEALTH)
        .values_list("edition__source", "edition")
        .annotate(number=Count("pk"))
        .order_by("-edition__period")
    )
    full = [(source, edition) for source, edition, number in counted if number > MOST_ALIKE]
    for source, indicators in WEALTH.items():
        for edition in [one for where, one in full if where == source]:
            sheets = Sheet.objects.filter(edition=edition, area__in=codes).values_list("area", "figures")
            told = dict(sheets)
            for key in indicators:
                found = {area: reading(one[key]).value for area, one in told.items() if key in one}
                if len(found) > MOST_ALIKE:
                    return found
    return {}
