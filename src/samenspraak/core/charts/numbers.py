"""Numbers as the reader's language writes them, the same in picture, table and file."""

from __future__ import annotations


def decimal(value: float | None, language: str, *, places: int = 1) -> str:
    """Return *value* with one decimal ("3,4" in Dutch), or another number of them; nothing for None."""
    if value is None:
        return ""
    text = f"{value:.{places}f}"
    return text.replace(".", ",") if language == "nl" else text


def percent(share: float) -> str:
    """Return a share (0 … 1) in whole percents."""
    return f"{share:.0%}"


def people(n: int | None) -> str:
    """Return how many people a figure rests on; nothing for None."""
    return "" if n is None else f"n = {n}"


def count(n: int | None) -> str:
    """Return a bare number for a table cell; nothing for None."""
    return "" if n is None else str(n)


def joined(*parts: str) -> str:
    """Return the parts that say something, with a middle dot between them."""
    return " · ".join(part for part in parts if part)
