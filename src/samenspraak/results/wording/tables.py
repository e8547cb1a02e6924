"""The released tables with their code book, for files: only what is in the release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenspraak.core.opinions.picture import OpinionPicture
from samenspraak.core.picture import Distribution, ItemPicture, Picture, Position, ThemePicture
from samenspraak.delivery.tables import Cell, Sheet
from samenspraak.results.wording import comparisons, doubts
from samenspraak.results.wording.charts import hidden_groups
from samenspraak.results.wording.names import Names
from samenspraak.results.wording.opinion_tables import opinion_lines

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Released:
    """A release as files need it: which one, its picture and the remarks shown with it."""

    title: str
    round_number: int
    number: int
    day: str
    picture: Picture
    remarks: Mapping[str, Sequence[str]]
    opinions: OpinionPicture | None = None


def long_table(released: Released, names: Names) -> Sheet:
    """Return everything in one table: a line per question and group, per theme and group, per opinion group."""
    steps = most_steps(released.picture, names)
    header = (
        *where_header(),
        *figure_header(),
        *comparisons.header(),
        *(_("aandeel stap %(step)s") % {"step": step} for step in steps),
    )
    rows = tuple(
        (
            released.round_number,
            released.number,
            *row,
            *("" for _missing in range(len(header) - 2 - len(row))),
        )
        for row in (*lines(released.picture, names), *opinion_rows(released, names))
    )
    return Sheet(name=_("Uitkomsten"), header=header, rows=rows)


def opinion_rows(released: Released, names: Names) -> Iterator[Row]:
    """Return the lines of the opinion groups; nothing where nobody looked for them."""
    for where, figures, sure in opinion_lines(released.opinions, names) if released.opinions else ():
        unknown = len(figure_header()) - len(figures) - len(sure)
        yield (*where, *figures, *("" for _column in range(unknown)), *sure)


def where_header() -> tuple[str, ...]:
    """Return the columns that say which line this is."""
    return (
        _("ronde"),
        _("beeld"),
        _("thema"),
        _("thema voluit"),
        _("vraag"),
        _("vraag voluit"),
        _("soort"),
        _("groep"),
        _("groep voluit"),
    )


def figure_header() -> tuple[str, ...]:
    """Return the columns with figures, before the shares."""
    return (
        _("n"),
        _("gemiddelde"),
        _("gemiddelde, minstens"),
        _("gemiddelde, hoogstens"),
        _("mediaan"),
        _("overeenstemming"),
        _("consensus"),
        _("polarisatie"),
        _("aandeel weet ik niet"),
        _("zekerheid"),
        _("toelichting"),
    )


def most_steps(picture: Picture, names: Names) -> range:
    """Return the steps of the longest scale in the picture, counted from 1."""
    lengths = [len(names.steps(item.item)) for theme in picture.themes for item in theme.items]
    return range(1, max(lengths, default=0) + 1)


def lines(picture: Picture, names: Names) -> Iterator[Row]:
    """Return the lines of every theme: its position, its importance, its questions."""
    for theme in picture.themes:
        yield from theme_lines(theme, picture, names)
        for item in (*theme.items, *importance_of(theme, names)):
            yield from item_lines(theme, item, picture, names)


def importance_of(theme: ThemePicture, names: Names) -> tuple[ItemPicture, ...]:
    """Return the importance of a theme as a question like the others."""
    asked = (item for item in names.questions.theme(theme.theme).items if item.kind == "importance")
    return tuple(
        ItemPicture(
            item=item.id,
            kind=item.kind,
            total=theme.importance,
            groups=theme.importance_groups,
            asked=names.displays,
        )
        for item in asked
    )


def theme_lines(theme: ThemePicture, picture: Picture, names: Names) -> Iterator[Row]:
    """Return the position of one theme: everybody and each display group; nothing when it has none."""
    if not names.has_position(theme.theme):
        return
    place = (theme.theme, names.theme(theme.theme), "", "", _("plaats van het thema"))
    yield (*place, "", _("Iedereen"), *position_cells(theme.position, picture))
    for display in names.displays:
        position = position_cells(theme.groups.get(display), picture)
        yield (*place, display, names.group(display), *position)


def item_lines(theme: ThemePicture, item: ItemPicture, picture: Picture, names: Names) -> Iterator[Row]:
    """Return one question: everybody and each display group."""
    place = (theme.theme, names.theme(theme.theme), item.item, asked(item.item, names), kind_of(item))
    compared = comparisons.difference_cells(item, names)
    yield (*place, "", _("Iedereen"), *spread_cells(item.total, picture, compared))
    for display in names.displays:
        if display in item.asked:
            compared = comparisons.perception_cells(item, display, picture)
            spread = spread_cells(item.groups.get(display), picture, compared)
            yield (*place, display, names.group(display), *spread)


def asked(item_id: str, names: Names) -> str:
    """Return a question in full; of a guess also whose answer is guessed."""
    item = names.questions.item(item_id)
    return names.item(item_id) if item.of_group else item.text.to(names.language)


def kind_of(item: ItemPicture) -> str:
    """Return what a question is called in a file; of a card, which of its questions it is."""
    facets = {
        "belongs": _("kaart: hoort het erbij"),
        "sphere": _("kaart: sfeer"),
        "expectation": _("kaart: verwachting"),
        "realism": _("kaart: haalbaarheid"),
        "strength": _("kaart: hoe sterk hier"),
    }
    return facets.get(item.facet) or kind_name(item.kind)


def kind_name(kind: str) -> str:
    """Return what a question is called in a file."""
    return {
        "ordinal": _("stelling"),
        "importance": _("belang"),
        "choice": _("keuze"),
        "guess": _("vermoeden"),
    }.get(kind, kind)


def position_cells(position: Position | None, picture: Picture) -> Row:
    """Return the figures of a theme's position, or why they are not shown."""
    if position is None:
        return not_shown_cells(picture)
    return (position.n, position.mean, *interval_cells(position), *(5 * ("",)), *certainty_cells(position))


