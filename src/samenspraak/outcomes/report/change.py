"""What changed since the round before: themes, the same people where that may be shown, and the actions."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samenspraak.core.change import ThemeChange
from samenspraak.core.document import Block, Bullets, Heading, Paragraph, Table
from samenspraak.outcomes.report.matter import Matter, Since
from samenspraak.outcomes.report.pieces import figure, joined
from samenspraak.outcomes.wording.actions import badge, theme_name
from samenspraak.outcomes.wording.cards_moved import cards_moved
from samenspraak.outcomes.wording.progress import (
    ABOUT_THE_SAME,
    became_of,
    moved,
    progress_page,
)

MOST_CHANGES = 3


def change_blocks(matter: Matter) -> Iterator[Block]:
    """Yield the chapter on change; nothing in a first round."""
    if matter.since is None:
        return
    told = progress_page(matter.since.progress, matter.names, matter.since.actions)
    yield Heading(1, _("Wat veranderde sinds de vorige ronde?"), anchor="verandering")
    yield Paragraph(joined([told.counts, _("Het zijn niet precies dezelfde mensen.")]))
    progress = matter.since.progress
    yield figure(told.drawing, note=f"n = {progress.earlier_n} → {progress.later_n}")
    chart = told.drawing.chart
    yield Table(caption=_("De plaats van elk thema in twee rondes"), header=chart.header, rows=chart.rows)
    yield Bullets(tuple(joined([one.sentence, one.same_people]) for one in told.moves))
    if told.paired:
        yield Paragraph(told.paired)
    if moved := cards_moved(progress, matter.names):
        yield Heading(2, _("Welke kaarten liggen anders?"))
        yield Bullets(tuple(one.text for one in moved))
    if told.changed:
        yield Heading(2, _("Vragen die anders zijn dan toen"))
        yield Bullets(told.changed)
    yield from became_blocks(matter, matter.since)


def became_blocks(matter: Matter, since: Since) -> Iterator[Block]:
    """Yield what became of the actions of the round before."""
    if not since.actions:
        return
    yield Heading(2, _("Wat werd er van de acties?"))
    yield Paragraph(became_of(since.actions).sentence)
    rows = tuple(
        (one.what, theme_name(one.theme, matter.names), one.owner or _("nog niemand"), badge(one).text)
        for one in since.actions
    )
    header = (_("Actie"), _("Thema"), _("Trekker"), _("Stand"))
    note = _("Dat een cijfer en een actie samengaan, bewijst niet dat het een door het ander komt.")
    yield Table(caption=_("Acties uit de vorige ronde"), header=header, rows=rows, note=note)


def change_in_short(matter: Matter) -> str:
    """Return the largest changes that are sure, and what became of the actions, in a few sentences."""
    if matter.since is None:
        return ""
    sure = [one for one in matter.since.progress.themes if is_telling(one)]
    largest = sorted(sure, key=lambda one: -abs(one.difference))[:MOST_CHANGES]
    moves = "; ".join(in_short(one, matter) for one in largest)
    words = {"number": matter.since.progress.earlier.number, "moves": moves}
    parts = [_("Sinds ronde %(number)s: %(moves)s.") % words] if moves else []
    if matter.since.actions:
        became = became_of(matter.since.actions).sentence
        parts.append(_("Van de afspraken uit die ronde: %(became)s") % {"became": became})
    return joined(parts)


def in_short(change: ThemeChange, matter: Matter) -> str:
    """Return how one theme moved, with the number of people then and now."""
    n = f"n = {change.earlier_n} → {change.later_n}"
    return f"{theme_name(change.theme, matter.names)}: {moved(change.difference)} ({n})"


def is_telling(change: ThemeChange) -> bool:
    """Say whether a change is large and sure enough to mention."""
    return change.certainty == "clear" and abs(change.difference) >= ABOUT_THE_SAME
