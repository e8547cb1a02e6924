"""Refuse to start on settings under which the promises would not hold, and keep secrets out of the log."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

SHORTEST_SECRET = 40
DEMO_IN_EARNEST = (
    "This database holds the demo, and everybody knows its passwords. Serve from another SAMENSPRAAK_DATA or "
    "SAMENSPRAAK_DATABASE."
)


def faults(settings: Any) -> list[str]:
    """Return what makes these settings unsafe to serve with, each with what to do; empty when safe."""
    return [
        *secret_faults(settings),
        *address_faults(settings),
        *data_faults(settings),
        *database_faults(settings.DATABASES["default"]),
    ]


def secret_faults(settings: Any) -> list[str]:
    """Check the key that signs every token."""
    if len(settings.SECRET_KEY) >= SHORTEST_SECRET:
        return []
    return [
        f"SAMENSPRAAK_SECRET_KEY is missing or shorter than {SHORTEST_SECRET} characters: "
        "set it to a long random text, or name a file in SAMENSPRAAK_SECRET_KEY_FILE."
    ]


def address_faults(settings: Any) -> list[str]:
    """Check what the outside sees: no debug pages, known hosts, https except on this machine itself."""
    found = []
    if settings.DEBUG:
        found.append("SAMENSPRAAK_DEBUG is on: error pages would show answers. Switch it off.")
    if "*" in settings.ALLOWED_HOSTS:
        found.append("SAMENSPRAAK_ALLOWED_HOSTS is *: links in mails could be forged. Name the hosts.")
    local = urlsplit(settings.BASE_URL).hostname in {"localhost", "127.0.0.1", "::1"}
    if not settings.HTTPS and not local:
        found.append("SAMENSPRAAK_BASE_URL is not https: answers would travel in the open. Use https.")
    return found


def data_faults(settings: Any) -> list[str]:
    """Check that the data folder can be written."""
    probe = Path(settings.DATA) / ".write-check"
    try:
        probe.parent.mkdir(parents=True, exist_ok=True)
        probe.write_text("", encoding="utf-8")
        probe.unlink()
    except OSError as error:
        return [f"SAMENSPRAAK_DATA: the folder {settings.DATA} cannot be written ({error.strerror})."]
    return []


def database_faults(database: dict[str, Any]) -> list[str]:
    """Check that SQLite really runs as a confirmed answer needs it (P1)."""
    if not database["ENGINE"].endswith("sqlite3"):
        return []
    try:
        with sqlite3.connect(database["NAME"], timeout=5) as connection:
            mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    except sqlite3.Error as error:
        return [f"The database {database['NAME']} cannot be opened: {error}."]
    found = []
    if mode.lower() != "wal":
        found.append(
            f"The folder of {database['NAME']} does not allow SQLite's WAL mode. Use a local disk, not a network share."
        )
    options = database.get("OPTIONS", {})
    if options.get("transaction_mode") != "IMMEDIATE" or "synchronous=FULL" not in options.get(
        "init_command", ""
    ):
        found.append(
            "The SQLite settings were changed: transaction_mode IMMEDIATE and synchronous=FULL must stay."
        )
    return found


class DoorInsteadOfPath(logging.Filter):
    """Write which door failed, not the path: a personal link in a log would open somebody's sheet (P6)."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Put the route in the place of the path, where Django logs (reason, path) of a request."""
        request = getattr(record, "request", None)
        if request is not None and isinstance(record.args, tuple):
            match = request.resolver_match
            record.msg, record.args = (
                "%s at %s",
                (record.args[0], match.route if match else "an unknown door"),
            )
        return True
