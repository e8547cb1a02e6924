"""The delimitation in words: its sections with their text, state and what the picture says otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenspraak.core.delimiting import Section
from samenspraak.outcomes.models import Passage
from samenspraak.outcomes.queries.delimiting import Change, Delimiting, Part
from samenspraak.outcomes.wording.actions import Badge
from samenspraak.outcomes.wording.conflicts import Conflict
from samenspraak.outcomes.wording.drafting import draft_text, listed
from samenspraak.results.wording.names import Names

Stance = Passage.Stance
SLUGS: dict[Section, str] = {
    "in": "erbij",
    "out": "niet-erbij",
    "open": "open",
    "expect": "verwachten",
    "not_promise": "niet-beloven",
}
"""How a section is called in an address."""


@dataclass(frozen=True)
class SectionLine:
    """One section, ready to be shown: the group's text, or else the draft; and what the picture says otherwise."""

    slug: str
    title: str
    lines: tuple[str, ...]
    badge: Badge
    is_draft: bool
    moved: tuple[str, ...]
    reason: str
    reservations: str
    stance: str


@dataclass(frozen=True)
class SectionPage:
    """One section to write: its question for the table, the draft, and the sections around it."""

    line: SectionLine
    question: str
    draft: tuple[str, ...]
    inherited: int | None
    version: int
    previous: SectionLine | None
    next: SectionLine | None


@dataclass(frozen=True)
class HistoryLine:
    """Something that happened to a section."""

    at: datetime
    text: str
    who: str
    before: str


def section_of(slug: str) -> Section | None:
    """Return the section with this slug; None when there is none."""
    return next((section for section, one in SLUGS.items() if one == slug), None)


def title_of(section: Section) -> str:
    """Return the title of a section."""
    return str(Passage.Section(section).label)


def section_lines(found: Delimiting, names: Names) -> tuple[SectionLine, ...]:
    """Return every section."""
    return tuple(section_line(part, names) for part in found.parts)


def section_line(part: Part, names: Names) -> SectionLine:
    """Return one section."""
    passage = part.passage
    return SectionLine(
        slug=SLUGS[part.section],
        title=title_of(part.section),
        lines=lines_of(passage.text if part.has_text else draft_text(part.section, part.points, names)),
        badge=badge(part),
        is_draft=not part.has_text,
        moved=moves(part, names),
        reason=passage.reason,
        reservations=passage.reservations,
        stance=str(Stance(passage.stance).label) if passage.stance else "",
    )


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a text that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def badge(part: Part) -> Badge:
    """Return how far a section is, in a word with its shape."""
    if part.inherited is not None:
        return Badge("open", _("Tekst uit ronde %(round)s") % {"round": part.inherited})
    if not part.is_written:
        return Badge("open", _("Concept uit het beeld"))
    if part.passage.stance == Stance.AGREED:
        return Badge("done", _("Eens"))
    if part.passage.stance == Stance.RESERVED:
        return Badge("done", _("Eens, met een voorbehoud"))
    if part.passage.stance == Stance.NOT_YET:
        return Badge("busy", _("Nog niet eens"))
    return Badge("busy", _("Tekst van jullie"))


def moves(part: Part, names: Names) -> tuple[str, ...]:
    """Say what the picture says otherwise than when the text was written, card by card."""
    if not part.has_moved:
        return ()
    known = {card.id for card in names.questions.cards}
    told = (
        (_("Komt er volgens het beeld bij: %(cards)s."), part.moves.come),
        (_("Staat er volgens het beeld niet meer: %(cards)s."), part.moves.gone),
        (_("Ligt nu anders: %(cards)s."), part.moves.otherwise),
    )
    return tuple(
        said % {"cards": listed(names.card(card) if card in known else card for card in cards)}
        for said, cards in told
        if cards
    )


def section_page(found: Delimiting, part: Part, names: Names) -> SectionPage:
    """Return one section as a page."""
    lines = section_lines(found, names)
    here = found.parts.index(part)
    return SectionPage(
        line=lines[here],
        question=question(part.section),
        draft=lines_of(draft_text(part.section, part.points, names)),
        inherited=part.inherited,
        version=part.passage.version,
        previous=lines[here - 1] if here else None,
        next=lines[here + 1] if here + 1 < len(lines) else None,
    )


def question(section: Section) -> str:
    """Return the question with which the table begins."""
    return {
        "in": _("Klopt dit? Wat missen jullie, en wat zouden jullie anders zeggen?"),
        "out": _("Wat hoort er echt niet bij? Wie doet dat dan wel?"),
        "open": _("Waarover worden jullie het nog eens, en wat laten jullie bewust open?"),
        "expect": _("Wat mogen bewoners, organisaties en gemeente hiervan verwachten?"),
        "not_promise": _("Wat hopen mensen, maar kunnen jullie niet waarmaken? Zeg het eerlijk."),
    }[section]


def history_lines(history: list[Change]) -> tuple[HistoryLine, ...]:
    """Return what happened to a section, the latest first, with the text as it was before."""
    return tuple(
        HistoryLine(at=one.at, text=_("Tekst bewaard"), who=one.who, before=one.before) for one in history
    )


def passage_conflict(current: Passage, *, who: str) -> Conflict:
    """Return a section as it stands now, to show beside what was typed."""
    rows = (
        (_("De tekst"), current.text),
        (_("Zijn jullie het eens?"), str(Stance(current.stance).label) if current.stance else ""),
        (_("Waarom?"), current.reason),
        (_("Welke voorbehouden blijven?"), current.reservations),
    )
    return Conflict(title=str(Passage.Section(current.section).label), who=who, current=rows)


def agreed_words(found: Delimiting) -> str:
    """Say on which day the group settled on its text; nothing when it has not."""
    day = found.agreed.agreed_on
    return _("Vastgesteld op %(day)s.") % {"day": day_words(day)} if day else ""


def day_words(day: date) -> str:
    """Return a day as people say it."""
    return date_format(day, "j F Y")
