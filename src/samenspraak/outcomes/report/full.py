"""The full report: who took part, the picture, every theme, all actions, and how it came about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from samenspraak.core.document import Block, Bullets, Heading, Paragraph
from samenspraak.outcomes.report.brief import brief_blocks
from samenspraak.outcomes.report.change import change_blocks
from samenspraak.outcomes.report.delimitation import delimitation_blocks
from samenspraak.outcomes.report.groups import group_blocks
from samenspraak.outcomes.report.matter import Matter
from samenspraak.outcomes.report.method import method_blocks, who_blocks
from samenspraak.outcomes.report.opinions import opinion_blocks
from samenspraak.outcomes.report.pieces import actions_table, figure, n_note, standings_table
from samenspraak.outcomes.report.sentences import told
from samenspraak.outcomes.report.social_base import social_base_blocks
from samenspraak.outcomes.report.spheres import cards_table, expectation_blocks, sphere_blocks
from samenspraak.outcomes.report.theme import theme_blocks
from samenspraak.outcomes.wording.deepening import destination

MOST_SENTENCES = 8


def report_blocks(matter: Matter) -> Iterator[Block]:
    """Yield the whole report; of cards, what they delimit comes first, and who took part stands before the account."""
    if matter.delimiting:
        yield from card_report_blocks(matter)
        return
    yield from who_blocks(matter)
    yield from picture_blocks(matter)
    for theme in matter.themes:
        yield from theme_blocks(theme, matter)
    yield from social_base_blocks(matter)
    yield from action_blocks(matter)
    yield from change_blocks(matter)
    yield from method_blocks(matter)


def card_report_blocks(matter: Matter) -> Iterator[Block]:
    """Yield the whole report of a conversation with cards."""
    yield from brief_blocks(matter)
    yield from delimitation_blocks(matter)
    yield from sphere_blocks(matter.spheres)
    yield from expectation_blocks(matter.spheres)
    yield Heading(1, _("Hoe sterk is het, en waar is inzet nodig?"), anchor="beeld")
    yield from standing_blocks(matter)
    yield from themes_chapter(matter)
    yield from social_base_blocks(matter)
    yield from action_blocks(matter)
    yield from change_blocks(matter)
    yield from cards_table(matter.spheres, matter.choice.themes)
    yield from who_blocks(matter)
    yield from method_blocks(matter)


def themes_chapter(matter: Matter) -> Iterator[Block]:
    """Yield all themes as one chapter; the figures of every card stand together in a table at the end."""
    yield Heading(1, _("Per thema"), anchor="themas")
    yield Paragraph(
        _("Per thema wat opvalt, en wat de groep er samen van zegt. Elke kaart staat in ‘Alle kaarten’.")
    )
    for theme in matter.themes:
        for block in theme_blocks(theme, matter):
            yield replace(block, level=block.level + 1) if isinstance(block, Heading) else block


def picture_blocks(matter: Matter) -> Iterator[Block]:
    """Yield the picture in short."""
    yield Heading(1, _("Het beeld in het kort"), anchor="beeld")
    yield from standing_blocks(matter)


def standing_blocks(matter: Matter) -> Iterator[Block]:
    """Yield where the themes stand: a table, the sentences, and then the drawings."""
    yield standings_table(matter)
    yield from striking(matter)
    if wheel := destination(matter.standing, matter.names):
        yield figure(wheel, title=_("Waar staan we samen, en waar willen we heen?"))
    if matter.telling is None:
        return
    telling = matter.telling
    cards = matter.names.has_cards
    if telling.wheel:
        title = (
            _("Hoe sterk is het hier, los van elkaar?")
            if cards
            else _("Waar staan we per thema, los van elkaar?")
        )
        yield figure(telling.wheel, title=title, note=n_note(matter))
    if telling.places:
        title = telling.asking.places if cards else _("Wat is belangrijk, en waar staan we?")
        yield figure(telling.places, title=title, note=n_note(matter))
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
