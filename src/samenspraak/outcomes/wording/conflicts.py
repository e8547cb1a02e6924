"""Two texts of two people: what stands there now, to show beside what was typed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Conflict:
    """What somebody else wrote meanwhile: under which title, who, and each field with its text."""

    title: str
    who: str
    current: tuple[tuple[str, str], ...]
