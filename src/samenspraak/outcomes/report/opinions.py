"""Opinion groups in the report: what binds all, what typifies each, and how they lie beside the groups."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samenspraak.core.document import Block, Bullets, Heading, Paragraph, Table
from samenspraak.outcomes.report.matter import Matter
from samenspraak.outcomes.report.pieces import figure, joined
from samenspraak.outcomes.report.sentences import with_n
from samenspraak.results.wording.charts import Drawing
from samenspraak.results.wording.opinions import GroupTold, OpinionsTold, opinions_told


def opinion_blocks(matter: Matter) -> Iterator[Block]:
    """Yield the part on opinion groups; nothing where nobody looked for them."""
    told = told_of(matter)
    if told is None:
        return
    yield Heading(2, told.title)
    yield Paragraph(with_n(told.lead, told.n))
    if not told.groups:
        return
    yield Heading(3, _("Wat verbindt alle groepen?"))
    yield Bullets(told.shared) if told.shared else Paragraph(told.no_shared)
    if told.drawing:
        yield from map_blocks(told.drawing, told)
    yield from differing_blocks(told)
    yield Heading(3, _("De meningsgroepen en de deelnemende groepen"))
    yield Paragraph(told.beside)
    if told.relations:
        yield Bullets(told.relations)


def map_blocks(drawing: Drawing, told: OpinionsTold) -> Iterator[Block]:
    """Yield the map with what it shows, and its table."""
    chart = drawing.chart
    yield Paragraph(joined([told.map_says, chart.description]))
    yield figure(drawing, note=f"n = {told.n}")
    yield Table(caption=_("Waar de meningsgroepen liggen"), header=chart.header, rows=chart.rows)


def differing_blocks(told: OpinionsTold) -> Iterator[Block]:
    """Yield where two groups differ; of more groups what is typical of each."""
    if told.contrasts:
        yield Heading(3, _("Waarin verschillen ze het meest?"))
        yield Paragraph(joined([size_of(group) for group in told.groups]))
        yield Bullets(told.contrasts)
        return
    for group in told.groups:
        yield from group_blocks(group)


def group_blocks(group: GroupTold) -> Iterator[Block]:
    """Yield what is typical of one group."""
    yield Heading(3, group.name)
    yield Paragraph(size_of(group))
    if group.typical:
        yield Bullets(group.typical)


def size_of(group: GroupTold) -> str:
    """Return how large a group is, and why it is uncertain."""
    doubt = _("Onzeker: %(why)s.") % {"why": group.doubt} if group.doubt else ""
    return joined([f"{group.name}: {group.size}.", doubt])


def told_of(matter: Matter) -> OpinionsTold | None:
    """Return the opinion groups in words; None where nobody looked for them."""
    opinions = matter.standing.opinions
    return opinions_told(opinions, matter.names) if opinions else None


def opinions_in_short(matter: Matter) -> str:
    """Return the opinion groups in a few sentences, for one page: what was found, and what binds all."""
    told, opinions = told_of(matter), matter.standing.opinions
    if told is None or opinions is None or opinions.reason not in {"", "unclear"}:
        return ""
    found = _("De mensen vormen geen duidelijke groepen die op veel stellingen anders antwoorden.")
    if told.groups:
        words = {"number": len(told.groups)}
        found = _("Er zijn %(number)s groepen mensen die op veel stellingen anders antwoorden.") % words
    return joined([with_n(found, told.n), told.beside, *told.shared[:1]])
