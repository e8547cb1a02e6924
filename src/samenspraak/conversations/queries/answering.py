"""Reads for whoever answers: the round of a code, their own sheet, and what they said before."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from samenspraak.conversations.models import Participant, Remark, Response, Round, StakeholderGroup
from samenspraak.conversations.queries.rounds import accepts, is_open, questions_of, rounds_with_questions
from samenspraak.conversations.queries.tokens import Token, code_hash
from samenspraak.core.codes import plain
from samenspraak.core.disclosure import Plan
from samenspraak.core.kinds import KINDS
from samenspraak.core.kinds.kind import NOT_ANSWERED
from samenspraak.core.sheet import cell

Phase = Literal["early", "open", "grace", "closed"]

FRESH_OF_SHEET = (
    "id",
    "round_id",
    "participant_id",
    "group_id",
    "source",
    "people",
    "name",
    "status",
    "sheet",
)
FRESH_OF_ROUND = ("status", "opens_at", "closes_at", "revealed", "pages", "invitation_key")
FRESH_ROUND = ("id", "conversation__title", *FRESH_OF_ROUND)
FRESH = (
    *FRESH_OF_SHEET,
    "participant__keep",
    "participant__kept_until",
    *(f"round__{name}" for name in FRESH_OF_ROUND),
    "round__code",
    "round__conversation__title",
)


@dataclass(frozen=True)
class Visit:
    """Somebody we know at the pages of one round, now.

    ``response`` is None for who has not begun yet (a personal link, a kept code) and for who took part
    in a round whose ties are cut (``participant.sent_in``).
    """

    round: Round
    token: Token
    response: Response | None
    participant: Participant | None
    now: datetime

    @property
    def phase(self) -> Phase:
        """Say whether the round takes answers now."""
        return phase_of(self.round, self.now)

    @property
    def may_answer(self) -> bool:
        """Say whether this person's answers may still come in."""
        return accepts(self.round, self.now, begun=self.response is not None)

    @property
    def has_sent(self) -> bool:
        """Say whether this person sent a sheet in this round (P8)."""
        if self.response is not None:
            return self.response.status == Response.Status.SENT
        return self.participant is not None and self.participant.sent_in_id == self.round.pk


def phase_of(round: Round, now: datetime) -> Phase:
    """Say whether a round is not open yet, open, in its last fifteen minutes for who began, or closed."""
    if is_open(round, now):
        return "open"
    if accepts(round, now, begun=True):
        return "grace"
    before = round.status == Round.Status.DRAFT or (
        round.status == Round.Status.OPEN and now < round.opens_at
    )
    return "early" if before else "closed"


def round_of_code(typed: str) -> Round | None:
    """Return the round with this join code, however it was typed."""
    for row in rounds_with_what_changes().filter(code=plain(typed)):
        fresh = dict(zip(FRESH_ROUND, row, strict=True))
        if fresh["status"] == Round.Status.DRAFT:
            return rounds_with_questions().get(pk=fresh["id"])
        return round_with(fresh["id"], fresh["conversation__title"], fresh)
    return None


@lru_cache(maxsize=1)
def rounds_with_what_changes() -> QuerySet[Round, tuple[Any, ...]]:
    """Return the narrow SELECT of a round, worked out once; it is never run without a further filter."""
    return Round.objects.order_by().values_list(*FRESH_ROUND)


def response_of(round_code: str, identifier: UUID) -> Response | None:
    """Return one sheet of the round with this code, with everything a page of it needs.

    Every step asks for this. What cannot change once a round has opened is read once per process; what can
    (the sheet, the dates, the title) is read anew in one narrow SELECT: a fifth of the time of whole rows.
    """
    for row in sheets_with_what_changes().filter(pk=identifier):
        fresh = dict(zip(FRESH, row, strict=True))
        if fresh["round__code"] == round_code and fresh["status"] != Response.Status.WITHDRAWN:
            return sheet_with(fresh)
    return None


@lru_cache(maxsize=1)
def sheets_with_what_changes() -> QuerySet[Response, tuple[Any, ...]]:
    """Return the narrow SELECT, worked out once; it is never run without a further filter."""
    return Response.objects.values_list(*FRESH)


