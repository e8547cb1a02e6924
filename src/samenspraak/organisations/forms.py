"""Forms of the organisations room, and the field for an area that other rooms use too."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.core.text import clean, one_line
from samenspraak.organisations.models import Membership, Organisation, User
from samenspraak.organisations.queries.areas import area_name, areas_like, find_area, municipalities

ROLES = [
    (Membership.Role.FACILITATOR, _lazy("Gespreksleider: maakt en leidt gesprekken")),
    (Membership.Role.ADMINISTRATOR, _lazy("Beheerder: doet dat ook, en beheert de collega's")),
]


class AreaInput(forms.TextInput):
    """A text field with the municipalities as suggestions; typing the whole name works as well."""

    template_name = "organisations/area_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the suggestions, and show a stored code by its name."""
        shown = area_name(value or "") or value
        context = super().get_context(
            name, shown, {**(attrs or {}), "list": f"{name}-areas", "autocomplete": "off"}
        )
        return {**context, "list_id": f"{name}-areas", "municipalities": municipalities()}


class AreaField(forms.CharField):
    """A municipality, typed by name; its value is the CBS code."""

    widget = AreaInput

    def clean(self, value: Any) -> str:
        """Return the code, or say which names resemble what was typed."""
        typed = super().clean(value)
        if not typed:
            return ""
        if found := find_area(typed):
            return found.code
        if close := areas_like(typed):
            raise ValidationError(_("Deze gemeente kennen we niet. Bedoel je: %s?") % ", ".join(close))
        raise ValidationError(
            _("Deze gemeente kennen we niet. Kies er een uit de lijst, of laat het veld leeg.")
        )


class OneLineField(forms.CharField):
    """A short text: what cannot be stored or seen is taken out before anything else is checked."""

    def to_python(self, value: Any) -> str:
        """Return the text on one line."""
        return one_line(super().to_python(value) or "")


class ParagraphsField(forms.CharField):
    """A longer text: paragraphs stay, what cannot be stored or seen is taken out."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Return the cleaned text."""
        return clean(super().to_python(value) or "").strip()


class OrganisationForm(forms.Form):
    """What the organisation is called and where it is."""

    name = OneLineField(
        label=_lazy("Naam"),
        max_length=Organisation._meta.get_field("name").max_length,
        error_messages={"required": _lazy("Vul de naam van jullie organisatie in.")},
    )
    area_code = AreaField(
        label=_lazy("Gemeente"),
        required=False,
        max_length=80,
        help_text=_lazy("Typ de eerste letters en kies. Nieuwe gesprekken beginnen met dit gebied."),
    )


class ColleagueForm(forms.Form):
    """Whom an administrator invites, and in which role."""

    email = forms.EmailField(
        label=_lazy("E-mailadres"),
        help_text=_lazy("Hier sturen we een link heen om een wachtwoord te kiezen."),
    )
    name = OneLineField(
        label=_lazy("Naam"),
        max_length=120,
        required=False,
        help_text=_lazy("Zo staat je collega in de lijst."),
    )
    role = forms.ChoiceField(
        label=_lazy("Rol"),
        choices=ROLES,
        initial=Membership.Role.FACILITATOR,
        widget=forms.RadioSelect,
    )


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(label=_lazy("Rol"), choices=ROLES, widget=forms.RadioSelect)


class NameForm(forms.Form):
    """One's own name."""

    name = OneLineField(
        label=_lazy("Naam"),
        error_messages={"required": _lazy("Vul je naam in.")},
        max_length=User._meta.get_field("name").max_length,
        help_text=_lazy("Je collega's zien deze naam."),
    )


class TokenForm(forms.Form):
    """What a new key is for."""

    token_name = forms.CharField(
        label=_lazy("Waarvoor gebruik je de sleutel?"),
        max_length=60,
        error_messages={"required": _lazy("Schrijf op waarvoor je de sleutel gebruikt, zoals: dashboard.")},
    )

    def clean_token_name(self) -> str:
        """Return the name on one line."""
        return one_line(self.cleaned_data["token_name"])
