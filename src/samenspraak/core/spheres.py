"""Where the group puts every card: does it belong, in which sphere, what is expected of it, how strong is it here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Literal

from samenspraak.core.cards import IN_ITSELF, Card, FacetName
from samenspraak.core.frozen import Certainty, Frozen
from samenspraak.core.parts import Option
from samenspraak.core.picture import Distribution, Interval, ItemPicture, Picture
from samenspraak.core.scoring import FEW, rounded, tenth
from samenspraak.core.sheet import QuestionList

Verdict = Literal["in", "open", "out"]
Reason = Literal["", "split", "unsure", "thin"]

CLEARLY = Fraction(2, 3)
"""From this share on a card is counted in or out: what a third or more see otherwise is open, as in ``is_split``."""

MOSTLY = Fraction(1, 2)
"""From this share on a sphere is that of a card, when no other has as much."""

CAMP = Fraction(1, 4)
"""People are split over a card when this share counts it in and this share counts it out."""


class Belonging(Frozen):
    """How one set of at least k people counts a card in (docs/methods.md, Kaarten).

    ``yes``, ``doubt`` and ``no`` are shares of n as they were released. "in" or "out" when at least two thirds
    say so, otherwise "open". ``reason`` says why it is uncertain (P9): "split" or "unsure" where it is open, "thin"
    where few answered.
    """

    n: int
    yes: float
    doubt: float
    no: float
    verdict: Verdict
    certainty: Certainty
    reason: Reason


class Choice(Frozen):
    """What one set of people chose for a card: the option chosen most, "" where none stands out.

    ``share`` is its share of n, ``shares`` those of all options. "uncertain" where few answered or none stands out.
    """

    n: int
    chosen: str
    share: float
    shares: Mapping[str, float]
    certainty: Certainty


class Contrast(Frozen):
    """The two display groups that lie furthest apart on a card, "" for all others; ``n`` took part in it.

    ``more`` counts it in more than ``less`` does; more than chance (core.comparing).
    """

    more: str
    less: str
    n: int


class PlacedCard(Frozen):
    """One card as it was released; what stays hidden is None.

    ``groups`` has the same belonging per display group, ``asked`` those that were asked. ``sphere`` and
    ``expectation`` are of who counts it in or doubts; ``contrast`` where groups differ.
    """

    card: str
    theme: str
    belonging: Belonging | None
    groups: Mapping[str, Belonging | None]
    asked: tuple[str, ...]
    contrast: Contrast | None
    sphere: Choice | None
    expectation: Choice | None
    realism: Distribution | None
    strength: Distribution | None

    @property
    def is_in(self) -> bool:
        """Say whether the group counts this card in, and is sure of it."""
        return self.belonging is not None and self.belonging.verdict == "in" and is_sure(self.belonging)

    @property
    def is_out(self) -> bool:
        """Say whether the group leaves this card out, and is sure of it."""
        return self.belonging is not None and self.belonging.verdict == "out" and is_sure(self.belonging)

    @property
    def place(self) -> str:
        """Return the sphere in which the card lies; nothing where that is uncertain (P9) or stays hidden."""
        return self.sphere.chosen if self.sphere and self.sphere.certainty == "clear" else ""


class Goal(Frozen):
    """What is expected of investing: over all cards, and how realistic that is where it is expected most.

    ``share`` is the mean of its shares over the cards, ``cards`` those of which it is expected most. ``realism`` is
    the mean of their means in steps, ``low`` and ``high`` the ends of these; None without such cards. ``n`` is the
    largest number of people behind one of the shares.
    """

    goal: str
    share: float
    cards: tuple[str, ...]
    realism: float | None
    interval: Interval | None
    certainty: Certainty
    n: int


class SpherePicture(Frozen):
    """All cards of a release in the order of asking, and the goals, most expected first."""

    cards: tuple[PlacedCard, ...]
    goals: tuple[Goal, ...]

    def card(self, card_id: str) -> PlacedCard | None:
        """Return one card; None when this picture has it not."""
        return next((card for card in self.cards if card.card == card_id), None)

    def of_theme(self, theme: str) -> tuple[PlacedCard, ...]:
        """Return the cards of one theme."""
        return tuple(card for card in self.cards if card.theme == theme)

    @property
    def disputed(self) -> tuple[PlacedCard, ...]:
        """Return the cards to talk about, those on which groups differ first, then those furthest from clear."""
        found = [card for card in self.cards if card.contrast or is_open(card)]
        return tuple(sorted(found, key=lambda card: (card.contrast is None, _clearness(card))))


class CardMove(Frozen):
    """A card that lies elsewhere than in an earlier picture: whether it belongs, or its sphere while it does."""

    card: str
    was: Verdict
    was_in: str
    was_n: int
    now: Verdict
    now_in: str
    now_n: int


def card_moves(before: SpherePicture, after: SpherePicture) -> tuple[CardMove, ...]:
    """Return the cards that both pictures show and put elsewhere (docs/methods.md, Kaarten).

    From one sphere to another only where each was that of at least half; a card that is open has no place.
    """
    pairs = ((before.card(card.card), card) for card in after.cards)
    moves = (_move(was, now) for was, now in pairs if was)
    return tuple(move for move in moves if move)


def _move(was: PlacedCard, now: PlacedCard) -> CardMove | None:
    if was.belonging is None or now.belonging is None:
        return None
    same = was.belonging.verdict == now.belonging.verdict
    elsewhere = was.place and now.place and was.place != now.place and now.belonging.verdict == "in"
    if same and not elsewhere:
        return None
    return CardMove(
        card=now.card,
        was=was.belonging.verdict,
        was_in=was.place,
        was_n=was.belonging.n,
        now=now.belonging.verdict,
        now_in=now.place,
        now_n=now.belonging.n,
    )


def sphere_picture(picture: Picture, questions: QuestionList) -> SpherePicture | None:
    """Return where the group puts its cards; None for an instrument without cards.

    Everything follows from figures in *picture*, which are already released (P4).
    """
    if not questions.cards:
        return None
    items = {item.item: item for theme in picture.themes for item in theme.items}
    cards = tuple(_placed(card, items) for card in questions.cards)
    placing = questions.instrument.placing
    goals = placing.goals if placing else ()
    return SpherePicture(cards=cards, goals=_goals(goals, cards))


def is_sure(belonging: Belonging) -> bool:
    """Say whether a belonging may be called clear (P9)."""
    return belonging.certainty == "clear"


def is_open(card: PlacedCard) -> bool:
    """Say whether a card is shown, and neither clearly in nor clearly out."""
    return card.belonging is not None and not is_sure(card.belonging)


def belonging(found: Distribution | None) -> Belonging | None:
    """Return how a set of people counts a card in, from the shares of wel, twijfel and niet."""
    if found is None or len(found.shares) != 3:
        return None
    yes, doubt, no = found.shares
    verdict: Verdict = "in" if _reaches(yes, CLEARLY) else "out" if _reaches(no, CLEARLY) else "open"
    reason: Reason = _open_reason(yes, no) if verdict == "open" else ""
    if found.doubt == "thin":
        reason = "thin"
    return Belonging(
        n=found.n,
        yes=yes,
        doubt=doubt,
        no=no,
        verdict=verdict,
        certainty="uncertain" if reason else "clear",
        reason=reason,
    )


def chosen(found: Distribution | None, options: Iterable[Option]) -> Choice | None:
    """Return the option that at least half chose and more than any other; none stands out otherwise."""
    names = [option.id for option in options]
    if found is None or len(found.shares) != len(names):
        return None
    shares = dict(zip(names, found.shares, strict=True))
    return _choice(found, shares, at_least=MOSTLY)


def expected(found: Distribution | None, options: Iterable[Option]) -> Choice | None:
    """Return the option chosen more than any other, however many that are."""
    names = [option.id for option in options]
    if found is None or len(found.shares) != len(names):
        return None
    return _choice(found, dict(zip(names, found.shares, strict=True)), at_least=Fraction(0))


def _choice(found: Distribution, shares: Mapping[str, float], *, at_least: Fraction) -> Choice:
    highest = max(shares.values())
    best = [name for name, share in shares.items() if share == highest]
    stands_out = len(best) == 1 and _reaches(highest, at_least)
    return Choice(
        n=found.n,
        chosen=best[0] if stands_out else "",
        share=highest,
        shares=shares,
        certainty="uncertain" if found.doubt == "thin" or not stands_out else "clear",
    )


def _placed(card: Card, items: Mapping[str, ItemPicture]) -> PlacedCard:
    belongs = _item(card, "belongs", items)
    sphere, expectation = card.facets["sphere"], card.facets.get("expectation")
    return PlacedCard(
        card=card.id,
        theme=card.theme,
        belonging=belonging(belongs.total if belongs else None),
        groups={key: belonging(one) for key, one in belongs.groups.items()} if belongs else {},
        asked=belongs.asked if belongs else (),
        contrast=_contrast(belongs) if belongs else None,
        sphere=chosen(_total(card, "sphere", items), sphere.options),
        expectation=expected(_total(card, "expectation", items), expectation.options)
        if expectation
        else None,
        realism=_total(card, "realism", items),
        strength=_total(card, "strength", items),
    )


def _item(card: Card, facet: FacetName, items: Mapping[str, ItemPicture]) -> ItemPicture | None:
    asked = card.facets.get(facet)
    return items.get(asked.id) if asked else None


def _total(card: Card, facet: FacetName, items: Mapping[str, ItemPicture]) -> Distribution | None:
    item = _item(card, facet, items)
    return item.total if item else None


def _contrast(item: ItemPicture) -> Contrast | None:
    """Return who counts a card in more, and who less; the first option is wel, so low steps are more."""
    found = item.difference
    if found is None or found.verdict != "difference":
        return None
    return Contrast(more=found.low, less=found.high, n=found.n)


def _goals(options: Iterable[Option], cards: Iterable[PlacedCard]) -> tuple[Goal, ...]:
    known = [card for card in cards if card.expectation and not card.is_out]
    found = [goal for option in options if (goal := _goal(option.id, known))]
    return tuple(sorted(found, key=lambda goal: -goal.share))


def _goal(goal: str, cards: list[PlacedCard]) -> Goal | None:
    shares = [Fraction(str(card.expectation.shares[goal])) for card in cards if card.expectation]
    if not shares:
        return None
    people = max(card.expectation.n for card in cards if card.expectation)
    own = [card for card in cards if card.expectation and card.expectation.chosen == goal]
    rated = [card.realism for card in own if card.realism and card.realism.mean is not None]
    means = [Fraction(str(one.mean)) for one in rated]
    unsure = sum(one.certainty == "uncertain" for one in rated)
    return Goal(
        goal=goal,
        share=rounded(sum(shares, Fraction(0)) / len(shares), 1 if people < FEW else 2),
        cards=tuple(card.card for card in own),
        realism=tenth(sum(means, Fraction(0)) / len(means)) if means else None,
        interval=Interval(low=float(min(means)), high=float(max(means))) if means else None,
        certainty="uncertain" if not means or unsure * 2 > len(rated) else "clear",
        n=people,
    )


def is_in_itself(goal: str) -> bool:
    """Say whether a goal is that something is worth it in itself, so a means to nothing else."""
    return goal == IN_ITSELF


def _open_reason(yes: float, no: float) -> Reason:
    return "split" if _reaches(yes, CAMP) and _reaches(no, CAMP) else "unsure"


def _reaches(share: float, least: Fraction) -> bool:
    """Compare a released share as it reads: 0.67 and, of few people, 0.7 reach two thirds."""
    return Fraction(str(share)) >= least


def _clearness(card: PlacedCard) -> float:
    return max(card.belonging.yes, card.belonging.no) if card.belonging else 1.0
