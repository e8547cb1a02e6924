"""Writes of instrument versions: what comes with the program is brought into the database."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.resources import files

from samenspraak.conversations.models import Conversation, InstrumentVersion
from samenspraak.conversations.queries.rounds import load_once, questions_of_draft, questions_of_version
from samenspraak.core.instrument import Instrument, InstrumentFault, content_digest


@dataclass(frozen=True)
class Synced:
    """What became of one instrument file."""

    name: str
    added: bool
    problem: str = ""


def sync_instruments() -> list[Synced]:
    """Bring every instrument of the package into the database; a broken one does not stop the others."""
    return [sync(name, source) for name, source in packaged_instruments()]


def packaged_instruments() -> list[tuple[str, str]]:
    """Return the instrument files of the package: name and text."""
    folders = sorted(files("samenspraak").joinpath("instruments").iterdir(), key=lambda one: one.name)
    found = [(folder.name, one) for folder in folders if folder.is_dir() for one in folder.iterdir()]
    return [
        (f"{folder}/{one.name}", one.read_text(encoding="utf-8"))
        for folder, one in sorted(found, key=lambda pair: (pair[0], pair[1].name))
        if one.name.endswith(".yaml")
    ]


def sync(name: str, source: str) -> Synced:
    """Keep one instrument version; the same content is kept once, and a kept version never changes."""
    try:
        instrument = load_once(source, name=name)
    except InstrumentFault as fault:
        return Synced(name=name, added=False, problem=str(fault))
    digest = content_digest(instrument)
    version, added = InstrumentVersion.objects.get_or_create(
        slug=instrument.id,
        version=instrument.version,
        conversation=None,
        defaults={"digest": digest, "source": source},
    )
    if version.digest != digest:
        problem = f"{version} is kept with other content: a released version is never edited, make a new one."
        return Synced(name=name, added=False, problem=problem)
    return Synced(name=name, added=added)


def version_to_ask(conversation: Conversation) -> InstrumentVersion:
    """Return the instrument version that a round of *conversation* asks when it opens now.

    With cards of its own that is a version of its own. Its digest holds the conversation too: two conversations
    with the same cards never share one. The same cards in a next round are the same version.
    """
    questions = questions_of_draft(conversation)
    if questions.digest == questions_of_version(conversation.instrument.digest).digest:
        return conversation.instrument
    instrument = questions.instrument
    digest = hashlib.sha256(f"{content_digest(instrument)} {conversation.pk}".encode("ascii")).hexdigest()
    version, _added = InstrumentVersion.objects.get_or_create(
        digest=digest,
        defaults={
            "slug": instrument.id,
            "version": instrument.version,
            "source": written(instrument),
            "conversation": conversation,
        },
    )
    return version


def written(instrument: Instrument) -> str:
    """Return *instrument* as a file: JSON, which YAML can read."""
    content = instrument.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(content, ensure_ascii=False, indent=1)
