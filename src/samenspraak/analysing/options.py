"""What the options of the command mean: which columns hold what, and who was expected."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence

from samenspraak.core.answer_table import AnswerTable, KnownGroup, Layout, meanings, plain
from samenspraak.core.disclosure import Plan, PlannedGroup
from samenspraak.core.kinds.kind import DONT_KNOW
from samenspraak.core.parts import Instrument
from samenspraak.core.sheet import QuestionList

MOST_GROUPS = 50


class OptionFault(Exception):
    """An option that cannot be followed, and why."""


def layout_of(options: argparse.Namespace, questions: QuestionList) -> Layout:
    """Return how the columns are to be understood."""
    instrument = questions.instrument
    check_unknown(options.unknown, questions)
    layout = Layout(
        group=" ".join(options.group.split()),
        stand_ins=stand_ins(listed(options.importance), questions),
        ignored=frozenset(listed(options.ignore)),
        unknown=options.unknown,
        groups=tuple(
            KnownGroup(group.id, (group.name.nl, group.name.to("en"))) for group in instrument.groups
        ),
    )
    named = [layout.group, *layout.stand_ins, *layout.ignored]
    if twice := sorted(name for name in set(named) if name and named.count(name) > 1):
        raise OptionFault(f'column "{twice[0]}" is named in more than one option')
    return layout


def listed(given: Iterable[str]) -> list[str]:
    """Return what an option lists: separated by commas, or given more than once."""
    return [" ".join(part.split()) for one in given for part in one.split(",") if part.strip()]


def check_unknown(code: str, questions: QuestionList) -> None:
    """Refuse a code for "weet ik niet" that already means an answer."""
    for item in questions.closed:
        known = meanings(item, questions.instrument).get(plain(code))
        if code and known is not None and known != DONT_KNOW:
            raise OptionFault(f'--unknown {code}: in column "{item.id}" that is an answer already')


def stand_ins(entries: Sequence[str], questions: QuestionList) -> dict[str, str]:
    """Return the columns that hold the importance of a theme, by name, with the id of its question.

    An entry is THEME=COLUMN, or only a column: then it is for the next theme that asks for its importance.
    """
    asked = {
        theme.id: item.id for theme in questions.themes for item in theme.items if item.kind == "importance"
    }
    in_order = iter(asked)
    found: dict[str, str] = {}
    for entry in entries:
        theme, equals, column = entry.partition("=")
        theme = theme.strip() if equals else next(in_order, "")
        column = column.strip() if equals else entry
        if theme not in asked:
            themes = ", ".join(asked) or "none"
            raise OptionFault(
                f"--importance {entry}: no theme to put this at (themes that ask for it: {themes})"
            )
        if column in found or asked[theme] in found.values():
            raise OptionFault(f"--importance {entry}: this column or theme is named twice")
        found[column] = asked[theme]
    return found


def plan_of(options: argparse.Namespace, table: AnswerTable, questions: QuestionList) -> Plan:
    """Return the plan of a table: its groups, in the order of the instrument and then of the alphabet."""
    instrument = questions.instrument
    expected = expected_numbers(options.expected, instrument, options.group)
    present = {one.group for one in table.respondents if one.group} | expected.keys()
    if len(present) > MOST_GROUPS:
        raise OptionFault(
            f'--group: column "{options.group}" has {len(present)} groups, {MOST_GROUPS} are allowed'
        )
    known = {group.id: group for group in instrument.groups}
    order = [key for key in known if key in present] + sorted(present - known.keys())
    names = {key: known[key].name.to(options.language) if key in known else key for key in order}
    groups = tuple(
        PlannedGroup(
            key=key,
            name=names[key],
            audience=known[key].audience if key in known else "",
            expected=expected.get(key, 0),
            display=key,
        )
        for key in order
    )
    return Plan(k=options.k, mode="protected", groups=groups, displays=names)


def expected_numbers(given: Sequence[str], instrument: Instrument, column: str) -> Mapping[str, int]:
    """Return how many people were expected per group, from entries GROUP=NUMBER."""
    keys = {
        plain(name): group.id
        for group in instrument.groups
        for name in (group.id, group.name.nl, group.name.to("en"))
    }
    found: dict[str, int] = {}
    for entry in given:
        name, _, number = entry.rpartition("=")
        if not name.strip() or not number.strip().isdecimal() or len(number) > 7:
            raise OptionFault(f"--expected {entry}: write GROUP=NUMBER")
        if not column:
            raise OptionFault("--expected needs --group: the column that says who belongs to which group")
        found[keys.get(plain(name), " ".join(name.split()))] = int(number)
    return found
