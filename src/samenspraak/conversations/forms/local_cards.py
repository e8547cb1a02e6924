"""The form of a card that a conversation adds to its instrument."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.forms.editing import longest
from samenspraak.conversations.models import LocalCard
from samenspraak.core.characters import FORBIDDEN_IN_FILES
from samenspraak.core.text import one_line
from samenspraak.organisations.forms import OneLineField


class FileLineField(OneLineField):
    """A short text that an instrument file can hold: what hides in a text (a soft hyphen) is taken out as well."""

    def to_python(self, value: Any) -> str:
        """Return the text on one line."""
        return one_line(FORBIDDEN_IN_FILES.sub("", super().to_python(value)))


class LocalCardForm(forms.Form):
    """A name, a theme and an explanation. *others* are the names that cards of this conversation have already."""

    title = FileLineField(
        label=_lazy("Naam van de kaart"),
        max_length=longest(LocalCard, "title"),
        error_messages={"required": _lazy("Geef de kaart een naam.")},
        help_text=_lazy("Kort, in gewone woorden. Bijvoorbeeld: De soepmiddag in het dorpshuis."),
    )
    theme = forms.ChoiceField(
        label=_lazy("Bij welk thema hoort de kaart?"),
        error_messages={
            "required": _lazy("Kies een thema."),
            "invalid_choice": _lazy("Bij dit thema kan geen kaart. Kies een ander thema."),
        },
    )
    explanation = FileLineField(
        label=_lazy("Uitleg"),
        required=False,
        max_length=longest(LocalCard, "explanation"),
        help_text=_lazy(
            "Eén of twee korte zinnen, voor iemand die het nog niet kent. Liever geen afkortingen."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, themes: Iterable[tuple[str, str]], others: Iterable[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["theme"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Kies een thema")), *themes]
        self.others = {name.casefold() for name in others}

    def clean_title(self) -> str:
        """Refuse a name that another card has: nobody could tell them apart."""
        title: str = self.cleaned_data["title"]
        if title.casefold() in self.others:
            raise forms.ValidationError(_("Er is al een kaart met deze naam."))
        return title
