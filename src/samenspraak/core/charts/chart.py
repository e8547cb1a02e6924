"""What every chart shares: its result, what the caller says about it, and the words it needs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

Layout = Literal["wide", "narrow"]
WIDTHS: dict[Layout, int] = {"wide": 720, "narrow": 344}


@dataclass(frozen=True)
class Words:
    """The words a chart of answers writes, in the reader's language; the caller fills them.

    ``theme`` … ``remark`` head the columns of the table. ``uncertain`` and ``hidden`` stand beside a
    name ("onzeker", "te weinig mensen"). A map, a network or a line over the years has words of its own, and
    asks only for the language.
    """

    language: str
    theme: str = ""
    row: str = ""
    group: str = ""
    position: str = ""
    unknown: str = ""
    people: str = ""
    remark: str = ""
    uncertain: str = ""
    hidden: str = ""


@dataclass(frozen=True)
class Frame:
    """What the caller says about a chart: *key* makes its ids unique on the page."""

    key: str
    title: str
    description: str
    words: Words
    layout: Layout = "wide"

    def __post_init__(self) -> None:
        """Keep the key to what an id may hold."""
        object.__setattr__(self, "key", re.sub(r"[^A-Za-z0-9_-]", "-", self.key))

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
