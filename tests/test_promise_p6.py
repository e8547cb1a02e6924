"""P6, the log: it says which door failed, and holds no code or link that opens anything."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from django.db import OperationalError
from django.test import Client

from samenspraak.conversations.models import Invitation
from samenspraak.conversations.queries.invitations import personal_token
from samenspraak.conversations.views import joining
from samenspraak.outcomes.models import Action
from samenspraak.outcomes.queries.links import owner_token
from samenspraak.outcomes.views import owner
from tests.conftest import World

Secret = Callable[[World, pytest.MonkeyPatch, Callable[..., None]], tuple[str, str]]


def personal_link(
    world: World, monkeypatch: pytest.MonkeyPatch, fails: Callable[..., None]
) -> tuple[str, str]:
    invitation = Invitation.objects.create(round=world.round, email="dunya@elders.example")
    monkeypatch.setattr(joining, "invitation_for", fails)
    return "u", personal_token(invitation)


def owner_link(world: World, monkeypatch: pytest.MonkeyPatch, fails: Callable[..., None]) -> tuple[str, str]:
    action = Action.objects.create(
        conversation=world.conversation, round=world.round, theme="A", what="Een inloop"
    )
    monkeypatch.setattr(owner, "action_for", fails)
    return "actie", owner_token(action)


@pytest.mark.parametrize("error", [OperationalError("disk I/O error"), ValueError("a fault of ours")])
@pytest.mark.parametrize("secret", [personal_link, owner_link])
def test_a_page_that_fails_leaves_no_link_in_the_log(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    secret: Secret,
    error: Exception,
) -> None:
    def fails(*_args: object) -> None:
        raise error

    door, token = secret(world, monkeypatch, fails)
    client = Client(raise_request_exception=False)

    response = client.get(f"/{door}/{token}/")

    assert response.status_code >= 500
    assert f"at {door}/<str:token>/" in caplog.text
    assert token not in caplog.text


def test_what_is_no_request_is_logged_as_well(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("django.request").error("Broken")

    assert "Broken" in caplog.text
