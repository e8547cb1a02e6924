"""The conversation agenda: which themes deserve the time, in which order, and for how long."""

from __future__ import annotations

from collections.abc import Sequence

from samenspraak.core.findings import difference_on, importance, weighed
from samenspraak.core.picture import AgendaEntry, Finding, ThemePicture

OPENING = 10
CLOSING = 10
SHORTEST = 10
COMFORTABLE = 15
SLOT = 5
TELLING = ("differ", "split", "concern", "unknown", "strength", "agree", "alike")


def programme(themes: Sequence[ThemePicture], *, minutes: int, k: int) -> tuple[AgendaEntry, ...]:
    """Return the agenda, weightiest theme first; themes of which nothing is shown are not on it.

    Weight = importance (0 … 1) × difference or lack of agreement (0 … 1); of equal weights the more
    uncertain theme comes first, then the order of the instrument (docs/methods.md, Agenda).
    """
    shown = [theme for theme in themes if theme.position]
    ranked = sorted(shown, key=lambda theme: (-weight(theme), -_uncertainty(theme)))
    weights = [weight(theme) for theme in ranked]
    telling = {theme.theme: _telling(theme, themes, k) for theme in ranked}
    return tuple(
        AgendaEntry(theme=theme.theme, minutes=time, weight=each, finding=telling[theme.theme])
        for theme, each, time in zip(ranked, weights, divided(weights, minutes=minutes), strict=True)
    )


def weight(theme: ThemePicture) -> float:
    """Return importance × tension (0 … 1, two decimals).

    Tension is the larger of the widest difference between groups that survives on one statement (Cliff's
    delta) and the lack of agreement, (1 − A) / 2, of everybody over the theme's statements.
    """
    gaps = [found.weight for item in theme.items if (found := difference_on(item))]
    scattered = 0.0 if theme.agreement is None else (1 - theme.agreement) / 2
    return round(importance(theme) * max([scattered, *gaps]), 2)


def divided(weights: Sequence[float], *, minutes: int) -> list[int]:
    """Divide the time less opening and closing over the first themes, in slots of five minutes.

    As many themes as can have a quarter of an hour each on average take part; each gets ten minutes
    and the rest goes by weight (largest remainders). The others get 0.
    """
    available = max(0, minutes - OPENING - CLOSING) // SLOT * SLOT
    taking_part = min(len(weights), max(available // COMFORTABLE, int(available >= SHORTEST)))
    slots = (available - taking_part * SHORTEST) // SLOT
    extra = _by_weight(slots, weights[:taking_part]) if taking_part else []
    return [SHORTEST + SLOT * more for more in extra] + [0] * (len(weights) - taking_part)


def _by_weight(slots: int, weights: Sequence[float]) -> list[int]:
    whole = sum(weights)
    quotas = [slots * each / whole if whole else slots / len(weights) for each in weights]
    given = [int(quota) for quota in quotas]
    by_remainder = sorted(range(len(quotas)), key=lambda place: given[place] - quotas[place])
    for place in by_remainder[: slots - sum(given)]:
        given[place] += 1
    return given


def _telling(theme: ThemePicture, themes: Sequence[ThemePicture], k: int) -> Finding:
    """Return the finding that says best why to talk about this theme."""
    own = [each for each in weighed(themes, k=k) if each.finding.theme == theme.theme]
    if not own:
        people = theme.position.n if theme.position else 0
        return Finding(kind="open", theme=theme.theme, n=people)
    return min(own, key=lambda each: (TELLING.index(each.finding.kind), -each.weight)).finding


def _uncertainty(theme: ThemePicture) -> float:
    """Return the share of statements about which everybody together is uncertain."""
    known = [item.total.certainty for item in theme.items if item.kind == "ordinal" and item.total]
    return known.count("uncertain") / len(known) if known else 0.0
