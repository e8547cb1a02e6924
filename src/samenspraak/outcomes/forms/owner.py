"""What an owner sends from the personal page: one answer, with words where they are needed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.organisations.forms import ParagraphsField
from samenspraak.outcomes.models import ActionStep
from samenspraak.outcomes.services.owner import ANSWERS, NEEDS_WORDS

Kind = ActionStep.Kind
WORDS_ASKED = {
    Kind.CHANGE_ASKED: _lazy("Schrijf wat er anders moet."),
    Kind.HANDED_BACK: _lazy("Schrijf waarom je de afspraak teruggeeft. Eén zin is genoeg."),
    Kind.PROGRESS: _lazy("Schrijf hoe het gaat. Eén zin is genoeg."),
}


class OwnerForm(forms.Form):
    """One answer of an owner; *key* names the page, so that a repeated POST counts once."""

    kind = forms.ChoiceField(choices=[(kind.value, kind.label) for kind in ANSWERS])
    text = ParagraphsField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    key = forms.UUIDField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Handing back, proposing and reporting need words."""
        values: dict[str, Any] = super().clean() or {}
        kind = values.get("kind")
        if kind in NEEDS_WORDS and not values.get("text") and "text" not in self.errors:
            self.add_error("text", str(WORDS_ASKED[Kind(kind)]))
        return values

    @property
    def complaint(self) -> str:
        """Return what is wrong with the words, for the part of the page they were typed in."""
        return str(self.errors["text"][0]) if "text" in self.errors else _("Probeer het nog eens.")
