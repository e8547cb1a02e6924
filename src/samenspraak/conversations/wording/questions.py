"""An instrument and its questions in words: what is asked, of whom, and how long it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from samenspraak.core.cards import FacetName
from samenspraak.core.disclosure import PlannedGroup
from samenspraak.core.instrument import Instrument, Item
from samenspraak.core.kinds import KINDS
from samenspraak.core.sheet import QuestionList

FACETS: dict[FacetName, str | Promise] = {
    "belongs": _lazy("hoort erbij"),
    "sphere": _lazy("sfeer"),
    "expectation": _lazy("verwacht"),
    "realism": _lazy("haalbaar"),
    "strength": _lazy("hoe sterk"),
}
"""What each question about a card is about, in a word."""


@dataclass(frozen=True)
class About:
    """An instrument in words: what it is and whose work."""

    title: str
    summary: str
    statement: str


@dataclass(frozen=True)
class Question:
    """A question or card in words; when it is not for all groups, those it is for, or the few it is not for."""

    text: str
    groups: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """A theme with its questions and cards in words."""

    id: str
    name: str
    introduction: str
    questions: tuple[Question, ...]


def lead(item: Item, instrument: Instrument, language: str) -> str:
    """Return what comes before a question in which people guess what another group would say; else nothing."""
    if item.of_group is None:
        return ""
    words = {"group": instrument.group(item.of_group).name.to(language)}
    return _("Wat denk je dat de groep ‘%(group)s’ hier zou zeggen?") % words


def asked(item: Item, instrument: Instrument, language: str) -> str:
    """Return a question as one text, with what comes before it."""
    return f"{lead(item, instrument, language)} {item.text.to(language)}".strip()


def about(instrument: Instrument, language: str) -> About:
    """Return what the instrument is and whose work."""
    return About(
        title=f"{instrument.title.to(language)} ({instrument.version})",
        summary=instrument.summary.to(language),
        statement=instrument.provenance.statement.to(language),
    )


def chapters(questions: QuestionList, groups: Sequence[PlannedGroup], language: str) -> list[Chapter]:
    """Return all questions and cards per theme, as a facilitator reads them beforehand."""
    return [
        Chapter(
            id=theme.id,
            name=theme.name.to(language),
            introduction=theme.introduction.to(language),
            questions=tuple(
                question(asked(item, questions.instrument, language), meant_for(item, groups), groups)
                for item in theme.items
            ),
        )
        for theme in questions.instrument.themes
    ]


def card_questions(
    questions: QuestionList, groups: Sequence[PlannedGroup], language: str
) -> tuple[Question, ...]:
    """Return what is asked of every card, with the answers to choose from; nothing without cards."""
    fullest = max((card.facets for card in questions.cards), key=len, default={})
    return tuple(
        replace(
            question(facet.question.to(language), meant_for(facet, groups), groups),
            answers=tuple(
                mark.name for mark in KINDS[facet.kind].control(facet, questions.instrument, language).marks
            ),
        )
        for facet in fullest.values()
    )


def amount(questions: QuestionList) -> str:
    """Return how many questions there are, and how many cards."""
    others = sum(questions.card_of(item) is None for item in questions.closed)
    asked = ngettext("%d vraag", "%d vragen", others) % others
    cards = ngettext("%d kaart", "%d kaarten", len(questions.cards)) % len(questions.cards)
    if not questions.cards or not others:
        return cards if questions.cards else asked
    return _("%(cards)s en %(asked)s") % {"cards": cards, "asked": asked}


def question(text: str, meant: tuple[str, ...], groups: Sequence[PlannedGroup]) -> Question:
    """Return a question with whom it is for, or with whom it is not for where those are fewer."""
    without = tuple(group.name for group in groups if group.name not in meant) if meant else ()
    if len(without) < len(meant):
        return Question(text=text, without=without)
    return Question(text=text, groups=meant)


def meant_for(item: Item, groups: Sequence[PlannedGroup]) -> tuple[str, ...]:
    """Return the names of the groups that get an item, nothing when all of them do."""
    meant = tuple(group.name for group in groups if not item.audience or group.audience in item.audience)
    return () if len(meant) == len(groups) else meant


def audience_choices(
    instrument: Instrument, audiences: Sequence[str], questions: QuestionList, language: str
) -> list[tuple[str, str]]:
    """Return per audience which questions it gets, in words."""
    return [(audience, audience_words(instrument, audience, questions, language)) for audience in audiences]


def audience_words(instrument: Instrument, audience: str, questions: QuestionList, language: str) -> str:
    """Return which questions an audience gets: all of them, or how many and meant for whom."""
    for_them = [item for _theme, items in questions.for_audience(audience) for item in items]
    asked, every = sum(item.id in questions.offsets for item in for_them), len(questions.closed)
    if asked == every:
        return _("Alles: %s") % amount(questions) if questions.cards else _("Alle %d vragen") % every
    meant = [group.name.to(language) for group in instrument.groups if group.audience == audience]
    if questions.cards:
        return _("Korter, zoals %s") % meant[0] if meant else _("Minder vragen")
    if not meant:
        return _("%(asked)d van de %(every)d vragen") % {"asked": asked, "every": every}
    return _("%(asked)d vragen, zoals %(meant)s") % {"asked": asked, "meant": meant[0]}


def minutes(questions: QuestionList) -> str:
    """Return about how long answering takes, from the group that is asked least to the one that is asked most."""
    audiences: set[str | None] = {group.audience for group in questions.instrument.groups} or {None}
    taken = [minutes_for(questions, audience) for audience in audiences]
    shortest, longest = min(taken), max(taken)
    if shortest == longest:
        return str(longest)
    return _("%(shortest)s tot %(longest)s") % {"shortest": shortest, "longest": longest}


def minutes_for(questions: QuestionList, audience: str | None) -> int:
    """Return the minutes for one audience: twenty seconds a question, ten a card and six a question about it."""
    items = [item for _theme, asked in questions.for_audience(audience) for item in asked]
    about_cards = sum(questions.card_of(item) is not None for item in items)
    seconds = 20 * (len(items) - about_cards) + 10 * len(questions.cards_for(audience)) + 6 * about_cards
    return max(5, -(-seconds // 300) * 5)


def explanations(instrument: Instrument, language: str) -> dict[str, str]:
    """Return who belongs to each group the instrument suggests, by its name in any language.

    A group the facilitator renamed is another group: of that one nothing is said.
    """
    return {
        name: group.explanation.to(language)
        for group in instrument.groups
        if group.explanation
        for name in (group.name.nl, group.name.to("en"))
    }
