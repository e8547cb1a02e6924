"""The groups in the report: where they differ, what they think of each other, and whether all weigh the same."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samenspraak.core.document import Block, Bullets, Heading, Paragraph
from samenspraak.outcomes.report.matter import Matter
from samenspraak.outcomes.report.pieces import figure, n_note
from samenspraak.outcomes.report.sentences import with_n
from samenspraak.results.wording.pages import Telling


def group_blocks(matter: Matter) -> Iterator[Block]:
    """Yield the groups beside each other; nothing where fewer than two are shown."""
    telling, themes = matter.telling, matter.choice.themes
    if telling is None or telling.groups_per_theme is None:
        return
    yield Heading(2, _("Waar verschillen de groepen?"))
    differing = [with_n(one.text, one.n) for one in telling.differing if one.theme in themes]
    if differing:
        yield Bullets(tuple(differing))
    elif not telling.differing:
        yield Paragraph(
            _("Geen duidelijke verschillen gevonden. Dat wil niet zeggen dat iedereen hetzelfde denkt.")
        )
    yield figure(telling.groups_per_theme, title=_("Waar staat elke groep?"), note=n_note(matter))
    guessed = [one for one in telling.perceptions if one.theme in themes]
    if guessed:
        yield Heading(3, _("Wat groepen van elkaar denken"))
        yield Bullets(tuple(one.text for one in guessed))
    if set(themes) == {theme.theme for theme in telling.picture.themes}:
        yield from weighting_blocks(telling)


def weighting_blocks(telling: Telling) -> Iterator[Block]:
    """Yield what hangs on every person or every group counting equally, and which small group stands apart."""
    if telling.balance or telling.minorities:
        yield Heading(3, _("Telt iedereen even zwaar mee?"))
    if telling.balance:
        yield from (Paragraph(one) for one in telling.balance.sentences)
    if telling.minorities:
        yield Bullets(tuple(with_n(one.text, one.n) for one in telling.minorities))
