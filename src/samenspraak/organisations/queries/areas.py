"""Reads of the list of municipalities that comes with the program."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Municipality:
    """A municipality by its CBS code."""

    code: str
    name: str
    province: str


@cache
def municipalities() -> tuple[Municipality, ...]:
    """Return all municipalities, by name."""
    text = files(__package__).joinpath("municipalities.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    every = (Municipality(**row) for row in rows)
    return tuple(sorted(every, key=lambda one: one.name.removeprefix("'s-").casefold()))


@cache
def _by_code() -> dict[str, Municipality]:
    return {one.code: one for one in municipalities()}


@cache
def _by_name() -> dict[str, Municipality]:
    return {one.name.casefold(): one for one in municipalities()}


def area_name(code: str) -> str:
    """Return the name of the municipality with this code, "" when there is none."""
    found = _by_code().get(code)
    return found.name if found else ""


def find_area(typed: str) -> Municipality | None:
    """Return the municipality that was typed, as a name or as a code."""
    return _by_name().get(typed.strip().casefold()) or _by_code().get(typed.strip().upper())


def areas_like(typed: str) -> list[str]:
    """Return at most three names that resemble what was typed."""
    close = get_close_matches(typed.strip().casefold(), list(_by_name()), n=3, cutoff=0.6)
    return [_by_name()[name].name for name in close]
