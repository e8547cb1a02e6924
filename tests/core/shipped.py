"""The instruments of the package as they are shipped, and how their texts are measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import BaseModel

from samenspraak.core.instrument import Instrument, Text

FOLDER = Path(__file__).resolve().parents[2] / "src/samenspraak/instruments"
FILES = {folder.name: folder / "1.0.0.yaml" for folder in sorted(FOLDER.iterdir()) if folder.is_dir()}
AGENDA = [
    "what",
    "why",
    "owner",
    "partners",
    "first_step",
    "deadline",
    "means",
    "sign_of_success",
    "review_on",
]
POLICY_WORDS = r"(?i)integra|doelgroep|interventie|keten|domein|\bborging|participat|\bSES\b"


def load(slug: str) -> Instrument:
    """Return the first version of this instrument, read without the checks of the product."""
    return Instrument.model_validate(yaml.safe_load(FILES[slug].read_text(encoding="utf-8")))


def texts_in(part: object) -> Iterator[Text]:
    """Every Text inside *part*, however deep."""
    if isinstance(part, Text):
        yield part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from texts_in(getattr(part, name))
    elif isinstance(part, tuple):
        for member in part:
            yield from texts_in(member)


def participant_texts(instrument: Instrument) -> list[Text]:
    """What a participant reads while answering: whole sentences, and the words on cards and options."""
    found: list[Text | None] = [instrument.purpose]
    found += [group.explanation for group in instrument.groups]
    found += [anchor.explanation for scale in instrument.scales for anchor in scale.anchors]
    for theme in instrument.themes:
        found.append(theme.introduction)
        found += texts_in(theme.items)
    if instrument.placing:
        roles = [sphere.role for sphere in instrument.placing.spheres]
        found += [text for text in texts_in(instrument.placing) if text not in roles]
    return [text for text in found if text is not None]


def sentences(words: str) -> list[str]:
    """The sentences of a text."""
    return [sentence for sentence in re.split(r"(?<=[.?!])\s+", words.strip()) if sentence]


def length(sentence: str) -> int:
    """How many words a sentence has."""
    return len(sentence.split())
