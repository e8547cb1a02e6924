"""Reads: which organisation a user works for."""

from __future__ import annotations

from samenspraak.organisations.models import Membership, User


def membership_of(user: User, organisation_id: str) -> Membership | None:
    """Return the membership in the chosen organisation, else the first one, else None."""
    memberships = list(user.memberships.select_related("organisation").order_by("organisation__name"))
    chosen = (one for one in memberships if str(one.organisation_id) == organisation_id)
    return next(chosen, memberships[0] if memberships else None)
