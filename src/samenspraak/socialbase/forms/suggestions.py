"""What a participant suggests for the map, and what a facilitator does with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.forms.editing import longest
from samenspraak.organisations.forms import OneLineField, ParagraphsField
from samenspraak.socialbase.forms.choices import actor_choices, offer
from samenspraak.socialbase.forms.entries import KINDS, SPHERES
from samenspraak.socialbase.models import Actor, Suggestion

Kind = Suggestion.Kind
LONGEST = longest(Suggestion, "text")
EXISTING, NEW, IDEA, ASIDE = "existing", "new", "idea", "aside"


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
    """What to do with a suggestion: it is somebody on the map, somebody new, an idea, or nothing."""

    what = forms.ChoiceField(
        label=_lazy("Wat doe je hiermee?"),
        widget=forms.RadioSelect,
        error_messages={"required": _lazy("Kies wat je hiermee doet.")},
    )
    actor = forms.ChoiceField(label=_lazy("Wie op de kaart?"), required=False)
    name = OneLineField(label=_lazy("Naam"), max_length=longest(Actor, "name"), required=False)
    kind = forms.ChoiceField(label=_lazy("Wat is het?"), required=False)
    sphere = forms.ChoiceField(label=_lazy("In welke sfeer?"), required=False)
    other = forms.ChoiceField(
        label=_lazy("Met wie werkt die samen?"),
        required=False,
        help_text=_lazy("Kies dit om meteen een verbinding te leggen. Laat het leeg als je dat niet weet."),
    )

    ABOUT_THE_MAP = ("actor", "name", "kind", "sphere", "other")

    def __init__(
        self,
        data: Any = None,
        *,
        suggestion: Suggestion,
        actors: Iterable[Actor],
        likely: Actor | None,
        partner: Actor | None,
    ) -> None:
        self.actors = {str(one.pk): one for one in actors}
        self.is_idea = suggestion.kind == Kind.STRONGER
        self.hide_optional = True
        super().__init__(data, initial=self.first(suggestion, likely, partner))
        offer(self, "what", self.ways())
        if self.is_idea:
            for name in self.ABOUT_THE_MAP:
                del self.fields[name]
            return
        listed = actor_choices(self.actors)
        empty = [("", _("Kies"))]
        for name, choices in (("actor", listed), ("kind", KINDS), ("sphere", SPHERES)):
            offer(self, name, [*empty, *choices])
        offer(self, "other", [("", _("Niemand")), *listed])

    def first(self, suggestion: Suggestion, likely: Actor | None, partner: Actor | None) -> dict[str, str]:
        """Return what the form begins with: what is the likeliest."""
        if self.is_idea:
            return {"what": IDEA}
        fits = len(suggestion.text) <= longest(Actor, "name")
        return {
            "what": EXISTING if likely else NEW,
            "actor": str(likely.pk) if likely else "",
            "name": " ".join(suggestion.text.split()) if fits else "",
            "other": str(partner.pk) if partner else "",
        }

    def ways(self) -> list[tuple[str, str]]:
        """Return what can be done."""
        aside = (ASIDE, _("Leg opzij"))
        if self.is_idea:
            return [(IDEA, _("Bewaar als idee voor het gesprek")), aside]
        told = [(NEW, _("Zet op de kaart als nieuw")), aside]
        return [(EXISTING, _("Dit is iemand die al op de kaart staat")), *told] if self.actors else told

    def clean(self) -> dict[str, Any]:
        """What is chosen needs its own field."""
        values: dict[str, Any] = super().clean() or {}
        what = values.get("what")
        needed = {
            EXISTING: [("actor", _("Kies wie op de kaart je bedoelt."))],
            NEW: [
                ("name", _("Vul de naam in.")),
                ("kind", _("Kies wat het is.")),
                ("sphere", _("Kies een sfeer.")),
            ],
        }
        for name, words in needed.get(str(what), []):
            if not values.get(name) and name not in self.errors:
                self.add_error(name, words)
        if what == EXISTING and values.get("other") and values.get("other") == values.get("actor"):
            self.add_error("other", _("Niemand werkt met zichzelf samen. Kies een ander."))
        return values
