"""What the list asks of the map: entries that match, and how fresh each neighbourhood is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from samenspraak.core.freshness import Freshness, Tally, tally
from samenspraak.core.regions import municipality_of
from samenspraak.core.text import searchable
from samenspraak.socialbase.queries.map import Entry, SocialMap


@dataclass(frozen=True)
class Filters:
    """What to show; "" shows all. *words* must all stand in the name, what they do, or the place."""

    words: str = ""
    kind: str = ""
    sphere: str = ""
    topic: str = ""
    group: str = ""
    area: str = ""
    freshness: str = ""

    @property
    def any(self) -> bool:
        """Say whether anything is left out."""
        return any(vars(self).values())

    @property
    def narrowed(self) -> bool:
        """Say whether something else than words was asked for."""
        return any(value for name, value in vars(self).items() if name != "words")


NOWHERE = "-"


def matching(entries: Iterable[Entry], filters: Filters) -> list[Entry]:
    """Return the entries that match every filter."""
    words = searchable(filters.words).split()
    return [one for one in entries if fits(one, filters) and has_words(one, words)]


def fits(one: Entry, filters: Filters) -> bool:
    """Say whether an entry fits the filters apart from the words."""
    return (
        filters.kind in ("", one.kind)
        and filters.sphere in ("", one.sphere)
        and filters.freshness in ("", one.freshness)
        and (not filters.topic or filters.topic in one.topics)
        and (not filters.group or filters.group in one.target_groups)
        and (not filters.area or lies_in(one, filters.area))
    )


def lies_in(one: Entry, area: str) -> bool:
    """Say whether an entry lies in an area; "-" is for what has no neighbourhood."""
    if area == NOWHERE:
        return not one.area_code.startswith("BU")
    return one.area_code == area


def has_words(one: Entry, words: list[str]) -> bool:
    """Say whether all words stand in the entry."""
    if not words:
        return True
    text = searchable(f"{one.name} {one.does} {one.place}")
    return all(word in text for word in words)


@dataclass(frozen=True)
class AreaLine:
    """How many entries an area has, and how fresh they are; *code* "-" for those without a neighbourhood."""

    code: str
    name: str
    tally: Tally


def freshness_per_area(social_map: SocialMap, names: dict[str, str]) -> list[AreaLine]:
    """Return a line per neighbourhood, those without any entry too, and one for the rest of the map."""
    found: dict[str, list[Freshness]] = defaultdict(list)
    for one in social_map.entries:
        found[one.area_code if one.area_code.startswith("BU") else NOWHERE].append(one.freshness)
    known = {code: name for code, name in names.items() if code.startswith("BU")}
    codes = {**known, **{code: code for code in found if code not in known and code != NOWHERE}}
    lines = [AreaLine(code, name, tally(found[code])) for code, name in codes.items()]
    lines.sort(key=lambda line: line.name.casefold())
    rest = found.get(NOWHERE, [])
    return [*lines, AreaLine(NOWHERE, "", tally(rest))] if rest else lines


def home_code(names: dict[str, str]) -> str:
    """Return the code of the municipality that the neighbourhoods lie in, "" when none is known."""
    return next((municipality_of(code) for code in names if municipality_of(code)), "")
