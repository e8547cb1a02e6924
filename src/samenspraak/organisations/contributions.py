"""What every room contributes upward, gathered; and this room's own words for what happened.

Each room in ``settings.ROOMS`` may have a ``contributions.py``. ``EVENTS`` there gives, per verb of an
``AuditEvent``, a sentence without its subject, with places for the event's detail.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy


@cache
def contributing_rooms() -> tuple[ModuleType, ...]:
    """Return the contributions of every room that has them, lowest room first."""
    names = [f"samenspraak.{room}.contributions" for room in settings.ROOMS]
    return tuple(import_module(name) for name in names if find_spec(name))


@cache
def event_sentences() -> dict[str, str | Promise]:
    """Return the sentence for each verb that a room may record."""
    return {
        verb: sentence
        for room in contributing_rooms()
        for verb, sentence in getattr(room, "EVENTS", {}).items()
    }


EVENTS: dict[str, str | Promise] = {
    "organisation_changed": _lazy("Gegevens van de organisatie gewijzigd"),
    "colleague_invited": _lazy("%(name)s uitgenodigd als collega"),
    "became_administrator": _lazy("%(name)s is nu beheerder"),
    "became_facilitator": _lazy("%(name)s is nu gespreksleider"),
    "token_made": _lazy("Sleutel voor de API gemaakt: “%(name)s”"),
    "token_revoked": _lazy("Sleutel voor de API ingetrokken: “%(name)s”"),
    "colleague_removed": _lazy("%(name)s uit de organisatie gehaald"),
}
