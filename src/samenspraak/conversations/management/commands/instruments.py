"""Bring the instruments of the program into the database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samenspraak.conversations.services.instruments import sync_instruments


class Command(BaseCommand):
    """instruments"""

    help = "Bring every instrument that comes with the program into the database; says what is wrong with a file."

    def handle(self, *_args: Any, **options: Any) -> None:
        """Sync, and fail after all of them when one was refused."""
        synced = sync_instruments()
        for one in (one for one in synced if one.problem or options["verbosity"]):
            self.stdout.write(one.problem or f"{one.name}: {'added' if one.added else 'known'}")
        if any(one.problem for one in synced):
            raise CommandError("Not every instrument could be brought in.")
