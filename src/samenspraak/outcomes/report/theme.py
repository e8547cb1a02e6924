"""One theme in the report: the answers apart, what the group says together, notes, remarks and actions."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samenspraak.core.document import Block, Bullets, Heading, Paragraph, Table
from samenspraak.core.picture import Distribution, ItemPicture, ThemePicture
from samenspraak.outcomes.queries.standing import WHOLE_THEME, ThemeStanding
from samenspraak.outcomes.report.figures import figure_blocks
from samenspraak.outcomes.report.matter import Matter
from samenspraak.outcomes.report.pieces import actions_table, figure
from samenspraak.outcomes.report.sentences import position_sentence, told
from samenspraak.outcomes.wording.actions import theme_name
from samenspraak.outcomes.wording.positions import gap_words, step_words
from samenspraak.results.wording import numbers
from samenspraak.results.wording.charts import shown_groups, spread
from samenspraak.results.wording.pages import Telling
from samenspraak.results.wording.spheres import spheres_of

MOST_SENTENCES = 4


def theme_blocks(theme: ThemeStanding, matter: Matter) -> Iterator[Block]:
    """Yield the chapter of one theme."""
    yield Heading(1, theme_name(theme.theme.id, matter.names), anchor=f"thema-{theme.theme.id}")
    yield Paragraph(theme.theme.introduction.to(matter.names.language))
    if matter.telling is not None:
        yield from apart_blocks(theme, matter.telling)
    yield from figure_blocks(theme.theme.id, matter)
    yield from together_blocks(theme, matter)
    if matter.choice.notes:
        yield from note_blocks(theme, matter)
    if matter.choice.remarks and theme.remarks:
        yield Heading(2, _("Wat deelnemers schreven"))
        yield from (Paragraph(text, style="quote") for text in theme.remarks)
    if theme.actions:
        yield Heading(2, _("Acties"))
        yield actions_table(
            theme.actions, caption=_("Acties bij thema %(letter)s") % {"letter": theme.theme.id}
        )


def apart_blocks(theme: ThemeStanding, telling: Telling) -> Iterator[Block]:
    """Yield what everybody answered apart: sentences, the groups, every statement."""
    yield Heading(2, _("Los van elkaar"))
    picture, names = theme.picture, telling.names
    if picture is not None and not theme.is_placed:
        yield from view_blocks(picture, telling)
        return
    if picture is None or picture.position is None:
        yield Paragraph(_("Bij dit thema zijn te weinig antwoorden om iets te laten zien."))
        return
    yield Paragraph(position_sentence(picture.position, names.theme_steps(theme.theme.id)))
    if points := told(telling.about(picture), names, most=MOST_SENTENCES):
        yield Bullets(points)
    if telling.placed:
        yield from card_blocks(theme, telling)
        return
    if between := telling.between_groups(picture):
        yield figure(between, note=f"n = {picture.position.n}")
    yield statements_table(theme, telling)


def view_blocks(picture: ThemePicture, telling: Telling) -> Iterator[Block]:
    """Yield how people look at something, where a theme only asks that."""
    for item in picture.items:
        drawing = spread(item, telling.picture, telling.names)
        yield figure(drawing)
        yield Table(caption=drawing.chart.title, header=drawing.chart.header, rows=drawing.chart.rows)


def card_blocks(theme: ThemeStanding, telling: Telling) -> Iterator[Block]:
    """Yield who counts the cards of a theme in, where groups differ or it is open; all figures stand together."""
    told = spheres_of(telling.placed, telling.picture, telling.names)
    disputed = [card for card in told.placed.disputed if card.theme == theme.theme.id] if told else []
    if told and (counted := told.counting(disputed, key=f"report-{theme.theme.id}")):
        yield figure(counted)


def statements_table(theme: ThemeStanding, telling: Telling) -> Table:
    """Return every statement: everybody and each shown group, each figure with its n."""
    picture, names = telling.picture, telling.names
    items = [one for one in (theme.picture.items if theme.picture else ()) if one.kind == "ordinal"]
    groups = shown_groups(picture, names)
    header = (_("Stelling"), _("Iedereen"), *(names.group(key) for key in groups), _("Weet ik niet"))
    rows = tuple(statement_row(item, groups, telling) for item in items)
    note = _(
        "Gemiddelde stap, met tussen haakjes het aantal mensen (n). Een * betekent: onzeker. "
        "Een – betekent: niet gevraagd, of te weinig mensen om te laten zien."
    )
    caption = _("De stellingen bij thema %(letter)s") % {"letter": theme.theme.id}
    return Table(caption=caption, header=header, rows=rows, note=note)


def statement_row(item: ItemPicture, groups: list[str], telling: Telling) -> tuple[str, ...]:
    """Return one statement as a row."""
    unknown = numbers.share(item.total.unknown, item.total.n) if item.total else "–"
    return (
        telling.names.item(item.item),
        cell(item.total),
        *(cell(item.groups.get(key)) for key in groups),
        unknown,
    )


def cell(spread: Distribution | None) -> str:
    """Return a mean with its n, marked where it is uncertain."""
    if spread is None or spread.mean is None:
        return "–"
    doubt = "*" if spread.certainty == "uncertain" else ""
    return f"{numbers.decimal(spread.mean)}{doubt} ({spread.n})"


def together_blocks(theme: ThemeStanding, matter: Matter) -> Iterator[Block]:
    """Yield what the group says together: now, wanted, why, and which reservations remain."""
    if not theme.is_placed and not (theme.position.reason or theme.position.reservations):
        return
    yield Heading(2, _("Samen"))
    position, steps = theme.position, matter.names.theme_steps(theme.theme.id)
    if position.now is None and theme.is_placed:
        yield Paragraph(_("De groep heeft hier nog geen gezamenlijke inschatting gekozen."))
    elif position.now is not None:
        yield Paragraph(_("Nu: %(step)s.") % {"step": step_words(position.now, steps)})
    if position.wanted is not None:
        gap = f" ({gap_words(theme.gap)})" if theme.gap is not None else ""
        yield Paragraph(_("Over twee jaar: %(step)s.") % {"step": step_words(position.wanted, steps) + gap})
    if position.reason:
        yield Heading(3, _("Waarom"))
        yield Paragraph(position.reason)
    if position.reservations:
        yield Heading(3, _("Voorbehouden die blijven"))
        yield Paragraph(position.reservations)


def note_blocks(theme: ThemeStanding, matter: Matter) -> Iterator[Block]:
    """Yield what was said at the table, by guiding question."""
    if not theme.has_notes:
        return
    yield Heading(2, _("Aantekeningen van het gesprek"))
    asked = {one.id: one.text.to(matter.names.language) for one in theme.theme.deepening}
    asked[WHOLE_THEME] = _("Verder gezegd")
    for question, note in theme.notes.items():
        if note.text:
            yield Heading(3, asked[question])
            yield Paragraph(note.text)
