"""Reads of what has been released: the only thing screens, files and reports may show of answers (P4)."""

from __future__ import annotations

from samenspraak.conversations.models import Round
from samenspraak.core.analysis import Picture
from samenspraak.results.models import Release


def may_show(round: Round) -> bool:
    """Say whether the facilitator has revealed the answers or the round is closed (P8)."""
    return round.revealed or round.status == Round.Status.CLOSED


def latest_release(round: Round) -> Release | None:
    """Return the last release of a round, None when nothing has been shown yet."""
    return Release.objects.filter(round=round).order_by("-number").first()


def picture_of(release: Release) -> Picture:
    """Return the picture of a release."""
    return Picture.model_validate(release.picture)


def visible_release(round: Round) -> Release | None:
    """Return what whoever sent a sheet may see now: the last release, after the reveal or the closing (P8)."""
    return latest_release(round) if may_show(round) else None


def is_released(round: Round) -> bool:
    """Say whether there is a picture."""
    return Release.objects.filter(round=round).exists()
