"""How much the people behind a distribution agree, and when they are split."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from samenspraak.core.scoring import middle_steps

OUTSIDE = 1 / 3


def agreement(counts: Sequence[float]) -> float:
    """Return van der Eijk's agreement A of an ordinal distribution (docs/methods.md, Agreement).

    *counts* holds the people (or shares) per step, lowest step first, at least two steps. In words: cut the
    distribution into layers of equal height; each layer has its own agreement, from its pattern of used
    and unused steps; A is their mean, weighted by the people in each layer. 1 = all on one step, 0 = evenly
    over all steps, −1 = half on either end. Two steps, for which van der Eijk gives no value, follow
    from the same formula: the difference between the two shares. ValueError when nobody took a position.
    Source: C. van der Eijk, Measuring agreement in ordered rating scales, Quality & Quantity 35 (2001).
    """
    _check(counts)
    weighted = 0.0
    below = 0.0
    for level in sorted(set(counts) - {0}):
        pattern = tuple(count >= level for count in counts)
        weighted += (level - below) * sum(pattern) * _layer_agreement(pattern)
        below = level
    return weighted / sum(counts)


def outside_band(counts: Sequence[int]) -> float:
    """Return the share (0 … 1) of positions outside the band round the median (docs/methods.md, Split).

    The band is the middle answer's step and its neighbours: one step either side on scales of four to eight
    steps, two on nine or ten, none on two or three. Where the two middle answers differ, the band round
    the one or the other counts that holds most.
    """
    _check(counts)
    reach = _reach(len(counts))
    middles = {step - 1 for step in middle_steps(counts)}
    inside = max(sum(counts[max(0, middle - reach) : middle + reach + 1]) for middle in middles)
    return 1 - inside / sum(counts)


def is_split(counts: Sequence[int]) -> bool:
    """Say whether a group is split: a third or more of the positions outside the band.

    The rule of a Delphi study with twelve people, where four ratings outside the three-point band round
    the median made the level "uncertain" (docs/methods.md, Split).
    """
    return outside_band(counts) >= OUTSIDE - 1e-9


def _check(counts: Sequence[float]) -> None:
    if len(counts) < 2 or min(counts) < 0 or sum(counts) <= 0:
        raise ValueError(f"not a distribution over two or more steps: {list(counts)}")


@lru_cache(maxsize=4096)
def _layer_agreement(pattern: tuple[bool, ...]) -> float:
    """Return the agreement of one layer: unimodality, less the more steps it uses."""
    steps, used = len(pattern), sum(pattern)
    if used == steps:
        return 0.0
    return _unimodality(pattern) * (1 - (used - 1) / (steps - 1))


def _unimodality(pattern: tuple[bool, ...]) -> float:
    """Return 1 … −steps/(steps−2) from the triples that look unimodal (110, 011) or bimodal (101)."""
    triples = list(combinations(pattern, 3))
    unimodal = sum(triple in {(True, True, False), (False, True, True)} for triple in triples)
    bimodal = sum(triple == (True, False, True) for triple in triples)
    if not bimodal:
        return 1.0
    steps = len(pattern)
    return ((steps - 2) * unimodal - (steps - 1) * bimodal) / ((steps - 2) * (unimodal + bimodal))


def _reach(steps: int) -> int:
    return round((steps - 1) / 5) if steps > 3 else 0
