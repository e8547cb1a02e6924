"""Turns what is known of a conversation into words for the facilitator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from samenspraak.conversations.models import Conversation, Round
from samenspraak.core.cards import FacetName
from samenspraak.core.disclosure import Plan, PlannedGroup, Preview
from samenspraak.core.instrument import Instrument, Item
from samenspraak.core.kinds import KINDS
from samenspraak.core.sheet import QuestionList

NEAR = 0.25
FACETS: dict[FacetName, str | Promise] = {
    "belongs": _lazy("hoort erbij"),
    "sphere": _lazy("sfeer"),
    "expectation": _lazy("verwacht"),
    "realism": _lazy("haalbaar"),
    "strength": _lazy("hoe sterk"),
}
"""What each question about a card is about, in a word."""


@dataclass(frozen=True)
class State:
    """The state of a round in a word, with the badge that goes with it."""

    badge: str
    word: str


@dataclass(frozen=True)
class Sight:
    """What will be shown of one display group, or of everybody."""

    name: str
    people: str
    shown: bool
    sentence: str


@dataclass(frozen=True)
class Proposal:
    """Groups to show as one, so that none of them stays hidden."""

    keys: tuple[str, ...]
    names: str


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


def moment(at: datetime) -> str:
    """Return a moment as people say it."""
    return date_format(localtime(at), "l j F Y, H:i")


def state_of(round: Round, now: datetime) -> State:
    """Return where a round is in its life."""
    if round.status == Round.Status.DRAFT:
        return State("open", _("In voorbereiding"))
    if round.status == Round.Status.CLOSED or round.closes_at <= now:
        return State("done", _("Gesloten"))
    if now < round.opens_at:
        return State("attention", _("Opent op %s") % date_format(localtime(round.opens_at), "j F, H:i"))
    return State("busy", _("Open tot %s") % date_format(localtime(round.closes_at), "j F, H:i"))


def people(number: int) -> str:
    """Return a number of people in words."""
    return ngettext("%d mens", "%d mensen", number) % number


def sights(plan: Plan, preview: Preview) -> list[Sight]:
    """Return, group by group and for everybody, what will be seen if everybody answers."""
    return [everybody(plan, preview), *(sight(key, plan, preview) for key in plan.displays)]


def everybody(plan: Plan, preview: Preview) -> Sight:
    """Return what will be seen of the whole."""
    shown = preview.total_shown
    sentence = _("jullie zien wat iedereen samen antwoordt.")
    if not shown:
        sentence = _("dit blijft verborgen, want we laten pas iets zien vanaf %d mensen.") % plan.k
    return Sight(name=_("Iedereen samen"), people=people(preview.expected), shown=shown, sentence=sentence)


def sight(key: str, plan: Plan, preview: Preview) -> Sight:
    """Return what will be seen of one display group."""
    number = sum(group.expected for group in members(key, plan))
    shown = key in preview.shown
    sentence = why_shown(number, plan.k) if shown else why_hidden(number, plan.k)
    return Sight(name=plan.displays[key], people=people(number), shown=shown, sentence=sentence)


def why_shown(number: int, k: int) -> str:
    """Return that a group is seen; when nobody may be missing, that too."""
    if number == k:
        return _(
            "jullie zien wat deze groep antwoordt, als niemand ontbreekt. Eén minder, en het blijft verborgen."
        )
    return _("jullie zien wat deze groep antwoordt.")


def why_hidden(number: int, k: int) -> str:
    """Return why a group stays hidden."""
    if number == 0:
        return _("je hebt nog geen aantal ingevuld.")
    if number < k:
        return (
            _(
                "dit antwoord blijft verborgen, want een groep van minder dan %d mensen laten we niet apart zien."
            )
            % k
        )
    return _(
        "dit antwoord blijft verborgen, want anders is uit te rekenen wat de kleinere groepen antwoordden."
    )


def members(display: str, plan: Plan) -> list[PlannedGroup]:
    """Return the groups that are shown under one display key."""
    return [group for group in plan.groups if group.display == display]


def proposals(plan: Plan, preview: Preview) -> list[Proposal]:
    """Return the proposed merges with the names of their groups."""
    names = {group.key: group.name for group in plan.groups}
    return [Proposal(keys=keys, names=" + ".join(names[key] for key in keys)) for keys in preview.merge]


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
    audiences = {group.audience for group in questions.instrument.groups}
    taken = [minutes_for(questions, audience) for audience in audiences or {None}]
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


def invitation_subject(round: Round) -> str:
    """Return the subject of the mail with a personal link."""
    return _("Praat mee: %s") % round.conversation.title


def reminder_subject(round: Round) -> str:
    """Return the subject of the reminder."""
    return _("Je kunt nog meepraten: %s") % round.conversation.title


def invitation_body(round: Round, *, link: str, minutes: str) -> str:
    """Return the mail with a personal link, as plain text."""
    conversation = round.conversation
    return _(
        "Dag,\n\n%(organisation)s wil graag weten hoe jij het ziet. Praat je mee?\n\n"
        "%(title)s\n%(purpose)s\n\n"
        "Doe mee via deze link. Hij is van jou alleen, stuur hem dus niet door:\n%(link)s\n\n"
        "Meedoen duurt ongeveer %(minutes)s minuten en kan van %(opens)s tot %(closes)s. "
        "Je kunt stoppen en later verdergaan met dezelfde link.\n\n%(promise)s\n\nGroet,\n%(organisation)s\n\n"
        "Je krijgt deze mail omdat %(organisation)s je adres op de uitnodigingslijst heeft gezet."
    ) % {
        "organisation": conversation.organisation.name,
        "title": conversation.title,
        "purpose": round.purpose or conversation.purpose,
        "link": link,
        "minutes": minutes,
        "opens": moment(round.opens_at),
        "closes": moment(round.closes_at),
        "promise": mail_promise(conversation),
    }


def reminder_body(round: Round, *, link: str, minutes: str) -> str:
    """Return the reminder, as plain text."""
    return _(
        "Dag,\n\nWe hebben je antwoord nog niet ontvangen. Praat je nog mee over “%(title)s”? "
        "Dat kan tot %(closes)s.\n\nJe eigen link:\n%(link)s\n\n"
        "Meedoen duurt ongeveer %(minutes)s minuten. Was je al begonnen? Dan ga je verder waar je was.\n\n"
        "%(promise)s\n\nGroet,\n%(organisation)s"
    ) % {
        "title": round.conversation.title,
        "closes": moment(round.closes_at),
        "link": link,
        "minutes": minutes,
        "promise": mail_promise(round.conversation),
        "organisation": round.conversation.organisation.name,
    }


def mail_promise(conversation: Conversation) -> str:
    """Return what an invited person may count on."""
    if conversation.mode == Conversation.Mode.NAMED:
        return _(
            "In dit gesprek zien alle deelnemers wie wat antwoordt. Dat lees je nog eens voordat je begint."
        )
    return _("Je antwoorden zijn vertrouwelijk. %s ziet dat je hebt geantwoord, maar niet wat.") % (
        conversation.organisation.name
    )


def next_step(round: Round, now: datetime) -> str:
    """Return what the facilitator can do next, for the list of conversations."""
    if round.status == Round.Status.DRAFT:
        return _("Verder met voorbereiden")
    if round.status == Round.Status.CLOSED or round.closes_at <= now:
        return _("Bekijk het beeld en praat erover door")
    if now < round.opens_at:
        return _("Nodig mensen uit")
    return _("Nodig mensen uit en volg wie er meedoet")


def problems(round: Round, plan: Plan, now: datetime) -> list[tuple[str, str]]:
    """Return why a draft cannot open yet: what is missing, and the step where to mend it."""
    found = [
        (not round.conversation.purpose.strip(), _("Vertel waar het gesprek voor is."), "waarvoor"),
        (not plan.groups, _("Kies minstens één groep."), "groepen"),
        (
            round.closes_at <= max(now, round.opens_at),
            _("Kies een moment van sluiten dat nog komt."),
            "planning",
        ),
    ]
    return [(text, step) for is_missing, text, step in found if is_missing]


def without_number(plan: Plan) -> list[str]:
    """Return the groups for which nobody said how many people are expected."""
    return [group.name for group in plan.groups if not group.expected]


def quoted(words: str) -> str:
    """Return *words* between quotation marks."""
    return f"‘{words}’"


def position(value: float | None, steps: Sequence[str]) -> str:
    """Return where a mean lies, in the words of the scale: on a step, or between two."""
    if value is None or not steps:
        return _("nog niet te zeggen")
    nearest = min(max(round(value), 1), len(steps))
    if abs(value - nearest) <= NEAR:
        return quoted(steps[nearest - 1])
    low = min(int(value), len(steps) - 1)
    words = {"low": quoted(steps[low - 1]), "high": quoted(steps[low])}
    return _("tussen %(low)s en %(high)s") % words


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
