"""The form of one theme: a note per guiding question and the joint position, each with its own version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.forms.editing import EditingForm, VersionField, longest
from samenspraak.organisations.forms import ParagraphsField
from samenspraak.outcomes.forms.agreeing import reason_field, reservations_field
from samenspraak.outcomes.models import JointPosition, Note
from samenspraak.outcomes.queries.standing import WHOLE_THEME, ThemeStanding

POSITION = ("now", "wanted", "reason", "reservations")
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Part:
    """What is kept on its own: the joint position (no ``question``), or the note on one question."""

    question: str | None
    fields: tuple[str, ...]
    version_field: str
    values: Mapping[str, Any]
    version: int

    @property
    def text(self) -> str:
        """Return the text of a note."""
        return str(self.values[self.fields[0]])


class StepField(forms.TypedChoiceField):
    """One step of the scale, or none."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=None, required=False, **kwargs)


class ThemeForm(EditingForm):
    """What the table says about one theme."""

    hide_optional = True

    now = StepField(label=_lazy("Waar staan we nu?"))
    wanted = StepField(label=_lazy("Waar willen we over twee jaar staan?"))
    reason = reason_field(longest(JointPosition, "reason"))
    reservations = reservations_field(longest(JointPosition, "reservations"))
    position_version = VersionField()

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        standing: ThemeStanding,
        now: Choices,
        wanted: Choices,
        language: str,
    ) -> None:
        super().__init__(data, initial=initial_of(standing))
        self.standing = standing
        none = ("", _("Nog niet gekozen"))
        self.fields["now"].choices = [*now, none]  # type: ignore[attr-defined]
        self.fields["wanted"].choices = [*wanted, none]  # type: ignore[attr-defined]
        if not now:
            del self.fields["now"], self.fields["wanted"]
        for question, label in note_labels(standing, language):
            self.fields[note_name(question)] = note_field(label)
            self.fields[version_name(question)] = VersionField()
        self.remember()

    @property
    def notes(self) -> list[forms.BoundField]:
        """Return the notes, in the order of the questions."""
        return [self[note_name(question)] for question in self.standing.notes]

    def changed_parts(self) -> list[Part]:
        """Return the parts this person changed, each with the version it began with."""
        parts = [self.part(None, POSITION, "position_version")]
        for question in self.standing.notes:
            parts.append(self.part(question, (note_name(question),), version_name(question)))
        return [part for part in parts if part.values]

    def part(self, question: str | None, fields: tuple[str, ...], version_field: str) -> Part:
        """Return one part as this person sent it."""
        version = self.cleaned_data[version_field]
        return Part(question, fields, version_field, self.changed(fields), version)


def initial_of(standing: ThemeStanding) -> dict[str, Any]:
    """Return what stands there now, as the form's first values."""
    position = {name: getattr(standing.position, name) for name in POSITION}
    notes = {note_name(question): note.text for question, note in standing.notes.items()}
    versions = {version_name(question): note.version for question, note in standing.notes.items()}
    return {**position, "position_version": standing.position.version, **notes, **versions}


def note_labels(standing: ThemeStanding, language: str) -> Iterable[tuple[str, str]]:
    """Yield a label per note: the guiding question, and one for everything else."""
    for question in standing.theme.deepening:
        yield question.id, question.text.to(language)
    yield WHOLE_THEME, _("Wat werd er verder gezegd? Ook wat nog geen actie is.")


def note_field(label: str) -> ParagraphsField:
    """Return the field of one note."""
    return ParagraphsField(
        label=label,
        required=False,
        max_length=longest(Note, "text"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def note_name(question: str) -> str:
    """Return the name of the field with the note on one question."""
    return f"note_{question}"


def version_name(question: str) -> str:
    """Return the name of the field with the version of that note."""
    return f"version_{question}"
