"""The spheres in words: the drawing of all cards, who counts what in, and what people expect against how feasible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspraak.core.charts import (
    Counted,
    CountedRow,
    ExpectedGoal,
    GoalWords,
    Pill,
    SphereWords,
    counted_in,
    expected_goals,
    spheres,
)
from samenspraak.core.charts.pills import COLOURED, Spot
from samenspraak.core.delimiting import feasibility_of
from samenspraak.core.picture import Picture
from samenspraak.core.spheres import Belonging, Goal, PlacedCard, SpherePicture, is_in_itself, is_open
from samenspraak.results.wording import numbers
from samenspraak.results.wording.cards import CardLine, belongs_words, card_line, contrast
from samenspraak.results.wording.charts import MOST_GROUPS, Drawing, frame, shown_groups
from samenspraak.results.wording.findings import Sentence, capitalised
from samenspraak.results.wording.names import Names

MOST_DISPUTED = 8


@dataclass(frozen=True)
class Disputed:
    """A card to talk about: why, with how many people."""

    name: str
    letter: str
    reason: Sentence


@dataclass(frozen=True)
class Role:
    """A sphere: what belongs in it, what the municipality is there, and the cards that lie in it for sure."""

    name: str
    explanation: str
    role: str
    cards: str


@dataclass(frozen=True)
class Spheres:
    """All cards of a picture, ready to be told."""

    placed: SpherePicture
    picture: Picture
    names: Names

    @property
    def lead(self) -> str:
        """Say how many cards are in, out, open or not shown."""
        return counted_cards(self.placed)

    @property
    def n(self) -> str:
        """Return how many people answered per card: one number, or the fewest and the most."""
        counts = sorted({card.belonging.n for card in self.placed.cards if card.belonging})
        if not counts:
            return ""
        return str(counts[0]) if len(counts) == 1 else f"{counts[0]}–{counts[-1]}"

    @cached_property
    def drawing(self) -> Drawing:
        """Return the spheres with every card where the group puts it."""
        return drawn(self.placed, self.names)

    @cached_property
    def disputed(self) -> tuple[Disputed, ...]:
        """Return the cards to talk about."""
        return tuple(disputed(card, self.names) for card in self.placed.disputed[:MOST_DISPUTED])

    @property
    def between_groups(self) -> Drawing | None:
        """Return who counts the disputed cards in."""
        return self.counting(self.placed.disputed[:MOST_DISPUTED], key="disputed")

    @property
    def more_disputed(self) -> int:
        """Return how many disputed cards are not among those shown."""
        return max(0, len(self.placed.disputed) - MOST_DISPUTED)

    @property
    def goals(self) -> Drawing | None:
        """Return what people expect, and how feasible they find it."""
        return drawn_goals(self.placed, self.names)

    @property
    def expected(self) -> tuple[Sentence, ...]:
        """Return what is expected most, and what of it is less feasible, in sentences."""
        return tuple(expected(self.placed, self.names))

    @property
    def roles(self) -> tuple[Role, ...]:
        """Return every sphere with the role of the municipality in it."""
        return tuple(roles(self.placed, self.names))

    def counting(self, cards: Sequence[PlacedCard], *, key: str) -> Drawing | None:
        """Return who counts these cards in, for everybody and per shown group; None without cards."""
        return drawn_counts(cards, self.picture, self.names, key=key) if cards else None

    def of_theme(self, theme: str) -> tuple[CardLine, ...]:
        """Return the cards of one theme."""
        return tuple(card_line(card, self.picture, self.names) for card in self.placed.of_theme(theme))

    def counts_of(self, theme: str) -> Drawing | None:
        """Return who counts the cards of one theme in."""
        return self.counting(self.placed.of_theme(theme), key=theme)


def spheres_of(placed: SpherePicture | None, picture: Picture, names: Names) -> Spheres | None:
    """Return the cards of a picture; None for an instrument without cards."""
    return Spheres(placed=placed, picture=picture, names=names) if placed else None


def counted_cards(placed: SpherePicture) -> str:
    """Say how many cards are in, out, open or not shown."""
    inside, outside = sum(card.is_in for card in placed.cards), sum(card.is_out for card in placed.cards)
    unsure = sum(is_open(card) for card in placed.cards)
    unseen = sum(card.belonging is None for card in placed.cards)
    said = ngettext(
        "Van %(all)s kaart hoort er %(inside)s erbij, en %(outside)s niet.",
        "Van de %(all)s kaarten horen er %(inside)s erbij, en %(outside)s niet.",
        len(placed.cards),
    )
    parts = [said % {"all": len(placed.cards), "inside": inside, "outside": outside}]
    if unsure:
        words = ngettext(
            "Bij %(number)s kaart is dat nog open.", "Bij %(number)s kaarten is dat nog open.", unsure
        )
        parts.append(words % {"number": unsure})
    if unseen:
        words = ngettext(
            "Van %(number)s kaart zijn te weinig antwoorden om iets te laten zien.",
            "Van %(number)s kaarten zijn te weinig antwoorden om iets te laten zien.",
            unseen,
        )
        parts.append(words % {"number": unseen})
    return " ".join(parts)


def drawn(placed: SpherePicture, names: Names) -> Drawing:
    """Return the spheres with every card where the group puts it."""
    order = [sphere.id for sphere in names.placing.spheres]
    pills = [pill(card, order, names) for card in placed.cards]
    domes = [names.sphere(sphere) for sphere in order]
    shape = frame("spheres", _("De kaarten in de sferen"), counted_cards(placed), names)
    shape = replace(shape, words=replace(shape.words, hidden=_("Te weinig antwoorden om te laten zien")))
    words = SphereWords(
        card=_("Kaart"),
        belongs=_("Hoort het erbij?"),
        sphere=_("Sfeer"),
        strength=_("Hoe sterk hier"),
        outside=_("Buiten de sferen: hoort er niet bij"),
        anywhere=_("In welke sfeer? Dat is niet duidelijk"),
        edge=_("onzeker of het erbij hoort"),
        differs=_("groepen kijken hier anders naar"),
        unsure=_("onzeker hoe sterk het is"),
        unknown=_("niet te zien hoe sterk het is"),
    )
    steps = names.position_steps
    return Drawing(
        draw=lambda layout: spheres(pills, domes, steps=steps, words=words, frame=layout), frame=shape
    )


def pill(card: PlacedCard, order: Sequence[str], names: Names) -> Pill:
    """Return one card as it lies in the drawing."""
    found = card.belonging
    return Pill(
        name=names.card(card.card),
        spot=spot(card),
        sphere=order.index(card.place) if card.place in order and spot(card) in COLOURED else None,
        strength=card.strength.mean if card.strength else None,
        certain=card.strength is not None and card.strength.certainty == "clear",
        differs=card.contrast is not None,
        n=found.n if found else None,
        note=note(card),
        belongs=belongs_words(found) if found else "",
    )


def spot(card: PlacedCard) -> Spot:
    """Return where a card lies: doubt is at the edge of its sphere, or outside it where more say niet than wel."""
    found = card.belonging
    if found is None:
        return "unseen"
    if card.is_in or card.is_out:
        return "inside" if card.is_in else "outside"
    return "rim" if found.no > found.yes else "edge"


def note(card: PlacedCard) -> str:
    """Return what stands in small print on a card of which it is uncertain whether it belongs."""
    found = card.belonging
    if found is None or not is_open(card):
        return ""
    if found.reason == "thin":
        return _("weinig antwoorden")
    if found.no > found.yes:
        return _("%(share)s niet") % {"share": numbers.share(found.no, found.n)}
    return _("%(share)s wel") % {"share": numbers.share(found.yes, found.n)}


def disputed(card: PlacedCard, names: Names) -> Disputed:
    """Return one card to talk about: how groups differ on it, or else why it is open."""
    reason = contrast(card, names)
    if not reason.text and card.belonging:
        text = f"{capitalised(belongs_words(card.belonging))}."
        reason = Sentence(text=text, theme=card.theme, n=card.belonging.n)
    return Disputed(name=names.card(card.card), letter=card.theme, reason=reason)


def drawn_counts(cards: Sequence[PlacedCard], picture: Picture, names: Names, *, key: str) -> Drawing:
    """Return per card and group who counts it in."""
    every = shown_groups(picture, names)
    shown = every if len(every) <= MOST_GROUPS else []
    heads = [_("Iedereen"), *(names.group(group) for group in shown)]
    rows = [
        CountedRow(
            names.card(card.card),
            (counted(card.belonging), *(of_group(card, group) for group in shown)),
        )
        for card in cards
    ]
    yes, doubt, no = names.card_answers
    said = _("Per kaart welk deel van elke groep de kaart erbij rekent. De tabel noemt alle getallen.")
    shape = frame(f"counted-{key}", _("Wie rekent wat erbij?"), said, names)
    shape = replace(shape, words=replace(shape.words, row=_("Kaart")))
    return Drawing(
        draw=lambda layout: counted_in(rows, heads, answers=(yes, doubt, no), frame=layout), frame=shape
    )


def of_group(card: PlacedCard, group: str) -> Counted:
    """Return one group on one card, or why it is not there."""
    if group not in card.asked:
        return Counted(None, note=_("niet gevraagd"))
    return counted(card.groups.get(group))


def counted(found: Belonging | None) -> Counted:
    """Return how a set of people counts a card in; its edge is dashed where few answered."""
    if found is None:
        return Counted(None)
    return Counted((found.yes, found.doubt, found.no), found.n, certain=found.reason != "thin")


def drawn_goals(placed: SpherePicture, names: Names) -> Drawing | None:
    """Return what people expect against how feasible; None where nobody was asked or nothing is shown."""
    if not placed.goals:
        return None
    rows = [drawn_goal(goal, names) for goal in placed.goals]
    steps = names.first_steps("realism")
    words = GoalWords(goal=_("Verwachting"), share=_("Hoe vaak verwacht"), feasible=_("Hoe haalbaar"))
    said = _(
        "Per verwachting hoe vaak die gekozen is, en hoe haalbaar mensen dat vinden. De tabel noemt alle getallen."
    )
    return Drawing(
        draw=lambda layout: expected_goals(rows, steps=steps, words=words, frame=layout),
        frame=frame("goals", _("Wat verwachten jullie, en is dat haalbaar?"), said, names),
    )


def drawn_goal(goal: Goal, names: Names) -> ExpectedGoal:
    """Return one goal as a row."""
    nowhere = _("bij geen kaart het meest gekozen") if not goal.cards else ""
    return ExpectedGoal(
        name=names.goal(goal.goal),
        share=goal.share,
        n=goal.n,
        feasible=goal.realism,
        low=goal.interval.low if goal.interval else None,
        high=goal.interval.high if goal.interval else None,
        certain=goal.certainty == "clear",
        note=nowhere,
    )


def expected(placed: SpherePicture, names: Names) -> list[Sentence]:
    """Say what is expected most, how often something is worth it in itself, and what is less feasible."""
    means = [goal for goal in placed.goals if not is_in_itself(goal.goal)]
    itself = [goal for goal in placed.goals if is_in_itself(goal.goal)]
    steps = len(names.first_steps("realism"))
    hard = [goal for goal in means if feasibility_of(goal, steps) == "no"]
    told = [
        *((most, _("Het vaakst verwacht: %(goal)s (%(share)s van de keuzes).")) for most in means[:1]),
        *((goal, _("Niet als middel: %(goal)s (%(share)s van de keuzes).")) for goal in itself),
        *((goal, _("Wel verwacht, maar minder haalbaar gevonden: %(goal)s.")) for goal in hard[:2]),
    ]
    return [
        Sentence(
            text=said
            % {"goal": numbers.quoted(names.goal(goal.goal)), "share": numbers.share(goal.share, goal.n)},
            n=goal.n,
        )
        for goal, said in told
    ]


def roles(placed: SpherePicture, names: Names) -> list[Role]:
    """Return every sphere with the role of the municipality in it."""
    return [
        Role(
            name=sphere.name.to(names.language),
            explanation=sphere.explanation.to(names.language),
            role=sphere.role.to(names.language),
            cards=names.cards(card.card for card in placed.cards if card.is_in and card.place == sphere.id),
        )
        for sphere in names.placing.spheres
    ]
