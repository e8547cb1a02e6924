"""The parts an instrument is made of, as frozen values; their fields are the file format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

SLUG = r"^[a-z][a-z0-9-]{1,59}$"
ITEM_ID = r"^[A-Za-z][A-Za-z0-9-]{0,39}$"
THEME_ID = r"^[A-Z][A-Z0-9]{0,3}$"
VERSION = r"^[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}$"
WEB_ADDRESS = r"^https?://[^\s<>\"]{4,400}$"

MOST_ITEMS = 60

Slug = Annotated[str, StringConstraints(pattern=SLUG)]
ItemId = Annotated[str, StringConstraints(pattern=ITEM_ID)]
ThemeId = Annotated[str, StringConstraints(pattern=THEME_ID)]
Version = Annotated[str, StringConstraints(pattern=VERSION)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
WebAddress = Annotated[str, StringConstraints(pattern=WEB_ADDRESS)]


class Part(BaseModel):
    """Base of every part of an instrument: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Text(Part):
    """One text in the languages of the product; Dutch is always there."""

    nl: Words
    """The Dutch text."""
    en: Words | None = None
    """The English text; where it is left out, readers of English see the Dutch."""

    def to(self, language: str) -> str:
        """Return the text in *language* ("nl" or "en"); Dutch where there is no translation."""
        return self.en if language == "en" and self.en else self.nl


class Source(Part):
    """Where a fact, an idea or an example comes from."""

    title: Words
    """The title of the publication, page or tool."""
    publisher: Words | None = None
    """Who published it."""
    year: Annotated[int, Field(strict=True, ge=1900, le=2100)] | None = None
    """The year of publication."""
    url: WebAddress | None = None
    """Its web address, starting with https:// or http://."""


