"""Values as sources write them: missing codes are no numbers, a comma is told from a point, ranges hold."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from samenspraak.core.indicators import Indicator

# What StatLine writes where it tells nothing: confidential, not reliable, not asked.
MISSING_NUMBERS = {-99999.0, -99998.0, -99997.0, -99996.0, -99995.0, -99994.0}
MISSING_WORDS = {"", ".", ",", "-", "x", "X", "*", "NULL", "null", "NaN", "nan"}
POINT = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")
COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")

Figure = float | tuple[float, float, float]  # a value, or value, lower and upper margin
Kept = float | list[float]


class NotANumber(ValueError):
    """Something that is neither a number nor a known way to say that there is none."""


class OutOfRange(ValueError):
    """A value that this figure cannot have: most likely the wrong column, or a lost decimal sign."""

    def __init__(self, indicator: Indicator, value: float) -> None:
        super().__init__(
            f"{value:g} is not possible for {indicator.id!r} ({indicator.lowest:g} to {indicator.highest:g})"
        )


class NotWhole(OutOfRange):
    """A count with decimals: most likely 24.900 was written for twenty-four thousand nine hundred."""

    def __init__(self, indicator: Indicator, value: float) -> None:
        ValueError.__init__(
            self,
            f"{value:g} is not possible for {indicator.id!r}, which is a count: do thousands have a sign?",
        )


def number(written: object, *, comma: bool = False) -> float | None:
    """Return the number, None where the source tells nothing; NotANumber for anything else.

    *comma*: this file writes 12,5 for twelve and a half.
    """
    if written is None:
        return None
    if isinstance(written, bool):
        raise NotANumber(str(written))
    if isinstance(written, int | float):
        return known(float(written))
    text = str(written).strip()
    if text in MISSING_WORDS:
        return None
    if comma and "." in text:
        raise NotANumber(text[:40])
    if comma and COMMA.fullmatch(text):
        text = text.replace(",", ".")
    if not POINT.fullmatch(text):
        raise NotANumber(text[:40])
    return known(float(text))


def known(value: float) -> float | None:
    """Return the value unless it is a code for "missing"."""
    return None if not math.isfinite(value) or value in MISSING_NUMBERS else value


def uses_comma(texts: Iterable[str]) -> bool | None:
    """Say whether these values are written with a decimal comma; None when they contradict each other."""
    points = commas = False
    for text in texts:
        bare = text.strip()
        points = points or bool("." in bare and POINT.fullmatch(bare))
        commas = commas or bool(COMMA.fullmatch(bare))
    return None if points and commas else commas


def figures_of(raw: Mapping[str, float | None], indicators: Iterable[Indicator]) -> dict[str, float]:
    """Return the figures that one record tells: counts turned into shares, each within its range."""
    told: dict[str, float] = {}
    asked = list(indicators)
    sums = {one.id: summed(raw, one) for one in asked}
    for one in asked:
        value = sums[one.id]
        if value is not None and is_count(one) and value != int(value):
            raise NotWhole(one, value)
        if value is not None and one.per > 1:
            base = sums.get(one.base or "")
            value = value / base * one.per if base else None
        if value is None:
            continue
        if not one.lowest <= value <= one.highest:
            raise OutOfRange(one, value)
        told[one.id] = round(value, 4)
    return told


def summed(raw: Mapping[str, float | None], indicator: Indicator) -> float | None:
    """Return the sum of an indicator's columns, None when one of them tells nothing."""
    parts = [raw.get(key) for key, _titles in indicator.columns]
    known_parts = [part for part in parts if part is not None]
    return sum(known_parts) if len(known_parts) == len(parts) else None


def is_count(indicator: Indicator) -> bool:
    """Say whether the table counts people, households or things for this figure."""
    return indicator.per > 1 or (indicator.unit == "number" and indicator.decimals == 0)


class Reading(NamedTuple):
    """One figure as it is kept."""

    value: float
    low: float | None = None
    high: float | None = None


def reading(kept: Kept) -> Reading:
    """Return what stands in a sheet as a value with its margin."""
    if isinstance(kept, list):
        return Reading(kept[0], kept[1], kept[2])
    return Reading(kept)
