"""The forms of who comes in: a join code, who you are, that you agree, a return code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.models import Response, StakeholderGroup
from samenspraak.conversations.services.answering import Beginning
from samenspraak.core.characters import TooLong, Unreadable, clean
from samenspraak.core.codes import JOIN_LENGTH, RETURN_LENGTH, plain

MOST_AT_A_TABLE = 30
LONGEST_NAME = 120


class CodeForm(forms.Form):
    """A join code, typed in any way."""

    code = forms.CharField(
        label=_lazy("Code van het gesprek"),
        help_text=_lazy("Acht letters en cijfers. De code staat op de poster of in de uitnodiging."),
        max_length=40,
        error_messages={"required": _lazy("Typ de code van acht letters en cijfers.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "size": "14"}
        ),
    )

    def clean_code(self) -> str:
        """Return the code as it is kept."""
        code = plain(self.cleaned_data["code"])
        if len(code) != JOIN_LENGTH:
            raise forms.ValidationError(
                _lazy("Een code heeft acht letters en cijfers. Kijk nog eens of je ze allemaal hebt.")
            )
        return code


class ReturnCodeForm(forms.Form):
    """A return code, typed in any way."""

    code = forms.CharField(
        label=_lazy("Je eigen code"),
        help_text=_lazy("Twaalf letters en cijfers, in drie blokjes van vier. De code staat op je kaartje."),
        max_length=60,
        error_messages={"required": _lazy("Typ je code van twaalf letters en cijfers.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "size": "20"}
        ),
    )

    def clean_code(self) -> str:
        """Return the code as it is kept."""
        code = plain(self.cleaned_data["code"])
        if len(code) != RETURN_LENGTH:
            raise forms.ValidationError(
                _lazy("Deze code heeft twaalf letters en cijfers. Kijk nog eens of je ze allemaal hebt.")
            )
        return code


class NameField(forms.CharField):
    """A name on one line, without signs that cannot be seen."""

    def to_python(self, value: object) -> str:
        """Return the cleaned name; an unreadable or very long one is refused, never cut."""
        try:
            return " ".join(clean(str(value or ""), at_most=LONGEST_NAME).split())
        except (TooLong, Unreadable) as error:
            raise forms.ValidationError(
                _lazy("Deze naam is te lang of niet leesbaar. Maak hem korter.")
            ) from error


class WhoForm(forms.Form):
    """Who fills in: which group, alone or as a table, and a name where everyone sees names."""

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        required=False,
        error_messages={"invalid": _lazy("Dit formulier is niet heel aangekomen. Laad de pagina opnieuw.")},
    )
    name = NameField(
        label=_lazy("Je naam"),
        help_text=_lazy("In dit gesprek zien alle deelnemers wie wat antwoordt."),
        error_messages={"required": _lazy("Vul je naam in. In dit gesprek doen we mee met naam.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    group = forms.ChoiceField(
        label=_lazy("Bij welke groep hoor je?"),
        help_text=_lazy("Kies wat het beste past."),
        error_messages={
            "required": _lazy("Kies een groep."),
            "invalid_choice": _lazy("Deze groep kennen we niet. Kies een groep uit de lijst."),
        },
        widget=forms.RadioSelect,
        required=False,
    )
    together = forms.BooleanField(label=_lazy("Wij vullen samen in, als tafel"), required=False)
    people = forms.IntegerField(
        label=_lazy("Met hoeveel mensen zitten jullie aan tafel?"),
        min_value=2,
        max_value=MOST_AT_A_TABLE,
        required=False,
        error_messages={
            "min_value": _lazy("Een tafel begint bij 2 mensen."),
            "max_value": _lazy("Meer dan 30 mensen aan één tafel kan niet. Maak meer tafels."),
            "invalid": _lazy("Vul een getal in, bijvoorbeeld 6."),
        },
    )
    mixed = forms.BooleanField(
        label=_lazy("Aan onze tafel zitten mensen uit verschillende groepen (gemengde tafel)"), required=False
    )
    hide_optional = True

    def __init__(
        self,
        *args: Any,
        groups: Sequence[StakeholderGroup],
        named: bool,
        personal: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.groups = {group.key: group for group in groups}
        self.fields["group"].choices = [(group.key, group.name) for group in groups]  # type: ignore[attr-defined]
        self.fields["key"].initial = uuid4
        if not named:
            del self.fields["name"]
        if personal:
            for field in ("together", "people", "mixed"):
                del self.fields[field]

    def clean(self) -> dict[str, Any]:
        """Tie the fields of a table together."""
        cleaned: dict[str, Any] = super().clean() or {}
        together, mixed = cleaned.get("together"), cleaned.get("mixed")
        if together and not cleaned.get("people") and "people" not in self.errors:
            self.add_error("people", _lazy("Vul in met hoeveel mensen jullie zijn."))
        if mixed and not together:
            self.add_error("together", _lazy("Een gemengde tafel kan alleen als jullie samen invullen."))
        if not cleaned.get("group") and not (together and mixed) and "group" not in self.errors:
            self.add_error("group", _lazy("Kies een groep."))
        return cleaned

    @property
    def has_table(self) -> bool:
        """Say whether the part about a table must be open."""
        return any(
            self[name].value() or self[name].errors for name in ("together", "mixed") if name in self.fields
        )

    def beginning(self) -> Beginning:
        """Return who begins, after validation."""
        said = self.cleaned_data
        table = bool(said.get("together"))
        key: UUID = said.get("key") or uuid4()
        return Beginning(
            key=key,
            group=None if table and said.get("mixed") else self.groups[said["group"]],
            source=Response.Source.TABLE if table else Response.Source.PERSON,
            people=said["people"] if table else 1,
            name=said.get("name", ""),
        )


class AgreeForm(forms.Form):
    """That everybody present sees names: agreed to before answering."""

    agreed = forms.BooleanField(
        label=_lazy("Ik vind het goed dat alle deelnemers mijn naam en mijn antwoorden zien"),
        error_messages={
            "required": _lazy(
                "Je kunt alleen meedoen als je het hiermee eens bent. Zet een vinkje, of stop hier."
            )
        },
    )
