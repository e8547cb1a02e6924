"""The words of one round: what its themes, statements, groups and steps are called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenspraak.conversations.models import Round
from samenspraak.conversations.queries.plans import plan_for
from samenspraak.conversations.queries.rounds import questions_of
from samenspraak.core.cards import Facet
from samenspraak.core.disclosure import Plan
from samenspraak.core.kinds import KINDS
from samenspraak.core.parts import Option, Placing, Sphere
from samenspraak.core.sheet import QuestionList
from samenspraak.results.wording.numbers import quoted


@dataclass(frozen=True)
class Names:
    """Names as text, in one language, from what was frozen when the round opened."""

    questions: QuestionList
    plan: Plan
    language: str

    @property
    def displays(self) -> tuple[str, ...]:
        """Return the keys of the display groups, in the order of the plan."""
        return tuple(dict.fromkeys(group.display for group in self.plan.groups))

    def theme(self, theme_id: str) -> str:
        """Return the name of a theme."""
        return self.questions.theme(theme_id).name.to(self.language)

    @property
    def has_cards(self) -> bool:
        """Say whether people placed cards, so that where a theme stands is how strong its cards are."""
        return bool(self.questions.cards)

    @property
    def placing(self) -> Placing:
        """Return what is asked of cards; only of an instrument that has them."""
        placing = self.questions.instrument.placing
        if placing is None:
            raise LookupError("this instrument has no cards")
        return placing

    @property
    def card_answers(self) -> tuple[str, ...]:
        """Return the words for wel, twijfel and niet; nothing without cards."""
        placing = self.questions.instrument.placing
        answers = (placing.yes, placing.doubt, placing.no) if placing else ()
        return tuple(answer.to(self.language) for answer in answers)

    @property
    def subject(self) -> str:
        """Return what cards belong to, as it stands in a sentence; nothing where the instrument does not say."""
        placing = self.questions.instrument.placing
        return placing.subject.to(self.language) if placing and placing.subject else ""

    def card(self, card_id: str) -> str:
        """Return the name of a card."""
        return self.questions.card(card_id).item.text.to(self.language).strip().removesuffix(".")

    def cards(self, card_ids: Iterable[str]) -> str:
        """Return cards as one enumeration."""
        return enumeration([self.card(card) for card in card_ids])

    def sphere(self, sphere_id: str) -> str:
        """Return the name of a sphere; nothing for none."""
        return _name_of(sphere_id, self.placing.spheres, self.language)

    def goal(self, goal_id: str) -> str:
        """Return the name of a goal; nothing for none."""
        return _name_of(goal_id, self.placing.goals, self.language)

    def told(self, item_id: str) -> str:
        """Return what a sentence is about: a statement in quotes, or how strong a card is."""
        item = self.questions.item(item_id)
        if not isinstance(item, Facet):
            return quoted(self.item(item_id))
        words = {"card": quoted(self.card(item.card))}
        return _("hoe sterk %(card)s hier is") % words if item.facet == "strength" else words["card"]

    def item(self, item_id: str) -> str:
        """Return the text of a statement or question, without its final full stop.

        Of a guess it also says whose answer is guessed; of how strong a card is, only the name of the card.
        """
        item = self.questions.item(item_id)
        if isinstance(item, Facet) and item.facet == "strength":
            return self.card(item.card)
        text = item.text.to(self.language).strip().removesuffix(".")
        if item.of_group is None:
            return text
        return _("wat de groep ‘%(group)s’ zou zeggen: %(text)s") % {
            "group": self.guessed(item_id),
            "text": text,
        }

    def asked(self, item_id: str) -> str:
        """Return a question with the card it is about, also where that card alone would say enough."""
        item = self.questions.item(item_id)
        return item.text.to(self.language) if isinstance(item, Facet) else self.item(item_id)

    def guessed(self, item_id: str) -> str:
        """Return the name of the group whose answer a question asks to guess; nothing for another question."""
        key = self.questions.item(item_id).of_group
        if key is None:
            return ""
        display = self.plan.display_of(key)
        return self.group(display) if display else self.questions.instrument.group(key).name.to(self.language)

    def group(self, display: str) -> str:
        """Return the name under which a display group is shown.

        Groups shown as one without a name of their own are listed as a person would say them.
        """
        name = self.plan.displays.get(display, display)
        members = [group.name for group in self.plan.groups if group.display == display]
        return enumeration(members) if len(members) > 1 and name == " + ".join(members) else name

    def groups(self, displays: Iterable[str]) -> str:
        """Return display groups as one enumeration, in which groups shown as one stay together."""
        return enumeration([self.plan.displays.get(display, display) for display in displays])

    def steps(self, item_id: str) -> tuple[str, ...]:
        """Return the names of the steps or options of a closed item, lowest first."""
        item = self.questions.item(item_id)
        if item.scale is None:
            return tuple(option.name.to(self.language) for option in item.options)
        scale = self.questions.instrument.scale(item.scale)
        return tuple(anchor.name.to(self.language) for anchor in scale.anchors)

    def theme_steps(self, theme_id: str, kind: str = "ordinal") -> tuple[str, ...]:
        """Return the steps on which a theme is positioned (or its importance, for that kind)."""
        items = self.questions.theme(theme_id).items
        return next((self.steps(item.id) for item in items if item.kind == kind), ())

    @property
    def position_steps(self) -> tuple[str, ...]:
        """Return the steps of the first theme that has a position: all themes of a picture share these."""
        return self.first_steps("ordinal")

    def first_steps(self, kind: str) -> tuple[str, ...]:
        """Return the steps of the first question of this kind; nothing when there is none."""
        return next((self.steps(item.id) for item in self.questions.items if item.kind == kind), ())

    def has_position(self, theme_id: str) -> bool:
        """Say whether a theme has questions that say where it stands."""
        return bool(self.theme_steps(theme_id))

    def deepening(self, theme_id: str) -> tuple[str, ...]:
        """Return the guiding questions of a theme."""
        theme = self.questions.theme(theme_id)
        return tuple(question.text.to(self.language) for question in theme.deepening)

    def shown(self, item_id: str, cell: str) -> str:
        """Return the words of one answer; nothing when it was not given."""
        item = self.questions.item(item_id)
        return KINDS[item.kind].show(cell, item, self.questions.instrument, self.language)


def _name_of(part_id: str, parts: Iterable[Option] | Iterable[Sphere], language: str) -> str:
    """Return the name of the option with this id."""
    return next((part.name.to(language) for part in parts if part.id == part_id), "")


def enumeration(words: list[str]) -> str:
    """Return words as a person would list them: "a", "a en b", "a, b en c"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(all_but_last)s en %(last)s") % {"all_but_last": ", ".join(words[:-1]), "last": words[-1]}


def names_of(round: Round) -> Names:
    """Return the names of a round in the reader's language."""
    language = "en" if get_language() == "en" else "nl"
    return Names(questions=questions_of(round), plan=plan_for(round), language=language)
