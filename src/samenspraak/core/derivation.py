"""What follows from released tables by adding and subtracting them: the linear algebra behind promise P4."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import gcd

MOST_STEPS = 20_000

Row = tuple[int, ...]
People = frozenset[int]


class Undecided(RuntimeError):
    """The search for a derivable set took too many steps; treat the tables as not safe."""


def derivable(
    tables: Iterable[frozenset[str]],
    sizes: Mapping[str, int],
    *,
    k: int,
    owners: Mapping[str, str] | None = None,
) -> list[frozenset[str]]:
    """Return what the released tables give away about 1 … k−1 people, as sets of atoms.

    *tables* are released sums, each over a set of atoms: disjoint sets of answers by people at a
    moment. *sizes* has the people per atom. *owners* names, for atoms that are the same people at
    different moments, whose they are, so that nobody is counted twice; an atom without an owner is
    its own. People are given away when some combination of tables, with any weights, leaves only
    answers of theirs: the sum of them, or what changed in them. For each smallest such set of
    people the list holds the atoms of theirs that can be left over. Solved over the rationals (in whole
    numbers), so nothing hangs on rounding. ``Undecided`` when that takes more than MOST_STEPS steps.
    """
    system = _system(tables, sizes, owners or {})
    found: defaultdict[People, set[str]] = defaultdict(set)
    for columns in _supports(system, k):
        found[system.people_in(columns)] |= system.atoms_in(columns)
    smallest = (frozenset(found[people]) for people in found if not any(other < people for other in found))
    return sorted(smallest, key=lambda atoms: (len(atoms), sorted(atoms)))


def is_safe(
    tables: Iterable[frozenset[str]],
    sizes: Mapping[str, int],
    *,
    k: int,
    owners: Mapping[str, str] | None = None,
) -> bool:
    """Say whether ``derivable`` would find nothing; False as well when it cannot decide in time."""
    system = _system(tables, sizes, owners or {})
    try:
        return next(_supports(system, k), None) is None
    except Undecided:
        return False


@dataclass(frozen=True)
class _System:
    """The tables as rows over columns; atoms that are always in the same tables share a column.

    ``touching`` has, per column, the people (as numbers) whose answers are in it; people whose
    answers are in the same columns are one number, with their ``weights`` added.
    """

    rows: tuple[Row, ...]
    atoms: tuple[frozenset[str], ...]
    touching: tuple[People, ...]
    weights: tuple[int, ...]

    def atoms_in(self, columns: Iterable[int]) -> frozenset[str]:
        """Return the atoms in these columns."""
        return frozenset().union(*(self.atoms[column] for column in columns))

    def people_in(self, columns: Iterable[int]) -> People:
        """Return the people with an answer in these columns."""
        return frozenset().union(*(self.touching[column] for column in columns))

    def weight(self, people: People) -> int:
        """Return how many people these numbers stand for."""
        return sum(self.weights[person] for person in people)


def _system(tables: Iterable[frozenset[str]], sizes: Mapping[str, int], owners: Mapping[str, str]) -> _System:
    released = sorted({frozenset(atom for atom in table if sizes[atom]) for table in tables}, key=sorted)
    patterns: defaultdict[str, set[int]] = defaultdict(set)
    for number, table in enumerate(released):
        for atom in table:
            patterns[atom].add(number)
    alike: defaultdict[frozenset[int], set[str]] = defaultdict(set)
    for atom, pattern in patterns.items():
        alike[frozenset(pattern)].add(atom)
    columns = sorted(alike, key=sorted)
    rows = tuple(tuple(int(number in pattern) for pattern in columns) for number in range(len(released)))
    atoms = tuple(frozenset(alike[pattern]) for pattern in columns)
    touching, weights = _people(atoms, sizes, owners)
    return _System(rows=rows, atoms=atoms, touching=touching, weights=weights)


def _people(
    atoms: Sequence[frozenset[str]], sizes: Mapping[str, int], owners: Mapping[str, str]
) -> tuple[tuple[People, ...], tuple[int, ...]]:
    """Number the people by the columns their answers are in."""
    places: defaultdict[str, set[int]] = defaultdict(set)
    size: dict[str, int] = {}
    for column, members in enumerate(atoms):
        for atom in members:
            owner = owners.get(atom, atom)
            places[owner].add(column)
            size[owner] = max(sizes[atom], size.get(owner, 0))
    weights: defaultdict[frozenset[int], int] = defaultdict(int)
    for owner, columns in places.items():
        weights[frozenset(columns)] += size[owner]
    numbered = list(enumerate(weights))
    touching = tuple(
        frozenset(number for number, columns in numbered if column in columns) for column in range(len(atoms))
    )
    return touching, tuple(weights.values())


def _supports(system: _System, k: int) -> Iterator[frozenset[int]]:
    """Yield the columns of combinations that touch 1 … k−1 people; those of all within the same people at once."""
    steps = iter(range(MOST_STEPS))
    light = _affordable(system, system.rows, frozenset(), k - 1)
    for rows in _components(light):
        yield from _search(system, rows, frozenset(), k - 1, steps)


def _search(
    system: _System, rows: Sequence[Row], allowed: People, room: int, steps: Iterator[int]
) -> Iterator[frozenset[int]]:
    """Branch on the people in one column: either the combination is zero there, or we allow them in it."""
    if next(steps, None) is None:
        raise Undecided
    open_columns = [column for column, people in enumerate(system.touching) if people - allowed]
    reduced = _reduced(_affordable(system, rows, allowed, room), open_columns)
    left = [row for row in reduced if not any(row[column] for column in open_columns)]
    if left:
        yield frozenset(column for row in left for column, value in enumerate(row) if value)
    undecided = [row for row in reduced if row not in left]
    if not undecided:
        return
    pivot = next(column for column in open_columns if undecided[0][column])
    yield from _search(system, undecided[1:], allowed, room, steps)
    people = system.touching[pivot] - allowed
    yield from _search(system, undecided, allowed | people, room - system.weight(people), steps)


def _affordable(system: _System, rows: Sequence[Row], allowed: People, room: int) -> list[Row]:
    """Return the combinations that are zero wherever more than *room* further people would be touched.

    Columns that are proportional over all combinations left are zero together, so their people count
    together; every column made zero can make others proportional.
    """
    remaining = list(rows)
    while remaining:
        dear = [
            columns[0]
            for columns in _proportional(remaining)
            if system.weight(system.people_in(columns) - allowed) > room
        ]
        if not dear:
            break
        reduced = _reduced(remaining, dear)
        remaining = [row for row in reduced if not any(row[column] for column in dear)]
    return remaining


def _proportional(rows: Sequence[Row]) -> Iterable[list[int]]:
    """Group the columns that are not zero everywhere by the ratio of their values over the rows."""
    groups: defaultdict[Row, list[int]] = defaultdict(list)
    for column, values in enumerate(zip(*rows, strict=True)):
        if any(values):
            groups[_smallest(values)].append(column)
    return groups.values()


def _reduced(rows: Sequence[Row], first: Iterable[int]) -> list[Row]:
    """Return the reduced row echelon form, with the columns in *first* eliminated first."""
    remaining = list(rows)
    done: list[Row] = []
    width = len(rows[0]) if rows else 0
    leading = sorted(set(first))
    for column in [*leading, *(set(range(width)) - set(leading))]:
        pivot = next((row for row in remaining if row[column]), None)
        if pivot is None:
            continue
        remaining.remove(pivot)
        remaining = [_cleared(row, pivot, column) for row in remaining]
        done = [*(_cleared(row, pivot, column) for row in done), pivot]
    return done


def _cleared(row: Row, pivot: Row, column: int) -> Row:
    """Return a multiple of *row* less a multiple of *pivot*, zero in *column*."""
    factor, scale = row[column], pivot[column]
    if not factor:
        return row
    return _smallest(tuple(value * scale - factor * other for value, other in zip(row, pivot, strict=True)))


def _smallest(values: Row) -> Row:
    """Divide by what all values share, so that the first that is not zero is positive."""
    shared = gcd(*values)
    if not shared:
        return values
    first = next(value for value in values if value)
    sign = 1 if first > 0 else -1
    return tuple(sign * value // shared for value in values)


def _components(rows: Iterable[Row]) -> list[list[Row]]:
    """Part the rows into sets that share no column: a smallest support never needs two of them."""
    parts: list[tuple[set[int], list[Row]]] = []
    for row in rows:
        columns = {column for column, value in enumerate(row) if value}
        near = [part for part in parts if part[0] & columns]
        merged = (
            columns.union(*(part[0] for part in near)),
            [row, *(each for part in near for each in part[1])],
        )
        parts = [part for part in parts if part not in near] + [merged]
    return [members for _, members in parts]
