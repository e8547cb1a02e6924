"""Writes of whoever answers: begin, save a step, send, keep or erase the code, withdraw; and cut the ties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from samenspraak.conversations.models import (
    Invitation,
    Participant,
    Remark,
    Response,
    Round,
    StakeholderGroup,
)
from samenspraak.conversations.queries.answering import Visit
from samenspraak.conversations.queries.rounds import (
    accepts,
    is_open,
    is_over,
    questions_of,
    unfinished_rounds,
)
from samenspraak.conversations.queries.tokens import Token, code_hash, code_of_key, kept_key
from samenspraak.conversations.services.erasing import erase_response, erased
from samenspraak.core.kinds.kind import NOT_ANSWERED
from samenspraak.core.sheet import QuestionList, empty_sheet, patch

KEPT_MONTHS = 24


class NotAccepting(Exception):
    """The round takes no answers (any more) from this person."""


class AlreadyAnswered(Exception):
    """This invitation was answered, and the sheet is no longer tied to it: a second would count twice (P2)."""


class NothingAnswered(Exception):
    """An empty sheet cannot be sent: it would count as a person without a voice."""


@dataclass(frozen=True)
class Beginning:
    """Who begins: *key* comes from the form, so that the same form sent twice is one beginning."""

    key: UUID
    group: StakeholderGroup | None
    source: str = Response.Source.PERSON
    people: int = 1
    name: str = ""


def begin(round: Round, beginning: Beginning, *, known: Token | None, now: datetime) -> Token:
    """Begin a sheet, or find it again, and return its token.

    *known* is the token of who came by a personal link or with a kept code; others get the code that
    belongs to the form's key. Whatever is repeated, one code has one sheet per round (P2).
    """
    code = known.code if known else code_of_key(beginning.key)
    try:
        if known is None and is_open(round, now):
            response = first_time(round, beginning, code, now)
        else:
            response = found_or_new(round, beginning, code, known=known, now=now)
    except IntegrityError:  # the unique keys know this code: sent before, or twice at the same moment
        response = found_or_new(round, beginning, code, known=known, now=now)
    invitation = known.invitation if known else None
    return Token(round=round.pk, code=code, response=response.pk, invitation=invitation)


@transaction.atomic
def first_time(round: Round, beginning: Beginning, code: str, now: datetime) -> Response:
    """Make the sheet of a form as if nobody sent it before; IntegrityError when somebody did."""
    participant = Participant.objects.create(code_hash=code_hash(code), conversation=round.conversation)
    return new_sheet(round, beginning, participant, now)


@transaction.atomic
def found_or_new(
    round: Round, beginning: Beginning, code: str, *, known: Token | None, now: datetime
) -> Response:
    """Return the sheet this code has in the round, in the group of this form; make one where there is none."""
    response = sheet_of(round, code)
    if not accepts(round, now, begun=response is not None):
        raise NotAccepting
    if response is None:
        refuse_second(known)
        participant, _ = Participant.objects.get_or_create(
            code_hash=code_hash(code), defaults={"conversation": round.conversation}
        )
        return new_sheet(round, beginning, participant, now)
    if response.status == Response.Status.BEGUN:
        change_group(response, beginning)
    return response


def sheet_of(round: Round, code: str) -> Response | None:
    """Return the sheet this code already has in the round."""
    sheets = Response.objects.select_for_update(of=("self",)).exclude(status=Response.Status.WITHDRAWN)
    return sheets.filter(round=round, participant__code_hash=code_hash(code)).first()


def refuse_second(known: Token | None) -> None:
    """Refuse a second sheet on an invitation that was answered before its tie was cut."""
    if known and known.invitation and Invitation.objects.filter(pk=known.invitation, answered=True).exists():
        raise AlreadyAnswered


def new_sheet(round: Round, beginning: Beginning, participant: Participant, now: datetime) -> Response:
    """Make an empty sheet."""
    return Response.objects.create(
        round=round,
        participant=participant,
        group=beginning.group,
        source=beginning.source,
        people=beginning.people,
        name=beginning.name,
        sheet=empty_sheet(questions_of(round)),
        begun_key=kept_key(beginning.key),
        day=timezone.localdate(now),
    )


def change_group(response: Response, beginning: Beginning) -> None:
    """Let somebody who went back choose another group; answers that are not for it are taken off."""
    audience = beginning.group.audience if beginning.group else None
    response.sheet = only_for(audience, response.sheet, questions_of(response.round))
    response.group, response.source = beginning.group, beginning.source
    response.people, response.name = beginning.people, beginning.name
    response.save(update_fields=["group", "source", "people", "name", "sheet"])


def only_for(audience: str | None, sheet: str, questions: QuestionList) -> str:
    """Return *sheet* without the answers to questions that are not for *audience*."""
    asked = {item.id for _, items in questions.for_audience(audience) for item in items}
    empty = empty_sheet(questions)
    others = [item.id for item in questions.closed if item.id not in asked]
    return patch(sheet, questions, {item: empty[questions.column(item)] for item in others})


def save_step(
    response: Response, *, questions: QuestionList, cells: Mapping[str, str], remarks: Mapping[str, str]
) -> None:
    """Keep the answers of one page: only their own cells, in one short transaction."""
    if not remarks and is_swapped(response, patch(response.sheet, questions, cells)):
        return
    with transaction.atomic():
        current = Response.objects.select_for_update().get(pk=response.pk)
        if current.status == Response.Status.WITHDRAWN:
            raise NotAccepting
        current.sheet = patch(current.sheet, questions, cells)
        current.save(update_fields=["sheet"])
        for item, text in remarks.items():
            save_remark(response, item, text)


def is_swapped(response: Response, sheet: str) -> bool:
    """Replace the sheet if it is still as it was read: one statement, so that nobody waits for anybody.

    False when another tab was there in between, or the sheet was withdrawn: then it takes a lock.
    """
    if sheet == response.sheet:
        return True
    untouched = Response.objects.filter(pk=response.pk, sheet=response.sheet, status=response.status)
    return untouched.update(sheet=sheet) == 1


def save_remark(response: Response, item: str, text: str) -> None:
    """Keep a remark; one that changed waits for the facilitator again."""
    if not text:
        forget_remark(response, item)
        return
    Remark.objects.update_or_create(
        response=response,
        item=item,
        defaults={"text": text, "status": Remark.Status.WAITING, "round_id": response.round_id},
    )


def forget_remark(response: Response, item: str) -> None:
    """Delete a remark whose author emptied it."""
    for remark in Remark.objects.filter(response=response, item=item):
        erased("remark", remark.pk)
        remark.delete()


def send(visit: Visit) -> None:
    """Send the sheet; sending again changes nothing. The invitation is answered in the same transaction."""
    if visit.response is None or not visit.may_answer:
        raise NotAccepting
    if not visit.response.sheet.strip(NOT_ANSWERED) and not visit.response.remarks.exists():
        raise NothingAnswered
    with transaction.atomic():
        there = Response.objects.filter(pk=visit.response.pk).exclude(status=Response.Status.WITHDRAWN)
        if not there.update(status=Response.Status.SENT):
            raise NotAccepting
        if visit.token.invitation:
            Invitation.objects.filter(pk=visit.token.invitation, round=visit.round).update(answered=True)


def keep_code(participant: Participant, round: Round) -> None:
    """Let this code take part in a next round too, for at most 24 months.

    Counted from the round's opening, so that the day is the same for everybody and tells nothing.
    """
    until = months_later(timezone.localdate(round.opens_at), KEPT_MONTHS)
    Participant.objects.filter(pk=participant.pk).update(keep=True, kept_until=until)


def months_later(day: date, months: int) -> date:
    """Return the first day of the month that many months later: never longer than promised."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def let_go_of_code(participant: Participant) -> None:
    """Take back the choice to keep the code; it then ends with the round."""
    Participant.objects.filter(pk=participant.pk).update(keep=False, kept_until=None)


