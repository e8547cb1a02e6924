"""The cards in the report: the spheres, who counts what in, what is expected, and every card with its n."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from samenspraak.core.document import Block, Bullets, Figure, Heading, Paragraph, Table
from samenspraak.core.spheres import Belonging, PlacedCard
from samenspraak.outcomes.report.pieces import figure
from samenspraak.outcomes.report.sentences import with_n
from samenspraak.results.wording import numbers
from samenspraak.results.wording.charts import Drawing, shown_groups
from samenspraak.results.wording.names import Names
from samenspraak.results.wording.spheres import MOST_DISPUTED, Spheres


def sphere_blocks(told: Spheres | None) -> Iterator[Block]:
    """Yield the chapter with the spheres; nothing before there is a picture, and without cards."""
    if told is None:
        return
    yield Heading(1, _("Waar liggen de kaarten?"), anchor="sferen")
    yield figure(told.drawing, note=f"n = {told.n}")
    yield Paragraph(told.lead)
    yield Paragraph(
        _(
            "Een kaart ligt in de sfeer die minstens de helft koos. Een stippellijn betekent dat minder dan twee "
            "derde het eens is of dat weinig mensen antwoordden."
        ),
        style="note",
    )
    yield roles_table(told)
    yield from disputed_blocks(told)


def roles_table(told: Spheres) -> Table:
    """Return every sphere with what lies in it, and the role of the municipality."""
    header = (_("Sfeer"), _("Wat ligt hier?"), _("Rol van de gemeente"))
    rows = tuple((one.name, one.explanation, one.role) for one in told.roles)
    return Table(caption=_("De rol van de gemeente per sfeer"), header=header, rows=rows)


def disputed_blocks(told: Spheres) -> Iterator[Block]:
    """Yield the cards on which people or groups do not agree."""
    yield Heading(2, _("Waarover denken mensen verschillend?"))
    if not told.disputed:
        yield Paragraph(_("Over elke kaart die te zien is, is minstens twee derde het eens."))
        return
    yield Bullets(tuple(with_n(f"{one.name}. {one.reason.text}", one.reason.n) for one in told.disputed))
    if told.between_groups:
        yield figure(told.between_groups)
        yield counts_table(told)


def counts_table(told: Spheres) -> Table:
    """Return per disputed card which share of everybody and of each shown group counts it in, with its n."""
    groups = shown_groups(told.picture, told.names)
    header = (_("Kaart"), _("Iedereen"), *(told.names.group(group) for group in groups))
    rows = tuple(
        (
            told.names.card(card.card),
            counted_cell(card.belonging),
            *(counted_cell(card.groups.get(group)) for group in groups),
        )
        for card in told.placed.disputed[:MOST_DISPUTED]
    )
    note = _(
        "Het deel dat de kaart erbij rekent, met tussen haakjes het aantal mensen (n). Een – is niet te zien."
    )
    return Table(caption=_("Wie rekent deze kaarten erbij?"), header=header, rows=rows, note=note)


def counted_cell(found: Belonging | None) -> str:
    """Return which share counts a card in, with its n."""
    return f"{numbers.share(found.yes, found.n)} ({found.n})" if found else "–"


def expectation_blocks(told: Spheres | None) -> Iterator[Block]:
    """Yield what people expect and how feasible they find it; nothing where nobody was asked."""
    if told is None or told.goals is None:
        return
    yield Heading(1, _("Wat wordt verwacht, en is dat haalbaar?"), anchor="verwachtingen")
    yield Bullets(tuple(with_n(one.text, one.n) for one in told.expected))
    yield from with_table(told.goals, title=_("Verwachtingen, en hoe haalbaar mensen ze vinden"))
    yield Paragraph(
        _(
            "Hoe vaak: het deel van de keuzes over alle kaarten samen. Hoe haalbaar: het gemiddelde van de kaarten "
            "waarbij deze verwachting het meest gekozen is."
        ),
        style="note",
    )


def with_table(drawing: Drawing, *, title: str = "") -> Iterator[Figure | Table]:
    """Yield a drawing with the table of its numbers."""
    chart = drawing.chart
    yield figure(drawing, title=title)
    yield Table(caption=title or chart.title, header=chart.header, rows=chart.rows)


def cards_table(told: Spheres | None, themes: Collection[str]) -> Iterator[Block]:
    """Yield every card of *themes* with where people put it, each figure with its n."""
    if told is None:
        return
    yield Heading(1, _("Alle kaarten"), anchor="kaarten")
    header = (_("Kaart"), _("Hoort het erbij?"), _("Sfeer"), _("Verwachting"), _("Haalbaar"), _("Sterk hier"))
    rows = tuple(card_row(card, told.names) for card in told.placed.cards if card.theme in themes)
    note = _(
        "Tussen haakjes staat het aantal mensen (n). Een * betekent: onzeker. Een – betekent: niet gevraagd, te "
        "weinig mensen om te laten zien, of geen keuze die eruit springt. Haalbaar en sterk zijn de gemiddelde stap."
    )
    yield Table(caption=_("Waar elke kaart ligt"), header=header, rows=rows, note=note)


def card_row(card: PlacedCard, names: Names) -> tuple[str, ...]:
    """Return one card as a row."""
    found = card.belonging
    belongs = belongs_cell(found) if found else "–"
    sphere, goal = card.sphere, card.expectation
    expected = names.goal(goal.chosen) if goal and goal.chosen else ""
    return (
        names.card(card.card),
        belongs,
        f"{names.sphere(sphere.chosen)} ({sphere.n})"
        if sphere and sphere.chosen and not card.is_out
        else "–",
        f"{expected}{star(goal.certainty)} ({goal.n})" if goal and expected else "–",
        mean_cell(card.realism.mean, card.realism.certainty, card.realism.n) if card.realism else "–",
        mean_cell(card.strength.mean, card.strength.certainty, card.strength.n) if card.strength else "–",
    )


def belongs_cell(found: Belonging) -> str:
    """Return whether a card belongs, the share that says so, and its n."""
    yes, no = (numbers.share(share, found.n) for share in (found.yes, found.no))
    said = {"in": _("ja, %(yes)s"), "open": _("open, %(yes)s"), "out": _("nee, %(no)s")}[found.verdict]
    return f"{said % {'yes': yes, 'no': no}}{star(found.certainty)} ({found.n})"


def mean_cell(mean: float | None, certainty: str, n: int) -> str:
    """Return a mean with its n, marked where it is uncertain."""
    return "–" if mean is None else f"{numbers.decimal(mean)}{star(certainty)} ({n})"


def star(certainty: str) -> str:
    """Return the mark of what is uncertain (P9)."""
    return "*" if certainty == "uncertain" else ""
