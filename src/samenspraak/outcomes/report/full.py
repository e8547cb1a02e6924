"""The full report: who took part, the picture, every theme, all actions, and how it came about."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samenspraak.core.document import Block, Bullets, Heading, Paragraph
from samenspraak.outcomes.report.change import change_blocks
from samenspraak.outcomes.report.groups import group_blocks
from samenspraak.outcomes.report.matter import Matter
from samenspraak.outcomes.report.method import method_blocks, who_blocks
from samenspraak.outcomes.report.opinions import opinion_blocks
from samenspraak.outcomes.report.pieces import actions_table, figure, n_note, standings_table
from samenspraak.outcomes.report.sentences import told
from samenspraak.outcomes.report.social_base import social_base_blocks
from samenspraak.outcomes.report.theme import theme_blocks
from samenspraak.outcomes.wording.deepening import destination

MOST_SENTENCES = 8


def report_blocks(matter: Matter) -> Iterator[Block]:
    """Yield the whole report."""
    yield from who_blocks(matter)
    yield from picture_blocks(matter)
    for theme in matter.themes:
        yield from theme_blocks(theme, matter)
    yield from social_base_blocks(matter)
    yield from action_blocks(matter)
    yield from change_blocks(matter)
    yield from method_blocks(matter)


def picture_blocks(matter: Matter) -> Iterator[Block]:
    """Yield the picture in short: the themes, the sentences, and then the drawings."""
    yield Heading(1, _("Het beeld in het kort"), anchor="beeld")
    yield standings_table(matter)
    yield from striking(matter)
    if wheel := destination(matter.standing, matter.names):
        yield figure(wheel, title=_("Waar staan we samen, en waar willen we heen?"))
    if matter.telling is None:
        return
    telling = matter.telling
    if telling.wheel:
        yield figure(telling.wheel, title=_("Waar staan we per thema, los van elkaar?"), note=n_note(matter))
    if telling.places:
        yield figure(telling.places, title=_("Wat is belangrijk, en waar staan we?"), note=n_note(matter))
    yield from group_blocks(matter)
    yield from opinion_blocks(matter)
    if matter.choice.remarks and matter.standing.together:
        yield Heading(2, _("Opmerkingen over alle thema's samen"))
        yield from (Paragraph(text, style="quote") for text in matter.standing.together)


def striking(matter: Matter) -> Iterator[Block]:
    """Yield what stands out, in sentences."""
    found = matter.telling.picture.findings if matter.telling else ()
    chosen = [one for one in found if one.theme in matter.choice.themes]
    if points := told(chosen, matter.names, most=MOST_SENTENCES):
        yield Heading(2, _("Wat valt op?"))
        yield Bullets(points)


def action_blocks(matter: Matter) -> Iterator[Block]:
    """Yield all actions, the nearest date first."""
    yield Heading(1, _("Wie doet wat?"), anchor="acties")
    if matter.actions:
        yield actions_table(matter.actions, caption=_("Alle acties, de eerste datum bovenaan"))
    else:
        yield Paragraph(_("Er zijn nog geen acties afgesproken."))
