"""Whether groups differ on a statement: how much, between whom, and whether that is more than chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, combinations

from samenspraak.core.frozen import Frozen
from samenspraak.core.permuting import permutation_p, smallest_p
from samenspraak.core.picture import Verdict
from samenspraak.core.samples import Samples, groups_of
from samenspraak.core.scoring import FEW, rounded

OTHERS = ""
"""Stands for everybody who is not in the group itself."""

FALSE_ALARMS = 0.05
SMALL = 0.147


class Comparison(Frozen):
    """Two sets of people on one statement: two groups, or a group and all OTHERS.

    ``delta`` (−1 … 1) is Cliff's delta, above 0 where ``first`` stands higher (tenths where either has fewer
    than twenty positions, else hundredths). ``q`` (0 … 1) is that of Benjamini and Hochberg within the
    statement; pairs are only tested on a statement with a difference. Both None where either has fewer than k
    positions.
    """

    first: str
    second: str
    verdict: Verdict
    delta: float | None
    q: float | None
    first_n: int
    second_n: int


class Difference(Frozen):
    """The groups on one statement.

    ``q`` (0 … 1) is the share of false alarms to expect when this statement and all with a smaller q are called a
    difference; None when no group could be compared. ``widest`` are the two groups that lie furthest apart (or
    the group that stands apart from OTHERS), ``first`` the higher one; of those that differ when any do.
    ``pairs`` has every two groups, ``apart`` every group against all others.
    """

    item: str
    verdict: Verdict
    q: float | None
    widest: Comparison | None
    pairs: tuple[Comparison, ...]
    apart: tuple[Comparison, ...]


def differences(figures: Mapping[str, Samples], *, k: int) -> tuple[Difference, ...]:
    """Judge every statement in *figures*, as one family (docs/methods.md, Differences).

    Each group is set against all others; together (Simes) they say how likely it is that the groups of a
    statement differ by chance. "difference" where Benjamini and Hochberg's procedure over the statements keeps
    the false alarms below FALSE_ALARMS and some delta is not negligible (SMALL, Romano 2006); "too few" where
    no answers at all by so few people could have been called so. Within a statement with a difference,
    pairs of groups are judged in the same way.
    """
    questions = [_question(item, cells, k) for item, cells in figures.items()]
    known = {each.item: each.probability for each in questions if each.probability is not None}
    qs = dict(zip(known, adjusted(list(known.values())), strict=True))
    needed = _needed(qs.values())
    return tuple(_difference(question, qs.get(question.item), needed) for question in questions)


def cliffs_delta(first: Sequence[int], second: Sequence[int]) -> Fraction:
    """Return how often first stands above second less the reverse, over all pairs of people (−1 … 1).

    From the counts per step; 0 when either is empty. Source: N. Cliff, Dominance statistics, Psychological
    Bulletin 114 (1993).
    """
    pairs = sum(first) * sum(second)
    if not pairs:
        return Fraction(0)
    return Fraction(_wins(first, second) - _wins(second, first), pairs)


def superiority(first: Sequence[int], second: Sequence[int]) -> Fraction:
    """Return the chance that somebody of first stands above somebody of second, ties for half (0 … 1).

    (delta + 1) / 2: A of A. Vargha and H. Delaney, J. of Educational and Behavioral Statistics 25 (2000).
    """
    return (cliffs_delta(first, second) + 1) / 2


def adjusted(probabilities: Sequence[float]) -> list[float]:
    """Return Benjamini and Hochberg's q for each probability.

    The smallest of p × number of tests / rank over its own and all higher ranks. Source: J. of the Royal
    Statistical Society B 57 (1995).
    """
    tests = len(probabilities)
    falling = sorted(range(tests), key=lambda place: -probabilities[place])
    raised = [probabilities[place] * tests / (tests - rank) for rank, place in enumerate(falling)]
    lowest = dict(zip(falling, accumulate(raised, min), strict=True))
    return [min(1.0, lowest[place]) for place in range(tests)]


@dataclass(frozen=True)
class _Contrast:
    """Two sets of people to be compared."""

    first: str
    second: str
    first_counts: tuple[int, ...]
    second_counts: tuple[int, ...]

    @property
    def sizes(self) -> tuple[int, int]:
        return sum(self.first_counts), sum(self.second_counts)

    @property
    def delta(self) -> Fraction:
        return cliffs_delta(self.first_counts, self.second_counts)

    @property
    def probability(self) -> float:
        return permutation_p(self.first_counts, self.second_counts)


@dataclass(frozen=True)
class _Question:
    """One statement: every two groups, every group against all others, and Simes' probability of the latter.

    Simes: the smallest q of the groups against all others; None when too few people answered to compare any.
    """

    item: str
    pairs: tuple[_Contrast, ...]
    apart: tuple[_Contrast, ...]
    probability: float | None
    k: int


def _question(item: str, cells: Samples, k: int) -> _Question:
    groups = {key: sample.counts for key, sample in groups_of(cells).items()}
    every = [sample.counts for sample in cells.values()]
    apart = [_Contrast(key, OTHERS, counts, _less(every, counts)) for key, counts in groups.items()]
    pairs = [_Contrast(one, two, groups[one], groups[two]) for one, two in combinations(groups, 2)]
    tested = [each.probability for each in apart if min(each.sizes) >= k]
    return _Question(
        item=item,
        pairs=tuple(pairs),
        apart=tuple(apart),
        probability=min(adjusted(tested)) if tested else None,
        k=k,
    )


def _less(every: Iterable[Sequence[int]], part: Sequence[int]) -> tuple[int, ...]:
    whole = map(sum, zip(*every, strict=True))
    return tuple(count - own for count, own in zip(whole, part, strict=True))


def _needed(qs: Iterable[float]) -> float:
    """Return which probability would just be called next in this family."""
    known = list(qs)
    called = sum(q <= FALSE_ALARMS for q in known)
    return FALSE_ALARMS * min(1.0, (called + 1) / len(known)) if known else 0.0


def _difference(question: _Question, q: float | None, needed: float) -> Difference:
    tested = [each for each in question.apart if min(each.sizes) >= question.k]
    verdict = _verdict(tested, q, needed)
    pairs = _compared(question.pairs, question.k, called=verdict == "difference")
    apart = _compared(question.apart, question.k, called=verdict == "difference")
    return Difference(
        item=question.item,
        verdict=verdict,
        q=None if q is None else round(q, 2),
        widest=_widest(pairs, apart),
        pairs=pairs,
        apart=apart,
    )


def _verdict(tested: Sequence[_Contrast], q: float | None, needed: float) -> Verdict:
    if q is None or min(smallest_p(*each.sizes) for each in tested) > needed:
        return "too few"
    wide = max(abs(each.delta) for each in tested) >= SMALL
    return "difference" if q <= FALSE_ALARMS and wide else "no clear difference"


def _compared(contrasts: Sequence[_Contrast], k: int, *, called: bool) -> tuple[Comparison, ...]:
    """Judge the contrasts of one statement as a family; where the statement was not called, none is tested."""
    tested = [each for each in contrasts if min(each.sizes) >= k] if called else []
    qs = dict(zip(tested, adjusted([each.probability for each in tested]), strict=True))
    needed = _needed(qs.values())
    return tuple(_comparison(each, k, qs.get(each), needed) for each in contrasts)


def _comparison(contrast: _Contrast, k: int, q: float | None, needed: float) -> Comparison:
    first_n, second_n = contrast.sizes
    enough = min(first_n, second_n) >= k
    verdict: Verdict = "no clear difference" if enough else "too few"
    return Comparison(
        first=contrast.first,
        second=contrast.second,
        verdict=verdict if q is None else _verdict([contrast], q, needed),
        delta=rounded(contrast.delta, 1 if min(first_n, second_n) < FEW else 2) if enough else None,
        q=None if q is None else round(q, 2),
        first_n=first_n,
        second_n=second_n,
    )


def _widest(pairs: Sequence[Comparison], apart: Sequence[Comparison]) -> Comparison | None:
    known = [each for each in (*pairs, *apart) if each.delta is not None]
    if not known:
        return None
    differing = [each for each in known if each.verdict == "difference"]
    pool = differing or known
    paired = [each for each in pool if each.second != OTHERS]
    return _turned(max(paired or pool, key=lambda each: abs(each.delta or 0.0)))


def _turned(comparison: Comparison) -> Comparison:
    """Return the same comparison with the higher one first."""
    if comparison.delta is None or comparison.delta >= 0:
        return comparison
    return comparison.model_copy(
        update={
            "first": comparison.second,
            "second": comparison.first,
            "delta": -comparison.delta,
            "first_n": comparison.second_n,
            "second_n": comparison.first_n,
        }
    )


def _wins(first: Sequence[int], second: Sequence[int]) -> int:
    """Return in how many pairs of people the one of first stands on a higher step."""
    below = accumulate(second, initial=0)
    return sum(count * lower for count, lower in zip(first, below, strict=False))
