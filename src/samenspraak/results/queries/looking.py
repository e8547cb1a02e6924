"""Whether a round may be searched for opinion groups now, and if not, why."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from samenspraak.conversations.models import Round
from samenspraak.conversations.queries.rounds import is_over
from samenspraak.results.queries.opinions import are_groups_searched
from samenspraak.results.queries.pairing import is_compared_with_later
from samenspraak.results.queries.releases import is_released

Hindrance = Literal["", "searched", "no-picture", "not-over", "compared"]


def hindrance(round: Round, now: datetime) -> Hindrance:
    """Return what stands in the way of looking for opinion groups; nothing when that can be done (P4).

    Once per round, when no answer can come in any more, and not after a comparison with a later round: which
    sheets of this round that was made of is not kept.
    """
    if are_groups_searched(round):
        return "searched"
    if not is_released(round):
        return "no-picture"
    if not is_over(round, now):
        return "not-over"
    return "compared" if is_compared_with_later(round) else ""
