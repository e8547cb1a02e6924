"""Reads of one round: which it is, its questions, whether it accepts answers, and how many came in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from samenspraak.conversations.models import GRACE, Conversation, InstrumentVersion, Round
from samenspraak.core.cards import LocalCard, takes_cards, with_cards
from samenspraak.core.instrument import Instrument, load_instrument
from samenspraak.core.sheet import QuestionList, question_list
from samenspraak.organisations.models import Organisation


class QuestionsChanged(RuntimeError):
    """The sheets of this round were coded by another question list: reading them would give false answers."""


def rounds_with_questions() -> QuerySet[Round]:
    """Return rounds with their conversation and instrument, without the instrument's long source."""
    return Round.objects.select_related(
        "instrument", "conversation__instrument", "conversation__organisation"
    ).defer("instrument__source", "conversation__instrument__source")


def round_for(organisation: Organisation, conversation_id: UUID, number: int) -> Round:
    """Return the round of *organisation*; Http404 for a stranger (P3)."""
    rounds = rounds_with_questions().filter(
        conversation__organisation=organisation, conversation_id=conversation_id, number=number
    )
    round = rounds.first()
    if round is None:
        raise Http404
    return round


def questions_of(round: Round) -> QuestionList:
    """Return the question list of a round; in a draft, that of the conversation's instrument with its own cards."""
    if round.instrument is None:
        return questions_of_draft(round.conversation)
    questions = questions_of_version(round.instrument.digest)
    if round.questions and round.questions != questions.digest:
        raise QuestionsChanged(f"{round.pk}: {round.instrument}")
    return questions


def questions_of_draft(conversation: Conversation) -> QuestionList:
    """Return what the conversation would ask if its round opened now."""
    return questions_with(conversation.instrument.digest, local_cards_of(conversation))


def local_cards_of(conversation: Conversation) -> tuple[LocalCard, ...]:
    """Return the cards that a conversation adds to its instrument."""
    rows = conversation.local_cards.values_list("key", "theme", "title", "explanation")
    return tuple(LocalCard(*row) for row in rows)


def homeless_cards(conversation: Conversation) -> list[LocalCard]:
    """Return the conversation's own cards of which the instrument has no theme (any more)."""
    instrument = questions_of_version(conversation.instrument.digest).instrument
    themes = {theme.id for theme in instrument.themes if takes_cards(theme)}
    return [card for card in local_cards_of(conversation) if themes and card.theme not in themes]


@lru_cache(maxsize=64)
def questions_with(digest: str, cards: tuple[LocalCard, ...]) -> QuestionList:
    """Return the questions of an instrument version with cards added to it."""
    questions = questions_of_version(digest)
    if not cards or questions.instrument.placing is None:
        return questions
    return question_list(with_cards(questions.instrument, cards))


@lru_cache(maxsize=64)
def questions_of_version(digest: str) -> QuestionList:
    """Return the questions of the instrument version with this digest, read once per process."""
    version = InstrumentVersion.objects.get(digest=digest)
    return question_list(load_once(version.source, name=f"{version.slug}/{version.version}.yaml"))


@lru_cache(maxsize=64)
def load_once(source: str, *, name: str) -> Instrument:
    """Return the instrument in *source*; what a process brought into the database it need not read back."""
    return load_instrument(source, name=name)


def is_open(round: Round, now: datetime) -> bool:
    """Say whether a new sheet may be begun now."""
    return round.status == Round.Status.OPEN and round.opens_at <= now < round.closes_at


def accepts(round: Round, now: datetime, *, begun: bool) -> bool:
    """Say whether answers may still come in: a sheet begun in time has fifteen minutes more."""
    if is_open(round, now):
        return True
    if round.status == Round.Status.DRAFT or now < round.opens_at:
        return False
    return begun and now < round.closes_at + GRACE


def is_over(round: Round, now: datetime) -> bool:
    """Say whether no sheet can come in any more, so that ties to people may be cut."""
    return round.status == Round.Status.CLOSED and now >= round.closes_at + GRACE


def is_latest(round: Round) -> bool:
    """Say whether no later round of the same conversation exists."""
    return not Round.objects.filter(conversation=round.conversation_id, number__gt=round.number).exists()


def due_rounds(now: datetime) -> Iterable[Round]:
    """Return the rounds whose closing moment has passed while they still stand open."""
    return rounds_with_questions().filter(status=Round.Status.OPEN, closes_at__lte=now)


def unfinished_rounds(now: datetime) -> Iterable[Round]:
    """Return the closed rounds past their grace whose invitation key has not been erased yet."""
    over = rounds_with_questions().filter(status=Round.Status.CLOSED, closes_at__lte=now - GRACE)
    return over.exclude(invitation_key="")
