"""A table of answers: one row per respondent, one column per question; what it says, and what is wrong with it."""

from __future__ import annotations

import difflib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from samenspraak.core.characters import FORBIDDEN_IN_FILES, TooLong, Unreadable, clean
from samenspraak.core.faults import MOST_FAULTS
from samenspraak.core.kinds import KINDS
from samenspraak.core.kinds.kind import DONT_KNOW, NOT_ANSWERED, Refusal
from samenspraak.core.parts import Instrument, Item
from samenspraak.core.sheet import QuestionList, empty_sheet, settled

LANGUAGES = ("nl", "en")
LONGEST_NAME = 80
LONGEST_WORDS = 4_000

FaultKind = Literal[
    "empty",
    "not-a-table",
    "encoding",
    "too-large",
    "too-many-rows",
    "broken",
    "cell-too-long",
    "no-questions",
    "double-column",
    "nameless-column",
    "unknown-column",
    "missing-column",
    "no-respondents",
    "row-too-long",
    "row-too-short",
    "unknown-value",
    "text-refused",
    "unknown-group",
    "no-group",
    "no-name",
    "name-refused",
    "not-asked",
]


@dataclass(frozen=True)
class TableFault:
    """Something wrong in a table: what, in which row (counted from 1, as a spreadsheet does) and column.

    ``value`` is what stands there, ``choices`` what could stand there instead; the rooms make it a sentence.
    """

    kind: FaultKind
    row: int = 0
    column: str = ""
    value: str = ""
    choices: tuple[str, ...] = ()


class BrokenTable(Exception):
    """The rows of a table cannot be read any further."""

    def __init__(self, fault: TableFault) -> None:
        self.fault = fault
        super().__init__(fault)


@dataclass(frozen=True)
class KnownGroup:
    """A group by its key and every name it may have in the table; ``audience`` None may answer everything."""

    key: str
    names: tuple[str, ...]
    audience: str | None = None


@dataclass(frozen=True)
class Layout:
    """How the columns of a table are to be understood.

    A column with the id of a question holds its answers; ``stand_ins`` gives columns of another name the id of
    their question, ``ignored`` columns are not read. ``group`` and ``name`` are columns ("" = there is none).
    ``unknown`` is a code for "weet ik niet" beside ``?`` and the words of the scale. ``strict``: every row has
    one of the known ``groups`` (and a name, where there is a column for it), and answers only what it is asked.
    """

    group: str = ""
    name: str = ""
    stand_ins: Mapping[str, str] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    unknown: str = ""
    groups: tuple[KnownGroup, ...] = ()
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Respondent:
    """One row: the answer sheet, the key of the group (None: none given), the name, and texts by item."""

    row: int
    sheet: str
    group: str | None
    name: str
    texts: Mapping[str, str]


@dataclass(frozen=True)
class AnswerTable:
    """What a table says. ``blank`` rows have a group or a name but no answer; ``stopped``: there may be more faults."""

    respondents: tuple[Respondent, ...]
    blank: int
    faults: tuple[TableFault, ...]
    stopped: bool


def read_answers(rows: Iterable[Sequence[str]], questions: QuestionList, layout: Layout) -> AnswerTable:
    """Return what a table says; reading stops after fifty faults. Never raises because of what is in it."""
    reader = _Reader(questions, layout)
    try:
        for number, row in enumerate(rows, start=1):
            if any(cell.strip() for cell in row):
                reader.take(number, row)
            if len(reader.faults) >= MOST_FAULTS:
                break
    except BrokenTable as broken:
        reader.faults.append(broken.fault)
    return reader.table()


def plain(words: str) -> str:
    """Return words as they are compared: composed, in small letters, single spaces, and 3 for 3.0.

    What is longer than any answer is not composed: that takes quadratic time on a long run of accents.
    """
    spaced = " ".join(words.split())
    text = (unicodedata.normalize("NFC", spaced) if len(spaced) <= LONGEST_WORDS else spaced).casefold()
    whole, _, decimals = text.replace(",", ".").partition(".")
    return whole if decimals and whole.isdecimal() and not decimals.strip("0") else text


