"""The form of this room: which remarks the group may read."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.models import Remark

SHOW, HIDE = "show", "hide"
CHOICES = [(SHOW, _lazy("Laat zien")), (HIDE, _lazy("Niet laten zien"))]
CHOSEN = {Remark.Status.RELEASED.value: SHOW, Remark.Status.WITHHELD.value: HIDE}


class RemarksForm(forms.Form):
    """One choice per remark; what is left open keeps waiting."""

    def __init__(self, remarks: Iterable[Remark], **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        for remark in remarks:
            self.fields[str(remark.pk)] = forms.ChoiceField(
                choices=CHOICES,
                required=False,
                widget=forms.RadioSelect,
                initial=CHOSEN.get(remark.status, ""),
                label=_lazy("Mag de groep deze opmerking lezen?"),
            )

    def choices(self) -> dict[UUID, bool]:
        """Return per remark whether the group may read it."""
        chosen = self.cleaned_data.items()
        return {UUID(name): choice == SHOW for name, choice in chosen if choice in {SHOW, HIDE}}
