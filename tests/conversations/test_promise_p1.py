"""P1: what a phone shows as received is never lost: kill -9, restart, full disk, lost wifi.

The real program runs beside the test. Lost wifi stands in tests/browser/test_answer_form.py.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from itertools import count
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import OperationalError, connection

from bench import _counts
from bench._seed import CODE
from bench._server import Served, served
from samenspraak.conversations.models import Remark, Response
from samenspraak.conversations.views import answering
from tests.conftest import World
from tests.conversations.phones import Phone, text_of

PEOPLE = 5
ENOUGH = 100


@pytest.fixture
def server() -> Iterator[Served]:
    with served(pages="question") as running:
        yield running


def form(server: Served, path: str, fields: dict[str, str], cookie: str = "") -> tuple[int, str]:
    """Send a form as a phone does; return the status and the cookie it got."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=120)
    headers = {
        "Origin": f"http://127.0.0.1:{server.port}",
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": cookie,
    }
    try:
        connection.request("POST", path, urlencode(fields), headers)
        response = connection.getresponse()
        response.read()
        return response.status, (response.getheader("Set-Cookie") or "").split(";")[0]
    finally:
        connection.close()


def begun(server: Served, number: int) -> str:
    """Begin on a phone of its own, recognisable by its first answer; return its cookie."""
    fields = {"stap": "begin", "group": "beleid-armoede", "key": str(uuid4())}
    _, cookie = form(server, f"/mee/{CODE}/", fields)
    form(server, f"/mee/{CODE}/vragen/1/", {"A1": str(number)}, cookie)
    return cookie


def answer_until_killed(server: Served, cookie: str, acknowledged: list[str]) -> None:
    """Change one answer over and over; note every mark that was acknowledged."""
    with suppress(OSError, HTTPException):
        for step in count():
            mark = str(step % 5 + 1)
            if form(server, f"/mee/{CODE}/vragen/2/", {"A2": mark}, cookie)[0] == 303:
                acknowledged.append(mark)


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="kills the program on SQLite; PostgreSQL has its own log"
)
@pytest.mark.xdist_group("server")
def test_a_killed_server_has_every_answer_it_acknowledged(server: Served) -> None:
    received: dict[str, list[str]] = {str(number): [] for number in range(1, PEOPLE + 1)}
    cookies = {number: begun(server, int(number)) for number in received}
    phones = [
        threading.Thread(target=answer_until_killed, args=(server, cookies[number], marks))
        for number, marks in received.items()
    ]
    for phone in phones:
        phone.start()
    until = time.monotonic() + 20
    while sum(map(len, received.values())) < ENOUGH and time.monotonic() < until:
        time.sleep(0.02)

    server.kill()
    for phone in phones:
        phone.join()
    server.start()

    first, second = (_counts.fields(server.environment).index(name) for name in ("A1", "A2"))
    kept = {sheet[first]: sheet[second] for sheet in _counts.sheets(server.environment)}
    assert kept.keys() == received.keys()
    for number, marks in received.items():
        assert marks, f"phone {number} got no answer at all"
        assert after(kept[number], marks)


def after(kept: str, marks: list[str]) -> bool:
    """Say whether this is the last acknowledged mark, or the one that was on its way when the server died."""
    return kept in {marks[-1], str(int(marks[-1]) % 5 + 1)}


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="fills up a SQLite file")
def test_on_a_full_disk_nothing_is_acknowledged_that_is_not_kept(world: World) -> None:
    phone = Phone()
    phone.begin()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # room that earlier tests left in the file is room on the disk
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")

    statuses = [Phone().begin().status_code for _ in range(200)]

    refused = phone.post("vragen/3/", A__opmerking="x" * 1000)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1073741823")
    assert set(statuses) == {302, 503}
    assert statuses.count(302) + 1 == Response.objects.count()
    assert refused.status_code in {303, 503}
    assert Remark.objects.count() == (refused.status_code == 303)
    assert phone.post("vragen/1/", A1="4").status_code == 303


def test_an_error_page_says_that_what_was_kept_is_kept(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object, **_options: object) -> None:
        raise OperationalError("disk I/O error")

    phone = Phone()
    phone.begin()
    monkeypatch.setattr(answering, "save_step", fails)

    response = phone.post("vragen/1/", A1="4")

    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "<h1>" in text_of(response)


def test_planted_fault_what_is_acknowledged_and_not_written_is_seen(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = Phone()
    phone.begin()
    monkeypatch.setattr(answering, "save_step", lambda *_args, **_options: None)

    assert phone.post("vragen/1/", A1="4").status_code == 303
    assert not after(phone.sheet().sheet[0], ["4"])
