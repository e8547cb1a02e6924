"""The shared picture of 100,000 sheets × 40 statements × 6 groups: counting, agreement, differences, intervals.

    python -m bench.measures

Counting and agreement from a new SQLite database, with the query that a release reads its sheets with; the
permutation tests and intervals from the tallies, stated apart. Each figure is the median of five runs, with the
processor time beside it, for a machine that is doing more. Targets: DESIGN section 9 and docs/performance.md.
"""

from __future__ import annotations

import gc
import io
import os
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from bench._crowd import (
    GROUPS,
    PEOPLE,
    STATEMENTS,
    K,
    crowd_cells,
    crowd_figures,
    crowd_questions,
    crowd_round,
)
from samenspraak.core.agreement import agreement
from samenspraak.core.analysis import Picture
from samenspraak.core.comparing import differences
from samenspraak.core.intervals import mean_interval, median_interval, share_interval
from samenspraak.core.picture import Interval
from samenspraak.core.quality import straight_lines
from samenspraak.core.samples import Sample, Samples, everybody
from samenspraak.core.scoring import tallies, total

RUNS = 5
COLD, WARM, APART, WHOLE = 150, 20, 1000, 10_000
SIZES = (PEOPLE // len(GROUPS), 12, 30, 60)
"""The large round, and the sizes of group that take the exact permutation test most work."""

GROUPED = """
    SELECT g.key, count(*), group_concat(r.sheet, '')
    FROM conversations_response r JOIN conversations_stakeholdergroup g ON g.id = r.group_id
    WHERE r.round_id = %s AND r.status = 'sent' GROUP BY g.key
"""


@dataclass(frozen=True)
class Figure:
    """One thing measured: its name, its target, and the median of the runs (milliseconds)."""

    name: str
    target: int
    wall: float
    processor: float

    @property
    def is_met(self) -> bool:
        """Whether it took no longer than the target."""
        return self.wall <= self.target

    def line(self) -> str:
        """Return the line to print."""
        verdict = "met" if self.is_met else "MISSED"
        taken = f"{self.wall:,.0f} ms ({self.processor:,.0f} ms processor)"
        return f"{self.name}: {taken}, target <= {self.target} ms: {verdict}"


def main() -> int:
    """Measure and print one line per figure; 1 when a target is missed."""
    figures = []
    with tempfile.TemporaryDirectory(prefix="samenspraak-bench-") as folder:
        prepare(folder)
        for figure in (*in_memory(), *from_the_database(), *from_the_tallies()):
            print(figure.line(), flush=True)
            figures.append(figure)
    return 0 if all(figure.is_met for figure in figures) else 1


def prepare(folder: str) -> None:
    """Set Django up with a new database in *folder*."""
    import django
    from django.core.management import call_command

    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "samenspraak.settings",
        "SAMENSPRAAK_DATA": folder,
        "SAMENSPRAAK_DATABASE": "",
        "SAMENSPRAAK_SECRET_KEY": secrets.token_urlsafe(60),
        "SAMENSPRAAK_BASE_URL": "http://127.0.0.1:8000",
        "SAMENSPRAAK_ALLOWED_HOSTS": "127.0.0.1",
    }
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("instruments", stdout=io.StringIO())


def in_memory() -> Iterator[Figure]:
    """Measure what the core takes once the sheets are read."""
    cells, index = crowd_cells(), np.arange(PEOPLE) % len(GROUPS)
    yield measured("core: tallies and agreement, sheets in memory", COLD, partial(count, cells, index))
    yield measured(
        "core: straight lines of a quality note", COLD, partial(straight_lines, crowd_questions(), cells)
    )


def from_the_database() -> Iterator[Figure]:
    """Measure from the first SELECT on: with the query there is, grouped by the database, and what is kept."""
    from django.db import connection

    from samenspraak.conversations.models import Response
    from samenspraak.results.models import Release, RoundLedger
    from samenspraak.results.queries.releases import latest_release, picture_of
    from samenspraak.results.queries.sheets import sheet_rows
    from samenspraak.results.services import release
    from samenspraak.results.views.picture import news_of

    round = crowd_round()

    def as_a_release_reads() -> None:
        rows = sheet_rows(round)
        index = np.array([GROUPS.index(row.group or "") for row in rows])
        count(as_cells("".join(row.sheet for row in rows)), index)

    def grouped() -> None:
        with connection.cursor() as cursor:
            cursor.execute(GROUPED, [round.pk.hex])
            rows = cursor.fetchall()
        index = np.repeat([GROUPS.index(key) for key, _, _ in rows], [number for _, number, _ in rows])
        count(as_cells("".join(sheets for _, _, sheets in rows)), index)

    def kept() -> Picture:
        last = latest_release(round)
        if last is None:
            raise RuntimeError("the kept picture is gone")
        return picture_of(last)

    def whole() -> None:
        Release.objects.filter(round=round).delete()
        RoundLedger.objects.filter(round=round).delete()
        Response.objects.filter(round=round).update(shown_sheet="", shown_group="")
        if not isinstance(release(round, now=round.closes_at), Release):
            raise RuntimeError("the crowd has no picture")

    def news() -> None:
        last = latest_release(round)
        if last is not None:
            news_of(round, last)

    yield measured("tallies and agreement, cold, as a release reads its sheets", COLD, as_a_release_reads)
    yield measured("tallies and agreement, cold, sheets grouped by the database", COLD, grouped)
    yield measured(
        "a whole first release: guarded, counted, tested and kept, with 100,000 sheets copied", WHOLE, whole
    )
    yield measured("the whole picture, warm: the release that is kept", WARM, kept)
    yield measured("whether answers changed since the picture", COLD, news)


def from_the_tallies() -> Iterator[Figure]:
    """Measure the permutation tests and intervals, for large groups and for those that take most work."""
    for size in SIZES:
        name = f"permutation tests and intervals, {STATEMENTS} statements x {len(GROUPS)} groups of {size:,}"
        yield measured(name, APART, partial(test_and_bound, crowd_figures(size)))


def measured(name: str, target: int, work: Callable[[], object]) -> Figure:
    """Do the work RUNS times, and return the medians."""
    walls, processors = [], []
    for _ in range(RUNS):
        gc.collect()
        wall, processor = time.perf_counter(), time.process_time()
        work()
        walls.append(1000 * (time.perf_counter() - wall))
        processors.append(1000 * (time.process_time() - processor))
    return Figure(name, target, statistics.median(walls), statistics.median(processors))


def as_cells(sheets: str) -> np.ndarray:
    """Return sheets set one after another as people × statements."""
    return np.frombuffer(sheets.encode("ascii"), dtype=np.uint8).reshape(-1, STATEMENTS)


def count(cells: np.ndarray, index: np.ndarray) -> list[float]:
    """Count every statement per group, and return all agreements: per group and of everybody."""
    counted = tallies(crowd_questions(), cells, index=index, displays=GROUPS)
    every = [tally for item in counted.values() for tally in (*item.values(), total(item.values()))]
    return [agreement(tally.counts) for tally in every if tally.answered]


def test_and_bound(figures: Mapping[str, Samples]) -> None:
    """Judge every statement, and give every interval: per group and of everybody."""
    differences(figures, k=K)
    for cells in figures.values():
        for sample in (*cells.values(), everybody(cells)):
            if sample is not None:
                bound(sample)


def bound(sample: Sample) -> list[Interval | None]:
    """Return the interval of the mean, of the median and of every share."""
    shares = [share_interval(sample, part) for part in sample.counts]
    return [mean_interval(sample), median_interval(sample), *shares]


if __name__ == "__main__":
    sys.exit(main())
