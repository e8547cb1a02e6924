"""Gather every text that people see, keep the English catalogue beside it, and compile it.

Dutch is the language of the source, so only English is gathered. The Dutch catalogue is made by hand: it
words the texts of Django and allauth our way, and is only compiled here. Needs nothing but Babel: Django's
own command wants GNU gettext, which a fresh machine lacks.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

# A fixed moment, so that the same texts always give the same file.
MADE = datetime(2026, 1, 1, tzinfo=UTC)
ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "samenspraak"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
BY_HAND = SOURCE / "locale" / "nl" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "_lazy": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def gathered() -> Catalog:
    """Return a catalogue of all marked texts in the sources and templates."""
    catalogue = Catalog(project="samenspraak", charset="utf-8")
    for path in sorted(
        [*SOURCE.rglob("*.py"), *SOURCE.rglob("templates/**/*.html"), *SOURCE.rglob("templates/**/*.txt")]
    ):
        if "migrations" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            text = unindented(templatize(text))
        place = path.relative_to(ROOT).as_posix()
        for _line, message, _comments, context in extract(
            "python", io.BytesIO(text.encode()), keywords=KEYWORDS
        ):
            catalogue.add(message, locations=[(place, 0)], context=context)
    return catalogue


def unindented(text: str) -> str:
    """Return a template that Django made look like Python, without the indentation that Python minds."""
    return "\n".join(line.strip() for line in text.splitlines())


def merged() -> Catalog:
    """Return the English catalogue brought up to date: known translations kept, unused ones dropped."""
    catalogue = Catalog(locale="en", project="samenspraak", charset="utf-8", fuzzy=False)
    if CATALOGUE.exists():
        catalogue = read(CATALOGUE)
    catalogue.update(gathered(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def read(path: Path) -> Catalog:
    """Return the catalogue of the language that the path names."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, charset="utf-8")


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the texts that have no English yet."""
    return [str(message.id) for message in catalogue if message.id and not all_of(message.string)]


def all_of(string: object) -> bool:
    """Say whether a translation is complete (every plural form has words)."""
    if isinstance(string, (list, tuple)):
        return bool(string) and all(string)
    return bool(string)


def write(catalogue: Catalog) -> None:
    """Write the English catalogue and its compiled form."""
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    catalogue.creation_date = catalogue.revision_date = MADE
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=110, omit_header=False, sort_output=True, include_lineno=False)
    compile_to(CATALOGUE.with_suffix(".mo"), catalogue)


def compile_to(path: Path, catalogue: Catalog) -> None:
    """Write the form that Django reads."""
    with path.open("wb") as file:
        write_mo(file, catalogue)


def main() -> int:
    """Bring the catalogue up to date and say what is still to be translated."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
    catalogue = merged()
    write(catalogue)
    compile_to(BY_HAND.with_suffix(".mo"), read(BY_HAND))
    missing = untranslated(catalogue)
    print(f"{len(catalogue)} texts, {len(missing)} without English.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
