"""Every person equal beside every group equal: which order of themes hangs on the weighing, and who is outvoted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import combinations

from samenspraak.core.comparing import Comparison, Difference
from samenspraak.core.intervals import joint_margin
from samenspraak.core.positions import Place, place_of_everybody, places_of_groups
from samenspraak.core.samples import Samples
from samenspraak.core.scoring import share, tenth
from samenspraak.core.sheet import QuestionList
from samenspraak.core.standpoints import Flip, Minority, Weighed, Weighings

STRONG = 0.474
MINORITY = Fraction(1, 4)
FEWEST_GROUPS = 2
FEWEST_THEMES = 2


def weighings(themes: Mapping[str, Mapping[str, Samples]]) -> Weighings:
    """Return the themes under both weighings (docs/methods.md, Two weighings).

    *themes* has per theme the items to put it in order by (its statements, or its importance) with their
    samples. By people: the mean over the items of everybody's mean. By groups: the mean over the groups that are
    shown of each group's mean over its items. Themes keep their order where the means are equal.
    """
    people = {theme: place_of_everybody(items.values()) for theme, items in themes.items()}
    groups = {theme: _by_groups(items.values()) for theme, items in themes.items()}
    places = {
        theme: (one, other)
        for theme, one in people.items()
        if one is not None and (other := groups[theme]) is not None
    }
    return Weighings(
        themes=tuple(
            Weighed(theme=theme, people=tenth(one.value), groups=tenth(other.value))
            for theme, (one, other) in places.items()
        ),
        by_people=_order({theme: one for theme, (one, _) in places.items()}),
        by_groups=_order({theme: other for theme, (_, other) in places.items()}),
        flips=tuple(flip for pair in combinations(places, 2) if (flip := _flip(pair, places))),
        left_out=tuple(theme for theme in themes if theme not in places),
    )


def weighed_themes(questions: QuestionList, figures: Mapping[str, Samples], *, kind: str) -> Weighings | None:
    """Return the themes of a release under both weighings, by their questions of one kind.

    None where fewer than two themes can be put in order: too few are shown, or they are on different scales.
    """
    items = {theme.id: [item for item in theme.items if item.kind == kind] for theme in questions.themes}
    if len({item.scale for each in items.values() for item in each}) != 1:
        return None
    found = weighings(
        {
            theme: {item.id: figures[item.id] for item in each if item.id in figures}
            for theme, each in items.items()
            if each
        }
    )
    return found if len(found.themes) >= FEWEST_THEMES else None


def minorities(differences: Iterable[Difference]) -> tuple[Minority, ...]:
    """Return the groups that stand apart from all others while they are few (docs/methods.md, Minority view).

    At most MINORITY of the positions, a difference that survives (``core.comparing``), and a strong one:
    delta of STRONG or more (Romano 2006, "large"). Strongest first.
    """
    found = [
        Minority(
            item=difference.item,
            group=one.first,
            delta=one.delta,
            share=share(one.first_n, one.first_n + one.second_n),
            n=one.first_n,
        )
        for difference in differences
        for one in difference.apart
        if one.delta is not None and _is_strong(one) and _is_small(one)
    ]
    return tuple(sorted(found, key=lambda each: -abs(each.delta)))


def _by_groups(items: Iterable[Samples]) -> Place | None:
    places = list(places_of_groups(items).values())
    if len(places) < FEWEST_GROUPS or len({place.steps for place in places}) > 1:
        return None
    return Place(
        value=sum((place.value for place in places), Fraction(0)) / len(places),
        margin=joint_margin([place.margin for place in places]) / len(places),
        n=min(place.n for place in places),
        steps=places[0].steps,
    )


def _order(places: Mapping[str, Place]) -> tuple[str, ...]:
    return tuple(sorted(places, key=lambda theme: -tenth(places[theme].value)))


def _flip(pair: tuple[str, str], places: Mapping[str, tuple[Place, Place]]) -> Flip | None:
    """Return the flip between two themes when the figures as shown put them in opposite orders."""
    (one_by_people, one_by_groups), (two_by_people, two_by_groups) = (places[theme] for theme in pair)
    if _order_of(one_by_people, two_by_people) * _order_of(one_by_groups, two_by_groups) >= 0:
        return None
    first, second = pair if _order_of(one_by_people, two_by_people) > 0 else pair[::-1]
    sure = _is_clear(one_by_people, two_by_people) and _is_clear(one_by_groups, two_by_groups)
    return Flip(by_people=first, by_groups=second, certainty="clear" if sure else "uncertain")


def _order_of(first: Place, second: Place) -> float:
    return tenth(first.value) - tenth(second.value)


def _is_clear(first: Place, second: Place) -> bool:
    return abs(first.value - second.value) > joint_margin([first.margin, second.margin])


def _is_strong(one: Comparison) -> bool:
    return one.verdict == "difference" and one.delta is not None and abs(one.delta) >= STRONG


def _is_small(one: Comparison) -> bool:
    return one.first_n <= MINORITY * (one.first_n + one.second_n)
