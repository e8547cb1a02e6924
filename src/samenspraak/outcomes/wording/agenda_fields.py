"""Which fields an action has in an instrument, and what they are called."""

from __future__ import annotations

from samenspraak.core.parts import AgendaField, Instrument, Text

STANDARD = (
    AgendaField(id="what", name=Text(nl="Actie", en="Action"), required=True),
    AgendaField(id="why", name=Text(nl="Waarom", en="Why")),
    AgendaField(id="owner", name=Text(nl="Trekker", en="Owner")),
    AgendaField(id="first_step", name=Text(nl="Eerste stap", en="First step")),
    AgendaField(id="deadline", name=Text(nl="Wanneer klaar", en="Done by")),
    AgendaField(id="review_on", name=Text(nl="Wanneer kijken we terug", en="When we look back")),
)


def fields_of(instrument: Instrument) -> tuple[AgendaField, ...]:
    """Return the instrument's own fields, or the standard ones where it names none; always with the action itself."""
    own = instrument.agenda or STANDARD
    return own if any(field.id == "what" for field in own) else (STANDARD[0], *own)


def labels_of(instrument: Instrument, language: str) -> dict[str, str]:
    """Return what each field is called, by column."""
    return {field.id: field.name.to(language) for field in fields_of(instrument)}
