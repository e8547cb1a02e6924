"""What makes a theme worth talking about: how important it is, how far the groups differ, how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from samenspraak.core.findings import (
    AGREEMENT,
    MIDDLE,
    Weighed,
    difference_on,
    height,
    importance,
    most_concerning,
    weighed,
)
from samenspraak.core.picture import Finding, Position, ThemePicture, Topic

OPEN_CARDS = ("divided", "doubted")
OTHER_REASONS = ("divided", "split", "doubted", "concern", "unknown", "strength", "agree", "alike")


def topics(themes: Sequence[ThemePicture], *, k: int) -> tuple[Topic, ...]:
    """Return the themes of which something is shown as topics, as in the instrument (docs/methods.md, Agenda).

    Everything follows from the figures in *themes*, which are already released.
    """
    worst = most_concerning(themes)
    concern = worst.finding.theme if worst else ""
    said = weighed(themes, k=k)
    return tuple(
        _topic(theme, theme.position, said, concerning=theme.theme == concern)
        for theme in themes
        if theme.position
    )


def weight_of(*, importance: float, difference: float, uncertainty: float) -> float:
    """Return importance × difference × (1 + uncertainty) / 2: what is unsure weighs up to twice as much."""
    return round(importance * difference * (1 + uncertainty) / 2, 3)


def ranked(found: Iterable[Topic]) -> list[Topic]:
    """Return the topics weightiest first; of equal weights the more uncertain, then as in the instrument."""
    return sorted(found, key=lambda topic: (-topic.weight, -topic.uncertainty))


def _topic(theme: ThemePicture, position: Position, said: Sequence[Weighed], *, concerning: bool) -> Topic:
    surviving = [found for item in theme.items if (found := difference_on(item))]
    scattered = 0.0 if theme.agreement is None else (1 - theme.agreement) / 2
    own = [each for each in said if each.finding.theme == theme.theme]
    apart = [*surviving, *(each for each in own if each.finding.kind in OPEN_CARDS)]
    difference = round(max([scattered, *(each.weight for each in apart)]), 3)
    important, uncertain = round(importance(theme), 3), _uncertainty(theme)
    agreeing = theme.agreement is not None and theme.agreement >= AGREEMENT
    return Topic(
        theme=theme.theme,
        importance=important,
        difference=difference,
        uncertainty=uncertain,
        weight=weight_of(importance=important, difference=difference, uncertainty=uncertain),
        agreed=agreeing and not apart and uncertain < MIDDLE,
        strong=_goes_well(theme),
        concern=concerning,
        height=round(height(theme), 3),
        now=position.mean,
        n=position.n,
        finding=_reason(theme, surviving, said),
        bright=_bright(theme, said),
    )


def _goes_well(theme: ThemePicture) -> bool:
    """Say whether everybody together and each group that is shown stands above the middle, mostly certain."""
    means = [each.mean for each in theme.groups.values() if each and each.mean is not None]
    lowest = min(means, default=None)
    below = lowest is not None and height(theme, lowest) <= MIDDLE
    return height(theme) > MIDDLE and not below and _uncertainty(theme) < MIDDLE


def _bright(theme: ThemePicture, said: Sequence[Weighed]) -> Finding | None:
    """Return the highest statement above the middle on which everybody agrees, rather one that all were asked."""
    own = [
        each.finding for each in said if each.finding.theme == theme.theme and each.finding.kind == "agree"
    ]
    high = [found for found in own if height(theme, found.value) > MIDDLE]
    asked = {item.item: len(item.asked) for item in theme.items}
    return max(high, key=lambda found: (asked[found.item], found.value or 0.0), default=None)


def _reason(theme: ThemePicture, surviving: Sequence[Weighed], said: Sequence[Weighed]) -> Finding:
    """Return the widest difference between groups, otherwise the finding that says most about the theme."""
    if surviving:
        widest = max(surviving, key=lambda each: each.weight)
        return widest.finding.model_copy(update={"theme": theme.theme})
    own = [each for each in said if each.finding.theme == theme.theme and each.finding.kind in OTHER_REASONS]
    if not own:
        return Finding(kind="open", theme=theme.theme, n=theme.position.n if theme.position else 0)
    return min(own, key=lambda each: (OTHER_REASONS.index(each.finding.kind), -each.weight)).finding


def _uncertainty(theme: ThemePicture) -> float:
    """Return the share of statements about which everybody together is uncertain."""
    known = [item.total.certainty for item in theme.items if item.kind == "ordinal" and item.total]
    return round(known.count("uncertain") / len(known), 3) if known else 0.0
