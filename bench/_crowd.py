"""A crowd to measure the picture with: 100,000 sheets, 40 statements, 6 groups, in memory or in a new database."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import uuid4

import numpy as np

from samenspraak.core.disclosure import Plan, PlannedGroup
from samenspraak.core.kinds.kind import Tally
from samenspraak.core.parts import Instrument
from samenspraak.core.samples import Sample
from samenspraak.core.sheet import QuestionList, question_list

if TYPE_CHECKING:
    from samenspraak.conversations.models import Round

PEOPLE, THEMES, PER_THEME = 100_000, 8, 5
GROUPS = tuple(f"groep-{letter}" for letter in "abcdef")
STATEMENTS = THEMES * PER_THEME
MARKS = np.frombuffer(b"12345?", dtype=np.uint8)
CHANCES = (0.1, 0.22, 0.33, 0.2, 0.1, 0.05)
K = 5


@lru_cache
def crowd_questions() -> QuestionList:
    """Return a list of forty statements on five steps with "weet ik niet"."""
    return question_list(Instrument.model_validate(crowd_instrument()))


def crowd_instrument() -> dict[str, object]:
    """Return the instrument with those statements, as a file holds it."""
    text = {"nl": "Meten"}
    themes = [
        {
            "id": letter,
            "name": text,
            "introduction": text,
            "items": [
                {"id": f"{letter}{number}", "kind": "ordinal", "scale": "stand", "text": text}
                for number in range(PER_THEME)
            ],
        }
        for letter in "ABCDEFGH"
    ]
    scale = {"id": "stand", "anchors": [{"name": text}] * 5, "unknown": text}
    provenance = {"statement": text, "licence": "CC0-1.0", "sources": [{"title": "Meten"}]}
    return {
        "format": 1,
        "id": "meten",
        "version": "1.0.0",
        "title": text,
        "summary": text,
        "purpose": text,
        "provenance": provenance,
        "scales": [scale],
        "themes": themes,
    }


def crowd_plan(expected: int) -> Plan:
    """Return a plan of six groups, each shown by itself, with so many people expected in each."""
    groups = tuple(
        PlannedGroup(key=key, name=key, audience="iedereen", expected=expected, display=key) for key in GROUPS
    )
    return Plan(k=K, mode="protected", groups=groups, displays={key: key for key in GROUPS})


def crowd_cells(people: int = PEOPLE) -> np.ndarray:
    """Return the answers of so many people, the same every time."""
    return np.random.default_rng(1).choice(MARKS, size=(people, STATEMENTS), p=CHANCES)


def crowd_figures(size: int) -> Mapping[str, Mapping[str, Sample]]:
    """Return tallies of six groups of this size that differ a little, of which two thirds answered."""
    random = np.random.default_rng(size)
    spread = min(0.08, 2 / size**0.5)
    return {
        f"A{statement}": {key: _sample(random, size, spread) for key in GROUPS}
        for statement in range(STATEMENTS)
    }


def _sample(random: np.random.Generator, size: int, spread: float) -> Sample:
    chances = np.clip(np.array(CHANCES) + random.normal(0, spread, len(CHANCES)), 0.01, None)
    *counts, unknown = map(int, random.multinomial(size, chances / chances.sum()))
    return Sample(tally=Tally(counts=tuple(counts), unknown=unknown), expected=3 * size // 2)


def crowd_round() -> Round:
    """Put the crowd and its instrument in the database Django is set up with."""
    from django.utils import timezone

    from samenspraak.conversations.models import (
        Conversation,
        InstrumentVersion,
        Response,
        Round,
        StakeholderGroup,
    )
    from samenspraak.organisations.models import Organisation

    now = timezone.now()
    conversation = Conversation.objects.create(
        organisation=Organisation.objects.create(name="Meetdorp"),
        instrument=InstrumentVersion.objects.create(
            slug="meten", version="1.0.0", digest="cd" * 32, source=json.dumps(crowd_instrument())
        ),
        title="Meten",
        purpose="Meten",
        created_at=now,
    )
    groups = [
        StakeholderGroup(
            conversation=conversation,
            key=key,
            name=key,
            audience="iedereen",
            expected=0,
            display=key,
            position=place,
        )
        for place, key in enumerate(GROUPS)
    ]
    groups = StakeholderGroup.objects.bulk_create(groups)
    round = Round.objects.create(
        conversation=conversation,
        number=1,
        status=Round.Status.CLOSED,
        code="BENCH234",
        opens_at=now - timedelta(days=9),
        closes_at=now,
        instrument=conversation.instrument,
        questions=crowd_questions().digest,
        plan=crowd_plan(PEOPLE // len(GROUPS)).model_dump(mode="json"),
        invitation_key="ab" * 32,
    )
    sheets = [bytes(row).decode("ascii") for row in crowd_cells()]
    responses = (
        Response(
            round=round,
            group=groups[place % len(groups)],
            status=Response.Status.SENT,
            sheet=sheet,
            shown_sheet=sheet,
            begun_key=uuid4(),
            day=now.date(),
        )
        for place, sheet in enumerate(sheets)
    )
    Response.objects.bulk_create(responses, batch_size=2000)
    return round
