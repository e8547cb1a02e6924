"""The register in words: who does what on a theme, and what nobody does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from samenspraak.core.freshness import Freshness
from samenspraak.socialbase.models import Part
from samenspraak.socialbase.queries.map import Entry, Role, SocialMap
from samenspraak.socialbase.queries.themes import InstrumentThemes
from samenspraak.socialbase.queries.vocabulary import vocabulary
from samenspraak.socialbase.wording.entries import area_words


@dataclass(frozen=True)
class ToldPart:
    """One line of the register as an entry's own page shows it."""

    role: str
    theme: str
    area: str
    note: str


@dataclass(frozen=True)
class RoleLine:
    """One line of the register on a theme; *entry* None is a gap."""

    id: UUID
    role: str
    entry: Entry | None
    area: str
    note: str

    @property
    def freshness(self) -> Freshness | None:
        """Return how fresh the entry is."""
        return self.entry.freshness if self.entry else None


@dataclass(frozen=True)
class ThemeLine:
    """A theme with who does what, its gaps, and who is on the map for it without a role."""

    key: str
    name: str
    lines: tuple[RoleLine, ...]
    gaps: tuple[RoleLine, ...]
    without_role: tuple[Entry, ...]
    is_led: bool

    @property
    def has_notes(self) -> bool:
        """Say whether something was noted with a role."""
        return any(one.note for one in self.lines)

    @property
    def letter(self) -> str:
        """Return the id of the theme within its instrument."""
        return self.key.partition(":")[2]


def told_parts(parts: Iterable[Part], themes: Mapping[str, str], areas: Mapping[str, str]) -> list[ToldPart]:
    """Return the roles of one entry in words."""
    return [
        ToldPart(
            role=str(Part.Role(one.role).label),
            theme=themes.get(one.theme, one.theme),
            area=area_words(one.area_code, areas),
            note=one.note,
        )
        for one in parts
    ]


def theme_lines(
    instrument: InstrumentThemes, social_map: SocialMap, areas: Mapping[str, str]
) -> list[ThemeLine]:
    """Return the register of an instrument: the themes that entries can do something for, or have a role in."""
    every = [theme_line(key, name, social_map, areas) for key, name in instrument.themes]
    bearing = [one for one in every if one.lines or one.gaps or vocabulary().topics_on(one.key)]
    return bearing or every


def theme_line(key: str, name: str, social_map: SocialMap, areas: Mapping[str, str]) -> ThemeLine:
    """Return who does what on one theme."""
    roles = [one for one in social_map.roles if one.theme == key]
    lines = sorted((role_line(one, social_map, areas) for one in roles), key=order)
    busy = {one.actor for one in roles}
    topics = {one.id for one in vocabulary().topics_on(key)}
    idle = [
        one
        for one in social_map.entries
        if one.id not in busy and one.counts and topics.intersection(one.topics)
    ]
    return ThemeLine(
        key=key,
        name=name,
        lines=tuple(one for one in lines if one.entry),
        gaps=tuple(one for one in lines if not one.entry),
        without_role=tuple(idle),
        is_led=any(one.role == Part.Role.LEADS for one in roles),
    )


def role_line(role: Role, social_map: SocialMap, areas: Mapping[str, str]) -> RoleLine:
    """Return one line of the register."""
    return RoleLine(
        id=role.id,
        role=str(Part.Role(role.role).label),
        entry=social_map.by_id.get(role.actor) if role.actor else None,
        area=area_words(role.area_code, areas),
        note=role.note,
    )


def order(line: RoleLine) -> tuple[int, str]:
    """Return where a line stands: who leads first, then by name."""
    labels: Sequence[str] = [str(one.label) for one in Part.Role]
    return labels.index(line.role), line.entry.name.casefold() if line.entry else line.note
