"""The form of one section of the delimitation, and the day on which the group settled on all of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.forms.editing import EditingForm, VersionField, longest
from samenspraak.organisations.forms import ParagraphsField
from samenspraak.outcomes.forms.actions import DayField
from samenspraak.outcomes.forms.agreeing import reason_field, reservations_field
from samenspraak.outcomes.models import Passage
from samenspraak.outcomes.queries.delimiting import Part

FIELDS = ("text", "stance", "reason", "reservations")


class PassageForm(EditingForm):
    """What the group says in one section. The first time it begins with the draft, or with an earlier round."""

    hide_optional = True

    text = ParagraphsField(
        label=_lazy("De tekst"),
        help_text=_lazy(
            "Begin met het concept en maak er jullie tekst van. Een regel per zin leest het best."
        ),
        max_length=longest(Passage, "text"),
        widget=forms.Textarea(attrs={"rows": 9}),
    )
    stance = forms.ChoiceField(
        label=_lazy("Zijn jullie het eens over deze tekst?"),
        choices=[*Passage.Stance.choices, ("", _lazy("Nog niet besproken"))],
        required=False,
        widget=forms.RadioSelect,
    )
    reason = reason_field(longest(Passage, "reason"))
    reservations = reservations_field(longest(Passage, "reservations"))
    version = VersionField()

    def __init__(self, data: Mapping[str, Any] | None = None, *, part: Part, draft: str) -> None:
        super().__init__(data, initial=initial_of(part, draft))
        self.part = part
        self.fields["text"].error_messages["required"] = _("Schrijf de tekst van dit deel.")
        self.remember()

    def values(self) -> dict[str, Any]:
        """Return what this person changed; the first time all of it, for it is theirs from then on."""
        if self.part.is_written:
            return self.changed(FIELDS)
        return {name: self.cleaned_data[name] for name in FIELDS}


class AgreedForm(EditingForm):
    """The day on which the group settled on its delimitation."""

    agreed_on = DayField(
        label=_lazy("Vastgesteld op"),
        help_text=_lazy(
            "De dag waarop de groep deze tekst vaststelde. Laat leeg zolang dat nog niet is gebeurd."
        ),
        required=False,
    )
    agreed_version = VersionField()


def initial_of(part: Part, draft: str) -> dict[str, Any]:
    """Return what stands there now, as the form's first values."""
    passage = part.passage
    return {
        "text": passage.text if part.has_text else draft,
        "stance": passage.stance,
        "reason": passage.reason,
        "reservations": passage.reservations,
        "version": passage.version,
    }