def meanings(item: Item, instrument: Instrument, *, unknown: str = "") -> dict[str, str]:
    """Return the cell for everything that may stand in the column of a closed item.

    The number of the step or option, its words in each language, an option's id; ``?``, the words for "weet ik
    niet" and *unknown*. Where the words of a scale are numbers themselves, a number is read as these words.
    """
    worded: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for mark in KINDS[item.kind].control(item, instrument, language).marks:
            worded.setdefault(plain(mark.name), set()).add(mark.code)
    known = {words: min(codes) for words, codes in worded.items() if len(codes) == 1}
    marks = KINDS[item.kind].control(item, instrument, LANGUAGES[0]).marks
    steps = [mark.code for mark in marks if mark.code != DONT_KNOW]
    numbers = {str(place): code for place, code in enumerate(steps, start=1)}
    named = {plain(option.id): code for option, code in zip(item.options, steps, strict=False)}
    if not any(_is_number(words) for words in worded):
        known = numbers | named | known
    if len(steps) < len(marks):
        known = {plain(unknown): DONT_KNOW, **known, DONT_KNOW: DONT_KNOW}
    return {**known, "": NOT_ANSWERED}


def choices(item: Item, instrument: Instrument, language: str) -> tuple[tuple[str, str], ...]:
    """Return what to type for each answer to a closed item, and its words."""
    known = meanings(item, instrument)
    marks = KINDS[item.kind].control(item, instrument, language).marks
    typed = (
        DONT_KNOW
        if mark.code == DONT_KNOW
        else str(place)
        if known.get(str(place)) == mark.code
        else mark.name
        for place, mark in enumerate(marks, start=1)
    )
    return tuple((code, mark.name) for code, mark in zip(typed, marks, strict=True))


def _is_number(words: str) -> bool:
    return words.replace(",", ".").replace(".", "", 1).removeprefix("-").isdecimal()


Take = Callable[[str, "_Row"], None]


@dataclass
class _Row:
    """One row while it is being read."""

    number: int
    marks: list[str]
    group: str | None = None
    name: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    answered: list[Item] = field(default_factory=list)


