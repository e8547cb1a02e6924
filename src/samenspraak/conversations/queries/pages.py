"""How the questions of a round are laid out over pages: one question, one theme or everything on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from samenspraak.conversations.models import Conversation, Response, Round
from samenspraak.conversations.queries.rounds import questions_of_version
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
    """One screen of questions. ``closed`` and ``texts`` are the ids on it, in order."""

    number: int
    total: int
    layout: str
    sections: tuple[Section, ...]
    closed: tuple[str, ...]
    texts: tuple[str, ...]


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
    return tuple(
        page(number, len(screens), layout, sections, questions)
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
    """Return one section per closed item; an open question stands below the closed one before it."""
    bundles: list[list[Item]] = []
    for item in items:
        if item.kind == "text" and bundles:
            bundles[-1].append(item)
        else:
            bundles.append([item])
    return [Section(theme, tuple(bundle), opens=place == 0) for place, bundle in enumerate(bundles)]


def page(
    number: int, total: int, layout: str, sections: tuple[Section, ...], questions: QuestionList
) -> Page:
    """Return one page with the ids on it."""
    items = [item for section in sections for item in section.items]
    return Page(
        number=number,
        total=total,
        layout=layout,
        sections=sections,
        closed=tuple(item.id for item in items if item.id in questions.offsets),
        texts=tuple(item.id for item in items if item.id not in questions.offsets),
    )


def page_of_item(pages: Sequence[Page], item_id: str) -> int:
    """Return the number of the page with this item."""
    return next(page.number for page in pages if item_id in page.closed or item_id in page.texts)
