"""Writes of a conversation that is being prepared; once its round has opened, all of this is refused."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.text import slugify
from django.utils.timezone import localtime

from samenspraak.conversations.models import Conversation, InstrumentVersion, Round, StakeholderGroup
from samenspraak.conversations.queries.instruments import instrument_of
from samenspraak.conversations.queries.plans import active_groups
from samenspraak.conversations.services.recording import log
from samenspraak.core.codes import ALPHABET, JOIN_LENGTH
from samenspraak.organisations.models import Organisation, User

ROUND_LASTS = timedelta(days=21)


class RoundHasOpened(Exception):
    """What people were promised is fixed: this round is no draft any more."""


class NotYours(Exception):
    """The key of this form belongs to a conversation elsewhere."""


@dataclass(frozen=True)
class GroupRow:
    """A stakeholder group as it was filled in; *key* is empty for a new one."""

    key: str
    name: str
    audience: str
    expected: int


def join_code() -> str:
    """Return a new code that no round has; drawn again in the rare case that it exists."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(JOIN_LENGTH))
        if not Round.objects.filter(code=code).exists():
            return code


def start_conversation(
    organisation: Organisation,
    *,
    key: UUID,
    title: str,
    instrument: InstrumentVersion,
    actor: User,
    now: datetime,
) -> Round:
    """Make a conversation with its first round, as a draft; the same form sent twice makes one.

    *key* was drawn with the form, so a second click finds what the first one made.
    """
    known = Conversation.objects.filter(pk=key).first()
    if known is None:
        try:
            return new_conversation(
                organisation, key=key, title=title, instrument=instrument, actor=actor, now=now
            )
        except IntegrityError:
            known = Conversation.objects.filter(pk=key).first()
    if known is None or known.organisation_id != organisation.pk:
        raise NotYours
    return known.rounds.get(number=1)


@transaction.atomic
def new_conversation(
    organisation: Organisation,
    *,
    key: UUID,
    title: str,
    instrument: InstrumentVersion,
    actor: User,
    now: datetime,
) -> Round:
    """Make the conversation, its suggested groups and its first round."""
    conversation = Conversation.objects.create(
        id=key,
        organisation=organisation,
        instrument=instrument,
        title=title,
        purpose=instrument_of(instrument).purpose.nl,
        area_code=organisation.area_code,
        created_by=actor,
        created_at=now,
    )
    log(conversation, actor=actor, verb="conversation_started", now=now)
    return Round.objects.create(
        conversation=conversation, number=1, code=join_code(), opens_at=now, closes_at=usual_closing(now)
    )


def usual_closing(now: datetime) -> datetime:
    """Return the end of the working day three weeks from now."""
    return localtime(now + ROUND_LASTS).replace(hour=17, minute=0, second=0, microsecond=0)


def draft(round: Round) -> Conversation:
    """Return the conversation, after making sure inside this transaction that the round is still a draft."""
    status = Round.objects.select_for_update().values_list("status", flat=True).get(pk=round.pk)
    if status != Round.Status.DRAFT:
        raise RoundHasOpened
    return round.conversation


def change(conversation: Conversation, **fields: Any) -> bool:
    """Keep what is different; say whether anything was."""
    different = {name: value for name, value in fields.items() if getattr(conversation, name) != value}
    for name, value in different.items():
        setattr(conversation, name, value)
    if different:
        conversation.save(update_fields=list(different))
    return bool(different)


@transaction.atomic
def choose_instrument(
    round: Round, *, title: str, instrument: InstrumentVersion, actor: User, now: datetime
) -> None:
    """Keep the title and the instrument; another instrument brings its own groups and purpose."""
    conversation = draft(round)
    earlier = conversation.instrument
    if change(conversation, title=title):
        log(conversation, actor=actor, verb="title_changed", now=now, title=title)
    if not change(conversation, instrument=instrument):
        return
    log(conversation, actor=actor, verb="instrument_changed", now=now, instrument=str(instrument))
    if earlier.slug != instrument.slug:
        take_over(conversation, earlier=earlier, instrument=instrument)


def take_over(
    conversation: Conversation, *, earlier: InstrumentVersion, instrument: InstrumentVersion
) -> None:
    """Let go of what belonged to the earlier instrument."""
    set_aside(active_groups(conversation))
    if conversation.purpose == instrument_of(earlier).purpose.nl:
        change(conversation, purpose=instrument_of(instrument).purpose.nl)


@transaction.atomic
def describe(round: Round, *, purpose: str, area_code: str, actor: User, now: datetime) -> None:
    """Keep what the conversation is for and where."""
    conversation = draft(round)
    if change(conversation, purpose=purpose, area_code=area_code):
        log(conversation, actor=actor, verb="purpose_changed", now=now)


