"""Writes of the organisations room: accounts, roles, sign-in sessions and the log."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import date, datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samenspraak.core.text import one_line
from samenspraak.organisations.models import ApiToken, AuditEvent, Membership, Organisation, SignIn, User

Role = Membership.Role
TOKEN_START = "samenspraak_"  # noqa: S105 (how a key is recognised; the rest of it is random)
MOST_TOKENS = 10


class LastAdministrator(Exception):
    """An organisation always keeps one administrator."""


class TooManyTokens(Exception):
    """Somebody has as many keys as one may have."""


class TokenExists(Exception):
    """Somebody has a key of this name already; perhaps it was asked for twice."""


class AlreadyMember(Exception):
    """This address belongs to a colleague already."""


def record(
    organisation: Organisation,
    *,
    actor: User | None,
    verb: str,
    now: datetime,
    subject: models.Model | None = None,
    detail: Mapping[str, object] | None = None,
) -> AuditEvent:
    """Log one change. *verb* has its sentence in a room's ``EVENTS``; *detail* fills that sentence.

    Everything that happens within a conversation has that conversation as its *subject*, so that its page
    can show the log. No participant's address or answer belongs in *detail*.
    """
    return AuditEvent.objects.create(
        organisation=organisation,
        actor=actor,
        verb=verb,
        subject=subject._meta.model_name or "" if subject else "",
        subject_id=str(subject.pk) if subject else "",
        detail=dict(detail or {}),
        at=now,
    )


def forget_details(subject: models.Model) -> None:
    """Leave out of the log what it tells of a subject that is erased: its lines stay, without its name (P7).

    Where a line has another subject, the detail ``other_id`` says that it is about this one too.
    """
    about = Q(subject=subject._meta.model_name or "", subject_id=str(subject.pk))
    AuditEvent.objects.filter(about | Q(detail__other_id=str(subject.pk))).update(detail={})


def record_about(user: User, organisation: Organisation, *, actor: User, verb: str, now: datetime) -> None:
    """Log a change in a colleague's place."""
    record(organisation, actor=actor, verb=verb, now=now, subject=user, detail={"name": str(user)})


def new_organisation(name: str) -> Organisation:
    """Make an organisation."""
    return Organisation.objects.create(name=one_line(name))


@transaction.atomic
def rename(organisation: Organisation, *, name: str, area_code: str, actor: User, now: datetime) -> None:
    """Change what the organisation is called and where it is."""
    organisation.name, organisation.area_code = one_line(name), area_code
    organisation.save(update_fields=["name", "area_code"])
    record(organisation, actor=actor, verb="organisation_changed", now=now, subject=organisation)


def account(email: str, *, name: str = "") -> User:
    """Return the user with this address, made without a password when new and woken up when asleep."""
    new = {"name": one_line(name), "password": make_password(None)}
    user, _ = User.objects.get_or_create(email=email.lower(), defaults=new)
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
    return user


@transaction.atomic
def add_member(
    organisation: Organisation, *, email: str, name: str = "", role: str = Role.FACILITATOR
) -> Membership:
    """Give somebody a place in the organisation; AlreadyMember when they have one."""
    user = account(email, name=name)
    membership, created = Membership.objects.get_or_create(
        user=user, organisation=organisation, defaults={"role": role}
    )
    if not created:
        raise AlreadyMember(email)
    return membership


@transaction.atomic
def invite_colleague(
    organisation: Organisation, *, email: str, name: str, role: str, actor: User, now: datetime
) -> Membership:
    """Add a colleague and log it; the mail with the link is sent by ``tasks.welcome``."""
    membership = add_member(organisation, email=email, name=name, role=role)
    record_about(membership.user, organisation, actor=actor, verb="colleague_invited", now=now)
    return membership


