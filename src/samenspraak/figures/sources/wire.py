"""Asking a source politely: only hosts that are configured, with patience, pauses and a memory of the day."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.client import HTTPException, IncompleteRead
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from samenspraak import __version__
from samenspraak.figures.sources.source import SourceFault

LARGEST = 60_000_000
PATIENCE = 30.0
TRIES = 4
PAUSE = 0.2
LONGEST_WAIT = 60.0
WORTH_ANOTHER_TRY = {408, 425, 429, 500, 502, 503, 504}


class TooMuch(SourceFault):
    """The source refuses to give so many records at once."""


class StayHere(HTTPRedirectHandler):
    """Follow no source to another host."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        """Refuse another host, or another protocol than the one we came with."""
        if origin(newurl) != origin(req.full_url):
            raise SourceFault(
                f"{req.full_url} sends us to another address ({origin(newurl)}), which is not allowed."
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


@dataclass
class Wire:
    """The one way out. *memory* is the folder of today, so that an interrupted update goes on where it was."""

    allowed: Iterable[str]
    memory: Path | None = None
    sleep: Callable[[float], None] = time.sleep
    patience: float = PATIENCE
    pause: float = PAUSE
    asked: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        """Remember the hosts."""
        self.origins = {origin(one) for one in self.allowed if one}
        self.opener = build_opener(StayHere)

    def json(self, address: str) -> Any:
        """Return what an address says; SourceFault when it does not answer, or not in JSON."""
        kept = self.kept(address)
        if kept is not None and kept.exists():
            return json.loads(kept.read_bytes())
        octets = self.fetched(address)
        try:
            said = json.loads(octets.decode("utf-8"))
        except UnicodeDecodeError as fault:
            raise SourceFault(f"{address}: the answer is not UTF-8 text (byte {fault.start}).") from fault
        except ValueError as fault:
            raise SourceFault(f"{address}: the answer is not JSON: {fault}.") from fault
        if kept is not None:
            keep(kept, octets)
        return said

    def kept(self, address: str) -> Path | None:
        """Return where the answer of an address is remembered."""
        name = hashlib.sha256(address.encode("utf-8")).hexdigest()
        return self.memory / f"{name}.json" if self.memory else None

    def fetched(self, address: str) -> bytes:
        """Return the answer, after as many tries as are decent."""
        if origin(address) not in self.origins:
            raise SourceFault(f"{address}: this host is not one of the configured sources.")
        for attempt in range(1, TRIES + 1):
            try:
                return self.once(address)
            except HTTPError as fault:
                wait = self.wait_after(fault, address, attempt)
            except (URLError, HTTPException, TimeoutError, ConnectionError) as fault:
                if attempt == TRIES:
                    raise SourceFault(
                        f"{address}: no answer after {TRIES} tries ({reason(fault)})."
                    ) from fault
                wait = 2.0 ** (attempt - 1)
            self.sleep(wait)
        raise AssertionError("unreachable")

    def wait_after(self, fault: HTTPError, address: str, attempt: int) -> float:
        """Return how long to wait before the next try; raises when another try makes no sense."""
        body = fault.read(2000).decode("utf-8", "replace")
        if fault.code == 500 and ("10000" in body or "10.000" in body or "records" in body.casefold()):
            raise TooMuch(f"{address}: too many records at once.") from fault
        if fault.code not in WORTH_ANOTHER_TRY or attempt == TRIES:
            raise SourceFault(f"{address}: the source says {fault.code} {fault.reason}.") from fault
        asked = fault.headers.get("Retry-After", "")
        return min(float(asked) if asked.isdecimal() else 2.0 ** (attempt - 1), LONGEST_WAIT)

    def once(self, address: str) -> bytes:
        """Ask once."""
        if self.asked:
            self.sleep(self.pause)
        self.asked += 1
        request = Request(  # noqa: S310 (only configured addresses come here)
            address, headers={"Accept": "application/json", "User-Agent": f"Samenspraak/{__version__}"}
        )
        with self.opener.open(request, timeout=self.patience) as answer:
            octets: bytes = answer.read(LARGEST + 1)
            promised = answer.headers.get("Content-Length", "")
        if len(octets) > LARGEST:
            raise SourceFault(f"{address}: the answer is larger than {LARGEST // 1_000_000} MB.")
        if promised.isdecimal() and len(octets) < int(promised):
            raise IncompleteRead(octets, int(promised) - len(octets))
        return octets


def origin(address: str) -> str:
    """Return protocol, host and port of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def reason(fault: Exception) -> str:
    """Return why a source did not answer, short."""
    return str(getattr(fault, "reason", "") or fault or type(fault).__name__)


def keep(path: Path, octets: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(octets)
    fresh.replace(path)