class _Reader:
    """Reads the rows of one table: the first is the header, which says what each column holds."""

    def __init__(self, questions: QuestionList, layout: Layout) -> None:
        self.questions, self.layout = questions, layout
        self.empty = list(empty_sheet(questions))
        self.header: list[str] = []
        self.takes: list[Take | None] = []
        self.groups = {plain(name): group for group in layout.groups for name in (group.key, *group.names)}
        self.respondents: list[Respondent] = []
        self.faults: list[TableFault] = []
        self.blank = 0

    def table(self) -> AnswerTable:
        """Return what was read."""
        if not self.header and not self.faults:
            self.faults.append(TableFault("empty"))
        elif not self.respondents and not self.faults:
            self.faults.append(TableFault("no-respondents"))
        return AnswerTable(
            respondents=tuple(self.respondents),
            blank=self.blank,
            faults=tuple(self.faults[:MOST_FAULTS]),
            stopped=len(self.faults) >= MOST_FAULTS,
        )

    def take(self, number: int, row: Sequence[str]) -> None:
        """Take one row that is not empty."""
        if not self.header:
            self.take_header(number, row)
        elif len(row) > len(self.header) and any(cell.strip() for cell in row[len(self.header) :]):
            self.blame("row-too-long", number, value=str(len(row)))
        elif len(row) < len(self.header):
            self.blame("row-too-short", number, value=str(len(row)))
        else:
            self.take_respondent(number, row)

    def blame(
        self, kind: FaultKind, row: int = 0, *, column: str = "", value: str = "", choices: Sequence[str] = ()
    ) -> None:
        """Note a fault."""
        self.faults.append(TableFault(kind, row, _shortened(column), _shortened(value), tuple(choices)))

    def take_header(self, number: int, row: Sequence[str]) -> None:
        """Find out what each column holds."""
        cells = [" ".join(cell.split()) for cell in row]
        while not cells[-1]:
            cells.pop()
        self.header = cells
        for name, times in Counter(filter(None, cells)).items():
            if times > 1:
                self.blame("double-column", number, column=name)
        self.takes = [self.take_of(number, place, name) for place, name in enumerate(cells, start=1)]
        self.look_for_missing(number)

    def look_for_missing(self, number: int) -> None:
        """Blame the header for what every table needs: the columns that were named, and a question."""
        named = [self.layout.group, self.layout.name, *self.layout.stand_ins, *sorted(self.layout.ignored)]
        for name in filter(None, named):
            if name not in self.header:
                self.blame("missing-column", number, column=name, choices=_close(name, self.header))
        ids = {item.id for item in self.questions.items}
        if not ids & {self.layout.stand_ins.get(name, name) for name in self.header}:
            self.blame("no-questions", number, choices=[item.id for item in self.questions.items[:5]])

    def take_of(self, number: int, place: int, name: str) -> Take | None:
        """Return what to do with the cells of one column; nothing for a column that is not read."""
        if name in self.layout.ignored:
            return None
        if name and name == self.layout.group:
            return self.take_group
        if name and name == self.layout.name:
            return self.take_name
        wanted = self.layout.stand_ins.get(name, name)
        item = next((item for item in self.questions.items if item.id == wanted), None)
        if item is not None and (
            name in self.layout.stand_ins or wanted not in self.layout.stand_ins.values()
        ):
            return (
                self.take_mark(item, name)
                if item.id in self.questions.offsets
                else self.take_text(item, name)
            )
        if name:
            known = [one.id for one in self.questions.items]
            self.blame("unknown-column", number, column=name, choices=_close(name, known))
        else:
            self.blame("nameless-column", number, value=str(place))
        return None

    def take_mark(self, item: Item, column: str) -> Take:
        """Return how a closed answer is read: known forms at once, others by their plain words."""
        instrument = self.questions.instrument
        known = meanings(item, instrument, unknown=self.layout.unknown)
        place = self.questions.column(item.id)

        def take(raw: str, row: _Row) -> None:
            mark = known.get(raw)
            if mark is None:
                mark = known.get(plain(raw))
            if mark is None:
                possible = [code for code, _ in choices(item, instrument, LANGUAGES[0])]
                self.blame("unknown-value", row.number, column=column, value=raw, choices=possible)
            elif mark != NOT_ANSWERED:
                row.marks[place] = mark
                row.answered.append(item)

        return take

    def take_text(self, item: Item, column: str) -> Take:
        """Return how a text is read."""

        def take(raw: str, row: _Row) -> None:
            text = KINDS[item.kind].parse(raw, item, self.questions.instrument)
            if isinstance(text, Refusal):
                self.blame("text-refused", row.number, column=column, value=text.reason)
            elif text:
                row.texts[item.id] = text
                row.answered.append(item)

        return take

    def take_group(self, raw: str, row: _Row) -> None:
        """Read the group of a row: one that is known, or in a table of one's own any name."""
        known = self.groups.get(plain(raw)) if raw.strip() else None
        if known is not None:
            row.group = known.key
        elif raw.strip() and self.layout.strict:
            names = [group.names[0] for group in self.layout.groups]
            self.blame("unknown-group", row.number, column=self.layout.group, value=raw, choices=names)
        elif raw.strip():
            row.group = self.name_in(raw, row, self.layout.group)

    def take_name(self, raw: str, row: _Row) -> None:
        """Read the name of a row."""
        row.name = self.name_in(raw, row, self.layout.name) or ""

    def name_in(self, raw: str, row: _Row, column: str) -> str | None:
        """Return a name of a group or a person; None when it is refused."""
        try:
            return " ".join(clean(raw, at_most=LONGEST_NAME).split())
        except (TooLong, Unreadable):
            self.blame("name-refused", row.number, column=column, value=raw)
            return None

    def take_respondent(self, number: int, cells: Sequence[str]) -> None:
        """Read one row of answers."""
        row, before = _Row(number=number, marks=self.empty.copy()), len(self.faults)
        for take, cell in zip(self.takes, cells, strict=False):
            if take is not None and cell:
                take(cell, row)
        if not row.answered and len(self.faults) == before:
            self.blank += 1
            return
        if self.layout.strict:
            self.check(row, before)
        sheet = settled("".join(row.marks), self.questions)
        self.respondents.append(Respondent(number, sheet, row.group, row.name, row.texts))

    def check(self, row: _Row, before: int) -> None:
        """Blame a row without a group or a name, and answers to questions that its group does not get."""
        if len(self.faults) > before:
            return
        if row.group is None:
            self.blame("no-group", row.number, column=self.layout.group)
        if self.layout.name and not row.name:
            self.blame("no-name", row.number, column=self.layout.name)
        audience = next((group.audience for group in self.layout.groups if group.key == row.group), None)
        for item in row.answered:
            if audience is not None and item.audience and audience not in item.audience:
                self.blame("not-asked", row.number, column=item.id, value=row.group or "")


def _close(name: str, known: Sequence[str]) -> list[str]:
    """Return which known name is meant, where one looks like it."""
    folded = {one.casefold(): one for one in reversed(known) if one}
    return [folded[one] for one in difflib.get_close_matches(name.casefold()[:60], folded, n=1)]


def _shortened(value: str) -> str:
    """Return a value on one line, at most 60 characters long, without what a screen or a terminal would obey."""
    text = FORBIDDEN_IN_FILES.sub("\ufffd", " ".join(value.split()))
    return f"{text[:60]}…" if len(text) > 60 else text
