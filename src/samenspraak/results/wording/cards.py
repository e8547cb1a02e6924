"""One card in words: does it belong, where, what is expected of it, how feasible is that, how strong is it here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenspraak.core.cards import Facet
from samenspraak.core.picture import ItemPicture, Picture
from samenspraak.core.sheet import cell
from samenspraak.core.spheres import Belonging, Choice, PlacedCard
from samenspraak.results.wording import charts, doubts, numbers
from samenspraak.results.wording.charts import Drawing
from samenspraak.results.wording.findings import Sentence, who
from samenspraak.results.wording.names import Names
from samenspraak.results.wording.pages import Figure, PersonAnswer, figure, people


@dataclass(frozen=True)
class CardAnswers:
    """One question about a card: its words, how the answers are spread, and in a conversation by name who said what."""

    question: str
    drawing: Drawing
    people: tuple[PersonAnswer, ...]


@dataclass(frozen=True)
class CardLine:
    """One card, ready to be shown; what was not asked of it is None."""

    name: str
    explanation: str
    belongs: Figure
    sphere: Figure | None
    expectation: Figure | None
    realism: Figure | None
    strength: Figure
    contrast: Sentence
    answers: tuple[CardAnswers, ...]


@dataclass(frozen=True)
class OwnCard:
    """One card: where this person laid it, and where the group does."""

    name: str
    own: str
    group: Figure


def card_line(card: PlacedCard, picture: Picture, names: Names) -> CardLine:
    """Return one card with everything that is shown of it."""
    told = names.questions.card(card.card)
    realism, strength = told.facets.get("realism"), told.facets["strength"]
    explanation = told.item.explanation
    return CardLine(
        name=names.card(card.card),
        explanation=explanation.to(names.language) if explanation else "",
        belongs=belongs_figure(card.belonging),
        sphere=None
        if card.is_out
        else choice_figure(card.sphere, [names.sphere(one) for one in spheres_of(card)]),
        expectation=expectation_figure(card, names) if "expectation" in told.facets else None,
        realism=figure(card.realism, names.steps(realism.id)) if realism else None,
        strength=figure(card.strength, names.steps(strength.id)),
        contrast=contrast(card, names),
        answers=tuple(answers_to(item, picture, names) for item in items_of(card, picture)),
    )


def belongs_figure(found: Belonging | None) -> Figure:
    """Return whether a card belongs, in words with its shares."""
    if found is None:
        return Figure(words=_("te weinig antwoorden om te laten zien"), n=None)
    return Figure(words=belongs_words(found), n=found.n, doubt=why_open(found))


def belongs_words(found: Belonging) -> str:
    """Say whether a card belongs, with the share that says so."""
    words = {"yes": numbers.share(found.yes, found.n), "no": numbers.share(found.no, found.n)}
    if found.verdict == "in":
        return _("hoort erbij (%(yes)s)") % words
    if found.verdict == "out":
        return _("hoort er niet bij (%(no)s)") % words
    return _("nog open: wel %(yes)s, niet %(no)s") % words


def why_open(found: Belonging) -> str:
    """Say why it is uncertain whether a card belongs (P9); nothing when it is clear."""
    reasons = {
        "split": _("de een rekent het erbij, de ander niet"),
        "unsure": _("minder dan twee derde is het eens"),
        "thin": doubts.reason("thin"),
    }
    return reasons.get(found.reason, "")


def spheres_of(card: PlacedCard) -> list[str]:
    """Return the sphere a card lies in; those that share the first place where none stands out."""
    return most_chosen(card.sphere)


def most_chosen(found: Choice | None) -> list[str]:
    """Return what was chosen most: one option, or all that have as much."""
    if found is None:
        return []
    return (
        [found.chosen]
        if found.chosen
        else [one for one, share in found.shares.items() if share == found.share]
    )


def choice_figure(found: Choice | None, best: Sequence[str]) -> Figure:
    """Return what was chosen for a card, in words with its share."""
    if found is None:
        return Figure(words=_("te weinig antwoorden om te laten zien"), n=None)
    words = {"option": " / ".join(best), "share": numbers.share(found.share, found.n)}
    if found.chosen:
        doubt = doubts.reason("thin") if found.certainty == "uncertain" else ""
        return Figure(words=_("%(option)s (%(share)s)") % words, n=found.n, doubt=doubt)
    return Figure(
        words=_("meest gekozen: %(option)s (%(share)s)") % words,
        n=found.n,
        doubt=_("geen keuze springt eruit"),
    )


def expectation_figure(card: PlacedCard, names: Names) -> Figure:
    """Return what people expect of a card."""
    return choice_figure(card.expectation, [names.goal(goal) for goal in most_chosen(card.expectation)])


def contrast(card: PlacedCard, names: Names) -> Sentence:
    """Say which groups do not count a card in alike; nothing where no difference is clear."""
    if card.contrast is None:
        return Sentence(text="")
    words = {"more": who(card.contrast.more, names), "less": who(card.contrast.less, names)}
    more, less = (card.groups.get(key) for key in (card.contrast.more, card.contrast.less))
    if more is None or less is None:
        text = _("Bij %(more)s rekent een groter deel het erbij dan bij %(less)s.") % words
        return Sentence(text=text, theme=card.theme, n=card.contrast.n)
    words |= {"yes": numbers.tenths(more.yes), "no": numbers.tenths(less.yes)}
    text = _("Bij %(more)s hoort het erbij volgens %(yes)s, bij %(less)s volgens %(no)s.") % words
    return Sentence(text=text, theme=card.theme, n=card.contrast.n)


def items_of(card: PlacedCard, picture: Picture) -> list[ItemPicture]:
    """Return the questions about a card, as the picture has them."""
    return [item for theme in picture.themes for item in theme.items if item.card == card.card]


def answers_to(item: ItemPicture, picture: Picture, names: Names) -> CardAnswers:
    """Return how the answers to one question about a card are spread."""
    return CardAnswers(
        question=question_of(item.item, names),
        drawing=charts.spread(item, picture, names),
        people=people(item, picture, names),
    )


def question_of(item_id: str, names: Names) -> str:
    """Return a question about a card as it was asked, without the name of the card."""
    item = names.questions.item(item_id)
    text = item.question if isinstance(item, Facet) else item.text
    return text.to(names.language)


def own_card(card: PlacedCard, sheet: str, names: Names) -> OwnCard:
    """Return one card with where this person laid it; *sheet* may be empty."""
    facets = names.questions.card(card.card).facets
    own = [own_words(facets[name], sheet, names) for name in ("belongs", "sphere")]
    return OwnCard(
        name=names.card(card.card),
        own=", ".join(one for one in own if one),
        group=group_figure(card, names),
    )


def own_words(facet: Facet, sheet: str, names: Names) -> str:
    """Return this person's own answer to one question about a card."""
    return names.shown(facet.id, cell(sheet, names.questions, facet)) if sheet else ""


def group_figure(card: PlacedCard, names: Names) -> Figure:
    """Return where the group lays a card: whether it belongs, and in which sphere."""
    belongs = belongs_figure(card.belonging)
    sphere = names.sphere(card.place) if card.place and not card.is_out else ""
    if not sphere:
        return belongs
    words = _("%(belongs)s, vooral %(sphere)s") % {"belongs": belongs.words, "sphere": sphere}
    return Figure(words=words, n=belongs.n, doubt=belongs.doubt)
