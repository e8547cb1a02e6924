"""Actions in words: their state, what about them asks for attention, and what happened to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from samenspraak.core.parts import Instrument
from samenspraak.outcomes.models import Action, ActionStep
from samenspraak.outcomes.queries.agenda import Flag, Line
from samenspraak.outcomes.wording.agenda_fields import labels_of
from samenspraak.outcomes.wording.conflicts import Conflict
from samenspraak.results.wording.names import Names

Status = Action.Status
Kind = ActionStep.Kind

BADGES = {
    Status.PROPOSED: "open",
    Status.ASKED: "open",
    Status.ACCEPTED: "busy",
    Status.CHANGE_ASKED: "attention",
    Status.HANDED_BACK: "attention",
    Status.UNDERWAY: "busy",
    Status.DONE: "done",
    Status.STOPPED: "stopped",
}
FLAGS: dict[Flag, Promise] = {
    "handed_back": _lazy("Zoek een andere trekker"),
    "change_asked": _lazy("Bekijk het voorstel van de trekker"),
    "overdue": _lazy("Over de datum"),
    "review": _lazy("Tijd om terug te kijken"),
    "silent": _lazy("Trekker heeft nog niet geantwoord"),
    "no_owner": _lazy("Nog geen trekker"),
}


@dataclass(frozen=True)
class Badge:
    """A state in shape and word."""

    kind: str
    text: str


@dataclass(frozen=True)
class ActionLine:
    """One action as a list shows it."""

    action: Action
    badge: Badge
    flags: tuple[str, ...]
    theme: str
    earlier: str
    said: str = ""


@dataclass(frozen=True)
class Fact:
    """One field of an action, with the instrument's word for it."""

    name: str
    text: str


@dataclass(frozen=True)
class HistoryLine:
    """One thing that happened to an action."""

    on: date
    text: str
    words: str
    who: str


def badge(action: Action) -> Badge:
    """Return the state of an action."""
    return Badge(kind=BADGES[Status(action.status)], text=str(Status(action.status).label))


def action_line(line: Line, names: Names, said: Mapping[UUID, str] | None = None) -> ActionLine:
    """Return one action as a list shows it; *said* has what owners said last."""
    action = line.action
    earlier = _("uit ronde %(number)s") % {"number": action.round.number} if line.earlier else ""
    return ActionLine(
        action=action,
        badge=badge(action),
        flags=tuple(str(FLAGS[flag]) for flag in line.flags),
        theme=theme_name(action.theme, names),
        earlier=earlier,
        said=(said or {}).get(action.pk, ""),
    )


def theme_name(theme: str, names: Names) -> str:
    """Return a theme with its letter; the letter alone when this instrument no longer has it."""
    known = {one.id for one in names.questions.themes}
    return f"{theme}. {names.theme(theme)}" if theme in known else theme


def statement_name(item: str, names: Names) -> str:
    """Return the statement an action belongs to; nothing when the instrument no longer has it."""
    known = {one.id for one in names.questions.items}
    return names.item(item) if item in known else ""


def counted(statuses: Sequence[str]) -> str:
    """Return how many actions there are and how far they are, as one sentence."""
    total = ngettext("%(number)s actie", "%(number)s acties", len(statuses)) % {"number": len(statuses)}
    return f"{total}: {enumerated(statuses)}."


def enumerated(statuses: Sequence[str]) -> str:
    """Return how many actions are in each state that occurs, in the order of a life."""
    found = [(statuses.count(one), str(one.label).lower()) for one in Status if one in statuses]
    return ", ".join(f"{number} {words}" for number, words in found)


def history(steps: Iterable[ActionStep], *, for_owner: bool = False) -> list[HistoryLine]:
    """Return what happened, newest first; an owner is "je" on the owner's own page."""
    return [history_line(step, for_owner=for_owner) for step in reversed(list(steps))]


def history_line(step: ActionStep, *, for_owner: bool) -> HistoryLine:
    """Return one thing that happened."""
    who = _("jij") if for_owner else _("de trekker, via de link")
    if not step.by_owner:
        who = str(step.actor) if step.actor else ""
    return HistoryLine(on=step.on, text=str(Kind(step.kind).label), words=step.text, who=who)


def facts(action: Action, instrument: Instrument, language: str) -> tuple[Fact, ...]:
    """Return the filled-in fields of an action in the instrument's order and words, the action itself left out."""
    named = labels_of(instrument, language)
    found = [
        (name, value_words(getattr(action, column))) for column, name in named.items() if column != "what"
    ]
    return tuple(Fact(name, text) for name, text in found if text)


def value_words(value: object) -> str:
    """Return the value of a field as text."""
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return str(value or "")


def conflict(action: Action, names: Names, steps: Sequence[ActionStep]) -> Conflict:
    """Return an action as it is now, to show beside what was typed."""
    instrument, language = names.questions.instrument, names.language
    rows = [
        (_("Thema"), theme_name(action.theme, names)),
        (_("Stelling"), statement_name(action.item, names)),
    ]
    for column, name in labels_of(instrument, language).items():
        rows.append((name, value_words(getattr(action, column))))
        if column == "owner":
            rows.append((_("E-mailadres van de trekker"), action.owner_email))
    rows.append((_("Stand"), badge(action).text))
    last = history(steps)[:1]
    return Conflict(title=action.what, who=last[0].who if last else "", current=tuple(rows))
