"""What goes with everything the group agrees on: why, and what reservations remain."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.organisations.forms import ParagraphsField


def reason_field(longest: int) -> ParagraphsField:
    """Return the field with what settled it."""
    return ParagraphsField(
        label=_lazy("Waarom?"),
        help_text=_lazy("Wat gaf de doorslag? Noem een voorbeeld dat aan tafel werd verteld."),
        required=False,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def reservations_field(longest: int) -> ParagraphsField:
    """Return the field with who sees it otherwise."""
    return ParagraphsField(
        label=_lazy("Welke voorbehouden blijven?"),
        help_text=_lazy("Wie ziet het anders, en waarom? Een voorbehoud hoeft niet weg om verder te kunnen."),
        required=False,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
