"""The action agenda as files: dates for a calendar, and a table with its code book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from samenspraak.conversations.models import Round
from samenspraak.delivery.calendar import Entry
from samenspraak.delivery.tables import Cell, Sheet
from samenspraak.outcomes.models import Action
from samenspraak.outcomes.queries.links import owner_url
from samenspraak.outcomes.wording.actions import badge, statement_name, theme_name
from samenspraak.outcomes.wording.agenda_fields import labels_of
from samenspraak.results.wording.names import Names


def entries(actions: Iterable[Action], round: Round) -> list[Entry]:
    """Return the dates of every unfinished action, each leading to its page."""
    return [
        one for action in actions for one in dates_of(action, url=settings.BASE_URL + page_of(action, round))
    ]


def page_of(action: Action, round: Round) -> str:
    """Return the path of an action's page."""
    return reverse("outcomes:action", args=[round.conversation_id, round.number, action.pk])


def owner_entries(action: Action) -> list[Entry]:
    """Return the dates of one action, leading to its owner's own page."""
    return dates_of(action, url=owner_url(action))


def dates_of(action: Action, *, url: str) -> list[Entry]:
    """Return the day an action is to be finished, and the day to look back."""
    if action.is_finished:
        return []
    due = (
        ("deadline", _("Klaar: %(what)s"), action.deadline),
        ("review", _("Terugkijken: %(what)s"), action.review_on),
    )
    return [entry(action, kind, title, day, url) for kind, title, day in due if day is not None]


def entry(action: Action, kind: str, title: str, day: date, url: str) -> Entry:
    """Return one date to keep."""
    said = [
        _("Trekker: %(owner)s") % {"owner": action.owner} if action.owner else "",
        _("Eerste stap: %(step)s") % {"step": action.first_step} if action.first_step else "",
    ]
    return Entry(
        uid=f"{action.pk}-{kind}@samenspraak",
        summary=title % {"what": action.what},
        description="\n".join(line for line in said if line),
        due=day,
        url=url,
    )


def action_sheet(actions: Sequence[Action], names: Names) -> Sheet:
    """Return the agenda as a table in the instrument's own words, without e-mail addresses."""
    labels = labels_of(names.questions.instrument, names.language)
    header = (_("Ronde"), _("Thema"), _("Stelling"), *labels.values(), _("Stand"))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            action.round.number,
            theme_name(action.theme, names),
            statement_name(action.item, names),
            *(cell(getattr(action, column)) for column in labels),
            badge(action).text,
        )
        for action in actions
    )
    return Sheet(name=_("Acties"), header=header, rows=rows)


def cell(value: object) -> str:
    """Return the value of a field as every spreadsheet reads it."""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def action_code_book(names: Names) -> Sheet:
    """Return what each column and each state means."""
    instrument, language = names.questions.instrument, names.language
    helped: dict[str, str] = {one.id: one.help.to(language) for one in instrument.agenda if one.help}
    columns = [
        (_("kolom"), label, helped.get(column, ""))
        for column, label in labels_of(instrument, language).items()
    ]
    states = [(_("stand"), str(one.label), meaning(one)) for one in Action.Status]
    return Sheet(name=_("Codeboek"), header=(_("wat"), _("code"), _("betekenis")), rows=(*columns, *states))


def meaning(status: Action.Status) -> str:
    """Return what a state means."""
    return {
        Action.Status.PROPOSED: _("Staat op de agenda. De trekker is nog niet gevraagd."),
        Action.Status.ASKED: _("De trekker kreeg een link en heeft nog niet geantwoord."),
        Action.Status.ACCEPTED: _("De trekker zei ja."),
        Action.Status.CHANGE_ASKED: _("De trekker wil dat er iets verandert."),
        Action.Status.HANDED_BACK: _("De trekker kan of wil dit niet doen."),
        Action.Status.UNDERWAY: _("Er wordt aan gewerkt."),
        Action.Status.DONE: _("Het is gebeurd."),
        Action.Status.STOPPED: _("De groep gaat hier niet mee door."),
    }[status]
