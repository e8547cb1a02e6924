"""samenspraak analyse: the picture of anybody's own table of answers, without a database or settings."""

from __future__ import annotations

import argparse
import os
import sys
from io import TextIOWrapper
from pathlib import Path

from samenspraak.analysing.faults import told
from samenspraak.analysing.options import OptionFault, layout_of, plan_of
from samenspraak.core.analysis import Picture, Sheets, analyse
from samenspraak.core.answer_table import AnswerTable, Layout, read_answers
from samenspraak.core.disclosure import Plan
from samenspraak.core.instrument import InstrumentFault, load_instrument
from samenspraak.core.reading import MAX_BYTES
from samenspraak.core.sheet import QuestionList, empty_sheet, question_list
from samenspraak.delivery.table_files import Limits, rows_of

LIMITS = Limits(size=500_000_000, unpacked=1_000_000_000, rows=1_000_000)
GOOD, TOO_FEW, BAD = 0, 1, 2


class BadInput(Exception):
    """Something that was given cannot be used; the lines say what."""

    def __init__(self, *lines: str) -> None:
        self.lines = lines
        super().__init__(lines)


def run(options: argparse.Namespace) -> int:
    """Print the picture of a table of answers; when something is wrong, print only what is wrong."""
    try:
        questions = questions_in(Path(options.instrument))
        layout = layout_of(options, questions)
        table = answers_in(Path(options.answers), questions, layout)
        plan = plan_of(options, table, questions)
    except BadInput as bad:
        print(*bad.lines, sep="\n", file=sys.stderr)
        return BAD
    except OptionFault as fault:
        print(f"samenspraak analyse: {fault}", file=sys.stderr)
        return BAD
    return shown(options, table, questions, plan)


def shown(options: argparse.Namespace, table: AnswerTable, questions: QuestionList, plan: Plan) -> int:
    """Print the picture in the form that was asked for."""
    sheets = sheets_of(table, questions)
    without = table.blank + len(table.respondents) - len(sheets.rows)
    if without:
        print(f"{options.answers}: {without} rows without an answer are not counted", file=sys.stderr)
    picture = analyse(questions, sheets, plan)
    if picture is None:
        found = f"{len(sheets.rows)} people answered, and a picture is made from {plan.k} people on (--k)"
        print(f"{options.answers}: {found}", file=sys.stderr)
        return TOO_FEW
    write(page(options, picture, questions, plan) if options.format == "html" else json_of(picture))
    return GOOD


def questions_in(path: Path) -> QuestionList:
    """Return the questions of an instrument file."""
    try:
        with path.open("rb") as file:
            return question_list(load_instrument(file.read(MAX_BYTES + 1), name=str(path)))
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from None
    except InstrumentFault as fault:
        raise BadInput(str(fault)) from None


def answers_in(path: Path, questions: QuestionList, layout: Layout) -> AnswerTable:
    """Return the answers in a file; BadInput with every fault in it."""
    try:
        with path.open("rb") as file:
            table = read_answers(rows_of(file, size=path.stat().st_size, limits=LIMITS), questions, layout)
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from None
    if table.faults:
        rest = ["… and there may be more: mend these first"] if table.stopped else []
        raise BadInput(*(told(fault, str(path)) for fault in table.faults), *rest)
    return table


def sheets_of(table: AnswerTable, questions: QuestionList) -> Sheets:
    """Return the sheets with an answer that counts; a row with only a text has none."""
    empty = empty_sheet(questions)
    counted = [one for one in table.respondents if one.sheet != empty]
    return Sheets(
        rows=[one.sheet for one in counted],
        groups=[one.group for one in counted],
        tables=[False] * len(counted),
        names=[""] * len(counted),
    )


def json_of(picture: Picture) -> str:
    """Return the picture as JSON, exactly as the API gives it."""
    return picture.model_dump_json(indent=2)


def page(options: argparse.Namespace, picture: Picture, questions: QuestionList, plan: Plan) -> str:
    """Return the picture as one HTML file; the words need Django, but no setting and no database."""
    for name in [name for name in os.environ if name.startswith("SAMENSPRAAK_")]:
        del os.environ[name]
    os.environ["DJANGO_SETTINGS_MODULE"] = "samenspraak.settings"
    import django

    django.setup()
    from samenspraak.analysing.page import html

    name = Path(options.answers).name
    return html(picture, questions, plan, source=name, language=options.language)


def write(text: str) -> None:
    """Print a result that is complete, in UTF-8 wherever it goes."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    try:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:  # who reads it has seen enough, as with: | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
