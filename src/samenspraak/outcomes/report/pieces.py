"""Pieces that more than one document uses: pictures, tables of positions, tables of actions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenspraak.core.document import Figure, Table
from samenspraak.outcomes.models import Action
from samenspraak.outcomes.queries.standing import ThemeStanding
from samenspraak.outcomes.report.matter import Matter
from samenspraak.outcomes.wording.actions import badge, theme_name
from samenspraak.outcomes.wording.positions import place_of
from samenspraak.results.wording.charts import Drawing


def figure(drawing: Drawing, *, title: str = "", note: str = "") -> Figure:
    """Return a drawing as a picture of a document, under a title for readers who were not there."""
    shown = replace(drawing, frame=replace(drawing.frame, title=title)) if title else drawing
    chart = shown.chart
    return Figure(
        svg=chart.svg, title=chart.title, description=chart.description, note=note, narrow=str(shown.narrow)
    )


def n_note(matter: Matter) -> str:
    """Return how many people a picture of the whole round rests on."""
    return f"n = {matter.telling.picture.n}" if matter.telling else ""


def standings_table(matter: Matter) -> Table:
    """Return every theme with where it stands: apart, together now, and wanted."""
    has_picture = matter.telling is not None
    header = [
        _("Thema"),
        *([_("Los van elkaar"), "n"] if has_picture else []),
        _("Samen, nu"),
        _("Over twee jaar"),
    ]
    rows = tuple(standing_row(one, matter, has_picture=has_picture) for one in matter.placed)
    note = _("‘Los van elkaar’ is het gemiddelde van de antwoorden op een schaal van %(steps)s stappen.") % {
        "steps": len(matter.names.position_steps)
    }
    return Table(
        caption=_("Waar de thema's staan"), header=tuple(header), rows=rows, note=note if has_picture else ""
    )


def standing_row(theme: ThemeStanding, matter: Matter, *, has_picture: bool) -> tuple[str, ...]:
    """Return one theme as a row."""
    place = place_of(theme, matter.names)
    apart = place.apart_mean or _("te weinig antwoorden")
    if place.uncertain:
        apart = _("%(mean)s (onzeker)") % {"mean": apart}
    figures = (apart, "" if place.n is None else str(place.n)) if has_picture else ()
    none = _("nog niet gekozen")
    return (theme_name(theme.theme.id, matter.names), *figures, place.now or none, place.wanted or none)


def actions_table(actions: Iterable[Action], *, caption: str, note: str = "") -> Table:
    """Return who does what, when, with what."""
    header = (_("Actie"), _("Trekker"), _("Klaar"), _("Wat is nodig"), _("Stand"))
    rows = tuple(action_row(action) for action in actions)
    return Table(caption=caption, header=header, rows=rows, note=note)


def action_row(action: Action) -> tuple[str, ...]:
    """Return one action as a row."""
    return (
        action.what,
        action.owner or _("nog niemand"),
        day(action),
        action.means or _("niet genoemd"),
        badge(action).text,
    )


def day(action: Action) -> str:
    """Return by when an action is to be finished."""
    return date_format(action.deadline, "j F Y") if action.deadline else _("geen datum")


def joined(parts: Sequence[str]) -> str:
    """Return sentences as one text."""
    return " ".join(part for part in parts if part)
