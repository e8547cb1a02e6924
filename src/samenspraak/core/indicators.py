"""The catalogue of indicators: what each figure says, what it does not, and where it comes from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationError
from pydantic_core import ErrorDetails

from samenspraak.core.faults import Fault, Flaw, InstrumentFault, path_in_words, quoted
from samenspraak.core.parts import Part, Slug, Text, ThemeId, WebAddress, Words
from samenspraak.core.reading import read

Unit = Literal["percent", "number", "per-thousand", "euro", "thousand-euro", "kilometre", "score", "years"]
Together = Literal["mean", "middle", "none"]
Direction = Literal["more-is-better", "more-is-worse", "neutral"]
Pillar = Literal["security", "cohesion", "inclusion", "empowerment"]
Sphere = Literal["personal", "communal", "institutional"]


class SourceTable(Part):
    """A source of figures, as it is named beside every figure."""

    id: Slug
    """The name of the adapter that reads it."""
    name: Text
    """The name of the table as people see it."""
    publisher: Text
    """Who publishes it."""
    licence: Words
    """The licence of the figures."""
    url: WebAddress
    """Where a reader finds the table."""
    estimated: Annotated[bool, Field(strict=True)] = False
    """Whether figures of districts and neighbourhoods are estimated with a model."""


class Indicator(Part):
    """One figure that areas can be compared on."""

    id: Slug
    """The name of the figure in addresses and files; it never changes its meaning."""
    name: Text
    """What it is called, short."""
    explanation: Text
    """What it says, in plain words."""
    not_measured: Text
    """What it does not say, so that nobody reads too much in it."""
    unit: Unit
    """What the number counts."""
    decimals: Annotated[int, Field(strict=True, ge=0, le=3)] = 0
    """How many decimals are worth showing."""
    direction: Direction
    """Whether more is better, worse, or neither."""
    lowest: Annotated[float, Field(allow_inf_nan=False)] = 0
    """A value below this is a fault in the file."""
    highest: Annotated[float, Field(allow_inf_nan=False)]
    """A value above this is a fault in the file."""
    source: Slug
    """The id of its source."""
    titles: Annotated[tuple[Words, ...], Field(min_length=1, max_length=12)]
    """The titles of its column over the years, the newest first; "Group/Title" where a title occurs twice."""
    add: Annotated[tuple[Annotated[tuple[Words, ...], Field(min_length=1)], ...], Field(max_length=6)] = ()
    """More columns to add to the first, each with its titles over the years."""
    per: Literal[1, 100, 1000] = 1
    """The table gives a number of people: show it per 100 or 1,000 of *base*."""
    base: Slug | None = None
    """The indicator that says on how many people or households this rests: its n."""
    together: Together = "mean"
    """How the figures of several areas become one: their mean weighed by n, the middle one, or not at all."""
    only_counts: Annotated[bool, Field(strict=True)] = False
    """Whether it is only there to say on how many others rest: no page shows it by itself."""
    frequency: Text
    """How often a new figure appears."""
    themes: Annotated[tuple[ThemeId, ...], Field(max_length=12)] = ()
    """The themes of the instruments it is worth laying beside."""
    pillar: Pillar | None = None
    """The pillar of social quality it bears on."""
    sphere: Sphere | None = None
    """The sphere of the social base it bears on."""

    @property
    def columns(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return every column it needs: under which key it is read, and its titles over the years."""
        added = ((f"{self.id}+{place}", titles) for place, titles in enumerate(self.add, start=1))
        return ((self.id, self.titles), *added)


class Catalogue(Part):
    """All sources and indicators, in the order in which they are shown."""

    format: Literal[1]
    """The version of this file format: 1."""
    sources: Annotated[tuple[SourceTable, ...], Field(min_length=1, max_length=20)]
    """Where figures come from."""
    indicators: Annotated[tuple[Indicator, ...], Field(min_length=1, max_length=200)]
    """The figures."""

    def source(self, source_id: str) -> SourceTable:
        """Return a source; KeyError when there is none."""
        return next_named(source_id, {one.id: one for one in self.sources})

    def get(self, indicator_id: str) -> Indicator | None:
        """Return an indicator, None when there is none."""
        return next((one for one in self.indicators if one.id == indicator_id), None)

    @property
    def shown(self) -> tuple[Indicator, ...]:
        """Return the figures that pages show by themselves."""
        return tuple(one for one in self.indicators if not one.only_counts)

    def of_source(self, source_id: str) -> tuple[Indicator, ...]:
        """Return the indicators of one source."""
        return tuple(one for one in self.indicators if one.source == source_id)


def next_named(name: str, known: dict[str, SourceTable]) -> SourceTable:
    """Return the source with this name."""
    return known[name]


def load_catalogue(text: str | bytes, *, name: str) -> Catalogue:
    """Return the catalogue in *text*; InstrumentFault with every reason to refuse it, each with its line."""
    reading = read(text)
    flaws = list(reading.flaws)
    catalogue: Catalogue | None = None
    if reading.whole:
        try:
            catalogue = Catalogue.model_validate(reading.value)
            flaws += misfits(catalogue)
        except ValidationError as error:
            flaws += [flaw(details) for details in error.errors(include_url=False)]
    if flaws or catalogue is None:
        raise InstrumentFault(
            sorted(
                (
                    Fault(
                        name,
                        one.line or reading.line_of(one.path),
                        path_in_words(one.path),
                        one.problem,
                        one.remedy,
                    )
                    for one in flaws
                ),
                key=lambda fault: fault.line,
            )
        )
    return catalogue


def flaw(details: ErrorDetails) -> Flaw:
    """Return a complaint of the reader in words."""
    place, kind = details["loc"], details["type"]
    if kind == "missing":
        return Flaw(place[:-1], f"the field {quoted(place[-1])} is missing", "Add it.")
    if kind == "extra_forbidden":
        known = ", ".join(Indicator.model_fields)
        return Flaw(place, "there is no such field here", f"An indicator has: {known}.")
    return Flaw(place, f"{quoted(details['input'])} is not possible here", f"{details['msg']}.")


def misfits(catalogue: Catalogue) -> list[Flaw]:
    """Return what refers to nothing, stands there twice, or contradicts itself."""
    found: list[Flaw] = []
    sources, known = {one.id for one in catalogue.sources}, {one.id: one for one in catalogue.indicators}
    seen: set[str] = set()
    for place, one in enumerate(catalogue.indicators):
        here = ("indicators", place)
        if one.id in seen:
            found.append(Flaw((*here, "id"), f"{quoted(one.id)} stands here twice", "Give one another id."))
        seen.add(one.id)
        if one.source not in sources:
            found.append(
                Flaw(
                    (*here, "source"),
                    f"there is no source {quoted(one.source)}",
                    "Use one of the sources above.",
                )
            )
        if one.base and one.base not in known:
            found.append(
                Flaw(
                    (*here, "base"), f"there is no indicator {quoted(one.base)}", "Use the id of another one."
                )
            )
        if one.per > 1 and not one.base:
            found.append(Flaw((*here, "per"), "a share needs something to be a share of", "Add base."))
        if one.lowest >= one.highest:
            found.append(
                Flaw((*here, "highest"), "the highest possible value is not above the lowest", "Raise it.")
            )
    return found
