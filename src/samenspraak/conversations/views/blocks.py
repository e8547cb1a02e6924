"""Pages of questions, rendered once and kept as segments; a view only fills what is somebody's own."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from samenspraak.conversations.models import Round
from samenspraak.conversations.queries.pages import Page, Section, layout_of, pages_of, version_digest
from samenspraak.conversations.queries.rounds import questions_of_version
from samenspraak.conversations.wording import lead
from samenspraak.core.instrument import Instrument, Item
from samenspraak.core.kinds import KINDS
from samenspraak.core.kinds.kind import DONT_KNOW, Mark

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
    """One item as the template draws it, with the slots for what is somebody's own."""

    id: str
    lead: str
    text: str
    explanation: str
    example: str
    buttons: tuple[AnswerButton, ...]
    max_length: int
    value: SafeString
    earlier: SafeString
    error: SafeString
    invalid: SafeString
    described: SafeString
    wrong: SafeString


@dataclass(frozen=True)
class ThemePart:
    """The part of a theme on this page, in words."""

    id: str
    name: str
    introduction: str
    opens: bool
    questions: tuple[Question, ...]


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
    instrument = questions_of_version(key.version).instrument
    parts = [theme_part(section, instrument, key.language) for section in page.sections]
    own = ("token", "shown", "sheet", "summary", "fault", "notice")
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
        "meanings": [] if page.layout == "question" else meanings(parts),
        "slots": {name: slot(name) for name in own},
    }


def meanings(parts: Sequence[ThemePart]) -> list[tuple[Mark, ...]]:
    """Return what the answers on a page mean, once per scale, for pages too full to say it at every answer."""
    scales = {
        tuple(button.mark for button in question.buttons): None
        for part in parts
        for question in part.questions
    }
    return [marks for marks in scales if any(mark.explanation for mark in marks)]


def theme_part(section: Section, instrument: Instrument, language: str) -> ThemePart:
    """Return the part of a theme in one language."""
    return ThemePart(
        id=section.theme.id,
        name=section.theme.name.to(language),
        introduction=section.theme.introduction.to(language),
        opens=section.opens,
        questions=tuple(question(item, instrument, language) for item in section.items),
    )


def question(item: Item, instrument: Instrument, language: str) -> Question:
    """Return one item in one language, with its slots."""
    control = KINDS[item.kind].control(item, instrument, language)
    buttons = tuple(
        AnswerButton(mark=mark, slot=slot(f"{item.id}={mark.code}"), aside=mark.code == DONT_KNOW)
        for mark in control.marks
    )
    return Question(
        id=item.id,
        lead=lead(item, instrument, language),
        text=item.text.to(language),
        explanation=item.explanation.to(language) if item.explanation else "",
        example=item.example.to(language) if item.example else "",
        buttons=buttons,
        max_length=control.max_length,
        value=slot(f"text:{item.id}"),
        earlier=slot(f"earlier:{item.id}"),
        error=slot(f"error:{item.id}"),
        invalid=slot(f"invalid:{item.id}"),
        described=slot(f"described:{item.id}"),
        wrong=slot(f"wrong:{item.id}"),
    )
