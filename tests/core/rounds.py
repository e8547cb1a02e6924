"""Small rounds for the tests of the core: a question list, plans and answer sheets in a line each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from samenspraak.core.analysis import Sheets
from samenspraak.core.disclosure import Plan, PlannedGroup
from samenspraak.core.instrument import load_instrument
from samenspraak.core.picture import Distribution, ItemPicture, Position, ThemePicture
from samenspraak.core.releasing import Voice
from samenspraak.core.sheet import empty_sheet, patch, question_list

SMALL = Path(__file__).parents[1] / "data" / "klein.yaml"
QUESTIONS = question_list(load_instrument(SMALL.read_text(encoding="utf-8"), name=SMALL.name))


def sheet(**cells: str) -> str:
    """Return a sheet with these answers; - in an item id is written as _ (A_belang)."""
    named = {key.replace("_", "-"): value for key, value in cells.items()}
    return patch(empty_sheet(QUESTIONS), QUESTIONS, named)


def plan_of(
    expected: Mapping[str, int],
    *,
    k: int = 5,
    mode: str = "protected",
    audiences: Mapping[str, str] | None = None,
) -> Plan:
    """Return a plan in which every group is shown by itself."""
    groups = tuple(
        PlannedGroup(
            key=key, name=key, audience=(audiences or {}).get(key, "gemeente"), expected=number, display=key
        )
        for key, number in expected.items()
    )
    return Plan.model_validate(
        {"k": k, "mode": mode, "groups": groups, "displays": {key: key for key in expected}}
    )


def sheets_of(voices: Iterable[Voice], *, names: Sequence[str] = ()) -> Sheets:
    """Return voices as the columns that analyse() reads."""
    every = list(voices)
    return Sheets(
        rows=[voice.sheet for voice in every],
        groups=[voice.group for voice in every],
        tables=[voice.group is None for voice in every],
        names=names or [""] * len(every),
    )


def answers(group: str | None, item: str, marks: str) -> list[Voice]:
    """Return one voice per mark, each answering only *item*."""
    return [Voice(group, sheet(**{item.replace("-", "_"): mark})) for mark in marks]


def theme_of(
    theme: str,
    *,
    total: Distribution | None = None,
    mean: float = 3.0,
    agreement: float = 0.5,
    important: float = 2.0,
) -> ThemePicture:
    """Return a theme with one statement on five steps; *total* is how everybody answered it."""
    clear = Distribution(
        n=8,
        shares=(0.0, 0.2, 0.5, 0.3, 0.0),
        unknown=0.0,
        mean=mean,
        median=3.0,
        agreement=agreement,
        certainty="clear",
        doubt="",
    )
    return ThemePicture(
        theme=theme,
        position=Position(n=8, mean=mean, certainty="clear", doubt=""),
        groups={},
        importance=clear.model_copy(update={"mean": important, "shares": (0.0, 1.0, 0.0)}),
        importance_groups={},
        agreement=agreement,
        items=(ItemPicture(item=f"{theme}1", kind="ordinal", total=total or clear, groups={}),),
    )
