"""Official figures at the size of the country: how long loading takes, and a page about one town.

python -m bench.figures             18,000 areas × 40 figures × 10 years through the writing service, on SQLite
                                    with the settings of production; then the pages. Targets: 60 s, 200 ms
python -m bench.figures --large     a CSV file of 500 MB through the command: seconds, and the most memory it took
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samenspraak.figures.sources.source import Row

AREAS, YEARS = 18_000, range(2016, 2026)
MOST_SECONDS, MOST_MILLISECONDS = 60, 200
TIMES = 15
NEIGHBOURHOODS_PER_TOWN = 50
LARGEST_TOWN, MOST_NEIGHBOURHOODS = "GM0363", 480  # as many as Amsterdam has
MOST_MEGABYTES = 400
LARGE_COLUMNS, LARGE_AREAS, LARGE_YEARS = 250, 18_000, 10


def main(options: list[str]) -> int:
    """Measure; 1 when a target is missed."""
    return large() if "--large" in options else usual()


def usual() -> int:
    """Load ten years and open the pages."""
    with tempfile.TemporaryDirectory(prefix="samenspraak-bench-") as folder:
        prepare(Path(folder))
        began = time.process_time()
        seconds = loaded()
        print(
            f"figures: {AREAS} areas x 40 x {len(YEARS)} years loaded in {seconds:.1f} s,"
            f" {time.process_time() - began:.1f} s of it computing (target <= {MOST_SECONDS} s)"
        )
        fine = seconds <= MOST_SECONDS
        for name, (milliseconds, computing) in pages().items():
            print(
                f"figures: {name} in {milliseconds:.0f} ms, {computing:.0f} ms of it computing, median"
                f" (target <= {MOST_MILLISECONDS} ms)"
            )
            fine = fine and milliseconds <= MOST_MILLISECONDS
    return 0 if fine else 1


def prepare(folder: Path) -> None:
    """Make an empty database with the settings of production."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "samenspraak.settings",
        "SAMENSPRAAK_DATA": str(folder),
        "SAMENSPRAAK_SECRET_KEY": "bench" * 12,
        "SAMENSPRAAK_ALLOWED_HOSTS": "testserver",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def loaded() -> float:
    """Load ten tables; return the seconds."""
    from samenspraak.figures.queries.catalogue import catalogue
    from samenspraak.figures.services.loading import load_table
    from samenspraak.figures.sources.source import Table

    keys = [one.id for one in catalogue().indicators][:40]
    started = time.perf_counter()
    for year in YEARS:
        table = Table("kwb", f"8{year}NED", f"Kerncijfers {year}", period=year, division=year)
        load_table(table, rows(year, keys), columns={}, today=date(2026, 4, 1), tell=lambda _words: None)
    return time.perf_counter() - started


def rows(year: int, keys: list[str]) -> Iterator[Row]:
    """Yield the country, its municipalities and their neighbourhoods with invented figures."""
    from samenspraak.figures.queries.areas import municipalities
    from samenspraak.figures.sources.source import Row

    towns = [one.code for one in municipalities()]
    codes = ["NL00", *towns]
    codes += [
        f"BU{town[2:]}{place:04}"
        for town in towns
        for place in range(
            {"GM0308": 100, LARGEST_TOWN: MOST_NEIGHBOURHOODS}.get(town, NEIGHBOURHOODS_PER_TOWN)
        )
    ]
    for place, code in enumerate(codes[:AREAS]):
        figures = {key: float((place * 7 + number * 13 + year) % 97) for number, key in enumerate(keys)}
        yield Row(area=code, name=f"Buurt {place}", period=year, figures=figures)


def pages() -> dict[str, tuple[float, float]]:
    """Return the median time of each page in milliseconds, and of its computing; the first visit left out."""
    from django.test import Client

    from samenspraak.organisations.models import Membership, Organisation, User

    organisation = Organisation.objects.create(name="Bench")
    user = User.objects.create_user("bench@example.org", "bench-bench-bench", name="Bench")
    Membership.objects.create(user=user, organisation=organisation)
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    addresses = {
        "the page of a town": "/cijfers/GM0308/",
        "one figure per neighbourhood": "/cijfers/GM0308/laag-inkomen/",
        "the ranking": "/cijfers/GM0308/aandacht/",
        "the page of a town with 480 neighbourhoods": f"/cijfers/{LARGEST_TOWN}/",
        "one figure per municipality of the country": "/cijfers/NL00/laag-inkomen/",
    }
    return {name: timed(client, address) for name, address in addresses.items()}


def timed(client: object, address: str) -> tuple[float, float]:
    """Return the median of some visits: the whole, and without waiting for other work on this machine."""
    taken, computed = [], []
    for _ in range(TIMES + 1):
        started, began = time.perf_counter(), time.process_time()
        answer = client.get(address)  # type: ignore[attr-defined]
        taken.append((time.perf_counter() - started) * 1000)
        computed.append((time.process_time() - began) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status_code}")
    return median(taken[1:]), median(computed[1:])


def large() -> int:
    """Read a file of 500 MB with the command, in a process of its own; 1 when it takes too much memory."""
    with tempfile.TemporaryDirectory(prefix="samenspraak-bench-") as folder:
        prepare(Path(folder))
        path = Path(folder) / "kwb-large.csv"
        size = fill(path)
        command = [sys.executable, "-m", "samenspraak", "figures", "update", "--source", "kwb", "--from"]
        started = time.perf_counter()
        process = subprocess.Popen([*command, str(path)], stdout=subprocess.DEVNULL)
        _pid, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
    megabytes = used.ru_maxrss / 1024
    print(
        f"figures: {size / 1e6:.0f} MB of CSV in {seconds:.0f} s,"
        f" at most {megabytes:.0f} MB of memory (target <= {MOST_MEGABYTES} MB)"
    )
    return 0 if status == 0 and megabytes <= MOST_MEGABYTES else 1


def fill(path: Path) -> int:
    """Write a file as StatLine gives it, with many more columns than are known; return its size."""
    head = [
        "Perioden",
        "Codering",
        "Aantal inwoners",
        "Huishoudens totaal",
        "Huishoudens met een laag inkomen",
    ]
    head += [f"Kolom {place}" for place in range(LARGE_COLUMNS)]
    filling = ";".join(f"{place:>10}" for place in range(LARGE_COLUMNS))
    with path.open("w", encoding="utf-8") as stream:
        stream.write(";".join(head) + "\n")
        for year in range(2025 - LARGE_YEARS, 2025):
            for place in range(LARGE_AREAS):
                code = f"BU{place // 50 + 1000:04}{place % 50:04}"
                stream.write(
                    f"{year};{code};{1000 + place % 900};{500 + place % 90};{place % 97 / 4};{filling}\n"
                )
    return path.stat().st_size


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
