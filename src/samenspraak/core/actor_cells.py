"""What one cell of a table of organisations says: yes or no, a day, an address, or several things after another."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from datetime import date, datetime

from samenspraak.core.text import one_line, searchable

YES = frozenset({"ja", "yes", "j", "y", "x", "true", "waar", "1"})
NO = frozenset({"nee", "no", "n", "false", "onwaar", "0", "-"})
DAY_FORMS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S")
EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]{2,}")
WEBSITE = re.compile(r"(https?://)?[\w-]+(\.[\w-]+)+(:\d+)?(/\S*)?", re.IGNORECASE)


def parts(cell: str, separators: str) -> list[str]:
    """Return the parts of a cell between some signs, without the empty ones."""
    return [one for part in re.split(f"[{separators}]", cell) if (one := one_line(part))]


def day_in(cell: str) -> date | None:
    """Return a day as people and spreadsheets write it; a number is Excel's count of days."""
    text = one_line(cell)
    if re.fullmatch(r"\d{5}(\.0+)?", text):
        return date.fromordinal(date(1899, 12, 30).toordinal() + int(text[:5]))
    for form in DAY_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    return None


def close(name: str, known: Sequence[str]) -> list[str]:
    """Return which known heading is meant, where one looks like it."""
    return difflib.get_close_matches(searchable(name)[:60], known, n=1)


def shortened(value: str) -> str:
    """Return a value on one line, at most 60 characters long."""
    text = one_line(value[:400])
    return f"{text[:60]}…" if len(text) > 60 else text
