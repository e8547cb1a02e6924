"""Opinion groups: how fast, how much memory, how right, and beside red-dwarf where that is installed.

    python -m bench.groups [FOLDER WITH POLIS DATA]

The folder (or the environment variable SAMENSPRAAK_POLIS) has Polis's participants-votes files, one CSV per
conversation or one folder each; without it the conversation in tests/data/polis is used. Each time is the median of
its runs, with the processor time beside it, for a machine that is doing more. The matrix is in memory. "Found"
is what other software does too: plane, partings into two to five, silhouettes, what is typical and shared;
"judged" also has to be sure that they are groups (valleys, bootstrap), and looks again within each.

red-dwarf (the Polis algorithm in Python) needs packages that Samenspraak does without: make an environment
with `pip install red-dwarf pydantic pyyaml`, and run this there, from the repository, with PYTHONPATH=src.
"""

from __future__ import annotations

import csv
import os
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import comb
from pathlib import Path
from typing import Any

import numpy as np

from samenspraak.core.opinions.groups import Candidate, OpinionGroups, Search, opinion_groups, search
from samenspraak.core.opinions.profile import common_ground, counted, typical

POLIS = Path(__file__).parents[1] / "tests" / "data" / "polis"
STEPS, STATEMENTS, PLANTED = 5, 40, 3
SIZES = {2_000: None, 5_000: None, 20_000: 100, 100_000: 150}
"""People, and the target in milliseconds for groups found and judged."""

LARGEST, MOST_MEMORY = 100_000, 250
FEWEST_VOTES = 7
"""Polis places who voted on at least seven statements."""

NARROW, FASTER_NARROW, FASTER_WIDE = 200, 20, 10
COMPARED = ((2_000, STATEMENTS, 1.0), (5_000, STATEMENTS, 1.0), (20_000, STATEMENTS, 1.0), (2_000, 900, 0.12))
"""Planted votes for the comparison with red-dwarf: people, statements, part that is filled in."""


@dataclass(frozen=True)
class Votes:
    """People × statements (1 disagree, 2 pass, 3 agree, 0 unseen) and the group each is known to be in (−1: none)."""

    name: str
    values: np.ndarray
    known: np.ndarray


@dataclass(frozen=True)
class Timed:
    """The median over some runs, in milliseconds, of the clock and of the processor, and the last result."""

    wall: float
    processor: float
    result: Any

    def __str__(self) -> str:
        return f"{self.wall:,.1f} ms ({self.processor:,.1f} ms processor)"


def main(arguments: Sequence[str]) -> int:
    """Measure and print one line per figure; 1 when a target is missed."""
    if arguments[:1] == ["--memory"]:
        print(peak_memory(int(arguments[1])))
        return 0
    folder = Path(arguments[0] if arguments else os.environ.get("SAMENSPRAAK_POLIS", POLIS))
    conversations = [votes_from(path) for path in vote_files(folder)]
    met = [*map(planted_figure, SIZES), memory_figure()]
    for votes in conversations:
        real_figure(votes)
    return 0 if all([*met, *beside_red_dwarf(conversations)]) else 1


# Ours by itself


def planted_figure(people: int) -> bool:
    """Measure groups that we put there ourselves."""
    values, known = planted(people, STATEMENTS, STEPS)
    finding = timed(partial(found, values, STEPS))
    judging = timed(partial(opinion_groups, values, [STEPS] * STATEMENTS))
    groups: OpinionGroups | None = judging.result
    agreement = rand_index(groups.group_of, known) if groups else 0.0
    target = SIZES[people]
    name = f"groups: {people:,} × {STATEMENTS}, {PLANTED} planted"
    print(f"{name}: found in {finding}")
    print(f"{name}: judged in {judging}{verdict(judging.wall, target)}")
    print(
        f"{name}: adjusted Rand index {agreement:.3f}, target >= 0.95: {met(agreement >= 0.95)}", flush=True
    )
    return agreement >= 0.95 and (target is None or judging.wall <= target)