@transaction.atomic
def set_groups(round: Round, rows: Sequence[GroupRow], *, actor: User, now: datetime) -> None:
    """Keep exactly these groups, in this order; known keys keep their display group and their answers."""
    conversation = draft(round)
    known = {group.key: group for group in conversation.groups.all()}
    now_active = [group for group in known.values() if group.active]
    before, names = [facts(group) for group in now_active], chosen_names(now_active)
    taken = set(known)
    kept: list[StakeholderGroup] = []
    for position, row in enumerate(rows):
        group = known.get(row.key) or new_group(conversation, row, taken)
        group.name, group.audience, group.expected = row.name, row.audience, row.expected
        group.position, group.active = position, True
        group.save()
        kept.append(group)
    set_aside(group for group in known.values() if group not in kept)
    show_together(kept, names=names)
    if before != [facts(group) for group in kept]:
        log(conversation, actor=actor, verb="groups_changed", now=now, groups=len(kept))


def facts(group: StakeholderGroup) -> tuple[str, str, str, int]:
    """Return what a facilitator fills in about a group."""
    return group.key, group.name, group.audience, group.expected


def new_group(conversation: Conversation, row: GroupRow, taken: set[str]) -> StakeholderGroup:
    """Return a new group with a key of its own, shown by itself."""
    stem = row.key or slugify(row.name)[:50] or "groep"
    key = next(one for one in (stem, *(f"{stem}-{number}" for number in range(2, 999))) if one not in taken)
    taken.add(key)
    return StakeholderGroup(conversation=conversation, key=key, display=key, display_name=row.name)


def set_aside(groups: Iterable[StakeholderGroup]) -> None:
    """Take groups out of the next round; one that has answers of an earlier round stays in the books."""
    for group in groups:
        try:
            with transaction.atomic():
                group.delete()
        except ProtectedError:
            group.active, group.display, group.display_name = False, group.key, group.name
            group.save()


def together(groups: Iterable[StakeholderGroup]) -> dict[str, list[StakeholderGroup]]:
    """Return the groups by the display key they are shown under."""
    shown: dict[str, list[StakeholderGroup]] = {}
    for group in groups:
        shown.setdefault(group.display, []).append(group)
    return shown


def automatic_name(members: Sequence[StakeholderGroup]) -> str:
    """Return the names of the members as one, no longer than the field."""
    longest = StakeholderGroup._meta.get_field("display_name").max_length
    return " + ".join(group.name for group in members)[:longest]


def chosen_names(groups: Iterable[StakeholderGroup]) -> dict[str, str]:
    """Return the display names that somebody thought of, by display key."""
    return {
        display: members[0].display_name
        for display, members in together(groups).items()
        if members[0].display_name != automatic_name(members)
    }


def show_together(groups: Sequence[StakeholderGroup], *, names: dict[str, str]) -> None:
    """Give groups with the same display the key of their first group, and a name.

    Several groups shown as one have their chosen name from *names*, by the display key they had.
    """
    for display, members in together(groups).items():
        name = automatic_name(members)
        if len(members) > 1:
            name = names.get(display) or name
        for group in members:
            group.display, group.display_name = members[0].key, name
            group.save(update_fields=["display", "display_name"])


@transaction.atomic
def protect(
    round: Round,
    *,
    mode: str,
    k: int,
    displays: dict[str, str],
    names: dict[str, str],
    actor: User,
    now: datetime,
) -> None:
    """Keep how answers are protected and which groups are shown together (group key to display key)."""
    conversation = draft(round)
    changed = change(conversation, mode=mode, k=k)
    groups = active_groups(conversation)
    before = [(group.display, group.display_name) for group in groups]
    automatic = {display: automatic_name(members) for display, members in together(groups).items()}
    for group in groups:
        group.display = displays.get(group.key, group.display)
    show_together(groups, names={key: name for key, name in names.items() if name != automatic.get(key)})
    if changed or before != [(group.display, group.display_name) for group in groups]:
        log(conversation, actor=actor, verb="protection_changed", now=now)


@transaction.atomic
def merge_groups(round: Round, keys: Iterable[str], *, actor: User, now: datetime) -> None:
    """Show these groups as one."""
    conversation = draft(round)
    groups = active_groups(conversation)
    merged = [group for group in groups if group.key in set(keys)]
    if len(merged) < 2:
        return
    shown_with = {group.display for group in merged}
    for group in groups:
        if group.display in shown_with:
            group.display = merged[0].display
    show_together(groups, names={})
    log(conversation, actor=actor, verb="protection_changed", now=now)


@transaction.atomic
def discard(round: Round, *, actor: User, now: datetime) -> None:
    """Throw a draft away: a first round goes with its conversation, a later one by itself."""
    conversation = draft(round)
    log(
        conversation,
        actor=actor,
        verb="draft_discarded",
        now=now,
        title=conversation.title,
        round=round.number,
    )
    (conversation if round.number == 1 else round).delete()
