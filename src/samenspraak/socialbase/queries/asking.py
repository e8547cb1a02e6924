"""Reads of asking once a year: whether the map's keepers want it, and whom it would reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from samenspraak.core.freshness import YEAR
from samenspraak.organisations.models import Organisation
from samenspraak.socialbase.models import MapSettings
from samenspraak.socialbase.queries.map import on_map


@dataclass(frozen=True)
class Asking:
    """Since when the clock asks (None: it does not); how many have an address, and how many would be asked now."""

    since: date | None
    entries: int
    reachable: int
    due: int

    @property
    def unreachable(self) -> int:
        """Return how many entries have nobody to mail."""
        return self.entries - self.reachable


def asking_of(organisation: Organisation, *, today: date) -> Asking:
    """Return how asking stands for an organisation's map."""
    settings = MapSettings.objects.filter(organisation=organisation).first()
    entries = on_map(organisation)
    reachable = entries.filter(contact__isnull=False).exclude(contact__email="")
    long_ago = today - timedelta(days=YEAR)
    unconfirmed = Q(confirmed_on=None) | Q(confirmed_on__lte=long_ago)
    unasked = Q(asked_on=None) | Q(asked_on__lte=long_ago)
    return Asking(
        since=settings.asks_since if settings else None,
        entries=entries.count(),
        reachable=reachable.count(),
        due=reachable.filter(unconfirmed, unasked).count(),
    )
