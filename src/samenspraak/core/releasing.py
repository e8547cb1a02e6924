"""Which answers may enter a next release, so that no series of releases gives away fewer than k people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from samenspraak.core.disclosure import Plan, opened
from samenspraak.core.kinds import KINDS
from samenspraak.core.kinds.kind import NOT_ANSWERED, Tally
from samenspraak.core.ledger import ABSENT, ENTERED, KEPT, Ledger, stays_safe
from samenspraak.core.parts import Item
from samenspraak.core.scoring import NO_GROUP, total
from samenspraak.core.sheet import QuestionList, empty_sheet, matrix

__all__ = ["Ledger", "ReleaseDecision", "Voice", "next_release"]


@dataclass(frozen=True)
class Voice:
    """One sent answer sheet and the key of the group it belongs to (None: a mixed table).

    ``entered`` when somebody else typed it in, and so knows what it says.
    """

    group: str | None
    sheet: str
    entered: bool = False


@dataclass(frozen=True)
class ReleaseDecision:
    """Whether a next release is allowed, and what it holds.

    ``reason`` is "too-few" when fewer than k sheets changed, "spread" when enough changed but for no
    question enough in one group. ``changed`` is the number of sheets that differ from what was
    released; ``entering`` the responses of which something enters or leaves now; ``sheets`` what
    each response contributes to the release (keep it: the next decision needs it as *released*).
    ``ledger`` is the memory after this release; unchanged when it is not allowed.
    """

    allowed: bool
    reason: Literal["", "too-few", "spread"]
    changed: int
    entering: frozenset[str]
    sheets: Mapping[str, str]
    ledger: Ledger | None


def next_release(
    sent: Mapping[str, Voice],
    *,
    questions: QuestionList,
    plan: Plan,
    released: Mapping[str, str] | None = None,
    ledger: Ledger | None = None,
) -> ReleaseDecision:
    """Decide on the release after *ledger* (None: the first), question by question (docs/methods.md, Releases).

    *sent* has every sent sheet by response, *released* the sheets as the last release held them; a
    response that is withdrawn or erased is simply in neither, *ledger* still knows its place. Per
    question and display group the answers that changed (new, different, taken back) enter together or
    not at all: when all releases so far and this one, combined in any way, leave no 1 … k−1
    people, nor 1 … k−1 who answered themselves beside sheets that were typed in. What does not enter keeps the figure it had. A group once shown stays a group of its own.
    """
    state = _state(sent, questions, plan, released or {}, ledger)
    steps = [_step(state, place, item) for place, item in enumerate(questions.closed)]
    changed = _count(np.any([step.change.changed for step in steps], axis=0))
    moving = np.any([step.change.changed & step.entering for step in steps], axis=0)
    if changed < plan.k or not moving.any():
        return _refusal("too-few" if changed < plan.k else "spread", changed, released or {}, ledger)
    return ReleaseDecision(
        allowed=True,
        reason="",
        changed=changed,
        entering=frozenset(each for each, moves in zip(state.ids, moving, strict=True) if moves),
        sheets=_sheets(state, steps, sent),
        ledger=_ledger(state, steps, ledger),
    )


def _refusal(
    reason: Literal["too-few", "spread"], changed: int, released: Mapping[str, str], ledger: Ledger | None
) -> ReleaseDecision:
    return ReleaseDecision(
        allowed=False,
        reason=reason,
        changed=changed,
        entering=frozenset(),
        sheets=released,
        ledger=ledger,
    )


def _count(flags: np.ndarray) -> int:
    return int(np.count_nonzero(flags))


@dataclass(frozen=True)
class _State:
    """Everything about a round as arrays: responses × characters, and what earlier releases held."""

    ids: tuple[str, ...]
    questions: QuestionList
    k: int
    groups: tuple[str, ...]
    index: np.ndarray
    entered: np.ndarray
    sent: np.ndarray
    released: np.ndarray
    marks: np.ndarray
    shown: tuple[Mapping[str, tuple[str, ...]], ...]
    figures: Mapping[str, Mapping[str, Tally]]


@dataclass(frozen=True)
class _Change:
    """What happened to one question, per response: answered now, in the last release, the same, different."""

    answered: np.ndarray
    alive: np.ndarray
    same: np.ndarray
    changed: np.ndarray


@dataclass(frozen=True)
class _Step:
    """The decision on one question: which responses' changes enter, who is shown, the figures."""

    item: Item
    change: _Change
    entering: np.ndarray
    shown: tuple[str, ...] | None
    figures: Mapping[str, Tally]


