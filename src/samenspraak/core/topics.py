"""What makes a theme worth talking about: how important it is, how far the groups differ, how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from samenspraak.core.comparing import Difference
from samenspraak.core.findings import AGREEMENT, importance, weighed
from samenspraak.core.picture import Finding, ItemPicture, ThemePicture

OTHER_REASONS = ("split", "concern", "unknown", "strength", "agree", "alike")


@dataclass(frozen=True)
class Topic:
    """A theme as a topic of conversation; all numbers but ``now`` and ``wanted`` (steps) are 0 … 1.

    ``finding`` says why to talk about it: the widest difference between groups that survives, otherwise what says
    most. ``wanted`` is where the group wants to be in two years, as far as it has said so.
    """

    theme: str
    importance: float
    difference: float
    uncertainty: float
    agreed: bool
    height: float
    now: float | None
    wanted: float | None
    finding: Finding

    @property
    def weight(self) -> float:
        """Importance × difference × (1 + uncertainty) / 2: what is not sure yet weighs up to twice as much."""
        return round(self.importance * self.difference * (1 + self.uncertainty) / 2, 3)

    @property
    def is_strong(self) -> bool:
        """Whether the theme goes well: above the middle of its scale, and mostly certain."""
        return self.height > 0.5 and self.uncertainty < 0.5


def topics(
    themes: Sequence[ThemePicture],
    differences: Iterable[Difference],
    *,
    k: int,
    wanted: Mapping[str, float] | None = None,
) -> tuple[Topic, ...]:
    """Return the themes of which something is shown as topics (docs/methods.md, Conversation programme).

    *differences* are those of ``core.comparing`` over the same release; *wanted* has per theme the step where the
    group wants to be in two years.
    """
    judged = {difference.item: difference for difference in differences}
    return tuple(
        _topic(theme, themes, judged, k, (wanted or {}).get(theme.theme))
        for theme in themes
        if theme.position
    )


def _topic(
    theme: ThemePicture,
    themes: Sequence[ThemePicture],
    judged: Mapping[str, Difference],
    k: int,
    wanted: float | None,
) -> Topic:
    surviving = list(_surviving(theme, judged))
    scattered = 0.0 if theme.agreement is None else (1 - theme.agreement) / 2
    deltas = [abs(each.widest.delta or 0.0) for each in surviving if each.widest]
    uncertain = _uncertainty(theme)
    agreeing = theme.agreement is not None and theme.agreement >= AGREEMENT
    return Topic(
        theme=theme.theme,
        importance=importance(theme),
        difference=max([scattered, *deltas]),
        uncertainty=uncertain,
        agreed=agreeing and not surviving and uncertain < 0.5,
        height=_height(theme),
        now=theme.position.mean if theme.position else None,
        wanted=wanted,
        finding=_reason(theme, themes, surviving, k),
    )


def _surviving(theme: ThemePicture, judged: Mapping[str, Difference]) -> Iterator[Difference]:
    for item in theme.items:
        difference = judged.get(item.item)
        if item.kind == "ordinal" and difference and difference.verdict == "difference":
            yield difference


def _reason(
    theme: ThemePicture, themes: Sequence[ThemePicture], surviving: Sequence[Difference], k: int
) -> Finding:
    if surviving:
        return _differ(theme, max(surviving, key=lambda each: abs(_delta(each))))
    own = [each for each in weighed(themes, k=k) if each.finding.theme == theme.theme]
    other = [each for each in own if each.finding.kind in OTHER_REASONS]
    if not other:
        return Finding(kind="open", theme=theme.theme, n=theme.position.n if theme.position else 0)
    return min(other, key=lambda each: (OTHER_REASONS.index(each.finding.kind), -each.weight)).finding


def _differ(theme: ThemePicture, difference: Difference) -> Finding:
    """Return the difference as a finding, with the means of both; low or high is "" for all others."""
    item = next(each for each in theme.items if each.item == difference.item)
    widest = difference.widest
    high, low = (widest.first, widest.second) if widest else ("", "")
    return Finding(
        kind="differ",
        theme=theme.theme,
        item=difference.item,
        low=low,
        high=high,
        low_value=_mean(item, low),
        high_value=_mean(item, high),
        value=_delta(difference),
        n=widest.first_n + widest.second_n if widest else 0,
    )


def _delta(difference: Difference) -> float:
    return (difference.widest.delta or 0.0) if difference.widest else 0.0


def _mean(item: ItemPicture, group: str) -> float | None:
    shown = item.groups.get(group)
    return shown.mean if shown else None


def _uncertainty(theme: ThemePicture) -> float:
    """Return the share of statements about which everybody together is uncertain."""
    known = [item.total.certainty for item in theme.items if item.kind == "ordinal" and item.total]
    return known.count("uncertain") / len(known) if known else 0.0


def _height(theme: ThemePicture) -> float:
    """Return the position as a share of the scale; the middle when it is not known."""
    steps = [len(item.total.shares) for item in theme.items if item.kind == "ordinal" and item.total]
    if not theme.position or theme.position.mean is None or max(steps, default=0) < 2:
        return 0.5
    return (theme.position.mean - 1) / (max(steps) - 1)
