"""A round of which the questions leave room for opinion groups: twelve statements for everybody, and a crowd."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from uuid import uuid4

import numpy as np
import yaml

from samenspraak.conversations.models import InstrumentVersion, Participant, Response
from samenspraak.conversations.queries.rounds import questions_of
from samenspraak.core.instrument import load_instrument
from samenspraak.core.sheet import QuestionList, empty_sheet, patch, question_list
from tests.conftest import SMALL, World
from tests.core.crowds import planted
from tests.results.rounds import GROUPS, close, made

STATEMENTS = [f"S{number:02}" for number in range(12)]


def long_source() -> str:
    """Return the small instrument with twelve more statements, that everybody gets."""
    small = yaml.safe_load(SMALL.read_text(encoding="utf-8"))
    first = small["themes"][0]["items"][0]
    small["themes"][0]["items"] += [
        {**deepcopy(first), "id": item, "text": {"nl": f"Stelling {item}.", "en": f"Statement {item}."}}
        for item in STATEMENTS
    ]
    return yaml.safe_dump(small, allow_unicode=True)


def ask_more(world: World) -> None:
    """Put the longer question list in the round of this world, as if it had opened with it."""
    source = long_source()
    world.questions = question_list(load_instrument(source, name="lang"))
    longer = InstrumentVersion.objects.create(slug="lang", version="1.0.0", digest="e" * 64, source=source)
    world.conversation.instrument = world.round.instrument = longer
    world.round.questions = world.questions.digest
    world.conversation.save(update_fields=["instrument"])
    world.round.save(update_fields=["instrument", "questions"])
    assert questions_of(world.round).digest == world.questions.digest


def in_turn(people: int) -> list[str]:
    """Put people in the stakeholder groups in turn."""
    return [GROUPS[number % len(GROUPS)] for number in range(people)]


def let_answer(
    world: World, values: np.ndarray, groups: Sequence[str], *, source: str = Response.Source.PERSON
) -> list[Response]:
    """Let one person per row send these answers to the twelve statements; 0 is no answer."""
    keys = {group.key: group for group in world.conversation.groups.all()}
    return Response.objects.bulk_create(
        Response(
            round=world.round,
            participant=Participant.objects.create(
                conversation=world.conversation, code_hash=uuid4().hex, keep=True
            ),
            group=keys[group],
            status=Response.Status.SENT,
            source=source,
            sheet=sheet_of(row, world.questions),
            begun_key=uuid4(),
            day=world.now.date(),
        )
        for row, group in zip(values, groups, strict=True)
    )


def sheet_of(row: np.ndarray, questions: QuestionList) -> str:
    """Return the sheet with these answers."""
    cells = {item: str(value) for item, value in zip(STATEMENTS, row, strict=True) if value}
    return patch(empty_sheet(questions), questions, cells)


def two_camps(people: int = 60) -> np.ndarray:
    """Return people of whom half thinks otherwise than the other half on many statements."""
    values, _group = planted(people, len(STATEMENTS), 5, 2, effect=2.5, seed=1)
    return values


def one_crowd(people: int = 60) -> np.ndarray:
    """Return people who answer anything."""
    return np.random.default_rng(2).integers(1, 6, (people, len(STATEMENTS))).astype(np.uint8)


def camps(world: World) -> list[Response]:
    """Let two camps answer in a round that is closed and has a picture."""
    ask_more(world)
    values = two_camps()
    people = let_answer(world, values, in_turn(len(values)))
    close(world)
    made(world)
    return people
