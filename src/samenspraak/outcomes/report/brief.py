"""The first page of a report on cards, for the alderman: what counts, what is expected, what is done."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspraak.core.document import Block, Bullets, Heading, Paragraph
from samenspraak.outcomes.report.change import change_in_short
from samenspraak.outcomes.report.delimitation import state, text_blocks
from samenspraak.outcomes.report.matter import Matter
from samenspraak.outcomes.report.method import not_shown
from samenspraak.outcomes.report.sentences import told, with_n
from samenspraak.outcomes.wording.delimiting import section_line
from samenspraak.results.wording.findings import STANDING

MOST_DISPUTED = 3


def brief_blocks(matter: Matter) -> Iterator[Block]:
    """Yield the page."""
    yield Heading(1, _("In het kort"), anchor="kort")
    if matter.delimiting:
        yield Paragraph(state(matter.delimiting))
    yield Bullets(tuple(points(matter)))
    if matter.delimiting:
        for section in ("expect", "not_promise"):
            if part := matter.delimiting.of(section):
                line = section_line(part, matter.names)
                yield Heading(2, line.title)
                yield from text_blocks(line.lines)
    if matter.spheres:
        yield Paragraph(rests_on(matter), style="note")


def points(matter: Matter) -> Iterator[str]:
    """Yield what matters most, a sentence each."""
    if matter.spheres and matter.telling:
        yield with_n(matter.spheres.lead, matter.telling.picture.n)
        disputed = matter.spheres.disputed[:MOST_DISPUTED]
        yield from (with_n(f"{one.name}. {one.reason.text}", one.reason.n) for one in disputed)
        found = [one for one in matter.telling.picture.findings if one.kind in STANDING]
        yield from told(found, matter.names)
        yield from (with_n(one.text, one.n) for one in matter.spheres.expected[:1])
    yield decided(matter)
    if change := change_in_short(matter):
        yield change


def decided(matter: Matter) -> str:
    """Say on how many themes the group took a position, and how many actions it agreed."""
    number = sum(one.has_position for one in matter.placed)
    actions = ngettext("%(number)s actie", "%(number)s acties", len(matter.actions))
    words = {
        "decided": number,
        "themes": len(matter.placed),
        "actions": actions % {"number": len(matter.actions)},
    }
    return (
        _("De groep koos bij %(decided)s van de %(themes)s thema's waar het staat, en sprak %(actions)s af.")
        % words
    )


def rests_on(matter: Matter) -> str:
    """Say how many answers this rests on, and what is not shown."""
    if matter.telling is None:
        return ""
    shown = matter.telling.picture
    words = {"n": shown.n, "expected": shown.expected}
    said = _("Dit rust op %(n)s antwoordbladen; %(expected)s mensen waren verwacht.") % words
    return f"{said} {not_shown(matter)}".strip()