def spread_cells(spread: Distribution | None, picture: Picture, compared: Row) -> Row:
    """Return the figures of one question and what they show beside others, or why they are not shown."""
    if spread is None:
        return not_shown_cells(picture)
    place = (spread.n, spread.mean, *interval_cells(spread))
    measures = (spread.median, spread.agreement, spread.consensus, spread.polarisation, spread.unknown)
    return (*place, *measures, *certainty_cells(spread), *compared, *spread.shares)


def not_shown_cells(picture: Picture) -> Row:
    """Return why there are no figures, in the last of their columns."""
    return (*("" for _column in figure_header()[1:]), doubts.not_shown(picture.k))


def interval_cells(value: Position | Distribution) -> Row:
    """Return how far a mean could still move; nothing when nobody is missing."""
    return (value.interval.low, value.interval.high) if value.interval else ("", "")


def certainty_cells(value: Position | Distribution) -> Row:
    """Return how sure a figure is, and why not."""
    sure = value.certainty == "clear"
    return (_("duidelijk") if sure else _("onzeker"), doubts.reason(value.doubt))


def groups_table(released: Released, names: Names) -> Sheet:
    """Return who is in the picture: the display groups, and whether they are shown."""
    picture = released.picture
    hidden = hidden_groups(picture, names)
    rows: list[Row] = [("", _("Iedereen"), picture.n, "")]
    for display in names.displays:
        why = doubts.not_shown(picture.k) if display in hidden else ""
        rows.append((display, names.group(display), picture.group_sizes.get(display), why))
    return Sheet(
        name=_("Groepen"), header=(_("groep"), _("groep voluit"), _("n"), _("toelichting")), rows=tuple(rows)
    )


def remarks_table(released: Released, names: Names) -> Sheet:
    """Return the remarks that the facilitator released, without group or time."""
    rows = tuple(
        (names.theme(theme) if theme else _("alle thema's samen"), text)
        for theme, texts in released.remarks.items()
        for text in texts
    )
    return Sheet(name=_("Opmerkingen"), header=(_("thema"), _("opmerking")), rows=rows)


def people_table(released: Released, names: Names) -> Sheet:
    """Return who answered what: only in a conversation by name."""
    closed = names.questions.closed
    rows = tuple(
        (
            person.name,
            names.group(person.group) if person.group else "",
            *(person.cells.get(item.id, "") for item in closed),
        )
        for person in released.picture.people
    )
    header = (_("naam"), _("groep voluit"), *(item.id for item in closed))
    return Sheet(name=_("Antwoorden"), header=header, rows=rows)
