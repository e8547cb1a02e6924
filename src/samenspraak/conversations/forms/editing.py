"""What a form must remember so that two people can work on one text: what stood there, and which version."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.db import models


class VersionField(forms.IntegerField):
    """The version of the text somebody began with, hidden in the form."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, min_value=0, max_value=2_000_000_000)

    def clean(self, value: Any) -> int:
        """Return the version; a form without one began with nothing."""
        return super().clean(value) or 0


class EditingForm(forms.Form):
    """A form that knows which of its fields this person changed, whatever others did meanwhile."""

    def remember(self) -> None:
        """Keep in the page what each visible field was, beside what is typed in it."""
        for bound in self.visible_fields():
            bound.field.show_hidden_initial = True

    def changed(self, names: Collection[str]) -> dict[str, Any]:
        """Return the values of the fields among *names* that this person changed."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in names}

    def typed(self, names: Collection[str]) -> dict[str, Any]:
        """Return what was typed in the fields this person changed, to show it again over newer texts."""
        return {name: self.data.get(name, "") for name in self.changed_data if name in names}


def over(initial: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return form data in which what was typed stands over what is there now, and what is there is remembered."""
    now = {name: "" if value is None else str(value) for name, value in initial.items()}
    remembered = {f"initial-{name}": value for name, value in now.items()}
    return {**now, **remembered, **typed}


def longest(model: type[models.Model], field: str) -> int:
    """Return how long a text in this column may be."""
    column: Any = model._meta.get_field(field)
    return int(column.max_length)
