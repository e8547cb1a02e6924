"""How far the answers can be relied on: notes beside a picture, as shares and never about a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import numpy as np

from samenspraak.core.kinds.kind import DONT_KNOW, NOT_ANSWERED
from samenspraak.core.picture import QualityKind, QualityNote
from samenspraak.core.samples import Samples, everybody
from samenspraak.core.scoring import rounded, share
from samenspraak.core.sheet import QuestionList

FEWEST_STATEMENTS = 8
MANY_STRAIGHT = Fraction(1, 10)
MANY_UNKNOWN = Fraction(1, 4)
LOW_COVERAGE = Fraction(1, 2)
ONE_CHANNEL = Fraction(4, 5)


def quality_notes(
    questions: QuestionList,
    sheets: np.ndarray,
    figures: Mapping[str, Samples],
    *,
    k: int,
    received: Mapping[str, int],
    expected: Mapping[str, int],
    channels: Mapping[str, int],
) -> tuple[QualityNote, ...]:
    """Return the notes that apply (docs/methods.md, Quality).

    *sheets* is ``core.sheet.matrix`` of the sheets in the release, *figures* its tallies. Of these only shares
    over everybody are given, and "straight" only when at least k sheets are and none or at least k are not.
    *received* and *expected* (per display group) and *channels* (sheets per way they came in) are plain counts,
    which may always be shown.
    """
    if len(sheets) < k:
        return ()
    return (
        *_straight(questions, sheets, k),
        *_unknown(figures, len(sheets)),
        *_coverage(received, expected),
        *_channel(channels),
    )


def straight_lines(questions: QuestionList, sheets: np.ndarray) -> tuple[int, int]:
    """Return how many sheets have one and the same step on a whole scale, and how many could have.

    A scale counts for a sheet with FEWEST_STATEMENTS positions or more on its statements; whoever has more than
    one such scale has to be straight on all of them.
    """
    could, bent = np.zeros(len(sheets), bool), np.zeros(len(sheets), bool)
    for columns in _columns_per_scale(questions).values():
        cells = sheets[:, columns]
        chosen = (cells != ord(NOT_ANSWERED)) & (cells != ord(DONT_KNOW))
        counts = chosen.sum(axis=1) >= FEWEST_STATEMENTS
        lowest = np.where(chosen, cells, np.uint8(255)).min(axis=1)
        highest = np.where(chosen, cells, np.uint8(0)).max(axis=1)
        could |= counts
        bent |= counts & (lowest != highest)
    return int(np.count_nonzero(could & ~bent)), int(np.count_nonzero(could))


def _columns_per_scale(questions: QuestionList) -> dict[str, list[int]]:
    columns: dict[str, list[int]] = {}
    for item in questions.closed:
        if item.kind == "ordinal" and item.scale:
            columns.setdefault(item.scale, []).append(questions.column(item.id).start)
    return columns


def _straight(questions: QuestionList, sheets: np.ndarray, k: int) -> Iterator[QualityNote]:
    straight, could = straight_lines(questions, sheets)
    others = could - straight
    if straight >= k and (others == 0 or others >= k) and Fraction(straight, could) >= MANY_STRAIGHT:
        yield _note("straight", share(straight, could), could, MANY_STRAIGHT)


def _unknown(figures: Mapping[str, Samples], n: int) -> Iterator[QualityNote]:
    tallies = [whole.tally for cells in figures.values() if (whole := everybody(cells))]
    unknown, answered = sum(each.unknown for each in tallies), sum(each.answered for each in tallies)
    if answered and Fraction(unknown, answered) >= MANY_UNKNOWN:
        yield _note("unknown", rounded(Fraction(unknown, answered), 2), n, MANY_UNKNOWN)


def _coverage(received: Mapping[str, int], expected: Mapping[str, int]) -> Iterator[QualityNote]:
    groups = {"": (sum(received.values()), sum(expected.values()))}
    groups |= {key: (received.get(key, 0), number) for key, number in expected.items()}
    for key, (came, number) in groups.items():
        if number and Fraction(came, number) < LOW_COVERAGE:
            yield _note("coverage", rounded(Fraction(came, number), 2), number, LOW_COVERAGE, key)


def _channel(channels: Mapping[str, int]) -> Iterator[QualityNote]:
    """Yield the channel that most sheets came by, when some came by another."""
    used = {key: number for key, number in channels.items() if number}
    whole = sum(used.values())
    if len(used) < 2:
        return
    largest = max(used, key=lambda key: used[key])
    if Fraction(used[largest], whole) > ONE_CHANNEL:
        yield _note("channel", rounded(Fraction(used[largest], whole), 2), whole, ONE_CHANNEL, largest)


def _note(kind: QualityKind, part: float, n: int, threshold: Fraction, subject: str = "") -> QualityNote:
    return QualityNote(kind=kind, share=part, n=n, threshold=float(threshold), subject=subject)
