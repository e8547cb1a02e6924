"""The parts an instrument is made of, as frozen values; their fields are the file format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,59}$")]
ItemId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9-]{0,39}$")]
Version = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]{4,400}$")]


class Part(BaseModel):
    """Base of every part of an instrument: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Part):
    """One text in the languages of the product; Dutch is always there."""

    nl: Words
    en: Words | None = None

    def to(self, language: str) -> str:
        """Return the text in *language* ("nl" or "en"); Dutch where there is no translation."""
        return self.en if language == "en" and self.en else self.nl


class Source(Part):
    """Where a fact, an idea or an example comes from."""

    title: Words
    publisher: Words | None = None
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    url: WebAddress | None = None


class Provenance(Part):
    """Whose work this is, after whose framework, under which licence."""

    statement: Text
    licence: Words
    sources: Annotated[tuple[Source, ...], Field(min_length=1, max_length=40)]


class SuggestedGroup(Part):
    """A stakeholder group the instrument proposes; *audience* decides which items it gets."""

    id: Slug
    name: Text
    audience: Slug
    explanation: Text | None = None


class Anchor(Part):
    """One step of a scale, with its meaning in words."""

    name: Text
    explanation: Text | None = None


class Scale(Part):
    """Ordered steps, lowest first. Step i (counted from 1) is the value i."""

    id: Slug
    anchors: Annotated[tuple[Anchor, ...], Field(min_length=2, max_length=10)]
    unknown: Text | None = None


class Question(Part):
    """A guiding question for the conversation at the table (no answer sheet)."""

    id: ItemId
    text: Text


class Inspiration(Part):
    """An example, lesson or tip in our own words, with its source."""

    title: Text
    text: Text
    source: Source


class Option(Part):
    """One option of a single choice."""

    id: Slug
    name: Text


class Item(Part):
    """A question on the answer sheet. *kind* names the module in ``core.kinds`` that owns it."""

    id: ItemId
    kind: Slug
    text: Text
    explanation: Text | None = None
    example: Text | None = None
    aspect: Slug | None = None
    audience: tuple[Slug, ...] = ()
    scale: Slug | None = None
    options: Annotated[tuple[Option, ...], Field(max_length=35)] = ()


class Theme(Part):
    """A theme: its items on the sheet, and what deepens the conversation about it."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]{0,3}$")]
    name: Text
    introduction: Text
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=60)]
    deepening: Annotated[tuple[Question, ...], Field(max_length=12)] = ()
    inspiration: Annotated[tuple[Inspiration, ...], Field(max_length=20)] = ()


class AgendaField(Part):
    """One field of the action agenda; *id* is one of the fields an action knows."""

    id: Literal[
        "what",
        "why",
        "owner",
        "partners",
        "first_step",
        "deadline",
        "means",
        "sign_of_success",
        "review_on",
    ]
    name: Text
    help: Text | None = None
    required: bool = False


class Step(Part):
    """One of the steps of the instrument as the facilitator sees it."""

    name: Text
    explanation: Text


class Instrument(Part):
    """One version of an instrument.

    ``format`` is the version of this file format. An item asked of everybody has an empty
    audience; otherwise it is asked of the groups whose audience is in the list.
    """

    format: Literal[1]
    id: Slug
    version: Version
    title: Text
    summary: Text
    purpose: Text
    provenance: Provenance
    steps: Annotated[tuple[Step, ...], Field(max_length=9)] = ()
    groups: Annotated[tuple[SuggestedGroup, ...], Field(max_length=20)] = ()
    scales: Annotated[tuple[Scale, ...], Field(min_length=1, max_length=20)]
    themes: Annotated[tuple[Theme, ...], Field(min_length=1, max_length=26)]
    agenda: Annotated[tuple[AgendaField, ...], Field(max_length=9)] = ()

    def scale(self, scale_id: str) -> Scale:
        """Return the scale with this id; KeyError when there is none."""
        return _named(scale_id, self.scales)

    def theme(self, theme_id: str) -> Theme:
        """Return the theme with this id; KeyError when there is none."""
        return _named(theme_id, self.themes)

    def item(self, item_id: str) -> Item:
        """Return the item with this id; KeyError when there is none."""
        return _named(item_id, (item for theme in self.themes for item in theme.items))


Identified = TypeVar("Identified", Scale, Theme, Item)


def _named(part_id: str, parts: Iterable[Identified]) -> Identified:
    for part in parts:
        if part.id == part_id:
            return part
    raise KeyError(part_id)
