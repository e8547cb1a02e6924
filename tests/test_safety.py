"""The program refuses to start on settings under which the promises would not hold."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from samenspraak import __main__, safety
from samenspraak.organisations.models import Organisation
from samenspraak.safety import faults
from samenspraak.settings import sqlite


def safe(tmp_path: Path, **changes: Any) -> SimpleNamespace:
    values: dict[str, Any] = {
        "SECRET_KEY": "x" * 50,
        "DEBUG": False,
        "ALLOWED_HOSTS": ["samenspraak.example"],
        "BASE_URL": "https://samenspraak.example",
        "HTTPS": True,
        "DATA": tmp_path,
        "DATABASES": {"default": sqlite(tmp_path / "test.sqlite3")},
    }
    return SimpleNamespace(**values | changes)


def test_good_settings_have_no_faults(tmp_path: Path) -> None:
    assert faults(safe(tmp_path)) == []


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"DEBUG": True}, "DEBUG"),
        ({"ALLOWED_HOSTS": ["*"]}, "ALLOWED_HOSTS"),
        ({"BASE_URL": "http://samenspraak.example", "HTTPS": False}, "BASE_URL"),
        ({"BASE_URL": "http://localhost.samenspraak.example", "HTTPS": False}, "BASE_URL"),
    ],
)
def test_an_unsafe_setting_is_named(tmp_path: Path, changes: dict[str, Any], named: str) -> None:
    found = faults(safe(tmp_path, **changes))

    assert len(found) == 1
    assert named in found[0]


def test_weaker_sqlite_settings_are_refused(tmp_path: Path) -> None:
    weak = sqlite(tmp_path / "test.sqlite3")
    weak["OPTIONS"] = {"init_command": "PRAGMA synchronous=OFF;"}

    assert "synchronous=FULL" in faults(safe(tmp_path, DATABASES={"default": weak}))[0]


def test_sqlite_wipes_what_is_deleted_from_the_file(tmp_path: Path) -> None:
    """Not every build of SQLite does so by itself (P7)."""
    with sqlite3.connect(tmp_path / "test.sqlite3") as connection:
        connection.execute("PRAGMA secure_delete=OFF")
        connection.executescript(sqlite(tmp_path / "test.sqlite3")["OPTIONS"]["init_command"])

        assert connection.execute("PRAGMA secure_delete").fetchone() == (1,)


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    found = faults(safe(tmp_path, DATA=tmp_path / "file"))

    assert "cannot be written" in found[0]


@pytest.mark.parametrize(
    "environment",
    [
        {"SAMENSPRAAK_SECRET_KEY": "short"},
        {"SAMENSPRAAK_SECRET_KEY": "x" * 50, "SAMENSPRAAK_DEBUG": "yes"},
        {"SAMENSPRAAK_SECRET_KEY": "x" * 50, "SAMENSPRAAK_DEBUG": "perhaps"},
        {"SAMENSPRAAK_SECRET_KEY": "x" * 50, "SAMENSPRAAK_DATABASE": "mysql://localhost/x"},
        {"SAMENSPRAAK_SECRET_KEY": "x" * 50, "SAMENSPRAAK_EMAIL_PORT": "often"},
    ],
)
def test_serve_does_not_start_on_unsafe_settings(tmp_path: Path, environment: dict[str, str]) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SAMENSPRAAK_")}
    clean.pop("DJANGO_SETTINGS_MODULE", None)
    ran = subprocess.run(
        [sys.executable, "-m", "samenspraak", "serve", "--port", "1"],
        env=clean | {"SAMENSPRAAK_DATA": str(tmp_path), "PYTHONPATH": "src"} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert ran.returncode != 0
    assert "SAMENSPRAAK_" in ran.stderr


@pytest.mark.parametrize(("is_demo", "started"), [(True, False), (False, True)])
def test_the_demo_is_not_served_in_earnest(
    db: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    is_demo: bool,
    started: bool,
) -> None:
    """Its passwords stand in the source: anybody could send mail in its name."""
    Organisation.objects.create(name="Lindeveen", is_demo=is_demo)
    ran: list[object] = []

    def run(options: object) -> int:
        ran.append(options)
        return 0

    monkeypatch.setattr(safety, "faults", lambda _settings: [])
    monkeypatch.setattr(__main__, "prepare", lambda: None)
    monkeypatch.setattr(__main__, "run", run)

    code = __main__.main(["serve"])

    assert (code, bool(ran)) == (0 if started else 1, started)
    assert ("demo" in capsys.readouterr().err) == is_demo
