"""Reads of what changed between two rounds: only from their releases (P4)."""

from __future__ import annotations

from dataclasses import dataclass

from samenspraak.conversations.models import Round
from samenspraak.core.change import Paired, ThemeChange, theme_change
from samenspraak.core.picture import Picture
from samenspraak.results.queries.pairing import paired_of, round_to_compare
from samenspraak.results.queries.releases import latest_release, picture_of


@dataclass(frozen=True)
class Progress:
    """Two rounds with a picture: how each theme moved, and how the same people answered where that may be shown."""

    earlier: Round
    later: Round
    earlier_n: int
    later_n: int
    themes: tuple[ThemeChange, ...]
    paired: Paired | None
    changed_items: tuple[str, ...]
    before: Picture
    after: Picture


def progress_of(round: Round) -> Progress | None:
    """Return what changed up to this round: between the last two rounds with a picture; None with fewer."""
    later = round if latest_release(round) else round_to_compare(round)
    earlier = round_to_compare(later) if later else None
    if later is None or earlier is None:
        return None
    first, second = latest_release(earlier), latest_release(later)
    if first is None or second is None:
        return None
    before, after = picture_of(first), picture_of(second)
    changes = theme_change(before, after)
    return Progress(
        earlier=earlier,
        later=later,
        earlier_n=before.n,
        later_n=after.n,
        themes=changes,
        paired=paired_of(second),
        changed_items=tuple(item for change in changes for item in change.left_out),
        before=before,
        after=after,
    )
