"""A figure beside the same figure elsewhere, in words: of the larger areas, of places like it, and of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspraak.core.indicators import Indicator
from samenspraak.figures.queries.areas import Place
from samenspraak.figures.queries.comparing import Apart, Comparison, Found, Group
from samenspraak.figures.wording.numbers import made_of, n_of, shown, source_words, unitless, value_of


@dataclass(frozen=True)
class Compared:
    """The same figure elsewhere: what it is called there, on what it rests, of which year, and its source."""

    key: str
    name: str
    value: str
    note: str
    year: int
    source: str
    named: bool = False

    def words(self, period: int) -> str:
        """Return it as one piece of text beside a figure of *period*."""
        year = "" if self.year == period else _("in %(year)s") % {"year": self.year}
        careful = "; ".join(part for part in (year, self.note) if part)
        return f"{self.name}: {self.value} ({careful})" if careful else f"{self.name}: {self.value}"


def compared(found: Iterable[Found], indicator: Indicator, *, language: str) -> tuple[Compared, ...]:
    """Return the figures to compare with, the nearest first."""
    return tuple(
        Compared(
            key=one.group.key,
            name=" & ".join(place.name for place, _value in one.named) or name_of(one.group),
            value=value_words(one, indicator),
            note=note_of(one),
            year=one.year,
            source=source_words(one.origin.edition, one.origin.retrieved, language) if one.origin else "",
            named=bool(one.named),
        )
        for one in found
    )


def name_of(group: Group) -> str:
    """Return what a group is called."""
    if group.place is None:
        return _("Gemeenten die lijken")
    if group.region:
        return _("Provincie en GGD-regio %(name)s") % {"name": group.place.name}
    if group.key == "province":
        return _("Provincie %(name)s") % {"name": group.place.name}
    return group.place.name


def value_words(one: Found, indicator: Indicator) -> str:
    """Return the figure, or those of the one or two municipalities that are known."""
    if one.told:
        return value_of(one.told)
    if one.gathered:
        return shown(indicator, one.gathered.value)
    return " & ".join(shown(indicator, value) for _place, value in one.named)


def note_of(one: Found) -> str:
    """Return on what it rests."""
    if one.told:
        return "; ".join(part for part in (n_of(one.told), made_of(one.told)) if part)
    if one.gathered is None:
        return _("van andere gemeenten niet bekend")
    words = {"known": one.gathered.known, "members": one.gathered.members}
    if one.gathered.weighed:
        return _("berekend uit %(known)s van %(members)s gemeenten") % words
    return _("de middelste van %(known)s gemeenten") % words


def nearby_of(indicator: Indicator, apart: Apart | None, *, language: str) -> Compared | None:
    """Return between which values the neighbourhoods lie; None when of fewer than two anything is known."""
    if apart is None or apart.known < 2:
        return None
    words = {"low": unitless(indicator, apart.low), "high": shown(indicator, apart.high)}
    known = {"known": apart.known, "number": apart.number}
    return Compared(
        key="nearby",
        name=_("Buurten"),
        value=_("%(low)s tot %(high)s") % words,
        note=ngettext("%(known)s van %(number)s buurt", "%(known)s van %(number)s buurten", apart.number)
        % known,
        year=apart.origin.edition.period,
        source=source_words(apart.origin.edition, apart.origin.retrieved, language),
    )


def missing_words(comparison: Comparison, there: Iterable[str]) -> str:
    """Say with what a place cannot be compared yet, because nothing of it is known."""
    known = set(there)
    names = [name_of(group) for group in comparison.groups if group.key not in known]
    if not names:
        return ""
    return _("Nog niet te vergelijken met: %(names)s. Daarvan zijn nog geen cijfers ingelezen.") % {
        "names": ", ".join(names)
    }


def alike_words(places: Sequence[Place], *, by_status: bool) -> str:
    """Say which municipalities resemble this one, and how they were found."""
    if not places:
        return ""
    words = {"names": ", ".join(one.name for one in places)}
    if by_status:
        return _("Gemeenten die lijken in grootte en welvaart: %(names)s.") % words
    return (
        _("Gemeenten die lijken in grootte: %(names)s. Over welvaart weten we te weinig om mee te tellen.")
        % words
    )
