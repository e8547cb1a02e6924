"""What one sheet says of the cards: its answers, and in which sphere each was put."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from samenspraak.core.cards import DOUBT, Card, FacetName
from samenspraak.core.kinds import KINDS
from samenspraak.core.kinds.kind import NOT_ANSWERED
from samenspraak.core.kinds.marks import CODES
from samenspraak.core.sheet import QuestionList, cell, is_laid, is_out

OUT = "out"


class Said(NamedTuple):
    """The answer to one question about a card, in words."""

    facet: FacetName
    words: str


def said(card: Card, sheet: str, questions: QuestionList, language: str) -> tuple[Said, ...]:
    """Return what a sheet says of a card: the name of each facet that was answered, and the words."""
    marks = ((facet, cell(sheet, questions, facet)) for facet in card.facets.values())
    return tuple(
        Said(facet.facet, KINDS[facet.kind].show(mark, facet, questions.instrument, language))
        for facet, mark in marks
        if mark != NOT_ANSWERED
    )


def place_of(card: Card, sheet: str, questions: QuestionList) -> str:
    """Return where a sheet puts a card: the mark of a sphere, OUT, or nothing while it has no place."""
    if is_out(sheet, questions, card):
        return OUT
    return cell(sheet, questions, card.facets["sphere"]) if is_laid(sheet, questions, card) else ""


def place_names(questions: QuestionList, language: str) -> dict[str, str]:
    """Return where a card can be put, by what ``place_of`` says: the spheres, and outside of them."""
    placing = questions.instrument.placing
    if placing is None:
        return {}
    spheres = {code: sphere.name.to(language) for code, sphere in zip(CODES, placing.spheres, strict=False)}
    return {**spheres, OUT: placing.no.to(language)}


def places(cards: Sequence[Card], sheet: str, questions: QuestionList) -> str:
    """Return where a sheet puts each card that has a place, for a drawing: ``id:place``, with ? for doubt."""
    found = ((card, place_of(card, sheet, questions)) for card in cards)
    return " ".join(
        f"{card.id}:{place}{'?' if cell(sheet, questions, card.facets['belongs']) == DOUBT else ''}"
        for card, place in found
        if place
    )
