"""Writes of the cards that a conversation adds to its instrument, while its round is a draft."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from samenspraak.conversations.models import Conversation, LocalCard, Round
from samenspraak.conversations.queries.rounds import questions_of_version
from samenspraak.conversations.services.preparing import draft
from samenspraak.conversations.services.recording import log
from samenspraak.core.cards import LOCAL, SUFFIXES, facet_id
from samenspraak.core.kinds.placing import LONGEST_ID
from samenspraak.organisations.models import User

MOST_CARDS = 12
ROOM_FOR_NUMBER = 4


class TooManyCards(Exception):
    """This conversation has as many cards of its own as it may have."""


class CardIsGone(Exception):
    """Somebody took this card away in the meantime."""


@transaction.atomic
def add_card(
    round: Round, *, theme: str, title: str, explanation: str, actor: User, now: datetime
) -> LocalCard:
    """Add a card; the same form sent twice adds one."""
    conversation = draft(round)
    same = conversation.local_cards.filter(theme=theme, title=title, explanation=explanation).first()
    if same is not None:
        return same
    if conversation.local_cards.count() >= MOST_CARDS:
        raise TooManyCards
    card = conversation.local_cards.create(
        key=free_key(conversation, title), theme=theme, title=title, explanation=explanation
    )
    log(conversation, actor=actor, verb="card_added", now=now, title=title)
    return card


@transaction.atomic
def change_card(
    round: Round, key: str, *, theme: str, title: str, explanation: str, actor: User, now: datetime
) -> None:
    """Change a card; its key stays, so it is the same question in the next round."""
    conversation = draft(round)
    new = {"theme": theme, "title": title, "explanation": explanation}
    if conversation.local_cards.filter(key=key, **new).exists():
        return
    if not conversation.local_cards.filter(key=key).update(**new):
        raise CardIsGone
    log(conversation, actor=actor, verb="card_changed", now=now, title=title)


@transaction.atomic
def remove_card(round: Round, key: str, *, actor: User, now: datetime) -> str:
    """Take a card away and return its name, nothing when it was gone; rounds that have been open keep theirs."""
    conversation = draft(round)
    card = conversation.local_cards.filter(key=key).first()
    if card is None:
        return ""
    card.delete()
    log(conversation, actor=actor, verb="card_removed", now=now, title=card.title)
    return card.title


def free_key(conversation: Conversation, title: str) -> str:
    """Return a key for a new card: of its title, and free together with the ids of its questions."""
    questions = questions_of_version(conversation.instrument.digest)
    cards = [*(card.id for card in questions.cards), *conversation.local_cards.values_list("key", flat=True)]
    taken = {name.casefold() for name in (*names_with(cards), *(item.id for item in questions.items))}
    stem = f"{LOCAL}{slugify(title)}"[: LONGEST_ID - ROOM_FOR_NUMBER].rstrip("-")
    tried = (stem, *(f"{stem}-{number}" for number in range(2, 999)))
    return next(key for key in tried if not taken & names_with([key]))


def names_with(cards: Collection[str]) -> set[str]:
    """Return the ids of cards and of every question about them."""
    return {*cards, *(facet_id(card, facet) for card in cards for facet in SUFFIXES)}
