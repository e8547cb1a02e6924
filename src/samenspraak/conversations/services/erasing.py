"""Deleted stays deleted, also when an older back-up is put back (P7).

Each erasure is written in a diary beside the database: only what kind of row, and its random id. The diary
is not part of a back-up. When the program starts it reads the diary and erases again what is back.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from samenspraak.conversations.models import Invitation, Participant, Remark, Response, Round
from samenspraak.core.kinds.kind import NOT_ANSWERED
from samenspraak.organisations.contributions import contributing_rooms

ROWS_PER_WRITE = 500
EMPTIED = ["status", "sheet", "shown_sheet", "participant", "batch", "name", "begun_key"]


def erased(kind: str, *identifiers: UUID) -> None:
    """Write erasures in the diary, once this transaction is kept."""
    transaction.on_commit(partial(write, kind, *identifiers))


def write(kind: str, *identifiers: UUID) -> None:
    """Add a line for each to the diary, and do not go on before the disk has them."""
    diary = Path(settings.ERASURES)
    diary.parent.mkdir(parents=True, exist_ok=True)
    with diary.open("a", encoding="ascii") as file:
        file.writelines(f"\n{kind} {one}\n" for one in identifiers)  # the line before may have been cut off
        file.flush()
        os.fsync(file.fileno())


def erase_again() -> int:
    """Erase what the diary says was erased and is back; return how many rows that were."""
    known = erasers()
    return sum(known[kind](identifier) for kind, identifier in noted() if kind in known)


def erasers() -> dict[str, Callable[[UUID], int]]:
    """Return who erases each kind of row: this room, and higher rooms with ``ERASERS`` in their contributions."""
    offered = [getattr(room, "ERASERS", {}) for room in contributing_rooms()]
    return {kind: erase for each in (ERASERS, *offered) for kind, erase in each.items()}


def noted() -> list[tuple[str, UUID]]:
    """Return what stands in the diary; a line that was cut off by a power failure is skipped."""
    diary = Path(settings.ERASURES)
    if not diary.exists():
        return []
    lines = [line.split() for line in diary.read_text(encoding="ascii").splitlines()]
    return [(line[0], UUID(line[1])) for line in lines if len(line) == 2 and len(line[1]) == 36]


@transaction.atomic
def erase_response(identifier: UUID) -> int:
    """Take the answers and remarks of a withdrawn sheet away."""
    sheet = Response.objects.exclude(status=Response.Status.WITHDRAWN).filter(pk=identifier).first()
    if sheet is None:
        return 0
    forget_elsewhere([identifier])
    if is_seen(sheet):
        leave_empty(sheet)
    else:
        sheet.delete()
    return 1


def forget_elsewhere(sheets: Collection[UUID]) -> None:
    """Let higher rooms forget what they keep of some sheets: each offers ``FORGET`` in its contributions."""
    for room in contributing_rooms():
        for forget in getattr(room, "FORGET", ()):
            forget(sheets)


def erase_sheets(sheets: Sequence[Response]) -> None:
    """Take away the answers and remarks of many sheets, as if each was withdrawn, and note it in the diary."""
    erased("response", *(sheet.pk for sheet in sheets))
    seen = [sheet for sheet in sheets if is_seen(sheet)]
    for sheet in seen:
        make_empty(sheet)
    kept = {sheet.pk for sheet in seen}
    for start in range(0, len(sheets), ROWS_PER_WRITE):
        part = [sheet.pk for sheet in sheets[start : start + ROWS_PER_WRITE]]
        forget_elsewhere(part)
        Remark.objects.filter(response__in=part).delete()
        Response.objects.filter(pk__in=[pk for pk in part if pk not in kept]).delete()
    Response.objects.bulk_update(seen, EMPTIED, batch_size=ROWS_PER_WRITE)


def is_seen(sheet: Response) -> bool:
    """Say whether a release may have shown something of this sheet, so that it would be missed."""
    if sheet.status != Response.Status.SENT:
        return False
    may_be_read = sheet.round.revealed or sheet.round.status == Round.Status.CLOSED
    return bool(sheet.shown_sheet) or (may_be_read and sheet.remarks.exists())


def leave_empty(sheet: Response) -> None:
    """Keep only the place of a withdrawn sheet in the counts, until a release has gone without it.

    A count that went down at once would say from which group the remark came that is gone (P4).
    """
    sheet.remarks.all().delete()
    make_empty(sheet)
    sheet.save(update_fields=EMPTIED)


def make_empty(sheet: Response) -> None:
    """Take everything from a sheet but its place; who calls this saves it."""
    sheet.status = Response.Status.WITHDRAWN
    sheet.sheet, sheet.shown_sheet = (NOT_ANSWERED * len(one) for one in (sheet.sheet, sheet.shown_sheet))
    sheet.participant, sheet.batch, sheet.name, sheet.begun_key = None, None, "", uuid4()


def erase_participant(identifier: UUID) -> int:
    """Take a return code away."""
    return int(Participant.objects.filter(pk=identifier).delete()[0] > 0)


def erase_remark(identifier: UUID) -> int:
    """Take a remark away."""
    return Remark.objects.filter(pk=identifier).delete()[0]


def erase_invitation(identifier: UUID) -> int:
    """Take an address off the invitation list."""
    return Invitation.objects.filter(pk=identifier).delete()[0]


ERASERS: dict[str, Callable[[UUID], int]] = {
    "response": erase_response,
    "participant": erase_participant,
    "remark": erase_remark,
    "invitation": erase_invitation,
}
