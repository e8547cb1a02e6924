"""What goes into a document, and in which language."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.outcomes.report.matter import Choice
from samenspraak.results.wording.names import Names


class ReportForm(forms.Form):
    """The choices for a document; without any it is the summary with all themes."""

    hide_optional = True

    kind = forms.ChoiceField(
        label=_lazy("Welk document?"),
        choices=[
            ("summary", _lazy("Samenvatting van één bladzijde, voor wethouder en raad")),
            ("report", _lazy("Volledig verslag")),
        ],
        initial="summary",
        required=False,
        widget=forms.RadioSelect,
    )
    themes = forms.MultipleChoiceField(
        label=_lazy("Welke thema's?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    remarks = forms.BooleanField(label=_lazy("Vrijgegeven opmerkingen van deelnemers"), required=False)
    notes = forms.BooleanField(label=_lazy("Aantekeningen van het gesprek"), required=False)
    language = forms.ChoiceField(
        label=_lazy("In welke taal?"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any, *, names: Names) -> None:
        self.every_theme = [theme.id for theme in names.questions.themes]
        first = {"kind": "summary", "themes": self.every_theme, "language": names.language}
        super().__init__(data, initial=first)
        field = self.fields["themes"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(theme, f"{theme}. {names.theme(theme)}") for theme in self.every_theme]

    def choice(self) -> Choice:
        """Return what goes in; no theme chosen means all of them."""
        chosen = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return Choice(
            kind="report" if chosen.get("kind") == "report" else "summary",
            themes=tuple(chosen.get("themes") or self.every_theme),
            remarks=bool(chosen.get("remarks")),
            notes=bool(chosen.get("notes")),
        )

    def chosen_language(self) -> str:
        """Return the language of the document."""
        chosen = self.cleaned_data.get("language") if self.is_bound and self.is_valid() else ""
        return str(chosen or self.initial["language"])
