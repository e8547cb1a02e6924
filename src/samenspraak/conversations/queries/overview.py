"""All answers of one person in words, per theme: to check before sending, and as their own result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samenspraak.conversations.models import Response
from samenspraak.conversations.queries.answering import answers_in_words, remarks_of
from samenspraak.conversations.queries.pages import Page, audience_of, page_of_item
from samenspraak.conversations.queries.rounds import questions_of
from samenspraak.core.kinds.kind import DONT_KNOW, NOT_ANSWERED
from samenspraak.core.kinds.marks import CODES
from samenspraak.core.parts import Item, Theme
from samenspraak.core.sheet import QuestionList, cell, missing


@dataclass(frozen=True)
class Line:
    """One question with its answer in words ("" when there is none); of a guess also whose answer is guessed."""

    id: str
    guessed: str
    question: str
    answer: str
    page: int
    is_text: bool


@dataclass(frozen=True)
class ThemeLines:
    """One theme of the overview."""

    id: str
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Overview:
    """Everything somebody filled in, and what is still open."""

    themes: tuple[ThemeLines, ...]
    open: tuple[Line, ...]
    answered: int
    asked: int


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
    questions = questions_of(response.round)
    audience = audience_of(response)
    words = {**answers_in_words(response, language), **remarks_of(response)}
    themes = tuple(
        ThemeLines(
            id=theme.id,
            name=theme.name.to(language),
            lines=tuple(line(item, questions, words, pages, language) for item in items),
        )
        for theme, items in questions.for_audience(audience)
    )
    left = tuple(
        line(item, questions, words, pages, language) for item in missing(response.sheet, questions, audience)
    )
    asked = sum(len(page.closed) for page in pages)
    return Overview(themes=themes, open=left, answered=asked - len(left), asked=asked)


def line(
    item: Item, questions: QuestionList, words: dict[str, str], pages: Sequence[Page], language: str
) -> Line:
    """Return one question with its answer."""
    return Line(
        id=item.id,
        guessed=questions.instrument.group(item.of_group).name.to(language) if item.of_group else "",
        question=item.text.to(language),
        answer=words.get(item.id, ""),
        page=page_of_item(pages, item.id),
        is_text=item.kind == "text",
    )


def standings(response: Response, language: str) -> tuple[Standing, ...]:
    """Return where this person stands on every theme that has statements for them."""
    questions = questions_of(response.round)
    themes = questions.for_audience(audience_of(response))
    found = (standing(response, questions, theme, items, language) for theme, items in themes)
    return tuple(one for one in found if one.asked)


def standing(
    response: Response, questions: QuestionList, theme: Theme, items: Sequence[Item], language: str
) -> Standing:
    """Return the mean of somebody's statements in a theme."""
    statements = [item for item in items if item.kind == "ordinal"]
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