@dataclass(frozen=True)
class _Option:
    """A possible next release of one question: display groups whose changes enter, and those shown."""

    entering: frozenset[str]
    shown: frozenset[str]


def _state(
    sent: Mapping[str, Voice],
    questions: QuestionList,
    plan: Plan,
    released: Mapping[str, str],
    ledger: Ledger | None,
) -> _State:
    earlier = ledger or Ledger(questions=(), displays={}, marks={}, shown=(), figures={})
    ids = tuple(sorted({*sent, *earlier.marks}))
    groups = (NO_GROUP, *plan.displays)
    known = {group.key: group.display for group in plan.groups}
    displays = [
        earlier.displays[each] if each in earlier.displays else known.get(sent[each].group or "", NO_GROUP)
        for each in ids
    ]
    empty = empty_sheet(questions)
    return _State(
        ids=ids,
        questions=questions,
        k=plan.k,
        groups=groups,
        index=np.array([groups.index(display) for display in displays], dtype=np.int64),
        entered=_entered(ids, sent, earlier),
        sent=matrix([sent[each].sheet if each in sent else empty for each in ids], questions),
        released=matrix([released.get(each, empty) for each in ids], questions),
        marks=earlier.past(ids),
        shown=earlier.shown,
        figures=earlier.figures,
    )


def _entered(ids: Sequence[str], sent: Mapping[str, Voice], earlier: Ledger) -> np.ndarray:
    """Return which responses somebody else typed in, those that were taken back included."""
    typed = {*earlier.entered, *(each for each, voice in sent.items() if voice.entered)}
    return np.array([each in typed for each in ids], dtype=bool)


def _step(state: _State, place: int, item: Item) -> _Step:
    change = _change(state, place, item)
    if item.id not in state.figures:
        return _first_step(state, item, change)
    option = _best_option(state, place, item, change)
    entering = _members(state, option.entering)
    figures = _figures(state, item, option)
    return _Step(
        item=item, change=change, entering=entering, shown=tuple(sorted(option.shown)), figures=figures
    )


def _change(state: _State, place: int, item: Item) -> _Change:
    column = state.questions.column(item.id)
    answered = (state.sent[:, column] != ord(NOT_ANSWERED)).any(axis=1)
    none = np.zeros(len(state.ids), dtype=bool)
    alive = state.marks[-1, :, place] != ABSENT if len(state.marks) else none
    equal = (state.sent[:, column] == state.released[:, column]).all(axis=1)
    same = alive & answered & equal
    return _Change(answered=answered, alive=alive, same=same, changed=(alive | answered) & ~same)


def _first_step(state: _State, item: Item, change: _Change) -> _Step:
    """Decide on a question of which nothing has been released yet: nothing earlier to compare with."""
    figures = _opened(state, item, change)
    shown = None if figures is None else tuple(sorted(figures.keys() - {NO_GROUP}))
    entering = np.full(len(state.ids), figures is not None)
    return _Step(item=item, change=change, entering=entering, shown=shown, figures=figures or {})


def _best_option(state: _State, place: int, item: Item, change: _Change) -> _Option:
    """Let in as much as is safe: everything at once, or else one group after the other."""
    sticky = frozenset(group for shown in state.shown for group in shown.get(item.id, ()))
    option = _Option(entering=frozenset(), shown=sticky)
    wishes = _wishes(state, item, change, sticky)
    everything = _joined([option, *wishes])
    if not wishes or _may_follow(state, place, item, change, everything):
        return everything
    for wish in wishes:
        wider = _joined([option, wish])
        if _may_follow(state, place, item, change, wider):
            option = wider
    return option


def _wishes(state: _State, item: Item, change: _Change, sticky: frozenset[str]) -> list[_Option]:
    """Return what could be added to the release: the changes of each part, then groups to show apart."""
    rest = frozenset(state.groups) - sticky
    parts = [*(frozenset({group}) for group in sorted(sticky)), rest]
    moving = [part for part in parts if (_members(state, part) & change.changed).any()]
    fresh = _opened(state, item, change) or {}
    apart = sorted(fresh.keys() - sticky - {NO_GROUP}, key=lambda group: (-fresh[group].answered, group))
    return [
        *(_Option(entering=part, shown=frozenset()) for part in moving),
        *(_Option(entering=rest, shown=frozenset({group})) for group in apart),
    ]


