"""What a file says of groups beside each other: whether they differ, and what they think of each other."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samenspraak.core.picture import ItemPicture, Picture
from samenspraak.delivery.tables import Cell
from samenspraak.results.wording.names import Names

Row = tuple[Cell, ...]


def header() -> tuple[str, ...]:
    """Return the columns that compare groups."""
    return (
        _("oordeel over verschil"),
        _("hoogste groep"),
        _("laagste groep"),
        _("Cliffs delta"),
        _("q"),
        _("zegt die groep zelf"),
        _("kloof"),
    )


def nothing() -> Row:
    """Return the cells of a line that compares nothing."""
    return tuple("" for _column in header())


def difference_cells(item: ItemPicture, names: Names) -> Row:
    """Return whether the groups differ on a statement, for the line of everybody."""
    found = item.difference
    if found is None:
        return nothing()
    high, low = (names.group(key) if key else _("de anderen") for key in (found.high, found.low))
    compared = found.delta is not None
    return (
        verdicts()[found.verdict],
        high if compared else "",
        low if compared else "",
        found.delta,
        found.q,
        "",
        "",
    )


def perception_cells(item: ItemPicture, display: str, picture: Picture) -> Row:
    """Return what a group thinks of another beside what that group says, for the line of the group."""
    found = next(
        (one for one in picture.perceptions if (one.item, one.guessing) == (item.item, display)), None
    )
    if found is None:
        return nothing()
    return (guesses()[found.verdict], "", "", "", "", found.said, found.gap)


def verdicts() -> dict[str, str]:
    """Return what can be said of a difference between groups."""
    return {
        "difference": _("duidelijk verschil"),
        "no clear difference": _("geen duidelijk verschil"),
        "too few": _("te weinig antwoorden"),
    }


def guesses() -> dict[str, str]:
    """Return what can be said of a guess."""
    return {
        "higher": _("te hoog geraden"),
        "lower": _("te laag geraden"),
        "close": _("goed geraden"),
        "uncertain": _("onzeker"),
        "too few": _("te weinig antwoorden"),
    }
