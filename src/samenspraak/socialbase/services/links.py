"""Writes of confirm links, and what an organisation says through one: still right, changed, off the map."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Literal

from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import localdate

from samenspraak.organisations.models import Organisation, User
from samenspraak.organisations.services import record, token_hash
from samenspraak.socialbase.models import Actor, ConfirmLink, MapSettings, Tie
from samenspraak.socialbase.services.contacts import keep_contact
from samenspraak.socialbase.services.entries import EntryGone, change, confirm, hold, take_off
from samenspraak.socialbase.services.ties import confirm_tie, remove_tie

Say = Literal["yes", "no"]


class LinkUsed(Exception):
    """The link was used already, perhaps a moment ago."""


def make_link(actor: Actor, *, now: datetime) -> str:
    """Make a link and return its token, which is kept nowhere."""
    token = secrets.token_urlsafe(32)
    ConfirmLink.objects.create(actor=actor, token_hash=token_hash(token), made_on=localdate(now))
    return token


def mark_asked(actor: Actor, *, today: date) -> bool:
    """Note that an entry is asked today; False when another worker did so already."""
    unasked = Q(asked_on=None) | ~Q(asked_on=today)
    on_map = Actor.objects.filter(unasked, pk=actor.pk, status=Actor.Status.ACTIVE)
    return bool(on_map.update(asked_on=today))


def mark_reminded(actor: Actor, *, today: date) -> bool:
    """Note that an entry is reminded today; False when it had its reminder."""
    unreminded = Q(reminded_on=None) | Q(reminded_on__lt=F("asked_on"))
    return bool(Actor.objects.filter(unreminded, pk=actor.pk).update(reminded_on=today))


@transaction.atomic
def ask_yearly(organisation: Organisation, *, on: bool, by: User, now: datetime) -> None:
    """Let the clock ask everybody on the map once a year, or no more."""
    settings, _is_new = MapSettings.objects.get_or_create(organisation=organisation)
    if (settings.asks_since is not None) == on:
        return
    settings.asks_since = localdate(now) if on else None
    settings.save(update_fields=["asks_since"])
    record(organisation, actor=by, verb="asking_on" if on else "asking_off", now=now)


def use(link: ConfirmLink, *, today: date) -> None:
    """Use a link, and with it every other link of the entry; LinkUsed when somebody was first.

    The entry is held first, so that two links of one entry never wait for each other.
    """
    try:
        hold(link.actor)
    except EntryGone:
        raise LinkUsed from None
    if not ConfirmLink.objects.filter(pk=link.pk, used_on=None).update(used_on=today):
        raise LinkUsed
    ConfirmLink.objects.filter(actor=link.actor, used_on=None).update(used_on=today)


@transaction.atomic
def confirm_by_link(link: ConfirmLink, said: Iterable[tuple[Tie, Say]], *, now: datetime) -> None:
    """Note that everything is still right, and what they say of their ties."""
    use(link, today=localdate(now))
    confirm(link.actor, by=None, now=now)
    answer_ties(link.actor, said, now=now)


@transaction.atomic
def change_by_link(
    link: ConfirmLink,
    values: Mapping[str, Any],
    reach: Mapping[str, str],
    said: Iterable[tuple[Tie, Say]],
    *,
    version: int,
    now: datetime,
) -> None:
    """Change the entry as they say, which confirms it; Overtaken when it was changed in the meantime."""
    use(link, today=localdate(now))
    change(link.actor, values, version=version, by=None, now=now, confirmed=True)
    keep_contact(link.actor, **reach, by=None, now=now)
    answer_ties(link.actor, said, now=now)


@transaction.atomic
def take_off_by_link(link: ConfirmLink, *, now: datetime) -> None:
    """Take the entry off the map, because they ask for it."""
    use(link, today=localdate(now))
    take_off(link.actor, by=None, now=now)


def answer_ties(actor: Actor, said: Iterable[tuple[Tie, Say]], *, now: datetime) -> None:
    """Confirm or refuse ties, as one side of them."""
    for tie, say in said:
        if say == "yes":
            confirm_tie(tie, side=actor, by=None, now=now)
        else:
            remove_tie(tie, by=None, now=now, refused=True)
