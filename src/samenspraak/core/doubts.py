"""When a figure is uncertain, and why."""

from __future__ import annotations

from samenspraak.core.agreement import is_split
from samenspraak.core.kinds.kind import Tally
from samenspraak.core.picture import Doubt


def doubt(tally: Tally, *, k: int, covered: float | None, ordered: bool = True) -> Doubt:
    """Return why a figure is uncertain, "" when it is not (docs/methods.md, Onzeker).

    "unknown" when more than half said "weet ik niet"; "thin" when fewer than k took a position, or fewer
    than 2k and less than half of those expected answered (*covered*, None: not known); "split" when
    they are split (``core.agreement.is_split``, ordered steps only).
    """
    positions = sum(tally.counts)
    if tally.unknown * 2 > tally.answered:
        return "unknown"
    if positions < k or (positions < 2 * k and (covered is None or covered < 0.5)):
        return "thin"
    return "split" if ordered and is_split(tally.counts) else ""
