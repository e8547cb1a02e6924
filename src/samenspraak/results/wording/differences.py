"""What may not be called a difference between groups, in plain words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samenspraak.core.picture import GroupDifference, ItemPicture

NOTICEABLE = 8
"""Means that lie less than this part of the scale apart need no words: half a step of five."""


def unsaid(item: ItemPicture) -> str:
    """Say why groups that seem to differ on a statement are not called different; never that they agree."""
    difference = item.difference
    if difference is None or len(item.asked) < 2 or difference.verdict == "difference":
        return ""
    if difference.verdict == "too few":
        return _("Er zijn te weinig antwoorden om iets te zeggen over verschil tussen groepen.")
    if not is_noticeable(difference, item):
        return ""
    return _(
        "De groepen liggen hier wel iets uit elkaar, maar het is geen duidelijk verschil: het kan toeval zijn."
    )


def is_noticeable(difference: GroupDifference, item: ItemPicture) -> bool:
    """Say whether a reader would see the two groups lie apart."""
    low, high = difference.low_mean, difference.high_mean
    if low is None or high is None or item.total is None:
        return False
    return round(high - low, 1) * NOTICEABLE >= len(item.total.shares) - 1
