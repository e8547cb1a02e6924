"""The conversation in minutes: what goes well, what to talk about and how long, where to be in two years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from samenspraak.core.frozen import Frozen
from samenspraak.core.picture import Finding
from samenspraak.core.topics import Topic

Kind = Literal["welcome", "celebrate", "theme", "short", "future", "close"]

SLOT = 5
SHORTEST = 10
COMFORTABLE = 15
MOST_CELEBRATED = 2
PARTS: Mapping[Kind, int] = {"welcome": 12, "celebrate": 12, "short": 12, "future": 8, "close": 9}
"""Which part of the meeting each fixed part takes: one twelfth is 12."""


class Ambition(Frozen):
    """A theme now and in two years, in steps: what the group wants to move (``gap`` = wanted less now)."""

    theme: str
    now: float
    wanted: float
    gap: float


class Part(Frozen):
    """One part of the conversation, from minute ``starts`` on.

    "celebrate": the themes that go well; "theme": one theme, with the reason to talk about it in ``finding`` and
    its ``weight`` (0 … 1); "short": themes that need little because the group agrees; "future": where to be in two
    years, with what was said of it so far.
    """

    kind: Kind
    starts: int
    minutes: int
    themes: tuple[str, ...] = ()
    weight: float | None = None
    finding: Finding | None = None
    ambitions: tuple[Ambition, ...] = ()


class Timetable(Frozen):
    """The whole conversation. ``left_out`` has themes there is no time for, ``over`` the minutes it is too long."""

    minutes: int
    parts: tuple[Part, ...]
    left_out: tuple[str, ...]
    over: int


@dataclass(frozen=True)
class Wish:
    """What the facilitator wants: this theme here, for so many minutes (None: as the weights divide them)."""

    theme: str
    minutes: int | None = None


def timetable(topics: Sequence[Topic], *, minutes: int, wishes: Sequence[Wish] = ()) -> Timetable:
    """Return the conversation in *minutes* (docs/methods.md, Conversation programme).

    First what goes well, then the weightiest themes, then in short those the group agrees on, then where to be in
    two years. As many themes get a part as can have COMFORTABLE minutes on average; each gets SHORTEST, and the
    rest goes by weight. *wishes*, when given, are the themes to talk about in that order; what they ask for is
    given even when it is more than there is, and ``over`` says how much.
    """
    asked = {wish.theme for wish in wishes} or {topic.theme for topic in _to_discuss(topics)}
    celebrated = _going_well(topics)
    agreed = [topic for topic in topics if topic.agreed and topic.theme not in asked]
    fixed = _fixed(minutes, celebrated=bool(celebrated), agreed=bool(agreed))
    available = max(0, minutes - sum(fixed.values())) // SLOT * SLOT
    given = _wished(topics, wishes, available) if wishes else _divided(_to_discuss(topics), available)
    chosen = [topic for topic in topics if topic.theme in given]
    chosen.sort(key=lambda topic: list(given).index(topic.theme))
    parts = [
        _part("welcome", fixed),
        _part("celebrate", fixed, themes=celebrated),
        *(_theme(topic, given[topic.theme]) for topic in chosen),
        _part("short", fixed, themes=tuple(topic.theme for topic in agreed)),
        _part("future", fixed, ambitions=_ambitions(topics)),
        _part("close", fixed),
    ]
    placed = _placed([part for part in parts if part.minutes], minutes)
    named = {*given, *(topic.theme for topic in agreed)}
    return Timetable(
        minutes=minutes,
        parts=placed,
        left_out=tuple(topic.theme for topic in ranked(topics) if topic.theme not in named),
        over=max(0, sum(part.minutes for part in placed) - minutes),
    )


def ranked(topics: Sequence[Topic]) -> list[Topic]:
    """Return the topics weightiest first; of equal weights the more uncertain, then as in the instrument."""
    return sorted(topics, key=lambda topic: (-topic.weight, -topic.uncertainty))


def _to_discuss(topics: Sequence[Topic]) -> list[Topic]:
    """Return the themes on which the group does not agree; all of them when it agrees on everything."""
    return [topic for topic in topics if not topic.agreed] or list(topics)


def _fixed(minutes: int, *, celebrated: bool, agreed: bool) -> dict[Kind, int]:
    """Return the minutes of the fixed parts, in whole slots; parts about nothing get none."""
    wanted = {"celebrate": celebrated, "short": agreed}
    return {
        kind: max(SLOT, minutes // part // SLOT * SLOT) if wanted.get(kind, True) else 0
        for kind, part in PARTS.items()
    }


def _going_well(topics: Sequence[Topic]) -> tuple[str, ...]:
    """Return the themes to celebrate: certain and above the middle of the scale, the highest first."""
    high = [topic for topic in topics if topic.is_strong]
    return tuple(topic.theme for topic in sorted(high, key=lambda topic: -topic.height)[:MOST_CELEBRATED])


def _divided(topics: Sequence[Topic], available: int) -> dict[str, int]:
    """Divide the time over the weightiest of these themes."""
    taking_part = min(len(topics), max(available // COMFORTABLE, int(available >= SHORTEST)))
    chosen = ranked(topics)[:taking_part]
    times = _by_weight([topic.weight for topic in chosen], available)
    return {topic.theme: time for topic, time in zip(chosen, times, strict=True)}


def _by_weight(weights: Sequence[float], available: int) -> list[int]:
    """Give every theme SHORTEST, and then slot by slot to the one with most weight for the time it has."""
    times = [SHORTEST] * len(weights)
    for _ in range((available - sum(times)) // SLOT if times else 0):
        times[max(range(len(times)), key=lambda place: (weights[place] / times[place], -place))] += SLOT
    return times


def _wished(topics: Sequence[Topic], wishes: Sequence[Wish], available: int) -> dict[str, int]:
    """Give what is asked for, and divide what is left over the wishes without minutes."""
    known = {topic.theme: topic.weight for topic in topics}
    wanted = {wish.theme: wish.minutes for wish in wishes if wish.theme in known}
    free = [theme for theme, minutes in wanted.items() if minutes is None]
    left = available - sum(minutes for minutes in wanted.values() if minutes is not None)
    shares = dict(zip(free, _by_weight([known[theme] for theme in free], max(0, left)), strict=True))
    return {theme: shares[theme] if minutes is None else minutes for theme, minutes in wanted.items()}


def _part(
    kind: Kind,
    fixed: Mapping[Kind, int],
    *,
    themes: tuple[str, ...] = (),
    ambitions: tuple[Ambition, ...] = (),
) -> Part:
    return Part(kind=kind, starts=0, minutes=fixed[kind], themes=themes, ambitions=ambitions)


def _theme(topic: Topic, minutes: int) -> Part:
    return Part(
        kind="theme",
        starts=0,
        minutes=minutes,
        themes=(topic.theme,),
        weight=topic.weight,
        finding=topic.finding,
    )


def _placed(parts: Sequence[Part], minutes: int) -> tuple[Part, ...]:
    """Set the parts one after another; the last one gets the minutes that are left over."""
    placed: list[Part] = []
    for part in parts:
        starts = placed[-1].starts + placed[-1].minutes if placed else 0
        placed.append(part.model_copy(update={"starts": starts}))
    rest = minutes - placed[-1].starts
    return (*placed[:-1], placed[-1].model_copy(update={"minutes": max(placed[-1].minutes, rest)}))


def _ambitions(topics: Sequence[Topic]) -> tuple[Ambition, ...]:
    """Return now and in two years per theme where both are known, the largest step forward first."""
    found = [
        Ambition(
            theme=topic.theme, now=topic.now, wanted=topic.wanted, gap=round(topic.wanted - topic.now, 1)
        )
        for topic in topics
        if topic.wanted is not None and topic.now is not None
    ]
    return tuple(sorted(found, key=lambda each: -each.gap))
