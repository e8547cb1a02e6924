"""Do what the clock asks: close rounds, cut ties, forget addresses."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from samenspraak.conversations.services.rounds import close_due_rounds


class Command(BaseCommand):
    """tick"""

    help = (
        "Close rounds whose time has passed and cut the ties between people and answers. Run it every minute."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Close what is due."""
        closed = close_due_rounds(timezone.now())
        if closed:
            self.stdout.write(f"{closed} rounds closed.")
