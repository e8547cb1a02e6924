"""Opinion groups as one frozen value: what may be shown of them, and nothing about single people."""

from __future__ import annotations

from typing import Literal

from samenspraak.core.frozen import Frozen
from samenspraak.core.opinions.profile import Lean

Reason = Literal["", "too-few", "unclear", "withheld"]


class Typical(Frozen):
    """A statement that sets a group apart: its mean, and that of everybody in another group (steps from 1)."""

    item: str
    side: Literal["higher", "lower"]
    mean: float
    others: float


class Region(Frozen):
    """Where a group stands on the map, as an ellipse of one standard deviation each way.

    ``x`` and ``y`` are the middle, ``long`` and ``short`` half the axes, in hundredths of a statement's scale;
    ``angle`` is that of the long axis, in degrees from the horizontal (−90 … 90).
    """

    x: float
    y: float
    long: float
    short: float
    angle: float


class OpinionGroup(Frozen):
    """At least k people who answered alike, the largest group first.

    ``share`` is of everybody in a group (in tenths below twenty people, else in hundredths). ``region`` is
    None where a map would say more than the figures do.
    """

    n: int
    share: float
    typical: tuple[Typical, ...]
    region: Region | None


class StatementMeans(Frozen):
    """One statement: per opinion group the mean (steps from 1, one decimal) of ``n`` who took a position."""

    item: str
    means: tuple[float, ...]
    n: tuple[int, ...]


class Shared(Frozen):
    """A statement on which every group leans the same way; ``least`` is the share of the group that does least."""

    item: str
    lean: Lean
    least: float


class Relation(Frozen):
    """How the ``n`` people of a stakeholder group are spread over the opinion groups, as shares of n.

    ``unplaced`` is the share that is in none. Only where every one of these parts is nobody or at least k people.
    """

    display: str
    n: int
    shares: tuple[float, ...]
    unplaced: float


class OpinionPicture(Frozen):
    """The opinion groups of a round, or why there are none.

    ``reason`` is "" when there are groups; "too-few" people or common statements; "unclear": no groups that are
    clear and stable; "withheld": there are, but beside the stakeholder groups they would give fewer
    than k people away. ``n`` people answered a common statement, ``placed`` are in a group.
    ``statements`` are those that were asked of everybody and may be shown. ``silhouette`` and ``stability`` are
    in hundredths (docs/methods.md, Opinion groups).
    """

    reason: Reason
    n: int
    placed: int = 0
    groups: tuple[OpinionGroup, ...] = ()
    statements: tuple[StatementMeans, ...] = ()
    shared: tuple[Shared, ...] = ()
    relations: tuple[Relation, ...] = ()
    silhouette: float | None = None
    stability: float | None = None
