"""Writes of whoever answers: begin, save a step, send, keep or erase the code, withdraw; and cut the ties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model, Q, QuerySet
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
ROWS_PER_WRITE = 500


class NotAccepting(Exception):
    """The round takes no answers (any more) from this person."""


class AlreadyAnswered(Exception):
    """This person sent a sheet that is no longer tied to them: a second would count twice (P2)."""


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
    code = known.code if known else code_of_key(round.pk, beginning.key)
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
    response = sheet_of(round, code, beginning.key)
    if not accepts(round, now, begun=response is not None):
        raise NotAccepting
    if has_answered(round, code, response, known=known):
        raise AlreadyAnswered
    if response is None:
        participant, _ = Participant.objects.get_or_create(
            code_hash=code_hash(code), defaults={"conversation": round.conversation}
        )
        return new_sheet(round, beginning, participant, now)
    if response.status == Response.Status.BEGUN:
        change_group(response, beginning)
    return response


def sheet_of(round: Round, code: str, key: UUID) -> Response | None:
    """Return the sheet this code has in the round; where the code was erased, the one that this form began."""
    sheets = Response.objects.select_for_update(of=("self",)).exclude(status=Response.Status.WITHDRAWN)
    by_code = sheets.filter(round=round, participant__code_hash=code_hash(code)).first()
    return by_code or sheets.filter(begun_key=kept_key(round.pk, key)).first()


def has_answered(round: Round, code: str, response: Response | None, *, known: Token | None) -> bool:
    """Say whether this person sent a sheet that is no longer tied to them."""
    if response is not None:
        return response.participant_id is None and response.status == Response.Status.SENT
    invited = Invitation.objects.filter(pk=known.invitation) if known and known.invitation else None
    if invited is not None and invited.filter(answered=True, withdrawn=False).exists():
        return True
    return Participant.objects.filter(code_hash=code_hash(code), sent_in=round).exists()


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
        begun_key=kept_key(round.pk, beginning.key),
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
        current = Response.objects.select_for_update().filter(pk=response.pk).first()
        if current is None or current.status == Response.Status.WITHDRAWN:
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
        if visit.token.invitation:
            answer_invitation(visit.token.invitation, visit.round, there)
        if not there.update(status=Response.Status.SENT):
            raise NotAccepting


def answer_invitation(invitation: UUID, round: Round, sheet: QuerySet[Response]) -> None:
    """Note that the invitation is answered; AlreadyAnswered when that was on another sheet (P2)."""
    listed = Invitation.objects.filter(pk=invitation, round=round)
    if listed.filter(Q(answered=False) | Q(withdrawn=True)).update(answered=True, withdrawn=False):
        return
    if listed.exists() and sheet.filter(status=Response.Status.BEGUN).exists():
        raise AlreadyAnswered


def keep_code(participant: Participant, round: Round) -> None:
    """Let this code take part in a next round too, for at most 24 months."""
    Participant.objects.filter(pk=participant.pk).update(keep=True, kept_until=kept_until(round))


def kept_until(round: Round) -> date:
    """Return when a code of this round ends: for everybody on the same day, so that it tells nothing."""
    return months_later(timezone.localdate(round.opens_at), KEPT_MONTHS)


def months_later(day: date, months: int) -> date:
    """Return the first day of the month that many months later: never longer than promised."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


@transaction.atomic
def let_go_of_code(participant: Participant) -> None:
    """Take back the choice to keep the code: it ends with this round, and ties of earlier rounds are cut now."""
    Participant.objects.filter(pk=participant.pk).update(keep=False, kept_until=None)
    sheets = participant.responses.filter(round__status=Round.Status.CLOSED, round__invitation_key="")
    for round in Round.objects.filter(responses__in=sheets).order_by("number"):
        cut_ties(participant.responses.filter(round=round), round)


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
        sheet = Response.objects.select_for_update().filter(pk=visit.response.pk).first()
        if sheet is None:  # in another tab, just now
            return
        participant = sheet.participant
        if visit.token.invitation:
            listed = Invitation.objects.filter(pk=visit.token.invitation, round=visit.round)
            listed.filter(answered=True).update(withdrawn=True)
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
        # Two visits at once: one after the other.
        Round.objects.select_for_update().only("pk").get(pk=round.pk)
        cut_ties(Response.objects.filter(round=round, participant__keep=False), round)
        for rows in (round.responses.all(), round.remarks.all()):
            put_down_anew(rows)
        Round.objects.filter(pk=round.pk).update(invitation_key="")
        round.invitation_key = ""
    return True


def cut_ties(sheets: QuerySet[Response], round: Round) -> None:
    """Cut the ties between these sheets of a round and their participants."""
    sent = Participant.objects.filter(responses__in=sheets.filter(status=Response.Status.SENT))
    unsent = Participant.objects.filter(responses__in=sheets.exclude(status=Response.Status.SENT))
    cut, erased = ids_of(sent), ids_of(unsent)
    sheets.update(participant=None)
    codes = Participant.objects.filter(pk__in=cut)
    codes.update(sent_in=round, kept_until=kept_until(round))
    put_down_anew(codes)
    Participant.objects.filter(pk__in=erased, sent_in=None, responses=None).delete()


def ids_of(participants: QuerySet[Participant]) -> list[UUID]:
    """Return the ids now, before what they are found by changes."""
    return list(participants.values_list("pk", flat=True))


def put_down_anew(rows: QuerySet[Model]) -> None:
    """Write rows again in the order of their random ids.

    A table lies on the disk in the order in which rows came, and a code came just before its sheet: what
    was cut could be read back from the two orders (P6).
    """
    kept = list(rows.order_by("pk"))
    rows._raw_delete(rows.db)  # plain: what refers to a row finds it again before the transaction ends
    rows.model._default_manager.bulk_create(kept, batch_size=ROWS_PER_WRITE)


def finish_due_rounds(now: datetime) -> int:
    """Cut the ties of every closed round that is over, and forget the codes whose time has passed.

    Return how many rounds were finished.
    """
    Participant.objects.filter(kept_until__lte=timezone.localdate(now)).delete()
    return sum(finish_round(round, now=now) for round in unfinished_rounds(now))
