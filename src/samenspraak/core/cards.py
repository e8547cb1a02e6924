"""Cards: one item of kind placing is asked as up to five closed questions, its facets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from samenspraak.core.kinds.placing import KIND
from samenspraak.core.parts import Instrument, Item, ItemId, Option, Placing, Text, Theme

CARD = KIND.name

FacetName = Literal["belongs", "sphere", "expectation", "realism", "strength"]

SUFFIXES: Mapping[FacetName, str] = {
    "belongs": "hoort",
    "sphere": "sfeer",
    "expectation": "verwacht",
    "realism": "haalbaar",
    "strength": "sterk",
}
"""What follows the id of a card and a hyphen in the id of each facet, in the order of asking."""

LOCAL = "lokaal-"
"""How the id of a card begins that one conversation added."""

IN_ITSELF = "waarde"
"""The id of the goal that says: worth something in itself."""

YES, DOUBT, NO = "123"
"""The cells of the facet ``belongs``."""


class Facet(Item):
    """One question about a card. Its text names the card; *question* does not."""

    card: ItemId
    facet: FacetName
    question: Text


@dataclass(frozen=True)
class Card:
    """A card with its questions; *facets* leaves out what nobody is asked of it."""

    id: str
    theme: str
    item: Item
    facets: Mapping[FacetName, Facet]

    @property
    def is_local(self) -> bool:
        """Say whether one conversation added this card to its instrument."""
        return self.id.startswith(LOCAL)


@dataclass(frozen=True)
class LocalCard:
    """A card that one conversation adds to its instrument."""

    id: str
    theme: str
    title: str
    explanation: str = ""


def with_cards(instrument: Instrument, added: Sequence[LocalCard]) -> Instrument:
    """Return *instrument* with *added*, each after the other cards of its theme.

    A theme without cards of its own takes none: its questions may be on another scale.
    """
    themes = (
        _with_cards(theme, [card for card in added if card.theme == theme.id]) for theme in instrument.themes
    )
    return instrument.model_copy(update={"themes": tuple(themes)})


def takes_cards(theme: Theme) -> bool:
    """Tell whether cards may be added to *theme*."""
    return any(item.kind == CARD for item in theme.items)


def _with_cards(theme: Theme, added: Sequence[LocalCard]) -> Theme:
    if not added or not takes_cards(theme):
        return theme
    end = max(place for place, item in enumerate(theme.items, start=1) if item.kind == CARD)
    items = (*theme.items[:end], *map(_item, added), *theme.items[end:])
    return theme.model_copy(update={"items": items})


def _item(card: LocalCard) -> Item:
    explanation = Text(nl=card.explanation) if card.explanation else None
    return Item(id=card.id, kind=CARD, text=Text(nl=card.title), explanation=explanation)


def expanded(instrument: Instrument) -> tuple[tuple[Theme, ...], tuple[Card, ...]]:
    """Return the themes of *instrument* as they are asked, with facets for cards, and its cards."""
    placing = instrument.placing
    if placing is None:
        return instrument.themes, ()
    cards = tuple(
        _card(item, theme, placing)
        for theme in instrument.themes
        for item in theme.items
        if item.kind == CARD
    )
    facets = {card.id: tuple(card.facets.values()) for card in cards}
    themes = tuple(
        theme.model_copy(
            update={"items": tuple(asked for item in theme.items for asked in facets.get(item.id, (item,)))}
        )
        for theme in instrument.themes
    )
    return themes, cards


def facet_id(card_id: str, facet: FacetName) -> str:
    """Return the id of a facet of the card with this id."""
    return f"{card_id}-{SUFFIXES[facet]}"


def _card(item: Item, theme: Theme, placing: Placing) -> Card:
    facets = {facet.facet: facet for facet in _facets(item, placing)}
    return Card(id=item.id, theme=theme.id, item=item, facets=facets)


def _facets(item: Item, placing: Placing) -> Iterator[Facet]:
    belongs = (("yes", placing.yes), ("doubt", placing.doubt), ("no", placing.no))
    answers = tuple(Option(id=name, name=words) for name, words in belongs)
    expecting = _both(item.audience, placing.expectation_audience)
    yield _facet(item, "belongs", placing.belongs, kind="choice", options=answers)
    yield _facet(item, "sphere", placing.sphere, kind="choice", options=placing.spheres)
    if expecting is not None:
        yield _facet(
            item,
            "expectation",
            placing.expectation,
            kind="choice",
            options=placing.goals,
            audience=expecting,
        )
        yield _facet(
            item,
            "realism",
            placing.realism,
            kind="realism",
            scale=placing.realism_scale,
            audience=expecting,
        )
    yield _facet(item, "strength", placing.strength, kind="ordinal", scale=placing.strength_scale)


def _facet(item: Item, facet: FacetName, question: Text, **asked: Any) -> Facet:
    """Make one facet; *asked* are the fields of an item that say how it is answered."""
    return Facet(
        **{
            "id": facet_id(item.id, facet),
            "text": _named(item.text, question),
            "audience": item.audience,
            "card": item.id,
            "facet": facet,
            "question": question,
            **asked,
        }
    )


def _named(card: Text, question: Text) -> Text:
    """Return the question under the name of its card; Dutch where one of the two has no English."""
    english = f"{card.to('en')}: {question.to('en')}" if card.en or question.en else None
    return Text.model_construct(nl=f"{card.nl}: {question.nl}", en=english)


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the audiences in both; an empty list is everybody, None is nobody."""
    if not one or not other:
        return one or other
    return tuple(audience for audience in one if audience in other) or None
