"""Pages of questions, rendered once and kept as segments; a view only fills what is somebody's own."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from samenspraak.conversations.models import Round
from samenspraak.conversations.queries.pages import (
    Page,
    Section,
    layout_of,
    other_cards,
    pages_of,
    version_digest,
)
from samenspraak.conversations.queries.rounds import questions_of_version
from samenspraak.conversations.wording.questions import lead
from samenspraak.core.cards import Card, Facet
from samenspraak.core.instrument import Instrument, Item
from samenspraak.core.kinds import KINDS
from samenspraak.core.kinds.kind import DONT_KNOW, Mark
from samenspraak.core.sheet import QuestionList

# Nobody can write a slot into a title: the mark is made anew by each process.
OPEN = f"\ue000{secrets.token_hex(8)}:"
CLOSE = "\ue001"
SLOT = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")


@dataclass(frozen=True)
class Block:
    """A rendered page: literal text and, between every two pieces of it, the name of a slot."""

    literals: tuple[str, ...]
    slots: tuple[str, ...]

    def filled(self, values: Mapping[str, str]) -> str:
        """Return the page with every slot filled (already escaped); a slot without value stays empty."""
        pieces = [""] * (2 * len(self.slots) + 1)
        pieces[::2] = self.literals
        pieces[1::2] = [values.get(slot, "") for slot in self.slots]
        return "".join(pieces)


@dataclass(frozen=True)
class BlockKey:
    """Everything a page of questions depends on, apart from whose it is."""

    code: str
    title: str
    version: str
    layout: str
    audience: str | None
    language: str
    number: int
    checking: bool


@dataclass(frozen=True)
class AnswerButton:
    """One mark to choose, with the slot that says whether it was chosen."""

    mark: Mark
    slot: SafeString
    aside: bool


@dataclass(frozen=True)
class Question:
    """One item as the template draws it, with the slots for what is somebody's own; *facet* for one about a card."""

    id: str
    lead: str
    text: str
    explanation: str
    example: str
    buttons: tuple[AnswerButton, ...]
    facet: str
    max_length: int
    value: SafeString
    earlier: SafeString
    error: SafeString
    invalid: SafeString
    described: SafeString
    wrong: SafeString

    @property
    def short(self) -> bool:
        """Say whether its answers are drawn small: the last questions about a card."""
        return self.facet in {"expectation", "realism", "strength"}


@dataclass(frozen=True)
class CardPart:
    """One card as the template draws it: whether it belongs, and what is asked when it (perhaps) does."""

    id: str
    name: str
    explanation: str
    example: str
    belongs: Question
    more: tuple[Question, ...]


@dataclass(frozen=True)
class ThemePart:
    """The part of a theme on this page, in words."""

    id: str
    name: str
    introduction: str
    opens: bool
    questions: tuple[Question | CardPart, ...]


@dataclass(frozen=True)
class Board:
    """The drawing beside the cards: the spheres to put them in, outermost first, and the cards of other pages."""

    spheres: tuple[Mark, ...]
    out: str
    others: tuple[tuple[str, str], ...]


def slot(name: str) -> SafeString:
    """Return the mark of a slot in a template."""
    return mark_safe(f"{OPEN}{name}{CLOSE}")  # noqa: S308 (letters of our own)


def key_for(round: Round, *, audience: str | None, language: str, number: int, checking: bool) -> BlockKey:
    """Return the key of one page of a round."""
    return BlockKey(
        code=round.code,
        title=round.conversation.title,
        version=version_digest(round),
        layout=layout_of(round),
        audience=audience,
        language=language,
        number=number,
        checking=checking,
    )


@lru_cache(maxsize=2048)
def block_for(key: BlockKey) -> Block:
    """Render a page of questions, once per process."""
    pages = pages_of(key.version, key.audience, key.layout)
    return rendered("conversations/participant/questions.html", context(key, pages[key.number - 1]))


def rendered(template: str, context: dict[str, object]) -> Block:
    """Render a template whose context has slots in it."""
    parts = SLOT.split(render_to_string(template, context))
    return Block(literals=tuple(parts[::2]), slots=tuple(parts[1::2]))


