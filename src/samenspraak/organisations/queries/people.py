"""Reads: which organisation a user works for, with whom, and what happened there."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import QuerySet
from django.http import Http404

from samenspraak.organisations.models import ApiToken, AuditEvent, Membership, Organisation, SignIn, User


def organisations_named(name: str) -> list[Organisation]:
    """Return the organisations with this name, for a command on the server."""
    return list(Organisation.objects.filter(name=name))


def has_demo() -> bool:
    """Say whether the invented municipality is here, whose passwords everybody knows."""
    return Organisation.objects.filter(is_demo=True).exists()


def memberships_of(user: User) -> list[Membership]:
    """Return the places of *user*, by name of the organisation."""
    return list(user.memberships.select_related("organisation").order_by("organisation__name"))


def membership_of(user: User, organisation_id: str) -> Membership | None:
    """Return the membership in the chosen organisation, else the oldest one, else None."""
    memberships = sorted(memberships_of(user), key=lambda one: one.pk)
    chosen = (one for one in memberships if str(one.organisation_id) == organisation_id)
    return next(chosen, memberships[0] if memberships else None)


def members_of(organisation: Organisation) -> QuerySet[Membership]:
    """Return the members with their user, by name."""
    return organisation.memberships.select_related("user").order_by("user__name", "user__email")


def membership_by_id(membership_id: int) -> Membership | None:
    """Return a membership for a task; None when it was taken away meanwhile."""
    return Membership.objects.select_related("user", "organisation").filter(pk=membership_id).first()


def member_for(organisation: Organisation, membership_id: int) -> Membership:
    """Return one member of *organisation*; Http404 for a stranger (P3)."""
    membership = members_of(organisation).filter(pk=membership_id).first()
    if membership is None:
        raise Http404
    membership.organisation = organisation
    return membership


def events_of(organisation: Organisation, *, subject: models.Model | None = None) -> QuerySet[AuditEvent]:
    """Return what happened in the organisation, or with one subject in it, newest first."""
    events = organisation.events.select_related("actor")
    return events.filter(subject_id=str(subject.pk)) if subject else events


def sign_ins_of(user: User) -> QuerySet[SignIn]:
    """Return the sign-in sessions of *user* that still exist, newest first."""
    alive = Session.objects.values("session_key")
    return user.sign_ins.filter(session_key__in=alive).order_by("-since", "-id")


def token_for(membership: Membership, token_id: int) -> ApiToken:
    """Return a key of this member itself; Http404 for anybody else's."""
    found = membership.tokens.filter(pk=token_id).first()
    if found is None:
        raise Http404
    return found


def token_with(hash: str) -> ApiToken | None:
    """Return the key with this hash, of somebody who may still sign in."""
    tokens = ApiToken.objects.select_related("membership__user", "membership__organisation")
    return tokens.filter(hash=hash, membership__user__is_active=True).first()


def sign_in_for(user: User, sign_in_id: int) -> SignIn:
    """Return a sign-in session of *user* itself; Http404 for anybody else's."""
    found = user.sign_ins.filter(pk=sign_in_id).first()
    if found is None:
        raise Http404
    return found
