"""Which groups differ on each statement of a release, as the picture shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from samenspraak.core.cards import Facet
from samenspraak.core.comparing import OTHERS, Difference, differences
from samenspraak.core.doubts import doubt
from samenspraak.core.parts import Item
from samenspraak.core.picture import GroupDifference
from samenspraak.core.samples import Sample, Samples, everybody
from samenspraak.core.scoring import NO_GROUP, coverage, mean, tenth
from samenspraak.core.sheet import QuestionList
from samenspraak.core.standpoints import Minority
from samenspraak.core.weighting import minorities


@dataclass(frozen=True)
class Contrasts:
    """Per statement whether its groups differ, and the small groups that stand far from all others."""

    shown: Mapping[str, GroupDifference]
    minorities: tuple[Minority, ...]


def contrasts(figures: Mapping[str, Samples], questions: QuestionList, *, k: int) -> Contrasts:
    """Judge the statements of a release (docs/methods.md, Differences), from released tallies.

    Whether a card belongs is judged like a statement: its answers go from wel over twijfel to niet. A group that
    is thin or mostly does not know (P9) is not compared by itself, only as part of the others.
    """
    statements = {
        item: _comparable(cells, k) for item, cells in figures.items() if _is_compared(questions.item(item))
    }
    judged = differences(statements, k=k)
    return Contrasts(
        shown={each.item: _shown(each, statements[each.item]) for each in judged},
        minorities=minorities([each for each in judged if questions.item(each.item).kind == "ordinal"]),
    )


def _is_compared(item: Item) -> bool:
    return item.kind == "ordinal" or (isinstance(item, Facet) and item.facet == "belongs")


def _comparable(cells: Samples, k: int) -> dict[str, Sample]:
    alone = {key: each for key, each in cells.items() if key != NO_GROUP and _says_something(each, k)}
    rest = everybody({key: each for key, each in cells.items() if key not in alone})
    return {**alone, NO_GROUP: rest} if rest else alone


def _says_something(sample: Sample, k: int) -> bool:
    covered = coverage(sample.tally.answered, sample.expected)
    return doubt(sample.tally, k=k, covered=covered) not in {"thin", "unknown"}


def _shown(difference: Difference, cells: Samples) -> GroupDifference:
    widest = difference.widest
    if widest is None:
        return GroupDifference(verdict=difference.verdict)
    low, high = widest.second, widest.first
    return GroupDifference(
        verdict=difference.verdict,
        low=low,
        high=high,
        low_mean=_mean(cells, low, apart_from=high),
        high_mean=_mean(cells, high, apart_from=low),
        delta=widest.delta,
        q=difference.q,
        n=widest.first_n + widest.second_n,
    )


def _mean(cells: Samples, group: str, *, apart_from: str) -> float | None:
    """Return the mean of a group, or of everybody but *apart_from*."""
    chosen = {
        key: each for key, each in cells.items() if (key != apart_from if group == OTHERS else key == group)
    }
    whole = everybody(chosen)
    average = mean(whole.counts) if whole else None
    return None if average is None else tenth(average)
