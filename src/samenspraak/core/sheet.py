"""The answer sheet: the closed answers of one response as one short string."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from samenspraak.core.cards import NO, Card, Facet, expanded
from samenspraak.core.kinds import KINDS
from samenspraak.core.kinds.kind import NOT_ANSWERED
from samenspraak.core.parts import Instrument, Item, Theme


@dataclass(frozen=True)
class QuestionList:
    """The questions of a round, frozen when it opens: the order fixes the answer sheet.

    ``themes`` hold the items as they are asked, with the facets of a card in its place; ``instrument`` holds
    them as they were written. ``offsets`` gives the first character of each closed item in the sheet. ``digest``
    names the coding (items, kinds, widths, scales), so a correction of words leaves it as it is.
    """

    instrument: Instrument
    themes: tuple[Theme, ...]
    cards: tuple[Card, ...]
    offsets: Mapping[str, int]
    width: int
    digest: str

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items, in order."""
        return tuple(item for theme in self.themes for item in theme.items)

    @cached_property
    def closed(self) -> tuple[Item, ...]:
        """The items that have a cell in the sheet, in order."""
        return tuple(item for item in self.items if item.id in self.offsets)

    @cached_property
    def _places(self) -> Mapping[str, tuple[Theme, Item]]:
        return {item.id: (theme, item) for theme in self.themes for item in theme.items}

    def item(self, item_id: str) -> Item:
        """Return the item with this id; KeyError when there is none."""
        return self._places[item_id][1]

    def theme(self, theme_id: str) -> Theme:
        """Return the theme with this id, with its items as they are asked; KeyError when there is none."""
        return self._themes[theme_id]

    @cached_property
    def _themes(self) -> Mapping[str, Theme]:
        return {theme.id: theme for theme in self.themes}

    @cached_property
    def _cards(self) -> Mapping[str, Card]:
        return {card.id: card for card in self.cards}

    def card(self, card_id: str) -> Card:
        """Return the card with this id; KeyError when there is none."""
        return self._cards[card_id]

    def cards_for(self, audience: str | None) -> tuple[Card, ...]:
        """Return the cards that *audience* is asked about; None is a mixed table."""
        return tuple(card for card in self.cards if _is_asked(card.item, audience))

    def card_of(self, item: Item) -> Card | None:
        """Return the card that *item* is a facet of; None for any other item."""
        return self._cards[item.card] if isinstance(item, Facet) else None

    def theme_of(self, item_id: str) -> Theme:
        """Return the theme of the item with this id; KeyError when there is none."""
        return self._places[item_id][0]

    def for_audience(self, audience: str | None) -> tuple[tuple[Theme, tuple[Item, ...]], ...]:
        """Return the themes with their items for *audience*, leaving out themes without any.

        None is a mixed table: it gets every item.
        """
        asked = ((theme, _asked(theme, audience)) for theme in self.themes)
        return tuple((theme, items) for theme, items in asked if items)

    def closed_for(self, audience: str | None) -> Iterator[Item]:
        """Yield the items for *audience* that have a cell in the sheet, in order."""
        for _, items in self.for_audience(audience):
            yield from (item for item in items if item.id in self.offsets)

    def column(self, item_id: str) -> slice:
        """Return the columns of a closed item in ``matrix``; KeyError for an open question."""
        start = self.offsets[item_id]
        return slice(start, start + KINDS[self.item(item_id).kind].width)


def question_list(instrument: Instrument) -> QuestionList:
    """Freeze the questions of *instrument* in order."""
    themes, cards = expanded(instrument)
    items = [item for theme in themes for item in theme.items]
    offsets: dict[str, int] = {}
    width = 0
    for item in items:
        if cells := KINDS[item.kind].width:
            offsets[item.id] = width
            width += cells
    coding = [_coding(item, instrument) for item in items]
    digest = hashlib.sha256(json.dumps(coding).encode("ascii")).hexdigest()
    return QuestionList(
        instrument=instrument, themes=themes, cards=cards, offsets=offsets, width=width, digest=digest
    )


def empty_sheet(questions: QuestionList) -> str:
    """Return a sheet on which nothing has been answered."""
    return NOT_ANSWERED * questions.width


