"""What must be remembered of releases: who was in which figure, and whether figures together stay safe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from pydantic import BaseModel, ConfigDict

from samenspraak.core.derivation import is_safe
from samenspraak.core.kinds.kind import Tally
from samenspraak.core.scoring import NO_GROUP

ABSENT, KEPT, ENTERED = ord("-"), ord("="), ord("+")


class Ledger(BaseModel):
    """What must be remembered of the releases of a round; it holds no answers.

    ``marks`` has per response one string per release, one character per closed question: "-" not in
    it, "+" an answer that entered with this release, "=" one that was already in. ``displays`` is
    the display group a response counts in ("" for none). ``shown`` has per release, per question,
    the display groups shown (no entry: nothing of that question). ``figures`` are the tallies of
    the last release, question → display group → tally, with everybody else together under "".
    ``entered`` are the responses whose answers somebody else typed in: whoever did that knows them, also
    after they are taken back.
    """

    model_config = ConfigDict(frozen=True)

    questions: tuple[str, ...]
    displays: Mapping[str, str]
    marks: Mapping[str, tuple[str, ...]]
    shown: tuple[Mapping[str, tuple[str, ...]], ...]
    figures: Mapping[str, Mapping[str, Tally]]
    entered: tuple[str, ...] = ()

    def past(self, responses: Sequence[str]) -> np.ndarray:
        """Return the marks as releases × responses × questions; before its first mark a response was absent."""
        count, width = len(self.shown), len(self.questions)
        nothing: tuple[str, ...] = ()
        strings = [self.marks.get(each, nothing) for each in responses]
        padded = [("-" * width,) * (count - len(each)) + each for each in strings]
        text = "".join(each[number] for number in range(count) for each in padded)
        return np.frombuffer(text.encode("ascii"), dtype=np.uint8).reshape(count, len(responses), width)

    def typed_in(self, responses: Sequence[str]) -> np.ndarray:
        """Return of which responses somebody else typed in the answers, as booleans."""
        typed = frozenset(self.entered)
        return np.array([each in typed for each in responses], dtype=bool)

    def releases_of(self, question: str) -> list[int]:
        """Return the numbers (from 0) of the releases that showed something of a question."""
        return [number for number, shown in enumerate(self.shown) if question in shown]


def stays_safe(
    marks: np.ndarray,
    *,
    displays: Sequence[str],
    shown: Sequence[frozenset[str]],
    k: int,
    entered: np.ndarray,
    subsets: Sequence[np.ndarray] = (),
) -> bool:
    """Say whether the figures of one question, over all its releases, give away no 1 … k−1 people.

    *marks* is releases × responses, *displays* the display group of each response, *shown* the groups
    shown per release: their figures and that of everybody else are the released tables, an answer is an
    atom for as long as it stays the same. *subsets* are further sets of responses (as booleans) of
    which figures of the last release are known, apart from groups. *entered* says of which responses
    somebody else typed in the answers: whoever knows those and subtracts them finds no 1 … k−1 people either.
    """
    names = sorted(set(displays))
    index = np.searchsorted(names, displays)
    kinds, people = np.unique(np.vstack([index, entered, *subsets, marks]), axis=1, return_counts=True)
    tables: dict[tuple[str, int], set[str]] = {}
    sizes: dict[str, int] = {}
    own: dict[str, int] = {}
    owners: dict[str, str] = {}
    for owner, (kind, size) in enumerate(zip(kinds.T, people, strict=True)):
        display, memberships, history = names[kind[0]], kind[2 : len(subsets) + 2], kind[len(subsets) + 2 :]
        for moment, atom in _atoms(owner, history):
            sizes[atom], own[atom], owners[atom] = int(size), 0 if kind[1] else int(size), str(owner)
            cell = display if display in shown[moment] else NO_GROUP
            tables.setdefault((cell, moment), set()).add(atom)
            if moment == len(shown) - 1:
                for number in np.flatnonzero(memberships):
                    tables.setdefault(("subset", int(number)), set()).add(atom)
    figures = [frozenset(table) for table in tables.values()]
    views = [sizes] if own == sizes else [sizes, own]
    return all(is_safe(figures, view, k=k, owners=owners) for view in views)


def _atoms(owner: int, history: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Yield for each release that held an answer its number, and the atom: whose it is and which version."""
    version = 0
    for moment, mark in enumerate(history):
        version += int(mark == ENTERED)
        if mark != ABSENT:
            yield moment, f"{owner}/{version}"