def _joined(options: Iterable[_Option]) -> _Option:
    every = list(options)
    return _Option(
        entering=frozenset().union(*(option.entering for option in every)),
        shown=frozenset().union(*(option.shown for option in every)),
    )


def _may_follow(state: _State, place: int, item: Item, change: _Change, option: _Option) -> bool:
    """Say whether all releases of this question, this one included, are safe together."""
    numbers = [number for number, shown in enumerate(state.shown) if item.id in shown]
    marks = np.vstack([state.marks[numbers, :, place], _marks(change, _members(state, option.entering))])
    shown = [frozenset(state.shown[number][item.id]) for number in numbers] + [option.shown]
    displays = [state.groups[group] for group in state.index]
    return stays_safe(marks, displays=displays, shown=shown, k=state.k, entered=state.entered)


def _marks(change: _Change, entering: np.ndarray) -> np.ndarray:
    """Return the marks of one question in this release: what enters, what stays, what is not in it."""
    enters = entering & change.answered & ~change.same
    stays = change.same | (change.alive & ~entering)
    return np.where(enters, ENTERED, np.where(stays, KEPT, ABSENT)).astype(np.uint8)


def _members(state: _State, groups: Iterable[str]) -> np.ndarray:
    """Return which responses are in one of these display groups."""
    return np.isin(state.index, [state.groups.index(group) for group in groups])


def _opened(state: _State, item: Item, change: _Change) -> dict[str, Tally] | None:
    """Return what may be shown of the sheets as sent, taken by themselves."""
    typed = np.bincount(state.index[change.answered & state.entered], minlength=len(state.groups))
    entered = dict(zip(state.groups, typed.tolist(), strict=True))
    return opened(_counted(state, item, state.groups), k=state.k, entered=entered)


def _counted(state: _State, item: Item, groups: Iterable[str]) -> dict[str, Tally]:
    """Count the sheets as sent, per display group."""
    column = state.sent[:, state.questions.column(item.id)]
    kind = KINDS[item.kind]
    counted = {
        group: kind.tally(column[_members(state, [group])], item, state.questions.instrument)
        for group in groups
    }
    return {group: tally for group, tally in counted.items() if tally is not None}


def _figures(state: _State, item: Item, option: _Option) -> dict[str, Tally]:
    """Return the tallies of the release: counted anew where changes enter, as they were elsewhere."""
    counted = _counted(state, item, option.entering)
    rest = [tally for group, tally in counted.items() if group not in option.shown]
    shown = {group: tally for group, tally in counted.items() if group in option.shown}
    others = {NO_GROUP: total(rest)} if rest else {}
    return {**state.figures[item.id], **shown, **others}


def _sheets(state: _State, steps: Sequence[_Step], sent: Mapping[str, Voice]) -> dict[str, str]:
    """Return what each response contributes: its new answers where they enter, its released ones elsewhere."""
    sheets = np.full(state.sent.shape, ord(NOT_ANSWERED), dtype=np.uint8)
    for step in steps:
        if step.shown is not None:
            column = state.questions.column(step.item.id)
            chosen = np.where(step.entering[:, None], state.sent[:, column], state.released[:, column])
            sheets[:, column] = chosen
    empty = empty_sheet(state.questions)
    rows = {each: bytes(row).decode("ascii") for each, row in zip(state.ids, sheets, strict=True)}
    return {each: sheet for each, sheet in rows.items() if each in sent and sheet != empty}


def _ledger(state: _State, steps: Sequence[_Step], earlier: Ledger | None) -> Ledger:
    absent = np.full(len(state.ids), ABSENT, dtype=np.uint8)
    columns = [absent if step.shown is None else _marks(step.change, step.entering) for step in steps]
    added = [bytes(row).decode("ascii") for row in np.array(columns, dtype=np.uint8).T]
    before = earlier.marks if earlier else {}
    marks = {each: (*before.get(each, ()), new) for each, new in zip(state.ids, added, strict=True)}
    typed = (each for each, entered in zip(state.ids, state.entered, strict=True) if entered)
    ever = {each for each, strings in marks.items() if any(set(string) != {"-"} for string in strings)}
    displays = zip(state.ids, state.index, strict=True)
    return Ledger(
        questions=tuple(step.item.id for step in steps),
        displays={each: state.groups[group] for each, group in displays if each in ever},
        marks={each: marks[each] for each in marks if each in ever},
        shown=(*state.shown, {step.item.id: step.shown for step in steps if step.shown is not None}),
        figures={step.item.id: step.figures for step in steps if step.figures},
        entered=tuple(each for each in typed if each in ever),
    )
