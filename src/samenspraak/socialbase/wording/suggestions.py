"""Suggestions in words: per round what may be read, and what still waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspraak.conversations.models import Round
from samenspraak.socialbase.models import Suggestion
from samenspraak.socialbase.queries.suggestions import RoundLine


@dataclass(frozen=True)
class ToldRound:
    """One round: its suggestions per question, and why others cannot be read yet."""

    round: Round
    questions: tuple[tuple[str, tuple[Suggestion, ...]], ...]
    waiting: str


def suggestion_rounds(lines: Iterable[RoundLine]) -> list[ToldRound]:
    """Return the rounds in words."""
    return [ToldRound(one.round, questions(one), waiting(one)) for one in lines]


def questions(line: RoundLine) -> tuple[tuple[str, tuple[Suggestion, ...]], ...]:
    """Return the suggestions under the question they answer."""
    found = (
        (str(kind.label), tuple(one for one in line.suggestions if one.kind == kind))
        for kind in Suggestion.Kind
    )
    return tuple((label, those) for label, those in found if those)


def waiting(line: RoundLine) -> str:
    """Say what cannot be read yet, and when it can."""
    if not line.waiting_people:
        return ""
    if not line.readable_from_now:
        return _(
            "Er zijn suggesties. Je leest ze als de ronde voorbij is, of als je het beeld eerder laat zien."
        )
    return ngettext(
        "%(people)s persoon gaf nog een suggestie. Je leest die als er %(k)s mensen zijn. Zo weet niemand wie het was.",
        "%(people)s mensen gaven nog suggesties. Je leest die als er %(k)s mensen zijn. Zo weet niemand wie het was.",
        line.waiting_people,
    ) % {"people": line.waiting_people, "k": line.k}
