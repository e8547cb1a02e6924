"""A document to go on writing in: ODT and DOCX, written by pandoc from a tree that we build ourselves.

We never hand pandoc a text to read: every text of a person is a leaf of the tree, so it stays text (P10).
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal
from xml.sax.saxutils import escape

import pypandoc
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from samenspraak.core.document import (
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    Layout,
    Paragraph,
    Table,
    cleaned,
    column_weights,
    number_columns,
)
from samenspraak.core.text import one_line
from samenspraak.delivery import archives, pictures

Node = dict[str, Any]
Format = Literal["odt", "docx"]
REFERENCE = Path(__file__).parent / "reference"
VERSION = [1, 23, 1]
PLAIN: list[Any] = ["", [], []]
LONGEST_SIDE_CM = (16.0, 19.0)
COUNTRIES = {"nl": "nl-NL", "en": "en-GB"}
STYLES = {"lead": "Lead", "note": "Note"}
CELL_PADDING: dict[Layout, str] = {
    "report": 'fo:padding="0.1cm"',
    "summary": 'fo:padding-top="0.02cm" fo:padding-bottom="0.02cm" fo:padding-left="0.1cm" fo:padding-right="0.1cm"',
}


def odt(document: Document, *, layout: Layout = "report") -> bytes:
    """Return the document as ODT."""
    kept = fitted(cleaned(document), layout)
    return archives.rewritten(
        converted(kept, "odt", layout),
        {
            "content.xml": partial(odt_content, figures=figures_of(kept), padding=CELL_PADDING[layout]),
            "meta.xml": partial(odt_meta, document=kept),
        },
    )


def docx(document: Document, *, layout: Layout = "report") -> bytes:
    """Return the document as DOCX."""
    kept = fitted(cleaned(document), layout)
    return archives.rewritten(
        converted(kept, "docx", layout),
        {"word/document.xml": docx_content, "docProps/core.xml": partial(docx_meta, document=kept)},
    )


def fitted(document: Document, layout: Layout) -> Document:
    """Return a summary without its drawings: only a PDF can tell whether they still fit on its one page."""
    if layout == "report":
        return document
    return replace(document, blocks=tuple(one for one in document.blocks if not isinstance(one, Figure)))


def converted(document: Document, to: Format, layout: Layout) -> bytes:
    """Let pandoc write the tree in our house style, shut off from files and network."""
    options = ["--sandbox", f"--reference-doc={REFERENCE / f'{layout}.{to}'}"]
    with override(document.language):
        tree = json.dumps(tree_of(document))
    with TemporaryDirectory() as folder:
        made = Path(folder) / f"document.{to}"
        pypandoc.convert_text(tree, to=to, format="json", outputfile=made, extra_args=options)
        return made.read_bytes()


# ---- The tree


def tree_of(document: Document) -> Node:
    """Return the whole document as pandoc's tree."""
    images = iter(pictures.pngs([figure.svg for figure in figures_of(document)]))
    summary = [styled("Lead", document.summary)] if document.summary else []
    blocks = [node for block in document.blocks for node in nodes(block, images)]
    return {"pandoc-api-version": VERSION, "meta": meta(document), "blocks": [*summary, *blocks]}


def figures_of(document: Document) -> list[Figure]:
    """Return the figures in order."""
    return [block for block in document.blocks if isinstance(block, Figure)]


def meta(document: Document) -> Node:
    """Return title, author, date and language; they become the front matter and the properties of the file."""
    return {
        "title": {"t": "MetaInlines", "c": inlines(one_line(document.title) or _("Zonder titel"))},
        "subtitle": {"t": "MetaInlines", "c": inlines(document.subtitle)},
        "author": {"t": "MetaList", "c": [{"t": "MetaInlines", "c": inlines(one_line(document.author))}]},
        "date": {"t": "MetaInlines", "c": inlines(date_format(document.date, "j F Y"))},
        "lang": {"t": "MetaString", "c": COUNTRIES.get(document.language, document.language)},
    }


def nodes(block: Block, images: Iterator[bytes]) -> list[Node]:
    """Return one block as nodes of the tree."""
    match block:
        case Heading():
            return [{"t": "Header", "c": [block.level, PLAIN, inlines(block.text)]}]
        case Paragraph():
            return [paragraph(block)]
        case Bullets():
            return [{"t": "BulletList", "c": [[plain(point)] for point in block.points]}]
        case Table():
            return [table(block), *note(block.note)]
        case Figure():
            return [figure(block, next(images)), *note(block.note)]


def inlines(text: str) -> list[Node]:
    """Return a text as words, spaces and line ends: leaves that pandoc never reads as markup."""
    made: list[Node] = []
    for place, line in enumerate(text.split("\n")):
        made.extend([{"t": "LineBreak"}] if place else [])
        for number, word in enumerate(line.split()):
            made.extend([{"t": "Space"}] if number else [])
            made.append({"t": "Str", "c": word})
    return made


def plain(text: str) -> Node:
    """Return a text without space around it, for cells and points."""
    return {"t": "Plain", "c": inlines(text)}


