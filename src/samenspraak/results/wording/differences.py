"""Which groups differ on what, and what may not be called a difference, in plain words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspraak.core.picture import GroupDifference, ItemPicture, Picture, ThemePicture
from samenspraak.results.wording import numbers
from samenspraak.results.wording.findings import Sentence, who
from samenspraak.results.wording.names import Names, enumeration

MOST_THEMES = 3
NOTICEABLE = 8
"""Means that lie less than this part of the scale apart need no words: half a step of five."""


def said(item: ItemPicture, names: Names) -> Sentence:
    """Say which groups differ on a statement, or why nothing may be said; never that they agree."""
    difference = item.difference
    if difference is None or difference.verdict != "difference":
        return Sentence(text=unsaid(item))
    return Sentence(
        text=_("Duidelijk verschil: %(pair)s.") % {"pair": pair(difference, names)}, n=difference.n
    )


def said_of(item: ItemPicture, display: str, names: Names) -> Sentence:
    """Say whether one display group stands apart on a statement."""
    difference = item.difference
    if difference is None or display not in item.asked:
        return Sentence(text="")
    if difference.verdict == "difference" and display in {difference.low, difference.high}:
        return said(item, names)
    if difference.verdict == "too few":
        return Sentence(text=unsaid(item))
    return Sentence(
        text=_(
            "Tussen deze groep en de anderen is geen duidelijk verschil gevonden. "
            "Dat kan ook zijn omdat de groep klein is."
        )
    )


def pair(difference: GroupDifference, names: Names) -> str:
    """Name the two groups that lie furthest apart, and how far."""
    low, high = difference.low_mean, difference.high_mean
    words = {
        "low": who(difference.low, names),
        "high": who(difference.high, names),
        "gap": numbers.gap(None if low is None or high is None else high - low),
    }
    return _("bij %(low)s %(gap)s lager dan bij %(high)s") % words


def of_theme(theme: ThemePicture, agreed: list[str], names: Names) -> Sentence:
    """Say what everybody agrees on in a theme and where the groups differ most, above the picture that shows it."""
    together = (
        _("Over %(statements)s zijn jullie het eens.") % {"statements": enumeration(agreed)} if agreed else ""
    )
    widest = max(differing(theme), key=delta, default=None)
    if widest is None or widest.difference is None:
        return Sentence(text=f"{together} {no_difference(theme, names)}".strip())
    words = {"statement": names.told(widest.item), "pair": pair(widest.difference, names)}
    if together:
        apart = _("Over %(statement)s niet: %(pair)s.") % words
        text = f"{together} {apart}"
    else:
        text = _("Het verst uit elkaar liggen jullie over %(statement)s: %(pair)s.") % words
    return Sentence(text=text, n=widest.difference.n)


def no_difference(theme: ThemePicture, names: Names) -> str:
    """Say that the groups differ clearly on no statement, where they could be compared."""
    if not any(item.difference for item in theme.items if item.kind == "ordinal"):
        return ""
    if names.has_cards:
        return _(
            "Bij geen kaart is het verschil over hoe sterk het hier is duidelijk. "
            "Dat wil niet zeggen dat groepen hetzelfde denken."
        )
    return _(
        "Bij geen stelling is het verschil tussen de groepen duidelijk. "
        "Dat wil niet zeggen dat ze hetzelfde denken."
    )


def of_picture(picture: Picture, names: Names) -> tuple[Sentence, ...]:
    """Say per theme on how many statements groups differ, most first, above the pictures that show it."""
    wide = sorted(filter(differing, picture.themes), key=lambda theme: -len(differing(theme)))
    return tuple(of_statements(theme, names) for theme in wide[:MOST_THEMES])


def of_statements(theme: ThemePicture, names: Names) -> Sentence:
    """Say on how many statements of a theme groups differ, and the widest."""
    found = differing(theme)
    widest = max(found, key=delta).difference
    words = {
        "theme": f"{theme.theme} {names.theme(theme.theme)}",
        "number": len(found),
        "asked": sum(item.kind == "ordinal" for item in theme.items),
        "pair": pair(widest, names) if widest else "",
    }
    said = of_cards(len(found)) if names.has_cards else of_so_many(len(found))
    return Sentence(text=said % words, theme=theme.theme, n=widest.n if widest else 0)


def of_so_many(number: int) -> str:
    """Return the sentence about differences on so many statements."""
    return ngettext(
        "%(theme)s: een duidelijk verschil bij %(number)s van de %(asked)s stellingen. Het staat %(pair)s.",
        "%(theme)s: een duidelijk verschil bij %(number)s van de %(asked)s stellingen. Het grootste: %(pair)s.",
        number,
    )


def of_cards(number: int) -> str:
    """Return the sentence about differences on how strong so many cards are."""
    return ngettext(
        "%(theme)s: groepen verschillen over hoe sterk %(number)s van de %(asked)s kaarten is: %(pair)s.",
        "%(theme)s: groepen verschillen over hoe sterk %(number)s van de %(asked)s kaarten zijn. Het meest: %(pair)s.",
        number,
    )


def differing(theme: ThemePicture) -> list[ItemPicture]:
    """Return the statements on which groups differ by more than chance; whether a card belongs is told apart."""
    return [
        item
        for item in theme.items
        if item.kind == "ordinal" and item.difference and item.difference.verdict == "difference"
    ]


def delta(item: ItemPicture) -> float:
    """Return how far the groups lie apart on a statement (0 … 1)."""
    return (item.difference.delta or 0.0) if item.difference else 0.0


def unsaid(item: ItemPicture) -> str:
    """Say why groups that seem to differ on a statement are not called different; never that they agree."""
    difference = item.difference
    if difference is None or len(item.asked) < 2 or difference.verdict == "difference":
        return ""
    if difference.verdict == "too few":
        return _("Er zijn te weinig antwoorden om iets te zeggen over verschil tussen groepen.")
    if not is_noticeable(difference, item):
        return ""
    return _(
        "De groepen liggen hier wel iets uit elkaar, maar het is geen duidelijk verschil: het kan toeval zijn."
    )


def is_noticeable(difference: GroupDifference, item: ItemPicture) -> bool:
    """Say whether a reader would see the two groups lie apart."""
    low, high = difference.low_mean, difference.high_mean
    if low is None or high is None or item.total is None:
        return False
    return round(high - low, 1) * NOTICEABLE >= len(item.total.shares) - 1
