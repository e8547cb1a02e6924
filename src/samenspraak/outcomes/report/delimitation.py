"""The delimitation in the report: the group's text per section, whether it agrees, why, and what remains."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samenspraak.core.document import Block, Bullets, Heading, Paragraph, Table
from samenspraak.outcomes.models import Passage
from samenspraak.outcomes.queries.delimiting import Delimiting, Part
from samenspraak.outcomes.report.matter import Matter
from samenspraak.outcomes.report.pieces import joined
from samenspraak.outcomes.wording.delimiting import agreed_words, section_line

Stance = Passage.Stance


def delimitation_blocks(matter: Matter) -> Iterator[Block]:
    """Yield the chapter; nothing for an instrument without cards."""
    found = matter.delimiting
    if found is None:
        return
    yield Heading(1, title(matter), anchor="afbakening")
    yield Paragraph(state(found), style="note")
    for part in found.parts:
        yield from part_blocks(part, matter)


def title(matter: Matter) -> str:
    """Return the title of the chapter, with what the cards belong to where the instrument says so."""
    if subject := matter.names.subject:
        return _("Wat bedoelen we met %(subject)s?") % {"subject": subject}
    return _("Wat hoort erbij, en wat niet?")


def state(found: Delimiting) -> str:
    """Say whether the group settled on this text, and whose words it is made of."""
    agreed = agreed_words(found) or _("De groep heeft deze tekst nog niet vastgesteld.")
    drafted = any(not part.has_text for part in found.parts)
    note = _(
        "Wat als concept is aangegeven, komt uit de antwoorden: de groep schreef daar nog geen eigen tekst."
    )
    return joined([agreed, note if drafted else ""])


def part_blocks(part: Part, matter: Matter) -> Iterator[Block]:
    """Yield one section."""
    line = section_line(part, matter.names)
    heading = _("%(title)s (concept)") % {"title": line.title} if line.is_draft else line.title
    yield Heading(2, heading)
    yield from text_blocks(line.lines)
    if said := stance_words(part.passage.stance):
        yield Paragraph(said)
    if line.moved:
        moved = _("Sinds deze tekst kwam er een nieuw beeld.")
        yield Paragraph(joined([moved, *line.moved]), style="note")
    if line.reason:
        yield Heading(3, _("Waarom"))
        yield Paragraph(line.reason)
    if line.reservations:
        yield Heading(3, _("Voorbehouden die blijven"))
        yield Paragraph(line.reservations)


def text_blocks(lines: tuple[str, ...]) -> Iterator[Block]:
    """Yield a text: what follows a line that ends in a colon is a list, other lines are paragraphs."""
    if len(lines) > 1 and lines[0].endswith(":"):
        yield Paragraph(lines[0])
        yield Bullets(lines[1:])
        return
    yield from (Paragraph(line) for line in lines)


def stance_words(stance: str) -> str:
    """Say whether the group agrees on a section; nothing where that was not discussed."""
    return (
        {
            Stance.AGREED: _("De groep is het eens over deze tekst."),
            Stance.RESERVED: _("De groep is het eens over deze tekst, met een voorbehoud."),
            Stance.NOT_YET: _("De groep is het nog niet eens over deze tekst."),
        }.get(Stance(stance), "")
        if stance
        else ""
    )


def in_short(matter: Matter) -> Iterator[Block]:
    """Yield all sections as one table, for one page; without reasons."""
    if matter.delimiting is None:
        return
    lines = [section_line(part, matter.names) for part in matter.delimiting.parts]
    rows = tuple((line.title, "\n".join(line.lines)) for line in lines)
    yield Table(caption=_("De afbakening"), header=(_("Deel"), _("Tekst")), rows=rows)
