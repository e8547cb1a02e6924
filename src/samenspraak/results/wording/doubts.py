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


def told(doubt: str) -> str:
    """Say in a sentence that a figure is uncertain, and why; nothing when it is not."""
    why = reason(doubt)
    return _("Dit is onzeker: %s.") % why if why else ""


def hidden(k: int) -> str:
    """Say why something is not shown."""
    return _("anders zijn antwoorden van minder dan %(k)s mensen te herleiden") % {"k": k}


def not_shown(k: int) -> str:
    """Say in a table that something is not shown, and why."""
    return _("niet getoond: %(why)s") % {"why": hidden(k)}
