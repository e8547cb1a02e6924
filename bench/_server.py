"""The real program on a new database in a temporary folder, on this machine only, for measurements and tests."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from bench._seed import STATEMENTS

PATIENCE = 60.0


@dataclass
class Served:
    """A running server. ``pid`` is its first process and leads a process group of its own."""

    folder: Path
    port: int
    environment: dict[str, str]
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """End everything at once, as a power cut of the program would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=10)

    def start(self) -> None:
        """Start (again) on the same folder, and wait until it answers."""
        self.process = started(self.port, self.environment)
        wait_for(self.port, self.process)


@contextmanager
def served(
    *, pages: str = "question", database: str = "", workers: int = 2, instrument: str = STATEMENTS
) -> Iterator[Served]:
    """Serve one open round (see ``bench._seed``) of an instrument; clean up afterwards."""
    with tempfile.TemporaryDirectory(prefix="samenspraak-bench-") as name:
        folder, port = Path(name), free_port()
        environment = environment_for(folder, port, database=database)
        run("bench._seed", pages, instrument, environment=environment)
        environment["BENCH_WORKERS"] = str(workers)
        server = Served(folder, port, environment, started(port, environment))
        try:
            wait_for(port, server.process)
            yield server
        finally:
            server.kill()


def environment_for(folder: Path, port: int, *, database: str) -> dict[str, str]:
    """Return settings as in production, apart from https."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("SAMENSPRAAK_")}
    return {
        **clean,
        "DJANGO_SETTINGS_MODULE": "samenspraak.settings",
        "SAMENSPRAAK_DATA": str(folder),
        "SAMENSPRAAK_DATABASE": database,
        "SAMENSPRAAK_SECRET_KEY": secrets.token_urlsafe(60),
        "SAMENSPRAAK_BASE_URL": f"http://127.0.0.1:{port}",
        "SAMENSPRAAK_ALLOWED_HOSTS": "127.0.0.1",
    }


def started(port: int, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start ``samenspraak serve`` in a process group of its own."""
    workers = environment.get("BENCH_WORKERS", "2")
    command = [sys.executable, "-m", "samenspraak", "serve", "--port", str(port), "--workers", workers]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)


def run(module: str, *arguments: str, environment: Mapping[str, str]) -> str:
    """Run a module to its end with these settings and return what it says."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server says it is healthy."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server stopped with {process.returncode}")
        if is_healthy(port):
            return
        time.sleep(0.1)
    raise TimeoutError("the server does not answer")


def is_healthy(port: int) -> bool:
    """Ask once."""
    connection = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