@transaction.atomic
def change_role(membership: Membership, *, role: str, actor: User, now: datetime) -> None:
    """Give a member another role; LastAdministrator when nobody else could manage the organisation."""
    if role != Role.ADMINISTRATOR:
        keep_an_administrator(membership)
    membership.role = role
    membership.save(update_fields=["role"])
    verb = "became_administrator" if role == Role.ADMINISTRATOR else "became_facilitator"
    record_about(membership.user, membership.organisation, actor=actor, verb=verb, now=now)


@transaction.atomic
def remove_member(membership: Membership, *, actor: User, now: datetime) -> None:
    """Take somebody out of the organisation; without any organisation left the account sleeps."""
    keep_an_administrator(membership)
    user, organisation = membership.user, membership.organisation
    membership.delete()
    record_about(user, organisation, actor=actor, verb="colleague_removed", now=now)
    if not user.memberships.exists():
        user.is_active = False
        user.save(update_fields=["is_active"])
        sign_out_everywhere(user)


def keep_an_administrator(leaving: Membership) -> None:
    """Refuse to take the role from the last administrator."""
    administrators = Membership.objects.select_for_update(of=("self",)).filter(
        organisation=leaving.organisation, role=Role.ADMINISTRATOR, user__is_active=True
    )
    # All rows are read and so locked: two administrators cannot send each other away at the same time.
    if {one.pk for one in administrators} == {leaving.pk}:
        raise LastAdministrator(
            _("Een organisatie heeft altijd een beheerder. Geef eerst een collega die rol.")
        )


def password_link(user: User) -> str:
    """Return the path at which *user* may choose a password; it works once and for three days."""
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])


def change_own_name(user: User, name: str) -> None:
    """Keep how a user wants to be called."""
    user.name = name
    user.save(update_fields=["name"])


def note_sign_in(user: User, *, session_key: str, browser: str, today: date) -> None:
    """Remember a new sign-in session, and forget those that no longer exist."""
    alive = Session.objects.filter(session_key__in=user.sign_ins.values("session_key")).values("session_key")
    user.sign_ins.exclude(session_key__in=alive).delete()
    SignIn.objects.update_or_create(
        session_key=session_key, defaults={"user": user, "browser": browser, "since": today}
    )


@transaction.atomic
def make_token(membership: Membership, name: str, *, now: datetime) -> str:
    """Make a key for a program, and return it: it is never shown again. TooManyTokens, TokenExists."""
    Membership.objects.select_for_update().get(pk=membership.pk)
    taken = membership.tokens.values_list("name", flat=True)
    if name in taken:
        raise TokenExists
    if len(taken) >= MOST_TOKENS:
        raise TooManyTokens
    key = TOKEN_START + secrets.token_urlsafe(32)
    membership.tokens.create(name=name, hash=token_hash(key), made_on=timezone.localdate(now))
    log_token(membership, name, verb="token_made", now=now)
    return key


def token_hash(key: str) -> str:
    """Return what is kept of a key: it is long and random, so that nobody finds it back."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


@transaction.atomic
def revoke_token(token: ApiToken, *, now: datetime) -> None:
    """End a key at once."""
    membership, name = token.membership, token.name
    token.delete()
    log_token(membership, name, verb="token_revoked", now=now)


def log_token(membership: Membership, name: str, *, verb: str, now: datetime) -> None:
    """Log a key by its name."""
    record(membership.organisation, actor=membership.user, verb=verb, now=now, detail={"name": name})


def note_use(token: ApiToken, *, today: date) -> None:
    """Remember on which day a key was used last."""
    if token.used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(used_on=today)


def sign_out(sign_in: SignIn) -> None:
    """End one sign-in session."""
    Session.objects.filter(session_key=sign_in.session_key).delete()
    sign_in.delete()


@transaction.atomic
def sign_out_everywhere(user: User, *, but: str = "") -> int:
    """End all sign-in sessions of *user*, except the session *but*; return how many ended."""
    ending = user.sign_ins.exclude(session_key=but)
    keys = list(ending.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    ending.delete()
    return len(keys)