class Provenance(Part):
    """Whose work this is, after whose framework, under which licence."""

    statement: Text
    """One or two sentences for the reader: who made this, after which framework."""
    licence: Words
    """The licence of the texts, for instance CC-BY-4.0."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1, max_length=40)]
    """What the instrument is based on."""


class SuggestedGroup(Part):
    """A stakeholder group the instrument proposes; *audience* decides which items it gets."""

    id: Slug
    """A short name for use inside the file and in exports."""
    name: Text
    """The name of the group as people see it."""
    audience: Slug
    """The audience the group belongs to; several groups may share one."""
    explanation: Text | None = None
    """Who belongs to this group."""


class Anchor(Part):
    """One step of a scale, with its meaning in words."""

    name: Text
    """The words on the button: short."""
    explanation: Text | None = None
    """What this step looks like in practice."""


class Scale(Part):
    """Ordered steps, lowest first. Step i (counted from 1) is the value i."""

    id: Slug
    """The name by which items refer to this scale."""
    anchors: Annotated[tuple[Anchor, ...], Field(min_length=2, max_length=10)]
    """The steps, lowest first."""
    unknown: Text | None = None
    """The words for "I don't know"; leave it out when that is no answer to these questions."""


class Question(Part):
    """A guiding question for the conversation at the table (no answer sheet)."""

    id: ItemId
    """A name for this question, unique in the file."""
    text: Text
    """The question."""


class Inspiration(Part):
    """An example, lesson or tip in our own words, with its source."""

    title: Text
    """What it is about, in a few words."""
    text: Text
    """The example itself, in your own words."""
    source: Source
    """Where it comes from."""


class Option(Part):
    """One option of a single choice."""

    id: Slug
    """A short name for use in exports, unique within the item."""
    name: Text
    """The words on the button."""
    explanation: Text | None = None
    """What this option means, in a line under its words."""


class Sphere(Option):
    """One of the places where a card can be put, and what the municipality is there."""

    explanation: Text
    """What belongs in this sphere, in one or two sentences."""
    role: Text
    """What the role of the municipality is in this sphere."""


class Placing(Part):
    """What is asked of every card (an item of kind placing); a card adds only its own name and explanation."""

    subject: Text | None = None
    """What cards do or do not belong to, as it stands inside a sentence: the social base."""
    belongs: Text
    """The first question: does this card belong?"""
    yes: Text
    """The words for: it belongs."""
    doubt: Text
    """The words for: I am in doubt."""
    no: Text
    """The words for: it does not belong. Nothing more is asked of that card."""
    sphere: Text
    """The question in which sphere it belongs."""
    spheres: Annotated[tuple[Sphere, ...], Field(min_length=2, max_length=5)]
    """The spheres, from close to people to far away."""
    expectation: Text
    """The question what investing in it should bring."""
    goals: Annotated[tuple[Option, ...], Field(min_length=2, max_length=12)]
    """What it may bring. The first has the id ``waarde``: it is worth something in itself."""
    realism: Text
    """The question how realistic that is."""
    realism_scale: Slug
    """The id of the scale for that question."""
    strength: Text
    """The question how strong it is here."""
    strength_scale: Slug
    """The id of the scale for that question; the position of a theme is the mean of these answers."""
    expectation_audience: tuple[Slug, ...] = ()
    """The audiences that are asked what they expect and how realistic it is; empty means everybody."""


class Item(Part):
    """A question on the answer sheet. *kind* names the module in ``core.kinds`` that owns it."""

    id: ItemId
    """A name for this item, unique in the file. The same id in a later version is the same question."""
    kind: str
    """How it is answered: this decides which other fields it needs."""
    text: Text
    """The statement or question as people see it."""
    explanation: Text | None = None
    """What is meant, in plain words (B1)."""
    example: Text | None = None
    """An example that helps to answer."""
    aspect: Slug | None = None
    """What the item looks at, where the same aspects return in every theme (insight, policy, partners …)."""
    audience: tuple[Slug, ...] = ()
    """The audiences it is asked of; empty or left out means everybody."""
    scale: Slug | None = None
    """The id of the scale (ordinal, importance and guess only)."""
    of_group: Slug | None = None
    """The id of the group whose answer is guessed (guess only)."""
    options: Annotated[tuple[Option, ...], Field(max_length=35)] = ()
    """What to choose from (choice only), in this order."""
    sphere: Slug | None = None
    """The sphere where its makers would put this card (placing only); nobody who answers is shown it."""


class Theme(Part):
    """A theme: its items on the sheet, and what deepens the conversation about it."""

    id: ThemeId
    """A capital letter, or up to four capitals and digits."""
    name: Text
    """The name of the theme."""
    introduction: Text
    """What the theme is about, read before its items."""
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=MOST_ITEMS)]
    """What is asked, in this order."""
    deepening: Annotated[tuple[Question, ...], Field(max_length=12)] = ()
    """Guiding questions for the conversation about this theme."""
    inspiration: Annotated[tuple[Inspiration, ...], Field(max_length=20)] = ()
    """Examples, lessons and tips for this theme."""


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
    """Which field of an action this is."""
    name: Text
    """The label of the field."""
    help: Text | None = None
    """A line of help under the label."""
    required: Annotated[bool, Field(strict=True)] = False
    """Whether an action cannot do without it."""


class Step(Part):
    """One of the steps of the instrument as the facilitator sees it."""

    name: Text
    """The name of the step."""
    explanation: Text
    """What happens in this step."""


class Instrument(Part):
    """One version of an instrument.

    ``format`` is the version of this file format. An item asked of everybody has an empty
    audience; otherwise it is asked of the groups whose audience is in the list.
    """

    format: Literal[1]
    """The version of the file format: 1."""
    id: Slug
    """The name of the instrument in addresses and file names; the same in every version."""
    version: Version
    """Three numbers in quotes: "1.0.0". A correction of language raises the last one."""
    title: Text
    """The name of the instrument as people see it."""
    summary: Text
    """What it is, in one or two sentences, for who chooses an instrument."""
    purpose: Text
    """What the conversation is for: a first text for the invitation, which the facilitator can change."""
    provenance: Provenance
    """Whose work this is."""
    steps: Annotated[tuple[Step, ...], Field(max_length=9)] = ()
    """The steps of the method, for the facilitator."""
    groups: Annotated[tuple[SuggestedGroup, ...], Field(max_length=20)] = ()
    """The stakeholder groups it proposes."""
    scales: Annotated[tuple[Scale, ...], Field(min_length=1, max_length=20)]
    """The scales that items are answered on."""
    placing: Placing | None = None
    """What is asked of every card, where the instrument has cards (items of kind placing)."""
    themes: Annotated[tuple[Theme, ...], Field(min_length=1, max_length=26)]
    """The themes, in the order in which they are asked."""
    agenda: Annotated[tuple[AgendaField, ...], Field(max_length=9)] = ()
    """The fields of the action agenda, in order."""

    def group(self, group_id: str) -> SuggestedGroup:
        """Return the suggested group with this id; KeyError when there is none."""
        return _named(group_id, self.groups)

    def scale(self, scale_id: str) -> Scale:
        """Return the scale with this id; KeyError when there is none."""
        return _named(scale_id, self.scales)

    def theme(self, theme_id: str) -> Theme:
        """Return the theme with this id; KeyError when there is none."""
        return _named(theme_id, self.themes)

    def item(self, item_id: str) -> Item:
        """Return the item with this id; KeyError when there is none."""
        return _named(item_id, (item for theme in self.themes for item in theme.items))


Identified = TypeVar("Identified", SuggestedGroup, Scale, Theme, Item)


def _named(part_id: str, parts: Iterable[Identified]) -> Identified:
    for part in parts:
        if part.id == part_id:
            return part
    raise KeyError(part_id)
