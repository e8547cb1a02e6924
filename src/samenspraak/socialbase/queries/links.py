"""Reads of confirm links: by their token, of which only the hash is kept; and whom the clock should ask."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from django.db.models import F, Q, QuerySet

from samenspraak.core.freshness import YEAR
from samenspraak.organisations.services import token_hash
from samenspraak.socialbase.models import Actor, ConfirmLink

DAYS_VALID = 60
DAYS_TO_REMINDER = 14
MOST_AT_ONCE = 200

LinkState = Literal["open", "used", "expired", "removed"]


def link_with(token: str) -> ConfirmLink | None:
    """Return the link with this token; None when there is none."""
    found = ConfirmLink.objects.filter(token_hash=token_hash(token))
    return found.select_related("actor__organisation", "actor__keeper", "actor__contact").first()


def state_of(link: ConfirmLink, *, today: date) -> LinkState:
    """Say whether a link still does something."""
    if link.used_on is not None:
        return "used"
    if link.actor.status == Actor.Status.REMOVED:
        return "removed"
    return "expired" if (today - link.made_on).days > DAYS_VALID else "open"


def reachable() -> QuerySet[Actor]:
    """Return the entries that may be asked by mail, on maps whose keepers want that."""
    asked = Actor.objects.filter(
        status=Actor.Status.ACTIVE, organisation__map_settings__asks_since__isnull=False
    )
    return asked.filter(contact__isnull=False).exclude(contact__email="")


def asked_by_mail(actor: Actor) -> bool:
    """Say whether the clock will ask this organisation again."""
    return reachable().filter(pk=actor.pk).exists()


def to_ask(today: date) -> list[Actor]:
    """Return the entries that nobody confirmed for a year, and that were not asked for a year."""
    long_ago = today - timedelta(days=YEAR)
    unconfirmed = Q(confirmed_on=None) | Q(confirmed_on__lte=long_ago)
    unasked = Q(asked_on=None) | Q(asked_on__lte=long_ago)
    return list(reachable().filter(unconfirmed, unasked).order_by("pk")[:MOST_AT_ONCE])


def to_remind(today: date) -> list[Actor]:
    """Return the entries that were asked two weeks ago or longer, did not answer, and had no reminder yet."""
    asked = reachable().filter(
        asked_on__lte=today - timedelta(days=DAYS_TO_REMINDER),
        asked_on__gte=today - timedelta(days=DAYS_VALID),
    )
    silent = Q(confirmed_on=None) | Q(confirmed_on__lt=F("asked_on"))
    unreminded = Q(reminded_on=None) | Q(reminded_on__lt=F("asked_on"))
    return list(asked.filter(silent, unreminded).order_by("pk")[:MOST_AT_ONCE])


def entry_to_mail(actor_id: str) -> Actor | None:
    """Return an entry for a mail; None when it is off the map or there is nobody to reach any more."""
    found = Actor.objects.filter(pk=actor_id, status=Actor.Status.ACTIVE).exclude(contact__isnull=True)
    return found.exclude(contact__email="").select_related("contact", "keeper", "organisation").first()
