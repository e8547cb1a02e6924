"""P6, the facilitator's side: no address is kept or logged, and everybody behind a proxy is somebody."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from samenspraak.organisations.access import AccountAdapter
from tests.conftest import PASSWORD, World

ADDRESS = "192.0.2.123"


@pytest.fixture(autouse=True)
def no_attempts_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def sign_in(world: World, password: str, **options: Any) -> Any:
    fields = {"login": world.anna.email, "password": password}
    return Client(REMOTE_ADDR=ADDRESS, **options).post(reverse(settings.LOGIN_URL), fields)


def everything_kept() -> str:
    """Return every value of every row of every table, and what the cache holds."""
    rows = [str(row) for model in apps.get_models() for row in model._default_manager.values()]
    return "\n".join([*rows, repr(getattr(cache, "_cache", ""))])


def leaves_its_address(world: World, caplog: pytest.LogCaptureFixture) -> bool:
    caplog.set_level(logging.DEBUG)
    sign_in(world, "verkeerd")
    sign_in(world, PASSWORD)
    return ADDRESS in everything_kept() + caplog.text


def test_signing_in_leaves_no_address_behind(world: World, caplog: pytest.LogCaptureFixture) -> None:
    assert not leaves_its_address(world, caplog)


def test_planted_fault_counting_attempts_by_address_is_seen(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(AccountAdapter, "get_client_ip")

    assert leaves_its_address(world, caplog)


def test_a_stranger_behind_the_same_proxy_does_not_keep_others_from_signing_in(
    world: World, settings: Any
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for number in range(40):
        fields = {"login": f"niemand{number}@elders.example", "password": "verkeerd"}
        stranger = Client(REMOTE_ADDR=ADDRESS, headers={"x-forwarded-for": "198.51.100.7"})
        stranger.post(reverse("account_login"), fields)

    signed_in = sign_in(world, PASSWORD, headers={"x-forwarded-for": "198.51.100.8"})

    assert signed_in.status_code == 302
