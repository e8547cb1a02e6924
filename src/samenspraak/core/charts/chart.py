"""What every chart shares: its result, what the caller says about it, and the words it needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Layout = Literal["wide", "narrow"]
WIDTHS: dict[Layout, int] = {"wide": 720, "narrow": 344}


@dataclass(frozen=True)
class Words:
    """The words a chart writes, in the reader's language; ``results.wording`` fills them.

    ``short_hidden`` stands where a number would ("te weinig mensen"); ``mean`` and ``share`` head
    columns of the table; ``second`` names the second outline (earlier round, desired position).
    """

    language: str
    theme: str
    row: str
    group: str
    mean: str
    people: str
    unknown: str
    uncertain: str
    short_hidden: str
    not_asked: str


@dataclass(frozen=True)
class Frame:
    """What the caller says about a chart: *key* makes its ids unique on the page."""

    key: str
    title: str
    description: str
    words: Words
    layout: Layout = "wide"

    @property
    def width(self) -> int:
        """Return the width of the drawing; one unit is about one pixel where it is shown."""
        return WIDTHS[self.layout]

    def narrow(self) -> Frame:
        """Return the frame for the same chart on a phone, with ids of its own."""
        return replace(self, key=f"{self.key}-narrow", layout="narrow")


@dataclass(frozen=True)
class Chart:
    """A picture and the table with exactly its numbers; both belong on every page that shows it."""

    svg: str
    title: str
    description: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