def patch(sheet: str, questions: QuestionList, cells: Mapping[str, str]) -> str:
    """Return *sheet* with only the named items' cells replaced, and settled (see ``settled``).

    ValueError for a sheet or a cell of the wrong width and for an item that has no cell.
    """
    _check_width(sheet, questions)
    characters = list(sheet)
    for item_id, new in cells.items():
        if item_id not in questions.offsets:
            raise ValueError(f"no cell in the answer sheet: {item_id!r}")
        column = questions.column(item_id)
        if len(new) != column.stop - column.start or not new.isascii():
            raise ValueError(f"not a cell of {item_id}: {new!r}")
        characters[column] = new
    return settled("".join(characters), questions)


def settled(sheet: str, questions: QuestionList) -> str:
    """Return *sheet* without what was said of cards that do not belong: only that they do not is kept."""
    for card in questions.cards:
        if is_out(sheet, questions, card):
            for facet in list(card.facets.values())[1:]:
                column = questions.column(facet.id)
                empty = NOT_ANSWERED * (column.stop - column.start)
                sheet = sheet[: column.start] + empty + sheet[column.stop :]
    return sheet


def is_out(sheet: str, questions: QuestionList, card: Card) -> bool:
    """Tell whether this sheet says that *card* does not belong; nothing more is then asked of it."""
    return cell(sheet, questions, card.facets["belongs"]) == NO


def is_laid(sheet: str, questions: QuestionList, card: Card) -> bool:
    """Tell whether *card* has its place: it does not belong, or (perhaps) belongs in a sphere."""
    placed = (card.facets["belongs"], card.facets["sphere"])
    return is_out(sheet, questions, card) or all(_is_answered(sheet, questions, facet) for facet in placed)


def cell(sheet: str, questions: QuestionList, item: Item) -> str:
    """Return the cell of *item* in *sheet*."""
    return sheet[questions.column(item.id)]


def matrix(rows: Sequence[str], questions: QuestionList) -> np.ndarray:
    """Return the sheets as people × width characters (uint8, read-only); ValueError for a wrong length."""
    if set(map(len, rows)) - {questions.width}:
        raise ValueError(f"not all answer sheets have {questions.width} characters")
    characters = np.frombuffer("".join(rows).encode("ascii"), dtype=np.uint8)
    return characters.reshape(len(rows), questions.width)


def answered_count(sheet: str, questions: QuestionList, audience: str | None) -> int:
    """Return how many of the closed items for *audience* have an answer ("weet ik niet" is one)."""
    _check_width(sheet, questions)
    return sum(_is_answered(sheet, questions, item) for item in questions.closed_for(audience))


def missing(sheet: str, questions: QuestionList, audience: str | None) -> tuple[Item, ...]:
    """Return the closed items for *audience* without an answer, in order.

    What is not asked because its card does not belong, is not missing.
    """
    _check_width(sheet, questions)
    asked = questions.closed_for(audience)
    out = {card.id for card in questions.cards if is_out(sheet, questions, card)}
    return tuple(
        item for item in asked if not _is_answered(sheet, questions, item) and not _spared(item, out)
    )


def _asked(theme: Theme, audience: str | None) -> tuple[Item, ...]:
    return tuple(item for item in theme.items if _is_asked(item, audience))


def _is_asked(item: Item, audience: str | None) -> bool:
    return audience is None or not item.audience or audience in item.audience


def _spared(item: Item, out: Set[str]) -> bool:
    """Tell whether *item* is a question about a card that is *out*, other than whether it belongs."""
    return isinstance(item, Facet) and item.facet != "belongs" and item.card in out


def _is_answered(sheet: str, questions: QuestionList, item: Item) -> bool:
    return bool(cell(sheet, questions, item).strip(NOT_ANSWERED))


def _check_width(sheet: str, questions: QuestionList) -> None:
    if len(sheet) != questions.width:
        raise ValueError(f"an answer sheet of {len(sheet)} characters where {questions.width} are expected")


def _coding(item: Item, instrument: Instrument) -> list[object]:
    """Return what fixes the cell of *item*: a change in any of these makes old sheets unreadable."""
    scale = instrument.scale(item.scale) if item.scale else None
    steps = [scale.id, len(scale.anchors), scale.unknown is not None] if scale else []
    guessed = [item.of_group] if item.of_group else []
    options = [option.id for option in item.options]
    return [item.id, item.kind, KINDS[item.kind].width, steps, options, *guessed]
