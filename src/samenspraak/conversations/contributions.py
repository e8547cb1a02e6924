"""What rooms contribute to each other's pages, and this room's own stops.

A lower room cannot import a higher one; so each room in ``settings.ROOMS`` may have a
``contributions.py`` with any of the lists ``STOPS``, ``STEPS``, ``PANELS``, ``TICKS`` (what the clock
asks: functions of the time that say how much they did) and ``AIMS`` (functions of a round that say where the
group wants to be in two years, for the agenda). They are read here, once, in the order of the setting.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.models import Response, Round
from samenspraak.conversations.services.rounds import close_due_rounds
from samenspraak.organisations.contributions import contributing_rooms

State = Literal["done", "current", "next", "later"]


@dataclass(frozen=True)
class Stop:
    """One of the facilitator's seven stops. ``done`` and ``ready`` say how far this round is."""

    number: int
    key: str
    name: str | Promise
    url_name: str  # reversed with (conversation id, round number)
    done: Callable[[Round], bool]
    ready: Callable[[Round], bool]
    hint: Callable[[Round], str]


@dataclass(frozen=True)
class Step:
    """One step of the participant's own path. ``url_name`` is reversed with the round's code."""

    number: int
    key: str
    name: str | Promise
    url_name: str
    ready: Callable[[Round, Response | None], bool]


@dataclass(frozen=True)
class Panel:
    """A block that a higher room shows on a page of a lower one ("" shows nothing).

    Places: "thanks" (participant, after sending), "overview" (facilitator, the conversation's page),
    "filling" (facilitator, stop 2), "late" (facilitator, where more answers may come in), "theme" (facilitator,
    one theme of the picture, ``?thema=``; the page is kept by browsers as long as its figures are, so say
    nothing there that changes by itself), "spheres" (facilitator, where people put their cards).
    """

    place: str
    render: Callable[[HttpRequest, Round, Response | None], SafeString]


@dataclass(frozen=True)
class PathStop:
    """A stop as the path component shows it."""

    number: int
    name: str | Promise
    url: str
    state: State
    hint: str


@cache
def contributed(kind: str) -> tuple[Any, ...]:
    """Return everything the rooms contribute of one kind: "STOPS", "STEPS", "PANELS", "TICKS" or "AIMS"."""
    return tuple(one for room in contributing_rooms() for one in getattr(room, kind, ()))


def stop_path(round: Round, current: str) -> list[PathStop]:
    """Return the seven stops of *round* with where the facilitator is now."""
    stops: list[Stop] = sorted(contributed("STOPS"), key=lambda stop: stop.number)
    first_open = next((stop.key for stop in stops if not stop.done(round) and stop.ready(round)), "")
    return [path_stop(stop, round, current, first_open) for stop in stops]


def path_stop(stop: Stop, round: Round, current: str, first_open: str) -> PathStop:
    """Return one stop as shown: a link once the round is ready for it."""
    state: State = "later"
    if stop.done(round):
        state = "done"
    if stop.key == first_open:
        state = "next"
    if stop.key == current:
        state = "current"
    url = reverse(stop.url_name, args=[round.conversation_id, round.number]) if stop.ready(round) else ""
    return PathStop(number=stop.number, name=stop.name, url=url, state=state, hint=stop.hint(round))


def stop_url(round: Round, key: str) -> str:
    """Return the address of one stop; the conversation's own page where no room has that stop."""
    found = next((stop for stop in contributed("STOPS") if stop.key == key), None)
    if found is None:
        return reverse("conversations:overview", args=[round.conversation_id])
    return reverse(found.url_name, args=[round.conversation_id, round.number])


def panels(
    place: str, request: HttpRequest, round: Round, response: Response | None = None
) -> list[SafeString]:
    """Return the blocks the rooms contribute to *place*, those with something to say."""
    rendered = [one.render(request, round, response) for one in contributed("PANELS") if one.place == place]
    return [block for block in rendered if block]


def not_draft(round: Round) -> bool:
    """Say whether the round has been opened."""
    return round.status != Round.Status.DRAFT


STOPS = [
    Stop(
        number=1,
        key="voorbereiden",
        name=_lazy("Voorbereiden"),
        url_name="conversations:prepare",
        done=not_draft,
        ready=lambda _round: True,
        hint=lambda _round: "",
    ),
    Stop(
        number=2,
        key="invullen",
        name=_lazy("Invullen"),
        url_name="conversations:filling",
        done=lambda round: round.status == Round.Status.CLOSED,
        ready=not_draft,
        hint=lambda _round: "",
    ),
]
STEPS = [
    Step(
        number=1,
        key="invullen",
        name=_lazy("Invullen"),
        url_name="conversations:answer_start",
        ready=lambda _round, _response: True,
    ),
]
PANELS: list[Panel] = []
TICKS: list[Callable[[datetime], int]] = [close_due_rounds]
EVENTS: dict[str, str | Promise] = {
    "conversation_started": _lazy("Gesprek begonnen"),
    "title_changed": _lazy("Titel gewijzigd in “%(title)s”"),
    "instrument_changed": _lazy("Instrument gewijzigd"),
    "purpose_changed": _lazy("Doel of gebied gewijzigd"),
    "card_added": _lazy("Eigen kaart “%(title)s” toegevoegd"),
    "card_changed": _lazy("Eigen kaart “%(title)s” gewijzigd"),
    "card_removed": _lazy("Eigen kaart “%(title)s” weggehaald"),
    "groups_changed": _lazy("Groepen gewijzigd: %(groups)s groepen"),
    "protection_changed": _lazy("Gewijzigd hoe antwoorden worden beschermd en getoond"),
    "dates_changed": _lazy("Ronde %(round)s: open van %(opens)s tot %(closes)s"),
    "draft_discarded": _lazy("Concept “%(title)s” (ronde %(round)s) weggegooid"),
    "round_opened": _lazy("Ronde %(round)s opengezet"),
    "round_closed": _lazy("Ronde %(round)s gesloten"),
    "round_reopened": _lazy("Ronde %(round)s heropend. Reden: %(reason)s"),
    "picture_revealed": _lazy("Ronde %(round)s: het beeld getoond terwijl de ronde open is"),
    "people_invited": _lazy("Ronde %(round)s: uitgenodigd per e-mail: %(count)s"),
    "people_reminded": _lazy("Ronde %(round)s: herinnerd per e-mail: %(count)s"),
    "invitation_removed": _lazy("Ronde %(round)s: een adres van de uitnodigingslijst gehaald"),
    "answers_entered": _lazy(
        "Ronde %(round)s: antwoorden ingevoerd van papier of uit een bestand: %(count)s"
    ),
    "answers_taken_back": _lazy("Ronde %(round)s: ingevoerde antwoorden weer weggehaald: %(count)s"),
    "next_round_started": _lazy("Ronde %(round)s voorbereid"),
}
