"""Crowds for the tests of opinion groups: people × statements with groups planted in them, or with none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.random import Generator

Crowd = np.ndarray


def planted(
    people: int,
    statements: int,
    steps: int,
    groups: int,
    *,
    effect: float,
    seed: int,
    sizes: Sequence[float] | None = None,
) -> tuple[Crowd, np.ndarray]:
    """Return answers and the group of each: on half of the statements a group is *effect* steps off, either way."""
    random = np.random.default_rng(seed)
    parts = np.cumsum(sizes or [1 / groups] * groups)
    group_of = np.searchsorted(parts, (np.arange(people) + 0.5) / people)
    middles = random.uniform(steps * 0.35, steps * 0.65 + 0.5, statements)
    away = random.choice([-1, 0, 1], size=(groups, statements), p=[0.25, 0.5, 0.25]) * effect
    noise = random.normal(0, steps / 5, (people, statements))
    return answered(middles + away[group_of] + noise, steps), group_of


def answered(opinions: np.ndarray, steps: int) -> Crowd:
    """Round opinions to the steps of the scale."""
    crowd: Crowd = np.clip(np.rint(opinions), 1, steps).astype(np.uint8)
    return crowd


def noise(number: int) -> tuple[Crowd, int, str]:
    """Return one crowd without groups, the steps of its statements, and of what kind it is; every number another."""
    random = np.random.default_rng([number, 77])
    kind = list(KINDS)[number % len(KINDS)]
    people = int(np.exp(random.uniform(np.log(12), np.log(400))))
    statements = int(random.integers(6, 61))
    steps = int(random.choice([2, 3, 4, 5, 5, 5, 7, 10]))
    return KINDS[kind](people, statements, steps, random), steps, kind


def _anything(people: int, statements: int, steps: int, random: Generator) -> Crowd:
    return random.integers(1, steps + 1, (people, statements)).astype(np.uint8)


def _statements_differ(people: int, statements: int, steps: int, random: Generator) -> Crowd:
    middles = random.uniform(1, steps, statements)
    return answered(middles + random.normal(0, steps / 5, (people, statements)), steps)


def _milder_and_stricter(people: int, statements: int, steps: int, random: Generator) -> Crowd:
    level = random.normal(0, 1, (people, 1)) * steps * random.uniform(0.1, 0.3)
    return _shifted(level, statements, steps, random)


def _evenly_from_low_to_high(people: int, statements: int, steps: int, random: Generator) -> Crowd:
    level = random.uniform(-1, 1, (people, 1)) * steps * random.uniform(0.15, 0.45)
    return _shifted(level, statements, steps, random)


def _evenly_from_pro_to_con(people: int, statements: int, steps: int, random: Generator) -> Crowd:
    slope = steps * 0.35 * random.normal(0, 1, (1, statements))
    return _shifted(random.uniform(-1, 1, (people, 1)) * slope, statements, steps, random)


def _three_themes(people: int, statements: int, steps: int, random: Generator) -> Crowd:
    themes = random.normal(0, 1, (people, 3)) @ random.normal(0, 1, (3, statements)) * steps / 8
    return answered((steps + 1) / 2 + themes + random.normal(0, steps / 6, (people, statements)), steps)


def _flat_disc(people: int, statements: int, steps: int, random: Generator) -> Crowd:
    reach, turn = np.sqrt(random.uniform(0, 1, people)), random.uniform(0, 2 * np.pi, people)
    place = np.column_stack([reach * np.cos(turn), reach * np.sin(turn)])
    away = place @ random.normal(0, 1, (2, statements)) * steps / 4
    return answered((steps + 1) / 2 + away + random.normal(0, steps / 6, (people, statements)), steps)


def _with_holes(people: int, statements: int, steps: int, random: Generator) -> Crowd:
    crowd = _evenly_from_low_to_high(people, statements, steps, random)
    crowd[random.uniform(size=crowd.shape) < random.beta(1, 3, (people, 1))] = 0
    return crowd


def _most_at_the_floor(people: int, statements: int, steps: int, random: Generator) -> Crowd:
    level = random.exponential(1, (people, 1)) * steps * 0.2
    middles = random.uniform(1, 2, statements)
    return answered(middles + level + random.normal(0, steps / 8, (people, statements)), steps)


def _shifted(level: np.ndarray, statements: int, steps: int, random: Generator) -> Crowd:
    middles = random.uniform(1.5, steps - 0.5, statements)
    return answered(middles + level + random.normal(0, steps / 5, (len(level), statements)), steps)


KINDS: dict[str, Callable[[int, int, int, Generator], Crowd]] = {
    "anything": _anything,
    "statements differ, people do not": _statements_differ,
    "milder and stricter, most in the middle": _milder_and_stricter,
    "evenly from low to high": _evenly_from_low_to_high,
    "evenly from pro to con": _evenly_from_pro_to_con,
    "three themes": _three_themes,
    "a flat disc in two directions": _flat_disc,
    "evenly from low to high, with holes": _with_holes,
    "most at the floor": _most_at_the_floor,
}
"""Ways in which people differ without falling into groups."""
