"""Where a set of people puts a theme, over several questions, and how far that could still move."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from samenspraak.core.intervals import mean_margin
from samenspraak.core.picture import Interval
from samenspraak.core.samples import Sample, Samples, everybody, groups_of
from samenspraak.core.scoring import mean, tenth


@dataclass(frozen=True)
class Place:
    """A mean in steps (exact), its margin (half a 95 % interval), the fewest positions behind it, the steps."""

    value: Fraction
    margin: float
    n: int
    steps: int


def place_interval(place: Place) -> Interval:
    """Return from where to where the place may lie, within its scale; one decimal."""
    reach = Fraction(place.margin)
    low, high = max(Fraction(1), place.value - reach), min(Fraction(place.steps), place.value + reach)
    return Interval(low=tenth(low), high=tenth(high))


def place_of(samples: Iterable[Sample]) -> Place | None:
    """Return the mean of the questions' means; None when there is none or they are on different scales.

    Its margin is the mean of theirs: the same people answered, so the questions move together.
    """
    known = [(sample, average) for sample in samples if (average := mean(sample.counts)) is not None]
    if len({len(sample.counts) for sample, _ in known}) != 1:
        return None
    return Place(
        value=sum((average for _, average in known), Fraction(0)) / len(known),
        margin=sum(mean_margin(sample) for sample, _ in known) / len(known),
        n=min(sample.positions for sample, _ in known),
        steps=len(known[0][0].counts),
    )


def place_of_everybody(items: Iterable[Samples]) -> Place | None:
    """Return where everybody together puts these questions."""
    return place_of(whole for cells in items if (whole := everybody(cells)) is not None)


def places_of_groups(items: Iterable[Samples]) -> Mapping[str, Place]:
    """Return where each display group that is shown puts these questions, in order of appearance."""
    answered: dict[str, list[Sample]] = {}
    for cells in items:
        for key, sample in groups_of(cells).items():
            answered.setdefault(key, []).append(sample)
    return {key: place for key, samples in answered.items() if (place := place_of(samples))}