def paragraph(block: Paragraph) -> Node:
    """Return a paragraph in its style."""
    if block.style == "quote":
        return {"t": "BlockQuote", "c": [{"t": "Para", "c": inlines(block.text)}]}
    if block.style in STYLES:
        return styled(STYLES[block.style], block.text)
    return {"t": "Para", "c": inlines(block.text)}


def styled(style: str, text: str) -> Node:
    """Return a paragraph in a style of the reference document."""
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], [{"t": "Para", "c": inlines(text)}]]}


def note(text: str) -> list[Node]:
    """Return the note below a table or figure, when there is one."""
    return [styled("Note", text)] if text else []


def caption(text: str) -> list[Any]:
    """Return a caption."""
    return [None, [plain(text)]]


def figure(block: Figure, image: bytes) -> Node:
    """Return a picture with its title; its description is the alternative text."""
    width, height = pictures.size(block.svg)
    scale = min(LONGEST_SIDE_CM[0] / width, LONGEST_SIDE_CM[1] / height)
    place = ["", [], [["width", f"{width * scale:.2f}cm"], ["height", f"{height * scale:.2f}cm"]]]
    address = f"data:image/png;base64,{b64encode(image).decode()}"
    drawn = {"t": "Image", "c": [place, inlines(alternative(block)), [address, ""]]}
    return {"t": "Figure", "c": [PLAIN, caption(block.title), [{"t": "Plain", "c": [drawn]}]]}


def alternative(block: Figure) -> str:
    """Return what someone hears who does not see the picture."""
    return one_line(block.description) or one_line(block.title)


def table(block: Table) -> Node:
    """Return a table with a header row that repeats on every page."""
    weights = column_weights(block)
    kinds = number_columns(block)
    columns = [
        [{"t": "AlignRight" if is_number else "AlignLeft"}, {"t": "ColWidth", "c": weight / sum(weights)}]
        for weight, is_number in zip(weights, kinds, strict=True)
    ]
    body = [PLAIN, 0, [], [table_row(row) for row in block.rows]]
    head = [PLAIN, [table_row(block.header)]]
    return {"t": "Table", "c": [PLAIN, caption(block.caption), columns, head, [body], [PLAIN, []]]}


def table_row(cells: Sequence[str]) -> list[Any]:
    """Return one row."""
    return [PLAIN, [[PLAIN, {"t": "AlignDefault"}, 1, 1, [plain(cell)]] for cell in cells]]


# ---- What pandoc leaves out


def odt_content(xml: str, *, figures: Sequence[Figure], padding: str) -> str:
    """Return the text with alternative texts on its pictures and our lines in its tables."""
    waiting = iter(figures)
    described = re.sub("</draw:frame>", lambda _: f"{odt_alternative(next(waiting))}</draw:frame>", xml)
    for name, properties in (
        ("TableHeaderRowCell", 'fo:background-color="#f3efe4" fo:border-bottom="1pt solid #0f4a54"'),
        ("TableRowCell", 'fo:border-bottom="0.5pt solid #ddd8ca"'),
    ):
        described = with_cell_style(described, name, f"{padding} {properties}")
    return described


def odt_alternative(block: Figure) -> str:
    """Return the title and the description of a picture as ODT keeps them."""
    title, description = escape(one_line(block.title)), escape(alternative(block))
    return f"<svg:title>{title}</svg:title><svg:desc>{description}</svg:desc>"


def with_cell_style(xml: str, name: str, properties: str) -> str:
    """Return the text with the borders and padding of one kind of table cell replaced."""
    found = rf'(<style:style style:name="{name}"[^>]*>\s*<style:table-cell-properties )fo:border="none"'
    return re.sub(found, rf"\1{properties}", xml)


def odt_meta(xml: str, *, document: Document) -> str:
    """Return the properties with the document's own date and keywords."""
    moment = f"{document.date.isoformat()}T00:00:00Z"
    dated = re.sub(r"(<(meta:creation-date|dc:date)>)[^<]*", rf"\g<1>{moment}", xml)
    keywords = "".join(f"<meta:keyword>{escape(one_line(word))}</meta:keyword>" for word in document.keywords)
    return re.sub(r"<meta:keyword\s*(/>|></meta:keyword>)", lambda _: keywords, dated)


def docx_content(xml: str) -> str:
    """Return the text with pictures against the margin, and without the second copies pandoc leaves of them."""
    placed = xml.replace("<wp:inline>", '<wp:inline distT="0" distB="0" distL="0" distR="0">')
    return re.sub(r'(<pic:cNvPr[^>]*) descr="data:[^"]*"', r"\1", placed)


def docx_meta(xml: str, *, document: Document) -> str:
    """Return the properties with the document's own date and keywords."""
    moment = f"{document.date.isoformat()}T00:00:00Z"
    dated = re.sub(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rf"\g<1>{moment}", xml)
    keywords = escape(", ".join(map(one_line, document.keywords)))
    return re.sub("<cp:keywords></cp:keywords>", lambda _: f"<cp:keywords>{keywords}</cp:keywords>", dated)
