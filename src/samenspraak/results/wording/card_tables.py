"""The released cards as a table for files: where everybody and each group puts them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samenspraak.core.picture import Distribution
from samenspraak.core.spheres import Belonging, Choice, PlacedCard, SpherePicture
from samenspraak.delivery.tables import Cell, Sheet
from samenspraak.results.wording import doubts
from samenspraak.results.wording.cards import contrast, why_open
from samenspraak.results.wording.names import Names

Row = tuple[Cell, ...]


def cards_table(placed: SpherePicture, names: Names, *, k: int) -> Sheet:
    """Return a line per card for everybody, and one per display group that was asked."""
    header = (
        _("thema"),
        _("kaart"),
        _("kaart voluit"),
        _("groep"),
        _("groep voluit"),
        _("n"),
        _("aandeel erbij"),
        _("aandeel twijfel"),
        _("aandeel niet erbij"),
        _("uitkomst"),
        _("zekerheid"),
        _("toelichting"),
        *everybody_header(),
    )
    rows = tuple(row for card in placed.cards for row in card_rows(card, names, k=k))
    return Sheet(name=_("Kaarten"), header=header, rows=rows)


def everybody_header() -> tuple[str, ...]:
    """Return the columns that only the line of everybody fills."""
    return (
        _("sfeer"),
        _("aandeel sfeer"),
        _("n sfeer"),
        _("verwachting"),
        _("aandeel verwachting"),
        _("n verwachting"),
        _("haalbaar, gemiddelde"),
        _("n haalbaar"),
        _("sterk, gemiddelde"),
        _("n sterk"),
        _("verschil tussen groepen"),
    )


def card_rows(card: PlacedCard, names: Names, *, k: int) -> Iterator[Row]:
    """Return one card: everybody and each display group that was asked."""
    place = (card.theme, card.card, names.card(card.card))
    sphere = choice_cells(card.sphere, names.sphere(card.place))
    expectation = card.expectation.chosen if card.expectation else ""
    yield (
        *place,
        "",
        _("Iedereen"),
        *belonging_cells(card.belonging, k=k),
        *sphere,
        *choice_cells(card.expectation, names.goal(expectation)),
        *mean_cells(card.realism),
        *mean_cells(card.strength),
        contrast(card, names).text,
    )
    blank = tuple("" for _column in everybody_header())
    for group in names.displays:
        if group in card.asked:
            yield (*place, group, names.group(group), *belonging_cells(card.groups.get(group), k=k), *blank)


def belonging_cells(found: Belonging | None, *, k: int) -> Row:
    """Return how a set of people counts a card in, or why that is not shown."""
    if found is None:
        return ("", "", "", "", "", "", doubts.not_shown(k))
    verdicts = {"in": _("hoort erbij"), "open": _("nog open"), "out": _("hoort er niet bij")}
    sure = _("duidelijk") if found.certainty == "clear" else _("onzeker")
    return (found.n, found.yes, found.doubt, found.no, verdicts[found.verdict], sure, why_open(found))


def choice_cells(found: Choice | None, name: str) -> Row:
    """Return what was chosen for a card, its share and its n; no name where nothing stands out."""
    return (name, found.share, found.n) if found else ("", "", "")


def mean_cells(found: Distribution | None) -> Row:
    """Return a mean and its n."""
    return (found.mean if found.mean is not None else "", found.n) if found else ("", "")
