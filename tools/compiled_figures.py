"""Make of a compiled table of key figures of 2021 a file as StatLine gives it, to look at comparisons on one's own machine.

    python tools/compiled_figures.py kwb-2021-gemeenten.csv kwb-2021-85039NED.csv
    samenspraak figures update --source kwb --year 2021 --table 85039NED --from kwb-2021-85039NED.csv

The figures are CBS's (CC BY 4.0), but whoever compiled them gave no licence: the table does not come with Samenspraak,
and is no source for a real municipality. Only columns that were taken over unchanged are read.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

TITLES = {
    "gm_code": "Codering",
    "naam": "Gemeentenaam",
    "Population": "Aantal inwoners",
    "Low income threshold (%)": "Huishoudens met een laag inkomen",
    "At-or-below social minimum (%)": "Huish. onder of rond sociaal minimum",
    "Near-poverty 110% (%)": "Huishoudens tot 110% van sociaal minimum",
    "Near-poverty 120% (%)": "Huishoudens tot 120% van sociaal minimum",
    "Avg household income (x€1k)": "Gem. gestandaardiseerd inkomen",
    "Avg income per inhabitant (x€1k)": "Gemiddeld inkomen per inwoner",
    "Median household wealth (x€1k)": "Mediaan vermogen van particuliere huish.",
    "Labour participation (%)": "Nettoarbeidsparticipatie",
    "Youth welfare (%)": "Percentage jongeren met jeugdzorg",
    "Wmo care clients (per 1k)": "Wmo-cliënten relatief",
    "Avg WOZ value (x€1k)": "Gemiddelde WOZ-waarde van woningen",
    "Rental homes (%)": "Huurwoningen totaal",
    "Social housing (%)": "In bezit woningcorporatie",
    "Distance to GP (km)": "Afstand tot huisartsenpraktijk",
    "Distance to supermarket (km)": "Afstand tot grote supermarkt",
    "Distance to daycare (km)": "Afstand tot kinderdagverblijf",
    "Distance to school (km)": "Afstand tot school",
    "Cars per household": "Personenauto's per huishouden",
    "Avg electricity use (kWh/yr)": "Gemiddelde elektriciteitslevering",
}


def rows(path: Path) -> Iterator[list[str]]:
    """Yield the head and the lines of the file to write."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        lines = csv.DictReader(stream)
        missing = set(TITLES) - set(lines.fieldnames or [])
        if missing:
            raise SystemExit(f"{path.name}: these columns are missing: {', '.join(sorted(missing))}.")
        yield list(TITLES.values())
        for line in lines:
            yield [plain(line[column]) for column in TITLES]


def plain(cell: str | None) -> str:
    """Return a cell as StatLine writes it: whole numbers without decimals, a dot where nothing is told."""
    text = (cell or "").strip()
    return text.removesuffix(".0") or "."


def main(source: str, target: str) -> int:
    """Write the file."""
    made = list(rows(Path(source)))
    with Path(target).open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(made)
    print(f"{len(made) - 1} municipalities in {target}")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
