"""Turns what the organisations room knows into words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from samenspraak.organisations.models import AuditEvent

BROWSERS = [
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]
SYSTEMS = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
]


@dataclass(frozen=True)
class LogLine:
    """One line of the log, as the timeline component shows it."""

    at: datetime
    text: str
    who: str


def log_lines(events: Iterable[AuditEvent], sentences: Mapping[str, str | Promise]) -> list[LogLine]:
    """Return the events as sentences; what no room has words for keeps its code."""
    return [
        LogLine(
            at=event.at,
            text=sentence(event, sentences),
            who=str(event.actor) if event.actor else "",
        )
        for event in events
    ]


def sentence(event: AuditEvent, sentences: Mapping[str, str | Promise]) -> str:
    """Return one event as a sentence; a detail that was not recorded in its day stays open."""
    if event.verb not in sentences:
        return event.verb
    return str(sentences[event.verb]) % defaultdict(lambda: "…", event.detail)


def browser_name(user_agent: str) -> str:
    """Return a browser and system in plain words; never the whole string, which could point to a person."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    if browser and system:
        return _("%(browser)s op %(system)s") % {"browser": browser, "system": system}
    return browser or system
