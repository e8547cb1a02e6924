"""Which figures of opinion groups may be shown, so that nothing follows about 1 … k−1 people (promise P4).

What opinion groups would give away, and the rule for each:

- **A group by itself.** Every figure is a sum over a group's people: at least k took a position.
- **Groups beside stakeholder groups.** If a stakeholder group and an opinion group are the same people but
  for two, the difference of their sums is those two. So per statement the sums over the opinion groups join
  everything that was ever released of that statement, and ``change.may_show`` looks whether any combination,
  with any weights, leaves 1 … k−1 people. If so that statement is left out, for all groups; with fewer than
  half of the statements left, so are the groups. People in no opinion group, or who withdrew and are still in an
  earlier figure, are one more set in these combinations: that is how the complement is guarded.
- **How both relate.** A stakeholder group's row of the cross table stands only when each of its cells is nobody
  or at least k people, and the same holds for all rows left out together.
- **The map.** A group's middle is computed from its means, its spread is a sum of products that occurs nowhere
  else; there is no map as soon as one statement is left out.
- **Time.** When one person moves to another group between two releases, the difference between both releases
  of a group is that person's whole sheet, and rounding does not hide it in a group of ten. No rule about how
  many sheets changed prevents that, because people also move when *others* change. Therefore opinion groups
  are published **once per round**, with its last release: call ``publish`` when the round is closed, keep the
  result, and make no further release of that round. What later comparisons with other rounds must know
  is in ``Publication.known``, which belongs in ``Wave.published`` from then on.
- **Entered sheets.** Whoever typed sheets in knows them, and in which group they came. So of those who answered
  themselves there are nobody or at least k too: in each group, in those of it who took a position on a statement, in
  each combination (``may_show``) and in each cell of the cross table.
- **Membership.** Nobody is told who is in which group. "Where do I stand" is computed from this published value
  and one's own sheet (``standing``), so it tells nothing that was not published.

Figures are treated as exact sums; that they are rounded is extra.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from samenspraak.core.change import Wave, may_show
from samenspraak.core.kinds.kind import NOT_ANSWERED
from samenspraak.core.kinds.marks import CODES
from samenspraak.core.opinions.groups import OpinionGroups, opinion_groups, search
from samenspraak.core.opinions.picture import (
    OpinionGroup,
    OpinionPicture,
    Reason,
    Region,
    Relation,
    Shared,
    StatementMeans,
    Typical,
)
from samenspraak.core.opinions.profile import common_ground, counted, typical
from samenspraak.core.parts import Item
from samenspraak.core.scoring import NO_GROUP, mean, share, tenth
from samenspraak.core.sheet import matrix

FEWEST_IN_GROUP = 5
"""Also where everybody agreed to be named, fewer people than this are not called a group."""


@dataclass(frozen=True)
class Publication:
    """What is shown of opinion groups, and what is known through it.

    ``known`` has per group, statement → responses in its figures: to be kept with the release, never shown.
    """

    picture: OpinionPicture
    known: tuple[Mapping[str, frozenset[str]], ...] = ()


@dataclass(frozen=True)
class _Answers:
    """The released answers to the common statements; ``values`` and ``answered`` are people × statements.

    ``own`` says who answered without somebody else typing it in.
    """

    responses: tuple[str, ...]
    displays: tuple[str, ...]
    own: np.ndarray
    items: tuple[Item, ...]
    steps: tuple[int, ...]
    values: np.ndarray
    answered: np.ndarray


@dataclass(frozen=True)
class _Shown:
    """The statements that may be shown (places in ``_Answers.items``) and the counts per group on them."""

    places: tuple[int, ...]
    counts: np.ndarray
    steps: np.ndarray


def publish(wave: Wave) -> Publication:
    """Return the opinion groups of a closed round as its last release left it (docs/methods.md, Opinion groups).

    Only statements that were put to everybody count. Once per round, see above.
    """
    answers = _answers(wave)
    k = max(wave.plan.k, FEWEST_IN_GROUP)
    audiences = _audiences(answers, k)
    groups = opinion_groups(answers.values, answers.steps, k=k, audiences=audiences)
    if groups is None:
        enough = search(answers.values, answers.steps, k=k, audiences=audiences) is not None
        return _none("unclear" if enough else "too-few", answers)
    shown = _shown(wave, answers, groups)
    own = np.bincount(groups.group_of[answers.own & (groups.group_of >= 0)])
    if not _is_open(own, wave.plan.k) or len(shown.places) * 2 < len(groups.statements):
        return _none("withheld", answers)
    return Publication(picture=_picture(wave, answers, groups, shown), known=_known(answers, groups, shown))


def _none(reason: Reason, answers: _Answers) -> Publication:
    return Publication(picture=OpinionPicture(reason=reason, n=len(answers.responses)))


def _answers(wave: Wave) -> _Answers:
    """Gather the statements put to everybody, and everybody with an answer to one of them, in a fixed order."""
    items = tuple(item for item in wave.questions.closed if item.kind == "ordinal" and _is_common(item, wave))
    columns = [wave.questions.offsets[item.id] for item in items]
    ids = sorted(wave.sheets)
    cells = matrix([wave.sheets[each] for each in ids], wave.questions)[:, columns]
    answered = cells != ord(NOT_ANSWERED)
    present = answered.any(axis=1)
    step_of = np.zeros(256, dtype=np.uint8)
    step_of[[ord(code) for code in CODES]] = range(1, len(CODES) + 1)
    responses = tuple(each for each, here in zip(ids, present, strict=True) if here)
    return _Answers(
        responses=responses,
        displays=tuple(wave.ledger.displays.get(each, NO_GROUP) for each in responses),
        own=~wave.ledger.typed_in(responses),
        items=items,
        steps=tuple(len(wave.questions.instrument.scale(item.scale or "").anchors) for item in items),
        values=step_of[cells[present]],
        answered=answered[present],
    )


def _is_common(item: Item, wave: Wave) -> bool:
    return not item.audience or {group.audience for group in wave.plan.groups} <= set(item.audience)


def _audiences(answers: _Answers, k: int) -> list[int]:
    """Number the stakeholder groups; those of fewer than k people count together."""
    sizes = Counter(answers.displays)
    numbers = {display: place for place, display in enumerate(sorted(sizes)) if sizes[display] >= k}
    return [numbers.get(display, -1) for display in answers.displays]


def _shown(wave: Wave, answers: _Answers, groups: OpinionGroups) -> _Shown:
    """Keep the statements of which the groups' figures may stand beside all that was ever released."""
    steps = np.array(answers.steps)
    counts = counted(answers.values, groups.group_of, len(groups.sizes), int(steps.max()))
    positions = counts.sum(axis=2)
    own = counted(
        answers.values[answers.own], groups.group_of[answers.own], len(groups.sizes), int(steps.max())
    )
    own_positions = own.sum(axis=2)
    places = tuple(
        place
        for place in groups.statements
        if positions[:, place].min() >= wave.plan.k
        and _is_open(own_positions[:, place], wave.plan.k)
        and may_show(wave, answers.items[place].id, _members(answers, groups, place), k=wave.plan.k)
    )
    return _Shown(places=places, counts=counts[:, list(places)], steps=steps[list(places)])