def real_figure(votes: Votes) -> None:
    """Measure a Polis conversation, and how far the best cuts are those of Polis."""
    finding = timed(partial(found, votes.values, 3))
    judging = timed(partial(judged_votes, votes.values))
    print(f"groups: {votes.name}: found in {finding}, judged in {judging}")
    for candidate in finding.result.candidates:
        agreement = rand_index(candidate.group_of, votes.known)
        print(
            f"groups: {votes.name}: {len(candidate.sizes)} groups {candidate.sizes}, "
            f"silhouette {candidate.silhouette:.3f}, adjusted Rand index with Polis's own {agreement:.3f}"
        )
    groups = judging.result
    print(f"groups: {votes.name}: {groups.sizes if groups else 'no clear groups'}", flush=True)


def memory_figure() -> bool:
    """Measure the memory of a process that does nothing else."""
    program = [sys.executable, "-m", "bench.groups", "--memory", str(LARGEST)]
    used = int(subprocess.run(program, check=True, capture_output=True, text=True).stdout)
    good = used <= MOST_MEMORY
    print(
        f"groups: {LARGEST:,} × {STATEMENTS}, peak memory: {used} MB, target <= {MOST_MEMORY} MB: {met(good)}"
    )
    return good


def peak_memory(people: int) -> int:
    """Find groups once, and return the most memory this process ever had (MB)."""
    values, _ = planted(people, STATEMENTS, STEPS)
    opinion_groups(values, [STEPS] * STATEMENTS)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def found(values: np.ndarray, steps: int) -> Search:
    """Do what other software does: part people, choose by silhouette, describe the groups."""
    lengths = [steps] * values.shape[1]
    search_result = search(values, lengths, statement_part=0, fewest_positions=FEWEST_VOTES)
    if search_result is None:
        raise SystemExit("too few people or statements to part them")
    candidate = best(search_result)
    groups = len(candidate.sizes)
    scales = search_result.crowd.steps
    counts = counted(search_result.crowd.values, candidate.group_of, groups, steps)
    for group in range(groups):
        typical(counts, scales, group)
    common_ground(counts, scales)
    return search_result


def best(search_result: Search) -> Candidate:
    """Return the candidate with the highest silhouette."""
    return max(search_result.candidates, key=lambda candidate: candidate.silhouette)


def judged_votes(values: np.ndarray) -> OpinionGroups | None:
    """Return the groups among those who voted on enough statements that enough people voted on."""
    return opinion_groups(values, [3] * values.shape[1])


# Beside red-dwarf


def beside_red_dwarf(conversations: Sequence[Votes]) -> Iterator[bool]:
    """Measure red-dwarf on the same votes, run by run in turn."""
    try:
        from reddwarf.implementations.base import run_pipeline  # type: ignore[import-not-found]
    except ImportError:
        print("groups: red-dwarf is not installed here; how to compare: see the top of bench/groups.py")
        return
    for votes in (*conversations, *(planted_votes(*shape) for shape in COMPARED)):
        yield compared(votes, run_pipeline)


def compared(votes: Votes, run_pipeline: Callable[..., Any]) -> bool:
    """Time both in turn on the same votes; judge both partings on red-dwarf's own projection."""
    ballots = as_ballots(votes.values)
    runs = 5 if len(votes.values) <= 2_000 else 1
    ours, theirs = [], []
    for _ in range(runs):
        ours.append(timed(partial(found, votes.values, 3), runs=1))
        theirs.append(timed(partial(run_pipeline, ballots, random_state=0), runs=1))
    own, other = median_of(ours), median_of(theirs)
    least = FASTER_NARROW if votes.values.shape[1] <= NARROW else FASTER_WIDE
    ratio = other.wall / own.wall
    name = f"groups beside red-dwarf: {votes.name}"
    print(f"{name}: ours {own}, red-dwarf {other}")
    print(f"{name}: {ratio:,.0f} × as fast, target >= {least} ×: {met(ratio >= least)}")
    return quality(name, votes, own.result, other.result) and ratio >= least


def quality(name: str, votes: Votes, own: Search, other: Any) -> bool:
    """Print the silhouettes of both on red-dwarf's projection, and what each has in common with the known groups."""
    from sklearn.metrics import silhouette_score  # type: ignore[import-not-found]

    people = other.participants_df[other.participants_df["to_cluster"]]
    rows = people.index.to_numpy()
    places, theirs = people[["x", "y"]].to_numpy(), people["cluster_id"].to_numpy(dtype=np.int64)
    ours = best(own).group_of[rows]
    scores = [float(silhouette_score(places, groups)) for groups in (ours, theirs)]
    good = scores[0] >= scores[1] - 0.005
    print(
        f"{name}: silhouette on its projection: ours {scores[0]:.3f} ({len(set(ours.tolist()))} groups), "
        f"red-dwarf {scores[1]:.3f} ({len(set(theirs.tolist()))}), target: equal (0.005) or better: {met(good)}"
    )
    known = votes.known[rows]
    print(
        f"{name}: adjusted Rand index with the known groups: ours {rand_index(ours, known):.3f}, "
        f"red-dwarf {rand_index(theirs, known):.3f}; with each other {rand_index(ours, theirs):.3f}",
        flush=True,
    )
    return good