def erase_code(participant: Participant) -> None:
    """Erase a code at once: it then opens nothing any more. Sheets stay, tied to nobody."""
    erased("participant", participant.pk)
    participant.delete()


def withdraw(visit: Visit) -> None:
    """Delete the answers and remarks of a sheet at once, while the round takes answers.

    A sheet that a release has shown stays as an empty row, so that the next release can count it as a
    change; any other is deleted. A code that was only for this sheet goes with it.
    """
    if visit.response is None or not visit.may_answer:
        raise NotAccepting
    with transaction.atomic():
        sheet = Response.objects.select_for_update().get(pk=visit.response.pk)
        participant = sheet.participant
        if visit.token.invitation:
            Invitation.objects.filter(pk=visit.token.invitation, round=visit.round).update(answered=False)
        erased("response", sheet.pk)
        erase_response(sheet.pk)
        if participant and not participant.keep and not participant.responses.exists():
            erase_code(participant)


def finish_round(round: Round, *, now: datetime) -> bool:
    """Cut the ties between people and answers, once the round and its last fifteen minutes are over (P6).

    - Sheets lose their participant, except of who chose *bewaar mijn code*. A sent sheet's code stays,
      tied only to the round: it still opens what came out, and leads to no sheet. The codes of sheets
      that were never sent are erased: there is nothing they may see (P8).
    - The round's invitation key is erased, so that no personal link can be computed again.

    Repeating it changes nothing. Return whether the ties are cut now.
    """
    if not is_over(round, now):
        return False
    with transaction.atomic():
        sheets = Response.objects.filter(round=round, participant__keep=False)
        sent = Participant.objects.filter(responses__in=sheets.filter(status=Response.Status.SENT))
        unsent = Participant.objects.filter(responses__in=sheets.exclude(status=Response.Status.SENT))
        Participant.objects.filter(pk__in=list(sent.values_list("pk", flat=True))).update(sent_in=round)
        erased = list(unsent.values_list("pk", flat=True))
        sheets.update(participant=None)
        Participant.objects.filter(pk__in=erased, sent_in=None, responses=None).delete()
        Round.objects.filter(pk=round.pk).update(invitation_key="")
        round.invitation_key = ""
    return True


def finish_due_rounds(now: datetime) -> int:
    """Cut the ties of every closed round that is over, and forget the codes whose time has passed.

    Return how many rounds were finished.
    """
    Participant.objects.filter(kept_until__lte=timezone.localdate(now)).delete()
    return sum(finish_round(round, now=now) for round in unfinished_rounds(now))