def _members(answers: _Answers, groups: OpinionGroups, place: int) -> list[frozenset[str]]:
    """Return per group the responses with an answer to a statement, "weet ik niet" included."""
    inside = np.where(answers.answered[:, place], groups.group_of, -1)
    everybody = np.array(answers.responses)
    return [frozenset(everybody[inside == group].tolist()) for group in range(len(groups.sizes))]


def _known(answers: _Answers, groups: OpinionGroups, shown: _Shown) -> tuple[dict[str, frozenset[str]], ...]:
    per_item = {answers.items[place].id: _members(answers, groups, place) for place in shown.places}
    return tuple(
        {item: members[group] for item, members in per_item.items()} for group in range(len(groups.sizes))
    )


def _picture(wave: Wave, answers: _Answers, groups: OpinionGroups, shown: _Shown) -> OpinionPicture:
    ids = [answers.items[place].id for place in shown.places]
    placed = sum(groups.sizes)
    whole = len(shown.places) == len(groups.statements)
    return OpinionPicture(
        reason="",
        n=len(answers.responses),
        placed=placed,
        groups=tuple(
            OpinionGroup(
                n=size,
                share=share(size, placed),
                typical=tuple(_typical(shown, ids, group)),
                region=_region(groups, shown, group) if whole else None,
            )
            for group, size in enumerate(groups.sizes)
        ),
        statements=tuple(_means(item, shown.counts[:, place]) for place, item in enumerate(ids)),
        shared=tuple(_shared(shown, ids)),
        relations=tuple(_relations(wave, answers, groups)),
        silhouette=round(groups.evidence.silhouette, 2),
        stability=round(groups.evidence.stability, 2),
    )


