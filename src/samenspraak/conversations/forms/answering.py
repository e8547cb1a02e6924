"""One page of answers as a browser sends it: which cells and remarks changed, and what is refused."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.queries.pages import Page
from samenspraak.core.kinds import KINDS
from samenspraak.core.kinds.kind import Refusal
from samenspraak.core.sheet import QuestionList, cell

WORDS: dict[str, str | Promise] = {
    "unknown-mark": _lazy("Dit antwoord kennen we niet. Kies een van de antwoorden hieronder."),
    "too-long": _lazy("Deze tekst is te lang. Maak de tekst korter: er passen 1000 tekens in."),
    "unreadable": _lazy("Er staan tekens in die we niet kunnen lezen. Typ de tekst opnieuw."),
}


@dataclass(frozen=True)
class Step:
    """What one sent page says: new cells, new remarks, and the items that are refused with what was typed."""

    cells: Mapping[str, str]
    remarks: Mapping[str, str]
    refusals: Mapping[str, Refusal]
    typed: Mapping[str, str]


@dataclass(frozen=True)
class Shown:
    """What stood on a page when it was made: the cell or the digest of the text, by item."""

    marks: Mapping[str, str]

    def holds(self, item: str, mark: str) -> bool:
        """Say whether the page already showed this, so that this tab did not change it."""
        return self.marks.get(item) == mark


def step_in(post: Mapping[str, str], page: Page, questions: QuestionList) -> Step:
    """Read the fields of *page*; others are ignored, and so is what this tab did not change."""
    shown = shown_in(post.get("getoond", ""), page)
    cells: dict[str, str] = {}
    remarks: dict[str, str] = {}
    refusals: dict[str, Refusal] = {}
    for name in (name for name in (*page.closed, *page.texts) if name in post):
        item = questions.item(name)
        answer = KINDS[item.kind].parse(post[name], item, questions.instrument)
        if isinstance(answer, Refusal):
            refusals[name] = answer
        elif name in questions.offsets and not shown.holds(name, answer):
            cells[name] = answer
        elif name not in questions.offsets and not shown.holds(name, text_mark(answer)):
            remarks[name] = answer
    return Step(cells, remarks, refusals, {name: post[name] for name in refusals})


def shown_on(page: Page, sheet: str, questions: QuestionList, remarks: Mapping[str, str]) -> str:
    """Return what a page shows, for a hidden field: a tab must not undo what another tab changed."""
    marks = [cell(sheet, questions, questions.item(name)) for name in page.closed]
    return ",".join([*marks, *(text_mark(remarks.get(name, "")) for name in page.texts)])


def shown_in(field: str, page: Page) -> Shown:
    """Read the hidden field; of a field that does not fit the page, nothing counts as shown."""
    marks = field.split(",")
    names = (*page.closed, *page.texts)
    return Shown(dict(zip(names, marks, strict=True)) if len(marks) == len(names) else {})


def text_mark(text: str) -> str:
    """Return a short mark of a text, to see whether it changed."""
    return hashlib.blake2s(text.encode("utf-8"), digest_size=6).hexdigest() if text else ""
