"""A map of the social base at its largest: how long each page takes, how heavy it is, and when a browser can use it.

    python -m bench.socialbase

2,000 entries, 10,000 ties and 100 neighbourhoods on SQLite with the settings of production. The server's time is
that of the whole view with its template, in one process; the browser's from asking for the page until the network
is drawn and can be used, with the real server beside it. Targets: issue 5 (300 ms, 3 s).
"""

from __future__ import annotations

import gzip
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from bench._server import Served, environment_for, free_port, started, wait_for

ENTRIES, TIES, SIDE = 2_000, 10_000, 10
MOST_MILLISECONDS, MOST_SECONDS = 300, 3.0
TIMES = 7
TOWN = "GM0308"
EMAIL, PASSWORD = "bench@example.org", "bench-bench-bench"
PAGES = {
    "the list": "/sociale-basis/",
    "the network with its list": "/sociale-basis/netwerk/",
    "the same, one topic": "/sociale-basis/netwerk/?onderwerp=geld",
    "the data of the network": "/sociale-basis/netwerk/gegevens.json",
    "the neighbourhoods": "/sociale-basis/kaart/",
    "the spheres": "/sociale-basis/sferen/",
    "the questions": "/sociale-basis/vragen/",
}


def main() -> int:
    """Measure; 1 when a target is missed."""
    with tempfile.TemporaryDirectory(prefix="samenspraak-bench-") as name:
        folder, port = Path(name), free_port()
        environment = environment_for(folder, port, database="")
        os.environ |= environment
        fill()
        return 0 if all([*pages(), in_the_browser(folder, port, environment)]) else 1


def fill() -> None:
    """Make a town of SIDE × SIDE square neighbourhoods with its map."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    from django.utils import timezone

    from bench._social_map import fill as fill_map
    from samenspraak.core.regions import Outline, packed
    from samenspraak.figures.models import Area
    from samenspraak.organisations.models import Membership, Organisation, User

    organisation = Organisation.objects.create(name="Meetdorp", area_code=TOWN)
    user = User.objects.create_user(EMAIL, PASSWORD, name="Bench")
    Membership.objects.create(user=user, organisation=organisation)
    areas = []
    for place in range(SIDE * SIDE):
        x, y = 52_600 + place % SIDE * 50, 521_900 + place // SIDE * 40
        square = Outline(10_000, (((x, y), (x + 50, y), (x + 50, y + 40), (x, y + 40)),))
        areas.append(
            Area(
                code=f"BU0308{place:04}",
                name=f"Buurt {place}",
                municipality=TOWN,
                since=2024,
                outline=packed(square),
            )
        )
    Area.objects.bulk_create(areas)
    codes = [one.code for one in areas]
    fill_map(organisation, entries=ENTRIES, ties=TIES, areas=codes, today=timezone.localdate())


def pages() -> list[bool]:
    """Say of each page its time and weight, and whether that is within its target; the data have none of their own."""
    from django.core.cache import cache
    from django.test import Client

    client = Client(HTTP_HOST="127.0.0.1")
    client.login(username=EMAIL, password=PASSWORD)
    client.get("/cijfers/")
    fine = []
    for name, address in PAGES.items():
        cache.clear()
        first = visited(client, address)
        visits = [visited(client, address) for _ in range(TIMES)]
        clock, busy = median(one.clock for one in visits), median(one.busy for one in visits)
        target = "" if address.endswith("json") else f" (target <= {MOST_MILLISECONDS} ms)"
        print(
            f"socialbase: {name} in {clock:.0f} ms{target}, {busy:.0f} ms of it work, medians; "
            f"{first.clock:.0f} and {first.busy:.0f} ms with nothing in memory; {first.size / 1000:.0f} kB compressed"
        )
        fine.append(not target or clock <= MOST_MILLISECONDS)
    return fine


class Visit(NamedTuple):
    """One visit: milliseconds by the clock and of the processor, and bytes on the wire."""

    clock: float
    busy: float
    size: int


def visited(client: Any, address: str) -> Visit:
    """Ask for a page once."""
    clock, busy = time.perf_counter(), time.process_time()
    answer = client.get(address)
    clock, busy = time.perf_counter() - clock, time.process_time() - busy
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")
    return Visit(clock * 1000, busy * 1000, len(gzip.compress(answer.content, 6)))


def in_the_browser(folder: Path, port: int, environment: dict[str, str]) -> bool:
    """Say when the network can be used in a browser, the first time and after that; True when within the target."""
    browser = next(
        (
            found
            for name in ("chromium", "chromium-browser", "google-chrome")
            if (found := shutil.which(name))
        ),
        None,
    )
    if browser is None:
        print("socialbase: no browser here, so not measured in one")
        return True
    server = Served(folder, port, environment, started(port, environment))
    try:
        wait_for(port, server.process)
        times = walked(browser, f"http://127.0.0.1:{port}")
    finally:
        server.kill()
    cold, warm = times[0], median(times[1:])
    print(
        f"socialbase: network usable in the browser in {warm:.1f} s, median (target <= {MOST_SECONDS} s); "
        f"{cold:.1f} s the first time, with nothing in memory on either side"
    )
    return warm <= MOST_SECONDS


def walked(browser: str, address: str) -> list[float]:
    """Return the seconds from asking for the network until it is drawn, time after time."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        page = play.chromium.launch(executable_path=browser, args=["--no-sandbox"]).new_page()
        page.goto(f"{address}/account/login/")
        page.fill("[name=login]", EMAIL)
        page.fill("[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_load_state()

        def once() -> float:
            begun = time.perf_counter()
            page.goto(f"{address}/sociale-basis/netwerk/", wait_until="commit")
            page.wait_for_selector("actor-network[ready]", timeout=60_000)
            return time.perf_counter() - begun

        return repeated(once)


def repeated(once: Callable[[], float]) -> list[float]:
    """Measure some times."""
    return [once() for _ in range(TIMES)]


if __name__ == "__main__":
    sys.exit(main())
