"""The real program, with the server that runs it in earnest, refuses what is broken in words and stays up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection
from uuid import uuid4

import pytest

from bench._seed import CODE
from bench._server import Served, is_healthy, served

pytestmark = [pytest.mark.once, pytest.mark.xdist_group("server")]
FORM = "application/x-www-form-urlencoded"
BOUNDARY = "grens"
NESTED = b"[" * 100_000
JOIN = f"/mee/{CODE}/"
PLACES = [
    "/mee/",
    JOIN,
    f"{JOIN}vragen/1/",
    f"{JOIN}controleren/",
    "/terug/",
    "/account/login/",
    "/taal/",
    "/",
]


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served(pages="theme", workers=1) as running:
        yield running


def send(
    server: Served, path: str, body: bytes, *, kind: str = FORM, cookie: str = ""
) -> tuple[int, str, str]:
    """Send a body as one of our own pages would; return status, page and cookie."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=120)
    headers = {"Origin": f"http://127.0.0.1:{server.port}", "Content-Type": kind, "Cookie": cookie}
    try:
        with suppress(BrokenPipeError, ConnectionResetError):  # it may answer before it has read everything
            connection.request("POST", path, body, headers)
        response = connection.getresponse()
        page = response.read().decode("utf-8", "replace")
        return response.status, page, (response.getheader("Set-Cookie") or "").split(";")[0]
    finally:
        connection.close()


def begun(server: Served) -> str:
    """Begin a sheet and return its cookie."""
    body = f"stap=begin&group=bewoners&key={uuid4()}".encode()
    status, _page, cookie = send(server, JOIN, body)
    assert status == 302
    return cookie


@pytest.mark.parametrize("path", PLACES)
def test_ten_megabytes_are_refused_in_words(server: Served, path: str) -> None:
    status, page, _cookie = send(server, path, b"code=" + b"x" * 10_000_000)

    assert status == 413
    assert "<h1" in page
    assert is_healthy(server.port)


BROKEN = {
    "nested brackets": (NESTED, FORM),
    "nested brackets in a field": (b"code=" + NESTED, FORM),
    "nested brackets in a name": (b"code" + NESTED + b"=1", FORM),
    "nested brackets as JSON": (NESTED, "application/json"),
    "invalid UTF-8": (b"code=%FF%FE&group=%C0%AF&A1=%ED%A0%80&key=%80&A-opmerking=%FF&login=%FF", FORM),
    "raw invalid UTF-8": (b"code=\xff\xfe&group=\xc0\xaf&A1=\xed\xa0\x80&blad=\xff", FORM),
    "NUL": (
        b"code=%00&group=%00&A1=%00&key=%00&blad=%00&A-opmerking=a%00b&login=a%00%40b.nl&password=%00",
        FORM,
    ),
    "bidi and zero-width": (
        "code=\u202eABCD\u200b&A-opmerking=\u202e\u2066tekst\ufeff&group=\u200b".encode(),
        FORM,
    ),
    "an unknown character set": (b"code=ABCD", f"{FORM}; charset=bestaat-niet"),
    "a lie about the parts": (b"--ander\r\n\r\n", f"multipart/form-data; boundary={BOUNDARY}"),
    "parts without an end": (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="code"\r\n\r\n\x00'.encode(),
        f"multipart/form-data; boundary={BOUNDARY}",
    ),
    "parts without a boundary": (b"--\r\n", "multipart/form-data"),
    "five thousand fields": (b"&".join(b"f%d=1" % number for number in range(5_000)), FORM),
}


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_form_is_never_our_fault(server: Served, path: str, fault: str) -> None:
    body, kind = BROKEN[fault]

    status, page, _cookie = send(server, path, body, kind=kind, cookie=begun(server))

    assert status < 500, page[:2000]


@pytest.mark.parametrize(
    "path", ["/mee/%00/", "/mee/%FF%FE/", "/u/%00/", "/actie/%FF/", f"{JOIN}?stap=%FF%00", "/%00"]
)
def test_a_broken_address_is_never_our_fault(server: Served, path: str) -> None:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=120)
    connection.request("GET", path, headers={"Cookie": "blad=%00\xff; taal=\xff; sessionid=%00"})

    assert connection.getresponse().status < 500
    connection.close()


def test_what_cannot_be_read_leaves_what_was_kept(server: Served) -> None:
    cookie = begun(server)
    assert send(server, f"{JOIN}vragen/1/", b"A1=4&A-opmerking=Het+helpt", cookie=cookie)[0] == 303

    send(server, f"{JOIN}vragen/1/", b"A1=%00&A-opmerking=" + NESTED, cookie=cookie)

    connection = HTTPConnection("127.0.0.1", server.port, timeout=120)
    connection.request("GET", f"{JOIN}controleren/", headers={"Cookie": cookie})
    page = connection.getresponse().read().decode()
    assert "Meestal wel" in page
    assert "Het helpt" in page
