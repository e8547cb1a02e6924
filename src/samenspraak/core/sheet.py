"""The answer sheet: the closed answers of one response as one short string."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from samenspraak.core.instrument import Instrument, Item, Theme


@dataclass(frozen=True)
class QuestionList:
    """The questions of a round, frozen when it opens: the order fixes the answer sheet.

    ``offsets`` gives the first character of each closed item in the sheet; ``digest`` names the list.
    """

    instrument: Instrument
    themes: tuple[Theme, ...]
    offsets: Mapping[str, int]
    width: int
    digest: str

    # To be completed (core team): items(), item(id), for_audience(audience) -> tuple of (theme, items),
    # closed(id) and so on. See docs/how-it-works.md.


def question_list(instrument: Instrument) -> QuestionList:
    """Freeze the questions of *instrument* in order."""
    raise NotImplementedError


def empty_sheet(questions: QuestionList) -> str:
    """Return a sheet on which nothing has been answered."""
    raise NotImplementedError


def patch(sheet: str, questions: QuestionList, cells: Mapping[str, str]) -> str:
    """Return *sheet* with only the named items' cells replaced."""
    raise NotImplementedError


def cell(sheet: str, questions: QuestionList, item: Item) -> str:
    """Return the cell of *item* in *sheet*."""
    raise NotImplementedError