def as_ballots(values: np.ndarray) -> list[dict[str, int]]:
    """Return the votes as red-dwarf reads them."""
    return [
        {"participant_id": int(person), "statement_id": int(statement), "vote": int(value) - 2, "modified": 0}
        for (person, statement), value in np.ndenumerate(values)
        if value
    ]


# Data


def vote_files(folder: Path) -> list[Path]:
    """Return the files with participants' votes in a folder."""
    return sorted([*folder.glob("*.csv"), *folder.glob("*/participants-votes.csv")])


def votes_from(path: Path) -> Votes:
    """Read one participants-votes file of Polis's open data."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = [name for name in rows[0] if name.isdigit()]
    votes = [[int(row[name]) + 2 if row[name] else 0 for name in columns] for row in rows]
    values = np.array(votes, dtype=np.uint8)
    name = path.parent.name if path.stem == "participants-votes" else path.stem
    known = np.array([int(row["group-id"] or -1) for row in rows])
    return Votes(f"{name} ({values.shape[0]:,} × {values.shape[1]})", values, known)


def planted(people: int, statements: int, steps: int) -> tuple[np.ndarray, np.ndarray]:
    """Return answers in which three groups differ by a third of the scale on half of the statements."""
    random = np.random.default_rng(people)
    known = np.arange(people) % PLANTED
    middles = random.uniform(steps * 0.35, steps * 0.65 + 0.5, statements)
    away = random.choice([-1, 0, 1], size=(PLANTED, statements), p=[0.25, 0.5, 0.25]) * steps / 3
    opinions = (middles + away).astype(np.float32)[known]
    opinions += random.standard_normal((people, statements), dtype=np.float32) * (steps / 5)
    return np.clip(np.rint(opinions), 1, steps).astype(np.uint8), known


def planted_votes(people: int, statements: int, filled: float) -> Votes:
    """Return planted votes of which a part is filled in."""
    values, known = planted(people, statements, 3)
    values[np.random.default_rng(0).uniform(size=values.shape) >= filled] = 0
    return Votes(f"{people:,} × {statements} planted, {filled:.0%} filled in", values, known)


# Measuring


def timed(work: Callable[[], Any], *, runs: int = 5) -> Timed:
    """Run some work a few times."""
    return median_of([_once(work) for _ in range(runs)])


def _once(work: Callable[[], Any]) -> Timed:
    clock, processor = time.perf_counter(), time.process_time()
    result = work()
    return Timed((time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000, result)


def median_of(runs: Sequence[Timed]) -> Timed:
    """Return the medians of some runs, with the result of the last."""
    walls, processors = (
        statistics.median(part) for part in zip(*((one.wall, one.processor) for one in runs), strict=True)
    )
    return Timed(walls, processors, runs[-1].result)


def rand_index(one: np.ndarray, other: np.ndarray) -> float:
    """Return the adjusted Rand index over those who are in a group both ways (Hubert and Arabie, 1985)."""
    both = (one >= 0) & (other >= 0)
    pairs = list(zip(one[both].tolist(), other[both].tolist(), strict=True))
    together, first, second = (
        _pairs(part) for part in (pairs, [pair[0] for pair in pairs], [pair[1] for pair in pairs])
    )
    expected = first * second / max(comb(len(pairs), 2), 1)
    most = (first + second) / 2
    return 1.0 if most == expected else (together - expected) / (most - expected)


def _pairs(groups: Sequence[object]) -> int:
    return sum(comb(size, 2) for size in Counter(groups).values())


def verdict(taken: float, target: int | None) -> str:
    """Return what to print behind a time."""
    return "" if target is None else f", target <= {target} ms: {met(taken <= target)}"


def met(good: bool) -> str:
    """Return whether a target is met, as the other figures say it."""
    return "met" if good else "MISSED"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
