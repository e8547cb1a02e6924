"""The built wheel, in an empty environment, does what the repository does."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
UV = ROOT / ".uv" / "bin" / "uv"
START_SECONDS = 240


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    ran = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and install it, and only it, in a new environment; return its bin folder."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    run(sys.executable, "-m", "venv", "--without-pip" if UV.exists() else "--clear", folder / "empty")
    python = folder / "empty" / "bin" / "python"
    wheel = next(folder.glob("*.whl"))
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    versions = folder / "constraints.txt"
    versions.write_text(
        "\n".join(line.rstrip(" \\") for line in locked.splitlines() if "==" in line), encoding="utf-8"
    )
    if UV.exists():
        run(UV, "pip", "install", "--quiet", "--python", python, "--constraint", versions, wheel)
    else:
        run(python, "-m", "pip", "install", "--quiet", "--constraint", versions, wheel)
    return python.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer(address: str) -> tuple[int, str]:
    with urllib.request.urlopen(address, timeout=60) as response:
        return response.status, response.read().decode()


def wait_until_ready(address: str, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, process.communicate()[0]
        try:
            if answer(f"{address}/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("not ready in time")


@pytest.mark.once
@pytest.mark.xdist_group("wheel")
@pytest.mark.parametrize("command", ["demo", "serve"])
def test_the_wheel_starts_from_an_empty_environment(installed: Path, tmp_path: Path, command: str) -> None:
    port = free_port()
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SAMENSPRAAK_", "DJANGO_", "PYTHON"))
    }
    environment |= {
        "SAMENSPRAAK_SECRET_KEY": "y" * 50,
        "SAMENSPRAAK_DATA": str(tmp_path / "data"),
        "SAMENSPRAAK_BASE_URL": f"http://localhost:{port}",
        "SAMENSPRAAK_ALLOWED_HOSTS": "localhost,127.0.0.1",
    }
    folder = ["--data", str(tmp_path / "demo")] if command == "demo" else []
    process = subprocess.Popen(
        [str(installed / "samenspraak"), command, "--port", str(port), *folder],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        address = f"http://localhost:{port}"
        wait_until_ready(address, process)
        status, page = answer(f"{address}/")
        stylesheet = next(part for part in page.split('"') if part.startswith("/static/") and ".css" in part)
        assert status == 200
        assert "Samenspraak" in page
        assert answer(address + stylesheet)[0] == 200
    finally:
        process.terminate()
        process.wait(timeout=60)


@pytest.mark.once
@pytest.mark.xdist_group("wheel")
def test_the_wheel_analyses_a_table_without_settings(installed: Path, tmp_path: Path) -> None:
    examples = ROOT / "docs" / "examples"
    columns = ("--group", "groep", "--importance", "weegt_kennen,weegt_helpen", "--format", "html")

    page = run(
        installed / "samenspraak",
        "analyse",
        examples / "buurt.yaml",
        examples / "antwoorden.csv",
        *columns,
        cwd=tmp_path,
    )

    assert "Elkaar kennen" in page
    assert list(tmp_path.iterdir()) == []
