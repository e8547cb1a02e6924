"""Reads of the instruments that conversations can be held with."""

from __future__ import annotations

from samenspraak.conversations.models import InstrumentVersion
from samenspraak.conversations.queries.rounds import questions_of_version
from samenspraak.core.instrument import Instrument


def version_parts(version: InstrumentVersion) -> tuple[int, ...]:
    """Return a version as numbers, so that 1.10.0 follows 1.9.0."""
    return tuple(int(part) for part in version.version.split("."))


def newest_versions() -> list[InstrumentVersion]:
    """Return the newest version of every instrument, by slug."""
    newest: dict[str, InstrumentVersion] = {}
    for version in InstrumentVersion.objects.filter(conversation=None).defer("source").order_by("slug"):
        known = newest.get(version.slug)
        if known is None or version_parts(known) < version_parts(version):
            newest[version.slug] = version
    return list(newest.values())


def instrument_of(version: InstrumentVersion) -> Instrument:
    """Return the instrument of a stored version, read once per process."""
    return questions_of_version(version.digest).instrument


def audiences_of(instrument: Instrument) -> list[str]:
    """Return the audiences the instrument knows: of its suggested groups, then of its questions."""
    suggested = [group.audience for group in instrument.groups]
    asked = [audience for theme in instrument.themes for item in theme.items for audience in item.audience]
    return list(dict.fromkeys([*suggested, *asked]))
