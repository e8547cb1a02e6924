"""Rows of a table beside what is on the map: new, the same, perhaps the same, or asked to be left off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from samenspraak.core.actor_table import ActorRow
from samenspraak.core.likeness import Names, bare, likeness, trigrams

Verdict = Literal["new", "same", "doubtful", "twice", "removed"]

ENOUGH_WITH_ADDRESS = 0.4
MOST_CANDIDATES = 3


@dataclass(frozen=True)
class Known:
    """An entry that is on the map, or was taken off it."""

    key: str
    name: str
    area_code: str
    website: str
    email: str
    on_map: bool
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Judged:
    """What a row is beside the map. *keys* are the entries it may be, the likeliest first; *changes* what is new in it.

    *twice*: the same stands in an earlier row, ``first``.
    """

    row: ActorRow
    verdict: Verdict
    keys: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    first: int = 0


def judge(rows: Iterable[ActorRow], known: Sequence[Known]) -> list[Judged]:
    """Return what every row is, in the order of the table."""
    matcher = _Matcher(known)
    return [matcher.judged(row) for row in rows]


def changes_of(row: ActorRow, known: Known) -> tuple[str, ...]:
    """Return the columns of a row that say something else than the map; an empty cell says nothing.

    A confirmation counts only when it is newer than the one that is known.
    """
    return tuple(
        name
        for name, value in row.values.items()
        if known.values.get(name) != value and not (name == "confirmed_on" and is_older(value, known))
    )


def is_older(day: date, known: Known) -> bool:
    """Say whether an entry was confirmed after a day."""
    confirmed: date | None = known.values.get("confirmed_on")
    return confirmed is not None and day <= confirmed


def address_of(website: str) -> str:
    """Return a web address as it is compared: without its scheme, "www." and the slash at its end."""
    bare_address = re.sub(r"^(https?://)?(www\.)?", "", website.strip().lower())
    return bare_address.partition("#")[0].rstrip("/")


class _Matcher:
    """Finds what is on the map by mark, web address, e-mail and name."""

    def __init__(self, known: Sequence[Known]) -> None:
        self.known = {one.key: one for one in known}
        self.names: Names[str] = Names((one.key, one.name) for one in known)
        self.websites = grouped((address_of(one.website), one.key) for one in known)
        self.emails = grouped((one.email.lower(), one.key) for one in known)
        self.seen: dict[tuple[str, str], int] = {}

    def judged(self, row: ActorRow) -> Judged:
        """Return what one row is."""
        mark = (bare(row.name), str(row.values.get("area_code", "")))
        if mark in self.seen:
            return Judged(row, "twice", first=self.seen[mark])
        self.seen[mark] = row.row
        if row.id in self.known:
            return self.same(row, self.known[row.id])
        sure = self.sure(row)
        if len(sure) == 1:
            return self.same(row, self.known[sure[0]])
        perhaps = sure or self.perhaps(row)
        if not perhaps:
            return Judged(row, "new")
        gone = [key for key in perhaps if not self.known[key].on_map]
        if len(gone) == len(perhaps):
            return Judged(row, "removed", keys=tuple(gone[:1]))
        return Judged(
            row, "doubtful", keys=tuple(key for key in perhaps if key not in gone)[:MOST_CANDIDATES]
        )

    def same(self, row: ActorRow, known: Known) -> Judged:
        """Return a row that is an entry for sure."""
        if not known.on_map:
            return Judged(row, "removed", keys=(known.key,))
        return Judged(row, "same", keys=(known.key,), changes=changes_of(row, known))

    def sure(self, row: ActorRow) -> list[str]:
        """Return the entries of the same name in the same area, or of the same address and about the same name."""
        by_name = [key for key in self.names.same(row.name) if self.near(row, key)]
        if by_name:
            return self.on_map_first(by_name)
        return [key for key in self.at_address(row) if self.likeness(row, key) >= ENOUGH_WITH_ADDRESS]

    def perhaps(self, row: ActorRow) -> list[str]:
        """Return the entries that may be meant: alike in name, of the same address, or elsewhere of the same name."""
        alike = [one.key for one in self.names.like(row.name) if self.near(row, one.key)]
        return list(dict.fromkeys([*alike, *self.at_address(row), *self.names.same(row.name)]))

    def on_map_first(self, keys: list[str]) -> list[str]:
        """Return only entries on the map where there are any."""
        return [key for key in keys if self.known[key].on_map] or keys

    def at_address(self, row: ActorRow) -> list[str]:
        """Return the entries with the web address or e-mail of a row; one that many share says nothing."""
        website = self.websites.get(address_of(str(row.values.get("website", ""))), [])
        email = self.emails.get(row.contact.get("email", "").lower(), [])
        return [key for keys in (website, email) if len(keys) <= MOST_CANDIDATES for key in keys]

    def near(self, row: ActorRow, key: str) -> bool:
        """Say whether a row and an entry may lie in the same area; who says no area may lie anywhere."""
        here, there = str(row.values.get("area_code", "")), self.known[key].area_code
        return not here or not there or here == there

    def likeness(self, row: ActorRow, key: str) -> float:
        """Return how alike the names are."""
        return likeness(trigrams(bare(row.name)), trigrams(bare(self.known[key].name)))


def grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return keys by what they have in common; nothing in common does not count."""
    found: dict[str, list[str]] = {}
    for mark, key in pairs:
        if mark:
            found.setdefault(mark, []).append(key)
    return found
