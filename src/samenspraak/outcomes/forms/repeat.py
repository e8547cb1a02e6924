"""When the next round is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.forms.preparing import MomentField, check_order


class NextRoundForm(forms.Form):
    """From when until when people are asked again."""

    opens_at = MomentField(
        label=_lazy("Opent op"), help_text=_lazy("Een jaar later is een goed moment om terug te kijken.")
    )
    closes_at = MomentField(label=_lazy("Sluit op"), help_text=_lazy("Je kunt dit later nog wijzigen."))

    def __init__(self, data: Any = None, *, now: datetime, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.now = now

    def clean(self) -> dict[str, Any]:
        """Check that the moments follow each other."""
        cleaned = super().clean() or {}
        check_order(self, cleaned, now=self.now)
        return cleaned
