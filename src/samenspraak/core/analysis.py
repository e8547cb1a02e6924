"""analyse(): the one door from answer sheets to the picture; Picture: the one result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from samenspraak.core.agreement import agreement
from samenspraak.core.cards import Facet
from samenspraak.core.contrasts import contrasts
from samenspraak.core.disclosure import Plan, opened
from samenspraak.core.dispersion import dispersion
from samenspraak.core.doubts import doubt
from samenspraak.core.findings import found
from samenspraak.core.frozen import Frozen
from samenspraak.core.intervals import mean_interval
from samenspraak.core.kinds.kind import Tally
from samenspraak.core.parts import Item, Theme
from samenspraak.core.perception import perception_gaps
from samenspraak.core.picture import (
    Distribution,
    Doubt,
    Finding,
    GroupDifference,
    Interval,
    ItemPicture,
    Named,
    Picture,
    Position,
    ThemePicture,
)
from samenspraak.core.positions import place_interval, place_of
from samenspraak.core.quality import quality_notes
from samenspraak.core.releasing import Ledger
from samenspraak.core.samples import Sample, samples
from samenspraak.core.scoring import (
    FEW,
    NO_GROUP,
    Cells,
    coverage,
    mean,
    median,
    rounded,
    share,
    shares,
    tallies,
    tenth,
    total,
)
from samenspraak.core.sheet import QuestionList, matrix
from samenspraak.core.topics import topics
from samenspraak.core.weighting import weighed_themes

__all__ = [
    "CORE_VERSION",
    "Distribution",
    "Finding",
    "Frozen",
    "GroupDifference",
    "ItemPicture",
    "Named",
    "Picture",
    "Position",
    "Sheets",
    "ThemePicture",
    "analyse",
    "doubt",
]

CORE_VERSION = "3"


@dataclass(frozen=True)
class Sheets:
    """The sent sheets of a round, one entry per response in each list.

    ``rows`` are the answer sheets, ``groups`` the group keys (None: a mixed table), ``tables`` says which
    sheets a table filled in together, ``names`` is used in named mode only ("" otherwise), ``channels`` says how each
    came in (empty: not known).
    """

    rows: Sequence[str]
    groups: Sequence[str | None]
    tables: Sequence[bool]
    names: Sequence[str]
    channels: Sequence[str] = ()


def analyse(
    questions: QuestionList, sheets: Sheets, plan: Plan, *, ledger: Ledger | None = None
) -> Picture | None:
    """Return the picture of *sheets* under *plan*; None when fewer than k people answered.

    First everything is counted; then what may not be shown is dropped; every figure is made of what
    is left (P4). With *ledger* (of ``core.releasing.next_release``) the figures are those of that release,
    checked against all earlier ones, and *sheets* are the sheets it holds; without it, *sheets* are taken
    by themselves.
    """
    if len(sheets.rows) < plan.k:
        return None
    known = {group.key: group.display for group in plan.groups}
    groups = [known.get(group or "", NO_GROUP) for group in sheets.groups]
    figures = ledger.figures if ledger else _figures(questions, sheets.rows, groups, plan)
    released = samples(figures, questions, plan)
    differing = contrasts(released, questions, k=plan.k)
    themes = tuple(_theme(theme, figures, plan, differing.shown) for theme in questions.themes)
    sizes = Counter(groups)
    return Picture(
        core_version=CORE_VERSION,
        questions=questions.digest,
        k=plan.k,
        mode=plan.mode,
        expected=sum(group.expected for group in plan.groups),
        n=len(sheets.rows),
        tables=sum(sheets.tables),
        group_sizes={display: sizes[display] for display in plan.displays},
        themes=themes,
        findings=found(themes, sizes={display: sizes[display] for display in plan.displays}, k=plan.k),
        topics=topics(themes, k=plan.k),
        people=_people(questions, sheets, groups) if plan.mode == "named" else (),
        notes=quality_notes(
            questions,
            matrix(sheets.rows, questions),
            released,
            k=plan.k,
            received={NO_GROUP: sizes[NO_GROUP]} | {display: sizes[display] for display in plan.displays},
            expected=_expected_per_group(plan),
            channels=Counter(sheets.channels),
        ),
        positions_weighed=weighed_themes(questions, released, kind="ordinal"),
        importance_weighed=weighed_themes(questions, released, kind="importance"),
        minorities=differing.minorities,
        perceptions=perception_gaps(questions, released, plan),
    )


def _figures(
    questions: QuestionList, rows: Sequence[str], groups: Sequence[str], plan: Plan
) -> dict[str, dict[str, Tally]]:
    """Count everything, and keep only what may be shown."""
    displays = tuple(plan.displays)
    places = {display: place for place, display in enumerate(displays)} | {NO_GROUP: -1}
    index = np.array([places[group] for group in groups], dtype=np.int64)
    counted = tallies(questions, matrix(rows, questions), index=index, displays=displays)
    visible = {item: opened(cells, k=plan.k) for item, cells in counted.items()}
    return {item: cells for item, cells in visible.items() if cells is not None}


def _theme(
    theme: Theme, figures: Mapping[str, Cells], plan: Plan, differing: Mapping[str, GroupDifference]
) -> ThemePicture:
    items = [item for item in theme.items if item.kind not in {"importance", "text"}]
    importance = next((_item(item, figures, plan) for item in theme.items if item.kind == "importance"), None)
    pictures = tuple(_item(item, figures, plan, differing.get(item.id)) for item in items)
    statements = [item for item in items if item.kind == "ordinal"]
    return ThemePicture(
        theme=theme.id,
        position=_position(statements, figures, plan, None),
        groups={display: _position(statements, figures, plan, display) for display in plan.displays},
        importance=importance.total if importance else None,
        importance_groups=importance.groups if importance else dict.fromkeys(plan.displays),
        agreement=_theme_agreement(statements, figures),
        items=pictures,
    )


def _item(
    item: Item, figures: Mapping[str, Cells], plan: Plan, difference: GroupDifference | None = None
) -> ItemPicture:
    asked = tuple(display for display in plan.displays if _asks(item, plan, display))
    return ItemPicture(
        item=item.id,
        kind=item.kind,
        total=_distribution(item, figures, plan, None),
        groups={display: _distribution(item, figures, plan, display) for display in plan.displays},
        asked=asked,
        difference=difference,
        card=item.card if isinstance(item, Facet) else "",
        facet=item.facet if isinstance(item, Facet) else "",
    )


def _tally(item: Item, figures: Mapping[str, Cells], display: str | None) -> Tally | None:
    """Return the released tally of everybody (None) or a display group; None where nothing is shown."""
    cells = figures.get(item.id)
    if cells is None:
        return None
    tally = total(cells.values()) if display is None else cells.get(display)
    return tally if tally and tally.answered else None


def _distribution(
    item: Item, figures: Mapping[str, Cells], plan: Plan, display: str | None
) -> Distribution | None:
    tally = _tally(item, figures, display)
    if tally is None:
        return None
    ordered = item.scale is not None
    average = mean(tally.counts) if ordered else None
    covered = coverage(tally.answered, _expected(item, plan, display))
    why = doubt(tally, k=plan.k, covered=covered, ordered=ordered)
    dispersed = dispersion(tally.counts) if ordered else None
    return Distribution(
        n=tally.answered,
        shares=shares(tally.counts),
        unknown=share(tally.unknown, tally.answered),
        mean=None if average is None else tenth(average),
        median=median(tally.counts) if ordered else None,
        agreement=_rounded_agreement([tally]) if ordered else None,
        certainty="uncertain" if why else "clear",
        doubt=why,
        coverage=covered,
        interval=_interval([_sample(item, tally, plan, display)]) if ordered else None,
        consensus=dispersed.consensus if dispersed else None,
        polarisation=dispersed.polarisation if dispersed else None,
    )


def _position(
    statements: Iterable[Item], figures: Mapping[str, Cells], plan: Plan, display: str | None
) -> Position | None:
    shown = [item for item in statements if _tally(item, figures, display)]
    distributions = [each for item in shown if (each := _distribution(item, figures, plan, display))]
    counted = [(item, tally) for item in shown if (tally := _tally(item, figures, display))]
    if not distributions:
        return None
    means = [average for _, tally in counted if (average := mean(tally.counts)) is not None]
    why: Doubt = _common_doubt([each.doubt for each in distributions]) if means else "unknown"
    return Position(
        n=max(each.n for each in distributions),
        mean=tenth(sum(means, Fraction(0)) / len(means)) if means else None,
        certainty="uncertain" if why else "clear",
        doubt=why,
        coverage=max((each.coverage for each in distributions if each.coverage is not None), default=None),
        interval=_interval([_sample(item, tally, plan, display) for item, tally in counted]),
    )


def _interval(known: Sequence[Sample]) -> Interval | None:
    """Return how far a mean over these items could still move; None when nobody is missing."""
    place = place_of(known)
    if place is None or all(sample.missing == 0 for sample in known if sample.positions):
        return None
    return mean_interval(known[0]) if len(known) == 1 else place_interval(place)


def _sample(item: Item, tally: Tally, plan: Plan, display: str | None) -> Sample:
    return Sample(tally=tally, expected=_expected(item, plan, display))


def _common_doubt(doubts: Sequence[Doubt]) -> Doubt:
    """Return the commonest doubt when more than half of the statements are uncertain, else none."""
    uncertain: list[Doubt] = [each for each in doubts if each]
    if len(uncertain) * 2 <= len(doubts):
        return ""
    in_order: tuple[Doubt, ...] = ("unknown", "thin", "split")
    return max(in_order, key=uncertain.count)


def _theme_agreement(statements: Iterable[Item], figures: Mapping[str, Cells]) -> float | None:
    return _rounded_agreement([tally for item in statements if (tally := _tally(item, figures, None))])


def _rounded_agreement(tallied: Iterable[Tally]) -> float | None:
    """Return the mean agreement over these items, in tenths where fewer than twenty took a position."""
    counted = [tally.counts for tally in tallied if sum(tally.counts)]
    if not counted:
        return None
    digits = 1 if min(map(sum, counted)) < FEW else 2
    exact = sum(Fraction(agreement(counts)).limit_denominator(10**9) for counts in counted)
    return rounded(Fraction(exact) / len(counted), digits)


def _asks(item: Item, plan: Plan, display: str) -> bool:
    return any(
        group.display == display and (not item.audience or group.audience in item.audience)
        for group in plan.groups
    )


def _expected(item: Item, plan: Plan, display: str | None) -> int:
    """Return how many people are expected who get this question."""
    return sum(
        group.expected
        for group in plan.groups
        if display in {None, group.display} and (not item.audience or group.audience in item.audience)
    )


def _expected_per_group(plan: Plan) -> dict[str, int]:
    return {
        display: sum(group.expected for group in plan.groups if group.display == display)
        for display in plan.displays
    }


def _people(questions: QuestionList, sheets: Sheets, groups: Sequence[str]) -> tuple[Named, ...]:
    columns = {item.id: questions.column(item.id) for item in questions.closed}
    return tuple(
        Named(name=name, group=group or None, cells={item: row[column] for item, column in columns.items()})
        for name, group, row in zip(sheets.names, groups, sheets.rows, strict=True)
    )
