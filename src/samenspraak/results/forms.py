"""The forms of this room: which remarks the group may read, and how to talk about the picture."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.forms.editing import EditingForm, VersionField
from samenspraak.conversations.models import Remark
from samenspraak.results.models import AgendaPlan

SHOW, HIDE = "show", "hide"
CHOICES = [(SHOW, _lazy("Laat zien")), (HIDE, _lazy("Niet laten zien"))]
CHOSEN = {Remark.Status.RELEASED.value: SHOW, Remark.Status.WITHHELD.value: HIDE}


class RemarksForm(forms.Form):
    """One choice per remark; what is left open keeps waiting, unless ``rest`` says to show it.

    ``release`` is the release whose remarks stood on the page: nobody chose about what came later.
    """

    rest = forms.BooleanField(required=False)
    release = forms.IntegerField(required=False, max_value=2_000_000_000, widget=forms.HiddenInput)

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

    def choices(self, read: Collection[UUID]) -> dict[UUID, bool]:
        """Return per remark that was *read* whether the group may read it."""
        left_open = SHOW if self.cleaned_data["rest"] else ""
        chosen = {remark: self.cleaned_data.get(str(remark)) or left_open for remark in read}
        return {remark: choice == SHOW for remark, choice in chosen.items() if choice}


SHORTEST_MEETING, LONGEST_MEETING = 30, 240
ALWAYS = "close"
CLOCK = ["%H:%M", "%H:%M:%S", "%H.%M"]


@dataclass(frozen=True)
class Place:
    """A theme as it stands on the agenda now: its place from 1 (None: none), and its minutes (None: divided)."""

    theme: str
    name: str
    place: int | None = None
    minutes: int | None = None
    given: int = 0


@dataclass(frozen=True)
class Length:
    """A part that is about no single theme, as it stands on the agenda now: its kind, its name and its minutes."""

    kind: str
    name: str
    minutes: int


@dataclass(frozen=True)
class PlaceRow:
    """One theme with its two fields; ``given`` is what dividing the time gives it now."""

    theme: str
    name: str
    place: forms.BoundField
    minutes: forms.BoundField
    given: int


@dataclass(frozen=True)
class LengthRow:
    """One part with its field."""

    name: str
    minutes: forms.BoundField


class AgendaForm(EditingForm):
    """How long the meeting is, when it begins, per theme its place and its minutes, and those of other parts."""

    minutes = forms.IntegerField(
        label=_lazy("Hoeveel minuten hebben jullie?"),
        min_value=SHORTEST_MEETING,
        max_value=LONGEST_MEETING,
        widget=forms.NumberInput(attrs={"step": 5}),
    )
    starts_at = forms.TimeField(
        label=_lazy("Hoe laat begint het?"),
        required=False,
        input_formats=CLOCK,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _lazy("Schrijf de tijd als 19:30.")},
    )
    version = VersionField()

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        plan: AgendaPlan,
        places: Iterable[Place],
        lengths: Iterable[Length] = (),
    ) -> None:
        self.plan, self.places, self.lengths = plan, tuple(places), tuple(lengths)
        super().__init__(data, initial=initial_of(plan, self.places, self.lengths))
        for one in self.places:
            self.add_place(one)
        for part in self.lengths:
            label = _("Minuten voor “%(part)s”") % {"part": part.name}
            self.fields[minutes_name(part.kind)] = number_field(label, least=int(part.kind == ALWAYS))
        self.remember()

    def add_place(self, one: Place) -> None:
        """Add the two fields of a theme."""
        words = {"theme": f"{one.theme}, {one.name}"}
        self.fields[place_name(one.theme)] = number_field(_("Plek van thema %(theme)s") % words, most=99)
        self.fields[minutes_name(one.theme)] = number_field(_("Minuten voor thema %(theme)s") % words)

    @property
    def rows(self) -> list[PlaceRow]:
        """Return the themes with their fields, as they stand on the agenda."""
        return [
            PlaceRow(
                theme=one.theme,
                name=one.name,
                place=self[place_name(one.theme)],
                minutes=self[minutes_name(one.theme)],
                given=one.given,
            )
            for one in self.places
        ]

    @property
    def length_rows(self) -> list[LengthRow]:
        """Return the other parts with their field, in the order of the meeting."""
        return [LengthRow(part.name, self[minutes_name(part.kind)]) for part in self.lengths]

    def clean(self) -> dict[str, Any]:
        """Refuse an agenda without themes."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and self.moves_themes() and not self.themes():
            raise forms.ValidationError(_("Laat ten minste één thema op de agenda staan."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return what this person changed."""
        values = self.changed(("minutes", "starts_at"))
        if self.moves_themes():
            values["themes"] = self.themes()
        chosen = {part.kind: minutes_name(part.kind) for part in self.lengths}
        changed = {
            kind: self.cleaned_data[name] for kind, name in chosen.items() if name in self.changed_data
        }
        if changed:
            lengths = {**self.plan.lengths, **changed}
            values["lengths"] = {kind: minutes for kind, minutes in lengths.items() if minutes is not None}
        return values

    def moves_themes(self) -> bool:
        """Say whether this person changed the place or the minutes of a theme."""
        names = {name(one.theme) for one in self.places for name in (place_name, minutes_name)}
        return bool(names.intersection(self.changed_data))

    def themes(self) -> list[list[Any]]:
        """Return the themes that have a place, in order, each with its minutes."""
        wanted = [one for one in self.places if self.has_place(one)]
        wanted.sort(key=self.order)
        return [[one.theme, self.cleaned_data[minutes_name(one.theme)]] for one in wanted]

    def has_place(self, one: Place) -> bool:
        """Say whether a theme is on the agenda: it has a place, or got minutes while it had none."""
        minutes = minutes_name(one.theme)
        asked = one.place is None and minutes in self.changed_data and self.cleaned_data[minutes] is not None
        return self.cleaned_data[place_name(one.theme)] is not None or asked

    def order(self, one: Place) -> tuple[int, int]:
        """Return where a theme comes: who moves up goes before the one that stood there, who moves down behind."""
        typed = self.cleaned_data[place_name(one.theme)] or len(self.places) + 1
        before = one.place or len(self.places) + 2
        return typed, (typed > before) - (typed < before)


def initial_of(plan: AgendaPlan, places: Iterable[Place], lengths: Iterable[Length] = ()) -> dict[str, Any]:
    """Return what the agenda is now, as the form's first values."""
    now: dict[str, Any] = {
        "minutes": plan.minutes,
        "starts_at": plan.starts_at.strftime(CLOCK[0]) if plan.starts_at else None,
        "version": plan.version,
    }
    for one in places:
        now |= {place_name(one.theme): one.place, minutes_name(one.theme): one.minutes}
    return {**now, **{minutes_name(part.kind): part.minutes for part in lengths}}


def number_field(label: str, *, least: int = 1, most: int = LONGEST_MEETING) -> forms.IntegerField:
    """Return a field for a number that may stay empty."""
    return forms.IntegerField(label=label, required=False, min_value=least, max_value=most)


def place_name(theme: str) -> str:
    """Return the name of the field with the place of a theme."""
    return f"place_{theme}"


def minutes_name(part: str) -> str:
    """Return the name of the field with the minutes of a theme or of another part."""
    return f"minutes_{part}"
