"""What every room contributes upward, gathered; and this room's own words for what happened.

Each room in ``settings.ROOMS`` may have a ``contributions.py``. ``EVENTS`` there gives, per verb of an
``AuditEvent``, a sentence without its subject, with places for the event's detail. ``AREAS`` are functions of
an organisation that say where it works: a room that keeps areas has one, rooms that only keep codes ask here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.core.regions import NamedArea
from samenspraak.organisations.models import Organisation
from samenspraak.organisations.queries.areas import area_name


@dataclass(frozen=True)
class Surroundings:
    """Where an organisation works: its municipality and the neighbourhoods in it, by name.

    *borrowed*: these are another's, because the municipality is invented; whoever shows them names the lender.
    """

    home: NamedArea | None
    neighbourhoods: tuple[NamedArea, ...] = ()
    borrowed: bool = False

    @property
    def lender(self) -> str:
        """Return whose areas these are when they are borrowed, "" when they are one's own."""
        return self.home.name if self.borrowed and self.home else ""

    @property
    def names(self) -> dict[str, str]:
        """Return the names by code."""
        near = (self.home, *self.neighbourhoods) if self.home else self.neighbourhoods
        return {one.code: one.name for one in near}


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


def surroundings_of(organisation: Organisation) -> Surroundings:
    """Return where an organisation works, as the rooms that keep areas know it; else only its municipality."""
    for room in contributing_rooms():
        for told in getattr(room, "AREAS", ()):
            found: Surroundings | None = told(organisation)
            if found is not None:
                return found
    code = organisation.area_code
    return Surroundings(home=NamedArea(code, area_name(code)) if area_name(code) else None)


EVENTS: dict[str, str | Promise] = {
    "organisation_changed": _lazy("Gegevens van de organisatie gewijzigd"),
    "colleague_invited": _lazy("%(name)s uitgenodigd als collega"),
    "became_administrator": _lazy("%(name)s is nu beheerder"),
    "became_facilitator": _lazy("%(name)s is nu gespreksleider"),
    "token_made": _lazy("Sleutel voor de API gemaakt: “%(name)s”"),
    "token_revoked": _lazy("Sleutel voor de API ingetrokken: “%(name)s”"),
    "colleague_removed": _lazy("%(name)s uit de organisatie gehaald"),
}
