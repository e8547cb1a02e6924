"""Dates to keep: a calendar file with one entry per date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


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
    raise NotImplementedError
