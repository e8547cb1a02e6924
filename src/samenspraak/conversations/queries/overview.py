"""All answers of one person in words, per theme: to check before sending, and as their own result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from samenspraak.conversations.models import Response
from samenspraak.conversations.queries.answering import answers_in_words, remarks_of
from samenspraak.conversations.queries.cards import OUT, Said, place_names, place_of, said
from samenspraak.conversations.queries.pages import Page, audience_of, card_id, page_of_item
from samenspraak.conversations.queries.rounds import questions_of
from samenspraak.core.cards import Card
from samenspraak.core.kinds.kind import DONT_KNOW, NOT_ANSWERED
from samenspraak.core.kinds.marks import CODES
from samenspraak.core.parts import Item, Theme
from samenspraak.core.sheet import QuestionList, cell, is_laid, missing


@dataclass(frozen=True)
class Line:
    """One question with its answer in words ("" when there is none), or one card with what was *said* of it.

    ``guessed`` is whose answer is guessed; ``left`` how many questions are open about a card that is put in a sphere.
    """

    id: str
    guessed: str
    question: str
    answer: str
    page: int
    is_text: bool
    said: tuple[Said, ...] = ()
    left: int = 0


@dataclass(frozen=True)
class ThemeLines:
    """One theme of the overview."""

    id: str
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Overview:
    """Everything somebody filled in, and what is still open; cards are counted apart from the other questions."""

    themes: tuple[ThemeLines, ...]
    open: tuple[Line, ...]
    answered: int
    asked: int
    laid: int
    cards: int


@dataclass(frozen=True)
class PlaceLines:
    """A sphere, or outside of them, with the cards that somebody put there."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Standing:
    """Where one person stands on one theme: the mean of their own statements, and its scale in words."""

    letter: str
    name: str
    value: float | None
    count: int
    asked: int
    steps: tuple[str, ...]


def overview(response: Response, pages: Sequence[Page], language: str) -> Overview:
    """Return the whole sheet in words."""
    questions, audience = questions_of(response.round), audience_of(response)
    reader = Reader(response, questions, pages, language)
    left = missing(response.sheet, questions, audience)
    cards = questions.cards_for(audience)
    asked = sum(card_id(item) is None for item in questions.closed_for(audience))
    return Overview(
        themes=tuple(
            ThemeLines(id=theme.id, name=theme.name.to(language), lines=reader.lines(items))
            for theme, items in questions.for_audience(audience)
        ),
        open=reader.lines(left),
        answered=asked - sum(card_id(item) is None for item in left),
        asked=asked,
        laid=sum(is_laid(response.sheet, questions, card) for card in cards),
        cards=len(cards),
    )


@dataclass(frozen=True)
class Reader:
    """Puts one sheet in words."""

    response: Response
    questions: QuestionList
    pages: Sequence[Page]
    language: str

    @cached_property
    def words(self) -> dict[str, str]:
        """Return every answer and remark, by item."""
        return {**answers_in_words(self.response, self.language), **remarks_of(self.response)}

    def lines(self, items: Sequence[Item]) -> tuple[Line, ...]:
        """Return a line per question, and one for all questions about a card."""
        told = groupby(items, key=lambda item: card_id(item) or item.id)
        return tuple(self.line(list(group)) for _name, group in told)

    def line(self, items: Sequence[Item]) -> Line:
        """Return one question with its answer, or a card with all answers."""
        card = self.questions.card_of(items[0])
        return self.card_line(card, items) if card else self.question_line(items[0])

    def card_line(self, card: Card, items: Sequence[Item]) -> Line:
        """Return a card with what was said of it, and how many of *items* are open when it is put in a sphere."""
        sheet = self.response.sheet
        is_placed = place_of(card, sheet, self.questions) not in {"", OUT}
        return Line(
            id=card.id,
            guessed="",
            question=card.item.text.to(self.language),
            answer="",
            page=page_of_item(self.pages, items[0].id),
            is_text=False,
            said=said(card, sheet, self.questions, self.language),
            left=sum(item.id not in self.words for item in items) if is_placed else 0,
        )

    def question_line(self, item: Item) -> Line:
        """Return one question with its answer."""
        guessed = self.questions.instrument.group(item.of_group) if item.of_group else None
        return Line(
            id=item.id,
            guessed=guessed.name.to(self.language) if guessed else "",
            question=item.text.to(self.language),
            answer=self.words.get(item.id, ""),
            page=page_of_item(self.pages, item.id),
            is_text=item.kind == "text",
        )


def own_places(response: Response, pages: Sequence[Page], language: str) -> tuple[PlaceLines, ...]:
    """Return where this person put the cards: each sphere, and what does not belong; nothing before the first card."""
    questions = questions_of(response.round)
    reader = Reader(response, questions, pages, language)
    laid: dict[str, list[Line]] = {}
    for card in questions.cards_for(audience_of(response)):
        place = place_of(card, response.sheet, questions)
        laid.setdefault(place, []).append(reader.card_line(card, list(card.facets.values())))
    laid.pop("", None)
    names = place_names(questions, language)
    return tuple(PlaceLines(names[place], tuple(laid[place])) for place in names if place in laid)


def standings(response: Response, language: str) -> tuple[Standing, ...]:
    """Return where this person stands on every theme that has statements for them."""
    questions = questions_of(response.round)
    themes = questions.for_audience(audience_of(response))
    found = (standing(response, questions, theme, items, language) for theme, items in themes)
    return tuple(one for one in found if one.asked)


def standing(
    response: Response, questions: QuestionList, theme: Theme, items: Sequence[Item], language: str
) -> Standing:
    """Return the mean of somebody's statements in a theme; what was said of cards is told card by card."""
    statements = [item for item in items if item.kind == "ordinal" and card_id(item) is None]
    marks = [cell(response.sheet, questions, item) for item in statements]
    values = [CODES.index(mark) + 1 for mark in marks if mark not in {NOT_ANSWERED, DONT_KNOW}]
    value = sum(values) / len(values) if values else None
    scale = questions.instrument.scale(statements[0].scale or "") if statements else None
    steps = tuple(anchor.name.to(language) for anchor in scale.anchors) if scale else ()
    return Standing(
        letter=theme.id,
        name=theme.name.to(language),
        value=value,
        count=len(values),
        asked=len(statements),
        steps=steps,
    )
