"""Forms of the figures room: which area, which weights, why a neighbourhood, own figures, what stands beside a theme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.forms.editing import VersionField, longest
from samenspraak.core.ranking import MOST_FIGURES
from samenspraak.figures.models import Beside, OwnFigure, Priority
from samenspraak.organisations.forms import AreaField, OneLineField, ParagraphsField

Choice = tuple[str, str]
WEIGHTS = [
    ("0", _lazy("telt niet mee")),
    ("1", _lazy("telt mee")),
    ("2", _lazy("telt dubbel")),
    ("3", _lazy("telt driedubbel")),
]
FEWEST = 5
MOST_BESIDE = 8


class AreaForm(forms.Form):
    """Of which municipality to see the figures."""

    gebied = AreaField(
        label=_lazy("Gemeente"),
        max_length=80,
        help_text=_lazy("Typ de eerste letters en kies."),
        error_messages={"required": _lazy("Vul een gemeente in.")},
    )


class WeightsForm(forms.Form):
    """How heavily each figure counts in the ranking."""

    def __init__(self, data: Any = None, *, indicators: Sequence[Choice], first: Iterable[str]) -> None:
        super().__init__(data)
        chosen = set(first)
        for key, name in indicators:
            self.fields[key] = forms.ChoiceField(
                label=name, choices=WEIGHTS, required=False, initial="1" if key in chosen else "0"
            )

    def clean(self) -> dict[str, Any]:
        """Refuse more figures than a reader can weigh."""
        cleaned = super().clean() or {}
        if len(self.weights(cleaned)) > MOST_FIGURES:
            words = {"most": MOST_FIGURES}
            raise ValidationError(
                _("Kies hoogstens %(most)s cijfers. Met meer is niet te volgen wat telt.") % words
            )
        return cleaned

    def weights(self, cleaned: dict[str, Any] | None = None) -> dict[str, float]:
        """Return the figures that count, with their weight; those to begin with when nothing was chosen yet."""
        if not self.is_bound:
            return {key: 1.0 for key, field in self.fields.items() if field.initial == "1"}
        told = cleaned if cleaned is not None else getattr(self, "cleaned_data", {})
        return {key: float(told[key]) for key in self.fields if told.get(key, "0") not in ("", "0")}


class PriorityForm(forms.Form):
    """Why a neighbourhood gets priority."""

    reason = ParagraphsField(
        label=_lazy("Waarom krijgt deze buurt aandacht?"),
        max_length=longest(Priority, "reason"),
        help_text=_lazy("Noem wat jullie zien en weten, naast de cijfers. Noem geen mensen bij naam."),
        error_messages={
            "required": _lazy("Schrijf op waarom. Zonder reden is een lijst niet uit te leggen.")
        },
    )
    version = VersionField()


class OwnFigureForm(forms.Form):
    """A figure of the organisation itself."""

    area = forms.ChoiceField(label=_lazy("Over welk gebied?"))
    name = OneLineField(label=_lazy("Wat is geteld?"), max_length=longest(OwnFigure, "name"))
    value = forms.FloatField(
        label=_lazy("Het cijfer"),
        localize=True,
        error_messages={"invalid": _lazy("Vul een getal in, bijvoorbeeld 12,5.")},
    )
    unit = OneLineField(
        label=_lazy("Eenheid"),
        max_length=longest(OwnFigure, "unit"),
        required=False,
        help_text=_lazy("Bijvoorbeeld: procent, of gezinnen."),
    )
    n = forms.IntegerField(
        label=_lazy("Op hoeveel mensen rust het?"),
        required=False,
        min_value=1,
        max_value=20_000_000,
        help_text=_lazy("Bijvoorbeeld het aantal mensen dat de vragenlijst invulde."),
    )
    source = OneLineField(
        label=_lazy("Bron"),
        max_length=longest(OwnFigure, "source"),
        help_text=_lazy("Bijvoorbeeld: Monitor sociaal domein, tabel 4."),
    )
    day = forms.DateField(
        label=_lazy("Van welke datum?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        error_messages={"invalid": _lazy("Vul een datum in, bijvoorbeeld 31-12-2025.")},
    )
    caveat = OneLineField(
        label=_lazy("Wat zegt dit cijfer niet?"), max_length=longest(OwnFigure, "caveat"), required=False
    )

    def __init__(self, data: Any = None, *, areas: Sequence[Choice], today: date) -> None:
        super().__init__(data)
        self.today = today
        self.fields["area"].choices = list(areas)  # type: ignore[attr-defined]

    def clean_value(self) -> float:
        """Refuse what no screen can show."""
        value = float(self.cleaned_data["value"])
        if abs(value) > 1e12:
            raise ValidationError(_("Dit getal is te groot om te laten zien."))
        return value

    def clean_n(self) -> int | None:
        """Refuse a figure about so few people that it tells of somebody (P4)."""
        n = self.cleaned_data["n"]
        if n is not None and n < FEWEST:
            raise ValidationError(
                _(
                    "Een cijfer over minder dan %(fewest)s mensen kan iets over één iemand verraden. Voeg samen."
                )
                % {"fewest": FEWEST}
            )
        return int(n) if n is not None else None

    def clean_day(self) -> date:
        """Refuse a day that is still to come."""
        day: date = self.cleaned_data["day"]
        if not date(1990, 1, 1) <= day <= self.today:
            raise ValidationError(_("Controleer de datum."))
        return day


class BesideForm(forms.Form):
    """Which figures stand beside a theme, and of which area figures are offered."""

    gebied = forms.ChoiceField(label=_lazy("Cijfers over"))
    figures = forms.MultipleChoiceField(
        label=_lazy("Cijfers naast dit thema"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        data: Any = None,
        *,
        areas: Sequence[Choice],
        area: str,
        choices: Sequence[Any],
        chosen: Sequence[str],
    ) -> None:
        super().__init__(data, initial={"figures": list(chosen), "gebied": area})
        self.fields["gebied"].choices = list(areas)  # type: ignore[attr-defined]
        if data is not None and "gebied" not in data:
            del self.fields["gebied"]
        self.fields["figures"].choices = list(choices)  # type: ignore[attr-defined]

    def clean_figures(self) -> list[str]:
        """Refuse more than a table can talk about."""
        chosen: list[str] = self.cleaned_data["figures"]
        if len(chosen) > MOST_BESIDE:
            raise ValidationError(
                _("Kies hoogstens %(most)s cijfers; je koos er %(number)s.")
                % {"most": MOST_BESIDE, "number": len(chosen)}
            )
        return chosen


class KnownForm(forms.Form):
    """Whether the table knows the picture that a figure gives."""

    known = forms.ChoiceField(
        label=_lazy("Herkennen jullie dit beeld?"),
        choices=Beside.Known.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    said = ParagraphsField(
        label=_lazy("Wat zeggen jullie erbij?"),
        max_length=longest(Beside, "said"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = VersionField()
