"""Forms for ties: with whom, what, how strong, and who says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.forms.editing import longest
from samenspraak.organisations.forms import OneLineField
from samenspraak.socialbase.forms.choices import Choice, actor_choices, offer
from samenspraak.socialbase.models import Actor, Tie
from samenspraak.socialbase.wording.ties import FROM_TARGET

# Both directions in one list: "hosts" and, seen from the other end, "hosts<".
BACK = "<"
TWO_WAYS = (Tie.Kind.REFERS_TO, Tie.Kind.HOSTS, Tie.Kind.FINANCES, Tie.Kind.SUPPORTS)


def kind_choices() -> list[Choice]:
    """Return every sort of tie, those with a direction from both ends."""
    forward = [(kind.value, str(kind.label)) for kind in Tie.Kind]
    backward = [(f"{kind.value}{BACK}", str(FROM_TARGET[kind])) for kind in TWO_WAYS]
    order = [kind.value for kind in Tie.Kind]
    return sorted([*forward, *backward], key=lambda one: (order.index(one[0].rstrip(BACK)), one[0]))


class StrengthForm(forms.Form):
    """How strong a tie is."""

    strength = forms.TypedChoiceField(
        label=_lazy("Hoe sterk is het?"),
        choices=Tie.Strength.choices,
        coerce=int,
        initial=Tie.Strength.WEAK,
        widget=forms.RadioSelect,
    )
    note = OneLineField(
        label=_lazy("Toelichting"),
        max_length=longest(Tie, "note"),
        required=False,
        help_text=_lazy("Bijvoorbeeld: elke dinsdag samen een inloop. Noem geen mensen bij naam."),
    )


class TieForm(StrengthForm):
    """A new tie of an entry."""

    kind = forms.ChoiceField(
        label=_lazy("Wat is de verbinding?"), error_messages={"required": _lazy("Kies een verbinding.")}
    )
    other = forms.ChoiceField(label=_lazy("Met wie?"), error_messages={"required": _lazy("Kies met wie.")})
    said_by = forms.MultipleChoiceField(
        label=_lazy("Wie zegt dat dit klopt?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_lazy("Vink aan wie dit zelf heeft gezegd. Zegt maar één kant het, dan staat dat erbij."),
    )
    field_order = ("kind", "other", "strength", "note", "said_by")

    def __init__(self, data: Any = None, *, actor: Actor, others: Iterable[Actor]) -> None:
        self.others = {str(one.pk): one for one in others}
        super().__init__(data)
        offer(self, "kind", [("", _("Kies")), *kind_choices()])
        offer(self, "other", [("", _("Kies")), *actor_choices(self.others)])
        offer(self, "said_by", [("self", actor.name), ("other", _("De andere kant"))])

    @property
    def chosen(self) -> Actor:
        """Return the entry at the other end."""
        return self.others[self.cleaned_data["other"]]

    @property
    def backwards(self) -> bool:
        """Say whether the tie comes from the other end."""
        return str(self.cleaned_data["kind"]).endswith(BACK)

    @property
    def chosen_kind(self) -> str:
        """Return the sort of tie, without its direction."""
        return str(self.cleaned_data["kind"]).rstrip(BACK)

    @property
    def sides(self) -> frozenset[str]:
        """Return which ends of the tie say so: "source" or "target"."""
        ends = (
            {"self": "target", "other": "source"} if self.backwards else {"self": "source", "other": "target"}
        )
        return frozenset(ends[one] for one in self.cleaned_data["said_by"])