def _means(item: str, counts: np.ndarray) -> StatementMeans:
    return StatementMeans(
        item=item,
        means=tuple(_mean(group) for group in counts),
        n=tuple(int(group.sum()) for group in counts),
    )


def _mean(counts: np.ndarray) -> float:
    return tenth(mean(counts.tolist()) or Fraction(0))


def _typical(shown: _Shown, ids: Sequence[str], group: int) -> Iterator[Typical]:
    for contrast in typical(shown.counts, shown.steps, group):
        inside = shown.counts[group, contrast.statement]
        yield Typical(
            item=ids[contrast.statement],
            side="higher" if contrast.difference > 0 else "lower",
            mean=_mean(inside),
            others=_mean(shown.counts[:, contrast.statement].sum(axis=0) - inside),
        )


def _shared(shown: _Shown, ids: Sequence[str]) -> Iterator[Shared]:
    for common in common_ground(shown.counts, shown.steps):
        parts = zip(common.leaning, common.positions, strict=True)
        number, people = min(parts, key=lambda part: Fraction(*part))
        yield Shared(item=ids[common.statement], lean=common.lean, least=share(number, people))


def _region(groups: OpinionGroups, shown: _Shown, group: int) -> Region:
    """Return where a group lies: its means beside those of all groups, and the spread of its people."""
    x, y = (
        _places(shown.counts[group], shown) - _places(shown.counts.sum(axis=0), shown)
    ) @ groups.plane.directions
    spread, axes = np.linalg.eigh(np.cov(groups.plane.places[groups.group_of == group].T))
    short, long = np.sqrt(np.maximum(spread, 0))
    across, up = axes[:, 1] if axes[0, 1] > 0 else -axes[:, 1]
    return Region(
        x=round(float(x), 2),
        y=round(float(y), 2),
        long=round(float(long), 2),
        short=round(float(short), 2),
        angle=round(float(np.degrees(np.arctan2(up, across)))),
    )


def _places(counts: np.ndarray, shown: _Shown) -> np.ndarray:
    """Return the mean of each statement as a part of its scale; *counts* is statements × steps."""
    means = counts @ np.arange(counts.shape[1]) / counts.sum(axis=1)
    places: np.ndarray = means / (shown.steps - 1)
    return places


def _relations(wave: Wave, answers: _Answers, groups: OpinionGroups) -> Iterator[Relation]:
    """Yield the rows of the cross table that give nobody away, in the order of the plan."""
    width = len(groups.sizes) + 1
    number = np.where(groups.group_of < 0, width - 1, groups.group_of)
    displays = np.array(answers.displays)
    cells = {
        each: np.array(
            [
                np.bincount(number[who & (displays == each)], minlength=width)
                for who in (np.full(len(displays), True), answers.own)
            ]
        )
        for each in (*wave.plan.displays, NO_GROUP)
    }
    for display in _open_rows(cells, wave.plan.k):
        counts = [int(count) for count in cells[display][0]]
        people = sum(counts)
        shares = [share(count, people) for count in counts]
        yield Relation(display=display, n=people, shares=tuple(shares[:-1]), unplaced=shares[-1])


def _open_rows(cells: Mapping[str, np.ndarray], k: int) -> list[str]:
    """Return the rows to show: every cell nobody or at least k, and so for all other rows together.

    *cells* has everybody, and then those who answered themselves.
    """
    rows = [each for each in cells if each and cells[each].any() and _is_open(cells[each], k)]
    while rows:
        rest = sum((cells[each] for each in cells if each not in rows), np.zeros(1, dtype=np.int64))
        if _is_open(rest, k):
            break
        rows.remove(min(rows, key=lambda each: int(cells[each][0].sum())))
    return rows


def _is_open(cells: np.ndarray, k: int) -> bool:
    return not ((cells > 0) & (cells < k)).any()
