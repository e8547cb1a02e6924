"""analyse(): the one door from answer sheets to the picture; Picture: the one result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

from samenspraak.core.disclosure import Plan
from samenspraak.core.sheet import QuestionList

CORE_VERSION = "1"


class Frozen(BaseModel):
    """Base of every value in a picture: immutable and exactly its JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Distribution(Frozen):
    """How one set of at least k people answered one ordinal, importance or choice item.

    ``n`` people answered, "weet ik niet" included. ``shares`` are shares of those who took a
    position, one per step (0 … 1; in tenths below n = 20); ``unknown`` is the share of n that
    said "weet ik niet". ``mean`` and ``median`` count steps from 1, without "weet ik niet";
    ``agreement`` is van der Eijk's A (−1 … 1). ``certainty`` is "uncertain" where the group is
    split or thin (P9), with the reason in ``doubt``.
    """

    n: int
    shares: tuple[float, ...]
    unknown: float
    mean: float | None
    median: float | None
    agreement: float | None
    certainty: Literal["clear", "uncertain"]
    doubt: Literal["", "split", "thin", "unknown"]


class ItemPicture(Frozen):
    """One item: everybody together, and each display group; None where it stays hidden."""

    item: str
    kind: str
    total: Distribution | None
    groups: Mapping[str, Distribution | None]


class Position(Frozen):
    """Where a set of people puts a theme: the mean of its statements' means, on the scale's steps."""

    n: int
    mean: float | None
    certainty: Literal["clear", "uncertain"]
    doubt: Literal["", "split", "thin", "unknown"]


class ThemePicture(Frozen):
    """One theme: position and importance, everybody and per display group, and its statements."""

    theme: str
    position: Position | None
    groups: Mapping[str, Position | None]
    importance: Distribution | None
    importance_groups: Mapping[str, Distribution | None]
    agreement: float | None
    items: tuple[ItemPicture, ...]


class Finding(Frozen):
    """Something worth saying: a kind and its values; results.wording makes it a sentence.

    Kinds: "agree" (item), "differ" (item, low, high, gap), "split" (item), "strength" (theme),
    "concern" (theme), "unknown" (item), "hidden" (groups), "alike" (theme).
    """

    kind: str
    theme: str = ""
    item: str = ""
    low: str = ""
    high: str = ""
    low_value: float | None = None
    high_value: float | None = None
    value: float | None = None
    n: int = 0


class AgendaEntry(Frozen):
    """One part of the conversation agenda: a theme, why it is on the list, minutes, a question."""

    theme: str
    minutes: int
    weight: float
    finding: Finding


class Named(Frozen):
    """One person in named mode: who, and what was answered (item id → cell)."""

    name: str
    group: str | None
    cells: Mapping[str, str]


class Picture(Frozen):
    """The shared picture: one frozen value in which small groups are already hidden."""

    core_version: str
    questions: str
    k: int
    mode: Literal["protected", "named"]
    expected: int
    n: int
    tables: int
    group_sizes: Mapping[str, int | None]
    themes: tuple[ThemePicture, ...]
    findings: tuple[Finding, ...]
    agenda: tuple[AgendaEntry, ...]
    people: tuple[Named, ...] = ()


@dataclass(frozen=True)
class Sheets:
    """The sent sheets of a round as columns: cells (people × width, uint8), group keys, table flags."""

    rows: Sequence[str]
    groups: Sequence[str | None]
    tables: Sequence[bool]
    names: Sequence[str]


def analyse(questions: QuestionList, sheets: Sheets, plan: Plan, *, minutes: int = 90) -> Picture | None:
    """Return the picture of *sheets* under *plan*; None when fewer than k people answered."""
    raise NotImplementedError
