"""What an organisation says through its link: of its entry, of whom to reach, and of its ties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.socialbase.forms.entries import ContactForm, WhatForm
from samenspraak.socialbase.models import Actor, Contact, Tie
from samenspraak.socialbase.queries.entries import TieLine
from samenspraak.socialbase.services.links import Say

ANSWERS = [("yes", _lazy("Ja")), ("no", _lazy("Nee"))]


class TiesForm(forms.Form):
    """Per tie whether it is right; nothing chosen leaves it as it is."""

    def __init__(self, data: Any = None, *, lines: Sequence[TieLine], labels: Iterable[str]) -> None:
        super().__init__(data)
        self.lines = {f"band-{line.tie.pk.hex}": line for line in lines}
        for name, label in zip(self.lines, labels, strict=True):
            self.fields[name] = forms.ChoiceField(
                label=label, choices=ANSWERS, required=False, widget=forms.RadioSelect
            )

    @property
    def open(self) -> list[forms.BoundField]:
        """Return the questions about what only others claim."""
        return [self[name] for name, line in self.lines.items() if not line.said]

    @property
    def said_before(self) -> list[forms.BoundField]:
        """Return the questions about what they said themselves."""
        return [self[name] for name, line in self.lines.items() if line.said]

    def said(self) -> list[tuple[Tie, Say]]:
        """Return what they say of their ties; what is no answer is no answer."""
        self.is_valid()
        told = getattr(self, "cleaned_data", {})
        return [(line.tie, told[name]) for name, line in self.lines.items() if told.get(name)]


class OwnEntryForm(ContactForm, WhatForm):
    """What they may change themselves: what they do, and whom to reach."""

    consent = forms.BooleanField(
        label=_lazy("Jullie mogen dit contact bewaren om ons één keer per jaar te vragen of alles klopt"),
        required=False,
    )

    def __init__(self, data: Any = None, *, actor: Actor, contact: Contact | None) -> None:
        what = ("name", "does", "target_groups", "topics", "place", "website", "version")
        first: dict[str, Any] = {name: getattr(actor, name) for name in what}
        if contact:
            first |= {f"contact_{name}": getattr(contact, name) for name in ("name", "email", "phone")}
            first["consent"] = True
        super().__init__(data, initial=first)
        self.fields["name"].label = _lazy("Naam van jullie organisatie of initiatief")
        self.fields["does"].label = _lazy("Wat doen jullie?")
