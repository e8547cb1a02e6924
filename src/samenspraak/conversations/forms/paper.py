"""One sheet of paper, made to be typed: a number per question, and Tab."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.forms.joining import NameField
from samenspraak.conversations.models import Round, StakeholderGroup
from samenspraak.conversations.queries.entering import is_named
from samenspraak.conversations.queries.rounds import questions_of
from samenspraak.conversations.services.entering import Entry
from samenspraak.conversations.wording.questions import FACETS, asked
from samenspraak.core.answer_table import LONGEST_NAME, choices, meanings, plain
from samenspraak.core.cards import Facet
from samenspraak.core.kinds import KINDS
from samenspraak.core.kinds.kind import NOT_ANSWERED, Refusal
from samenspraak.core.parts import Item
from samenspraak.core.sheet import empty_sheet, patch


@dataclass(frozen=True)
class Row:
    """One question, with what may be typed where that was not said just before."""

    legend: str
    field: forms.BoundField


@dataclass(frozen=True)
class CardRow:
    """One card: its name, and a small field for each question about it."""

    card: str
    fields: tuple[tuple[str | Promise, forms.BoundField], ...]


@dataclass(frozen=True)
class Part:
    """One theme of the sheet."""

    letter: str
    name: str
    rows: tuple[Row | CardRow, ...]


class PaperForm(forms.Form):
    """One sheet of paper of one group, made to be typed: a number per question, and Tab.

    Each question is a field with its id; the other fields have an underscore in their name, as no id has.
    """

    def __init__(self, *args: Any, round: Round, group: StakeholderGroup | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.round, self.group, self.questions = round, group, questions_of(round)
        self.themes = self.questions.for_audience(group.audience if group else None)
        self.fields["sheet_key"] = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
        if is_named(round):
            self.fields["person_name"] = NameField(
                label=_lazy("Naam"),
                max_length=LONGEST_NAME,
                error_messages={
                    "required": _lazy(
                        "Vul de naam in. In dit gesprek zien alle deelnemers wie wat antwoordt."
                    )
                },
            )
        for _theme, items in self.themes:
            for item in items:
                self.fields[item.id] = self.field_of(item)
        if not self.is_bound:
            first = next(name for name in self.fields if name != "sheet_key")
            self.fields[first].widget.attrs["autofocus"] = True
        self.fields["people_number"] = forms.IntegerField(
            label=_lazy("Hoeveel mensen vulden dit blad samen in?"),
            min_value=1 if group else 2,
            max_value=99,
            initial=1 if group else None,
            help_text=_lazy("Vulde een tafel het blad samen in? Dan telt het als één stem."),
        )

    def field_of(self, item: Item) -> forms.Field:
        """Return the field of one question."""
        text = asked(item, self.questions.instrument, self.language)
        if item.id not in self.questions.offsets:
            return forms.CharField(label=text, required=False, widget=forms.Textarea(attrs={"rows": 2}))
        attributes = {"size": 3, "autocomplete": "off", "maxlength": 60}
        return forms.CharField(label=text, required=False, widget=forms.TextInput(attrs=attributes))

    @property
    def language(self) -> str:
        """Return the language of the questions."""
        return "en" if get_language() == "en" else "nl"

    def parts(self) -> list[Part]:
        """Return the themes with their fields; what may be typed stands above the first question it is for."""
        return [
            Part(theme.id, theme.name.to(self.language), tuple(self.rows(items)))
            for theme, items in self.themes
        ]

    def keys(self) -> tuple[tuple[str | Promise, str], ...]:
        """Return what may be typed at each question about a card: it is the same for every card."""
        asked = (item for _theme, items in self.themes for item in items)
        facets = {item.facet: item for item in asked if isinstance(item, Facet)}
        return tuple((FACETS[name], self.legend(item)) for name, item in facets.items())

    def rows(self, items: Sequence[Item]) -> Iterator[Row | CardRow]:
        """Yield the questions of a theme, and each card once."""
        before = ""
        for card, group in groupby(items, key=self.card_of):
            if card:
                fields = tuple(
                    (FACETS[item.facet], self[item.id]) for item in group if isinstance(item, Facet)
                )
                yield CardRow(card=card, fields=fields)
                continue
            for item in group:
                legend = self.legend(item)
                yield Row(legend=legend if legend != before else "", field=self[item.id])
                before = legend or before

    def card_of(self, item: Item) -> str:
        """Return the name of the card that a question is about; nothing for another question."""
        card = self.questions.card_of(item)
        return card.item.text.to(self.language) if card else ""

    def legend(self, item: Item) -> str:
        """Return what may be typed at a question; nothing for a text."""
        if item.id not in self.questions.offsets:
            return ""
        known = choices(item, self.questions.instrument, self.language)
        return " · ".join(code if code == words else f"{code} {words}" for code, words in known)

    def clean(self) -> dict[str, Any]:
        """Read every answer; what is no answer is told at its question, and stays there to be mended."""
        said = super().clean() or {}
        self.cells: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        for _theme, items in self.themes:
            for item in items:
                self.read(item, said.get(item.id) or "")
        if not self.errors and not self.cells and not self.texts:
            self.add_error(None, _lazy("Dit blad is nog leeg. Typ minstens één antwoord."))
        return said

    def read(self, item: Item, typed: str) -> None:
        """Read one answer."""
        instrument = self.questions.instrument
        if item.id in self.questions.offsets:
            mark = meanings(item, instrument).get(plain(typed))
            if mark is None:
                possible = ", ".join(code for code, _words in choices(item, instrument, self.language))
                self.add_error(
                    item.id,
                    _("“%(typed)s” kan hier niet. Kies uit: %(choices)s.")
                    % {"typed": typed, "choices": possible},
                )
            elif mark != NOT_ANSWERED:
                self.cells[item.id] = mark
            return
        text = KINDS[item.kind].parse(typed, item, instrument)
        if isinstance(text, Refusal):
            self.add_error(
                item.id, _("Deze tekst is te lang, of er staan tekens in die we niet kunnen lezen.")
            )
        elif text:
            self.texts[item.id] = text

    def entry(self) -> Entry:
        """Return the sheet, after validation."""
        said = self.cleaned_data
        return Entry(
            group=self.group,
            sheet=patch(empty_sheet(self.questions), self.questions, self.cells),
            name=said.get("person_name", ""),
            texts=self.texts,
            people=said["people_number"],
        )

    @property
    def digest(self) -> str:
        """Return what recognises this form when it is sent twice."""
        key: UUID = self.cleaned_data["sheet_key"]
        return key.hex
