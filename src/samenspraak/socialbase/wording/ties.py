"""Ties in words, as one of the two ends sees them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.socialbase.models import Actor, Tie
from samenspraak.socialbase.queries.entries import TieLine

# How a tie reads from its target: "krijgt onderdak van".
FROM_TARGET: dict[str, Promise] = {
    Tie.Kind.WORKS_WITH: _lazy("werkt samen met"),
    Tie.Kind.REFERS_TO: _lazy("krijgt mensen doorverwezen van"),
    Tie.Kind.HOSTS: _lazy("krijgt onderdak van"),
    Tie.Kind.FINANCES: _lazy("krijgt geld van"),
    Tie.Kind.SUPPORTS: _lazy("krijgt steun van"),
    Tie.Kind.WANTS_TO_WORK_WITH: _lazy("wil samenwerken met"),
}


@dataclass(frozen=True)
class ToldTie:
    """A tie as a page shows it: what it says, how sure, and whom it leads to."""

    line: TieLine
    says: str
    strength: str
    state: str
    state_kind: str

    @property
    def other(self) -> Actor:
        """Return the other end."""
        return self.line.other


def tie_groups(lines: list[TieLine]) -> list[tuple[str, list[ToldTie]]]:
    """Return the ties of an entry in words, those that say the same together."""
    found: dict[str, list[ToldTie]] = {}
    for line in lines:
        told = told_tie(line)
        found.setdefault(told.says, []).append(told)
    return list(found.items())


def told_tie(line: TieLine) -> ToldTie:
    """Return one tie in words."""
    kind = Tie.Kind(line.tie.kind)
    return ToldTie(
        line=line,
        says=str(kind.label if line.outgoing else FROM_TARGET[kind]),
        strength=str(Tie.Strength(line.tie.strength).label),
        state=state(line),
        state_kind="done" if not line.one_sided else "busy" if line.said or line.heard else "open",
    )


def state(line: TieLine) -> str:
    """Return which ends say that the tie is right, as this end sees it."""
    if line.said and line.heard:
        return _("Beide kanten")
    if line.said:
        return _("Alleen deze kant")
    return _("Alleen de andere kant") if line.heard else _("Nog niemand")
