"""A first text of what counts in, what does not, what stays open, what is expected and what is not promised.

What is drafted is a list of points with cards, not sentences; ``outcomes.wording`` makes these. The group edits the
sentences, and the points they began with are kept, so that later can be told what the picture says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from samenspraak.core.frozen import Frozen
from samenspraak.core.picture import Distribution
from samenspraak.core.spheres import Goal, PlacedCard, SpherePicture, is_in_itself, is_open

Section = Literal["in", "out", "open", "expect", "not_promise"]
Feasible = Literal["yes", "no", "unsure"]
SECTIONS: tuple[Section, ...] = ("in", "out", "open", "expect", "not_promise")

PointKind = Literal[
    "sphere", "anywhere", "out", "though", "differ", "split", "unsure", "thin", "unseen",
    "in_itself", "goal", "various", "unrealistic", "uncertain",
]  # fmt: skip


class Point(Frozen):
    """One thing a section says, about *cards*.

    "sphere" (in: these lie in ``sphere``), "anywhere" (in, of no one sphere), "out"; "though" (of a card that
    is in or out: ``more`` counts it in more than ``less``, "" is all others); of an open card: "differ" (the same),
    "split", "unsure", "thin" (few answers) or "unseen"; "in_itself" (worth it in itself), "goal" (a means to
    ``goal``, and feasible), "various" (people expect different things), "unrealistic" (a means to ``goal``, not
    feasible), "uncertain" (whether ``goal`` is feasible).
    """

    kind: PointKind
    cards: tuple[str, ...]
    sphere: str = ""
    goal: str = ""
    more: str = ""
    less: str = ""


class Draft(Frozen):
    """What the picture says, per section; a section without points has nothing to say."""

    points: tuple[tuple[Section, tuple[Point, ...]], ...]

    def of(self, section: Section) -> tuple[Point, ...]:
        """Return the points of one section."""
        return next((points for name, points in self.points if name == section), ())


class Moves(Frozen):
    """Which cards a section says something of that it did not say before, and the other way round."""

    come: tuple[str, ...]
    gone: tuple[str, ...]
    otherwise: tuple[str, ...]


def drafted(picture: SpherePicture, *, spheres: Iterable[str]) -> Draft:
    """Return the first text that follows from where the group puts its cards (docs/methods.md, Afbakening).

    What is expected is only said of cards that count in for sure.
    """
    cards = picture.cards
    counted = [card for card in cards if card.is_in]
    return Draft(
        points=(
            ("in", tuple(_inside(counted, spheres))),
            ("out", tuple(_outside(cards))),
            ("open", tuple(_open(cards))),
            ("expect", tuple(_expected(counted, picture))),
            ("not_promise", tuple(_not_promised(counted, picture))),
        )
    )


def moved(before: Iterable[Point], after: Iterable[Point]) -> Moves:
    """Return how the points of one section changed, card by card."""
    first, second = _said(before), _said(after)
    return Moves(
        come=tuple(card for card in second if card not in first),
        gone=tuple(card for card in first if card not in second),
        otherwise=tuple(card for card, said in second.items() if card in first and said != first[card]),
    )


def _said(points: Iterable[Point]) -> dict[str, set[tuple[str, ...]]]:
    """Return per card what is said of it."""
    said: dict[str, set[tuple[str, ...]]] = {}
    for point in points:
        for card in point.cards:
            said.setdefault(card, set()).add((point.kind, point.sphere, point.goal, point.more, point.less))
    return said


def _inside(counted: list[PlacedCard], spheres: Iterable[str]) -> Iterable[Point]:
    for sphere in spheres:
        yield from _point("sphere", [card for card in counted if card.place == sphere], sphere=sphere)
    yield from _point("anywhere", [card for card in counted if not card.place])
    yield from _contrary("though", counted)


def _outside(cards: Iterable[PlacedCard]) -> Iterable[Point]:
    out = [card for card in cards if card.is_out]
    yield from _point("out", out)
    yield from _contrary("though", out)


def _contrary(kind: PointKind, cards: Iterable[PlacedCard]) -> Iterable[Point]:
    """Yield the cards on which groups differ, one by one."""
    for card in cards:
        if card.contrast:
            yield Point(kind=kind, cards=(card.card,), more=card.contrast.more, less=card.contrast.less)


def _open(cards: Iterable[PlacedCard]) -> Iterable[Point]:
    """Yield the open cards: those on which groups differ one by one, the others together by reason."""
    every = list(cards)
    contrary = [card for card in every if card.contrast and not (card.is_in or card.is_out)]
    yield from _contrary("differ", contrary)
    rest = [card for card in every if is_open(card) and card not in contrary]
    kinds: tuple[PointKind, ...] = ("split", "unsure", "thin")
    for kind in kinds:
        yield from _point(kind, [card for card in rest if card.belonging and card.belonging.reason == kind])
    yield from _point("unseen", [card for card in every if card.belonging is None])


def _expected(counted: list[PlacedCard], picture: SpherePicture) -> Iterable[Point]:
    known = [card for card in counted if card.expectation]
    yield from _point("in_itself", [card for card in known if is_in_itself(_goal(card))])
    feasible = [card for card in known if feasibility(card.realism) == "yes"]
    for goal in picture.goals:
        if not is_in_itself(goal.goal):
            yield from _point("goal", [card for card in feasible if _goal(card) == goal.goal], goal=goal.goal)
    yield from _point("various", [card for card in known if not _goal(card)])


def _not_promised(counted: list[PlacedCard], picture: SpherePicture) -> Iterable[Point]:
    meant = [card for card in counted if _goal(card) and not is_in_itself(_goal(card))]
    kinds: tuple[tuple[PointKind, str], ...] = (("unrealistic", "no"), ("uncertain", "unsure"))
    for kind, feasible in kinds:
        own = [card for card in meant if feasibility(card.realism) == feasible]
        for goal in picture.goals:
            yield from _point(kind, [card for card in own if _goal(card) == goal.goal], goal=goal.goal)


def feasibility(realism: Distribution | None) -> Feasible:
    """Say whether people find something feasible: surely above or below the middle of its scale, or not sure."""
    if realism is None or realism.certainty == "uncertain":
        return "unsure"
    return _side(realism.mean, len(realism.shares))


def feasibility_of(goal: Goal, steps: int) -> Feasible:
    """Say the same of a goal, over the cards of which it is expected most."""
    return "unsure" if goal.certainty == "uncertain" else _side(goal.realism, steps)


def _side(mean: float | None, steps: int) -> Feasible:
    """Return on which side of the middle of a scale a mean lies."""
    middle = (steps + 1) / 2
    if mean is None or mean == middle:
        return "unsure"
    return "yes" if mean > middle else "no"


def _goal(card: PlacedCard) -> str:
    return card.expectation.chosen if card.expectation else ""


def _point(
    kind: PointKind, cards: Iterable[PlacedCard], *, sphere: str = "", goal: str = ""
) -> tuple[Point, ...]:
    """Return one point about these cards; nothing without any."""
    names = tuple(card.card for card in cards)
    return (Point(kind=kind, cards=names, sphere=sphere, goal=goal),) if names else ()
