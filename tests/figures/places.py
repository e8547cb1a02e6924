"""A few areas with figures to look at: Baarn with four neighbourhoods, the country, and towns to compare with."""

from __future__ import annotations

from datetime import date
from typing import Any

from samenspraak.core.regions import Outline, packed
from samenspraak.figures.models import Area, Edition, Sheet
from samenspraak.figures.services.loading import spread_out

DAY = date(2026, 4, 1)
TOWN = "GM0308"
ALIKE = ("GM0189", "GM0285", "GM0273")  # Wierden, Voorst and Putten: as large as Baarn
NAMES = {
    "BU03080000": "Centrum",
    "BU03080001": "Schoonoordpark",
    "BU03080002": "Transvaal",
    "BU03080003": "Zandvoort",
}


def edition(year: int, *, source: str = "kwb", **values: Any) -> Edition:
    """Return the table of one year."""
    return Edition.objects.create(
        source=source, table=f"8{year}NED", title=f"Tabel {year}", period=year, division=year, **values
    )


def sheet(of: Edition, area: str, *, redrawn: bool = False, **figures: Any) -> Sheet:
    """Keep figures, with - written as _ in their names."""
    told = {key.replace("_", "-"): value for key, value in figures.items()}
    municipality = f"GM{area[2:6]}" if area[:2] in ("GM", "WK", "BU") else ""
    return Sheet.objects.create(
        edition=of, area=area, municipality=municipality, figures=told, redrawn=redrawn, retrieved=DAY
    )


def baarn(*, shares: tuple[float, ...] = (7.5, 2.5, 4.0, 1.0)) -> Edition:
    """Give Baarn, its neighbourhoods, the country and three towns figures of 2023, and Baarn also of 2019."""
    early, last = edition(2019), edition(2023)
    sheet(early, TOWN, inwoners=24000, huishoudens=11000, laag_inkomen=5.7)
    sheet(last, TOWN, inwoners=25008, huishoudens=11500, laag_inkomen=2.6)
    sheet(last, "NL00", inwoners=17_800_000, huishoudens=8_200_000, laag_inkomen=6.1)
    for place, code in enumerate(ALIKE):
        sheet(last, code, inwoners=25_000, huishoudens=10_000, laag_inkomen=3.1 + place)
    for place, (code, name) in enumerate(NAMES.items()):
        x = 52_000 + place * 100
        ring = ((x, 522_000), (x + 100, 522_000), (x + 100, 522_100), (x, 522_100))
        Area.objects.create(
            code=code, name=name, municipality=TOWN, since=2019, outline=packed(Outline(10_000, (ring,)))
        )
        sheet(last, code, inwoners=1000, huishoudens=500, laag_inkomen=shares[place], bijstand=20.0 - place)
    spread_out(last, {TOWN})
    return last
