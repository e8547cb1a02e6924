"""The instrument: its parts, and how one is loaded from a file and validated."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from samenspraak.core.faults import Fault, Flaw, InstrumentFault, Path, path_in_words
from samenspraak.core.parts import (
    AgendaField,
    Anchor,
    Inspiration,
    Instrument,
    Item,
    Option,
    Provenance,
    Question,
    Scale,
    Source,
    Step,
    SuggestedGroup,
    Text,
    Theme,
)
from samenspraak.core.reading import Reading, read
from samenspraak.core.references import misfits
from samenspraak.core.shape import shaped

__all__ = [
    "AgendaField",
    "Anchor",
    "Fault",
    "Inspiration",
    "Instrument",
    "InstrumentFault",
    "Item",
    "Option",
    "Provenance",
    "Question",
    "Scale",
    "Source",
    "Step",
    "SuggestedGroup",
    "Text",
    "Theme",
    "content_digest",
    "instrument_digest",
    "load_instrument",
]


def load_instrument(text: str | bytes, *, name: str) -> Instrument:
    """Return the instrument in *text*; InstrumentFault with every reason to refuse it.

    *name* is the file name that the faults mention.
    """
    reading = read(text)
    if not reading.whole:
        raise InstrumentFault(_faults(reading, [], name))
    instrument, flaws = shaped(reading.value)
    faults = _faults(reading, [*flaws, *misfits(reading.value)], name)
    if instrument is None or faults:
        raise InstrumentFault(faults)
    return instrument


def instrument_digest(text: str | bytes) -> str:
    """Return the SHA-256 of what an instrument file says, see ``content_digest``."""
    return content_digest(load_instrument(text, name="instrument"))


def content_digest(instrument: Instrument) -> str:
    """Return the SHA-256 (hex) of an instrument's content.

    The canonical content is its JSON in UTF-8: keys sorted, no white space, fields at their default
    left out. Comments, quotes, order of fields and line breaks in the file make no difference.
    """
    content = instrument.model_dump(mode="json", exclude_defaults=True)
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def _faults(reading: Reading, flaws: Iterable[Flaw], name: str) -> list[Fault]:
    """Return one fault per path in the order of the file.

    What stands on a line that could not be read properly is not blamed a second time.
    """
    misread = {flaw.line for flaw in reading.flaws}
    found: dict[tuple[int, Path], Flaw] = {(flaw.line, flaw.path): flaw for flaw in reading.flaws}
    for flaw in flaws:
        line = reading.line_of(flaw.path)
        if line not in misread or flaw.path not in reading.lines:
            found.setdefault((line, flaw.path), flaw)
    ordered = sorted(found.items(), key=lambda entry: entry[0][0])
    return [
        Fault(name, line, path_in_words(path), flaw.problem, flaw.remedy) for (line, path), flaw in ordered
    ]
