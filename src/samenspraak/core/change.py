"""What changed between two rounds: for everybody, and for the same people where that gives nobody away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from samenspraak.core.disclosure import Plan, is_enough
from samenspraak.core.frozen import Certainty, Frozen
from samenspraak.core.kinds.marks import CODES
from samenspraak.core.ledger import ABSENT, Ledger, stays_safe
from samenspraak.core.parts import Item
from samenspraak.core.picture import Distribution, Doubt, Picture, ThemePicture
from samenspraak.core.scoring import share, tenth
from samenspraak.core.sheet import QuestionList


class ThemeChange(Frozen):
    """One theme in two rounds, over the statements that both have (same id = same question).

    ``earlier`` and ``later`` are positions (steps from 1, one decimal) of ``earlier_n`` and ``later_n``
    people, who need not be the same; ``difference`` is later less earlier. ``left_out`` has the
    statements that only one of the rounds shows. "uncertain" when either position is, see ``doubt``.
    """

    theme: str
    items: tuple[str, ...]
    left_out: tuple[str, ...]
    earlier: float
    later: float
    earlier_n: int
    later_n: int
    difference: float
    certainty: Certainty
    doubt: Doubt


class PairedTheme(Frozen):
    """One theme as the same people saw it twice.

    ``first`` and ``second`` are the means over ``items`` of those who took a position both times
    (at least k per item; ``n`` is the largest of these numbers). ``up``, ``same`` and ``down`` are shares of
    their answers (0 … 1; in tenths below twenty answers, else in hundredths).
    """

    theme: str
    items: tuple[str, ...]
    n: int
    first: float
    second: float
    difference: float
    up: float
    same: float
    down: float


class Paired(Frozen):
    """The same people in two rounds: how many stayed, came and left, and what may be shown of the stayers."""

    stayers: int
    newcomers: int
    leavers: int
    themes: tuple[PairedTheme, ...]


@dataclass(frozen=True)
class Wave:
    """One round as its last release left it: keep both rounds' releases closed once these are compared.

    ``ledger`` and ``sheets`` are those of the last ``core.releasing.ReleaseDecision``. ``published`` has
    further sets of responses of this round of which figures are known, item → responses: those of a
    comparison with another round (see ``answered_twice``), and those of opinion groups
    (``core.opinions.publishing``).
    """

    questions: QuestionList
    plan: Plan
    ledger: Ledger
    sheets: Mapping[str, str]
    published: tuple[Mapping[str, frozenset[str]], ...] = ()


def theme_change(earlier: Picture, later: Picture) -> tuple[ThemeChange, ...]:
    """Return per theme how far everybody's position moved (docs/methods.md, Change between rounds).

    Only statements that both pictures show count; a theme without any is left out.
    """
    before = {theme.theme: theme for theme in earlier.themes}
    pairs = ((before[theme.theme], theme) for theme in later.themes if theme.theme in before)
    changes = (_change(first, second) for first, second in pairs)
    return tuple(change for change in changes if change)


def paired_allowed(stayers: int, newcomers: int, leavers: int, *, k: int) -> bool:
    """Say whether figures of the stayers may stand beside those of both rounds.

    What is left of either round's total without the stayers must be nobody or at least k people.
    """
    return all(is_enough(number, k=k) for number in (stayers, newcomers, leavers))


def paired(first: Wave, second: Wave, same: Mapping[str, str]) -> Paired | None:
    """Return how the same people answered twice; None where that would give away 1 … k−1 people.

    *same* ties a response of the first round to the one of the same person in the second; what counts per
    statement is told by ``answered_twice``. Sheets that somebody else typed in are known, and left out of account.
    """
    stayers = _stayers(first, second, same)
    leavers = _present(first.ledger) - stayers.keys()
    newcomers = _present(second.ledger) - set(stayers.values())
    k = _k(first, second)
    if not stayers or not paired_allowed(len(stayers), len(newcomers), len(leavers), k=k):
        return None
    known, known_later = frozenset(first.ledger.entered), frozenset(second.ledger.entered)
    own = len(set(stayers.values()) - known_later), len(newcomers - known_later), len(leavers - known)
    if not (is_enough(len(stayers.keys() - known), k=k) and paired_allowed(*own, k=k)):
        return None
    moves = _moves(first, second, answered_twice(first, second, same))
    themes = (_paired_theme(theme.id, moves) for theme in second.questions.themes)
    return Paired(
        stayers=len(stayers),
        newcomers=len(newcomers),
        leavers=len(leavers),
        themes=tuple(theme for theme in themes if theme),
    )


def answered_twice(first: Wave, second: Wave, same: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return per statement that may be compared the pairs of responses that took a position both times.

    They are at least k, and no combination of their figures with all released figures of either round
    leaves 1 … k−1 people.
    """
    stayers = _stayers(first, second, same)
    k = _k(first, second)
    pairs = {item.id: _twice(first, second, stayers, item.id) for item in _statements(first, second)}
    return {
        item: both
        for item, both in pairs.items()
        if len(both) >= k
        and may_show(first, item, [frozenset(both)], k=k)
        and may_show(second, item, [frozenset(both.values())], k=k)
    }


