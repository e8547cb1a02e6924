"""What is wrong with a table of answers, in English: where, what, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable

from samenspraak.core.answer_table import TableFault
from samenspraak.core.faults import quoted

WORDS: dict[str, Callable[[TableFault], str]] = {
    "empty": lambda _: "this file is empty. Its first row has the names of the columns",
    "not-a-table": lambda _: "this is no table. Save it as CSV (UTF-8) or as XLSX",
    "encoding": lambda fault: (
        f"this row is not in UTF-8{fault.value and f' but probably in {fault.value}'}. "
        "Save the file as CSV UTF-8, or as XLSX"
    ),
    "too-large": lambda fault: f"this file is too large{fault.value and f': at most {fault.value} MB'}",
    "too-many-rows": lambda fault: f"this table is too long: at most {fault.value} rows",
    "broken": lambda _: (
        "from here on the file cannot be read: it is damaged, or has a quotation mark that is never closed"
    ),
    "cell-too-long": lambda _: "a cell in this row is too long. A quotation mark that is never closed?",
    "no-questions": lambda fault: (
        f"no column has the id of a question of this instrument, such as {', '.join(fault.choices)}"
    ),
    "double-column": lambda _: "there is more than one column with this name",
    "nameless-column": lambda fault: f"column number {fault.value} has no name",
    "unknown-column": lambda fault: (
        f"no question has this id{meant(fault)}. Rename the column, or leave it out with --ignore"
    ),
    "missing-column": lambda fault: f"there is no such column{meant(fault)}",
    "no-respondents": lambda _: "there are no answers below the names of the columns",
    "row-too-long": lambda fault: f"this row has {fault.value} cells, more than there are columns",
    "row-too-short": lambda fault: f"this row has {fault.value} cells, fewer than there are columns",
    "unknown-value": lambda fault: (
        f"{quoted(fault.value)} is no answer to this question. Use {', '.join(fault.choices)}, "
        "or the words of the scale; leave it empty when it was not answered"
    ),
    "text-refused": lambda fault: (
        "this text is too long: at most 1000 characters"
        if fault.value == "too-long"
        else "this text cannot be read"
    ),
    "name-refused": lambda _: "this name is too long: at most 80 characters",
}


def told(fault: TableFault, file: str) -> str:
    """Return one fault as a line: the file, where in it, what is wrong, and what to do."""
    places = [f"row {fault.row}"] if fault.row else []
    places += [f"column {quoted(fault.column)}"] if fault.column else []
    words = WORDS[fault.kind](fault)
    return ": ".join(part for part in (file, ", ".join(places), words) if part)


def meant(fault: TableFault) -> str:
    """Return which name was probably meant."""
    return f" (did you mean {quoted(fault.choices[0])}?)" if fault.choices else ""
