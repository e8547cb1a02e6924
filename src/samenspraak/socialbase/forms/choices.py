"""What the forms of the map let people choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from samenspraak.core.vocabulary import Word
from samenspraak.socialbase.models import Actor
from samenspraak.socialbase.wording.entries import language

Choice = tuple[str, str]


def offer(form: forms.Form, field: str, choices: Sequence[Any]) -> None:
    """Give a field of a form its choices."""
    form.fields[field].choices = list(choices)  # type: ignore[attr-defined]


def word_choices(words: Sequence[Word]) -> list[Choice]:
    """Return words of the vocabulary to choose from."""
    return [(one.id, one.name.to(language())) for one in words]


def actor_choices(actors: Mapping[str, Actor]) -> list[Choice]:
    """Return entries to choose from, by name."""
    named = ((key, one.name) for key, one in actors.items())
    return sorted(named, key=lambda one: one[1].casefold())
