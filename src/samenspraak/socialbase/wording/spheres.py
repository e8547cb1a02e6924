"""The three spheres: who is in which, and what part the municipality has in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from samenspraak.core.freshness import tally
from samenspraak.socialbase.models import Actor
from samenspraak.socialbase.queries.map import Entry
from samenspraak.socialbase.wording.entries import FRESHNESS
from samenspraak.socialbase.wording.network import sign_of

MOST_SHOWN = 60
WHAT: dict[str, Promise] = {
    Actor.Sphere.PERSONAL: _lazy("Familie, vrienden, buren en mantelzorgers: mensen die elkaar kennen."),
    Actor.Sphere.COMMUNAL: _lazy("Verenigingen, initiatieven en gemeenschappen: wat mensen samen doen."),
    Actor.Sphere.INSTITUTIONAL: _lazy("Plekken, voorzieningen en mensen die er voor hun werk zijn."),
}
ROLE: dict[str, Promise] = {
    Actor.Sphere.PERSONAL: _lazy("De gemeente zorgt dat de basis op orde is: wonen, inkomen, onderwijs."),
    Actor.Sphere.COMMUNAL: _lazy("De gemeente is hier te gast. Zij maakt mogelijk, en neemt niet over."),
    Actor.Sphere.INSTITUTIONAL: _lazy("De gemeente stuurt hier mee, met subsidies en opdrachten."),
}


@dataclass(frozen=True)
class Pill:
    """One entry in its sphere: *formal* decides its shape."""

    entry: Entry
    sign: SafeString
    shape: str
    said: str


@dataclass(frozen=True)
class Sphere:
    """One sphere with those in it; *more* are not shown here."""

    key: str
    name: str
    what: str | Promise
    role: str | Promise
    counted: str
    pills: tuple[Pill, ...]
    more: int


def spheres_of(entries: Sequence[Entry]) -> list[Sphere]:
    """Return the spheres, the outermost first: the institutional one, with the others in it."""
    return [sphere_of(key, [one for one in entries if one.sphere == key]) for key in reversed(Actor.Sphere)]


def sphere_of(key: Actor.Sphere, entries: Sequence[Entry]) -> Sphere:
    """Return one sphere: what counts first, and by name."""
    ordered = sorted(entries, key=lambda one: (not one.counts, one.name.casefold()))
    return Sphere(
        key=key.value,
        name=str(key.label),
        what=WHAT[key],
        role=ROLE[key],
        counted=counted_words(entries),
        pills=tuple(pill(one) for one in ordered[:MOST_SHOWN]),
        more=max(len(ordered) - MOST_SHOWN, 0),
    )


def pill(one: Entry) -> Pill:
    """Return one entry as its sphere shows it."""
    formal = _("met bestuur of rechtsvorm") if one.formal else _("zonder bestuur of rechtsvorm")
    said = [str(Actor.Kind(one.kind).label), formal]
    if one.freshness != "fresh":
        said.append(str(FRESHNESS[one.freshness]).lower())
    return Pill(one, sign_of(one), f"{'formal' if one.formal else 'informal'}", ", ".join(said))


def counted_words(entries: Sequence[Entry]) -> str:
    """Say how many count, how many of them have a board or legal form, and how many have faded."""
    found = tally(one.freshness for one in entries)
    formal = sum(1 for one in entries if one.counts and one.formal)
    words = {"number": found.counting, "formal": formal, "faded": found.faded}
    said = ngettext("%(number)s telt mee", "%(number)s tellen mee", found.counting) % words
    said = _("%(counting)s, waarvan %(formal)s met bestuur of rechtsvorm.") % {"counting": said, **words}
    if found.faded:
        said += " " + ngettext("%(faded)s is verbleekt.", "%(faded)s zijn verbleekt.", found.faded) % words
    return said
