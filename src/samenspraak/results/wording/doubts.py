"""Why a figure is uncertain, hidden or not there yet, in plain words."""

from __future__ import annotations

from django.utils.translation import gettext as _


def reason(doubt: str) -> str:
    """Say why a figure is uncertain (P9); nothing when it is not."""
    reasons = {
        "split": _("de antwoorden lopen sterk uiteen"),
        "thin": _("er zijn weinig antwoorden"),
        "unknown": _("veel mensen weten het niet"),
    }
    return reasons.get(doubt, "")


def hidden(k: int) -> str:
    """Say why a group is not shown by itself."""
    return _("niet getoond: bij minder dan %(k)s mensen zijn antwoorden te herleiden") % {"k": k}
