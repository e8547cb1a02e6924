"""How the questions of a round are laid out over pages: one question or card, one theme or everything on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from samenspraak.conversations.models import Conversation, Response, Round
from samenspraak.conversations.queries.rounds import questions_of_version
from samenspraak.core.cards import Card, Facet
from samenspraak.core.parts import Item, Theme
from samenspraak.core.sheet import QuestionList

Asked = tuple[Theme, tuple[Item, ...]]


@dataclass(frozen=True)
class Section:
    """The part of one theme that stands on a page; ``opens`` says that the theme begins here."""

    theme: Theme
    items: tuple[Item, ...]
    opens: bool = True


@dataclass(frozen=True)
class Page:
    """One screen of questions. ``closed`` and ``texts`` are the ids on it, in order, ``cards`` the cards.

    ``place`` and ``places`` count only the screens that begin with the same sort of question as this one.
    """

    number: int
    total: int
    place: int
    places: int
    layout: str
    sections: tuple[Section, ...]
    closed: tuple[str, ...]
    texts: tuple[str, ...]
    cards: tuple[Card, ...]


def version_digest(round: Round) -> str:
    """Return the digest of the instrument version this round asks."""
    return (round.instrument or round.conversation.instrument).digest


def audience_of(response: Response) -> str | None:
    """Return for whom the questions are; None for a mixed table, which gets every one."""
    return response.group.audience if response.group else None


def layout_of(round: Round) -> str:
    """Return how the pages are laid out; a draft follows the conversation."""
    return round.pages or round.conversation.pages


@lru_cache(maxsize=256)
def pages_of(version: str, audience: str | None, layout: str) -> tuple[Page, ...]:
    """Return the pages of an instrument version for one audience."""
    questions = questions_of_version(version)
    screens = laid_out(questions.for_audience(audience), layout)
    sorts = [card_id(sections[0].items[0]) is not None for sections in screens]
    return tuple(
        page(
            sections,
            questions,
            layout=layout,
            number=number,
            total=len(screens),
            place=sorts[:number].count(sorts[number - 1]),
            places=sorts.count(sorts[number - 1]),
        )
        for number, sections in enumerate(screens, start=1)
    )


def laid_out(asked: Sequence[Asked], layout: str) -> list[tuple[Section, ...]]:
    """Return the sections of every page."""
    if layout == Conversation.Pages.ALL:
        return [tuple(Section(theme, items) for theme, items in asked)]
    if layout == Conversation.Pages.THEME:
        return [(Section(theme, items),) for theme, items in asked]
    return [(section,) for theme, items in asked for section in one_by_one(theme, items)]


def one_by_one(theme: Theme, items: Sequence[Item]) -> list[Section]:
    """Return one section per closed item or card; an open question stands below the one before it."""
    bundles: list[list[Item]] = []
    for item in items:
        card = card_id(item)
        if bundles and (item.kind == "text" or (card and card == card_id(bundles[-1][0]))):
            bundles[-1].append(item)
        else:
            bundles.append([item])
    return [Section(theme, tuple(bundle), opens=place == 0) for place, bundle in enumerate(bundles)]


def page(
    sections: tuple[Section, ...],
    questions: QuestionList,
    *,
    layout: str,
    number: int,
    total: int,
    place: int,
    places: int,
) -> Page:
    """Return one page with the ids on it."""
    items = [item for section in sections for item in section.items]
    cards = dict.fromkeys(filter(None, map(card_id, items)))
    return Page(
        number=number,
        total=total,
        place=place,
        places=places,
        layout=layout,
        sections=sections,
        closed=tuple(item.id for item in items if item.id in questions.offsets),
        texts=tuple(item.id for item in items if item.id not in questions.offsets),
        cards=tuple(questions.card(card) for card in cards),
    )


def other_cards(page: Page, audience: str | None, questions: QuestionList) -> list[Card]:
    """Return the cards for *audience* that stand on other pages than this one."""
    here = {card.id for card in page.cards}
    return [card for card in questions.cards_for(audience) if card.id not in here]


def card_id(item: Item) -> str | None:
    """Return the id of the card that *item* is a question about."""
    return item.card if isinstance(item, Facet) else None


def page_of_item(pages: Sequence[Page], item_id: str) -> int:
    """Return the number of the page with this item."""
    return next(page.number for page in pages if item_id in page.closed or item_id in page.texts)
