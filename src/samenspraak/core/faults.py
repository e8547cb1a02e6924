"""What is wrong with an instrument file: where, what, and what its maker can do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_FAULTS = 50

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Flaw:
    """Something wrong at a path in the content; *line* is filled in where reading found it."""

    path: Path
    problem: str
    remedy: str
    line: int = 0


@dataclass(frozen=True)
class Fault:
    """Something wrong in a file, with its line (counted from 1) and its path in words."""

    file: str
    line: int
    path: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: {self.path}: " if self.path else f"{self.file}:{self.line}: "
        return f"{where}{self.problem}. {self.remedy}"


class InstrumentFault(Exception):
    """An instrument file that is refused, with up to 50 reasons in the order of its lines."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults[:MOST_FAULTS])
        self.more = len(faults) - len(self.faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        rest = [f"… and {self.more} more"] if self.more else []
        return "\n".join([*map(str, self.faults), *rest])


def path_in_words(path: Path) -> str:
    """Return a path as it is written in a fault: ``themes[1].items[0].scale``."""
    words = "".join(f"[{step}]" if isinstance(step, int) else f".{_on_one_line(step)}" for step in path)
    return words.removeprefix(".")


def quoted(value: object) -> str:
    """Return a value in quotes, on one line and at most 60 characters long."""
    return f'"{_on_one_line(value)}"'


def _on_one_line(value: object) -> str:
    text = " ".join(str(value).split())
    return f"{text[:60]}…" if len(text) > 60 else text
