"""A joint position in words, beside how the answers of everybody apart are spread over the same steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspraak.core.picture import ThemePicture
from samenspraak.outcomes.queries.standing import ThemeStanding
from samenspraak.results.wording import numbers
from samenspraak.results.wording.names import Names


@dataclass(frozen=True)
class StepRow:
    """One step of the scale: its words, the share of the answers on it, and the groups that stand there."""

    value: int
    words: str
    share: float | None
    share_words: str
    groups: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """Where a theme stands: apart, together now, wanted, and what lies between."""

    apart: str
    apart_mean: str
    n: int | None
    uncertain: bool
    now: str
    wanted: str
    gap: str


def place_of(standing: ThemeStanding, names: Names) -> Place:
    """Return a theme's places in words."""
    steps = names.theme_steps(standing.theme.id)
    position = standing.picture.position if standing.picture else None
    return Place(
        apart=numbers.position(position.mean, steps) if position else "",
        apart_mean=numbers.decimal(position.mean) if position else "",
        n=position.n if position else None,
        uncertain=position is not None and position.certainty == "uncertain",
        now=step_words(standing.position.now, steps),
        wanted=step_words(standing.position.wanted, steps),
        gap="" if standing.gap is None else gap_words(standing.gap),
    )


def step_words(value: int | None, steps: Sequence[str]) -> str:
    """Return a chosen step with its number: "3, Op weg"; nothing when none was chosen."""
    if value is None:
        return ""
    return f"{value}, {steps[value - 1]}" if 0 < value <= len(steps) else str(value)


def gap_words(gap: int) -> str:
    """Return what lies between now and wanted."""
    if gap == 0:
        return _("zo houden")
    if gap < 0:
        return ngettext("%(steps)s stap terug", "%(steps)s stappen terug", -gap) % {"steps": -gap}
    return ngettext("%(steps)s stap vooruit", "%(steps)s stappen vooruit", gap) % {"steps": gap}


def step_rows(standing: ThemeStanding, names: Names) -> tuple[StepRow, ...]:
    """Return the scale step by step, so that answers apart and position together stand in one record."""
    steps = names.theme_steps(standing.theme.id)
    shares = spread_over(standing.picture, len(steps)) if standing.picture else None
    return tuple(
        StepRow(
            value=value,
            words=words,
            share=shares[value - 1] if shares else None,
            share_words=share_words(standing, shares[value - 1]) if shares else "",
            groups=groups_at(value, standing, names),
        )
        for value, words in enumerate(steps, start=1)
    )


def spread_over(picture: ThemePicture, steps: int) -> tuple[float, ...] | None:
    """Return the released shares per step, averaged over the statements of a theme; None when none is shown."""
    shown = [
        item.total.shares
        for item in picture.items
        if item.kind == "ordinal" and item.total is not None and len(item.total.shares) == steps
    ]
    if not shown:
        return None
    return tuple(sum(shares[step] for shares in shown) / len(shown) for step in range(steps))


def share_words(standing: ThemeStanding, share: float) -> str:
    """Return a share as people may see it; nothing for a step nobody chose."""
    position = standing.picture.position if standing.picture else None
    if position is None or share == 0:
        return ""
    return numbers.share(share, position.n)


def groups_at(value: int, standing: ThemeStanding, names: Names) -> tuple[str, ...]:
    """Return the groups that stand nearest to a step, each with its mean and its n."""
    if standing.picture is None:
        return ()
    placed = [(names.group(key), one) for key, one in standing.picture.groups.items() if one is not None]
    return tuple(
        _("%(group)s %(mean)s (n = %(n)s)") % {"group": name, "mean": numbers.decimal(one.mean), "n": one.n}
        for name, one in placed
        if one.mean is not None and nearest(one.mean) == value
    )


def nearest(mean: float) -> int:
    """Return the step nearest to a mean; half-way counts up."""
    return int(mean + 0.5)
