"""The writes of this room: a release, which remarks are in it, and the conversation agenda."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from samenspraak.conversations.models import Remark, Response, Round
from samenspraak.conversations.queries.plans import plan_for
from samenspraak.conversations.queries.rounds import is_over, questions_of
from samenspraak.conversations.services.editing import overwrite
from samenspraak.conversations.services.recording import log_round
from samenspraak.core.analysis import CORE_VERSION, Picture, Sheets, analyse
from samenspraak.core.change import answered_twice, paired
from samenspraak.core.disclosure import Plan, is_enough
from samenspraak.core.earlier import picture_from
from samenspraak.core.opinions.publishing import publish
from samenspraak.core.releasing import Ledger, ReleaseDecision, Voice, next_release
from samenspraak.core.sheet import QuestionList
from samenspraak.organisations.models import User
from samenspraak.results.models import AgendaPlan, OpinionGroups, Release, RoundLedger
from samenspraak.results.queries.looking import hindrance
from samenspraak.results.queries.opinions import (
    are_groups_searched,
    groups_with,
    kept_members,
    opinion_groups_of,
)
from samenspraak.results.queries.pairing import (
    is_compared,
    is_compared_with_later,
    round_to_compare,
    same_people,
    wave_of,
)
from samenspraak.results.queries.releases import latest_release, ledger_of, may_show
from samenspraak.results.queries.remarks import Listed, bundles, listed_in, readable_after
from samenspraak.results.queries.sheets import SheetRow, sheet_rows

ROWS_PER_WRITE = 500


Reason = Literal[
    "not-revealed",
    "too-few",
    "too-thin",
    "too-few-own",
    "nothing-new",
    "too-little-new",
    "spread",
    "compared",
    "searched",
]


@dataclass(frozen=True)
class Refusal:
    """Why there is no new picture, in counts only; ``wording.news`` makes it a sentence."""

    reason: Reason
    k: int
    received: int = 0
    changed: int = 0
    own: int = 0


@transaction.atomic
def release(round: Round, *, now: datetime, actor: User | None = None) -> Release | Refusal:
    """Make the next picture of *round*, unless that would give fewer than k people away (P4).

    The lock on the round makes two simultaneous calls one release: the second finds nothing new.
    """
    lock(round)
    plan = plan_for(round)
    if not may_show(round):
        return Refusal(reason="not-revealed", k=plan.k)
    if is_compared(round):
        return Refusal(reason="compared", k=plan.k)
    if are_groups_searched(round):
        return Refusal(reason="searched", k=plan.k)
    questions, last, rows = questions_of(round), latest_release(round), sheet_rows(round)
    decision = decided(rows, questions, plan, ledger_of(round))
    picture = pictured(rows, decision, questions, plan) if decision.allowed else None
    if picture is None:
        own = sum(not row.entered for row in filter(is_sent, rows))
        return refusal(decision, plan, last, own=own)
    remember(round, rows, decision)
    readable = readable_after(last, round, questions, k=plan.k)
    made = keep(round, judged_once(picture, last), readable, last=last, now=now)
    log_round(made.round, "picture_made", actor=actor, now=now, number=made.number)
    return made


def lock(round: Round) -> None:
    """Keep the round for this transaction, and read again how it stands."""
    Round.objects.select_for_update().only("pk").get(pk=round.pk)
    round.refresh_from_db(fields=["status", "revealed"])


def decided(
    rows: Sequence[SheetRow], questions: QuestionList, plan: Plan, ledger: Ledger | None
) -> ReleaseDecision:
    """Ask the disclosure guard what may enter next to all earlier releases."""
    sent = {
        str(row.id): Voice(group=row.group, sheet=row.sheet, entered=row.entered)
        for row in filter(is_sent, rows)
    }
    return next_release(
        sent,
        questions=questions,
        plan=plan,
        released={str(row.id): row.shown_sheet for row in rows if row.shown_sheet},
        ledger=ledger,
    )


def is_sent(row: SheetRow) -> bool:
    """Say whether a response counts."""
    return row.status == Response.Status.SENT


def pictured(
    rows: Sequence[SheetRow], decision: ReleaseDecision, questions: QuestionList, plan: Plan
) -> Picture | None:
    """Analyse what each response contributes to the release."""
    shown = [row for row in rows if str(row.id) in decision.sheets]
    sheets = Sheets(
        rows=[decision.sheets[str(row.id)] for row in shown],
        groups=[row.group for row in shown],
        tables=[row.source == Response.Source.TABLE for row in shown],
        names=[row.name for row in shown],
        channels=[row.source for row in shown],
    )
    return analyse(questions, sheets, plan, ledger=decision.ledger)


def judged_once(picture: Picture, last: Release | None) -> Picture:
    """Return the picture with what the first one said of whole sheets.

    Said of both, it would follow how many of those in between answered everything alike (P4).
    """
    if last is None:
        return picture
    first = [note for note in picture_from(last.picture).notes if note.kind == "straight"]
    others = [note for note in picture.notes if note.kind != "straight"]
    return picture.model_copy(update={"notes": (*first, *others)})


def refusal(decision: ReleaseDecision, plan: Plan, last: Release | None, *, own: int) -> Refusal:
    """Say why there is no new picture; *own* people answered without somebody else typing it in."""
    reason: Reason = "too-little-new"
    if last is None and decision.changed >= plan.k:
        reason = "too-thin" if is_enough(own, k=plan.k) else "too-few-own"
    elif last is None:
        reason = "too-few"
    elif not decision.changed:
        reason = "nothing-new"
    elif decision.reason == "spread":
        reason = "spread"
    return Refusal(reason=reason, k=plan.k, received=decision.changed, changed=decision.changed, own=own)


def remember(round: Round, rows: Sequence[SheetRow], decision: ReleaseDecision) -> None:
    """Keep what the guard knows now, and on each response what this release holds of it; drop what left with it.

    Most sheets enter whole: those are copied within the database, the rows being kept by ``sheet_rows``.
    """
    if decision.ledger:
        kept = decision.ledger.model_dump(mode="json")
        RoundLedger.objects.update_or_create(round=round, defaults={"ledger": kept})
    whole: dict[str, list[UUID]] = defaultdict(list)
    mixed: list[Response] = []
    for row in filter(is_sent, rows):
        sheet = decision.sheets.get(str(row.id), "")
        group = decision.ledger.displays.get(str(row.id), "") if decision.ledger and sheet else ""
        if (sheet, group) == (row.shown_sheet, row.shown_group):
            continue
        if sheet == row.sheet:
            whole[group].append(row.id)
        else:
            mixed.append(Response(id=row.id, shown_sheet=sheet, shown_group=group))
    for group, ids in whole.items():
        copy_sheets(ids, group)
    Response.objects.bulk_update(mixed, ["shown_sheet", "shown_group"], batch_size=ROWS_PER_WRITE)
    absorbed = [row.id for row in rows if not is_sent(row) and is_gone(row, decision)]
    Response.objects.filter(id__in=absorbed).delete()


def copy_sheets(ids: Sequence[UUID], group: str) -> None:
    """Note of whole sheets that they are shown as they are, in one display group."""
    for start in range(0, len(ids), ROWS_PER_WRITE):
        part = Response.objects.filter(id__in=ids[start : start + ROWS_PER_WRITE])
        part.update(shown_sheet=F("sheet"), shown_group=group)


def is_gone(row: SheetRow, decision: ReleaseDecision) -> bool:
    """Say whether no answer of a withdrawn response is in the release any more."""
    marks = decision.ledger.marks.get(str(row.id), ()) if decision.ledger else ()
    return not marks or not marks[-1].strip("-")


def keep(
    round: Round,
    picture: Picture,
    readable: Listed,
    *,
    last: Release | None,
    now: datetime,
    paired: Mapping[str, Any] | None = None,
) -> Release:
    """Keep a picture as the next release, with the remarks that may be read and shown."""
    number = last.number + 1 if last else 1
    return Release.objects.create(
        round=round,
        number=number,
        key=f"{round.pk}:{number}:{round.questions[:16]}:{CORE_VERSION}",
        picture=picture.model_dump(mode="json", exclude={"people"}),
        remarks={"readable": readable, "shown": shown_of(readable)},
        paired=paired or {},
        day=timezone.localdate(now),
    )


def shown_of(readable: Listed) -> Listed:
    """Return which of the readable remarks the facilitator let through."""
    ids = [one[0] for entries in readable.values() for one in entries]
    released = Remark.objects.filter(id__in=ids, status=Remark.Status.RELEASED)
    through = {str(pk) for pk in released.values_list("pk", flat=True)}
    shown = {theme: [one for one in entries if one[0] in through] for theme, entries in readable.items()}
    return {theme: entries for theme, entries in shown.items() if entries}


@transaction.atomic
def publish_remarks(
    round: Round, choices: Mapping[UUID, bool], *, now: datetime, actor: User | None = None
) -> Release | None:
    """Keep which remarks the group may read, and release them beside the same picture.

    Only remarks the facilitator may read count; None when there is no picture yet, or nothing to change.
    """
    lock(round)
    last = latest_release(round)
    if last is None or not may_show(round):
        return None
    readable = {one.pk for bundle in bundles(last) for one in bundle.remarks}
    for status, chosen in ((Remark.Status.RELEASED, True), (Remark.Status.WITHHELD, False)):
        ids = [pk for pk, choice in choices.items() if choice is chosen and pk in readable]
        Remark.objects.filter(id__in=ids).update(status=status)
    if shown_of(listed_in(last, "readable")) == listed_in(last, "shown"):
        return None
    picture = picture_from(last.picture)
    readable_still = listed_in(last, "readable")
    made = keep(round, picture, readable_still, last=last, now=now, paired=last.paired)
    log_round(made.round, "remarks_released", actor=actor, now=now, number=made.number)
    return made


@transaction.atomic
def compare(round: Round, *, now: datetime, actor: User | None = None) -> Release | None:
    """Keep with a next release how the same people answered in this round and the one before it (P4).

    None when that would give fewer than k people away, when answers may still come in, or when it was done.
    From then on both rounds keep the pictures they have: new ones could be told apart from these figures.
    """
    earlier = round_to_compare(round)
    if earlier is None or is_compared_with_later(earlier):
        return None
    for one in (earlier, round):
        lock(one)
    last = latest_release(round)
    if last is None or last.paired or not (is_over(earlier, now) and is_over(round, now)):
        return None
    found = pairing(earlier, round)
    if not found:
        return None
    picture, readable = picture_from(last.picture), listed_in(last, "readable")
    made = keep(round, picture, readable, last=last, now=now, paired=found)
    log_round(made.round, "rounds_compared", actor=actor, now=now, number=made.number)
    return made


def pairing(earlier: Round, later: Round) -> dict[str, Any]:
    """Return the comparison of two rounds as a release keeps it; empty when nothing of it may be shown."""
    first, second, same = wave_of(earlier), wave_of(later), same_people(earlier, later)
    figures = paired(first, second, same) if first and second else None
    if first is None or second is None or figures is None or not figures.themes:
        return {}
    return {
        "figures": figures.model_dump(mode="json"),
        "with": str(earlier.pk),
        "twice": {
            item: sorted(pairs.values()) for item, pairs in answered_twice(first, second, same).items()
        },
    }


@transaction.atomic
def save_agenda(
    round: Round, *, values: Mapping[str, Any], version: int, actor: User, now: datetime
) -> AgendaPlan:
    """Keep how the facilitator wants to talk; Overtaken when a colleague was first."""
    plan, made = AgendaPlan.objects.get_or_create(round=round)
    changed = overwrite(plan, values, version=0 if made else version)
    if changed:
        verb = "agenda_reset" if values.get("themes") == [] else "agenda_changed"
        log_round(round, verb, actor=actor, now=now, changed=sorted(changed))
    return plan


@transaction.atomic
def look_for_groups(round: Round, *, now: datetime, actor: User | None = None) -> OpinionGroups | None:
    """Search a closed round for opinion groups, once, after the last picture it will have (P4).

    What may still enter the picture enters first; from then on it stays as it is. Two clicks find the same
    groups; None when something stands in the way, see ``queries.looking``.
    """
    lock(round)
    if hindrance(round, now):
        return opinion_groups_of(round)
    release(round, now=now, actor=actor)
    wave = wave_of(round)
    if wave is None:
        return None
    found = publish(wave)
    searched = OpinionGroups.objects.create(
        round=round,
        picture=found.picture.model_dump(mode="json"),
        members=kept_members(found.known),
        day=timezone.localdate(now),
    )
    log_round(round, "groups_searched", actor=actor, now=now)
    return searched


def forget_members(responses: Collection[UUID]) -> None:
    """Take responses out of the opinion groups they were found in: their answers are taken back (P7)."""
    gone = {str(one) for one in responses}
    for searched in groups_with(responses):
        searched.members = [without_members(group, gone) for group in searched.members]
        searched.forgotten = True
        searched.save(update_fields=["members", "forgotten"])


def without_members(group: Mapping[str, Any], gone: Container[str]) -> dict[str, Any]:
    """Return one group as it is kept, without these responses."""
    return {
        "in": [one for one in group["in"] if one not in gone],
        "without": {
            item: [one for one in missing if one not in gone] for item, missing in group["without"].items()
        },
    }
