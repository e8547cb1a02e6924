"""Reads of the themes that the register is kept by: those of the instruments that are here."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language

from samenspraak.conversations.queries.conversations import conversations_of
from samenspraak.conversations.queries.instruments import instrument_of, newest_versions
from samenspraak.core.instrument import Instrument
from samenspraak.organisations.models import Organisation

ABOUT_THE_SOCIAL_BASE = "sociale-basis"


@dataclass(frozen=True)
class InstrumentThemes:
    """An instrument by its slug and title, and its themes: keys as the register has them, with their name."""

    slug: str
    title: str
    themes: tuple[tuple[str, str], ...]


def instruments_with_themes() -> list[InstrumentThemes]:
    """Return the newest version of every instrument, with its themes."""
    language = "en" if get_language() == "en" else "nl"
    return [themes_of(version.slug, instrument_of(version), language) for version in newest_versions()]


def themes_of(slug: str, instrument: Instrument, language: str) -> InstrumentThemes:
    """Return the themes of an instrument."""
    named = ((f"{slug}:{one.id}", f"{one.id}. {one.name.to(language)}") for one in instrument.themes)
    return InstrumentThemes(slug=slug, title=instrument.title.to(language), themes=tuple(named))


def theme_names() -> dict[str, str]:
    """Return the names of all themes by their key."""
    return {key: name for one in instruments_with_themes() for key, name in one.themes}


def usual_instrument(organisation: Organisation) -> str:
    """Return the instrument whose themes this organisation looks at first: about the social base, or its newest."""
    used = [one.instrument.slug for one in conversations_of(organisation)]
    return ABOUT_THE_SOCIAL_BASE if ABOUT_THE_SOCIAL_BASE in used or not used else used[0]
