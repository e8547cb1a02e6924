"""The action agenda as a page: what asks for attention, and all actions by theme, by owner or by date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspraak.outcomes.queries.agenda import Line, Load, by_owner, by_theme, flagged
from samenspraak.outcomes.wording.actions import ActionLine, action_line, counted, theme_name
from samenspraak.results.wording.names import Names

VIEWS = ("thema", "trekker", "datum")


@dataclass(frozen=True)
class Section:
    """Some actions under one heading; *theme* when the heading is a theme."""

    title: str
    lines: tuple[ActionLine, ...]
    theme: str = ""
    load: str = ""
    next_date: date | None = None


@dataclass(frozen=True)
class AgendaPage:
    """The whole agenda in one of its views; *without* are the themes that have no action yet."""

    view: str
    summary: str
    attention: tuple[ActionLine, ...]
    sections: tuple[Section, ...]
    without: tuple[Section, ...]
    has_actions: bool


def agenda_page(lines: Sequence[Line], names: Names, said: Mapping[UUID, str], *, view: str) -> AgendaPage:
    """Return the agenda; a view that does not exist is the one by theme."""
    chosen = view if view in VIEWS else VIEWS[0]
    make = {"thema": theme_sections, "trekker": owner_sections, "datum": date_sections}[chosen]
    sections = make(lines, names)
    return AgendaPage(
        view=chosen,
        summary=counted([line.action.status for line in lines]),
        attention=tuple(action_line(line, names, said) for line in flagged(lines)),
        sections=tuple(section for section in sections if section.lines),
        without=tuple(section for section in sections if not section.lines),
        has_actions=bool(lines),
    )


def theme_sections(lines: Sequence[Line], names: Names) -> list[Section]:
    """Return a section per theme, also for a theme without actions."""
    themes = [theme.id for theme in names.questions.themes]
    return [
        Section(title=theme_name(theme, names), lines=told(found, names), theme=theme)
        for theme, found in by_theme(lines, themes)
    ]


def owner_sections(lines: Sequence[Line], names: Names) -> list[Section]:
    """Return a section per owner, with what that owner carries."""
    return [
        Section(
            title=load.owner or _("Nog geen trekker"),
            lines=told(load.lines, names),
            load=load_words(load),
            next_date=load.next_date,
        )
        for load in by_owner(lines)
    ]


def load_words(load: Load) -> str:
    """Return how much one owner carries."""
    if not load.open:
        return _("niets meer open")
    return ngettext("%(number)s actie open", "%(number)s acties open", load.open) % {"number": load.open}


def date_sections(lines: Sequence[Line], names: Names) -> list[Section]:
    """Return what is open by date, what has no date, and what is finished."""
    unfinished = [line for line in lines if not line.action.is_finished]
    parts = (
        (_("Met een datum"), [line for line in unfinished if line.action.deadline]),
        (_("Nog zonder datum"), [line for line in unfinished if not line.action.deadline]),
        (_("Afgerond"), [line for line in lines if line.action.is_finished]),
    )
    return [Section(title=title, lines=told(found, names)) for title, found in parts if found]


def told(lines: Sequence[Line], names: Names) -> tuple[ActionLine, ...]:
    """Return actions as a list shows them."""
    return tuple(action_line(line, names) for line in lines)
