"""Reading YAML that a stranger wrote: bounded in size and depth, plain values only, every line known."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from samenspraak.core.characters import FORBIDDEN_IN_FILES
from samenspraak.core.faults import MOST_FAULTS, Flaw, Path, quoted

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_NODES = 50_000

# Longer than any number or date. YAML reads 1:30:59 as a number to base 60, in quadratic time.
_LONGEST_NUMBER = 40


@dataclass(frozen=True)
class Reading:
    """What a file says: its value, the line of every path in it, and what is wrong with its YAML.

    ``whole`` is False when reading had to stop; the value is then not worth looking at.
    """

    value: object
    lines: Mapping[Path, int]
    flaws: tuple[Flaw, ...]
    whole: bool

    def line_of(self, path: Path) -> int:
        """Return the line of *path*, or of the nearest part around it that is in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


class Stop(Exception):
    """The file cannot be read any further."""

    def __init__(self, line: int, problem: str, remedy: str) -> None:
        self.flaw = Flaw((), problem, remedy, line=line)
        super().__init__(problem)


def read(raw: str | bytes) -> Reading:
    """Read one YAML document; never raises, whatever is in *raw*."""
    builder = _Builder()
    unseen: list[Flaw] = []
    try:
        text = _decoded(raw)
        unseen = _unseen(text)
        _build(FORBIDDEN_IN_FILES.sub("\ufffd", text), builder)
    except Stop as stop:
        return Reading(None, {}, (*unseen, *builder.flaws, stop.flaw), whole=False)
    return Reading(builder.value, builder.lines, (*unseen, *builder.flaws), whole=True)


def _decoded(raw: str | bytes) -> str:
    """Return the text with plain line breaks and without a byte order mark."""
    octets = raw if isinstance(raw, bytes) else raw.encode("utf-8", "surrogatepass")
    if len(octets) > MAX_BYTES:
        raise Stop(1, "this file is larger than 1 MB", "Split it, or shorten its texts.")
    text = raw if isinstance(raw, str) else _utf8(octets)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _utf8(octets: bytes) -> str:
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError as error:
        line = octets.count(b"\n", 0, error.start) + 1
        raise Stop(line, "this line is not UTF-8 text", "Save the file as UTF-8.") from error


def _unseen(text: str) -> list[Flaw]:
    """Name the first forbidden character of each line: it would hide or reorder what is read."""
    flaws = []
    for line, words in enumerate(text.split("\n"), start=1):
        if found := FORBIDDEN_IN_FILES.search(words):
            flaws.append(_unseen_character(found[0], (), line))
        if len(flaws) > MOST_FAULTS:
            break
    return flaws


def _unseen_character(character: str, path: Path, line: int) -> Flaw:
    name = unicodedata.name(character, "control character").lower()
    problem = f"this text holds a character that cannot be seen (U+{ord(character):04X}, {name})"
    return Flaw(path, problem, "Remove it, or type the text again.", line=line)


def _build(text: str, builder: _Builder) -> None:
    """Feed the parser's events to *builder*; they come one by one, so nothing deep is ever built."""
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise Stop(_line(error.problem_mark or error.context_mark), *_syntax(error)) from error


def _line(mark: Any) -> int:
    return mark.line + 1 if mark else 1


def _syntax(error: yaml.MarkedYAMLError) -> tuple[str, str]:
    """Return the parser's complaint as a problem and a remedy."""
    problem = error.problem or "this is not YAML"
    if "\\t" in problem:
        return "a tab stands where only spaces may", "Indent with spaces."
    remedy = (
        'Check the indentation and the colons here and just above; put a text with : ? # , or " in quotes.'
    )
    return f"this is not valid YAML ({problem})", remedy


@dataclass
class _Open:
    """A list or mapping that is being filled; *key* is the key whose value comes next."""

    content: dict[str, object] | list[object]
    path: Path
    key: str | None = None


