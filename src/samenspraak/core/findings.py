"""What is worth saying about a picture: agreements, differences, strengths, and what people do not know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from samenspraak.core.picture import (
    Distribution,
    Finding,
    GroupDifference,
    ItemPicture,
    Position,
    ThemePicture,
)
from samenspraak.core.spheres import belonging

MOST = 12
MOST_PER_KIND = {
    "differ": 4,
    "counted": 3,
    "divided": 3,
    "split": 3,
    "agree": 3,
    "doubted": 2,
    "unknown": 2,
    "alike": 2,
    "strength": 1,
    "concern": 1,
}
AGREEMENT = 0.6
NEUTRAL_IMPORTANCE = 0.5
MIDDLE = 0.5

Figure = TypeVar("Figure", Distribution, Position)


@dataclass(frozen=True)
class Weighed:
    """A finding with its weight (0 … 1): how much it deserves to be said."""

    weight: float
    finding: Finding


def found(themes: Sequence[ThemePicture], *, sizes: Mapping[str, int], k: int) -> tuple[Finding, ...]:
    """Return at most MOST findings, weightiest first, and after them the groups nothing is shown of.

    Everything follows from the figures in *themes*, which are already released (docs/methods.md,
    Findings). *sizes* has the sheets received per display group.
    """
    chosen: list[Finding] = []
    kinds: Counter[str] = Counter()
    for each in sorted(weighed(themes, k=k), key=lambda each: -each.weight):
        kinds[each.finding.kind] += 1
        if kinds[each.finding.kind] <= MOST_PER_KIND[each.finding.kind]:
            chosen.append(each.finding)
    return (*chosen[:MOST], *_hidden(themes, sizes))


def weighed(themes: Sequence[ThemePicture], *, k: int) -> list[Weighed]:
    """Return everything that could be said, with its weight, in the order of the themes and items."""
    ends = [each for each in (strongest(themes), most_concerning(themes)) if each]
    return [
        *(each for theme in themes for each in _about_items(theme, _everybody(themes))),
        *(each for theme in themes for each in _alike(theme, k)),
        *ends,
    ]


def strongest(themes: Iterable[ThemePicture]) -> Weighed | None:
    """Return the theme that stands highest, above the middle of its scale and not uncertain."""
    placed = [(height(theme), theme) for theme in themes if _is_clear(theme)]
    high = [(place, theme) for place, theme in placed if place > MIDDLE]
    return _end("strength", *max(high, key=lambda each: each[0])) if high else None


def most_concerning(themes: Iterable[ThemePicture]) -> Weighed | None:
    """Return the theme below the middle of its scale where importance × shortfall is largest."""
    placed = [(1 - height(theme), theme) for theme in themes if _is_clear(theme)]
    low = [(shortfall, theme) for shortfall, theme in placed if shortfall > MIDDLE]
    return _end("concern", *max(low, key=lambda each: each[0] * importance(each[1]))) if low else None


def importance(theme: ThemePicture) -> float:
    """Return how important everybody finds the theme (0 … 1); NEUTRAL_IMPORTANCE when that is not known."""
    asked = theme.importance
    if asked is None or asked.mean is None:
        return NEUTRAL_IMPORTANCE
    return (asked.mean - 1) / (len(asked.shares) - 1)


def height(theme: ThemePicture, mean: float | None = None) -> float:
    """Return a mean on the theme's scale, without another that of everybody, from 0 to 1; 0.5 when not known."""
    place = theme.position.mean if mean is None and theme.position else mean
    return MIDDLE if place is None else (place - 1) / _reach(theme)


def difference_on(item: ItemPicture) -> Weighed | None:
    """Return the difference between groups on a statement or a card; None where none survives (core.comparing).

    Its weight is Cliff's delta of the two that lie furthest apart.
    """
    difference = item.difference
    if difference is None or difference.verdict != "difference" or difference.delta is None:
        return None
    if item.facet == "belongs":
        return Weighed(difference.delta, _counted(item, difference))
    low, high = difference.low_mean, difference.high_mean
    finding = Finding(
        kind="differ",
        item=item.item,
        low=difference.low,
        high=difference.high,
        low_value=low,
        high_value=high,
        value=None if low is None or high is None else round(abs(high - low), 1),
        n=difference.n,
    )
    return Weighed(difference.delta, finding)