def may_show(wave: Wave, item_id: str, sets: Sequence[frozenset[str]], *, k: int) -> bool:
    """Say whether figures of these sets of responses may stand beside everything known of a statement.

    Known are all its released figures, ``Wave.published`` and the sheets that were typed in: no combination
    may leave 1 … k−1 people.
    """
    releases = wave.ledger.releases_of(item_id)
    if not releases:
        return False
    responses = sorted(wave.ledger.marks)
    known = [each[item_id] for each in wave.published if item_id in each]
    return stays_safe(
        wave.ledger.past(responses)[releases][:, :, wave.ledger.questions.index(item_id)],
        displays=[wave.ledger.displays[response] for response in responses],
        shown=[frozenset(wave.ledger.shown[number][item_id]) for number in releases],
        k=k,
        entered=wave.ledger.typed_in(responses),
        subsets=[np.isin(responses, sorted(each)) for each in (*sets, *known)],
    )


def _change(first: ThemePicture, second: ThemePicture) -> ThemeChange | None:
    before, after = _placed(first), _placed(second)
    both = [item for item in before if item in after]
    if not both:
        return None
    earlier, later = (_average(figures[item] for item in both) for figures in (before, after))
    doubts: list[Doubt] = [each.doubt for each in (first.position, second.position) if each and each.doubt]
    return ThemeChange(
        theme=second.theme,
        items=tuple(both),
        left_out=tuple(sorted(before.keys() ^ after.keys())),
        earlier=tenth(earlier),
        later=tenth(later),
        earlier_n=max(before[item].n for item in both),
        later_n=max(after[item].n for item in both),
        difference=tenth(later - earlier),
        certainty="uncertain" if doubts else "clear",
        doubt=doubts[0] if doubts else "",
    )


def _placed(theme: ThemePicture) -> dict[str, Distribution]:
    """Return the statements of a theme that have a mean."""
    items = ((item.item, item.total) for item in theme.items if item.kind == "ordinal")
    return {item: total for item, total in items if total is not None and total.mean is not None}


def _average(figures: Iterable[Distribution]) -> Fraction:
    means = [Fraction(str(figure.mean)) for figure in figures]
    return sum(means, Fraction(0)) / len(means)


@dataclass(frozen=True)
class _Moves:
    """The steps that the same people took on one statement, first and second time."""

    theme: str
    item: str
    steps: tuple[tuple[int, int], ...]

    def mean(self, moment: int) -> Fraction:
        """Return the mean step of the first (0) or second (1) time."""
        return Fraction(sum(step[moment] for step in self.steps), len(self.steps))


def _moves(first: Wave, second: Wave, pairs: Mapping[str, Mapping[str, str]]) -> list[_Moves]:
    return [
        _Moves(
            theme=second.questions.theme_of(item).id,
            item=item,
            steps=tuple((_step(first, item, one), _step(second, item, two)) for one, two in both.items()),
        )
        for item, both in pairs.items()
    ]


def _paired_theme(theme: str, moves: Iterable[_Moves]) -> PairedTheme | None:
    moved = [each for each in moves if each.theme == theme]
    if not moved:
        return None
    before, after = (
        sum((each.mean(moment) for each in moved), Fraction(0)) / len(moved) for moment in (0, 1)
    )
    steps = [two - one for each in moved for one, two in each.steps]
    return PairedTheme(
        theme=theme,
        items=tuple(each.item for each in moved),
        n=max(len(each.steps) for each in moved),
        first=tenth(before),
        second=tenth(after),
        difference=tenth(after - before),
        up=share(sum(step > 0 for step in steps), len(steps)),
        same=share(sum(step == 0 for step in steps), len(steps)),
        down=share(sum(step < 0 for step in steps), len(steps)),
    )


def _k(first: Wave, second: Wave) -> int:
    return max(first.plan.k, second.plan.k)


def _stayers(first: Wave, second: Wave, same: Mapping[str, str]) -> dict[str, str]:
    return {one: two for one, two in sorted(same.items()) if one in first.sheets and two in second.sheets}


def _statements(first: Wave, second: Wave) -> list[Item]:
    """Return the statements that both rounds have (same id = same question)."""
    return [
        item
        for item in second.questions.closed
        if item.kind == "ordinal" and item.id in first.questions.offsets
    ]


def _twice(first: Wave, second: Wave, stayers: Mapping[str, str], item: str) -> dict[str, str]:
    """Return the stayers who took a position on a statement both times."""
    return {one: two for one, two in stayers.items() if _step(first, item, one) and _step(second, item, two)}


def _step(wave: Wave, item: str, response: str) -> int:
    """Return the step (from 1) that a response chose; 0 for "weet ik niet" and for no answer."""
    cell = wave.sheets[response][wave.questions.column(item)]
    return CODES.index(cell) + 1 if cell in CODES else 0


def _present(ledger: Ledger) -> frozenset[str]:
    """Return the responses of which the last release holds something."""
    return frozenset(response for response, marks in ledger.marks.items() if marks[-1].strip(chr(ABSENT)))
