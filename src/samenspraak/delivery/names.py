"""Names for files that every system accepts."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

LONGEST = 60


def file_name(title: str, extension: str, *, day: date | None = None) -> str:
    """Return *title* as a short ASCII file name, with the day in front when given."""
    words = re.sub(r"[^a-z0-9]+", "-", ascii_letters(title).lower()).strip("-")[:LONGEST].strip("-")
    stem = "-".join(part for part in (day.isoformat() if day else "samenspraak", words) if part)
    return f"{stem}.{extension}"


def ascii_letters(text: str) -> str:
    """Return the text with accents taken off and everything else outside ASCII left out."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