def sheet_with(fresh: Mapping[str, Any]) -> Response:
    """Return the sheet with its round, group and participant, from what was just read."""
    of_round = {name: fresh[f"round__{name}"] for name in FRESH_OF_ROUND}
    round = round_with(fresh["round_id"], fresh["round__conversation__title"], of_round)
    response = loaded(Response, {name: fresh[name] for name in FRESH_OF_SHEET})
    response.round = round
    response.group = next((group for group in groups_of(round) if group.pk == response.group_id), None)
    if response.participant_id:
        response.participant = loaded(
            Participant,
            {
                "id": response.participant_id,
                "conversation_id": round.conversation_id,
                "keep": fresh["participant__keep"],
                "kept_until": fresh["participant__kept_until"],
            },
        )
    return response


Row = TypeVar("Row", Participant, Response)


def loaded(model: type[Row], fields: Mapping[str, Any]) -> Row:
    """Return a row of which only these fields were read; the others are read when somebody asks."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname in fields]
    return model.from_db(DEFAULT_DB_ALIAS, names, [fields[name] for name in names])


def round_with(identifier: UUID, title: str, fresh: Mapping[str, Any]) -> Round:
    """Return an opened round with what was just read of it."""
    round = copy(opened_round(identifier))
    round.conversation = copy(round.conversation)
    round.conversation.title = title
    for name in FRESH_OF_ROUND:
        setattr(round, name, fresh[name])
    return round


@lru_cache(maxsize=256)
def opened_round(identifier: UUID) -> Round:
    """Return a round with its conversation and instrument, read once per process."""
    return rounds_with_questions().get(pk=identifier)


def visit_of(round_code: str, token: Token, now: datetime) -> Visit | None:
    """Return who holds *token* at the round with this code; None for a token of another round."""
    if token.response:
        response = response_of(round_code, token.response)
        if response is not None and response.round_id == token.round:
            return Visit(response.round, token, response, response.participant, now)
    round = rounds_with_questions().filter(code=round_code, pk=token.round).first()
    return visit_by_code(round, token, now) if round else None


def visit_by_code(round: Round, token: Token, now: datetime) -> Visit | None:
    """Return who holds this return code; None for a code that leads to nothing any more."""
    participant = participant_with(token.code)
    if participant is None:
        return Visit(round, token, None, None, now) if token.invitation else None
    response = participant.responses.filter(round=round).exclude(status=Response.Status.WITHDRAWN).first()
    known = response_of(round.code, response.pk) if response else None
    return Visit(round, token, known, participant, now)


def participant_with(code: str) -> Participant | None:
    """Return the participant of a return code."""
    return Participant.objects.filter(code_hash=code_hash(code)).first()


def newest_round_of(participant: Participant, now: datetime) -> tuple[Round, Response | None] | None:
    """Return where a return code leads: the open next round for who kept it, else the last one taken part in."""
    rounds = rounds_with_questions().filter(conversation=participant.conversation_id).order_by("-number")
    sheets = {
        sheet.round_id: sheet for sheet in participant.responses.exclude(status=Response.Status.WITHDRAWN)
    }
    for round in rounds:
        if round.pk in sheets or round.pk == participant.sent_in_id:
            return round, sheets.get(round.pk)
        if participant.keep and is_open(round, now):
            return round, None
    return None


@lru_cache(maxsize=256)
def groups_of(round: Round) -> tuple[StakeholderGroup, ...]:
    """Return the groups of an opened round, those in its plan, in order; read once per process."""
    planned = {group.key for group in plan_of(round).groups}
    return tuple(group for group in round.conversation.groups.all() if group.key in planned)


def plan_of(round: Round) -> Plan:
    """Return what the participants of an opened round were promised."""
    return Plan.model_validate(round.plan)


def remarks_of(response: Response) -> dict[str, str]:
    """Return a person's own remarks by item."""
    return dict(Remark.objects.filter(response=response).values_list("item", "text"))


def earlier_answers(response: Response, language: str) -> Mapping[str, str]:
    """Return in words what this person answered in the last earlier round, by item."""
    if response.participant is None or not response.participant.keep:
        return {}
    earlier = (
        response.participant.responses.filter(
            status=Response.Status.SENT, round__number__lt=response.round.number
        )
        .select_related("round__instrument", "round__conversation__instrument")
        .order_by("-round__number")
        .first()
    )
    return answers_in_words(earlier, language) if earlier else {}


def answers_in_words(response: Response, language: str) -> dict[str, str]:
    """Return the words of every closed answer on a sheet, by item; what was not answered is left out."""
    questions = questions_of(response.round)
    cells = {item: cell(response.sheet, questions, item) for item in questions.closed}
    return {
        item.id: KINDS[item.kind].show(mark, item, questions.instrument, language)
        for item, mark in cells.items()
        if mark.strip(NOT_ANSWERED)
    }
