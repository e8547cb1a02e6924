"""A document as PDF: tagged for screen readers (PDF/UA-1) and made to last (PDF/A-2a), in one file."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from samenspraak.core.document import (
    Block,
    Document,
    Figure,
    Layout,
    Table,
    cleaned,
    column_weights,
    number_columns,
)
from samenspraak.core.text import one_line
from samenspraak.delivery import glyphs

TEMPLATE = Path(__file__).parent / "report.typ"
LONGEST_SHORT_TITLE = 80


def render(document: Document, *, layout: Layout = "report") -> bytes:
    """Return the PDF; layout "summary" is fitted on one A4."""
    kept = cleaned(document)
    with override(kept.language):
        values = json.dumps(values_of(kept, layout), ensure_ascii=False)
    return glyphs.with_known_characters(values, compiled)


def compiled(values: str) -> bytes:
    """Let typst make the PDF; the values are strings to it, never markup."""
    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=[glyphs.FONTS],
        ignore_system_fonts=True,
        sys_inputs={"document": values},
        pdf_standards=["ua-1", "a-2a"],
        format="pdf",
    )


def values_of(document: Document, layout: Layout) -> dict[str, Any]:
    """Return what the template reads. A title, an author and a date are required of an accessible file."""
    title = one_line(document.title) or _("Zonder titel")
    return {
        "layout": layout,
        "title": title,
        "short-title": title if len(title) <= LONGEST_SHORT_TITLE else f"{title[:LONGEST_SHORT_TITLE]}…",
        "subtitle": document.subtitle,
        "language": document.language,
        "author": document.author,
        "summary": document.summary,
        "keywords": document.keywords,
        "date": date_format(document.date, "j F Y"),
        "day": [document.date.year, document.date.month, document.date.day],
        "blocks": [block_values(block) for block in document.blocks],
        "words": words(),
    }


def words() -> dict[str, str]:
    """Return the template's own words."""
    return {
        "contents": _("Inhoud"),
        "page": _("Bladzijde"),
        "of": _("van"),
        "more": _("Meer staat in het volledige verslag."),
    }


def block_values(block: Block) -> dict[str, Any]:
    """Return one block as the template reads it."""
    values = asdict(block) | {"kind": type(block).__name__.lower()}
    if isinstance(block, Figure):
        values["alt"] = one_line(block.description) or one_line(block.title) or _("Figuur")
    if isinstance(block, Table):
        values["numeric"] = number_columns(block)
        values["widths"] = column_weights(block)
    return values
