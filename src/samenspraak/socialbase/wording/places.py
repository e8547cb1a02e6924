"""The map of the neighbourhoods: how many entries each has, how fresh they are, and where they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspraak.core.charts import MapArea, MapSpot, MapWords, area_map
from samenspraak.core.classes import Classes, classes
from samenspraak.core.regions import NamedArea
from samenspraak.delivery.drawn import Drawing
from samenspraak.socialbase.models import Actor
from samenspraak.socialbase.queries.listing import NOWHERE, AreaLine
from samenspraak.socialbase.queries.map import Entry
from samenspraak.socialbase.wording.network import frame

LOOKS = {"fresh": 0, "fading": 1, "faded": 2}


def area_drawing(
    areas: Sequence[NamedArea], lines: Sequence[AreaLine], entries: Sequence[Entry], *, title: str
) -> Drawing | None:
    """Return the neighbourhoods, darker where more entries count, with a dot per known place; None without borders."""
    tallies = {line.code: line for line in lines}
    drawn = [
        map_area(one, tallies[one.code])
        for one in areas
        if one.outline and one.outline.rings and one.code in tallies
    ]
    if not drawn:
        return None
    breaks = classes([one.value for one in drawn if one.value is not None])
    spots = [spot for one in entries if (spot := spot_of(one))]
    words = MapWords(
        classes=tuple(class_words(breaks)),
        unknown="",
        marked="",
        header=header(),
        spots=(
            _("een plek, bevestigd"),
            _("een plek die vervaagt"),
            _("een plek die verbleekt is"),
        ),
    )
    return Drawing(
        draw=lambda shape: area_map(drawn, breaks, words=words, frame=shape, spots=spots),
        frame=frame("buurten", title, spread(lines)),
    )


def map_area(one: NamedArea, line: AreaLine) -> MapArea:
    """Return one neighbourhood as the map shows it."""
    assert one.outline is not None
    return MapArea(
        name=f"{one.name}: {line.tally.counting}",
        outline=one.outline,
        value=float(line.tally.counting),
        label=str(line.tally.counting),
        cells=cells(line),
    )


def spot_of(one: Entry) -> MapSpot | None:
    """Return where an entry is; None when nobody said."""
    if one.latitude is None or one.longitude is None:
        return None
    return MapSpot(one.longitude, one.latitude, LOOKS[one.freshness])


def header() -> tuple[str, ...]:
    """Return the head of the table."""
    return (_("Buurt"), _("Tellen mee"), _("Vervagen"), _("Verbleekt"))


def cells(line: AreaLine) -> tuple[str, ...]:
    """Return a neighbourhood as a line of the table."""
    tally = line.tally
    return (name_of(line), str(tally.counting), str(tally.fading), str(tally.faded))


def name_of(line: AreaLine) -> str:
    """Return the name of a neighbourhood, or what stands for those without one."""
    return _("Geen vaste buurt") if line.code == NOWHERE else line.name


def class_words(breaks: Classes) -> list[str]:
    """Return each colour as the numbers it stands for."""
    return [
        f"{low:.0f}"
        if low == high
        else _("%(low)s tot en met %(high)s") % {"low": f"{low:.0f}", "high": f"{high:.0f}"}
        for low, high in zip(breaks.lower, breaks.upper, strict=True)
    ]


def spread(lines: Sequence[AreaLine]) -> str:
    """Say in which neighbourhood most entries are, and in how many there is none."""
    near = [line for line in lines if line.code != NOWHERE]
    if not near:
        return ""
    most = max(near, key=lambda line: line.tally.counting)
    if not most.tally.counting:
        return _("In geen enkele buurt staat iets dat meetelt.")
    said = _("De meeste zijn er in %(name)s: %(number)s.") % {
        "name": most.name,
        "number": most.tally.counting,
    }
    empty = sum(1 for line in near if not line.tally.counting)
    if not empty:
        return said
    none = ngettext(
        "In %(number)s buurt is er geen.", "In %(number)s van de %(all)s buurten is er geen.", empty
    ) % {"number": empty, "all": len(near)}
    return f"{said} {none}"


def beside_map(entries: Iterable[Entry]) -> list[str]:
    """Say how many work for the whole municipality, and of how many the place is not known."""
    told = list(entries)
    wide = sum(
        1 for one in told if one.reach in (Actor.Reach.MUNICIPALITY, Actor.Reach.REGION) and one.counts
    )
    nowhere = sum(1 for one in told if one.latitude is None)
    said = []
    if wide:
        said.append(
            ngettext(
                "%(number)s werkt voor de hele gemeente of de regio, waar die ook zit.",
                "%(number)s werken voor de hele gemeente of de regio, waar ze ook zitten.",
                wide,
            )
            % {"number": wide}
        )
    if nowhere:
        said.append(
            ngettext(
                "Van %(number)s is de plek niet bekend: daarvan staat er geen stip op de kaart.",
                "Van %(number)s is de plek niet bekend: daarvan staat er geen stip op de kaart.",
                nowhere,
            )
            % {"number": nowhere}
        )
    return said
