"""A saved answer in JSON, read item by item: however large the file, one item at a time is in memory."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from samenspraak.figures.sources.source import SourceFault

CHUNK = 1_000_000
LARGEST_ITEM = 20_000_000
LIST = re.compile(r'"(?:value|features)"\s*:\s*\[')
BETWEEN = re.compile(r"[\s,]*")
DECODER = json.JSONDecoder()


def items_in(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of StatLine ("value") or the areas of GeoJSON ("features"); SourceFault for anything else."""
    try:
        with path.open(encoding="utf-8-sig") as stream:
            yield from items_of(stream, path.name)
    except OSError as fault:
        raise SourceFault(f"{path}: {fault.strerror}.") from fault
    except UnicodeDecodeError as fault:
        raise SourceFault(f"{path.name}: this is not JSON in UTF-8 ({fault.reason}).") from fault


def items_of(stream: IO[str], name: str) -> Iterator[dict[str, Any]]:
    """Yield what stands in the list, reading on when an item does not end in what was read."""
    text, place = opening(stream, name)
    while True:
        place = past(text, place)
        if text[place : place + 1] == "]":
            return
        try:
            item, place = DECODER.raw_decode(text, place)
        except ValueError as fault:
            more = stream.read(CHUNK)
            if not more or len(text) - place > LARGEST_ITEM:
                raise SourceFault(f"{name}: this is not JSON in UTF-8 ({fault}).") from fault
            text, place = text[place:] + more, 0
            continue
        if not isinstance(item, dict):
            raise SourceFault(f"{name}: this is not an answer as StatLine or PDOK gives it.")
        yield item


def opening(stream: IO[str], name: str) -> tuple[str, int]:
    """Return the text read so far and where the list in it begins."""
    text = ""
    while len(text) <= LARGEST_ITEM and (more := stream.read(CHUNK)):
        text += more
        if found := LIST.search(text):
            return text, found.end()
    raise SourceFault(f"{name}: this is not an answer as StatLine or PDOK gives it.")


def past(text: str, place: int) -> int:
    """Return the first place that is no comma or white space."""
    found = BETWEEN.match(text, place)
    return found.end() if found else place
