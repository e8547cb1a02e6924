"""Bring official figures and borders up to date, from their sources or from a file."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from samenspraak.core.regions import kind_of
from samenspraak.figures.queries.areas import shipped
from samenspraak.figures.queries.catalogue import catalogue
from samenspraak.figures.services.updating import SOURCES, Update, Wanted, update_from_file, wire_for
from samenspraak.figures.sources.source import SourceFault
from samenspraak.organisations.queries.areas import find_area


class Command(BaseCommand):
    """figures update [--source …] [--municipality …] [--year …] [--from FILE]"""

    help = "Bring official figures up to date. Asks the sources only where the settings allow it; or reads a file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the options."""
        parser.add_argument("what", choices=["update"])
        parser.add_argument(
            "--source", action="append", choices=SOURCES, default=[], help="default: all of them"
        )
        parser.add_argument(
            "--municipality", action="append", default=[], metavar="NAME", help="default: all"
        )
        parser.add_argument(
            "--year", action="append", type=int, default=[], metavar="YEAR", help="default: all"
        )
        parser.add_argument("--from", dest="file", type=Path, metavar="FILE", help="CSV, JSON or GeoJSON")
        parser.add_argument(
            "--table", default="", metavar="ID", help="with --from: the table, such as 85984NED"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Update, and fail after all of them when a table was refused."""
        codes = tuple(self.code(one) for one in options["municipality"])
        try:
            faults = self.from_file(options, codes) if options["file"] else self.live(options, codes)
        except SourceFault as fault:
            raise CommandError(str(fault)) from fault
        if faults:
            raise CommandError("\n".join(faults))

    def live(self, options: dict[str, Any], codes: tuple[str, ...]) -> list[str]:
        """Ask the sources."""
        today = timezone.localdate()
        update = Update(catalogue(), wire_for(today, sleep=time.sleep), today, self.tell)
        return update.run(Wanted(options["source"] or SOURCES, codes, tuple(options["year"])))

    def from_file(self, options: dict[str, Any], codes: tuple[str, ...]) -> list[str]:
        """Read a file of one source."""
        if len(options["source"]) != 1:
            raise CommandError(f"Say of which source this file is: --source {' | '.join(SOURCES)}.")
        done = update_from_file(
            options["file"],
            source=options["source"][0],
            catalogue=catalogue(),
            today=timezone.localdate(),
            tell=self.tell,
            table_id=options["table"],
            year=max(options["year"], default=0),
            municipality=codes[0] if codes else "",
        )
        self.tell(done)
        return []

    def tell(self, words: str) -> None:
        """Say how far it is."""
        self.stdout.write(words)

    def code(self, typed: str) -> str:
        """Return the code of a municipality; says so when it is none of today's."""
        found = find_area(typed)
        if found:
            return found.code
        known = kind_of(typed.strip().upper()) == "municipality" and typed.strip().upper() not in shipped()
        why = "is no municipality of today (it may have merged)" if known else "is not known"
        raise CommandError(f"{typed} {why}.")
