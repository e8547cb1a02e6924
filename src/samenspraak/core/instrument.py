"""The instrument: its parts, and how one is loaded from a file and validated."""

from __future__ import annotations

from samenspraak.core.parts import (
    AgendaField,
    Anchor,
    Inspiration,
    Instrument,
    Item,
    Option,
    Provenance,
    Question,
    Scale,
    Source,
    Step,
    SuggestedGroup,
    Text,
    Theme,
)

__all__ = [
    "AgendaField",
    "Anchor",
    "Inspiration",
    "Instrument",
    "Item",
    "Option",
    "Provenance",
    "Question",
    "Scale",
    "Source",
    "Step",
    "SuggestedGroup",
    "Text",
    "Theme",
]
