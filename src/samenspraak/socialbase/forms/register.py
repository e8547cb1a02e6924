"""The form for a line of the register."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.forms.editing import longest
from samenspraak.organisations.forms import OneLineField
from samenspraak.socialbase.forms.choices import Choice, actor_choices, offer
from samenspraak.socialbase.models import Actor, Part
from samenspraak.socialbase.queries.themes import InstrumentThemes

ROLES = [
    (Part.Role.LEADS, _lazy("trekt: is hier het eerst verantwoordelijk")),
    (Part.Role.DOES, _lazy("doet: voert het uit")),
    (Part.Role.CONTRIBUTES, _lazy("draagt bij: helpt mee, met mensen, tijd of ruimte")),
    (Part.Role.ASKED, _lazy("wordt gevraagd: moet nog ja zeggen")),
    (Part.Role.FINANCES, _lazy("betaalt")),
    (Part.Role.GAP, _lazy("ontbreekt: dit doet nog niemand")),
]


class PartForm(forms.Form):
    """Who does what on a theme, or what nobody does."""

    theme = forms.ChoiceField(label=_lazy("Thema"))
    role = forms.ChoiceField(
        label=_lazy("Rol"),
        choices=ROLES,
        widget=forms.RadioSelect,
        error_messages={"required": _lazy("Kies een rol.")},
    )
    actor = forms.ChoiceField(
        label=_lazy("Wie?"), required=False, help_text=_lazy("Laat leeg als dit nog niemand doet.")
    )
    area_code = forms.ChoiceField(label=_lazy("In welke buurt?"), required=False)
    note = OneLineField(
        label=_lazy("Toelichting"),
        max_length=longest(Part, "note"),
        required=False,
        help_text=_lazy("Bijvoorbeeld wat er precies ontbreekt. Noem geen mensen bij naam."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        instruments: Iterable[InstrumentThemes],
        actors: Iterable[Actor],
        areas: Sequence[Choice],
        theme: str,
        actor: str = "",
    ) -> None:
        self.actors = {str(one.pk): one for one in actors}
        super().__init__(data, initial={"theme": theme, "actor": actor})
        offer(self, "theme", [(one.title, list(one.themes)) for one in instruments])
        offer(self, "actor", [("", _("Nog niemand")), *actor_choices(self.actors)])
        offer(self, "area_code", [("", _("Overal")), *areas])

    def clean(self) -> dict[str, Any]:
        """A role is somebody's; a gap is nobody's, and says what is missing."""
        values: dict[str, Any] = super().clean() or {}
        is_gap = values.get("role") == Part.Role.GAP
        if values.get("role") and not is_gap and not values.get("actor"):
            self.add_error("actor", _("Kies wie dit doet, of kies “ontbreekt”."))
        if is_gap and values.get("actor"):
            self.add_error(
                "actor", _("Wat ontbreekt, doet nog niemand. Laat dit leeg, of kies een andere rol.")
            )
        if is_gap and not values.get("note") and "note" not in self.errors:
            self.add_error("note", _("Schrijf op wat er ontbreekt."))
        return values

    def values(self) -> dict[str, Any]:
        """Return the line that was filled in."""
        told = {name: self.cleaned_data[name] for name in ("theme", "role", "area_code", "note")}
        return {**told, "actor": self.actors.get(self.cleaned_data["actor"])}
