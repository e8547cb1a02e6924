"""A small load client: many keep-alive connections in one loop, so that it costs less than what it measures."""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Generator
from dataclasses import dataclass, field

HEADER_END = b"\r\n\r\n"
RECEIVE = 1 << 16

# A client's life: it yields a request and gets the answer sent back; it returns when it has nothing more to ask.
Talk = Generator[bytes, "Answer", None]


@dataclass(frozen=True)
class Answer:
    """One answer of the server and how long it took in seconds."""

    status: int
    head: bytes
    body: bytes
    seconds: float


@dataclass
class Line:
    """One connection and the talk that goes over it."""

    talk: Talk
    socket: socket.socket
    received: bytearray = field(default_factory=bytearray)
    asked_at: float = 0.0


@dataclass
class Heard:
    """Everything the clients got back."""

    seconds: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    finished: int = 0
    lasted: float = 0.0

    def note(self, answer: Answer) -> None:
        """Count one answer."""
        self.seconds.append(answer.seconds)
        self.statuses[answer.status] = self.statuses.get(answer.status, 0) + 1

    def percentile(self, share: float) -> float:
        """Return the time in ms within which this share of the answers came."""
        ordered = sorted(self.seconds)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000

    @property
    def per_second(self) -> float:
        """Return the answers per second."""
        return len(self.seconds) / self.lasted


def talk_all(talks: list[Talk], *, port: int) -> Heard:
    """Let every talk run to its end over a connection of its own."""
    heard = Heard()
    with selectors.DefaultSelector() as selector:
        begun = time.perf_counter()
        for talk in talks:
            line = Line(talk, connected(port))
            selector.register(line.socket, selectors.EVENT_READ, line)
            say(line, next(line.talk))
        while selector.get_map():
            for key, _ in selector.select(timeout=30):
                listen(key.data, selector, heard)
        heard.lasted = time.perf_counter() - begun
    return heard


def connected(port: int) -> socket.socket:
    """Return a connection that sends small requests at once."""
    made = socket.create_connection(("127.0.0.1", port))
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return made


def say(line: Line, request: bytes) -> None:
    """Send the next request."""
    line.asked_at = time.perf_counter()
    line.socket.sendall(request)


def listen(line: Line, selector: selectors.BaseSelector, heard: Heard) -> None:
    """Take in what came; when it is a whole answer, let the client go on."""
    piece = line.socket.recv(RECEIVE)
    if not piece:
        raise ConnectionError("the server closed the connection")
    line.received += piece
    answer = whole(line)
    if answer is None:
        return
    heard.note(answer)
    try:
        say(line, line.talk.send(answer))
    except StopIteration:
        heard.finished += 1
        selector.unregister(line.socket)
        line.socket.close()


def whole(line: Line) -> Answer | None:
    """Return the answer once all of it is there."""
    end = line.received.find(HEADER_END)
    if end < 0:
        return None
    head = bytes(line.received[:end])
    length = length_in(head)
    if len(line.received) < end + 4 + length:
        return None
    body = bytes(line.received[end + 4 : end + 4 + length])
    line.received.clear()
    return Answer(int(head[9:12]), head, body, time.perf_counter() - line.asked_at)


def length_in(head: bytes) -> int:
    """Return the announced length of the body."""
    lower = head.lower()
    start = lower.find(b"content-length:")
    return int(lower[start + 15 :].split(b"\r\n", 1)[0]) if start >= 0 else 0


def request(
    method: str, path: str, *, port: int, cookie: str = "", body: bytes = b"", encoding: str = "gzip"
) -> bytes:
    """Return a request as a browser would send it."""
    lines = [
        f"{method} {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Origin: http://127.0.0.1:{port}",
        f"Accept-Encoding: {encoding}",
        "Accept: text/html",
    ]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if method == "POST":
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join(lines).encode("ascii") + HEADER_END + body


def cookie_in(answer: Answer, name: str) -> str:
    """Return the cookie that an answer sets, as a request sends it back."""
    for line in answer.head.split(b"\r\n"):
        key, _, value = line.partition(b":")
        if key.lower() == b"set-cookie" and value.strip().startswith(name.encode() + b"="):
            return value.strip().split(b";", 1)[0].decode("ascii")
    raise LookupError(name)
