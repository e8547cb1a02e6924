"""Names for files that every system accepts."""

from __future__ import annotations

from datetime import date


def file_name(title: str, extension: str, *, day: date | None = None) -> str:
    """Return *title* as a short ASCII file name, with the day in front when given."""
    raise NotImplementedError
