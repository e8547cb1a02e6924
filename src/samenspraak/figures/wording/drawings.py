"""Maps and lines of figures, each with the sentence that says what it shows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samenspraak.core.charts import (
    Frame,
    MapArea,
    MapWords,
    TrendLine,
    TrendPoint,
    Words,
    area_map,
    trend,
    years_apart,
)
from samenspraak.core.classes import Classes, classes
from samenspraak.core.indicators import Indicator
from samenspraak.delivery.drawn import Drawing
from samenspraak.figures.queries.areas import Place
from samenspraak.figures.queries.told import Tale, Told
from samenspraak.figures.wording.numbers import made_of, margin_of, n_of, short, shown, unitless, value_of

LIFE, HEALTHY = 8, 24


def frame(key: str, title: str, description: str) -> Frame:
    """Return the frame of one drawing."""
    return Frame(key=key, title=title, description=description, words=Words(get_language() or "nl"))


def parts_map(
    indicator: Indicator,
    places: Sequence[Place],
    told: Mapping[str, Told],
    *,
    marked: Collection[str],
    title: str,
) -> Drawing | None:
    """Return the map of neighbourhoods or municipalities; None when nobody gave us their borders."""
    drawn = [one for one in places if one.outline and one.outline.rings]
    if not drawn or not told:
        return None
    breaks = classes([one.reading.value for one in told.values()])
    areas = [map_area(one, indicator, told.get(one.code), one.code in marked) for one in drawn]
    words = MapWords(
        classes=tuple(class_words(indicator, breaks)),
        unknown=_("niet bekend"),
        marked=_("aandachtsbuurt van jullie organisatie"),
        header=(_("Gebied"), indicator.name.to(get_language() or "nl"), "n", _("Let op")),
    )
    return Drawing(
        draw=lambda shape: area_map(areas, breaks, words=words, frame=shape),
        frame=frame(f"kaart-{indicator.id}", title, spread(drawn, told)),
    )


def map_area(place: Place, indicator: Indicator, told: Told | None, marked: bool) -> MapArea:
    """Return one neighbourhood as the map and the table show it."""
    assert place.outline is not None
    return MapArea(
        name=f"{place.name}: {value_of(told)}",
        outline=place.outline,
        value=told.reading.value if told else None,
        label=short(indicator, told.reading.value) if told else "?",
        cells=cells(place, told),
        marked=marked,
    )


def cells(place: Place, told: Told | None) -> tuple[str, ...]:
    """Return the line of one neighbourhood in the table beside the map."""
    if told is None:
        return place.name, _("niet bekend"), "", ""
    careful = "; ".join(part for part in (margin_of(told), made_of(told)) if part)
    return place.name, value_of(told), n_of(told), careful


def class_words(indicator: Indicator, breaks: Classes) -> list[str]:
    """Return each class as the values in it."""
    return [
        shown(indicator, low)
        if low == high
        else _("%(low)s tot en met %(high)s")
        % {"low": unitless(indicator, low), "high": shown(indicator, high)}
        for low, high in zip(breaks.lower, breaks.upper, strict=True)
    ]


def spread(places: Sequence[Place], told: Mapping[str, Told]) -> str:
    """Say where the figure is lowest and highest, and of how many areas nothing is known."""
    names = {one.code: one.name for one in places}
    known = sorted((one for one in told.values() if one.area in names), key=lambda one: one.reading.value)
    if not known:
        return _("Over deze gebieden is niets bekend.")
    low, high = known[0], known[-1]
    words = {
        "low": names[low.area],
        "low_value": value_of(low),
        "high": names[high.area],
        "high_value": value_of(high),
    }
    if len(known) == 1:
        return _("Alleen over %(low)s is dit bekend: %(low_value)s.") % words
    said = _("Het laagst in %(low)s (%(low_value)s), het hoogst in %(high)s (%(high_value)s).") % words
    missing = len(places) - len(known)
    if not missing:
        return said
    more = ngettext(
        "Over %(number)s gebied is niets bekend.", "Over %(number)s gebieden is niets bekend.", missing
    ) % {"number": missing}
    return f"{said} {more}"


def trend_of(indicator: Indicator, tale: Tale, places: Sequence[Place], *, title: str) -> Drawing | None:
    """Return the lines of some areas over the years; None when there is one year or less."""
    lines = [
        TrendLine(
            one.name,
            tuple(
                TrendPoint(
                    told.period, told.reading.value, joined(value_of(told), n_of(told)), apart=told.redrawn
                )
                for told in tale.history(one.code, indicator.id)
            ),
        )
        for one in places
    ]
    if not lines or len(lines[0].points) < 2:
        return None
    header = (_("Gebied"), _("Jaar"), indicator.name.to(get_language() or "nl"))
    return Drawing(
        draw=lambda shape: trend(
            lines, header=header, say=lambda value: shown(indicator, value), frame=shape
        ),
        frame=frame(f"verloop-{indicator.id}", title, moved(indicator, lines[0])),
    )


def joined(value: str, n: str) -> str:
    """Return a value with what it rests on."""
    return f"{value} ({n})" if n else value


def moved(indicator: Indicator, line: TrendLine) -> str:
    """Say from where to where the figure went."""
    first, last = line.points[0], line.points[-1]
    words = {
        "name": line.name,
        "first": shown(indicator, first.value),
        "year": first.year,
        "last": shown(indicator, last.value),
        "now": last.year,
    }
    if any(point.apart for point in line.points):
        return (
            _(
                "%(name)s: in %(year)s was het %(first)s, in %(now)s %(last)s. De grenzen zijn intussen veranderd."
            )
            % words
        )
    return _("%(name)s: in %(year)s was het %(first)s, in %(now)s %(last)s.") % words


def life_and_health() -> Drawing:
    """Return the national differences between poor and rich, a block for every year."""
    rows = [
        (_("Verschil in hoe lang mensen leven: 8 jaar"), LIFE),
        (_("Verschil in goede gezondheid: 24 jaar"), HEALTHY),
    ]
    title = _("Wat de armste mensen in Nederland missen, in jaren")
    said = _(
        "De armste mensen leven gemiddeld 8 jaar korter dan de rijkste, en 24 jaar minder in goede gezondheid."
    )
    header = (_("Verschil"), _("Jaren"))
    return Drawing(
        draw=lambda shape: years_apart(rows, header=header, frame=shape), frame=frame("jaren", title, said)
    )
