"""The cast and one small world: Anna facilitates, Bram is her colleague, Chris is from elsewhere."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from hypothesis import settings as hypothesis_settings

from samenspraak.conversations.models import (
    Conversation,
    InstrumentVersion,
    Participant,
    Response,
    Round,
    StakeholderGroup,
)
from samenspraak.core.instrument import load_instrument
from samenspraak.core.sheet import QuestionList, empty_sheet, patch, question_list
from samenspraak.organisations.models import Membership, Organisation, User

# A busy machine is no failure: nothing is timed in the tests.
# The ordinary run tries the same examples every time; `pytest --hypothesis-profile explore` looks for new ones.
hypothesis_settings.register_profile("samenspraak", deadline=None, derandomize=True)
hypothesis_settings.register_profile("explore", deadline=None, max_examples=1000)
hypothesis_settings.load_profile("samenspraak")
SMALL = Path(__file__).parent / "data" / "klein.yaml"
PASSWORD = "een-lang-wachtwoord"
ASKS = {"db", "transactional_db"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, leave out what asks the database nothing: that ran on SQLite, and pytest-django sees to it."""
    if connection.vendor == "sqlite":
        return
    asking = [item for item in items if item.get_closest_marker("django_db") or ASKS & fixtures_of(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(asking)])
    items[:] = asking


def fixtures_of(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


def pytest_collection_finish() -> None:
    """Spare the garbage collector what stays till the end: thousands of tests, and all of Django."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def make_user(name: str, organisation: Organisation, role: str = Membership.Role.FACILITATOR) -> User:
    user = User.objects.create_user(
        f"{name.lower()}@{organisation.name.lower()}.example", PASSWORD, name=name
    )
    Membership.objects.create(user=user, organisation=organisation, role=role)
    return user


@cache
def small_questions() -> QuestionList:
    return question_list(load_instrument(SMALL.read_text(encoding="utf-8"), name=SMALL.name))


@dataclass
class World:
    """Anna's municipality with one conversation with an open round, and Chris's without any."""

    anna: User
    bram: User
    chris: User
    organisation: Organisation
    elsewhere: Organisation
    conversation: Conversation
    round: Round
    questions: QuestionList
    now: datetime
    group_ids: dict[str, int] = field(default_factory=dict)

    def group(self, key: str) -> StakeholderGroup:
        return self.conversation.groups.get(key=key)

    def answer(
        self, group: str | None = "beleid", *, participant: Participant | None = None, **more: Any
    ) -> Response:
        """Add one response (see ``answers``)."""
        return self.answers([participant] if participant else 1, group, **more)[0]

    def answers(
        self,
        people: int | list[Participant],
        group: str | None,
        *,
        status: str = Response.Status.SENT,
        round: Round | None = None,
        source: str = Response.Source.PERSON,
        **cells: str,
    ) -> list[Response]:
        """Add an equal response of so many people; cells by item id with - written as _ (A_belang)."""
        named = {key.replace("_", "-"): value for key, value in cells.items()}
        sheet = patch(empty_sheet(self.questions), self.questions, named)
        if isinstance(people, int):
            new = [Participant(conversation=self.conversation, code_hash=uuid4().hex) for _ in range(people)]
            people = Participant.objects.bulk_create(new)
        return Response.objects.bulk_create(
            Response(
                round=round or self.round,
                participant=participant,
                group_id=(self.group_ids.get(group) or self.group(group).pk) if group else None,
                status=status,
                source=source,
                sheet=sheet,
                begun_key=uuid4(),
                day=self.now.date(),
            )
            for participant in people
        )


def plan_of(conversation: Conversation) -> dict[str, object]:
    groups = list(conversation.groups.all())
    return {
        "k": conversation.k if conversation.mode == "protected" else 1,
        "mode": conversation.mode,
        "groups": [
            {
                "key": group.key,
                "name": group.name,
                "audience": group.audience,
                "expected": group.expected,
                "display": group.display,
            }
            for group in groups
        ],
        "displays": {group.display: group.display_name for group in groups},
    }


@pytest.fixture
def world(db: None) -> World:
    now = timezone.now()
    organisation = Organisation.objects.create(name="Waterdorp", area_code="GM9999")
    elsewhere = Organisation.objects.create(name="Elders")
    anna = make_user("Anna", organisation, Membership.Role.ADMINISTRATOR)
    questions = small_questions()
    instrument = InstrumentVersion.objects.create(
        slug="klein", version="1.0.0", digest="d" * 64, source=SMALL.read_text(encoding="utf-8")
    )
    conversation = Conversation.objects.create(
        organisation=organisation,
        instrument=instrument,
        title="Rondkomen in Waterdorp",
        purpose="We willen weten hoe het gaat.",
        created_by=anna,
        created_at=now,
    )
    groups = {
        key: StakeholderGroup.objects.create(
            conversation=conversation,
            key=key,
            name=name,
            audience=audience,
            expected=8,
            display=key,
            display_name=name,
            position=position,
        )
        for position, (key, name, audience) in enumerate(
            [
                ("beleid", "Beleid", "gemeente"),
                ("uitvoering", "Uitvoering", "praktijk"),
                ("bewoners", "Bewoners", "bewoners"),
            ]
        )
    }
    round = Round.objects.create(
        conversation=conversation,
        number=1,
        status=Round.Status.OPEN,
        code="WATER234",
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=7),
        instrument=instrument,
        questions=questions.digest,
        plan=plan_of(conversation),
        purpose=conversation.purpose,
        pages=conversation.pages,
        invitation_key="f" * 64,
    )
    return World(
        anna=anna,
        bram=make_user("Bram", organisation),
        chris=make_user("Chris", elsewhere),
        organisation=organisation,
        elsewhere=elsewhere,
        conversation=conversation,
        round=round,
        questions=questions,
        now=now,
        group_ids={key: group.pk for key, group in groups.items()},
    )


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def anna(world: World) -> Client:
    return signed_in(world.anna)


@pytest.fixture
def bram(world: World) -> Client:
    return signed_in(world.bram)


@pytest.fixture
def chris(world: World) -> Client:
    return signed_in(world.chris)