def context(key: BlockKey, page: Page) -> dict[str, object]:
    """Return what the template of a page of questions needs."""
    questions = questions_of_version(key.version)
    parts = [theme_part(section, questions, key.language) for section in page.sections]
    own = ("token", "shown", "sheet", "summary", "fault", "notice", "laid")
    path = reverse("conversations:answer", args=[key.code, key.number])
    return {
        "conversation": {"title": key.title},
        "request": {"get_full_path": path},
        "path": f"{path}?na=controleren" if key.checking else path,
        "code": key.code,
        "page": page,
        "parts": parts,
        "single": page.layout == "question",
        "checking": key.checking,
        "meanings": meanings(parts, single=page.layout == "question"),
        "board": board(page, questions, key) if page.cards else None,
        "slots": {name: slot(name) for name in own},
    }


def meanings(parts: Sequence[ThemePart], *, single: bool) -> list[tuple[Mark, ...]]:
    """Return what the answers on a page mean, once per scale, where it is too full to say it at every answer."""
    short = (question for part in parts for question in asked_in(part) if question.short or not single)
    scales = {tuple(button.mark for button in question.buttons): None for question in short}
    return [marks for marks in scales if any(mark.explanation for mark in marks)]


def asked_in(part: ThemePart) -> Iterator[Question]:
    """Yield the questions of a part, those about a card too; the spheres are explained where they are chosen."""
    for one in part.questions:
        if isinstance(one, CardPart):
            yield from (question for question in one.more if question.short)
        else:
            yield one


def theme_part(section: Section, questions: QuestionList, language: str) -> ThemePart:
    """Return the part of a theme in one language."""
    drawn: dict[str, Question | CardPart] = {}
    for item in section.items:
        card = questions.card_of(item)
        if card is None:
            drawn[item.id] = question(item, questions.instrument, language)
        elif card.id not in drawn:
            asked = [facet for facet in card.facets.values() if facet in section.items]
            drawn[card.id] = card_part(card, asked, questions.instrument, language)
    return ThemePart(
        id=section.theme.id,
        name=section.theme.name.to(language),
        introduction=section.theme.introduction.to(language),
        opens=section.opens,
        questions=tuple(drawn.values()),
    )


def card_part(card: Card, asked: Sequence[Facet], instrument: Instrument, language: str) -> CardPart:
    """Return one card with what this audience is asked about it."""
    belongs, *more = (question(facet, instrument, language) for facet in asked)
    return CardPart(
        id=card.id,
        name=card.item.text.to(language),
        explanation=card.item.explanation.to(language) if card.item.explanation else "",
        example=card.item.example.to(language) if card.item.example else "",
        belongs=belongs,
        more=tuple(more),
    )


def board(page: Page, questions: QuestionList, key: BlockKey) -> Board | None:
    """Return the drawing for a page with cards."""
    placing = questions.instrument.placing
    if placing is None:
        return None
    spheres = (
        KINDS["choice"].control(page.cards[0].facets["sphere"], questions.instrument, key.language).marks
    )
    others = other_cards(page, key.audience, questions)
    return Board(
        spheres=spheres[::-1],
        out=placing.no.to(key.language),
        others=tuple((card.id, card.item.text.to(key.language)) for card in others),
    )


def question(item: Item, instrument: Instrument, language: str) -> Question:
    """Return one item in one language, with its slots."""
    control = KINDS[item.kind].control(item, instrument, language)
    buttons = tuple(
        AnswerButton(mark=mark, slot=slot(f"{item.id}={mark.code}"), aside=mark.code == DONT_KNOW)
        for mark in control.marks
    )
    facet = item if isinstance(item, Facet) else None
    return Question(
        id=item.id,
        lead=lead(item, instrument, language),
        text=(facet.question if facet else item.text).to(language),
        explanation=item.explanation.to(language) if item.explanation else "",
        example=item.example.to(language) if item.example else "",
        buttons=buttons,
        facet=facet.facet if facet else "",
        max_length=control.max_length,
        value=slot(f"text:{item.id}"),
        earlier=slot(f"earlier:{item.id}"),
        error=slot(f"error:{item.id}"),
        invalid=slot(f"invalid:{item.id}"),
        described=slot(f"described:{item.id}"),
        wrong=slot(f"wrong:{item.id}"),
    )
