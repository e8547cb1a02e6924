"""Who already does something on a theme, and who is missing, for the table and for the report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspraak.socialbase.models import Part
from samenspraak.socialbase.queries.map import Entry
from samenspraak.socialbase.queries.on_theme import OnTheme, Scene
from samenspraak.socialbase.wording.entries import area_words, joined

MOST_OTHERS = 12
ORDER = [str(one) for one in Part.Role.values]


@dataclass(frozen=True)
class RoleLine:
    """Who has one sort of role."""

    role: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Here:
    """One theme on the map: who has which role, who else is about it, what is missing, and how it hangs together."""

    key: str
    roles: tuple[RoleLine, ...]
    others: tuple[Entry, ...]
    more: int
    counted: str
    missing: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether the map has nothing to say here."""
        return not (self.roles or self.others or self.missing)


def here(scene: Scene, theme: str, *, slug: str) -> Here:
    """Return one theme of a conversation as the map knows it."""
    found = scene.themes[theme]
    lines = role_lines(found, scene)
    named = {one.id for line in lines for one in line.entries}
    others = sorted(
        (one for one in found.entries if one.id not in named), key=lambda one: one.name.casefold()
    )
    return Here(
        key=f"{slug}:{theme}",
        roles=tuple(lines),
        others=tuple(others[:MOST_OTHERS]),
        more=max(len(others) - MOST_OTHERS, 0),
        counted=counted(found),
        missing=tuple(missing(found, scene)),
    )


def role_lines(found: OnTheme, scene: Scene) -> list[RoleLine]:
    """Return the register on one theme: who leads first, each name once per role."""
    by_role: dict[str, dict[str, Entry]] = {}
    for role in found.roles:
        entry = scene.whole.by_id.get(role.actor) if role.actor else None
        if entry:
            by_role.setdefault(role.role, {})[str(entry.id)] = entry
    return [
        RoleLine(
            str(Part.Role(role).label),
            tuple(sorted(by_role[role].values(), key=lambda one: one.name.casefold())),
        )
        for role in ORDER
        if role in by_role
    ]


def counted(found: OnTheme) -> str:
    """Say how many count on this theme, and how many ties there are between them."""
    words = {"number": len(found.entries), "ties": found.ties, "faded": found.faded}
    said = ngettext(
        "%(number)s organisatie of initiatief telt hier mee.",
        "%(number)s organisaties en initiatieven tellen hier mee.",
        len(found.entries),
    )
    if len(found.entries) > 1 and not found.ties:
        said += " " + _("Tussen hen is geen verbinding bekend.")
    elif len(found.entries) > 1:
        said += " " + ngettext(
            "Er is %(ties)s verbinding tussen hen.", "Er zijn %(ties)s verbindingen tussen hen.", found.ties
        )
    if found.faded:
        said += " " + ngettext("%(faded)s is verbleekt.", "%(faded)s zijn verbleekt.", found.faded)
    return said % words


def missing(found: OnTheme, scene: Scene) -> Iterable[str]:
    """Yield what is missing: the gaps that were written down, that nobody leads, and where nobody is in particular."""
    for gap in found.gaps:
        where = area_words(gap.area_code, scene.surroundings.names)
        note = gap.note or _("Hier ontbreekt iemand.")
        yield f"{where}: {note}" if where else note
    if found.entries and not any(one.role == Part.Role.LEADS for one in found.roles):
        yield _("Niemand is opgeschreven als trekker.")
    if found.entries and found.nowhere:
        names = scene.surroundings.names
        words = {"names": joined(names.get(code, code) for code in found.nowhere)}
        yield _("Niemand in het bijzonder voor: %(names)s.") % words
