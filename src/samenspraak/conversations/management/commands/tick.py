"""Do what the clock asks of every room: close rounds, cut ties, forget addresses, remind."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.utils import timezone

from samenspraak.conversations.contributions import contributed


class Command(BaseCommand):
    """tick"""

    help = (
        "Do what the clock asks: close rounds whose time has passed, cut ties, remind. Run it every minute."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Run what each room contributes; a busy database stops one of them, and only until the next time."""
        now = timezone.now()
        for task in contributed("TICKS"):
            try:
                done = task(now)
            except DatabaseError as error:
                self.stderr.write(f"{task.__name__}: {error}")
                continue
            if done:
                self.stdout.write(f"{task.__name__}: {done}")
