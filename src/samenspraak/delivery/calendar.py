"""Dates to keep: a calendar file with one entry per date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import icalendar

from samenspraak.core.text import clean, one_line


@dataclass(frozen=True)
class Entry:
    """One date to keep; *uid* stays the same when the entry changes, so that a calendar replaces it."""

    uid: str
    summary: str
    description: str
    due: date
    url: str


def calendar(entries: Sequence[Entry], *, name: str, now: datetime) -> bytes:
    """Return the entries as iCalendar, whole days."""
    made = icalendar.Calendar()
    made.add("prodid", "-//Samenspraak//NL")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", one_line(name))
    for entry in entries:
        made.add_component(event(entry, now=now))
    return bytes(made.to_ical())


def event(entry: Entry, *, now: datetime) -> icalendar.Event:
    """Return one entry as an event of a day that leaves the day free."""
    made = icalendar.Event()
    made.add("uid", one_line(entry.uid))
    made.add("dtstamp", now)
    made.add("dtstart", entry.due)
    made.add("dtend", entry.due + timedelta(days=1))
    made.add("summary", one_line(entry.summary))
    made.add("description", clean(entry.description))
    made.add("url", one_line(entry.url))
    made.add("transp", "TRANSPARENT")
    return made
