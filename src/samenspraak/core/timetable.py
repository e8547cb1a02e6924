"""The conversation in minutes: what goes well, what to talk about and how long, where to be in two years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from samenspraak.core.frozen import Frozen
from samenspraak.core.picture import Finding, Topic
from samenspraak.core.topics import ranked

Kind = Literal["welcome", "celebrate", "theme", "short", "future", "close"]

SLOT = 5
SHORTEST = 10
COMFORTABLE = 15
MOST_CELEBRATED = 2
PARTS: Mapping[Kind, int] = {"welcome": 9, "celebrate": 12, "short": 12, "future": 8, "close": 9}
"""Which part of the meeting each fixed part takes: one twelfth is 12."""


class Ambition(Frozen):
    """A theme now and in two years, in steps: what the group wants to move (``gap`` = wanted less now).

    ``together`` says that the group chose "now" together; otherwise it is the mean of the picture.
    """

    theme: str
    now: float
    wanted: float
    gap: float
    together: bool


class Part(Frozen):
    """One part of the conversation, from minute ``starts`` on.

    "celebrate": the themes that go well, or of which a statement does; "theme": one theme, with the reason to talk
    about it in ``finding`` and its ``weight`` (0 … 1); "short": themes that need little because the group agrees;
    "future": where to be in two years, with what was said of it so far.
    """

    kind: Kind
    starts: int
    minutes: int
    themes: tuple[str, ...] = ()
    weight: float | None = None
    finding: Finding | None = None
    ambitions: tuple[Ambition, ...] = ()


class Timetable(Frozen):
    """The whole conversation. ``left_out`` has the themes without a place, weightiest first.

    ``over`` and ``spare`` are the minutes that were wished too many or too few; ``unheard`` the themes that were
    wished and of which nothing is shown.
    """

    minutes: int
    parts: tuple[Part, ...]
    left_out: tuple[str, ...]
    over: int = 0
    spare: int = 0
    unheard: tuple[str, ...] = ()

    @property
    def themes(self) -> dict[str, Part]:
        """Return the parts about one theme, in their order."""
        return {part.themes[0]: part for part in self.parts if part.kind == "theme"}


@dataclass(frozen=True)
class Wish:
    """What the facilitator wants: this theme here, for so many minutes (None: as the weights divide them)."""

    theme: str
    minutes: int | None = None


@dataclass(frozen=True)
class Aim:
    """Where the group wants to be with a theme in two years, and where it says it is now (None: not said)."""

    wanted: int
    now: int | None = None


def timetable(
    topics: Sequence[Topic],
    *,
    minutes: int,
    wishes: Sequence[Wish] = (),
    lengths: Mapping[Kind, int] | None = None,
    aims: Mapping[str, Aim] | None = None,
) -> Timetable:
    """Return the conversation in *minutes* (docs/methods.md, Agenda).

    First what goes well, then the weightiest themes, then in short those the group agrees on, then where to be
    in two years. *wishes*, when given, are the themes to talk about in that order; *lengths* are minutes the
    facilitator chose for the other parts (0: without it). What they ask for is given even when it is more than
    there is, and ``over`` says how much.
    """
    known = {topic.theme: topic for topic in topics}
    celebrated, agreed = _going_well(topics), _agreed(topics, wishes)
    chosen = lengths or {}
    fixed = _fixed(minutes, chosen, celebrated=bool(celebrated), agreed=bool(agreed))
    available = max(0, minutes - sum(fixed.values())) // SLOT * SLOT
    given = _wished(topics, wishes, available) if wishes else _divided(_to_discuss(topics), available)
    parts = [
        _part("welcome", fixed),
        _part("celebrate", fixed, themes=celebrated),
        *(_theme(known[theme], time) for theme, time in given.items()),
        _part("short", fixed, themes=agreed),
        _part("future", fixed, ambitions=_ambitions(topics, aims or {})),
        _part("close", fixed),
    ]
    timed = [part for part in parts if part.minutes]
    return _timed(topics, wishes, timed, minutes, is_close_chosen="close" in chosen)


def _timed(
    topics: Sequence[Topic],
    wishes: Sequence[Wish],
    parts: Sequence[Part],
    minutes: int,
    *,
    is_close_chosen: bool,
) -> Timetable:
    """Set the parts in time, and say what did not fit and what is left.

    The close takes what is left of a proposal, and less than a slot of what was wished.
    """
    named = {theme for part in parts if part.kind in {"theme", "short"} for theme in part.themes}
    left = minutes - sum(part.minutes for part in parts)
    to_close = not is_close_chosen and (not wishes or left < SLOT)
    known = {topic.theme for topic in topics}
    return Timetable(
        minutes=minutes,
        parts=_placed(parts, extra=max(0, left) if to_close else 0),
        left_out=tuple(topic.theme for topic in ranked(topics) if topic.theme not in named),
        over=max(0, -left),
        spare=0 if to_close else max(0, left),
        unheard=tuple(wish.theme for wish in wishes if wish.theme not in known),
    )


def _agreed(topics: Sequence[Topic], wishes: Sequence[Wish]) -> tuple[str, ...]:
    """Return the themes that can be short, because no part of their own was asked for."""
    asked = {wish.theme for wish in wishes} or {topic.theme for topic in _to_discuss(topics)}
    return tuple(topic.theme for topic in topics if _can_be_short(topic) and topic.theme not in asked)


def _can_be_short(topic: Topic) -> bool:
    """Say whether the group agrees, and not on what asks for most attention."""
    return topic.agreed and not topic.concern


def _to_discuss(topics: Sequence[Topic]) -> list[Topic]:
    """Return the themes that cannot be short; all of them when the group agrees on everything."""
    return [topic for topic in topics if not _can_be_short(topic)] or list(topics)


def _fixed(minutes: int, lengths: Mapping[Kind, int], *, celebrated: bool, agreed: bool) -> dict[Kind, int]:
    """Return the minutes of the fixed parts: as chosen, else in whole slots; parts about nothing get none.

    Where no theme would fit, "short" gives up its time, unless it was chosen.
    """
    wanted = {"celebrate": celebrated, "short": agreed}
    fixed = {
        kind: lengths.get(kind, max(SLOT, minutes // part // SLOT * SLOT)) if wanted.get(kind, True) else 0
        for kind, part in PARTS.items()
    }
    fits = minutes - sum(fixed.values()) >= SHORTEST
    return fixed if fits or "short" in lengths else {**fixed, "short": 0}


def _going_well(topics: Sequence[Topic]) -> tuple[str, ...]:
    """Return the themes to celebrate: those that go well, highest first, then those with a bright statement."""
    good = [topic for topic in topics if topic.strong or topic.bright]
    good.sort(key=lambda topic: (not topic.strong, -_brightness(topic)))
    return tuple(topic.theme for topic in good[:MOST_CELEBRATED])


def _brightness(topic: Topic) -> float:
    """Return how high the theme stands, or its statement, among themes of the same sort."""
    return topic.height if topic.strong or not topic.bright else topic.bright.value or 0.0


def _divided(topics: Sequence[Topic], available: int) -> dict[str, int]:
    """Divide the time over the weightiest of these themes, and the one that asks for most attention.

    As many themes take part as can have COMFORTABLE minutes on average; each gets SHORTEST, and the rest goes by
    weight. The theme of concern takes the last place when there are two or more.
    """
    taking_part = min(len(topics), max(available // COMFORTABLE, int(available >= SHORTEST)))
    chosen = ranked(topics)[:taking_part]
    worst = next((topic for topic in topics if topic.concern and topic not in chosen), None)
    if worst and taking_part > 1:
        chosen[-1] = worst
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


def _placed(parts: Sequence[Part], *, extra: int) -> tuple[Part, ...]:
    """Set the parts one after another; the last one gets the *extra* minutes."""
    placed: list[Part] = []
    for part in parts:
        starts = placed[-1].starts + placed[-1].minutes if placed else 0
        placed.append(part.model_copy(update={"starts": starts}))
    last = placed[-1]
    return (*placed[:-1], last.model_copy(update={"minutes": last.minutes + extra}))


def _ambitions(topics: Sequence[Topic], aims: Mapping[str, Aim]) -> tuple[Ambition, ...]:
    """Return now and in two years per theme where both are known, the largest step forward first."""
    found = [_ambition(topic, aims[topic.theme]) for topic in topics if topic.theme in aims]
    return tuple(sorted((each for each in found if each), key=lambda each: -each.gap))


def _ambition(topic: Topic, aim: Aim) -> Ambition | None:
    now = topic.now if aim.now is None else float(aim.now)
    if now is None:
        return None
    return Ambition(
        theme=topic.theme,
        now=now,
        wanted=aim.wanted,
        gap=round(aim.wanted - now, 1),
        together=aim.now is not None,
    )
