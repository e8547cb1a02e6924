"""Other ways to look at the same picture, as values: two weightings, a minority view, the perception gap."""

from __future__ import annotations

from typing import Literal

from samenspraak.core.frozen import Certainty, Frozen

Guess = Literal["higher", "lower", "close", "uncertain", "too few"]


class Weighed(Frozen):
    """A theme under both weightings: ``people`` and ``groups`` are means in steps (one decimal)."""

    theme: str
    people: float
    groups: float


class Flip(Frozen):
    """Two themes whose order hangs on the weighing.

    ``by_people`` stands higher when every person counts equally, ``by_groups`` when every group does.
    "uncertain" when either difference lies within what those who are missing could change.
    """

    by_people: str
    by_groups: str
    certainty: Certainty


class Weighings(Frozen):
    """All themes with both means, both orders (highest first), and where these contradict one another.

    ``left_out`` has the themes of which fewer than two groups are shown.
    """

    themes: tuple[Weighed, ...]
    by_people: tuple[str, ...]
    by_groups: tuple[str, ...]
    flips: tuple[Flip, ...]
    left_out: tuple[str, ...]


class Minority(Frozen):
    """A group that is a small part of all and sees a statement very differently.

    ``delta`` (−1 … 1) is Cliff's delta against all others, above 0 where the group stands higher; ``share`` is
    its part of those who took a position (0 … 1).
    """

    item: str
    group: str
    delta: float
    share: float
    n: int


class PerceptionGap(Frozen):
    """One group's guess of where another group puts a theme, and where that group puts it.

    ``thought`` and ``said`` are means in steps, ``gap`` is thought less said (all one decimal; None where the
    verdict is "too few"). "higher": they think the other stands higher than it says; "close": within half a step
    of five for sure; "uncertain": those who are missing could change that.
    """

    theme: str
    item: str
    guessing: str
    about: str
    verdict: Guess
    thought: float | None
    said: float | None
    gap: float | None
    thought_n: int
    said_n: int