@dataclass
class _Builder:
    """Makes plain values of parser events without recursion, and keeps the line of every path."""

    value: object = None
    lines: dict[Path, int] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _nodes: int = 0
    _documents: int = 0
    _scalars: yaml.SafeLoader = field(default_factory=lambda: yaml.SafeLoader(""))

    def take(self, event: yaml.Event) -> None:
        """Take the next event of the file."""
        line = _line(event.start_mark)
        if isinstance(event, yaml.DocumentStartEvent):
            self._start_document(line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.NodeEvent):
            self._take_node(event, line)

    def _start_document(self, line: int) -> None:
        self._documents += 1
        if self._documents > 1:
            raise Stop(
                line, "a second document starts here", "Keep one instrument per file; remove the line ---."
            )

    def _take_node(self, event: yaml.NodeEvent, line: int) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise Stop(line, f"this file has more than {MAX_NODES} values", "Split it.")
        top = self._open[-1] if self._open else None
        if top and isinstance(top.content, dict) and top.key is None:
            top.key = self._key(event, top, line)
            return
        path = self._place(top, line)
        self._refuse_tricks(event, path, line)
        self._put(top, self._content(event, path, line))

    def _key(self, event: yaml.NodeEvent, top: _Open, line: int) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise Stop(line, "the name of a field must be a word", 'Write it as "name: value".')
        path = (*top.path, event.value)
        self._refuse_tricks(event, path, line)
        if event.value in top.content:
            problem = f"{quoted(event.value)} is here twice, first on line {self.lines[path]}"
            self.flaws.append(Flaw(path, problem, "Keep one of the two.", line=line))
        self.lines[path] = line
        return event.value

    def _place(self, top: _Open | None, line: int) -> Path:
        """Return the path of the value that comes now."""
        if top is None:
            path: Path = ()
        elif isinstance(top.content, list):
            path = (*top.path, len(top.content))
        else:
            return (*top.path, top.key or "")
        self.lines[path] = line
        return path

    def _refuse_tricks(self, event: yaml.NodeEvent, path: Path, line: int) -> None:
        """Anchors, aliases and tags can make a small file huge, or mean more than it says."""
        tag = getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            problem = f"an alias ({quoted(event.anchor)}) is not allowed"
        elif event.anchor is not None:
            problem = f"an anchor ({quoted(event.anchor)}) is not allowed"
        elif tag is not None:
            problem = f"a tag ({quoted(tag)}) is not allowed"
        else:
            return
        remedy = "Write the content out in full; put a text that starts with * & or ! in quotes."
        self.flaws.append(Flaw(path, problem, remedy, line=line))

    def _content(self, event: yaml.NodeEvent, path: Path, line: int) -> object:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path, line)
        if isinstance(event, yaml.AliasEvent):
            return None
        if len(self._open) == MAX_DEPTH:
            raise Stop(
                line,
                f"this is nested more than {MAX_DEPTH} levels deep",
                "Check the brackets and indentation.",
            )
        content: dict[str, object] | list[object] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._open.append(_Open(content, path))
        return content

    def _put(self, top: _Open | None, content: object) -> None:
        if top is None:
            self.value = content
        elif isinstance(top.content, list):
            top.content.append(content)
        else:
            top.content[top.key or ""] = content
            top.key = None

    def _scalar(self, event: yaml.ScalarEvent, path: Path, line: int) -> object:
        """Return the value as YAML reads it: without quotes 1.0 is a number and yes a boolean."""
        if escaped := FORBIDDEN_IN_FILES.search(event.value):
            self.flaws.append(_unseen_character(escaped[0], path, line))
        if not event.implicit[0] or len(event.value) > _LONGEST_NUMBER:
            return event.value
        try:
            tag = self._scalars.resolve(yaml.ScalarNode, event.value, event.implicit)  # type: ignore[no-untyped-call]
            return self._scalars.construct_object(yaml.ScalarNode(tag, event.value))
        except (yaml.YAMLError, ValueError, OverflowError):
            problem = f"YAML cannot read {quoted(event.value)} as a value"
            self.flaws.append(Flaw(path, problem, "Put quotes around it.", line=line))
            return event.value
