"""Say what is wrong with an instrument file, with its lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from samenspraak.core.instrument import InstrumentFault, load_instrument


class Command(BaseCommand):
    """check_instrument FILE …"""

    help = "Check instrument files before they are published; lists every fault with its line."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the files."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *_args: Any, files: list[Path], **_options: Any) -> None:
        """Check all files; fail when one of them has a fault."""
        faulty = [file for file in files if not self.is_good(file)]
        if faulty:
            raise CommandError(f"{len(faulty)} of {len(files)} files cannot be used.")

    def is_good(self, file: Path) -> bool:
        """Print what one file is, or what is wrong with it."""
        try:
            instrument = load_instrument(file.read_bytes(), name=str(file))
        except InstrumentFault as fault:
            self.stdout.write(str(fault))
            return False
        except OSError as fault:
            self.stdout.write(f"{file}: {fault.strerror}")
            return False
        items = sum(len(theme.items) for theme in instrument.themes)
        self.stdout.write(f"{file}: {instrument.id} {instrument.version}, {items} questions, good")
        return True
