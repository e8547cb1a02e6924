"""The forms of stop 5: an action with the instrument's own fields, and what a facilitator notes about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.forms.editing import EditingForm, VersionField, longest
from samenspraak.core.parts import AgendaField, Item
from samenspraak.core.sheet import QuestionList
from samenspraak.organisations.forms import OneLineField, ParagraphsField
from samenspraak.outcomes.models import Action, ActionStep
from samenspraak.outcomes.wording.agenda_fields import fields_of

ONE_LINE = ("what", "owner", "partners")
DATES = ("deadline", "review_on")
DATE_FORMATS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
LAST_YEAR = 2100
Kind = ActionStep.Kind
NOTED = {
    Kind.PROGRESS: _lazy("Er is voortgang"),
    Kind.DONE: _lazy("Het is gedaan"),
    Kind.REVIEWED: _lazy("We hebben teruggekeken"),
    Kind.ACCEPTED: _lazy("De trekker heeft ja gezegd"),
    Kind.STOPPED: _lazy("We stoppen ermee"),
}
NEEDS_WORDS = (Kind.PROGRESS, Kind.STOPPED)


class DayField(forms.DateField):
    """A day, chosen in a calendar or typed."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=DATE_FORMATS, **kwargs)

    def to_python(self, value: Any) -> date | None:
        """Return the day; one that no calendar will reach is a slip of the pen."""
        day = super().to_python(value)
        if day is not None and not 2000 <= day.year <= LAST_YEAR:
            raise ValidationError(_("Controleer het jaartal."))
        return day


class ActionForm(EditingForm):
    """One line of the action agenda, with the fields and the words of the instrument."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = VersionField()

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        questions: QuestionList,
        language: str,
        today: date,
        action: Action | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.agenda = fields_of(questions.instrument)
        self.questions, self.today, self.action = questions, today, action
        super().__init__(data, initial=first_values(action, initial or {}))
        self.fields["theme"] = theme_field(questions, language, action)
        self.fields["item"] = statement_field(questions, language, action)
        for one in self.agenda:
            self.fields[one.id] = agenda_field(one, language)
            if one.id == "owner":
                self.fields["owner_email"] = owner_email_field()
        self.remember()

    @property
    def columns(self) -> list[str]:
        """Return the columns of an action that this form fills."""
        return [name for name in self.fields if name not in ("key", "version")]

    def values(self) -> dict[str, Any]:
        """Return everything that was filled in, for a new action."""
        return {name: self.cleaned_data[name] for name in self.columns}

    def clean_deadline(self) -> date | None:
        """A new date lies ahead; one that has passed may stay as it was."""
        deadline: date | None = self.cleaned_data["deadline"]
        if deadline is not None and deadline < self.today and "deadline" in self.changed_data:
            raise ValidationError(_("Kies een datum die nog komt."))
        return deadline

    def clean(self) -> dict[str, Any]:
        """A statement belongs to the chosen theme."""
        values: dict[str, Any] = super().clean() or {}
        theme, item = values.get("theme"), values.get("item")
        if theme and item and item not in statements_of(self.questions, theme) and self.is_new_item(item):
            self.add_error("item", _("Deze stelling hoort bij een ander thema."))
        return values

    def is_new_item(self, item: str) -> bool:
        """Say whether a statement was chosen now; one of an earlier instrument may stay."""
        return self.action is None or self.action.item != item


def first_values(action: Action | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the first values of the form: the action as it is, or a new one with a key of its own."""
    if action is None:
        return {"key": uuid4(), "version": 0, **given}
    columns = [field.name for field in Action._meta.fields if not field.is_relation]
    return {name: getattr(action, name) for name in columns}


def theme_field(questions: QuestionList, language: str, action: Action | None) -> forms.ChoiceField:
    """Return the choice of a theme; one that the instrument no longer has stays to choose."""
    themes = [(theme.id, f"{theme.id}. {theme.name.to(language)}") for theme in questions.themes]
    if action and action.theme not in dict(themes):
        themes.append((action.theme, action.theme))
    return forms.ChoiceField(label=_("Thema"), choices=[("", _("Kies een thema")), *themes])


def statement_field(questions: QuestionList, language: str, action: Action | None) -> forms.ChoiceField:
    """Return the choice of a statement, per theme."""
    groups: list[tuple[str, Any]] = [("", _("Het hele thema"))]
    for theme in questions.themes:
        items = [
            (item.id, name_of(item, questions, language)) for item in theme.items if item.kind == "ordinal"
        ]
        groups.append((f"{theme.id}. {theme.name.to(language)}", items))
    known = {item.id for item in questions.items if item.kind == "ordinal"}
    if action and action.item and action.item not in known:
        groups.append((action.item, action.item))
    label, help_text = _("Stelling"), _("Gaat de actie over één stelling? Kies die dan.")
    if questions.cards:
        label, help_text = _("Kaart"), _("Gaat de actie over één kaart? Kies die dan.")
    return forms.ChoiceField(label=label, choices=groups, required=False, help_text=help_text)


def name_of(item: Item, questions: QuestionList, language: str) -> str:
    """Return a statement, or the card that a question is about."""
    card = questions.card_of(item)
    return (card.item if card else item).text.to(language)


def statements_of(questions: QuestionList, theme_id: str) -> set[str]:
    """Return the ids of the statements of one theme."""
    return {item.id for theme in questions.themes if theme.id == theme_id for item in theme.items}


def agenda_field(field: AgendaField, language: str) -> forms.Field:
    """Return one field of the instrument's agenda, with its words."""
    words: dict[str, Any] = {
        "label": field.name.to(language),
        "help_text": field.help.to(language) if field.help else "",
        "required": field.required or field.id == "what",
    }
    if field.id in DATES:
        return DayField(**words)
    length = longest(Action, field.id)
    if field.id in ONE_LINE:
        return OneLineField(max_length=length, **words)
    return ParagraphsField(max_length=length, widget=forms.Textarea(attrs={"rows": 3}), **words)


def owner_email_field() -> forms.EmailField:
    """Return the field for the owner's address."""
    return forms.EmailField(
        label=_("E-mailadres van de trekker"),
        required=False,
        max_length=254,
        help_text=_("Voor de persoonlijke link en een herinnering. Alleen jullie zien het adres."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class FollowUpForm(forms.Form):
    """What a facilitator notes about an action."""

    kind = forms.ChoiceField(
        label=_lazy("Wat is er gebeurd?"), choices=list(NOTED.items()), widget=forms.RadioSelect
    )
    text = ParagraphsField(
        label=_lazy("Toelichting"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    review_on = DayField(label=_lazy("Wanneer kijken jullie weer terug?"), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Progress and stopping need a word of explanation."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("kind") in NEEDS_WORDS and not values.get("text") and "text" not in self.errors:
            self.add_error("text", _("Schrijf in een paar woorden wat er speelt."))
        return values
