"""What the list asks of the map: entries that match, and how fresh each neighbourhood is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from samenspraak.core.freshness import Freshness, Tally, tally
from samenspraak.core.text import searchable
from samenspraak.organisations.models import Organisation
from samenspraak.socialbase.models import Actor, Tie
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


@dataclass(frozen=True)
class TieCount:
    """How many ties an entry has, and how many of them only one end confirmed, or none."""

    all: int = 0
    one_sided: int = 0


def tie_counts(entries: Collection[UUID]) -> dict[UUID, TieCount]:
    """Return how many ties some entries have, in two selects."""
    mutual = Q(confirmed_by_source__isnull=False, confirmed_by_target__isnull=False)
    found: dict[UUID, TieCount] = {}
    for end, other in (("source", "target"), ("target", "source")):
        kept = Tie.objects.filter(**{f"{end}__in": entries, f"{other}__status": Actor.Status.ACTIVE})
        for one, every, both in kept.values_list(end).annotate(
            every=Count("pk"), both=Count("pk", filter=mutual)
        ):
            known = found.get(one, TieCount())
            found[one] = TieCount(known.all + every, known.one_sided + every - both)
    return found


def number_of_ties(organisation: Organisation) -> int:
    """Return how many ties there are between entries on the map."""
    ends = {"source__status": Actor.Status.ACTIVE, "target__status": Actor.Status.ACTIVE}
    return Tie.objects.filter(organisation=organisation, **ends).count()