def _everybody(themes: Iterable[ThemePicture]) -> int:
    """Return how many people answered the statement that most people answered."""
    return max((item.total.n for theme in themes for item in theme.items if item.total), default=0)


def _about_items(theme: ThemePicture, everybody: int) -> Iterator[Weighed]:
    for item in theme.items:
        if item.total is None or not (item.kind == "ordinal" or item.facet == "belongs"):
            continue
        about = _about_card(item) if item.facet == "belongs" else _about_everybody(item.total, everybody)
        each = difference_on(item) or about
        if each:
            finding = each.finding.model_copy(update={"theme": theme.theme, "item": item.item})
            yield Weighed(each.weight, finding)


def _about_everybody(every: Distribution, everybody: int) -> Weighed | None:
    """Return what there is to say of all answers together; agreement counts for the part that was asked."""
    agreed = every.agreement or 0.0
    if every.doubt == "unknown":
        return Weighed(every.unknown, Finding(kind="unknown", value=every.unknown, n=every.n))
    if every.doubt == "split":
        return Weighed((1 - agreed) / 2, Finding(kind="split", value=every.agreement, n=every.n))
    if every.certainty == "clear" and agreed >= AGREEMENT:
        return Weighed(agreed / 2 * every.n / everybody, Finding(kind="agree", value=every.mean, n=every.n))
    return None


def _counted(item: ItemPicture, difference: GroupDifference) -> Finding:
    """Return which two groups differ on whether a card belongs: low steps count it in."""
    more, less = difference.low, difference.high
    shares = {key: found.yes for key, one in item.groups.items() if (found := belonging(one))}
    return Finding(
        kind="counted",
        item=item.item,
        low=less,
        high=more,
        low_value=shares.get(less),
        high_value=shares.get(more),
        n=difference.n,
    )


def _about_card(item: ItemPicture) -> Weighed | None:
    """Return that it is open whether a card belongs; nothing where that is clear, or few answered."""
    found = belonging(item.total)
    if found is None or found.reason not in {"split", "unsure"}:
        return None
    if found.reason == "split":
        return Weighed(
            (1 - abs(found.yes - found.no)) / 2, Finding(kind="divided", value=found.yes, n=found.n)
        )
    return Weighed((1 - max(found.yes, found.no)) / 2, Finding(kind="doubted", value=found.yes, n=found.n))


def _alike(theme: ThemePicture, k: int) -> Iterator[Weighed]:
    """Yield the theme when the groups' positions lie within an eighth of the scale: half a step of five.

    Not when they differ on one of its statements.
    """
    sayable = [each for each in theme.groups.values() if each and _says_something(each, k)]
    means = [each.mean for each in sayable if each.mean is not None]
    position = theme.position
    if position is None or len(means) < 2 or not _is_clear(theme):
        return
    if any(difference_on(item) for item in theme.items):
        return
    if round(max(means) - min(means), 1) <= _reach(theme) / 8:
        yield Weighed(0.3, Finding(kind="alike", theme=theme.theme, value=position.mean, n=position.n))


def _end(kind: str, weight: float, theme: ThemePicture) -> Weighed:
    position = theme.position
    value, people = (position.mean, position.n) if position else (None, 0)
    return Weighed(weight, Finding(kind=kind, theme=theme.theme, value=value, n=people))


def _hidden(themes: Sequence[ThemePicture], sizes: Mapping[str, int]) -> tuple[Finding, ...]:
    """Return the display groups that answered and of which no item is shown."""
    every = [item.groups for theme in themes for item in theme.items]
    every += [theme.importance_groups for theme in themes]
    hidden = (key for key, size in sizes.items() if size and not any(groups.get(key) for groups in every))
    return tuple(Finding(kind="hidden", low=key, n=sizes[key]) for key in hidden)


def _says_something(figure: Figure, k: int) -> bool:
    return figure.n >= k and figure.doubt not in {"thin", "unknown"}


def _is_clear(theme: ThemePicture) -> bool:
    position = theme.position
    return position is not None and position.mean is not None and position.certainty == "clear"


def _reach(theme: ThemePicture) -> int:
    """Return the length of the theme's scale in steps from lowest to highest."""
    steps = (len(item.total.shares) for item in theme.items if item.kind == "ordinal" and item.total)
    return max(steps, default=2) - 1
