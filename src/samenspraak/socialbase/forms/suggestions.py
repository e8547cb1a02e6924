"""What a participant suggests for the map, and what a facilitator does with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.forms.editing import longest
from samenspraak.organisations.forms import OneLineField, ParagraphsField
from samenspraak.socialbase.forms.entries import KINDS, SPHERES
from samenspraak.socialbase.models import Actor, Suggestion

Kind = Suggestion.Kind
LONGEST = longest(Suggestion, "text")
EXISTING, NEW, ASIDE = "existing", "new", "aside"


class SuggestForm(forms.Form):
    """Three short questions about who works with whom; each may be left empty."""

    works_with = ParagraphsField(
        label=_lazy("Met wie werk je samen?"),
        max_length=LONGEST,
        required=False,
        help_text=_lazy("Denk aan een organisatie, club of groepje in de buurt."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    about = OneLineField(
        label=_lazy("Waar hoor je zelf bij?"),
        max_length=longest(Suggestion, "about"),
        required=False,
        help_text=_lazy(
            "Een organisatie, club of groepje. Vul je dit in, dan leest de gespreksleider dat iemand van jullie dit schreef."
        ),
    )
    missing = ParagraphsField(
        label=_lazy("Wie mis je in dit gesprek, of in de buurt?"),
        max_length=LONGEST,
        required=False,
        help_text=_lazy("Een organisatie, een groep mensen, of iets dat er nog niet is."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    stronger = ParagraphsField(
        label=_lazy("Hoe kunnen jullie samen sterker worden?"),
        max_length=LONGEST,
        required=False,
        help_text=_lazy("Eén idee is genoeg."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.hide_optional = True

    def clean(self) -> dict[str, Any]:
        """Ask for one of the three."""
        values: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(values.get(kind) for kind in Kind.values):
            self.add_error("works_with", _("Vul één van de vragen in. Of ga terug, want dit hoeft niet."))
        return values

    def texts(self) -> dict[str, str]:
        """Return what was written, by kind."""
        return {kind: self.cleaned_data[kind] for kind in Kind.values if self.cleaned_data[kind]}


class SortForm(forms.Form):
    """What to do with a suggestion: it is somebody on the map, somebody new, or nothing for the map."""

    what = forms.ChoiceField(
        label=_lazy("Wat doe je hiermee?"),
        widget=forms.RadioSelect,
        error_messages={"required": _lazy("Kies wat je hiermee doet.")},
    )
    actor = forms.ChoiceField(label=_lazy("Wie op de kaart?"), required=False)
    name = OneLineField(
        label=_lazy("Naam van wie nieuw is"), max_length=longest(Actor, "name"), required=False
    )
    kind = forms.ChoiceField(label=_lazy("Wat is het?"), choices=KINDS, required=False)
    sphere = forms.ChoiceField(label=_lazy("In welke sfeer?"), choices=SPHERES, required=False)
    other = forms.ChoiceField(
        label=_lazy("Met wie werkt die samen?"),
        required=False,
        help_text=_lazy("Kies dit om meteen een verbinding te leggen. Laat het leeg als je dat niet weet."),
    )

    def __init__(
        self, data: Any = None, *, suggestion: Suggestion, actors: Iterable[Actor], likely: Sequence[Actor]
    ) -> None:
        self.suggestion = suggestion
        self.actors = {str(one.pk): one for one in actors}
        first = {"what": EXISTING, "actor": str(likely[0].pk)} if likely else {"what": NEW}
        named = suggestion.text if len(suggestion.text) <= longest(Actor, "name") else ""
        super().__init__(data, initial={**first, "name": " ".join(named.split())})
        listed = sorted(
            ((key, one.name) for key, one in self.actors.items()), key=lambda one: one[1].casefold()
        )
        self.choose("actor", [("", _("Kies")), *listed])
        self.choose("other", [("", _("Niemand")), *listed])
        self.choose("what", self.ways())

    def ways(self) -> list[tuple[str, str]]:
        """Return what can be done."""
        told = [(NEW, _("Zet op de kaart als nieuw")), (ASIDE, _("Leg opzij"))]
        return [(EXISTING, _("Dit is iemand die al op de kaart staat")), *told] if self.actors else told

    def choose(self, field: str, choices: Sequence[Any]) -> None:
        """Give a field its choices."""
        self.fields[field].choices = list(choices)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What is chosen needs its own field."""
        values: dict[str, Any] = super().clean() or {}
        what = values.get("what")
        if what == EXISTING and not values.get("actor"):
            self.add_error("actor", _("Kies wie op de kaart je bedoelt."))
        if what == NEW:
            for name, words in (
                ("name", _("Vul de naam in.")),
                ("kind", _("Kies wat het is.")),
                ("sphere", _("Kies een sfeer.")),
            ):
                if not values.get(name) and name not in self.errors:
                    self.add_error(name, words)
        if values.get("other") and values.get("other") == values.get("actor") and what == EXISTING:
            self.add_error("other", _("Niemand werkt met zichzelf samen. Kies een ander."))
        return values
