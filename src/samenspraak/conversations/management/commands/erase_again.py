"""Erase again what people had erased, after an older back-up was put back (P7)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from samenspraak.conversations.services.erasing import erase_again


class Command(BaseCommand):
    """erase_again"""

    help = "Erase again what had been erased before an older back-up was put back."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Read the diary and erase what is back."""
        rows = erase_again()
        if rows:
            self.stdout.write(f"{rows} rows that were back have been erased again.")
