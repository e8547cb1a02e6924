"""Reads of what stands beside the themes of a round."""

from __future__ import annotations

from django.http import Http404

from samenspraak.conversations.models import Round
from samenspraak.conversations.queries.rounds import questions_of
from samenspraak.core.parts import Theme
from samenspraak.figures.models import Beside, OwnFigure
from samenspraak.figures.queries.areas import Place
from samenspraak.figures.queries.own import Home, home_of, own_figures

OWN = "eigen-"


def area_of(round: Round) -> Home:
    """Return the area a conversation is about."""
    conversation = round.conversation
    return home_of(conversation.organisation, area=conversation.area_code)


def theme_for(round: Round, theme_id: str) -> Theme:
    """Return a theme of a round; Http404 for one it does not have."""
    themes = questions_of(round).instrument.themes
    found = next((one for one in themes if one.id == theme_id), None)
    if found is None:
        raise Http404
    return found


def chosen_for(round: Round, theme: str = "") -> list[Beside]:
    """Return what was put beside the themes of a round, or beside one of them, in order."""
    return [one for one in Beside.objects.filter(round=round) if theme in {"", one.theme}]


def own_beside(round: Round, place: Place | None = None) -> dict[str, OwnFigure]:
    """Return the organisation's own figures (about an area), by the name under which they stand beside a theme."""
    organisation = round.conversation.organisation
    found = own_figures(organisation, place) if place else OwnFigure.objects.filter(organisation=organisation)
    return {f"{OWN}{one.pk}": one for one in found}


def key_of(area: str, indicator: str) -> str:
    """Return how a form names a figure of an area."""
    return f"{area}/{indicator}"
