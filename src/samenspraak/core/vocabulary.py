"""The words of the map of the social base: topics, target groups and pillars, checked when they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError

from samenspraak.core.faults import Fault, Flaw, InstrumentFault, path_in_words, quoted
from samenspraak.core.parts import Part, Slug, Text, Words
from samenspraak.core.reading import read

THEME_KEY = r"^[a-z][a-z0-9-]{1,59}:[A-Z][A-Z0-9]{0,3}$"
ThemeKey = Annotated[str, StringConstraints(pattern=THEME_KEY)]


class Word(Part):
    """A word that entries are described with."""

    id: Slug
    """The key in the database and in files; it never changes its meaning."""
    name: Text
    """What people see."""
    also: Annotated[tuple[Words, ...], Field(max_length=20)] = ()
    """Other words for it, in files that are read in."""


class Topic(Word):
    """What an entry is about, and the themes of the instruments it bears on."""

    themes: Annotated[tuple[ThemeKey, ...], Field(max_length=20)]
    """The themes it bears on, each as "<instrument>:<theme>"."""


class Pillar(Word):
    """One of the four pillars of social quality."""

    explanation: Text
    """What it means, in plain words."""


class Vocabulary(Part):
    """All words, in the order in which they are shown."""

    format: Literal[1]
    """The version of this file format: 1."""
    topics: Annotated[tuple[Topic, ...], Field(min_length=1, max_length=40)]
    """What entries are about."""
    target_groups: Annotated[tuple[Word, ...], Field(min_length=1, max_length=40)]
    """Whom entries are for."""
    pillars: Annotated[tuple[Pillar, ...], Field(min_length=4, max_length=4)]
    """The pillars of social quality."""

    def topics_on(self, theme: str) -> tuple[Topic, ...]:
        """Return the topics that bear on a theme, given as "<instrument>:<theme>"."""
        return tuple(one for one in self.topics if theme in one.themes)

    def themes_of(self, topics: Sequence[str]) -> frozenset[str]:
        """Return the themes that some topics bear on."""
        return frozenset(theme for one in self.topics if one.id in topics for theme in one.themes)


def load_vocabulary(text: str | bytes, *, name: str) -> Vocabulary:
    """Return the vocabulary in *text*; InstrumentFault with every reason to refuse it, each with its line."""
    reading = read(text)
    flaws = list(reading.flaws)
    vocabulary: Vocabulary | None = None
    if reading.whole:
        try:
            vocabulary = Vocabulary.model_validate(reading.value)
            flaws += twice(vocabulary)
        except ValidationError as error:
            flaws += [
                Flaw(one["loc"], f"{quoted(one['input'])} is not possible here", f"{one['msg']}.")
                for one in error.errors(include_url=False)
            ]
    if flaws or vocabulary is None:
        faults = (
            Fault(
                name, one.line or reading.line_of(one.path), path_in_words(one.path), one.problem, one.remedy
            )
            for one in flaws
        )
        raise InstrumentFault(sorted(faults, key=lambda fault: fault.line))
    return vocabulary


def twice(vocabulary: Vocabulary) -> Iterator[Flaw]:
    """Yield what stands in the same list twice, as a key or as a word."""
    for kind in ("topics", "target_groups", "pillars"):
        seen: set[str] = set()
        words: tuple[Word, ...] = getattr(vocabulary, kind)
        for place, word in enumerate(words):
            for spelling in spellings(word):
                if spelling in seen:
                    yield Flaw(
                        (kind, place), f"{quoted(spelling)} stands here twice", "Leave one of them out."
                    )
            seen |= spellings(word)


def spellings(word: Word) -> set[str]:
    """Return every way to write a word, in small letters."""
    every = (word.id, word.name.nl, word.name.to("en"), *word.also)
    return {" ".join(one.casefold().split()) for one in every}
